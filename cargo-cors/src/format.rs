//! The forms in which commands write what they found.

use clap::ValueEnum;

/// A written form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people.
    #[default]
    Text,
    /// The stable form for programs.
    Json,
}
