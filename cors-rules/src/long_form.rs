//! The long form of a code: what a person reads who asks what a message means. Data only. The
//! tables of rules and of findings have one for each row; a page of the reference is made of the
//! row and its long form ([`crate::reference`]).

/// What there is to say about one code beyond its row in the table: the row has what must hold in
/// one sentence, an example of each side and the clause of the standard.
///
/// ```
/// use cors_rules::Rule;
///
/// let long = Rule::OriginNull.long_form();
/// assert!(long.meaning.contains("sandboxed"));
/// assert!(long.otherwise.len() <= 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongForm {
    /// Why it is so, in a few sentences of Markdown.
    pub meaning: &'static str,
    /// What happens otherwise, step by step, in at most five lines: an attack, or what breaks.
    pub otherwise: &'static [&'static str],
    /// What to write, and how to choose.
    pub remedy: &'static str,
    /// Where to read on, beside the clause of the standard.
    pub links: &'static [&'static str],
}
