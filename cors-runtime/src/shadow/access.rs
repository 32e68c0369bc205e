//! How far a request comes by what a policy says of it.

use cors_rules::{Decision, Refusal};

/// From nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Access {
    /// No handler sees it: a preflight is refused, or the request itself is.
    KeptOut,
    /// Its handler runs, and no page may read the response.
    Unreadable,
    /// The page may read the response, or send the request that it announces.
    Granted,
}

impl Access {
    /// `rejection`: why the request is kept from its handler, if it is.
    pub(super) fn of(decision: &Decision, rejection: Option<Refusal>) -> Access {
        match decision {
            Decision::Actual(Ok(_)) | Decision::Preflight(Ok(_)) => Access::Granted,
            Decision::Preflight(Err(_)) => Access::KeptOut,
            // Without `Origin` there is no page that could read anything.
            Decision::NotCors { .. } | Decision::Actual(Err(_)) => match rejection {
                Some(_) => Access::KeptOut,
                None => Access::Unreadable,
            },
        }
    }
}

/// Why a policy refuses, if it does.
pub(super) fn refusal(decision: &Decision, rejection: Option<Refusal>) -> Option<Refusal> {
    rejection.or(match decision {
        Decision::Actual(Err(refusal)) | Decision::Preflight(Err(refusal)) => Some(*refusal),
        _ => None,
    })
}
