//! What is generated: an application on paper, and requests for it on paper. Everything is plain data, so that a failing
//! example can be made smaller and read.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select, subsequence};

pub(crate) const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];
pub(crate) const HOSTS: [&str; 2] = ["one.example", "two.example"];
pub(crate) const ORIGINS: [&str; 3] =
    ["https://a.example", "https://b.example", "https://evil.example"];
/// What a guard may look at, and a preflight never carries.
pub(crate) const SPECIAL: &str = "x-special";

/// A policy but for its identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shape {
    /// How many of [`ORIGINS`], from which on; all of the world where it is none.
    pub(crate) origins: Option<(usize, usize)>,
    /// By number in [`METHODS`]; every method where it is none.
    pub(crate) methods: Option<[bool; 4]>,
    pub(crate) headers: Headers,
    pub(crate) rejects: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Headers {
    Nobodys,
    Name,
    Both,
    Any,
}

/// A question that the router asks, and nobody else can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ward {
    /// One of [`HOSTS`].
    Host(usize),
    Cookie,
    Special,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Annotated(Shape),
    /// With a guard for its methods, as every route attribute has.
    ByMethod,
    /// `web::resource(…).route(web::get().to(…)).route(…)`.
    Routes {
        /// The guard stands at the routes, not at the resource.
        guards_routes: bool,
    },
    /// `web::resource(…).to(…)`, which takes every method.
    Any,
    /// `Files` that has no file, and a handler for what is not found.
    Files,
}

/// How a policy comes to a resource without annotation, or to a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// `.wrap(Cors::new(…))`
    Wrap,
    /// `.cors(…)`
    Registration,
}

#[derive(Clone, Debug)]
pub(crate) struct RoutePlan {
    pub(crate) pattern: String,
    pub(crate) methods: Vec<&'static str>,
    pub(crate) kind: Kind,
    pub(crate) ward: Option<Ward>,
    /// That of the resource of a route without annotation.
    pub(crate) cors: Option<(Shape, By)>,
}

#[derive(Clone, Debug)]
pub(crate) struct ScopePlan {
    pub(crate) prefix: String,
    pub(crate) ward: Option<Ward>,
    pub(crate) cors: Option<Placed<Shape>>,
    pub(crate) has_default: bool,
    pub(crate) inside: Vec<Node>,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Route(RoutePlan),
    Scope(ScopePlan),
}

/// A `Cors` of a scope, or its policy.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Placed<P> {
    Default,
    New(P),
    Registered(P),
}

/// The default service of the application.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fallback<P> {
    /// The framework's own.
    Nobody,
    Plain,
    /// With a policy around it alone.
    Covered(P),
}

/// The `Cors` of the application.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Around {
    Nobody,
    Default,
    New(Shape),
    /// A policy inside of everything else, and `Cors::default()` outermost.
    NewInDefault(Shape),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rewriting {
    Nothing,
    Trim,
    Always,
    Merge,
    Base,
}

/// Something that lets nothing through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WallAt {
    Nowhere,
    /// Behind what rewrites paths.
    Inside,
    /// In front of it.
    Outside,
}

#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) around: Around,
    pub(crate) rewriting: Rewriting,
    pub(crate) wall: WallAt,
    pub(crate) wall_fails: bool,
    pub(crate) default: Fallback<Shape>,
    /// Whether another policy stands beside each, which nothing may show.
    pub(crate) has_shadows: bool,
    pub(crate) inside: Vec<Node>,
}

/// A request that a page wants to make.
#[derive(Clone, Debug)]
pub(crate) struct AskPlan {
    /// The whole path, or one that is made for a route.
    pub(crate) literal: Option<String>,
    pub(crate) route: Index,
    pub(crate) decoration: Decoration,
    pub(crate) host: usize,
    pub(crate) method: &'static str,
    pub(crate) headers: Vec<&'static str>,
    pub(crate) origin: usize,
    pub(crate) has_cookie: bool,
    pub(crate) fails: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decoration {
    Nothing,
    SlashAfter,
    SlashBefore,
    Base,
}

fn shape() -> impl Strategy<Value = Shape> {
    let listed = prop_oneof![4 => Just((0, 1)), 2 => Just((1, 1)), 1 => Just((0, 2))];
    let origins = weighted(0.7, listed);
    let headers = prop_oneof![
        2 => Just(Headers::Nobodys),
        3 => Just(Headers::Name),
        2 => Just(Headers::Both),
        2 => Just(Headers::Any),
    ];
    (origins, weighted(0.8, any::<[bool; 4]>()), headers, weighted(0.15, Just(()))).prop_map(
        |(origins, methods, headers, rejects)| {
            // Nobody is unlisted where everybody is listed.
            let rejects = rejects.is_some() && origins.is_some();
            Shape { origins, methods, headers, rejects }
        },
    )
}

fn ward() -> impl Strategy<Value = Option<Ward>> {
    let ward = prop_oneof![
        2 => Just(Ward::Host(0)),
        2 => Just(Ward::Host(1)),
        1 => Just(Ward::Cookie),
        1 => Just(Ward::Special),
    ];
    weighted(0.2, ward)
}

fn segment(position: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        8 => select(vec!["a", "b", "1", "é", ""]).prop_map(str::to_owned),
        3 => Just(format!("{{x{position}}}")),
        1 => Just(format!("{{d{position}:[0-9]+}}")),
        1 => Just(format!("a{{m{position}}}")),
    ]
}

fn segments(most: usize) -> impl Strategy<Value = String> {
    (0..=most).prop_flat_map(|count| {
        let segments: Vec<_> = (0..count).map(|position| segment(position).boxed()).collect();
        segments.prop_map(|segments| {
            segments.iter().fold(String::new(), |mut pattern, segment| {
                let _ = write!(pattern, "/{segment}");
                pattern
            })
        })
    })
}

fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![
        // So few that several are for one path.
        5 => select(vec!["/a", "/a/b", "/{x}"]).prop_map(str::to_owned),
        6 => segments(2),
        1 => segments(2).prop_map(|pattern| pattern + "/"),
        1 => segments(1).prop_map(|pattern| pattern + "/{tail}*"),
        2 => segments(1).prop_map(|pattern| pattern + "/{tail:.*}"),
    ]
}

fn prefix() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => select(vec!["", "/a"]).prop_map(str::to_owned),
        5 => segments(2),
        1 => Just("b".to_owned()),
        1 => Just("/a/".to_owned()),
        1 => Just("/{deep:.*}".to_owned()),
    ]
}

fn route() -> impl Strategy<Value = Node> {
    let kind = prop_oneof![
        6 => shape().prop_map(Kind::Annotated),
        3 => Just(Kind::ByMethod),
        2 => any::<bool>().prop_map(|guards_routes| Kind::Routes { guards_routes }),
        2 => Just(Kind::Any),
    ];
    let methods = subsequence(METHODS.to_vec(), 1..=2);
    let by = prop_oneof![1 => Just(By::Wrap), 2 => Just(By::Registration)];
    (pattern(), methods, kind, ward(), weighted(0.4, (shape(), by))).prop_map(
        |(pattern, methods, kind, ward, cors)| {
            Node::Route(RoutePlan { pattern, methods, kind, ward, cors })
        },
    )
}

fn nodes() -> BoxedStrategy<Vec<Node>> {
    let node = route().prop_recursive(3, 16, 4, |inner| {
        let placed = prop_oneof![
            1 => Just(Placed::Default),
            3 => shape().prop_map(Placed::New),
            3 => shape().prop_map(Placed::Registered),
        ];
        let defaults = weighted(0.1, Just(()));
        (prefix(), ward(), weighted(0.35, placed), defaults, vec(inner, 1..4)).prop_map(
            |(prefix, ward, cors, defaults, inside)| {
                let has_default = defaults.is_some();
                Node::Scope(ScopePlan { prefix, ward, cors, has_default, inside })
            },
        )
    });
    (vec(node, 1..6), weighted(0.25, fallback()))
        .prop_map(|(mut nodes, fallback)| {
            nodes.extend(fallback);
            nodes
        })
        .boxed()
}

/// What takes whatever is left, as that of a single page application does.
fn fallback() -> impl Strategy<Value = Node> {
    let kind = prop_oneof![Just(Kind::Any), Just(Kind::Files)];
    (kind, ward(), weighted(0.8, shape())).prop_map(|(kind, ward, shape)| {
        Node::Route(RoutePlan {
            pattern: "/{tail:.*}".to_owned(),
            methods: METHODS.to_vec(),
            kind,
            ward,
            cors: shape.map(|shape| (shape, By::Registration)),
        })
    })
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let around = prop_oneof![
        2 => Just(Around::Nobody),
        3 => Just(Around::Default),
        3 => shape().prop_map(Around::New),
        1 => shape().prop_map(Around::NewInDefault),
    ];
    let rewriting = prop_oneof![
        6 => Just(Rewriting::Nothing),
        1 => Just(Rewriting::Trim),
        1 => Just(Rewriting::Always),
        1 => Just(Rewriting::Merge),
        1 => Just(Rewriting::Base),
    ];
    let wall = prop_oneof![
        4 => Just(WallAt::Nowhere),
        1 => Just(WallAt::Inside),
        1 => Just(WallAt::Outside),
    ];
    let default = prop_oneof![
        7 => Just(Fallback::Nobody),
        2 => Just(Fallback::Plain),
        1 => shape().prop_map(Fallback::Covered),
    ];
    (around, rewriting, wall, any::<bool>(), default, any::<bool>(), nodes()).prop_map(
        |(around, rewriting, wall, wall_fails, default, has_shadows, inside)| Plan {
            around,
            rewriting,
            wall,
            wall_fails,
            default,
            has_shadows,
            inside,
        },
    )
}

fn path() -> impl Strategy<Value = String> {
    let segment =
        select(vec!["a", "b", "1", "12", "ab", "", "..", "%61", "%2F", "a%2Fb", "%C3%A9", "base"]);
    vec(segment, 1..5).prop_map(|segments| format!("/{}", segments.join("/")))
}

pub(crate) fn ask() -> impl Strategy<Value = AskPlan> {
    let decoration = prop_oneof![
        6 => Just(Decoration::Nothing),
        1 => Just(Decoration::SlashAfter),
        1 => Just(Decoration::SlashBefore),
        1 => Just(Decoration::Base),
    ];
    let headers = prop_oneof![
        4 => Just(vec![]),
        2 => Just(vec!["x-name"]),
        1 => Just(vec![SPECIAL]),
        1 => Just(vec!["x-name", SPECIAL]),
    ];
    let origin = prop_oneof![3 => Just(0), 2 => Just(1), 1 => Just(2)];
    let asking = (0..HOSTS.len(), select(METHODS.to_vec()), headers, origin);
    let (cookie, fails) = (weighted(0.3, Just(())), weighted(0.2, Just(())));
    (weighted(0.15, path()), any::<Index>(), decoration, asking, cookie, fails).prop_map(
        |(literal, route, decoration, (host, method, headers, origin), cookie, fails)| AskPlan {
            literal,
            route,
            decoration,
            host,
            method,
            headers,
            origin,
            has_cookie: cookie.is_some(),
            fails: fails.is_some(),
        },
    )
}
