//! What a contender answered, and whether it is what the policy wants.

use crate::scenario::{LISTED, Scenario, Verdict};

/// Status and headers, as any of the frameworks has them.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
}

/// How much a contender is expected to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    /// Nothing: it is a floor.
    Nothing,
    /// Who may read what, in its own manner.
    #[cfg(feature = "peers")]
    WhoMayRead,
    /// The exact headers of a correct answer.
    Everything,
}

const PREFLIGHT_VARY: &str =
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

impl Answer {
    pub(crate) fn new(status: u16, headers: impl Iterator<Item = (String, String)>) -> Answer {
        Answer { status, headers: headers.collect() }
    }

    /// The CORS headers and `Vary`, sorted.
    fn relevant(&self) -> Vec<(&str, &str)> {
        let is_relevant = |name: &str| name == "vary" || name.starts_with("access-control-");
        let pairs = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut pairs: Vec<_> = pairs.filter(|(name, _)| is_relevant(name)).collect();
        pairs.sort_unstable();
        pairs
    }

    /// Fails where the answer is not what was promised.
    pub(crate) fn assert(&self, promise: Promise, scenario: &Scenario, contender: &str) {
        let verdict = scenario.verdict();
        match promise {
            Promise::Nothing => {}
            #[cfg(feature = "peers")]
            Promise::WhoMayRead => {
                let name = "access-control-allow-origin";
                let origin = self.headers.iter().find(|(own, _)| own == name);
                let origin = origin.map(|(_, value)| value.as_str());
                match verdict {
                    Verdict::Allowed | Verdict::Granted { .. } => {
                        assert_eq!(origin, Some(LISTED), "{contender} {}: {self:?}", scenario.name);
                    }
                    Verdict::NotAllowed => {
                        assert_eq!(origin, None, "{contender} {}: {self:?}", scenario.name);
                    }
                    Verdict::NotCors | Verdict::Refused => {}
                }
            }
            Promise::Everything => {
                let (status, mut headers) = expected(verdict);
                headers.sort_unstable();
                assert_eq!(self.status, status, "{contender} {}: {self:?}", scenario.name);
                assert_eq!(self.relevant(), headers, "{contender} {}", scenario.name);
            }
        }
    }
}

/// The answer of the one policy that all contenders have.
fn expected(verdict: Verdict) -> (u16, Vec<(&'static str, &'static str)>) {
    let allowed =
        [("access-control-allow-origin", LISTED), ("access-control-allow-credentials", "true")];
    match verdict {
        Verdict::NotCors | Verdict::NotAllowed => (200, vec![("vary", "Origin")]),
        Verdict::Allowed => {
            let mut headers = vec![("vary", "Origin"), ("access-control-expose-headers", "x-name")];
            headers.extend(allowed);
            (200, headers)
        }
        Verdict::Granted { headers: asked } => {
            let mut headers = vec![
                ("vary", PREFLIGHT_VARY),
                ("access-control-allow-methods", "GET, PUT"),
                ("access-control-max-age", "6"),
            ];
            headers.extend(allowed);
            headers
                .extend(asked.then_some(("access-control-allow-headers", "content-type, x-name")));
            (204, headers)
        }
        Verdict::Refused => (403, vec![("vary", PREFLIGHT_VARY)]),
    }
}
