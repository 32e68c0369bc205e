//! What an attribute or `policy!` says, as words: generated code holds them and little else, and const evaluation makes a policy
//! of them. It is the short way from tokens to a `static`. What the compiler does for each expression of generated code, it does in
//! every build; and what const evaluation does for each call, in every new one. So there are few expressions here, and few calls.
//!
//! The macros have checked everything before; words that they would not write do not compile. A part starts with a word
//! that ends with a colon.
//!
//! | part | says |
//! |---|---|
//! | `origins:` `https://a.example` `https://b.example` | the exact origins, sorted; none where all are families |
//! | `family:` `https` `*.b.example` `8443` | a family: scheme, host, and the port or `*` if there is one; they are sorted |
//! | `any_origin:` | `origins = any` |
//! | `insecure_origin:` | some origin has neither TLS nor a loopback host |
//! | `public_suffix:` | some family covers a public suffix |
//! | `route:` `/x` `GET` `PUT` | a path and its methods |
//! | `guarded_route:` `/x` `GET` | … with guards of its own |
//! | `methods:` `PUT, PATCH` `PATCH` `PUT` | the value of the header, then the methods, sorted; a single method is both; none: no header |
//! | `methods_of_route:` `GET, PUT` | `Access-Control-Allow-Methods`, and the methods of the last route |
//! | `methods_for_route:` … | as `methods:`, for a base that names none |
//! | `any_method:` | `methods = any` |
//! | `headers:` `x-name, name` `name` `x-name` | the value of the header, then the names, sorted; a single name is both; none: no header |
//! | `any_header:` `*` | `headers = any`, and the value of the header |
//! | `any_header_and_authorization:` `*,authorization` | … with `authorization` beside it |
//! | `expose:` `x-name` | the value of the header; none: nothing is exposed |
//! | `any_exposed:` | `expose = any`; the value follows |
//! | `credentials:` `true` | `credentials` |
//! | `max_age:` `600` | `max_age`, and the value of the header |
//! | `reject_unlisted:` `true` | `reject_unlisted` |
//! | `preflight_status:` `200` | `preflight_status` |
//! | `dangerous:` `true` `false` | `dangerous(…)`: whether its two escapes for credentials are written |
//! | `disabled:` | `disabled` |

mod fields;
mod filled;
mod reader;
mod words;

use std::mem::{forget, replace};
use std::panic::Location;

use actix_web::http::header::HeaderValue;
use cors_rules::{OriginPattern, OriginSource};

use crate::policy::declaration::{Policy, Source};
use crate::route::declaration::AnnotatedRoute;
use fields::{Fields, GRANTING_NOTHING, NOTHING, WrittenOrigins};
use filled::Filled;
use reader::Reader;
use words::Words;

/// What an array holds where nothing is yet.
const NO_VALUE: HeaderValue = HeaderValue::from_static("");
const NO_ROUTE: AnnotatedRoute = AnnotatedRoute::new(&GRANTING_NOTHING, "", &[]);

/// What is written.
#[derive(Clone, Copy)]
#[must_use]
pub struct Written<const W: usize> {
    words: [&'static str; W],
    origins: Option<WrittenOrigins>,
    base: &'static Policy,
    source: Source,
}

/// The one static of an annotated handler, or of a policy: the policy, what it refers to, and the routes that have it.
///
/// Header values count their users, and families could own their texts. So both need a place of their own in the program, to
/// which const evaluation may then refer: this static, which is told where it is itself. Its parameters are the arrays in it,
/// most of which have names in `lengths`.
#[derive(Debug)]
pub struct Declared<T, V, F = [OriginPattern; 0], R = [AnnotatedRoute; 1]> {
    /// Exact origins, methods and request headers, each list in one piece.
    texts: T,
    /// Header values; those of the exact origins are in one piece.
    values: V,
    families: F,
    /// One for each path.
    pub routes: R,
    /// What is granted.
    pub policy: Policy,
}

/// The same by the lengths of its arrays.
type Arrays<const T: usize, const V: usize, const F: usize, const R: usize> =
    Declared<[&'static str; T], [HeaderValue; V], [OriginPattern; F], [AnnotatedRoute; R]>;

/// Starts from the words; the place is where the user's attribute is.
#[track_caller]
pub const fn written<const W: usize>(name: &'static str, words: [&'static str; W]) -> Written<W> {
    let place = Location::caller();
    Written {
        words,
        origins: None,
        base: &GRANTING_NOTHING,
        source: Source { name, file: place.file(), line: place.line() },
    }
}

impl<const W: usize> Written<W> {
    /// Origins that are known only at run time.
    pub const fn origins_from(mut self, source: &'static dyn OriginSource) -> Self {
        self.origins = Some(WrittenOrigins::Source(source));
        self
    }

    /// What is not written is the base's.
    pub const fn over(mut self, base: &'static Policy) -> Self {
        self.base = base;
        self
    }

    /// Everything for the static that is at `place`.
    #[must_use]
    pub const fn declare<const T: usize, const V: usize, const F: usize, const R: usize>(
        self,
        place: &'static Arrays<T, V, F, R>,
    ) -> Arrays<T, V, F, R> {
        let mut texts = [""; T];
        let mut values = [NO_VALUE; V];
        let mut families = [OriginPattern::NULL; F];
        let mut routes = [NO_ROUTE; R];
        let reader = Reader {
            words: Words { words: &self.words, next: 0 },
            policy: &place.policy,
            texts: Filled { items: &mut texts, len: 0, place: &place.texts },
            values: Filled { items: &mut values, len: 0, place: &place.values },
            families: Filled { items: &mut families, len: 0, place: &place.families },
            routes: Filled { items: &mut routes, len: 0, place: &place.routes },
            route_methods: &[],
            fields: Fields { origins: self.origins, ..Fields::NONE },
        };
        let policy = reader.read().over(self.base, self.source);
        Declared { texts, values, families, routes, policy }
    }

    /// The policy alone, which refers to the static at `place`.
    #[must_use]
    pub const fn policy<const T: usize, const V: usize, const F: usize>(
        self,
        place: &'static Arrays<T, V, F, 0>,
    ) -> Policy {
        let mut declared = self.declare(place);
        let policy = replace(&mut declared.policy, NOTHING);
        // Const evaluation does not run destructors.
        forget(declared);
        policy
    }
}
