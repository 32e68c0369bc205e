//! The browser's half of CORS as a pure model: what a page sends, and what it may read of the
//! answers.
//!
//! It follows the [Fetch standard](https://fetch.spec.whatwg.org/) clause by clause. It performs no
//! I/O and reads no clock: an [`Exchange`] returns what to send, and takes what came back and when.
//! Tests drive it, against a service in memory or against a live server, and compare it with real
//! browsers; a [`Profile`] switches on where those are known to differ from the standard.
//!
//! Outside of it: cookies (the driver keeps the jar and obeys [`HttpRequest::with_credentials`]),
//! bodies, the HTTP cache, HTTP authentication, service workers, mixed content,
//! `Content-Security-Policy`, `Cross-Origin-*-Policy`, HSTS, blocked ports, and any scheme but
//! `http` and `https`.
//!
//! ```
//! use cors_rules::client::*;
//!
//! let page = PageOrigin::parse("http://localhost:3000").unwrap();
//! let mut cache = PreflightCache::new();
//! let request = FetchRequest::new("PUT", "http://localhost:4000/name").with_header("name", "value");
//!
//! let (mut exchange, step) = Exchange::start(&page, request, &mut cache, 0, Profile::Standard);
//! let Step::Send(preflight) = step else { panic!("a PUT to another origin is preflighted") };
//! assert_eq!(preflight.method, "OPTIONS");
//! assert_eq!(preflight.header("access-control-request-headers"), Some("name"));
//!
//! let granted = HttpResponse::new(204)
//!     .with_header("access-control-allow-origin", "http://localhost:3000")
//!     .with_header("access-control-allow-methods", "PUT")
//!     .with_header("access-control-allow-headers", "name");
//! let Step::Send(actual) = exchange.receive(&granted, &mut cache, 0) else { panic!("granted") };
//! assert_eq!(actual.method, "PUT");
//!
//! let forgot = HttpResponse::new(200);
//! let Step::Done(Outcome::Blocked(blocked)) = exchange.receive(&forgot, &mut cache, 0) else { panic!() };
//! assert_eq!(blocked.reason, Reason::AllowOriginMissing);
//! ```

mod active;
mod active_checks;
mod allow;
mod blocked;
mod body;
mod cache;
mod client_hint;
mod console;
mod cors_check;
mod exchange;
mod fetch_request;
mod filter;
mod forbidden;
mod header_list;
mod http_message;
mod http_url;
mod location;
mod max_age;
mod merged_lines;
mod mime;
mod mode;
mod outcome;
mod page_origin;
mod plan;
mod plan_text;
mod preflight;
mod prepare;
mod profile;
mod profile_of_cache;
mod profile_of_cookies;
mod profile_of_locations;
mod profile_of_redirects;
mod profile_of_requests;
mod range;
mod redirect;
mod refused;
mod safelist;
mod site;
mod unsafe_header;

pub use allow::{PreflightGrant, PreflightQuestion, judge_preflight};
pub use blocked::{Blocked, Reason, Stage};
pub use body::Body;
pub use cache::{CacheKey, PreflightCache};
pub use cors_check::cors_check;
pub use exchange::{Exchange, Step};
pub use fetch_request::FetchRequest;
pub use filter::{exposed_header_names, filter_basic, filter_cors};
pub use forbidden::is_forbidden_request_header_line;
pub use header_list::{HeaderList, combined_value, list_values};
pub use http_message::{HttpRequest, HttpResponse, is_redirect_status};
pub use max_age::{DEFAULT_MAX_AGE, preflight_max_age};
pub use mime::mime_essence;
pub use mode::{CredentialsMode, RedirectMode, RequestMode, Tainting};
pub use outcome::{Outcome, ReadableResponse, ResponseKind};
pub use page_origin::PageOrigin;
pub use plan::{Plan, PlanKind, PreflightCause, RequiredHeader};
pub use preflight::preflight_headers;
pub use profile::Profile;
pub use range::parse_single_range;
pub use redirect::MAX_REDIRECTS;
pub use safelist::{is_cors_safelisted_request_header, unsafe_request_header_names};
pub use site::{is_same_site, site};
pub use unsafe_header::UnsafeHeader;
