//! The UI suite: what the compiler says about every mistake, word by word, and what it says nothing about.
//! `README.md` tells how to run, bless and add files.

mod files;
mod snapshots;
mod toolchain;

/// One test, so that actix-web is compiled once: trybuild builds all files in one package.
#[test]
fn messages() {
    if !toolchain::is_pinned() {
        return;
    }
    let tests = trybuild::TestCases::new();
    tests.compile_fail("ui/fail/*.rs");
    tests.compile_fail("ui/warn/*.rs");
    tests.pass("ui/pass/*.rs");
}
