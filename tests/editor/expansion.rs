//! What is written for rust-analyzer and nobody else: the hints, compiled. Every name in them leads somewhere, or an editor
//! would show errors that are none.

use cors_tests::{ACTIX_WEB, Package, dependency};

/// By this the macros know whom they write for.
const OF_RUST_ANALYZER: &str = "RUST_ANALYZER_INTERNALS_DO_NOT_USE";

const HEAD: &str =
    "use actix_web::{App, get};\nuse cors_runtime::{OriginSet, Policy, cors, policy};\n";

const KNOWN: &str = r#"
static SET: OriginSet = OriginSet::new();
static NAMED: Policy = policy! { origins = ["https://a.example"], max_age = 6, allow(max_age_capped) };

#[cors(
    origins = ["http://a.example", "https://*.github.io", "null"], methods = [GET], headers = any, expose = ["x"],
    credentials = true, max_age = 6, reject_unlisted, preflight_status = 200,
    dangerous(insecure_origins, public_suffixes, null_origin),
    allow(max_age_capped, json_without_content_type, safelisted_expose, duplicate_entry, subsumed_origin, options_listed),
    crate = ::cors_runtime
)]
#[get("/literal")]
async fn literal() -> &'static str { "answered" }

#[cors(policy = NAMED, expose = any)]
#[get("/named")]
async fn named() -> &'static str { "answered" }

#[cors(origins = from(SET))]
#[get("/set")]
async fn set() -> &'static str { "answered" }

#[cors(disabled)]
#[get("/disabled")]
async fn disabled() -> &'static str { "answered" }

fn main() {
    let _ = App::new().service(literal).service(named).service(set).service(disabled);
}
"#;

/// Half a key is what completion starts from: it must be among the hints, although it is an error too.
const HALF_TYPED: &str = r#"
#[cors(origins = ["https://a.example"], max_a)]
#[get("/half")]
async fn half() -> &'static str { "answered" }

fn main() {
    let _: (Option<OriginSet>, Option<Policy>) = (None, None);
    let _ = App::new().service(half);
}
"#;

/// Compiles the text as rust-analyzer reads it; what the compiler says.
fn compile(name: &str, text: &str) -> Result<(), String> {
    let dependencies = [ACTIX_WEB.to_owned(), dependency("cors-runtime", "cors-runtime")];
    let source = format!("{HEAD}{text}");
    let files = [("main.rs", source.as_str())];
    let package = Package::write(env!("CARGO_TARGET_TMPDIR"), name, &dependencies, &files);
    let mut cargo = package.cargo("rustc");
    cargo.args(["--profile=check", "--", "-Dwarnings"]).env(OF_RUST_ANALYZER, "this is a test");
    let output = cargo.output().expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(said) }
}

#[test]
fn every_hint_leads_somewhere() {
    compile("editor-known", KNOWN).unwrap_or_else(|said| panic!("{said}"));
}

#[test]
fn half_a_key_is_among_the_hints() {
    let said = compile("editor-half-typed", HALF_TYPED).expect_err("`max_a` is no key");
    assert!(said.contains("[cors::unknown_key]"), "{said}");
    assert!(said.contains("no `max_a` in `__private::ide::keys`"), "{said}");
}
