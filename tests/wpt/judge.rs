//! Compares what the model did with what a case expects.

use std::collections::BTreeMap;
use std::fmt::Debug;

use cors_rules::client::{
    HttpRequest, Outcome, PageOrigin, PreflightCache, ReadableResponse, ResponseKind,
    combined_value,
};

use crate::case::{Case, Expect, Line};
use crate::run::{Ran, run};

/// Every difference; none where the model meets the expectation.
pub(crate) fn disagreements(case: &Case) -> Vec<String> {
    let page = PageOrigin::parse(&case.page).expect("an origin");
    let mut cache = PreflightCache::new();
    let mut now = 0;
    let mut found = Vec::new();
    for (index, step) in case.steps.iter().enumerate() {
        now += step.after;
        let ran = run(&page, step, &mut cache, now, case.profile());
        let mut differences = Differences { found: Vec::new() };
        differences.of_the_answer(&step.expect, &ran.outcome);
        differences.of_all_requests(&step.expect, &ran);
        differences.of_the_last_request(&step.expect, &ran);
        let differences = differences.found.into_iter();
        found.extend(differences.map(|text| format!("step {}: {text}", index + 1)));
    }
    found
}

struct Differences {
    found: Vec<String>,
}

impl Differences {
    fn compare<T: PartialEq + Debug>(&mut self, what: &str, expected: Option<T>, got: T) {
        let pair = expected.map(|expected| (expected, got));
        if let Some((expected, got)) = pair.filter(|(expected, got)| expected != got) {
            self.found.push(format!("{what}: expected {expected:?}, the model says {got:?}"));
        }
    }

    fn compare_lines(
        &mut self,
        what: &str,
        expected: &BTreeMap<String, Option<String>>,
        got: impl Fn(&str) -> Option<String>,
    ) {
        for (name, value) in expected {
            self.compare(&format!("{what} `{name}`"), Some(value.clone()), got(name));
        }
    }

    fn of_the_answer(&mut self, expect: &Expect, outcome: &Outcome) {
        self.compare("verdict", Some(expect.verdict.as_str()), verdict(outcome));
        let readable = outcome.readable();
        self.compare("status", expect.status.map(Some), readable.map(|answer| answer.status));
        let kind = readable.map(|answer| match answer.kind {
            ResponseKind::Basic => "basic",
            ResponseKind::Cors => "cors",
        });
        self.compare("type", expect.kind.as_deref().map(Some), kind);
        let url = readable.map(|answer| answer.url.as_str());
        self.compare("URL", expect.url.as_deref().map(Some), url);
        let redirected = readable.map(|answer| answer.redirected);
        self.compare("redirected", expect.redirected.map(Some), redirected);
        let header =
            |name: &str| readable.and_then(|answer: &ReadableResponse| answer.header(name));
        self.compare_lines("readable header", &expect.headers, header);
    }

    fn of_all_requests(&mut self, expect: &Expect, ran: &Ran) {
        let Ran { sent, .. } = ran;
        let methods = sent.iter().map(|request| request.method.clone()).collect();
        self.compare("requests", expect.sent.clone(), methods);
        let preflights: Vec<&HttpRequest> =
            sent.iter().filter(|request| request.is_preflight).collect();
        self.compare("preflights", expect.preflights, preflights.len());
        let credentials = sent.iter().map(|request| request.with_credentials).collect();
        self.compare("credentials", expect.creds.clone(), credentials);
        let origins = sent
            .iter()
            .filter(|request| !request.is_preflight)
            .map(|request| request.header("origin").map(str::to_owned))
            .collect();
        self.compare("origins", expect.origins.clone(), origins);
        let names = preflights.last().and_then(|last| line(last, "access-control-request-headers"));
        if let Line::Is(expected) = &expect.acrh {
            self.compare("requested headers", Some(expected), &names);
        }
    }

    fn of_the_last_request(&mut self, expect: &Expect, ran: &Ran) {
        let last = ran.sent.last();
        let method = last.map(|request| request.method.as_str());
        self.compare("last method", expect.lastmethod.as_deref().map(Some), method);
        let header = |name: &str| last.and_then(|request| line(request, name));
        self.compare_lines("last request's header", &expect.last, header);
        self.compare_lines("last request's header", &expect.joined, header);
        let sends_body = last.map(|request| request.sends_body);
        self.compare("last body", expect.body.map(Some), sends_body);
    }
}

fn line(request: &HttpRequest, name: &str) -> Option<String> {
    combined_value(&request.headers, name)
}

const fn verdict(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Readable(_) => "readable",
        Outcome::Opaque => "opaque",
        Outcome::OpaqueRedirect => "opaqueredirect",
        Outcome::Blocked(_) => "blocked",
    }
}
