//! A browser for tests: what a page of some origin may read of this server, answered by the
//! browser's half of CORS ([`cors_rules::client`], the Fetch standard clause by clause) against a
//! real service in memory or a live server.
//!
//! It is no browser engine: it runs no scripts, shows nothing, and knows the network of a page only
//! as far as CORS, cookies and the HTTP cache reach. Feature `testing`; meant for
//! `[dev-dependencies]`.
//!
//! ```
//! use actix_web::{App, HttpResponse, Responder, put, test};
//! use cors_runtime::cors;
//! use cors_runtime::testing::{Browser, Fetch};
//!
//! #[cors(origins = ["http://localhost:3000"], methods = [PUT], headers = ["name"], expose = ["name"], credentials, max_age = 6)]
//! #[put("/getData")]
//! async fn put_data() -> impl Responder {
//!     HttpResponse::Ok().insert_header(("name", "jw")).body("777")
//! }
//!
//! # #[actix_web::main]
//! # async fn main() {
//! let app = test::init_service(App::new().service(put_data)).await;
//! let page = Browser::new().open("http://localhost:3000");
//! let fetch = Fetch::put("http://localhost:4000/getData").header("name", "xiamen").with_credentials();
//!
//! let res = page.fetch(&app, fetch).await;
//! res.assert_readable();
//! assert_eq!(res.header("name"), Some("jw")); // `None` where it is not exposed
//! assert_eq!(res.text(), "777");
//! assert_eq!(res.preflights(), 1);
//! # }
//! ```
//!
//! Where a page may not read an answer, the failed assertion says which step failed, what was sent
//! and answered, which policy decided, and what to change:
//!
//! ```
//! # use actix_web::{App, HttpResponse, Responder, put, test};
//! # use cors_runtime::cors;
//! # use cors_runtime::testing::{Browser, Fetch};
//! # #[cors(origins = ["http://localhost:3000"], headers = ["name"])]
//! # #[put("/getData")]
//! # async fn put_data() -> impl Responder { HttpResponse::Ok() }
//! # #[actix_web::main]
//! # async fn main() {
//! # let app = test::init_service(App::new().service(put_data)).await;
//! let page = Browser::new().open("http://localhost:3000");
//! let res = page.fetch(&app, Fetch::put("http://localhost:4000/getData").header("x-other", "1")).await;
//! let blocked = res.assert_blocked();
//! assert!(blocked.console_message().unwrap().contains("has been blocked by CORS policy"));
//! assert!(res.to_string().contains("add `x-other` to `headers`"));
//! # }
//! ```

mod advice;
mod browser;
mod claim;
mod cookie_jar;
mod environment;
mod fetch;
mod fetch_url;
mod fetched;
mod hop;
mod http_cache;
mod live;
mod page;
mod reached;
mod report;
mod service;
mod state;
mod wire;

pub use cors_rules::client::{
    Blocked, CredentialsMode, Outcome, Plan, PlanKind, PreflightCause, Profile, Reason,
    RedirectMode, RequestMode, RequiredHeader, Stage, UnsafeHeader,
};

pub use browser::Browser;
pub use environment::{Environment, ThreadEnvironment};
pub use fetch::Fetch;
pub use fetched::Fetched;
pub use hop::Hop;
pub use page::Page;
