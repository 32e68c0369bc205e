//! What the policies that stand beside others would have decided otherwise, for people and programs.

use std::fmt;
use std::sync::Arc;

use crate::policy::reference::PolicyRef;
use crate::shadow::json::Json;
use crate::shadow::pair::{Pair, version};
use crate::shadow::seen::OnlyOneLetsIn;
use crate::shadow::{pairs, paste};

/// Sums up what the shadow policies of this process ([`Cors::shadow`](crate::Cors::shadow), the key
/// `shadow`) would have decided otherwise than the policies that they stand beside. It may be read
/// at any time, while the server runs and after, and takes no longer the more requests there were.
///
/// ```
/// println!("{}", cors_runtime::shadow_report());
/// ```
#[must_use]
pub fn shadow_report() -> ShadowReport {
    ShadowReport { policies: pairs::all().iter().map(comparison).collect() }
}

/// What would be decided otherwise; see [`shadow_report`].
///
/// `Display` is a text for people. What clients sent is in it only where it is an origin that a
/// browser could have sent, or a token, so it can be printed and logged as it is.
#[derive(Clone, Debug)]
pub struct ShadowReport {
    policies: Vec<ShadowComparison>,
}

impl ShadowReport {
    /// Each policy that has a shadow, in the order in which they came up.
    ///
    /// ```
    /// assert_eq!(cors_runtime::shadow_report().policies().count(), 0);
    /// ```
    pub fn policies(&self) -> impl Iterator<Item = &ShadowComparison> {
        self.policies.iter()
    }

    /// The same as JSON: an object with `policies`, a list of objects that have what the methods of
    /// [`ShadowComparison`] say under the same names.
    ///
    /// ```
    /// assert_eq!(cors_runtime::shadow_report().to_json(), r#"{"policies":[]}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = Json::default();
        json.object(|json| {
            json.member("policies", |json| {
                json.list(&self.policies, |json, policy| policy.write(json));
            });
        });
        json.into_text()
    }
}

/// One policy and its shadow.
///
/// ```
/// for policy in cors_runtime::shadow_report().policies() {
///     let lost = policy.only_now().origins().iter().map(|origin| origin.value());
///     println!("{} locks out {:?}", policy.next(), lost.collect::<Vec<_>>());
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ShadowComparison {
    now: String,
    next: String,
    seconds: u64,
    requests: [u64; 2],
    only_now: OnlyOneLetsIn,
    only_next: OnlyOneLetsIn,
    paste: Option<String>,
}

impl ShadowComparison {
    /// Name, file and line of the policy that decides.
    #[must_use]
    pub fn now(&self) -> &str {
        &self.now
    }

    /// Name, file and line of its shadow.
    #[must_use]
    pub fn next(&self) -> &str {
        &self.next
    }

    /// How long the one has stood beside the other, in seconds.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        self.seconds
    }

    /// How many requests with an `Origin` both were asked about.
    #[must_use]
    pub fn compared(&self) -> u64 {
        self.requests[0]
    }

    /// How many requests the shadow was not asked about, because it would have had to look their
    /// origins up: a shadow asks nobody.
    #[must_use]
    pub fn not_compared(&self) -> u64 {
        self.requests[1]
    }

    /// What would lose access if the shadow decided.
    #[must_use]
    pub fn only_now(&self) -> &OnlyOneLetsIn {
        &self.only_now
    }

    /// What would gain access if the shadow decided.
    #[must_use]
    pub fn only_next(&self) -> &OnlyOneLetsIn {
        &self.only_next
    }

    /// The keys with which the shadow would lock out none of those that were seen: its own lists, and
    /// what is missing, the most frequent first. `None` where nothing is missing.
    ///
    /// Read it before it is pasted: whoever can send requests can come to stand in it. What came from
    /// a single network, where other values came from several, is commented out.
    #[must_use]
    pub fn text_to_paste(&self) -> Option<&str> {
        self.paste.as_deref()
    }

    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.member("now", |json| json.text(&self.now));
            json.member("next", |json| json.text(&self.next));
            json.member("seconds", |json| json.number(self.seconds));
            json.member("compared", |json| json.number(self.compared()));
            json.member("not_compared", |json| json.number(self.not_compared()));
            json.member("only_now", |json| self.only_now.write(json));
            json.member("only_next", |json| self.only_next.write(json));
            json.member("text_to_paste", |json| match &self.paste {
                Some(text) => json.text(text),
                None => json.null(),
            });
        });
    }
}

fn comparison(pair: &Arc<Pair>) -> ShadowComparison {
    let [now, next] = [&pair.now, &pair.next].map(PolicyRef::prepared);
    let (only_now, only_next) = {
        let mut counts = pair.counts();
        // Where a policy has been replaced since, what was counted is no longer true.
        let _ = counts.of_versions([&now, &next].map(|policy| version(policy)));
        (OnlyOneLetsIn::of(&counts.only_now), OnlyOneLetsIn::of(&counts.only_next))
    };
    let paste = paste::text(&next, &only_now);
    ShadowComparison {
        now: pair.now.source().to_string(),
        next: pair.next.source().to_string(),
        seconds: pair.since.elapsed().as_secs(),
        requests: pair.requests(),
        only_now,
        only_next,
        paste,
    }
}

impl fmt::Display for ShadowReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.policies.is_empty() {
            return out.write_str("no policy has a shadow");
        }
        for (index, policy) in self.policies.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(out, "{gap}{policy}")?;
        }
        Ok(())
    }
}

impl fmt::Display for ShadowComparison {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ShadowComparison { now, next, seconds, .. } = self;
        let minutes = seconds / 60;
        let (hours, minutes) = (minutes / 60, minutes % 60);
        write!(out, "policy {now}\nshadow {next}\n")?;
        write!(out, "  {} requests compared in {hours} h {minutes} min", self.compared())?;
        if self.not_compared() > 0 {
            write!(out, "; {} not, whose origins it would look up", self.not_compared())?;
        }
        write!(out, "\n  would lose access: {}", self.only_now)?;
        write!(out, "\n  would gain access: {}", self.only_next)?;
        if let Some(text) = &self.paste {
            write!(out, "\n  so that nobody of these loses access, after you have read it:\n")?;
            for line in text.lines() {
                write!(out, "\n    {line}")?;
            }
        }
        Ok(())
    }
}
