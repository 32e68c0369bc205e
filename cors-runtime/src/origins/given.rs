//! What a test has put in place of environment variables, for the thread that it runs on. The
//! environment of the process is shared by all tests and cannot be changed safely; this is not
//! shared. [`super::environment`] looks here first; `testing::Environment` fills it.

use std::cell::RefCell;

thread_local! {
    /// The latest comes last. Each is taken away by the guard that brought it; what a thread was
    /// told to keep goes with the thread.
    static GIVEN: RefCell<Vec<Given>> = const { RefCell::new(Vec::new()) };
}

/// A variable as a test wants it.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// Tells those of one thread apart.
    number: usize,
    variable: String,
    value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// The variable has this text.
    Text(String),
    /// The variable is not set, whatever the process says.
    Absent,
    /// There was a guard, and it is gone.
    Gone,
}

/// Puts a text in place of a variable, or `None` for a variable that is not set; the number takes
/// it away again.
pub(crate) fn give(variable: String, text: Option<String>) -> usize {
    let value = text.map_or(Value::Absent, Value::Text);
    GIVEN.with_borrow_mut(|given| {
        given.retain(|own| own.variable != variable || own.value != Value::Gone);
        let number = given.iter().map(|own| own.number + 1).max().unwrap_or(0);
        given.push(Given { number, variable, value });
        number
    })
}

/// Takes a value away. That there was one is remembered, for the message of a guard that was
/// dropped too early.
pub(crate) fn take_away(number: usize) {
    GIVEN.with_borrow_mut(|given| {
        let Some(position) = given.iter().position(|own| own.number == number) else { return };
        let Given { variable, .. } = given.remove(position);
        if given.iter().all(|own| own.variable != variable) {
            given.push(Given { number, variable, value: Value::Gone });
        }
    });
}

/// All that holds on this thread.
pub(crate) fn all() -> Vec<(String, Option<String>)> {
    let text = |own: &Given| match &own.value {
        Value::Text(text) => Some(Some(text.clone())),
        Value::Absent => Some(None),
        Value::Gone => None,
    };
    GIVEN.with_borrow(|given| {
        given.iter().filter_map(|own| Some((own.variable.clone(), text(own)?))).collect()
    })
}

/// What holds for a variable on this thread.
pub(crate) fn value(variable: &str) -> Option<Value> {
    GIVEN.with_borrow(|given| {
        given.iter().rev().find(|own| own.variable == variable).map(|own| own.value.clone())
    })
}

/// Whether a test has said what the variable is.
pub(crate) fn holds(variable: &str) -> bool {
    GIVEN.with_borrow(|given| {
        given.iter().any(|own| own.variable == variable && own.value != Value::Gone)
    })
}

/// Whether a test had said it, and no longer does.
pub(crate) fn is_gone(variable: &str) -> bool {
    GIVEN.with_borrow(|given| {
        given.iter().any(|own| own.variable == variable && own.value == Value::Gone)
    })
}

/// What a test writes, for messages.
pub(crate) fn line(variable: &str) -> String {
    format!(
        "`let _environment = cors_runtime::testing::Environment::set({variable:?}, \"https://a.example\");`"
    )
}
