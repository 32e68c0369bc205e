//! The macros of `cors-runtime`: from tokens to tokens. Use them through that crate.
//!
//! The stages, each of which uses only those before it: `args` and `target` read tokens and apply
//! no rules; `check` has `cors-rules` check them and produces no output; `expand` turns a checked
//! policy into tokens and cannot fail; `emit` puts hints, item, warnings and errors together. The
//! item is always emitted, and nothing here panics.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

mod args;
mod check;
mod correction;
mod diagnostic;
mod emit;
mod expand;
mod ide;
mod lint;
mod misplaced;
mod paths;
mod runtime_name;
mod target;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod place_tests;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Defines which pages may call a handler from another origin; checked by the compiler, enforced by
/// the server.
///
/// It stands above a route attribute of actix-web, or above `#[scope("/x")] mod`, where it is the
/// policy of every route in the module that has none of its own. Preflights are answered without a
/// route of their own.
///
/// | key | value | meaning |
/// |---|---|---|
/// | `origins` | `origins = ["https://a.example", "https://*.b.example", "http://localhost:*", "http://192.168.0.0/16:*", "moz-extension://*"]`<br>`any`<br>`env("APP_ORIGINS")`<br>`env("APP_ORIGINS", default = [...])`<br>`env("APP_ORIGINS", empty = disabled)`<br>`from(PATH)` | Who may read responses; required unless `policy` or `disabled` is given. A constant may stand wherever a literal may, in every key: `[FRONTEND, env!("APP_ORIGIN")]`. `*.` stands for one or more labels and never for the base itself, `:*` for any port or none; a network stands for its addresses, and `*` behind the scheme of a browser's extensions for each of them. `empty = disabled` switches the policy off where the variable is set and empty; otherwise that is an error. |
/// | `methods` | `methods = [PUT, "PURGE"]`<br>`any` | Methods that a preflight may grant; by default those of the route attribute. A bare word is a standard method or a constant; any other method is quoted. GET, HEAD and POST need no listing. |
/// | `headers` | `headers = ["content-type", "x-name"]`<br>`any` | Request headers that a preflight may grant. `any` covers `authorization` only with credentials, or when it is listed beside it: `["*", "authorization"]`. |
/// | `expose` | `expose = ["name"]`<br>`any` | Response headers that scripts may read, beside the seven that they always may. |
/// | `credentials` | `credentials`<br>`credentials = true`<br>`credentials = false` | Allows cookies, HTTP authentication and client certificates. Never together with `origins = any`. |
/// | `max_age` | `max_age = 600`<br>`"10m"`<br>`"2h"` | How long a browser may cache the preflight, in seconds or as text with a unit (s, m, h, d); `0` turns caching off; absent sends no header (browsers then keep it for 5 seconds). |
/// | `policy` | `policy = PATH` | Starts from a named `Policy`, a `LazyLock<Policy>` that the server makes when it starts, or a `LivePolicy` that is replaced while it runs; a key written beside it replaces that field whole, nothing is added together, and the result is checked again: at compile time, when the server starts, or at each replacement. |
/// | `disabled` | `disabled` | This route never gets CORS headers, whatever policy surrounds it. |
/// | `reject_unlisted` | `reject_unlisted` | A cross-origin request from an unlisted origin gets 403 before the handler runs, WebSocket upgrades included; same-origin requests are recognised and pass. |
/// | `preflight_status` | `preflight_status = 200` | Success status of preflights, 200 to 299; 204 by default. |
/// | `dangerous` | `dangerous(insecure_origins, public_suffixes, null_origin, any_extension)` | The only way past four rules, each named where it is used: credentials for origins without TLS and for networks, credentials for a wildcard over a public suffix, the `null` origin, and credentials for every extension of a browser. |
/// | `allow` | `allow(max_age_capped)` | Silences a named warning. |
/// | `crate` | `crate = ::path` | Where the runtime crate is, for crates that re-export it. |
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
///
/// # Beside attributes of other crates
///
/// Attributes such as `tracing::instrument` and `actix_web_grants::protect` may stand above
/// `#[cors]`, below it, and below the route attribute. One that reads the route attribute, such as
/// `utoipa::path`, may too: it is expanded first, wherever it stands. A `cfg_attr` is what it
/// becomes.
///
/// A route attribute is known by the last name in its path: `#[put("/x")]`, `#[actix_web::put("/x")]`
/// and `#[crate::prelude::put("/x")]` are the same, and the handler is registered as actix-web would.
/// An alias (`use actix_web::put as update`) cannot be seen, and is an error. Those of `apistos` and
/// `paperclip` have the same names: `#[apistos::put(…)]` is refused, and so is a bare `#[put("/x")]`
/// beside their `api_operation` or `api_v2_operation`. A bare `#[put("/x")]` alone is always taken for
/// actix-web's, wherever it was imported from.
///
/// # Above a module
///
/// Nested modules and the bodies of functions are part of the module, however deep a route stands in
/// them; a nested module with a `#[cors]` of its own keeps that. (The prefix of `#[scope]` is another
/// matter: actix-web gives it to the routes of the module itself only.) What cannot be seen has no
/// policy of the module: routes that the call of a macro makes, `include!` among them, and routes by an
/// alias. For a module in another file, `mod users;`, that is a compile error.
///
/// ```
/// use actix_web::scope;
/// use cors_runtime::cors;
///
/// #[cors(origins = ["https://admin.example"], reject_unlisted)]
/// #[scope("/adm")]
/// mod adm {
///     pub mod users {
///         use actix_web::{HttpResponse, Responder, post};
///
///         #[post("/users")] // has the policy of `adm`
///         pub async fn create() -> impl Responder {
///             HttpResponse::Created()
///         }
///     }
/// }
///
/// let app = actix_web::App::new().service(adm::users::create);
/// # drop(app);
/// ```
#[proc_macro_attribute]
pub fn cors(args: TokenStream, item: TokenStream) -> TokenStream {
    emit::attribute(args.into(), &item.into()).into()
}

/// A named policy: an expression for a `static`, with the keys of [`macro@cors`] apart from
/// `policy`.
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

/// The documented names that editors show for the keys; the runtime calls it once, in its private
/// module.
#[doc(hidden)]
#[proc_macro]
pub fn __key_docs(_: TokenStream) -> TokenStream {
    ide::key_docs().into()
}
