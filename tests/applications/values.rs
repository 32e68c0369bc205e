//! Values that operators have written for the older library: what they did there, what they do here, and that the migration
//! guide says so.

use actix_cors::Cors as OtherCors;
use actix_web::dev::Transform as _;
use actix_web::test::ok_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{Cors, Policy, PolicyError};

use crate::case::SERVER;
use crate::running::Running;

const GUIDE: &str = include_str!("../../docs/migrating-from-actix-cors.md");

/// What a server does with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It starts, and the page that was meant is let in.
    LetsIn,
    /// It starts, and the page is not let in.
    Useless,
    /// It does not start: the code, where there is one.
    Stops(&'static str),
}

use Outcome::{LetsIn, Stops, Useless};

/// A value of `origins`, whether credentials are on, and the page that was meant.
type Row = (&'static [&'static str], bool, &'static str, Outcome, Outcome);

const APP: &str = "https://app.example";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (&["https://app.example"], true, APP, LetsIn, LetsIn),
    (&["app.example"], false, APP, Useless, Stops("origin_missing_scheme")),
    (&["https://app.example/"], false, APP, Useless, Stops("origin_trailing_slash")),
    (&["https://App.example"], false, APP, Useless, Stops("origin_uppercase")),
    (&["https://app.example:443"], false, APP, Useless, Stops("origin_default_port")),
    (&["https://app.example, https://b.example"], false, APP, Stops(""), Stops("origin_list")),
    (&["https://*.app.example"], false, "https://a.app.example", Useless, LetsIn),
    (&["http://localhost:*"], false, "http://localhost:3000", Useless, LetsIn),
    (&["*"], false, APP, Stops(""), LetsIn),
    (&["*"], true, APP, Stops(""), Stops("any_origin_with_credentials")),
    (&["https://app.example", "*"], false, APP, Stops(""), Stops("any_origin_with_list")),
    (&["http://10.0.0.7:9000"], true, "http://10.0.0.7:9000", LetsIn, Stops("insecure_origin_with_credentials")),
    (&["http://10.0.0.7:9000"], false, "http://10.0.0.7:9000", LetsIn, LetsIn),
    (&[""], false, APP, Stops(""), Stops("origin_missing_scheme")),
    (&[], false, APP, Useless, Stops("empty_origins")),
    (&["http://192.168.*"], false, "http://192.168.1.7", Useless, Stops("origin_bad_wildcard")),
    (&["http://192.168.0.0/16:*"], false, "http://192.168.1.7", Useless, LetsIn),
    (&["moz-extension://4fbe19d7-2d0e-4a7f-b708-31957a9f48e9"], true, "moz-extension://4fbe19d7-2d0e-4a7f-b708-31957a9f48e9", LetsIn, LetsIn),
    (&["null"], false, "null", LetsIn, Stops("origin_null")),
];

async fn lets_in(app: &Running, page: &str, credentials: bool) -> Outcome {
    let get = Fetch::get(SERVER);
    let get = if credentials { get.with_credentials() } else { get };
    match Browser::new().open(page).fetch(app, get).await.blocked() {
        None => LetsIn,
        Some(_) => Useless,
    }
}

async fn before(&(origins, credentials, page, ..): &Row) -> Outcome {
    let cors = || {
        let cors = OtherCors::default();
        let cors = origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin));
        if credentials { cors.supports_credentials() } else { cors }
    };
    if cors().new_transform(ok_service()).await.is_err() {
        return Stops("");
    }
    let app = App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(cors());
    lets_in(&Running::start(app).await, page, credentials).await
}

fn policy(&(origins, credentials, ..): &Row) -> Result<Policy, PolicyError> {
    Policy::builder().origins(origins.iter().copied()).credentials(credentials).build()
}

async fn after(row: &Row) -> Outcome {
    let policy = match policy(row) {
        Ok(policy) => policy,
        Err(error) => return Stops(error.issues().next().expect("a problem").code()),
    };
    let app = App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(Cors::new(policy));
    lets_in(&Running::start(app).await, row.2, row.1).await
}

#[actix_web::test]
async fn each_does_what_the_guide_says() {
    for row in ROWS {
        assert_eq!((before(row).await, after(row).await), (row.3, row.4), "{:?}", row.0);
        if let Stops(code) = row.4 {
            assert!(GUIDE.contains(&format!("`{code}`")), "the guide does not name `{code}`");
        }
    }
}

/// An operator reads the message, and knows what to write without the documentation.
#[test]
fn each_message_names_the_value_and_says_what_to_write() {
    for row in ROWS.iter().filter(|row| matches!(row.4, Stops(_))) {
        let error = policy(row).expect_err("a refusal").to_string();
        assert!(error.contains("\nhelp: "), "{error}");
        let values: Vec<_> = row.0.iter().filter(|value| !value.is_empty()).collect();
        let is_named = |value: &&&str| error.contains(&format!("`{value}`"));
        assert!(values.is_empty() || values.iter().any(is_named), "{error}");
    }
}
