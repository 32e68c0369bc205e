//! What the service of a [`Cors`](crate::Cors) and the requests inside it share: its policy, where
//! it stands, and the routes of the application.

use std::cell::OnceCell;
use std::rc::Rc;

use actix_web::dev::ServiceRequest;

use crate::enforce::answers::Answers;
use crate::enforce::note::{Note, NotePool};
use crate::middleware::nesting::{Made, Nested, Place, Readiness, Registered};
use crate::middleware::watch::Watch;
use crate::policy::placed::PlacedPolicy;
use crate::policy::versions::Versions;
use crate::policy::worker::WorkerPolicy;
use crate::response::refusal_form::RefusalForm;
use crate::route::level::Wanted;
use crate::route::table::Routes;

/// What the service and the requests inside it share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) policy: Option<PlacedPolicy>,
    pub(super) trusts_forwarded: bool,
    /// The form of refusals here and further in, if it is its own.
    pub(super) form: Option<Rc<RefusalForm>>,
    pub(super) place: Place,
    /// How the table knows this, if it does.
    pub(super) registered: Option<Registered>,
    /// Those that may stand inside.
    pub(super) nested: Rc<[Nested]>,
    /// actix-web's own correction of slashes stands inside.
    pub(super) corrects_slashes: bool,
    /// Known from the first request on; `None` where nobody in the application has a policy of its
    /// own.
    routes: OnceCell<Option<Rc<Routes>>>,
    pub(super) pool: NotePool,
    pub(super) watch: Watch,
}

impl Shared {
    /// Also what has to wait until the service is ready.
    pub(super) fn new(
        policy: Option<PlacedPolicy>,
        trusts_forwarded: bool,
        form: Option<Rc<RefusalForm>>,
        made: Made,
    ) -> (Rc<Shared>, Readiness) {
        let Made { place, registered, nested, corrects_slashes, readiness } = made;
        let watch = Watch::new(place, policy.is_some());
        let shared = Shared {
            policy,
            trusts_forwarded,
            form,
            place,
            registered,
            nested,
            corrects_slashes,
            routes: OnceCell::new(),
            pool: NotePool::default(),
            watch,
        };
        (Rc::new(shared), readiness)
    }

    /// The policy by which a request with these answers is decided.
    #[inline]
    pub(super) fn policy_for<'a>(&'a self, answers: &'a Answers) -> Option<&'a WorkerPolicy> {
        self.policy_at(answers.versions())
    }

    /// The policy by which a request with these versions is decided.
    #[inline]
    pub(super) fn policy_at<'v>(&'v self, versions: &'v Versions) -> Option<&'v WorkerPolicy> {
        self.policy.as_ref().map(|policy| policy.at(versions))
    }

    /// The routes of this application, where that matters.
    #[inline]
    pub(super) fn routes(&self, request: &ServiceRequest) -> Option<&Routes> {
        self.routes.get_or_init(|| self.read(request)).as_deref()
    }

    /// The same, once a request has been here.
    #[inline]
    pub(super) fn known_routes(&self) -> Option<&Routes> {
        self.routes.get()?.as_deref()
    }

    /// The same, where some of them may stand inside.
    #[inline]
    pub(super) fn routes_inside(&self) -> Option<&Routes> {
        self.known_routes().filter(|_| self.place.may_contain_routes())
    }

    /// Whoever serves a method in the place around which this stands. `knows_scopes`: see there.
    #[inline]
    pub(super) fn wanted<'w>(
        &self,
        method: &'w [u8],
        entered: usize,
        knows_scopes: bool,
    ) -> Wanted<'w> {
        let only_in_scopes = self.place == Place::Scope;
        Wanted { method, entered, only_in_scopes, with_scope_policies: knows_scopes }
    }

    /// Whether the scopes that the table knows to have a policy are inside of this or beside it,
    /// and none of them around. `outer`: the note that a `Cors` around has laid.
    #[inline]
    pub(super) fn knows_scopes(&self, outer: Option<&Rc<Note>>) -> bool {
        self.place == Place::Router
            || self.registered != Some(Registered::Scope)
                && outer.is_none_or(|note| !note.is_in_scope_policy())
    }

    /// The form of what is refused here: its own, else that of the nearest around that has one.
    /// `outer`: the note that a `Cors` around has laid.
    pub(super) fn form_in(&self, outer: Option<&Note>) -> Option<Rc<RefusalForm>> {
        self.form.clone().or_else(|| outer?.form())
    }

    /// Whether this is known to the candidates of the table, so that it need not be asked.
    pub(super) fn is_in_table(&self, nested: &Nested, knows_scopes: bool) -> bool {
        let is_read = matches!(self.routes_inside(), Some(Routes::Read(_)));
        nested.registered.as_ref().is_some_and(|(registered, service)| {
            let is_seen = match registered {
                Registered::Resource | Registered::Files => true,
                Registered::Scope => knows_scopes,
            };
            is_read && is_seen && service.is_listed()
        })
    }

    #[cold]
    fn read(&self, request: &ServiceRequest) -> Option<Rc<Routes>> {
        let routes = Routes::of(request.request());
        if !routes.are_without_policies() {
            return Some(routes);
        }
        let writes_refusals = self.form.is_some() && !self.nested.is_empty();
        if self.policy.is_none() && !writes_refusals {
            tracing::warn!(target: "cors", "`Cors::default()` does nothing: no route is annotated, and no service has `.cors(…)`");
        }
        (self.place != Place::Router || !self.nested.is_empty()).then_some(routes)
    }

    /// Whether this policy is the only one that can decide anything about a request without a note.
    #[inline]
    pub(super) fn is_alone(&self) -> bool {
        !self.trusts_forwarded && self.nested.is_empty() && self.place == Place::Router
    }
}
