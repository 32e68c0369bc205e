//! The header values and origin families of one policy: they count their users or could own their texts, and so need a place
//! of their own in the program, to which const evaluation may then refer. That place is the static `__CORS`, whose first
//! two fields they are.

/// Collects them, as text.
#[derive(Debug, Default)]
pub(super) struct Values {
    texts: Vec<String>,
    families: Vec<String>,
}

impl Values {
    /// The texts of the exact origins come first, so that they stand together.
    pub(super) fn new<'t>(origins: impl Iterator<Item = &'t str>, families: Vec<String>) -> Self {
        Values { texts: origins.map(str::to_owned).collect(), families }
    }

    /// A reference to the value with this text.
    pub(super) fn add(&mut self, text: &str) -> String {
        let known = self.texts.iter().position(|known| known == text);
        let index = known.unwrap_or(self.texts.len());
        if known.is_none() {
            self.texts.push(text.to_owned());
        }
        format!("&__CORS.0[{index}]")
    }

    /// Whether nothing needs a place.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.families.is_empty()
    }

    /// The types of the two fields.
    pub(super) fn types(&self) -> String {
        let (values, families) = (self.texts.len(), self.families.len());
        format!("[__cors::HeaderValue; {values}], [__cors::OriginPattern; {families}]")
    }

    /// The two fields.
    pub(super) fn fields(&self) -> String {
        let values: Vec<String> =
            self.texts.iter().map(|text| format!("__cors::value({text:?})")).collect();
        format!("[{}], [{}]", values.join(", "), self.families.join(", "))
    }
}
