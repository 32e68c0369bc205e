//! What a test says that policies read from the environment: the tests' way down to the origins,
//! which know no tests.

use std::marker::PhantomData;

use crate::origins::given;

/// A variable that is given on this thread, for as long as this lives.
#[derive(Debug)]
pub(crate) struct GivenVariable {
    number: usize,
    /// It belongs to the thread that made it.
    of_thread: PhantomData<*const ()>,
}

impl GivenVariable {
    /// A text, or `None` for a variable that is not set.
    pub(crate) fn new(variable: String, text: Option<String>) -> GivenVariable {
        GivenVariable { number: given::give(variable, text), of_thread: PhantomData }
    }
}

impl Drop for GivenVariable {
    fn drop(&mut self) {
        given::take_away(self.number);
    }
}

/// All variables that are given on one thread, for another.
#[derive(Clone, Debug)]
pub(crate) struct GivenVariables(Vec<(String, Option<String>)>);

impl GivenVariables {
    /// Those of this thread.
    pub(crate) fn of_thread() -> GivenVariables {
        GivenVariables(given::all())
    }

    /// Gives them on this thread, to the end of it.
    pub(crate) fn give(&self) {
        for (variable, text) in &self.0 {
            given::give(variable.clone(), text.clone());
        }
    }
}
