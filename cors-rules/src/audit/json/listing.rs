//! The values of the form that are a word or a list: `"any"` or `["PUT"]`. Read by hand, because
//! what is wrong with such a value is otherwise told as "no variant matched".

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// A word, a list of texts, or what a source says.
pub(super) enum Listing {
    Word(String),
    List(Vec<String>),
    Source(SourceForm),
}

/// A source of origins.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceForm {
    pub(super) source: String,
    pub(super) now: Box<Listing>,
}

impl Listing {
    pub(super) fn word(word: &str) -> Listing {
        Listing::Word(word.to_owned())
    }

    pub(super) fn list<T: ToString>(texts: impl IntoIterator<Item = T>) -> Listing {
        Listing::List(texts.into_iter().map(|text| text.to_string()).collect())
    }
}

impl Serialize for Listing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Listing::Word(word) => serializer.serialize_str(word),
            Listing::List(list) => list.serialize(serializer),
            Listing::Source(source) => source.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Listing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListingVisitor)
    }
}

struct ListingVisitor;

impl<'de> Visitor<'de> for ListingVisitor {
    type Value = Listing;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a word or a list of texts")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Listing, E> {
        Ok(Listing::word(word))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Listing, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Listing::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Listing, A::Error> {
        SourceForm::deserialize(MapAccessDeserializer::new(map)).map(Listing::Source)
    }
}
