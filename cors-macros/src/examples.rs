//! The examples in the table of rules, which are the reference and what `cargo cors explain` shows:
//! what is refused gives this very code and no other, and what is accepted gives none.

use cors_rules::{RULES, Rule, RuleEntry, policy_without_methods};

use crate::args::{Site, parse};
use crate::check::{RouteFacts, check};
use crate::diagnostic::Sink;
use crate::emit::attribute_with_sink;
use crate::tests::{codes_of, tokens};

/// The codes that an example gives. The keys are written for a reader, so what a handler and its
/// policy have beside them is filled in.
fn codes_of_example(code: &str, example: &str) -> Vec<String> {
    if let Some((_, policy)) = example.split_once(" with policy! {") {
        return codes_in_middleware(policy.trim_end_matches('}'));
    }
    let (args, item) = if example.starts_with("#[") {
        attribute_in(example)
    } else {
        let (keys, item) = example.split_once(" above ").unwrap_or((example, ""));
        let is_whole = code == Rule::MissingOrigins.code();
        (if is_whole { keys.to_owned() } else { with_origins(keys) }, item.to_owned())
    };
    codes_of(&attribute_with_sink(tokens(&args), tokens(&handler(&item))).1.texts())
}

/// The arguments of `#[cors]`, and what stands below it; an attribute above it has been expanded
/// before.
fn attribute_in(example: &str) -> (String, String) {
    let (above, rest) = example.split_once("#[cors").expect("an example with the attribute");
    let (args, below) = rest.split_once(']').expect("an attribute that ends");
    let args = args.trim_start_matches('(').trim_end_matches(')');
    let below = match (above.is_empty(), below.trim()) {
        (true, below) => below.to_owned(),
        (false, _) => "async fn handler() -> impl Responder { \"\" }".to_owned(),
    };
    (args.to_owned(), below)
}

fn handler(item: &str) -> String {
    match item {
        "" => handler("#[get(\"/x\")]"),
        item if item.starts_with("#[") => {
            format!("{item} async fn handler() -> impl Responder {{ \"\" }}")
        }
        item if item.ends_with('}') => item.to_owned(),
        item => format!("#[post(\"/x\")] {item} -> impl Responder {{ \"\" }}"),
    }
}

/// Origins are a key of every policy, and few examples are about them.
fn with_origins(keys: &str) -> String {
    if keys.contains("origins") || keys == "disabled" {
        return keys.to_owned();
    }
    format!("origins = [\"https://a.example\"], {keys}")
}

/// What is said when a server starts that puts the policy around its routes.
fn codes_in_middleware(policy: &str) -> Vec<String> {
    let mut sink = Sink::default();
    let args = parse(tokens(policy), Site::PolicyMacro, &mut sink);
    let checked = check(&args, RouteFacts::default(), &mut sink).expect("a policy");
    assert!(sink.is_empty(), "{:?}", sink.texts());
    policy_without_methods(&checked.policy).iter().map(|issue| issue.code().to_owned()).collect()
}

#[test]
fn what_is_refused_gives_this_very_code() {
    let has_example = |row: &&RuleEntry| !row.refused.is_empty();
    let wrong: Vec<_> = RULES
        .iter()
        .filter(has_example)
        .map(|row| (row.code, row.refused, codes_of_example(row.code, row.refused)))
        .filter(|(code, _, found)| found.is_empty() || found.iter().any(|found| found != code))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let without: Vec<_> =
        RULES.iter().filter(|row| !has_example(row)).map(|row| row.code).collect();
    assert_eq!(without, ["origin_too_long"], "whose example would not fit a line");
}

#[test]
fn what_is_accepted_gives_no_code() {
    let wrong: Vec<_> = RULES
        .iter()
        .map(|row| (row.code, row.accepted, codes_of_example(row.code, row.accepted)))
        .filter(|(_, _, found)| !found.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
