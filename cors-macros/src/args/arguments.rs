//! The arguments of an attribute, each key with the tokens in which it was written. `parse` fills
//! them; `check` makes a draft of them.

use cors_rules::{Danger, Key, Place, Rule};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::tokens::{Segment, stream};
use crate::paths::Paths;

/// Where the keys stand: some mean something in one place only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// `#[cors(...)]`.
    Attribute,
    /// `policy! { ... }`.
    PolicyMacro,
}

/// A value and its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) tokens: Segment,
}

/// A constant of the program in the place of a literal: a path, or a macro such as `env!("X")`. Its
/// value is known in const evaluation only.
#[derive(Clone, Debug)]
pub(crate) struct Constant {
    pub(crate) tokens: Segment,
}

impl Constant {
    /// What messages call it: its tokens, without the blanks that the compiler puts between them.
    pub(crate) fn name(&self) -> String {
        self.tokens.iter().map(ToString::to_string).collect()
    }

    /// Whether it is a path, which editors can follow.
    pub(crate) fn is_path(&self) -> bool {
        !self.tokens.iter().any(|token| matches!(token, TokenTree::Group(_)))
    }

    pub(crate) fn stream(&self) -> TokenStream {
        stream(&self.tokens)
    }
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub(crate) enum ListEntry {
    Text(Spanned<String>),
    Constant(Constant),
}

/// The entries of a list, in the order written. Findings of the rules count its texts alone,
/// because the rules see no others.
#[derive(Clone, Debug, Default)]
pub(crate) struct List(pub(crate) Vec<ListEntry>);

impl List {
    /// The string literals and the names of methods.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.0.iter().filter_map(|entry| match entry {
            ListEntry::Text(text) => Some(text),
            ListEntry::Constant(_) => None,
        })
    }

    /// The constants.
    pub(crate) fn constants(&self) -> impl Iterator<Item = &Constant> {
        self.0.iter().filter_map(|entry| match entry {
            ListEntry::Text(_) => None,
            ListEntry::Constant(constant) => Some(constant),
        })
    }

    /// Whether some entry is a constant.
    pub(crate) fn has_constants(&self) -> bool {
        self.constants().next().is_some()
    }
}

/// The value of a key.
#[derive(Clone, Debug)]
pub(crate) struct Written<T> {
    pub(crate) value: T,
    /// The tokens of the value; those of the key for a flag.
    pub(crate) tokens: Segment,
}

/// The value of `origins`.
#[derive(Clone, Debug)]
pub(crate) enum OriginsValue {
    Any,
    List(List),
    /// `empty_disables`: a variable that is set and empty switches the policy off.
    Env {
        variable: Spanned<String>,
        default: Option<List>,
        empty_disables: bool,
    },
    Set(syn::Path),
}

/// The value of `methods`, `headers` or `expose`.
#[derive(Clone, Debug)]
pub(crate) enum NamesValue {
    Any,
    List(List),
}

impl OriginsValue {
    /// The list that is written, also as a default.
    pub(crate) fn list(&self) -> Option<&List> {
        match self {
            OriginsValue::List(list) => Some(list),
            OriginsValue::Env { default, .. } => default.as_ref(),
            OriginsValue::Any | OriginsValue::Set(_) => None,
        }
    }
}

impl NamesValue {
    /// The list that is written.
    pub(crate) fn list(&self) -> Option<&List> {
        match self {
            NamesValue::Any => None,
            NamesValue::List(list) => Some(list),
        }
    }
}

/// The value of `max_age`.
#[derive(Clone, Debug)]
pub(crate) enum MaxAgeValue {
    Seconds(i128),
    Text(String),
    Constant(Constant),
}

/// The value of `preflight_status`.
#[derive(Clone, Debug)]
pub(crate) enum StatusValue {
    Number(i128),
    Constant(Constant),
}

/// Everything that was written.
#[derive(Debug, Default)]
pub(crate) struct Args {
    /// All tokens, for what concerns the attribute as a whole.
    pub(crate) tokens: TokenStream,
    /// Every name in the place of a key, known or not, for editors.
    pub(crate) names: Vec<Ident>,
    /// Keys of which something could not be read; nothing is reported about what they lack.
    pub(crate) broken: Vec<Key>,
    /// The known keys, in the order written.
    pub(crate) keys: Vec<(Key, Ident)>,
    pub(crate) origins: Option<Written<OriginsValue>>,
    pub(crate) methods: Option<Written<NamesValue>>,
    pub(crate) headers: Option<Written<NamesValue>>,
    pub(crate) expose: Option<Written<NamesValue>>,
    pub(crate) credentials: Option<Written<bool>>,
    pub(crate) max_age: Option<Written<MaxAgeValue>>,
    pub(crate) policy: Option<Written<syn::Path>>,
    pub(crate) shadow: Option<Written<syn::Path>>,
    pub(crate) disabled: Option<Written<()>>,
    pub(crate) reject_unlisted: Option<Written<bool>>,
    pub(crate) preflight_status: Option<Written<StatusValue>>,
    pub(crate) dangerous: Option<Written<Vec<Spanned<Danger>>>>,
    pub(crate) allow: Option<Written<Vec<Rule>>>,
    /// From `crate = ::path`.
    pub(crate) paths: Paths,
    /// The names in `dangerous(...)` and `allow(...)`, for editors.
    pub(crate) danger_names: Vec<Ident>,
    pub(crate) allow_names: Vec<Ident>,
    /// The policy of the surrounding `#[scope]` module, which this attribute was copied from.
    pub(crate) inherited: Option<syn::Path>,
}

impl Args {
    /// The key as written, where it is.
    pub(crate) fn name(&self, key: Key) -> Option<&Ident> {
        self.keys.iter().find(|(known, _)| *known == key).map(|(_, name)| name)
    }

    /// The value of `policy = PATH` for an attribute that the macro itself has added.
    pub(crate) fn overlay_of(path: &syn::Path) -> Written<syn::Path> {
        Written { value: path.clone(), tokens: path.to_token_stream().into_iter().collect() }
    }

    /// The path in `origins = from(PATH)`.
    pub(crate) fn origins_path(&self) -> Option<&syn::Path> {
        match &self.origins.as_ref()?.value {
            OriginsValue::Set(path) => Some(path),
            _ => None,
        }
    }

    /// The list of a key, if one is written.
    pub(crate) fn list(&self, key: Key) -> Option<&List> {
        match key {
            Key::Origins => self.origins.as_ref()?.value.list(),
            Key::Methods => self.methods.as_ref()?.value.list(),
            Key::Headers => self.headers.as_ref()?.value.list(),
            Key::Expose => self.expose.as_ref()?.value.list(),
            _ => None,
        }
    }

    /// Whether the list of a key has constants in it.
    pub(crate) fn has_constants(&self, key: Key) -> bool {
        self.list(key).is_some_and(List::has_constants)
    }

    /// Every constant that is written.
    pub(crate) fn constants(&self) -> impl Iterator<Item = &Constant> {
        let lists = [Key::Origins, Key::Methods, Key::Headers, Key::Expose];
        let listed = lists.into_iter().filter_map(|key| self.list(key)).flat_map(List::constants);
        let age = self.max_age.as_ref().and_then(|written| match &written.value {
            MaxAgeValue::Constant(constant) => Some(constant),
            MaxAgeValue::Seconds(_) | MaxAgeValue::Text(_) => None,
        });
        let status = self.preflight_status.as_ref().and_then(|written| match &written.value {
            StatusValue::Constant(constant) => Some(constant),
            StatusValue::Number(_) => None,
        });
        listed.chain(age).chain(status)
    }

    /// Whether something that is written names an item of the user's, and so means something only
    /// where the attribute stands.
    pub(crate) fn names_items(&self) -> bool {
        self.policy.is_some()
            || self.shadow.is_some()
            || self.origins_path().is_some()
            || self.constants().next().is_some()
    }

    /// The tokens that a finding at this place underlines.
    pub(crate) fn tokens_at(&self, place: Place) -> TokenStream {
        let entry = place.entry.and_then(|index| self.entry_tokens(place.key, index));
        entry
            .or_else(|| self.value_tokens(place.key))
            .or_else(|| self.name(place.key).map(|name| vec![name.clone().into()]))
            .map_or_else(|| self.tokens.clone(), |tokens| stream(&tokens))
    }

    fn entry_tokens(&self, key: Key, index: usize) -> Option<Segment> {
        if key == Key::Dangerous {
            return Some(self.dangerous.as_ref()?.value.get(index)?.tokens.clone());
        }
        Some(self.list(key)?.texts().nth(index)?.tokens.clone())
    }

    /// The value of a key where it is short; of a list the key is underlined instead.
    fn value_tokens(&self, key: Key) -> Option<Segment> {
        let names = |written: &Option<Written<NamesValue>>| {
            let written = written.as_ref()?;
            matches!(written.value, NamesValue::Any).then(|| written.tokens.clone())
        };
        match key {
            Key::Origins => {
                let written = self.origins.as_ref()?;
                (!matches!(written.value, OriginsValue::List(_))).then(|| written.tokens.clone())
            }
            Key::Methods => names(&self.methods),
            Key::Headers => names(&self.headers),
            Key::Expose => names(&self.expose),
            Key::MaxAge => Some(self.max_age.as_ref()?.tokens.clone()),
            Key::PreflightStatus => Some(self.preflight_status.as_ref()?.tokens.clone()),
            _ => None,
        }
    }
}
