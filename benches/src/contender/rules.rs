//! Deciding alone: the pure function that everything of ours calls, on facts that are ready.

use std::hint::black_box;

use cors_rules::{
    Draft, Entry, FieldLines, MaxAgeDraft, OriginsDraft, Policy, Request, check, decide,
};

use super::Ready;
use crate::answer::Answer;
use crate::scenario::Scenario;

struct Rules {
    policy: Policy,
    is_options: bool,
    lines: Vec<(&'static str, String)>,
    waiting: usize,
}

pub(crate) fn rules(scenario: &Scenario) -> Box<dyn Ready> {
    let entries = |texts: &[&str]| Some(texts.iter().map(|text| Entry::from(*text)).collect());
    let draft = Draft {
        origins: Some(OriginsDraft::List(
            scenario.origins().into_iter().map(Entry::from).collect(),
        )),
        methods: entries(&["GET", "PUT"]),
        headers: entries(&["content-type", "x-name"]),
        expose: entries(&["x-name"]),
        credentials: true,
        max_age: Some(MaxAgeDraft::Seconds(6)),
        ..Draft::default()
    };
    let policy = check(&draft).policy.expect("a valid policy");
    let (is_options, lines) = (scenario.is_preflight(), scenario.headers());
    Box::new(Rules { policy, is_options, lines, waiting: 0 })
}

impl Rules {
    fn line(&self, name: &str) -> FieldLines<'_> {
        let found = self.lines.iter().find(|(own, _)| *own == name);
        found.map_or(FieldLines::Absent, |(_, value)| FieldLines::One(value.as_bytes()))
    }
}

impl Ready for Rules {
    fn load(&mut self, count: usize) {
        self.waiting = count;
    }

    fn run(&mut self) {
        let headers = self.line("access-control-request-headers").first();
        let request = Request {
            is_options: self.is_options,
            origin: self.line("origin"),
            requested_method: self.line("access-control-request-method"),
            requested_headers: headers.into_iter(),
        };
        for _ in 0..self.waiting {
            let _ = black_box(decide(&self.policy, &[], black_box(&request)));
        }
        self.waiting = 0;
    }

    fn answer(&mut self) -> Option<Answer> {
        None
    }
}
