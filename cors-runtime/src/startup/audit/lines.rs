//! The rows of an application: of everything that has registered, one for each method of each
//! pattern; and what could not be found out, in sentences.

use cors_rules::audit::Answered;

use crate::policy::placed::PlacedPolicy;
use crate::policy::versions::Versions;
use crate::route::decider::Decider;
use crate::route::declaration::AnnotatedRoute;
use crate::route::inventory::{Entry, Owner};
use crate::route::late_route::Late;
use crate::startup::audit::application::Application;
use crate::startup::audit::covering::{Covered, Covering, Coverings};
use crate::startup::audit::line::Line;

/// The rows, and the sentences.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) gaps: Vec<String>,
}

/// What to write where other middleware stands around an application, and no `Cors`.
const NO_CORS: &str = "make `Cors::default()` the last `wrap` of the application";

/// Of everything in an application.
pub(super) fn of(application: &Application) -> Lines {
    let mut made = Making {
        application,
        versions: Versions::now(),
        coverings: Coverings::new(&application.record.around, 0),
        made: Lines::default(),
    };
    match &application.entries {
        Some(entries) => made.known(entries),
        None => made.registered(),
    }
    made.made
}

struct Making<'a> {
    application: &'a Application,
    versions: Versions,
    coverings: Coverings<'a>,
    made: Lines,
}

impl<'a> Making<'a> {
    fn known(&mut self, entries: &'a [Entry]) {
        let mut scopes: Vec<&String> = entries.iter().flat_map(|entry| &entry.scopes).collect();
        scopes.sort_unstable();
        scopes.dedup();
        self.coverings = Coverings::new(&self.application.record.around, scopes.len());
        for entry in entries {
            self.entry(entry);
        }
        self.default_service();
        let is_guessed = |entry: &Entry| !matches!(entry.owner, Owner::Own(Decider::Route(_)));
        if entries.iter().any(is_guessed) {
            self.gap(
                "actix-web does not tell the methods and guards of what no attribute registers: each such pattern has a row \
                 for every method, `*`",
            );
        }
        if !scopes.is_empty() {
            self.gap("actix-web does not tell the guards of scopes, and the middleware in them");
        }
    }

    /// Nobody could ask for the routes of the application: what has registered is known.
    fn registered(&mut self) {
        for (pattern, route) in &self.application.record.routes {
            self.route(pattern, route, None);
        }
        for service in &self.application.record.services {
            match &service.prefix {
                Some(pattern) if service.is_scope => self.scope(pattern, &service.policy),
                prefix => self.gap(format!(
                    "a service in `{}/` has a policy, and its pattern is not known: {NO_CORS}",
                    prefix.as_deref().unwrap_or_default()
                )),
            }
        }
        self.gap(format!(
            "whatever no attribute registers is not known, because no `Cors` stands around the application: {NO_CORS}"
        ));
    }

    fn gap(&mut self, text: impl Into<String>) {
        self.made.gaps.push(text.into());
    }

    fn entry(&mut self, entry: &'a Entry) {
        match &entry.owner {
            Owner::Own(Decider::Route(route)) => {
                self.route(&entry.pattern, route.declaration(), entry.late.as_ref());
            }
            Owner::Own(decider @ Decider::Service(_)) => {
                let line = self.line(entry, decider.policy(), entry.late.as_ref());
                self.made.lines.push(line);
            }
            Owner::Scope(decider) => self.covered(entry, Some(decider.policy())),
            Owner::Nobody => self.covered(entry, None),
        }
    }

    /// A row for each method of an annotated route.
    fn route(&mut self, pattern: &str, route: &'static AnnotatedRoute, late: Option<&Late>) {
        let policy = PlacedPolicy::of_route(route.policy());
        for method in route.methods() {
            let (answered, help) = self.answered(late);
            let line = Line::new(pattern, method).of_handler(&route.source());
            let mut line = line.with_policy(&policy, &self.versions, answered);
            if route.is_guarded() {
                line.row.guards.push("guard of the attribute".to_owned());
            }
            line.takes_form = route.policy().takes_form();
            line.help = help;
            self.made.lines.push(line);
        }
    }

    /// The row of a scope with a policy, in which whatever else there is is not known.
    fn scope(&mut self, pattern: &str, policy: &PlacedPolicy) {
        let (answered, help) = self.answered(None);
        let mut line = Line::new(pattern, "*").with_policy(policy, &self.versions, answered);
        (line.row.is_prefix, line.help) = (true, help);
        self.made.lines.push(line);
    }

    /// The row of something whose methods are not told.
    fn plain(entry: &Entry) -> Line {
        let mut line = Line::new(&*entry.pattern, "*");
        line.row.is_prefix = entry.is_prefix;
        line.row.handler.clone_from(&entry.name);
        line
    }

    fn line(&self, entry: &Entry, policy: &PlacedPolicy, late: Option<&Late>) -> Line {
        let (answered, help) = self.answered(late);
        let mut line = Making::plain(entry).with_policy(policy, &self.versions, answered);
        line.help = help;
        line
    }

    /// The rows of something without a policy of its own.
    fn covered(&mut self, entry: &'a Entry, scope: Option<&'a PlacedPolicy>) {
        let what = Covered::Resource { in_scope: !entry.scopes.is_empty() };
        match self.coverings.of(what, scope) {
            Covering::Nobody => self.made.lines.push(Making::plain(entry)),
            Covering::Application(policy) => {
                let line = self.line(entry, policy, None);
                self.made.lines.push(line);
            }
            Covering::Scope(policy) => {
                let line = self.line_in_scope(entry, policy, scope.is_some());
                self.made.lines.push(line);
            }
            Covering::OneOf(policies) => {
                for policy in policies {
                    let line = match policy {
                        Some(policy) => self.line_in_scope(entry, policy, false),
                        None => Making::plain(entry),
                    };
                    self.made.lines.push(line);
                }
                self.gap(format!(
                    "which policy around decides about `{}` is not told: it has a row for each that may; register what it \
                     is in with `.cors(&POLICY)` in the place of `.wrap(Cors::new(&POLICY))`",
                    entry.pattern
                ));
            }
        }
    }

    /// The same of one that stands in a scope. `is_registered`: the table knows its policy.
    fn line_in_scope(&self, entry: &Entry, policy: &PlacedPolicy, is_registered: bool) -> Line {
        if is_registered {
            return self.line(entry, policy, entry.late.as_ref());
        }
        Making::plain(entry).with_policy(policy, &self.versions, Answered::ByRoute)
    }

    fn default_service(&mut self) {
        let plain = || {
            let mut line = Line::new("", "*");
            (line.row.is_prefix, line.is_default) = (true, true);
            line.row.handler = Some("default service".to_owned());
            line
        };
        let policies = match self.coverings.of(Covered::Default, None) {
            Covering::Nobody => vec![None],
            Covering::Application(policy) | Covering::Scope(policy) => vec![Some(policy)],
            Covering::OneOf(policies) => {
                self.gap(
                    "which policy around decides about the default service is not told: it has a row for each that may",
                );
                policies
            }
        };
        let around = self.coverings.application();
        for policy in policies {
            let is_around = || around.zip(policy).is_some_and(|(own, other)| own.is_same(other));
            let answered = if is_around() { self.answered(None).0 } else { Answered::ByRoute };
            self.made.lines.push(match policy {
                Some(policy) => plain().with_policy(policy, &self.versions, answered),
                None => plain(),
            });
        }
    }

    /// Who answers preflights, and what to write where that is too late.
    fn answered(&self, late: Option<&Late>) -> (Answered, &'static str) {
        match (self.application.has_cors, late) {
            (true, None) => (Answered::Early, ""),
            (true, Some(late)) => {
                (Answered::BehindMiddleware { reason: late.reason.clone() }, late.help)
            }
            (false, _) if self.application.is_bare => (Answered::ByRoute, ""),
            (false, _) => {
                let reason = "no `Cors` stands around the application, and other middleware does";
                (Answered::BehindMiddleware { reason: reason.to_owned() }, NO_CORS)
            }
        }
    }
}
