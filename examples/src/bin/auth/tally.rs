//! How often something reached the token check and the handler behind it; for the page and for the tests.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use actix_web::http::Method;
use serde::Serialize;

/// The counters of this process.
#[derive(Default)]
pub(crate) struct Tally {
    options_at_the_check: AtomicU64,
    refused: AtomicU64,
    admitted: AtomicU64,
    saved: AtomicU64,
}

/// The counters at one moment.
#[derive(Serialize)]
pub(crate) struct Counts {
    /// Stays 0: preflights are answered before the check.
    options_at_the_check: u64,
    refused: u64,
    admitted: u64,
    saved: u64,
}

impl Tally {
    pub(crate) fn checked(&self, method: &Method, is_admitted: bool) {
        if method == Method::OPTIONS {
            self.options_at_the_check.fetch_add(1, Relaxed);
        }
        let outcome = if is_admitted { &self.admitted } else { &self.refused };
        outcome.fetch_add(1, Relaxed);
    }

    pub(crate) fn saved(&self) {
        self.saved.fetch_add(1, Relaxed);
    }

    pub(crate) fn counts(&self) -> Counts {
        let Self { options_at_the_check, refused, admitted, saved } = self;
        Counts {
            options_at_the_check: options_at_the_check.load(Relaxed),
            refused: refused.load(Relaxed),
            admitted: admitted.load(Relaxed),
            saved: saved.load(Relaxed),
        }
    }
}
