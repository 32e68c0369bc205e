//! What a person sees whose `main` ends with a refused policy, whatever `main` returns: each problem with its help, line by
//! line.

use std::error::Error;
use std::io;

use cors_runtime::{Issue, Policy, PolicyError};

use crate::child;

/// What the program writes that ends with this argument.
fn printed(argument: &str) -> String {
    let outcome = child::program(argument, &[]);
    assert!(!outcome.success, "{}", outcome.text);
    outcome.text
}

#[test]
fn main_prints_every_problem_of_a_policy() {
    let refused = Policy::builder().origins(["https://a.example/"]).methods(["patch"]).build();
    let message = refused.unwrap_err().to_string();
    for line in [
        "error: `https://a.example/` ends with a slash, which no browser sends [cors::origin_trailing_slash]",
        "help: write `\"https://a.example\"`",
        "error: `patch` is not `PATCH`: browsers leave the case of this method as it is [cors::method_case]",
        "help: write `\"PATCH\"`, here and in the script",
    ] {
        assert!(message.lines().any(|printed| printed == line), "{message}");
    }
    assert_eq!(printed("main-policy"), format!("Error: {message}\n"));
    assert_eq!(printed("main-box"), format!("Error: {message}\n"));
    let in_io = format!("Error: Custom {{ kind: InvalidInput, error: {message} }}\n");
    assert_eq!(printed("main-io"), in_io);
}

#[test]
fn main_prints_every_problem_of_an_application() {
    for argument in ["main-check", "main-check-io", "main-check-box"] {
        let text = printed(argument);
        assert!(text.starts_with("Error: "), "{text}");
        assert!(
            text.contains("`APP_ORIGINS` is not set [cors::missing_origins]\nhelp: "),
            "{text}"
        );
        assert!(text.contains("two CORS policies claim `GET /open`"), "{text}");
        assert!(!text.contains("\\n"), "{text}");
    }
}

#[test]
fn an_io_error_has_the_policy_error_in_it() {
    fn policy() -> io::Result<Policy> {
        Ok(Policy::builder().origins(["a.example"]).build()?)
    }
    let error = policy().unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<PolicyError>());
    let codes: Vec<_> = inner.unwrap().issues().map(Issue::code).collect();
    assert_eq!(codes, ["origin_missing_scheme"]);
    assert_eq!(error.to_string(), inner.unwrap().to_string());
    let boxed: Box<dyn Error> = Box::new(inner.unwrap().clone());
    assert_eq!(format!("{boxed:?}"), boxed.to_string());
}
