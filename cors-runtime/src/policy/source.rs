//! Where a policy was written.

use std::fmt;

/// Where a policy was written, for events and start-up messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The name of the handler or of the static; empty for a policy that was built at run time.
    pub name: &'static str,
    /// The source file.
    pub file: &'static str,
    /// The line in it.
    pub line: u32,
}

impl Source {
    /// A configuration file, whose name a deserializer does not tell.
    #[cfg(feature = "serde")]
    pub(crate) const DESERIALIZED: Source = Source { name: "", file: "configuration", line: 0 };
}

/// Which version of a live policy has decided, and where that version was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VersionSource {
    /// Counted from 1.
    pub(crate) number: u64,
    pub(crate) given: Source,
}

impl fmt::Display for VersionSource {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "version {} from {}", self.number, self.given)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" if self.line == 0 => out.write_str(self.file),
            "" => write!(out, "{}:{}", self.file, self.line),
            name => write!(out, "`{name}` at {}:{}", self.file, self.line),
        }
    }
}
