//! The header values of a policy, made once. Choosing among them is [`crate::response::actual`]'s
//! business.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use actix_web::http::header::HeaderValue;
use cors_rules::{HeaderTexts, Origins};

/// The values of one policy. `None`: the header is absent.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    /// `Access-Control-Allow-Origin` for each exact origin, in the order of the policy's list.
    pub(crate) origins: Box<[HeaderValue]>,
    /// `Access-Control-Allow-Methods`.
    pub(crate) allow_methods: Option<HeaderValue>,
    /// `Access-Control-Allow-Headers`.
    pub(crate) allow_headers: Option<HeaderValue>,
    /// `Access-Control-Expose-Headers`.
    pub(crate) expose_headers: Option<HeaderValue>,
    /// `Access-Control-Max-Age`.
    pub(crate) max_age: Option<HeaderValue>,
}

impl Values {
    /// The same in memory of their own.
    pub(crate) fn copied(&self) -> Values {
        let copy = |value: &HeaderValue| {
            HeaderValue::from_bytes(value.as_bytes()).expect("it is a header value")
        };
        let optional = |value: &Option<HeaderValue>| value.as_ref().map(copy);
        Values {
            origins: self.origins.iter().map(copy).collect(),
            allow_methods: optional(&self.allow_methods),
            allow_headers: optional(&self.allow_headers),
            expose_headers: optional(&self.expose_headers),
            max_age: optional(&self.max_age),
        }
    }

    /// Those of a policy that was checked at run time.
    pub(crate) fn of_texts(origins: &Origins, texts: &HeaderTexts) -> Values {
        let value = |text: &Option<String>| text.as_deref().map(of_text);
        Values {
            origins: match origins {
                Origins::List(list) => list.exact().iter().map(of_text).collect(),
                Origins::Any | Origins::Source(_) | Origins::Shared(_) => Box::default(),
            },
            allow_methods: value(&texts.allow_methods),
            allow_headers: value(&texts.allow_headers),
            expose_headers: value(&texts.expose_headers),
            max_age: value(&texts.max_age),
        }
    }
}

/// A list of the program; `None` where nothing is listed.
pub(crate) fn of_list(texts: &[&'static str]) -> Option<HeaderValue> {
    match texts {
        [] => None,
        [only] => Some(HeaderValue::from_static(only)),
        several => Some(of_program(several.join(", "))),
    }
}

/// A number of the program.
pub(crate) fn of_number(number: u32) -> HeaderValue {
    of_program(number.to_string())
}

/// Texts that were put together from what the program has written, each once. They are kept for as
/// long as the program, whose policies they belong to: a value that lives as long costs nothing to
/// hand out, and one that does not is counted by all threads.
static OF_PROGRAM: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

fn of_program(text: String) -> HeaderValue {
    let mut texts = OF_PROGRAM.lock().unwrap_or_else(PoisonError::into_inner);
    let known = texts.get(text.as_str()).copied();
    HeaderValue::from_static(known.unwrap_or_else(|| {
        let text: &'static str = Box::leak(text.into_boxed_str());
        texts.insert(text);
        text
    }))
}

/// The rules let only visible ASCII through.
fn of_text(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a checked policy has only visible ASCII")
}
