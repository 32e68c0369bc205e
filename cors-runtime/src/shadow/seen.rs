//! What one policy of a pair lets in and the other does not, as the report has it: values, and how often
//! each was seen.

use std::fmt;

use crate::shadow::counts::OnlyOne;
use crate::shadow::json::Json;
use crate::shadow::tally::Counted;

/// What one of two policies lets in and the other does not.
///
/// ```
/// # fn print(only: &cors_runtime::OnlyOneLetsIn) {
/// for header in only.headers() {
///     println!("{header}");
/// }
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct OnlyOneLetsIn {
    requests: u64,
    origins: Vec<ValueSeen>,
    methods: Vec<ValueSeen>,
    headers: Vec<ValueSeen>,
    pushed_out: u64,
    unnamed: u64,
    kept_out: u64,
}

impl OnlyOneLetsIn {
    /// How many requests.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// Their origins, as far as the origin is what the other refuses; at most 256, the most frequent
    /// first.
    #[must_use]
    pub fn origins(&self) -> &[ValueSeen] {
        &self.origins
    }

    /// The methods of preflights that the other does not grant; at most 32.
    #[must_use]
    pub fn methods(&self) -> &[ValueSeen] {
        &self.methods
    }

    /// The requested headers that the other does not grant, in lower case; at most 128.
    #[must_use]
    pub fn headers(&self) -> &[ValueSeen] {
        &self.headers
    }

    /// How many requests had an origin that is not among these because others were more frequent.
    #[must_use]
    pub fn pushed_out(&self) -> u64 {
        self.pushed_out
    }

    /// How many requests had no origin that a browser could have sent.
    #[must_use]
    pub fn unnamed(&self) -> u64 {
        self.unnamed
    }

    /// How many of the requests are those that `reject_unlisted` of the other keeps from their
    /// handlers, and whose responses no page may read either way: forms, images, navigations. They
    /// name no origin here.
    #[must_use]
    pub fn kept_out(&self) -> u64 {
        self.kept_out
    }

    pub(super) fn of(counted: &OnlyOne) -> OnlyOneLetsIn {
        let values = |counted: Vec<Counted>| counted.into_iter().map(ValueSeen::of).collect();
        OnlyOneLetsIn {
            requests: counted.requests,
            origins: values(counted.origins.counted()),
            methods: values(counted.methods.counted()),
            headers: values(counted.headers.counted()),
            pushed_out: counted.origins.pushed_out(),
            unnamed: counted.unnamed,
            kept_out: counted.kept_out,
        }
    }

    pub(super) fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.member("requests", |json| json.number(self.requests));
            let lists = [
                ("origins", &self.origins),
                ("methods", &self.methods),
                ("headers", &self.headers),
            ];
            for (name, values) in lists {
                json.member(name, |json| json.list(values, |json, value| value.write(json)));
            }
            json.member("pushed_out", |json| json.number(self.pushed_out));
            json.member("unnamed", |json| json.number(self.unnamed));
            json.member("kept_out", |json| json.number(self.kept_out));
        });
    }
}

/// An origin, a method or a header, and how often it was seen.
///
/// ```
/// # fn is_known(seen: &cors_runtime::ValueSeen) -> bool {
/// seen.networks() > 10 && seen.value().ends_with(".partner.example")
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ValueSeen {
    value: Box<str>,
    requests: u64,
    networks: u32,
}

impl ValueSeen {
    /// The origin as it was sent, the method, or the header in lower case.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// How many requests had it since it came into the report.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// From how many networks these came, at least, and up to 64; of IPv4 a network is the first 24
    /// bits, of IPv6 the first 48. What one sender has made up comes from one.
    ///
    /// Behind a proxy everything comes from the proxy, unless
    /// [`trust_forwarded_host`](crate::Cors::trust_forwarded_host) says that it can be believed: then
    /// the last address in `X-Forwarded-For` counts.
    #[must_use]
    pub fn networks(&self) -> u32 {
        self.networks
    }

    fn of(counted: Counted) -> ValueSeen {
        let Counted { value, requests, networks } = counted;
        ValueSeen { value, requests, networks }
    }

    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.member("value", |json| json.text(&self.value));
            json.member("requests", |json| json.number(self.requests));
            json.member("networks", |json| json.number(self.networks.into()));
        });
    }
}

impl fmt::Display for OnlyOneLetsIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.requests {
            0 => return out.write_str("nobody"),
            1 => out.write_str("1 request")?,
            requests => write!(out, "{requests} requests")?,
        }
        let lists =
            [("origins", &self.origins), ("methods", &self.methods), ("headers", &self.headers)];
        for (name, values) in lists.into_iter().filter(|(_, values)| !values.is_empty()) {
            write!(out, "\n    {name}")?;
            for value in values {
                write!(out, "\n      {}  {value}", value.value)?;
            }
        }
        let others = [
            (self.pushed_out, "of origins that were rarer than these"),
            (self.unnamed, "without an origin that a browser could have sent"),
            (self.kept_out, "that `reject_unlisted` keeps from their handlers"),
        ];
        for (requests, what) in others.into_iter().filter(|(requests, _)| *requests > 0) {
            write!(out, "\n    {requests} {what}")?;
        }
        Ok(())
    }
}

/// How often, and from where.
impl fmt::Display for ValueSeen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let several = |number: u64| if number == 1 { "" } else { "s" };
        let ValueSeen { requests, networks, .. } = self;
        let from = if *networks >= 64 { "64 or more".to_owned() } else { networks.to_string() };
        write!(
            out,
            "{requests} request{} from {from} network{}",
            several(*requests),
            several((*networks).into())
        )
    }
}
