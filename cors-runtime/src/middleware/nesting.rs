//! Which [`Cors`](crate::Cors) may stand inside another. The policy nearest to a handler decides,
//! so the outer one has to leave alone what the inner one covers.
//!
//! actix-web builds services from the inside out and tells none of them where it is. Two facts are
//! enough for most applications. A service is complete before the one around it is made; and
//! services side by side are made in one round of polling, while one inside another has to be ready
//! first. So each `Cors` lets one round pass before it is ready: whatever is made in this round is
//! beside it, and what is ready when another is made may be inside that one. Siblings of different
//! depth, or with other middleware that takes several rounds to be built, may be taken for nested;
//! then preflights go inward that could have been answered.

use std::any::{TypeId, type_name};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::ptr;
use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};

use actix_service::boxed::BoxService;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::{App, Error, Resource, Scope, web};

use crate::policy::placed::PlacedPolicy;
#[cfg(feature = "audit")]
use crate::route::recording::{self, Surrounded};
use crate::route::registered_service::RegisteredService;
use crate::startup::inspection;

thread_local! {
    /// Every `Cors` of the applications that are being built on this thread. What belongs to an
    /// application that is complete is removed when the next `Cors` is built; nothing of it is used
    /// before.
    static BUILT: RefCell<Vec<Built>> = const { RefCell::new(Vec::new()) };
}

/// Held by a `Cors` and by the copies that actix-web keeps of it until its application is complete.
#[derive(Debug)]
pub(crate) struct Alive(Arc<()>);

impl Default for Alive {
    fn default() -> Self {
        Alive(Arc::new(()))
    }
}

impl Clone for Alive {
    /// Another `Cors`: workers clone the one that `main` made.
    fn clone(&self) -> Self {
        Alive::default()
    }
}

/// What a `Cors` stands around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The router of an application, and so everything that it leads to.
    Router,
    /// A scope, into which only paths lead that match it.
    Scope,
    /// A resource, to which only paths lead that match it.
    Resource,
    /// A route, which may be the default service.
    Route,
    /// Something of which nothing is known.
    Elsewhere,
}

/// What is registered with a policy of its own, so that the table of the application knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Registered {
    /// Its policy is that of its handlers, whatever stands further in.
    Resource,
    /// Where nothing is found, the default service may answer, which may have a policy.
    Files,
    Scope,
}

/// One that may stand inside another.
#[derive(Clone, Debug)]
pub(crate) struct Nested {
    pub(crate) policy: PlacedPolicy,
    pub(crate) place: Place,
    /// What the table of the application should have of it.
    pub(crate) registered: Option<(Registered, Rc<RegisteredService>)>,
}

struct Built {
    alive: Weak<()>,
    place: Place,
    is_ready: Rc<Cell<bool>>,
    /// Itself, if it has a policy, and everything inside it.
    policies: Rc<[Nested]>,
}

/// A `Cors` that has just been made.
pub(crate) struct Made {
    pub(crate) place: Place,
    pub(crate) registered: Option<Registered>,
    /// Those that may be inside it.
    pub(crate) nested: Rc<[Nested]>,
    /// actix-web's own correction of slashes stands inside. Where other middleware hides it, it is
    /// not seen.
    pub(crate) corrects_slashes: bool,
    pub(crate) readiness: Readiness,
}

impl Alive {
    /// Adds a `Cors` around an inner service of type `S`.
    pub(crate) fn make<S: 'static>(&self, policy: Option<&PlacedPolicy>) -> Made {
        self.make_at::<S>(Place::around::<S>(), policy, None)
    }

    /// Adds that of a service that was registered with a policy, of which the table of the
    /// application has `own`.
    pub(crate) fn make_registered<S: 'static>(
        &self,
        own: &Rc<RegisteredService>,
        registered: Registered,
    ) -> Made {
        let place = match registered {
            Registered::Resource | Registered::Files => Place::Resource,
            Registered::Scope => Place::Scope,
        };
        let made = self.make_at::<S>(place, Some(own.policy()), Some((registered, Rc::clone(own))));
        let unknown = made.nested.iter().filter(|nested| nested.registered.is_none());
        own.add_inside(unknown.map(|nested| nested.policy.clone()));
        made
    }

    fn make_at<S: 'static>(
        &self,
        place: Place,
        policy: Option<&PlacedPolicy>,
        service: Option<(Registered, Rc<RegisteredService>)>,
    ) -> Made {
        let registered = service.as_ref().map(|(registered, _)| *registered);
        match place {
            Place::Router => inspection::count_around_router(),
            Place::Elsewhere => inspection::count_elsewhere(),
            Place::Scope | Place::Resource | Place::Route => {}
        }
        #[cfg(feature = "audit")]
        if let (Some(policy), None) = (policy, registered) {
            recording::add_around(policy, place.surrounded());
        }
        let is_ready = Rc::new(Cell::new(false));
        let nested = BUILT.with_borrow_mut(|built| {
            built.retain(|built| built.alive.strong_count() > 0);
            // The default service is made again for each scope: one value, several services, none
            // inside another.
            let others = |earlier: &&Built| !ptr::eq(earlier.alive.as_ptr(), Arc::as_ptr(&self.0));
            let nested = match registered {
                // Nothing in it decides.
                Some(Registered::Resource) => Vec::new(),
                Some(Registered::Files | Registered::Scope) | None => {
                    adopt::<S>(built.iter().filter(others), place)
                }
            };
            let nested: Rc<[Nested]> = nested.into();
            let own =
                policy.map(|policy| Nested { policy: policy.clone(), place, registered: service });
            built.push(Built {
                alive: Arc::downgrade(&self.0),
                place,
                is_ready: Rc::clone(&is_ready),
                policies: own.into_iter().chain(nested.iter().cloned()).collect(),
            });
            nested
        });
        let corrects_slashes = type_name::<S>().contains("::NormalizePath");
        let readiness = Readiness { is_ready, has_waited: false };
        Made { place, registered, nested, corrects_slashes, readiness }
    }
}

/// Takes those that may be inside the new one, also where one beside it has taken them before:
/// which of the two they are in, nobody can tell.
fn adopt<'b, S>(built: impl Iterator<Item = &'b Built>, place: Place) -> Vec<Nested> {
    // One around the router can only be inside another around the same router, and then it is part
    // of its type.
    let wraps_another = place == Place::Router && type_name::<S>().contains("CorsService<");
    let mut nested: Vec<Nested> = Vec::new();
    for earlier in built.filter(|earlier| earlier.is_ready.get()) {
        if earlier.place != Place::Router || wraps_another {
            for policy in earlier.policies.iter() {
                if !nested.iter().any(|known| known.is_same(policy)) {
                    nested.push(policy.clone());
                }
            }
        }
    }
    nested
}

impl Nested {
    /// Whether nothing tells one from the other.
    fn is_same(&self, other: &Nested) -> bool {
        let is_same_service = match (&self.registered, &other.registered) {
            (None, None) => true,
            (Some((_, own)), Some((_, other))) => Rc::ptr_eq(own, other),
            _ => false,
        };
        is_same_service && self.place == other.place && self.policy.is_same(&other.policy)
    }
}

impl Place {
    /// Whether routes with a policy of their own may stand inside.
    pub(crate) fn may_contain_routes(self) -> bool {
        match self {
            Place::Router | Place::Scope | Place::Elsewhere => true,
            Place::Resource | Place::Route => false,
        }
    }

    #[cfg(feature = "audit")]
    fn surrounded(self) -> Surrounded {
        match self {
            Place::Router => Surrounded::Application,
            Place::Scope => Surrounded::Scope,
            Place::Resource => Surrounded::Resource,
            Place::Route => Surrounded::Route,
            Place::Elsewhere => Surrounded::Unknown,
        }
    }

    /// By the inner service's type, in whose name that of the service shows that actix-web put
    /// there first. Were the names to change, nothing would be known.
    fn around<S: 'static>() -> Place {
        let name = type_name::<S>();
        if TypeId::of::<S>() == TypeId::of::<BoxService<ServiceRequest, ServiceResponse, Error>>() {
            Place::Route
        } else if name.contains(of_app(&App::new())) {
            Place::Router
        } else if name.contains(of_scope(&web::scope(""))) {
            Place::Scope
        } else if name.contains(of_resource(&web::resource(""))) {
            Place::Resource
        } else {
            Place::Elsewhere
        }
    }
}

fn of_app<T: ServiceFactory<ServiceRequest>>(_: &App<T>) -> &'static str {
    type_name::<T::Service>()
}

fn of_scope<T: ServiceFactory<ServiceRequest>>(_: &Scope<T>) -> &'static str {
    type_name::<T::Service>()
}

fn of_resource<T: ServiceFactory<ServiceRequest>>(_: &Resource<T>) -> &'static str {
    type_name::<T::Service>()
}

/// Lets a round of polling pass.
#[derive(Debug)]
pub(crate) struct Readiness {
    is_ready: Rc<Cell<bool>>,
    has_waited: bool,
}

impl Future for Readiness {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if !self.has_waited {
            self.has_waited = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.is_ready.set(true);
        Poll::Ready(())
    }
}
