//! A request as a page makes it, and what Fetch's own rules say of a policy about it.

use std::fmt;

use cors_tests::{Answer, Ask};

use crate::random::laid::{Laid, Numbered};
use crate::random::plan::{AskPlan, Decoration, HOSTS, Headers, METHODS, ORIGINS, SPECIAL, Ward};

/// A request, as a page makes it.
pub(crate) struct Page<'a> {
    pub(crate) plan: &'a AskPlan,
    pub(crate) path: String,
    /// Without what a preflight does not carry, though the request does.
    pub(crate) hides: bool,
}

impl Laid {
    /// The path of a request.
    pub(crate) fn path(&self, plan: &AskPlan) -> String {
        let wholes: Vec<_> = self.handlers.iter().filter_map(|own| own.whole.as_deref()).collect();
        let path = match &plan.literal {
            Some(literal) => literal.clone(),
            None if wholes.is_empty() => "/".to_owned(),
            None => instance(wholes[plan.route.index(wholes.len())]),
        };
        let path = match plan.decoration {
            Decoration::Nothing => path,
            Decoration::SlashAfter => path + "/",
            Decoration::SlashBefore => format!("/{path}"),
            Decoration::Base => format!("/base{path}"),
        };
        let path = if path.is_empty() { "/".to_owned() } else { path };
        if plan.fails { path + "?fails" } else { path }
    }
}

/// A path that the pattern matches.
fn instance(pattern: &str) -> String {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a brace is closed");
        let is_tail = name.ends_with(":.*") || after.starts_with('*');
        path += before;
        path += if is_tail { "a/b" } else { "1" };
        rest = after.strip_prefix('*').unwrap_or(after);
    }
    path += rest;
    path.replace('é', "%C3%A9")
}

impl Numbered {
    pub(crate) fn lists(&self, page: &Page) -> bool {
        self.shape
            .origins
            .is_none_or(|(first, count)| (first..first + count).contains(&page.plan.origin))
    }

    /// Fetch's own rules, in the few words that these policies need.
    pub(crate) fn allows(&self, page: &Page) -> bool {
        let AskPlan { method, headers, .. } = page.plan;
        let is_listed = |listed: [bool; 4]| {
            METHODS.iter().zip(listed).any(|(own, is_listed)| is_listed && own == method)
        };
        let method = ["GET", "POST"].contains(method)
            || self.served.contains(method)
            || self.shape.methods.is_none_or(is_listed);
        let headers = headers.iter().all(|name| match self.shape.headers {
            Headers::Nobodys => false,
            Headers::Name => *name == "x-name",
            Headers::Both | Headers::Any => true,
        });
        self.lists(page) && method && headers
    }

    /// The value that names the page, where it is listed.
    pub(crate) fn allowed_origin(&self, page: &Page) -> Option<&'static str> {
        let origin = if self.shape.origins.is_none() { "*" } else { page.origin() };
        self.lists(page).then_some(origin)
    }

    /// Whether these are the headers that the policy gives to the response of a handler, and no others.
    pub(crate) fn shows(&self, page: &Page, answer: &Answer) -> bool {
        answer.value("access-control-allow-origin").as_deref() == self.allowed_origin(page)
            && answer.cors().len() == 2
    }
}

impl fmt::Display for Page<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AskPlan { host, method, headers, has_cookie, .. } = self.plan;
        let (host, path, origin) = (HOSTS[*host], &self.path, self.origin());
        write!(out, "{method} {host}{path} by {origin}, headers {headers:?}, cookie {has_cookie}")
    }
}

impl Page<'_> {
    pub(crate) fn origin(&self) -> &'static str {
        ORIGINS[self.plan.origin]
    }

    pub(crate) fn preflight(&self) -> Ask {
        let ask = Ask::preflight(self.origin(), self.plan.method).at(&self.path);
        let ask = ask.line("Host", HOSTS[self.plan.host]);
        if self.plan.headers.is_empty() { ask } else { ask.headers(self.plan.headers.join(",")) }
    }

    /// The request that the preflight announces.
    pub(crate) fn actual(&self) -> Ask {
        let ask = Ask::from(self.origin()).method(self.plan.method).at(&self.path);
        let mut ask = ask.line("Host", HOSTS[self.plan.host]);
        for name in &self.plan.headers {
            if !self.hides || *name != SPECIAL {
                ask = ask.line(name, "1");
            }
        }
        if self.passes(Ward::Cookie) { ask.line("Cookie", "known=1") } else { ask }
    }

    pub(crate) fn shows_what_a_preflight_hides(&self) -> bool {
        self.plan.has_cookie || self.plan.headers.contains(&SPECIAL)
    }

    pub(crate) fn passes(&self, ward: Ward) -> bool {
        match ward {
            Ward::Host(host) => host == self.plan.host,
            Ward::Cookie => self.plan.has_cookie && !self.hides,
            Ward::Special => self.plan.headers.contains(&SPECIAL) && !self.hides,
        }
    }
}
