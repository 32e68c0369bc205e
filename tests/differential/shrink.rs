//! Smaller variants of a case: without one thing. Which of them still fail, `judge` finds out in the browser.

use cors_rules::client::{Body, CredentialsMode, FetchRequest, RedirectMode, RequestMode};

use crate::case::{Case, Host, Lines, PageKind, RawHop, Server, Template};

/// Every case that is one step smaller.
pub(crate) fn smaller(case: &Case) -> Vec<Case> {
    let mut variants = Vec::new();
    if case.page != PageKind::Home {
        variants.push(Case { page: PageKind::Home, ..case.clone() });
    }
    for fetches in without_one(&case.fetches).into_iter().filter(|left| !left.is_empty()) {
        variants.push(Case { fetches, ..case.clone() });
    }
    for (index, fetch) in case.fetches.iter().enumerate() {
        for fetch in smaller_fetches(fetch) {
            let mut fetches = case.fetches.clone();
            fetches[index] = fetch;
            variants.push(Case { fetches, ..case.clone() });
        }
    }
    for server in smaller_servers(&case.server) {
        variants.push(Case { server, ..case.clone() });
    }
    variants.retain(|variant| variant != case);
    variants
}

/// The list without each of its entries in turn.
fn without_one<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    let without = |index: usize| [&list[..index], &list[index + 1..]].concat();
    (0..list.len()).map(without).collect()
}

fn smaller_fetches(fetch: &FetchRequest) -> Vec<FetchRequest> {
    let mut variants: Vec<FetchRequest> = without_one(&fetch.headers)
        .into_iter()
        .map(|headers| FetchRequest { headers, ..fetch.clone() })
        .collect();
    for headers in with_shorter_value(&fetch.headers) {
        variants.push(FetchRequest { headers, ..fetch.clone() });
    }
    variants.push(FetchRequest { method: "GET".into(), body: Body::Empty, ..fetch.clone() });
    variants.push(FetchRequest { body: Body::Empty, ..fetch.clone() });
    variants.push(FetchRequest { url: String::new(), ..fetch.clone() });
    variants.push(FetchRequest { credentials: CredentialsMode::SameOrigin, ..fetch.clone() });
    variants.push(FetchRequest { mode: RequestMode::Cors, ..fetch.clone() });
    variants.push(FetchRequest { redirect: RedirectMode::Follow, ..fetch.clone() });
    variants.push(FetchRequest { upload_listeners: false, ..fetch.clone() });
    variants
}

fn smaller_servers(server: &Server) -> Vec<Server> {
    match server {
        Server::Raw(hops) => smaller_hops(hops).into_iter().map(Server::Raw).collect(),
        Server::Policy(policy) => {
            let mut variants = Vec::new();
            for lines in without_one(&policy.lines) {
                variants.push(crate::policy_case::PolicyCase { lines, ..policy.clone() });
            }
            for expose in without_one(&policy.expose) {
                variants.push(crate::policy_case::PolicyCase { expose, ..policy.clone() });
            }
            for headers in without_one(&policy.headers) {
                variants.push(crate::policy_case::PolicyCase { headers, ..policy.clone() });
            }
            for methods in without_one(&policy.methods) {
                variants.push(crate::policy_case::PolicyCase { methods, ..policy.clone() });
            }
            variants.push(crate::policy_case::PolicyCase { max_age: None, ..policy.clone() });
            variants.push(crate::policy_case::PolicyCase { status: 200, ..policy.clone() });
            variants.into_iter().map(Server::Policy).collect()
        }
    }
}

fn smaller_hops(hops: &[RawHop]) -> Vec<Vec<RawHop>> {
    let mut variants = Vec::new();
    if hops.len() > 1 {
        variants.push(hops[..hops.len() - 1].to_vec());
        let mut later = hops[1..].to_vec();
        later[0].host = Host::Api;
        variants.push(later);
    }
    for (index, hop) in hops.iter().enumerate() {
        for preflight in smaller_templates(&hop.preflight) {
            let mut hops = hops.to_vec();
            hops[index].preflight = preflight;
            variants.push(hops);
        }
        for actual in smaller_templates(&hop.actual) {
            let mut hops = hops.to_vec();
            hops[index].actual = actual;
            variants.push(hops);
        }
    }
    variants
}

fn smaller_templates(template: &Template) -> Vec<Template> {
    let mut variants: Vec<Template> = without_one(&template.lines)
        .into_iter()
        .map(|lines| Template { lines, ..template.clone() })
        .collect();
    for lines in with_shorter_value(&template.lines) {
        variants.push(Template { lines, ..template.clone() });
    }
    variants.push(Template { status: 200, ..template.clone() });
    variants
}

/// The lines with one character less in each place, but for names of what is filled in.
fn with_shorter_value(lines: &Lines) -> Vec<Lines> {
    let mut variants = Vec::new();
    for (index, (_, value)) in lines.iter().enumerate() {
        let start = if value.starts_with('$') { 5 } else { 0 };
        for (position, one) in value.char_indices().skip(start).take(40) {
            let mut lines = lines.clone();
            lines[index].1.replace_range(position..position + one.len_utf8(), "");
            variants.push(lines);
        }
    }
    variants
}
