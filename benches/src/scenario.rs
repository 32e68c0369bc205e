//! The requests that are measured, by the names of the tables, and what a correct server answers. Knows no server.

use std::iter;

/// The origin that every policy here lists, as its last one. All others have the same length, so that no lookup ends early.
pub(crate) const LISTED: &str = "https://app-9999999.example";
/// The origin that no policy lists.
pub(crate) const UNLISTED: &str = "https://app-x999999.example";
/// Where the resource is.
pub(crate) const PATH: &str = "/data";

/// The size of a hostile header line.
const HOSTILE: usize = 16 * 1024;
/// The largest that still passes the parser of actix-http.
const LARGEST: usize = 120 * 1024;

/// One kind of request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) kind: Kind,
    /// How many origins the policy lists.
    pub(crate) origins: usize,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A GET without `Origin`.
    Plain,
    /// A GET from this origin.
    Actual { origin: &'static str },
    /// A preflight.
    Preflight { origin: &'static str, method: &'static str, headers: Headers },
}

/// What stands in `Access-Control-Request-Headers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Headers {
    None,
    Is(&'static str),
    /// This text again and again, up to so many bytes.
    Repeated(&'static str, usize),
    /// As many different names as fit.
    Distinct(usize),
    /// Two allowed names, and blanks between them.
    FarApart(usize),
    /// This, and so many bytes in a header that has nothing to do with CORS.
    Beside(&'static str, usize),
}

/// What the policy wants for a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    NotCors,
    Allowed,
    NotAllowed,
    Granted { headers: bool },
    Refused,
}

const fn scenario(name: &'static str, about: &'static str, kind: Kind) -> Scenario {
    Scenario { name, about, kind, origins: 1 }
}

const fn preflight(name: &'static str, about: &'static str, headers: Headers) -> Scenario {
    scenario(name, about, Kind::Preflight { origin: LISTED, method: "PUT", headers })
}

const fn of(name: &'static str, about: &'static str, origins: usize, listed: bool) -> Scenario {
    let origin = if listed { LISTED } else { UNLISTED };
    Scenario { name, about, kind: Kind::Actual { origin }, origins }
}

/// Two allowed names, as a browser sends them.
const ALLOWED_HEADERS: Headers = Headers::Is("content-type,x-name");

/// All of them.
pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario("A", "GET without `Origin`", Kind::Plain),
    scenario("B", "GET from a listed origin", Kind::Actual { origin: LISTED }),
    scenario("C", "GET from an unlisted origin", Kind::Actual { origin: UNLISTED }),
    preflight("D", "preflight for PUT and two headers, granted", ALLOWED_HEADERS),
    preflight("D0", "preflight for PUT and no header, granted", Headers::None),
    scenario(
        "E",
        "preflight from an unlisted origin",
        Kind::Preflight { origin: UNLISTED, method: "PUT", headers: ALLOWED_HEADERS },
    ),
    preflight("F", "preflight for an unlisted header", Headers::Is("content-type,x-other")),
    scenario(
        "F2",
        "preflight for an unlisted method",
        Kind::Preflight { origin: LISTED, method: "PATCH", headers: ALLOWED_HEADERS },
    ),
    preflight(
        "G0",
        "F with 16 KiB in a header that has nothing to do with CORS",
        Headers::Beside("content-type,x-other", HOSTILE),
    ),
    preflight("G1", "16 KiB of commas", Headers::Repeated(",", HOSTILE)),
    preflight("G2", "16 KiB of different names", Headers::Distinct(HOSTILE)),
    preflight(
        "G3",
        "an allowed name again and again, 16 KiB",
        Headers::Repeated("x-name,", HOSTILE),
    ),
    preflight("G4", "one name of 16 KiB", Headers::Repeated("x", HOSTILE)),
    preflight("G5", "two allowed names 16 KiB apart", Headers::FarApart(HOSTILE)),
    preflight("G1L", "120 KiB of commas", Headers::Repeated(",", LARGEST)),
    preflight("G2L", "120 KiB of different names", Headers::Distinct(LARGEST)),
    preflight(
        "G3L",
        "an allowed name again and again, 120 KiB",
        Headers::Repeated("x-name,", LARGEST),
    ),
    preflight("G4L", "one name of 120 KiB", Headers::Repeated("x", LARGEST)),
    preflight("G5L", "two allowed names 120 KiB apart", Headers::FarApart(LARGEST)),
    of("H100", "B with 100 origins", 100, true),
    of("H100x", "C with 100 origins", 100, false),
    of("H10k", "B with 10,000 origins", 10_000, true),
    of("H10kx", "C with 10,000 origins", 10_000, false),
    of("H1M", "B with 1,000,000 origins", 1_000_000, true),
    of("H1Mx", "C with 1,000,000 origins", 1_000_000, false),
];

impl Scenario {
    /// The origins of the policy.
    pub(crate) fn origins(&self) -> Vec<String> {
        let others = (1..self.origins).map(|number| format!("https://app-{number:07}.example"));
        others.chain(iter::once(LISTED.to_owned())).collect()
    }

    pub(crate) fn method(&self) -> &'static str {
        if self.is_preflight() { "OPTIONS" } else { "GET" }
    }

    pub(crate) fn is_preflight(&self) -> bool {
        matches!(self.kind, Kind::Preflight { .. })
    }

    /// Whether somebody wants to make the server work hard.
    pub(crate) fn is_hostile(&self) -> bool {
        self.name.starts_with('G')
    }

    /// The lines that matter to CORS.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        match self.kind {
            Kind::Plain => Vec::new(),
            Kind::Actual { origin } => vec![("origin", origin.to_owned())],
            Kind::Preflight { origin, method, headers } => {
                let lines = [
                    ("origin", Some(origin.to_owned())),
                    ("access-control-request-method", Some(method.to_owned())),
                    ("access-control-request-headers", headers.text()),
                    ("x-padding", headers.padding()),
                ];
                lines.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
            }
        }
    }

    pub(crate) fn verdict(&self) -> Verdict {
        match self.kind {
            Kind::Plain => Verdict::NotCors,
            Kind::Actual { origin: LISTED } => Verdict::Allowed,
            Kind::Actual { .. } => Verdict::NotAllowed,
            Kind::Preflight { origin: LISTED, method: "PUT", headers: Headers::None } => {
                Verdict::Granted { headers: false }
            }
            Kind::Preflight { origin: LISTED, method: "PUT", headers: ALLOWED_HEADERS } => {
                Verdict::Granted { headers: true }
            }
            Kind::Preflight { .. } => Verdict::Refused,
        }
    }
}

impl Headers {
    fn text(self) -> Option<String> {
        Some(match self {
            Headers::None => return None,
            Headers::Is(text) | Headers::Beside(text, _) => text.to_owned(),
            Headers::Repeated(text, bytes) => text.repeat(bytes / text.len()),
            // Eight bytes for each name.
            Headers::Distinct(bytes) => {
                (0..bytes / 8).map(|number| format!("x-{number:05}")).collect::<Vec<_>>().join(",")
            }
            Headers::FarApart(bytes) => format!("content-type,{}x-name", " ".repeat(bytes)),
        })
    }

    fn padding(self) -> Option<String> {
        match self {
            Headers::Beside(_, bytes) => Some("x".repeat(bytes)),
            _ => None,
        }
    }
}
