//! What was counted of one pair of policies: what only the one lets in, and what only the other.

use crate::shadow::network::Network;
use crate::shadow::tally::Tally;

/// The longest value that is kept. Browsers send no longer origin; a name that is longer is nobody's.
const LONGEST: usize = 300;

/// What only one of two policies lets in.
#[derive(Debug, Default)]
pub(super) struct OnlyOne {
    pub(super) requests: u64,
    pub(super) origins: Tally<256>,
    pub(super) methods: Tally<32>,
    pub(super) headers: Tally<128>,
    /// Requests without an `Origin` that a browser could have sent.
    pub(super) unnamed: u64,
    /// Requests that the other keeps from their handlers, and whose responses no page may read
    /// either way.
    pub(super) kept_out: u64,
}

impl OnlyOne {
    pub(super) fn count_origin(&mut self, origin: &str, network: Network) {
        if origin.len() <= LONGEST {
            self.origins.count(origin, network);
        } else {
            self.unnamed += 1;
        }
    }

    pub(super) fn count_method(&mut self, method: &[u8], network: Network) {
        if let Some(method) = name(method) {
            self.methods.count(method, network);
        }
    }

    /// In lower case, as browsers send them.
    pub(super) fn count_header(&mut self, header: &[u8], network: Network) {
        if let Some(header) = name(header) {
            self.headers.count(&header.to_ascii_lowercase(), network);
        }
    }
}

/// A token, which needs no escape wherever it is written.
fn name(name: &[u8]) -> Option<&str> {
    let is_name = name.len() <= LONGEST && cors_rules::is_token(name);
    str::from_utf8(name).ok().filter(|_| is_name)
}

/// Both sides, and of which versions: with another version it begins anew.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) versions: [u64; 2],
    pub(super) only_now: OnlyOne,
    pub(super) only_next: OnlyOne,
}

impl Counts {
    /// The counts of these versions, or of later ones.
    pub(super) fn of_versions(&mut self, versions: [u64; 2]) -> Option<&mut Counts> {
        let is_older = versions.iter().zip(self.versions).any(|(given, own)| *given < own);
        if is_older {
            return None;
        }
        if versions != self.versions {
            *self = Counts { versions, ..Counts::default() };
        }
        Some(self)
    }
}
