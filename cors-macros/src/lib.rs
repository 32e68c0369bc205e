//! The macros of `cors-runtime`: from tokens to tokens. Use them through that crate.
//!
//! Stages, one direction: `args` and `target` read tokens and know no rules; `check` asks `cors-rules` and knows no
//! output; `expand` turns a checked policy into tokens and cannot fail; `emit` puts hints, item, warnings and errors
//! together. The item is always emitted, and nothing here panics.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

mod args;
mod check;
mod diagnostic;
mod emit;
mod expand;
mod ide;
mod lint;
mod paths;
mod target;

use proc_macro::TokenStream;

/// Says who may call a handler from another origin; checked by the compiler, enforced by the server.
///
/// It stands above a route attribute of actix-web, or above `#[scope("/x")] mod`, where it is the policy of every route
/// in the module that has none of its own. Preflights are answered without a route of their own.
///
/// | key | value |
/// |---|---|
/// | `origins` | `["https://a.example", "https://*.b.example", "http://localhost:*"]`, `any`, `env("NAME")`, `from(PATH)` |
/// | `methods` | `[PUT, "PURGE"]`, `any`; by default those of the route |
/// | `headers` | `["content-type", "x-name"]`, `any`: what requests may carry |
/// | `expose` | `["x-name"]`, `any`: what scripts may read of responses |
/// | `credentials` | flag: cookies, HTTP authentication, client certificates |
/// | `max_age` | `600`, `"10m"`: how long a browser may cache the preflight |
/// | `policy` | `PATH`: start from a named policy; a key beside it replaces that field |
/// | `disabled` | flag: no CORS headers, whatever policy surrounds the route |
/// | `reject_unlisted` | flag: 403 for requests from unlisted origins, before the handler runs |
/// | `preflight_status` | `200` to `299`, by default `204` |
/// | `dangerous` | `(insecure_origins, public_suffixes, null_origin)`: the way past three rules |
/// | `allow` | `(max_age_capped, …)`: silences named warnings |
/// | `crate` | `::path`: where the runtime is, for crates that re-export it |
///
/// ```
/// use actix_web::{HttpResponse, Responder, put};
/// use cors_runtime::cors;
///
/// #[cors(origins = ["http://localhost:3000"], headers = ["name"], expose = ["name"], credentials, max_age = 6)]
/// #[put("/getData")]
/// async fn put_data() -> impl Responder {
///     HttpResponse::Ok().insert_header(("name", "jw")).body("777")
/// }
///
/// let app = actix_web::App::new().service(put_data);
/// # drop(app);
/// ```
///
/// What is dangerous, dead or meaningless does not compile:
///
/// ```compile_fail
/// # use actix_web::{Responder, get};
/// # use cors_runtime::cors;
/// #[cors(origins = any, credentials)]
/// #[get("/me")]
/// async fn me() -> impl Responder { "secret" }
/// ```
#[proc_macro_attribute]
pub fn cors(args: TokenStream, item: TokenStream) -> TokenStream {
    emit::attribute(args.into(), item.into()).into()
}

/// A named policy: an expression for a `static`, with the keys of [`macro@cors`] apart from `policy`.
///
/// ```
/// use cors_runtime::{Policy, policy};
///
/// static PARTNERS: Policy = policy! {
///     origins = ["https://*.partner.example"],
///     methods = [GET, POST],
///     headers = ["content-type"],
/// };
/// # let _ = &PARTNERS;
/// ```
#[proc_macro]
pub fn policy(args: TokenStream) -> TokenStream {
    emit::policy(args.into()).into()
}

/// The documented names that editors show for the keys; the runtime calls it once, in its private module.
#[doc(hidden)]
#[proc_macro]
pub fn __key_docs(_: TokenStream) -> TokenStream {
    ide::key_docs().into()
}
