//! The nearest allowed value, sought when somebody asks for it: comparing a value with a long list
//! costs more than refusing it, and clients choose how often they are refused. It belongs to an
//! [`Explanation`](crate::reason::explanation::Explanation).

use std::fmt;
use std::sync::{Arc, OnceLock};

use cors_rules::Refusal;

use crate::policy::prepared::PreparedPolicy;
use crate::reason::nearest::{self, LONGEST, Nearest};

/// What is nearest to one refused value; by default nothing is.
#[derive(Clone, Default)]
pub(crate) struct NearestWhenAsked {
    found: OnceLock<Option<Nearest>>,
    question: Option<Question>,
}

/// Everything that is needed to find it.
#[derive(Clone)]
struct Question {
    policy: Arc<PreparedPolicy>,
    refusal: Refusal,
    value: Box<[u8]>,
}

impl NearestWhenAsked {
    /// Finds it at once.
    pub(crate) fn now(policy: &PreparedPolicy, refusal: Refusal, value: &[u8]) -> Self {
        let found = OnceLock::from(nearest::find(&policy.rules, refusal, value));
        NearestWhenAsked { found, question: None }
    }

    /// Keeps the question.
    pub(crate) fn later(policy: Arc<PreparedPolicy>, refusal: Refusal, value: &[u8]) -> Self {
        if value.len() > LONGEST {
            return NearestWhenAsked::default();
        }
        let question = Question { policy, refusal, value: value.into() };
        NearestWhenAsked { question: Some(question), ..NearestWhenAsked::default() }
    }

    pub(crate) fn get(&self) -> Option<&Nearest> {
        let find = || {
            let Question { policy, refusal, value } = self.question.as_ref()?;
            nearest::find(&policy.rules, *refusal, value)
        };
        self.found.get_or_init(find).as_ref()
    }
}

impl PartialEq for NearestWhenAsked {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for NearestWhenAsked {}

impl fmt::Debug for NearestWhenAsked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(out)
    }
}
