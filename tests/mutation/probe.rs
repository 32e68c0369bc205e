//! Steps of a test, in the model and in a browser; both tell a step in one line.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_http::Request;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use cors_rules::client::{CredentialsMode, FetchRequest, Profile};
use cors_runtime::testing::{self, Fetch};
use cors_tests::script::{Got, run_batch};
use cors_tests::webdriver::Browser;

use crate::places::{Place, Places};
use crate::server::preflights;

/// One fetch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) page: Place,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// Sends the header `name`.
    pub(crate) named: bool,
    pub(crate) with_credentials: bool,
}

/// Every run has addresses of its own, which no cache knows.
fn new_run() -> usize {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    RUNS.fetch_add(1, Ordering::Relaxed)
}

/// What a user's test would see.
pub(crate) async fn in_model<S, B>(
    app: &S,
    places: Places,
    profile: Profile,
    mutant: usize,
    steps: &[Step],
) -> Vec<String>
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let browser = testing::Browser::like(profile);
    let run = new_run();
    let mut lines = Vec::new();
    for step in steps {
        let mut fetch = Fetch::new(step.method, places.url(step.path, mutant, run));
        if step.named {
            fetch = fetch.header("name", "xiamen");
        }
        if step.with_credentials {
            fetch = fetch.with_credentials();
        }
        let got = browser.open(places.origin(step.page)).fetch(app, fetch).await;
        lines.push(match got.blocked() {
            Some(_) => tell(None, got.preflights()),
            None => tell(Some((got.status(), got.header("name"))), got.preflights()),
        });
    }
    lines
}

/// What a real page sees.
pub(crate) async fn in_browser(
    browser: &Browser,
    places: Places,
    mutant: usize,
    steps: &[Step],
) -> Vec<String> {
    let run = new_run();
    let mut lines = Vec::new();
    for step in steps {
        browser.goto(&format!("{}/page", places.origin(step.page))).await;
        let mut fetch = FetchRequest::new(step.method, places.url(step.path, mutant, run));
        if step.named {
            fetch = fetch.with_header("name", "xiamen");
        }
        if step.with_credentials {
            fetch = fetch.with_credentials_mode(CredentialsMode::Include);
        }
        let before = preflights(run);
        let got = run_batch(browser, &[vec![fetch]]).await.remove(0).remove(0);
        let asked = preflights(run) - before;
        let Got { ok, status, headers, .. } = &got;
        let seen = ok.then(|| (*status, headers.get("name").map(String::as_str)));
        lines.push(tell(seen, asked));
    }
    lines
}

fn tell(readable: Option<(u16, Option<&str>)>, preflights: usize) -> String {
    match readable {
        None => format!("blocked, {preflights} preflights"),
        Some((status, None)) => format!("{status}, {preflights} preflights"),
        Some((status, Some(name))) => format!("{status} name={name}, {preflights} preflights"),
    }
}
