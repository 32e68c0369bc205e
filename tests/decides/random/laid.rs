//! A plan with numbers: which handlers and policies there are, and which policy covers which handler.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use cors_runtime::__private::{AnnotatedRoute, BasePolicy, RoutePolicy};
use cors_runtime::Policy;

use crate::random::plan::{
    Around, By, Fallback, Headers, Kind, METHODS, Node, ORIGINS, Placed, Plan, RoutePlan, SPECIAL,
    Shape, Ward,
};

/// A policy, whose number is its identity: it is the policy's `max_age` and part of the header that it exposes.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    pub(crate) shape: Shape,
    /// What the annotated handler serves, which its policy grants too.
    pub(crate) served: Vec<&'static str>,
    pub(crate) of: Of,
    /// The guards in front of what it belongs to, and the methods that one of them wants, where a
    /// `Cors` stands further out.
    pub(crate) wards: Vec<Ward>,
    pub(crate) wanted: Option<Vec<&'static str>>,
    pub(crate) policy: &'static Policy,
}

/// What a policy belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Annotation,
    /// A resource that is registered with it.
    Resource,
    /// `Files` that is registered with it.
    Files,
    /// A scope that is registered with it.
    Scope,
    /// Whatever a `Cors` stands around.
    Around,
}

impl Of {
    /// Whether the policy is that of one handler, whose resource answers for it.
    pub(crate) fn is_of_handler(self) -> bool {
        matches!(self, Of::Annotation | Of::Resource | Of::Files)
    }
}

/// A handler.
#[derive(Clone, Debug)]
pub(crate) struct Handler {
    /// With the prefixes of scopes; none of a default service.
    pub(crate) whole: Option<String>,
    /// Its own, or that of the nearest `Cors::new` around where it is registered.
    pub(crate) policy: Option<usize>,
    /// The default service of the application, which scopes call too.
    pub(crate) is_fallback: bool,
    /// Whether the router asks more than path and method before it runs.
    pub(crate) is_warded: bool,
    /// Whether a guard of its resource may say no, and another handler run.
    pub(crate) has_guard: bool,
    /// The guards of the scopes around it that stand inside of a `Cors`.
    pub(crate) scope_wards: Vec<Ward>,
}

/// An application that can be built several times.
#[derive(Debug)]
pub(crate) struct Laid {
    pub(crate) plan: Plan,
    /// How many scopes there are, and how many `Files`: nobody can tell from a response whether
    /// the router has come into one at the root.
    pub(crate) scopes: usize,
    pub(crate) policies: Vec<Numbered>,
    pub(crate) handlers: Vec<Handler>,
    /// The policy around the application.
    pub(crate) outer: Option<usize>,
    pub(crate) tree: Vec<Tree>,
    /// Its number is 0, where there is one.
    pub(crate) default: Fallback<usize>,
    claims: Vec<Claim>,
}

/// What an annotated route claims.
#[derive(Debug)]
struct Claim {
    whole: String,
    methods: Vec<&'static str>,
    is_guarded: bool,
}

/// What is registered.
#[derive(Debug)]
pub(crate) enum Tree {
    Route {
        number: usize,
        plan: RoutePlan,
        annotation: Option<&'static AnnotatedRoute>,
        cors: Option<(usize, By)>,
    },
    Scope {
        prefix: String,
        ward: Option<Ward>,
        cors: Option<Placed<usize>>,
        default: Option<usize>,
        inside: Vec<Tree>,
    },
}

/// Where something is laid.
#[derive(Clone, Debug, Default)]
struct Place {
    prefix: String,
    policy: Option<usize>,
    /// Whether a `Cors` stands around it.
    has_cors: bool,
    is_warded: bool,
    wards: Vec<Ward>,
}

impl Place {
    /// The guards in front of something here, as far as a `Cors` stands further out.
    fn wards_before(&self, own: Option<Ward>) -> Vec<Ward> {
        let own = own.filter(|_| self.has_cors);
        self.wards.iter().copied().chain(own).collect()
    }
}

impl Laid {
    pub(crate) fn new(plan: Plan) -> Laid {
        let mut laid = Laid {
            plan: Plan { inside: Vec::new(), ..plan.clone() },
            scopes: 0,
            policies: Vec::new(),
            handlers: Vec::new(),
            outer: None,
            tree: Vec::new(),
            default: Fallback::Nobody,
            claims: Vec::new(),
        };
        laid.outer = match plan.around {
            Around::Nobody | Around::Default => None,
            Around::New(shape) | Around::NewInDefault(shape) => Some(laid.cover(shape)),
        };
        let has_cors = !matches!(plan.around, Around::Nobody);
        let place = Place { policy: laid.outer, has_cors, ..Place::default() };
        laid.default = match plan.default {
            Fallback::Nobody => Fallback::Nobody,
            Fallback::Plain => {
                let number = laid.handler(None, laid.outer, &place);
                laid.handlers[number].is_fallback = true;
                Fallback::Plain
            }
            Fallback::Covered(shape) => {
                let own = laid.cover(shape);
                laid.handler(None, Some(own), &place);
                Fallback::Covered(own)
            }
        };
        laid.tree = laid.lay(plan.inside, &place);
        laid
    }

    /// The policy that stands beside another: one that says something else, most likely.
    pub(crate) fn shadow_of(&self, number: usize) -> &'static Policy {
        self.policies[(number + 1) % self.policies.len()].policy
    }

    /// A policy that stands around something.
    fn cover(&mut self, shape: Shape) -> usize {
        self.number(shape, Vec::new(), Of::Around)
    }

    fn number(&mut self, shape: Shape, served: Vec<&'static str>, of: Of) -> usize {
        let number = self.policies.len();
        let policy = policy(number, shape);
        let (wards, wanted) = (Vec::new(), None);
        self.policies.push(Numbered { shape, served, of, wards, wanted, policy });
        number
    }

    /// The policy of something that is registered with it behind these guards.
    fn registered(&mut self, shape: Shape, of: Of, wards: Vec<Ward>) -> usize {
        let number = self.number(shape, Vec::new(), of);
        self.policies[number].wards = wards;
        number
    }

    fn handler(&mut self, whole: Option<String>, policy: Option<usize>, place: &Place) -> usize {
        let scope_wards = place.wards.clone();
        let is_warded = place.is_warded;
        self.handlers.push(Handler {
            whole,
            policy,
            is_fallback: false,
            is_warded,
            has_guard: false,
            scope_wards,
        });
        self.handlers.len() - 1
    }

    fn lay(&mut self, nodes: Vec<Node>, place: &Place) -> Vec<Tree> {
        let mut tree = Vec::new();
        for node in nodes {
            match node {
                Node::Route(plan) => tree.extend(self.lay_route(plan, place)),
                Node::Scope(plan) => {
                    self.scopes += 1;
                    let wards = place.wards_before(plan.ward);
                    let cors = plan.cors.map(|placed| match placed {
                        Placed::Default => Placed::Default,
                        Placed::New(shape) => Placed::New(self.cover(shape)),
                        Placed::Registered(shape) => {
                            Placed::Registered(self.registered(shape, Of::Scope, wards))
                        }
                    });
                    let prefix = &plan.prefix;
                    let slash = if prefix.is_empty() || prefix.starts_with('/') { "" } else { "/" };
                    let mut inner = place.clone();
                    inner.prefix = format!("{}{slash}{prefix}", place.prefix);
                    if let Some(Placed::New(own) | Placed::Registered(own)) = cors {
                        inner.policy = Some(own);
                    }
                    inner.wards.extend(plan.ward.filter(|_| place.has_cors));
                    inner.is_warded |= plan.ward.is_some();
                    inner.has_cors |= cors.is_some();
                    let default =
                        plan.has_default.then(|| self.handler(None, inner.policy, &inner));
                    tree.push(Tree::Scope {
                        inside: self.lay(plan.inside, &inner),
                        prefix: plan.prefix,
                        ward: plan.ward,
                        cors,
                        default,
                    });
                }
            }
        }
        tree
    }

    fn lay_route(&mut self, plan: RoutePlan, place: &Place) -> Option<Tree> {
        let whole = format!("{}{}", place.prefix, plan.pattern);
        let (policy, annotation, cors) = if let Kind::Annotated(shape) = plan.kind {
            let claim = Claim {
                whole: whole.clone(),
                methods: plan.methods.clone(),
                is_guarded: plan.ward.is_some(),
            };
            // Two policies for one pattern and method are refused when the server starts.
            if self.claims.iter().any(|other| other.conflicts_with(&claim)) {
                return None;
            }
            self.claims.push(claim);
            let number = self.number(shape, plan.methods.clone(), Of::Annotation);
            let shadow = self.plan.has_shadows.then(|| self.shadow_of(number));
            let own = self.policies[number].policy;
            (Some(number), Some(annotation(own, shadow, &plan)), None)
        } else {
            let wards = place.wards_before(plan.ward);
            self.scopes += usize::from(plan.kind == Kind::Files);
            let own = plan.cors.map(|(shape, by)| match (by, plan.kind) {
                (By::Wrap, _) => self.cover(shape),
                (By::Registration, Kind::Files) => self.registered(shape, Of::Files, wards),
                (By::Registration, _) => self.registered(shape, Of::Resource, wards),
            });
            if let (Some(own), Kind::ByMethod) = (own, plan.kind) {
                self.policies[own].wanted = Some(plan.methods.clone());
            }
            let cors = own.zip(plan.cors.map(|(_, by)| by));
            (own.or(place.policy), None, cors)
        };
        let number = self.handler(Some(whole), policy, place);
        self.handlers[number].is_warded |= plan.ward.is_some();
        self.handlers[number].has_guard = plan.ward.is_some() || plan.kind == Kind::ByMethod;
        Some(Tree::Route { number, plan, annotation, cors })
    }
}

impl Claim {
    fn conflicts_with(&self, other: &Claim) -> bool {
        self.whole == other.whole
            && !(self.is_guarded && other.is_guarded)
            && self.methods.iter().any(|method| other.methods.contains(method))
    }
}

/// There are few shapes and few numbers, so each policy is made once and kept.
fn policy(number: usize, shape: Shape) -> &'static Policy {
    static POLICIES: LazyLock<Mutex<HashMap<(usize, Shape), &'static Policy>>> =
        LazyLock::new(Mutex::default);
    let mut policies = POLICIES.lock().expect("nobody panics");
    policies.entry((number, shape)).or_insert_with(|| {
        let mut policy = Policy::builder()
            .max_age(u32::try_from(number).expect("few policies"))
            .expose([format!("x-policy-{number}")])
            .reject_unlisted(shape.rejects);
        policy = match shape.origins {
            None => policy.any_origin(),
            Some((first, count)) => policy.origins(ORIGINS[first..first + count].iter().copied()),
        };
        policy = match shape.methods {
            None => policy.any_method(),
            Some(listed) => {
                let listed = METHODS.iter().zip(listed).filter(|(_, is_listed)| *is_listed);
                policy.methods(listed.map(|(method, _)| *method))
            }
        };
        policy = match shape.headers {
            Headers::Nobodys => policy,
            Headers::Name => policy.headers(["x-name"]),
            Headers::Both => policy.headers(["x-name", SPECIAL]),
            Headers::Any => policy.any_header(),
        };
        Box::leak(Box::new(policy.build().expect("a policy")))
    })
}

/// The one place that knows how generated code makes an annotated route.
fn annotation(
    policy: &'static Policy,
    shadow: Option<&'static Policy>,
    plan: &RoutePlan,
) -> &'static AnnotatedRoute {
    let pattern: &'static str = Box::leak(plan.pattern.clone().into_boxed_str());
    let methods: &'static [&'static str] = Box::leak(plan.methods.clone().into_boxed_slice());
    let mut route = AnnotatedRoute::new(policy, pattern, methods);
    if let Some(shadow) = shadow {
        let shadow = Box::leak(Box::new(BasePolicy::of(shadow)));
        route.policy = RoutePolicy::Own(policy.clone().shadowed(shadow));
    }
    Box::leak(Box::new(if plan.ward.is_some() { route.guarded() } else { route }))
}
