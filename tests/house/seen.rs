//! The test of the test: a small crate with one violation of each kind, and one that does everything right.

use crate::rooms;
use crate::source::Source;
use crate::{violations_of_foreign, violations_of_rooms, violations_without_circles};

fn violations(texts: &[(&str, &str)]) -> Vec<String> {
    let listed: Vec<String> = texts.iter().map(|(path, _)| (*path).to_owned()).collect();
    violations_of_rooms("x", &Source::of_texts(texts), &listed)
}
