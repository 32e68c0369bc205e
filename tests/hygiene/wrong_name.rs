//! A package that renames its dependency on the runtime and does not say so in the attribute: the compiler would speak of
//! a crate that is not there; what it says has to lead to the key.

use cors_tests::{ACTIX_WEB, Package, dependency};

const SOURCE: &str = r#"//! Handlers without `crate = ::crossing`.

use actix_web::{App, Responder, put, scope};
use crossing::{Policy, cors, policy};

static NAMED: Policy = policy! { origins = ["https://a.example"] };

#[cors(policy = NAMED)]
#[put("/x")]
async fn handler() -> impl Responder {
    "answered"
}

#[cors(origins = any)]
#[scope("/y")]
mod scoped {
    #[actix_web::put("/z")]
    pub async fn handler() -> &'static str {
        "answered"
    }
}

fn main() {
    let _ = App::new().service(handler).service(scoped::handler);
}
"#;

#[test]
fn a_renamed_runtime_is_said_once_for_each_attribute() {
    let runtime =
        dependency("crossing", "cors-runtime").replacen('{', "{ package = \"cors-runtime\",", 1);
    let dependencies = [ACTIX_WEB.to_owned(), runtime];
    let files = [("main.rs", SOURCE)];
    let package =
        Package::write(env!("CARGO_TARGET_TMPDIR"), "hygiene-wrong-name", &dependencies, &files);
    let output = package.cargo("check").output().expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stderr);
    let errors = text.lines().filter(|line| line.starts_with("error")).collect::<Vec<_>>();
    // The last line is cargo's.
    assert_eq!(errors.len(), 3 + 1, "{text}");
    assert_eq!(text.matches("help: write `crate = ::crossing`").count(), 3, "{text}");
}
