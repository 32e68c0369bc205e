//! A framework whose next version writes the `Debug` form of its routes in another way, which it may without notice: what
//! was a yes may become a no, and never the other way round. A copy of actix-web is changed, and one program runs with it in
//! every form.

mod copy;
#[path = "program/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::process::Command;

use actix_web::rt::System;

use crate::copy::{FORM, Program};

/// The form that the framework has now.
const AS_EVER: &str = "as ever";
/// Forms in which nobody can read the routes.
const UNREADABLE: [&str; 4] = ["renamed", "empty", "text", "nothing"];
/// Forms that can be read, or seem to be.
const READABLE: [&str; 3] = ["extra", "reversed", "shortened"];

type Answers = BTreeMap<String, String>;

impl Program {
    fn said(&self, form: &str, arguments: &[&str]) -> String {
        let run = Command::new(self.path()).args(arguments).env(FORM, form).output();
        let output = run.expect("the program starts");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{form}: {error}");
        String::from_utf8(output.stdout).expect("the program writes text")
    }

    fn answers(&self, form: &str) -> Answers {
        let said = self.said(form, &[]);
        let lines =
            said.lines().map(|line| line.split_once('\t').expect("a question and an answer"));
        lines.map(|(ask, answer)| (ask.to_owned(), answer.to_owned())).collect()
    }

    fn check(&self, form: &str) -> String {
        self.said(form, &["check"])
    }
}

/// What the framework that this suite is built with answers.
fn ordinary() -> Answers {
    System::new().block_on(table::answers())
}

/// Whether a browser is told anything.
fn is_yes(answer: &str) -> bool {
    answer.contains("allow-origin=")
}

/// The request that a preflight announces; a request itself. What nobody serves, nobody promises anything about.
fn announced(ask: &str) -> String {
    let request = ask.replace("preflight for ", "");
    request.split(" with [").next().expect("there is a first part").to_owned()
}

#[test]
fn the_copy_is_faithful() {
    let program = Program::build();
    let (ordinary, copied) = (ordinary(), program.answers(AS_EVER));
    assert_eq!(ordinary, copied);
    let check = System::new().block_on(table::checked());
    assert_eq!((check.as_str(), program.check(AS_EVER).trim()), ("nothing", "nothing"));
    // The table has something to lose, of each kind.
    for part in [
        "annotated",
        "default",
        "covered",
        "beside",
        "nested",
        "services",
        "walled",
        "covered behind",
    ] {
        for kind in ["preflight for", "GET"] {
            let of_kind = |ask: &str| ask.starts_with(part) && ask.contains(kind);
            let mut answers = ordinary.iter().filter(|(ask, _)| of_kind(ask));
            assert!(answers.any(|(_, answer)| is_yes(answer)), "{part} {kind}");
        }
    }
}

#[test]
fn no_form_turns_a_no_into_a_yes() {
    let program = Program::build();
    let ordinary = ordinary();
    let mut turned = Vec::new();
    for form in UNREADABLE.iter().chain(&READABLE) {
        for (ask, answer) in program.answers(form) {
            let before = &ordinary[&ask];
            if is_yes(&answer) && answer != *before {
                turned.push(format!("{form}: {ask}: {before} became {answer}"));
            }
        }
    }
    assert!(turned.is_empty(), "{} of them:\n{}", turned.len(), turned.join("\n"));
}

#[test]
fn what_needs_no_reading_works_as_ever() {
    let program = Program::build();
    let ordinary = ordinary();
    let mut lost = Vec::new();
    for form in UNREADABLE.iter().chain(&READABLE) {
        let answers = program.answers(form);
        // Beside a service with another policy, whose place is not known, a preflight that nobody has answered is nobody's.
        let needs_reading = |ask: &str| {
            let is_beside = ask.starts_with("services") && ask.contains("/in/plain");
            // A resource whose guard wants the method lets its preflight pass, and where the scope is that has another policy
            // inside is not known: perhaps the request would come to it.
            let is_guarded = ask.starts_with("nested") && ask.contains("/plain");
            ask.starts_with("walled")
                || ask.starts_with("services beside")
                || is_beside
                || is_guarded
        };
        for (ask, before) in ordinary.iter().filter(|(ask, _)| !needs_reading(ask)) {
            let is_promised = is_yes(before) && ordinary[&announced(ask)].starts_with("200");
            if is_promised && answers[ask] != *before {
                lost.push(format!("{form}: {ask}: {before} became {}", answers[ask]));
            }
        }
    }
    assert!(lost.is_empty(), "{} of them:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn a_check_says_which_version_to_take() {
    let program = Program::build();
    for form in UNREADABLE {
        let said = program.check(form);
        assert!(said.contains("actix-web") && said.contains(program.version()), "{form}: {said}");
    }
}

/// Either the form is understood, or the check says that it is not.
#[test]
fn a_check_that_says_nothing_means_it() {
    let program = Program::build();
    if program.check("extra").trim() == "nothing" {
        assert_eq!(ordinary(), program.answers("extra"));
    }
}
