//! What came of a request: what the page got by a browser's rules, and what went over the wire, in words that can be compared.

use std::collections::BTreeMap;

use actix_web::dev::Service as _;
use cors_runtime::testing::{Browser, Fetched, Hop};
use cors_tests::Answer;

use crate::case::{Asker, Request};
use crate::running::Running;

/// Where something can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// What the page gets.
    Page,
    /// The answer to the browser's question.
    Preflight,
    /// The answer to the request.
    Answer,
}

impl Step {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Step::Page => "page",
            Step::Preflight => "preflight",
            Step::Answer => "answer",
        }
    }
}

/// Whether the page may read; whether the server said yes to a preflight.
pub(crate) const VERDICT: &str = "verdict";
/// The headers that the page reads, those of CORS itself left out.
pub(crate) const READS: &str = "reads";
pub(crate) const STATUS: &str = "status";

/// Headers whose value is a list without an order.
const LISTS: [&str; 4] = [
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-expose-headers",
    "vary",
];
const SINGLE: [&str; 3] =
    ["access-control-allow-credentials", "access-control-allow-origin", "access-control-max-age"];

/// Everything that can be compared, by where it is and what it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(pub(crate) BTreeMap<(Step, &'static str), String>);

impl Seen {
    pub(crate) async fn of(app: &Running, asker: &Asker, request: &Request) -> Seen {
        let mut seen = Seen::default();
        match asker {
            Asker::Page(_, origin) => {
                let fetched = Browser::new().open(origin).fetch(app, request.fetch()).await;
                seen.put_page(&fetched);
                for hop in fetched.exchange() {
                    seen.put_hop(hop, origin);
                }
            }
            Asker::Program => {
                let result = app.call(request.ask().request().to_request()).await;
                let answer = Answer::of(result, 0).await;
                seen.put(Step::Answer, STATUS, answer.status.to_string());
                seen.put_headers(Step::Answer, "", |name| answer.value(name));
            }
        }
        seen
    }

    pub(crate) fn get(&self, step: Step, field: &'static str) -> Option<&str> {
        self.0.get(&(step, field)).map(String::as_str)
    }

    pub(crate) fn has(&self, step: Step) -> bool {
        self.0.keys().any(|(own, _)| *own == step)
    }

    fn put(&mut self, step: Step, field: &'static str, value: String) {
        self.0.insert((step, field), value);
    }

    fn put_page(&mut self, fetched: &Fetched) {
        let is_read = fetched.blocked().is_none();
        self.put(Step::Page, VERDICT, if is_read { "read" } else { "blocked" }.to_owned());
        let is_own = |name: &&str| *name != "vary" && !name.starts_with("access-control-");
        let names: Vec<&str> = fetched.headers().map(|(name, _)| name).filter(is_own).collect();
        self.put(Step::Page, READS, names.join(", "));
    }

    fn put_hop(&mut self, hop: &Hop, origin: &str) {
        let step = if hop.is_preflight() { Step::Preflight } else { Step::Answer };
        let status = hop.status().expect("the application answers");
        self.put(step, STATUS, status.to_string());
        let value = |name: &str| {
            let lines = hop.response_header(name);
            (!lines.is_empty()).then(|| lines.join(", "))
        };
        if step == Step::Preflight {
            let is_granted = status < 300 && value("access-control-allow-origin").is_some();
            self.put(step, VERDICT, if is_granted { "granted" } else { "refused" }.to_owned());
        }
        self.put_headers(step, origin, value);
    }

    fn put_headers(&mut self, step: Step, origin: &str, value: impl Fn(&str) -> Option<String>) {
        for name in SINGLE {
            if let Some(value) = value(name) {
                let value = if value == origin { "(the page)".to_owned() } else { value };
                self.put(step, name, value);
            }
        }
        for name in LISTS {
            if let Some(value) = value(name) {
                self.put(step, name, sorted(&value));
            }
        }
    }
}

/// The elements in the order of the alphabet: `actix-cors` writes them in another one in each process.
fn sorted(list: &str) -> String {
    let is_methods = list.chars().all(|c| !c.is_ascii_lowercase());
    let mut elements: Vec<String> = list
        .split(',')
        .map(|element| element.trim().to_owned())
        .map(|element| if is_methods { element } else { element.to_ascii_lowercase() })
        .filter(|element| !element.is_empty())
        .collect();
    elements.sort();
    elements.join(", ")
}
