//! A hundred mistakes of somebody who writes an attribute for the first time, and the one help for
//! each. That what a help says to write means what was meant is tested in `feedback`.

use std::str::FromStr;

use proc_macro2::TokenStream;

use crate::emit::attribute_with_sink;

/// The arguments, and the one help. Where there is `…` in the help, only what stands before it
/// counts.
const MISTAKES: &[(&str, &str)] = &[
    // Any origin.
    (r#"origins = "any""#, "write `origins = any`"),
    (r#"origins = "*""#, "write `origins = any`"),
    ("origins = *", "write `origins = any`"),
    ("origins = [any]", "write `origins = any`"),
    (r#"origins = ["any"]"#, "write `origins = any`"),
    (r#"origins = ["ANY"]"#, "write `origins = any`"),
    ("origins = (any)", "write `origins = any`"),
    ("origins = {any}", "write `origins = any`"),
    ("origins(any)", "write `origins = any`"),
    (r#"origins("*")"#, "write `origins = any`"),
    ("origins: any", "write `origins = any`"),
    ("origins == any", "write `origins = any`"),
    ("origins = Any", "write `origins = any`"),
    ("origins => any", "write `origins = any`"),
    ("any", "write `origins = any`"),
    (r#""*""#, "write `origins = any`"),
    // The form of a list.
    (r#"origins = "https://a.example""#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins = "a.example""#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins = "https://a.example/""#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins = "localhost:3000""#, r#"write `origins = ["http://localhost:3000"]`"#),
    (
        r#"origins = "https://a.example, https://b.example""#,
        r#"write `origins = ["https://a.example", "https://b.example"]`"#,
    ),
    (
        r#"origins = "https://a.example", "https://b.example""#,
        r#"write `origins = ["https://a.example", "https://b.example"]`"#,
    ),
    (r#"origins: ["https://a.example"]"#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins("https://a.example")"#, r#"write `origins = ["https://a.example"]`"#),
    (
        r#"origins("https://a.example", "b.example")"#,
        r#"write `origins = ["https://a.example", "https://b.example"]`"#,
    ),
    (r#"origins(["https://a.example"])"#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins = ("https://a.example")"#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins = {"https://a.example"}"#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins = &["https://a.example"]"#, r#"write `origins = ["https://a.example"]`"#),
    (r#"origins ["https://a.example"]"#, r#"write `origins = ["https://a.example"]`"#),
    (r#""https://a.example""#, r#"write `origins = ["https://a.example"]`"#),
    (r#"["https://a.example"]"#, r#"write `origins = ["https://a.example"]`"#),
    ("origins = 5", "its forms are …"),
    ("origins = true", "its forms are …"),
    (r#"origins = "frontend""#, "its forms are …"),
    ("origins = somewhere", "its forms are …"),
    // The environment and sets.
    ("origins = env(VAR)", r#"write `origins = env("VAR")`"#),
    (
        r#"origins = env("VAR", default = "https://a.example")"#,
        r#"write `origins = env("VAR", default = ["https://a.example"])`"#,
    ),
    (
        r#"origins = env("VAR", ["https://a.example"])"#,
        r#"write `origins = env("VAR", default = ["https://a.example"])`"#,
    ),
    (
        r#"origins = env("VAR", "a.example")"#,
        r#"write `origins = env("VAR", default = ["https://a.example"])`"#,
    ),
    (
        r#"origins = env("VAR", default: ["https://a.example"])"#,
        r#"write `origins = env("VAR", default = ["https://a.example"])`"#,
    ),
    (
        r#"origins = env(VAR, default = ["https://a.example"])"#,
        r#"write `origins = env("VAR", default = ["https://a.example"])`"#,
    ),
    (
        r#"origins = env("VAR", empty = "disabled")"#,
        r#"write `origins = env("VAR", empty = disabled)`"#,
    ),
    (r#"origins = env("VAR", empty: off)"#, r#"write `origins = env("VAR", empty = disabled)`"#),
    (
        r#"origins = env(VAR, empty = disabled, default = ["https://a.example"])"#,
        r#"write `origins = env("VAR", default = ["https://a.example"], empty = disabled)`"#,
    ),
    (r#"origins = env("VAR", empty = any)"#, "its forms are …"),
    (r#"origins = env("VAR", empty = ["https://a.example"])"#, "its forms are …"),
    (r#"origins(env("VAR"))"#, r#"write `origins = env("VAR")`"#),
    (r#"origins: env("VAR")"#, r#"write `origins = env("VAR")`"#),
    ("origins = env()", "its forms are …"),
    (r#"origins = from("TENANTS")"#, "write `origins = from(TENANTS)`"),
    ("origins = from(&TENANTS)", "write `origins = from(TENANTS)`"),
    ("origins = from()", "its forms are …"),
    // Methods.
    (r#"origins = any, methods = "any""#, "write `methods = any`"),
    (r#"origins = any, methods = ["any"]"#, "write `methods = any`"),
    ("origins = any, methods = *", "write `methods = any`"),
    ("origins = any, methods(PUT)", "write `methods = [PUT]`"),
    ("origins = any, methods(PUT, POST)", "write `methods = [PUT, POST]`"),
    ("origins = any, methods = PUT", "write `methods = [PUT]`"),
    ("origins = any, methods = put", "write `methods = [PUT]`"),
    (r#"origins = any, methods = "PUT""#, "write `methods = [PUT]`"),
    (r#"origins = any, methods = "PUT, PURGE""#, r#"write `methods = [PUT, "PURGE"]`"#),
    ("origins = any, methods = PUT, POST", "write `methods = [PUT, POST]`"),
    ("origins = any, methods: [PUT]", "write `methods = [PUT]`"),
    ("origins = any, methods = (PUT, DELETE)", "write `methods = [PUT, DELETE]`"),
    (r#"origins = any, methods = ["PUT, DELETE"]"#, "write `PUT, DELETE`"),
    (r#"origins = any, methods = ["patch"]"#, "write `PATCH`, here and in the script"),
    (r#"origins = any, methods = "TRACE""#, "its forms are …"),
    // Headers.
    (r#"origins = any, headers = "any""#, "write `headers = any`"),
    (r#"origins = any, headers = ["any"]"#, "write `headers = any`"),
    (r#"origins = any, expose = ["any"]"#, "write `expose = any`"),
    (r#"origins = any, expose = "any""#, "write `expose = any`"),
    (r#"origins = any, headers = "content-type""#, r#"write `headers = ["content-type"]`"#),
    ("origins = any, headers = content-type", r#"write `headers = ["content-type"]`"#),
    (
        r#"origins = any, headers("content-type", "x-name")"#,
        r#"write `headers = ["content-type", "x-name"]`"#,
    ),
    ("origins = any, headers(content-type)", r#"write `headers = ["content-type"]`"#),
    (
        r#"origins = any, headers = "content-type, x-name""#,
        r#"write `headers = ["content-type", "x-name"]`"#,
    ),
    (
        r#"origins = any, headers = "content-type", "x-name""#,
        r#"write `headers = ["content-type", "x-name"]`"#,
    ),
    (r#"origins = any, headers: ["x-name"]"#, r#"write `headers = ["x-name"]`"#),
    (r#"origins = any, headers = ["content-type: text/plain"]"#, r#"write `"content-type"`"#),
    (r#"origins = any, expose = "x-total""#, r#"write `expose = ["x-total"]`"#),
    (r#"origins = any, headers = "cookie""#, "its forms are …"),
    // Flags.
    (r#"origins = ["https://a.example"], credentials("true")"#, "write `credentials`"),
    (r#"origins = ["https://a.example"], credentials = "true""#, "write `credentials`"),
    (r#"origins = ["https://a.example"], credentials: true"#, "write `credentials`"),
    (r#"origins = ["https://a.example"], credentials(false)"#, "write `credentials = false`"),
    (r#"origins = ["https://a.example"], credentials = 1"#, "write `credentials`"),
    (r#"origins = ["https://a.example"], credentials = include"#, "its forms are …"),
    (r#"origins = ["https://a.example"], reject_unlisted("yes")"#, "write `reject_unlisted`"),
    ("disabled = true", "write `disabled`"),
    ("disabled(true)", "write `disabled`"),
    ("disabled = false", "its form is `disabled`"),
    // Numbers.
    ("origins = any, max_age: 6", "write `max_age = 6`"),
    ("origins = any, max_age(600)", "write `max_age = 600`"),
    (r#"origins = any, max_age("10m")"#, r#"write `max_age = "10m"`"#),
    ("origins = any, max_age = 6u32", "write `max_age = 6`"),
    ("origins = any, max_age = 6.0", "write `max_age = 6`"),
    ("origins = any, max_age = 1.5", "its forms are …"),
    ("origins = any, max_age = 60 * 60", "write `max_age = 3600`"),
    ("origins = any, max_age = Duration::from_secs(600)", "write `max_age = 600`"),
    (r#"origins = any, max_age = "10 minutes""#, r#"write `max_age = "10m"`"#),
    ("origins = any, max_age = true", "its forms are …"),
    (r#"origins = any, preflight_status = "200""#, "write `preflight_status = 200`"),
    ("origins = any, preflight_status(200)", "write `preflight_status = 200`"),
    (r#"origins = any, preflight_status = "302""#, "its form is …"),
    // Paths and names.
    (r#"policy = "PARTNERS""#, "write `policy = PARTNERS`"),
    ("policy(PARTNERS)", "write `policy = PARTNERS`"),
    ("policy: PARTNERS", "write `policy = PARTNERS`"),
    ("policy = &PARTNERS", "write `policy = PARTNERS`"),
    ("policy = partners()", "its form is …"),
    ("origins = any, crate = cors", "write `crate = ::cors`"),
    (r#"origins = any, crate = "cors""#, "write `crate = ::cors`"),
    ("origins = any, crate(::cors)", "write `crate = ::cors`"),
    ("origins = any, crate: cors", "write `crate = ::cors`"),
    ("origins = any, crate = self::cors", "such a path is …"),
    (
        r#"origins = ["http://a.example"], credentials, dangerous = insecure_origins"#,
        "write `dangerous(insecure_origins)`",
    ),
    (
        r#"origins = ["http://a.example"], credentials, dangerous("insecure_origins")"#,
        "write `dangerous(insecure_origins)`",
    ),
    (
        r#"origins = ["http://a.example"], credentials, dangerous = ["insecure_origins"]"#,
        "write `dangerous(insecure_origins)`",
    ),
    (
        r#"origins = ["http://a.example"], credentials, dangerous(insecure_origin)"#,
        "did you mean `insecure_origins`?",
    ),
    ("origins = any, max_age = 100000, allow = max_age_capped", "write `allow(max_age_capped)`"),
    (
        r#"origins = any, max_age = 100000, allow("max_age_capped")"#,
        "write `allow(max_age_capped)`",
    ),
    // Keys.
    ("origin = any", "did you mean `origins`?"),
    ("allowed_origins = any", "did you mean `origins`?"),
    ("origins = any, supports_credentials", "did you mean `credentials`?"),
    ("origins = any, maxAge = 5", "did you mean `max_age`?"),
    ("origins = any, exposed = any", "did you mean `expose`?"),
    // One origin.
    (r#"origins = ["http://localhost*"]"#, r#"write `"http://localhost:*"`"#),
    (r#"origins = ["localhost:3000"]"#, r#"write `"http://localhost:3000"`"#),
    (r#"origins = ["*.a.example"]"#, r#"write `"https://*.a.example"`"#),
    (r#"origins = ["https://*a.example"]"#, r#"write `"https://*.a.example"`"#),
    (r#"origins = ["https://a.example*"]"#, "remove the `*` at the end…"),
];

fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).expect("the test's own input has balanced brackets")
}

/// The help of each error.
fn helps(args: &str) -> Vec<String> {
    let item = tokens(r#"#[get("/x")] async fn handler() -> impl Responder { "" }"#);
    let texts = attribute_with_sink(tokens(args), item).1.texts();
    let help =
        |text: &String| Some(text.split_once("\nhelp: ")?.1.split_once("\nsee: ")?.0.to_owned());
    texts.iter().filter(|text| !text.contains("silences this warning")).filter_map(help).collect()
}

#[test]
fn each_mistake_has_the_one_help() {
    let mut wrong = Vec::new();
    for (args, expected) in MISTAKES {
        let found = helps(args);
        let is_right = match (found.as_slice(), expected.split_once('…')) {
            ([found], Some((start, _))) => found.starts_with(start),
            ([found], None) => found == expected,
            _ => false,
        };
        if !is_right {
            wrong.push(format!("{args}\n  is told   {found:?}\n  should be {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), MISTAKES.len(), wrong.join("\n"));
}
