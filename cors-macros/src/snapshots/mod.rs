//! The expansion of one item of each kind, as a person would read it.
//! `UPDATE_EXPECT=1 cargo test -p cors-macros` writes the files anew; look at the difference before
//! committing it.

use std::str::FromStr;

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;

use crate::args::{Site, parse};
use crate::diagnostic::Sink;
use crate::emit::{attribute_with_sink, policy_with_sink};
use crate::ide;

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).expect("the test's own input has balanced brackets")
}

/// Formatted; what is no file of Rust yet, as bare tokens.
fn readable(tokens: TokenStream) -> String {
    let bare = tokens.to_string();
    match syn::parse2(tokens) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => format!("// {error}\n{bare}\n"),
    }
}

fn check(args: &str, item: &str, expected: &ExpectFile) {
    let (output, sink) = attribute_with_sink(tokens(args), tokens(item));
    let mut text = readable(output);
    for finding in sink.texts() {
        text.extend(["\n// ", &finding.replace('\n', "\n// "), "\n"]);
    }
    expected.assert_eq(&text);
}

/// What only rust-analyzer reads.
#[test]
fn hints() {
    let args = tokens(
        "policy = crate::PARTNERS, max_age = 6, dangerous(insecure_origins), allow(max_age_capped, half_)",
    );
    let args = parse(args, Site::Attribute, &mut Sink::default());
    expect_file!["hints.rs"].assert_eq(&readable(ide::hints(&args)));
}

#[test]
fn verb() {
    check(
        r#"origins = ["http://localhost:3000", "https://*.a.example:*"], methods = [PUT], headers = ["name"],
           expose = ["name"], credentials, max_age = 6"#,
        r#"/// Docs.
        #[put("/getData", name = "data", guard = "is_ready")]
        #[tracing::instrument]
        pub async fn put_data(query: web::Query<Search>) -> impl Responder { HttpResponse::Ok() }"#,
        &expect_file!["verb.rs"],
    );
}

#[test]
fn route() {
    check(
        "origins = any, headers = any, allow(authorization_not_covered), crate = ::facade::cors",
        r#"#[cfg(feature = "x")]
        #[actix_web::route("/r/{id}", method = "GET", method = "PURGE", method = "OPTIONS")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse { todo() }"#,
        &expect_file!["route.rs"],
    );
}

#[test]
fn routes() {
    check(
        r#"origins = ["https://a.example"]"#,
        r#"#[routes]
        #[get("/a")]
        #[put("/b", name = "b")]
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> { Ok(id.to_string()) }"#,
        &expect_file!["routes.rs"],
    );
}

#[test]
fn overlay() {
    check(
        r#"policy = crate::PARTNERS, credentials, headers = ["x-name"]"#,
        r#"#[patch("/o")] async fn overlaid() -> impl Responder { "" }"#,
        &expect_file!["overlay.rs"],
    );
}

#[test]
fn disabled() {
    check(
        "disabled",
        r#"#[get("/off")] async fn off() -> impl Responder { "" }"#,
        &expect_file!["disabled.rs"],
    );
}

#[test]
fn scope() {
    check(
        r#"origins = ["https://a.example"], max_age = "10m""#,
        r#"#[scope("/x")]
        mod scoped {
            //! Inner.
            use actix_web::get;
            #[get("/a")] async fn a() -> impl Responder { "" }
            #[cors(disabled)] #[get("/b")] async fn b() -> impl Responder { "" }
            fn helper() {}
        }"#,
        &expect_file!["scope.rs"],
    );
}

/// Handlers further inside, of which some have a policy of their own, and one under a condition.
#[test]
fn nested_modules() {
    check(
        "policy = crate::PARTNERS, reject_unlisted",
        r#"#[scope("/x")]
        mod scoped {
            pub mod inner {
                #[post("/a")] pub async fn a() -> impl Responder { "" }
                pub(crate) mod deep { #[cfg_attr(test, cors(disabled))] #[get("/b")] fn b() -> String {} }
            }
            #[cors(origins = any)] #[scope("/own")] mod own { #[get("/c")] fn c() -> String {} }
            fn configure(config: &mut ServiceConfig) {
                #[get("/d")] async fn d() -> impl Responder { "" }
                routes! { #[get("/e")] async fn e() -> impl Responder { "" } }
            }
        }"#,
        &expect_file!["nested_modules.rs"],
    );
}

/// Nothing but the order is changed, and nothing is said.
#[test]
fn reordered() {
    check(
        "origins = any, credentials, max_age = 1728000",
        r#"#[instrument] #[utoipa::path(responses((status = 200)))] #[put("/x")] async fn f() -> impl Responder { "" }"#,
        &expect_file!["reordered.rs"],
    );
}

#[test]
fn inherited() {
    check(
        "__inherited(self::__CORS_POLICY_OF_scoped), origins = any, max_age = 1728000",
        r#"#[put("/x/a")] async fn a(body: web::Json<u8>) -> impl Responder { "" }"#,
        &expect_file!["inherited.rs"],
    );
}

#[test]
fn warning() {
    check(
        "origins = any, max_age = 1728000",
        r#"#[get("/w")] #[expect(unused)] async fn w() -> impl Responder { "" }"#,
        &expect_file!["warning.rs"],
    );
}

#[test]
fn unfinished_body() {
    check(
        "origins = any",
        r#"#[get("/u")] async fn unfinished() -> impl Responder { let total = 1; total. }"#,
        &expect_file!["unfinished_body.rs"],
    );
}

#[test]
fn unfinished_attribute() {
    check(
        "origins = any, max_, headers = , expo",
        r#"#[get("/u")] async fn unfinished() -> impl Responder { "" }"#,
        &expect_file!["unfinished_attribute.rs"],
    );
}

#[test]
fn unfinished_signature() {
    check(
        "origins = any",
        r#"#[get("/u")] async fn unfinished(query: ) -> impl { "" }"#,
        &expect_file!["unfinished_signature.rs"],
    );
}

#[test]
fn named_policy() {
    let (output, _) =
        policy_with_sink(tokens(r#"origins = ["https://*.a.example"], methods = any"#));
    let item = quote::quote!(static PARTNERS: Policy = #output;);
    expect_file!["named_policy.rs"].assert_eq(&readable(item));
}
