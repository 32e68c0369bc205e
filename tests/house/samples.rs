//! The test of the test: small crates with one violation of each kind, each of which has to be
//! found, and a crate without.

use crate::source::Source;
use crate::{violations_of_foreign, violations_of_rooms, violations_without_circles};

/// A crate in which everything is where it belongs. `policy` and `enforce` are there to be
/// completed.
fn violations(texts: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![
        (
            "lib.rs",
            "//! Doc.\nextern crate self as x;\nmod error;\nmod policy;\nmod enforce;\npub mod testing;\n\
             pub mod reference {}\npub use policy::Policy;\npub use error::Error;",
        ),
        ("error.rs", "//! Doc.\npub struct Error;"),
        ("policy/mod.rs", "//! Doc.\nuse crate::error::Error;\npub struct Policy(Error);"),
        ("enforce/mod.rs", "//! Doc.\nuse crate::policy::Policy;\npub fn enforce(_: Policy) {}"),
        ("testing/mod.rs", "//! Doc.\nuse crate::Policy;\npub struct Browser(Policy);"),
    ];
    for (path, text) in texts {
        all.retain(|(other, _)| other != path);
        all.push((path, text));
    }
    let listed: Vec<String> = all.iter().map(|(path, _)| (*path).to_owned()).collect();
    violations_of_rooms("x", &Source::of_texts(&all), &listed)
}

#[track_caller]
fn assert_found(texts: &[(&str, &str)], expected: &[&str]) {
    let found = violations(texts);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found}\nlacks {expected}");
    }
}

#[test]
fn a_crate_in_order_has_no_violation() {
    assert_found(&[], &[]);
    // What is quoted is somebody else's, and so is what begins with `::`.
    let quoted = "//! Doc.\npub struct Policy;\nfn f() { quote!(crate::enforce::enforce) }\n\
                  use ::enforce::x;\npub(in crate::policy) fn g() {}";
    assert_found(&[("policy/mod.rs", quoted)], &[]);
}

#[test]
fn an_import_that_goes_up_is_found_however_it_is_written() {
    for path in [
        "use crate::enforce::enforce;",
        "use super::enforce;",
        "use super::{error::Error, enforce::{enforce as _}};",
        "use crate::enforce::*;",
        "use x::enforce::enforce;",
        "fn f() { crate::enforce::enforce() }",
        "fn f() { let _: super::enforce::T; }",
        "fn f() { assert!(true, \"{}\", crate::enforce::enforce()) }",
        "macro_rules! m { () => { $crate::enforce::enforce() } }",
        "mod inside { fn f() { super::super::enforce::enforce() } }",
        "impl crate::enforce::Trait for Policy {}",
    ] {
        let text = format!("//! Doc.\npub struct Policy;\n\n{path}");
        let place =
            ["x/src/policy/mod.rs:4: ", "(defined in enforce/mod.rs): goes up, from `policy`"];
        let found = violations(&[("policy/mod.rs", &text)]);
        assert_eq!(found.len(), 1, "{path}: {found:#?}");
        assert!(place.iter().all(|part| found[0].contains(part)), "{path}: {}", found[0]);
    }
}

#[test]
fn a_module_that_is_imported_leads_to_what_is_named_through_it() {
    let policy =
        "//! Doc.\npub struct Policy;\nuse crate::enforce;\nfn f() { enforce::inner::g() }";
    let enforce = "//! Doc.\npub mod inner;";
    assert_found(
        &[
            ("policy/mod.rs", policy),
            ("enforce/mod.rs", enforce),
            ("enforce/inner.rs", "//! Doc.\npub fn g() {}"),
        ],
        &[
            "x/src/policy/mod.rs:3: `crate::enforce` (defined in enforce/mod.rs): goes up",
            "x/src/policy/mod.rs:4: `enforce::inner::g` (defined in enforce/inner.rs): goes up",
        ],
    );
}

/// Who imports a re-export imports the file that defines the thing.
#[test]
fn a_re_export_hides_nothing() {
    let error = "//! Doc.\npub struct Error;\npub use crate::enforce::enforce;";
    let policy = "//! Doc.\npub struct Policy;\nuse crate::error::enforce;";
    assert_found(
        &[("error.rs", error), ("policy/mod.rs", policy)],
        &[
            "x/src/error.rs:3: `crate::enforce::enforce` (defined in enforce/mod.rs): goes up",
            "x/src/policy/mod.rs:3: `crate::error::enforce` (defined in enforce/mod.rs): goes up",
        ],
    );
}

#[test]
fn a_name_by_way_of_the_root_is_found() {
    let enforce = "//! Doc.\nuse crate::Policy;\npub fn enforce() -> Option<Policy> { None }";
    assert_found(
        &[("enforce/mod.rs", enforce)],
        &[
            "x/src/enforce/mod.rs:2: `crate::Policy` (defined in policy/mod.rs): names `Policy` by way",
        ],
    );
}

#[test]
fn the_browser_for_tests_stands_apart() {
    let enforce =
        "//! Doc.\nuse crate::testing::Browser;\npub fn enforce() -> Option<Browser> { None }";
    let testing =
        "//! Doc.\nuse crate::Policy;\nuse crate::enforce::enforce;\npub struct Browser(Policy);";
    assert_found(
        &[("enforce/mod.rs", enforce), ("testing/mod.rs", testing)],
        &[
            "x/src/enforce/mod.rs:2: `crate::testing::Browser` (defined in testing/mod.rs): imports",
            "x/src/testing/mod.rs:3: `crate::enforce::enforce` (defined in enforce/mod.rs): `testing`",
        ],
    );
}

#[test]
fn a_circle_inside_a_room_is_found() {
    let texts = [
        ("policy/mod.rs", "//! Doc.\nmod a;\nmod b;\nmod c;\npub use a::Policy;"),
        ("policy/a.rs", "//! Doc.\nuse super::b::B;\npub struct Policy(B);"),
        ("policy/b.rs", "//! Doc.\npub struct B;\nfn f(_: super::c::C) {}"),
        ("policy/c.rs", "//! Doc.\nuse super::Policy;\npub struct C(Policy);"),
    ];
    let found = violations(&texts);
    assert_eq!(found.len(), 1, "{found:#?}");
    for line in [
        "x/src/policy/a.rs:2: `super::b::B` (defined in policy/b.rs)",
        "x/src/policy/b.rs:3: `super::c::C` (defined in policy/c.rs)",
        "x/src/policy/c.rs:2: `super::Policy` (defined in policy/a.rs)",
    ] {
        assert!(found[0].contains(line), "{}\nlacks {line}", found[0]);
    }
    let everywhere = violations_without_circles(
        "x",
        &Source::of_texts(&[
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "use crate::b::B;\npub struct A(B);"),
            ("b.rs", "use crate::a::A;\npub struct B(A);"),
        ]),
    );
    assert_eq!(everywhere.len(), 1, "{everywhere:#?}");
}

#[test]
fn files_out_of_place_are_found() {
    let library = "//! Doc.\nmod error;\nmod policy;\nmod enforce;\nmod helpers;\nmod attic;\npub mod testing;\n\
                   pub use policy::Policy;\npub fn here() {}";
    let policy = "//! Doc.\nmod sub;\npub struct Policy;";
    assert_found(
        &[
            ("lib.rs", library),
            ("policy/mod.rs", policy),
            ("policy/sub.rs", "//! Doc.\nmod leaf;"),
            ("policy/sub/leaf.rs", "struct Leaf;"),
            ("policy/forgotten.rs", "//! Doc."),
            ("helpers.rs", "//! Doc."),
            ("attic/mod.rs", "//! Doc."),
        ],
        &[
            "x/src/policy/sub.rs:1: stands beside the folder of its name",
            "x/src/policy/forgotten.rs:1: is no module of the crate",
            "x/src/helpers.rs:1: lies beside `lib.rs`",
            "x/src/attic/mod.rs:1: lies in a folder that is no room",
            "x/src/lib.rs:9: `lib.rs` re-exports and no more: `pub fn here",
            "x/src/policy/sub/leaf.rs:1: does not open with `//!`",
        ],
    );
}

#[test]
fn a_crate_that_must_not_be_named_is_found() {
    let source = Source::of_texts(&[(
        "lib.rs",
        "use std::fmt;\nuse actix_web::web;\nfn f() { syn::parse_file(\"\") }\nfn g() { synonym::of() }",
    )]);
    let found = violations_of_foreign("x", &source, &["actix", "syn"]);
    assert_eq!(found, ["x/src/lib.rs:2: names `actix_web`", "x/src/lib.rs:3: names `syn`"]);
}
