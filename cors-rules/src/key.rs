//! The one table of attribute keys. The parser, the text for an unknown key, suggestions, the
//! documentation and the hints for editors all read it. It is data only: `cors-macros` parses the
//! values, [`crate::check`] checks them.

/// A key of `#[cors(...)]` and `policy! { ... }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Key {
    /// Who may read responses.
    Origins,
    /// Methods a preflight may grant.
    Methods,
    /// Request headers a preflight may grant.
    Headers,
    /// Response headers that scripts may read.
    Expose,
    /// Whether cookies, HTTP authentication and client certificates may be used.
    Credentials,
    /// How long a browser may cache the preflight.
    MaxAge,
    /// A named policy to start from.
    Policy,
    /// A second policy that is reported beside the one that decides.
    Shadow,
    /// This route never gets CORS headers.
    Disabled,
    /// Refuse cross-origin requests from unlisted origins before the handler runs.
    RejectUnlisted,
    /// Success status of preflights.
    PreflightStatus,
    /// Named escapes from single rules.
    Dangerous,
    /// Named warnings to silence.
    Allow,
    /// Where the runtime crate is.
    Crate,
}

/// One row of [`KEYS`].
#[derive(Clone, Copy, Debug)]
pub struct KeyEntry {
    /// The key.
    pub key: Key,
    /// As written in the attribute.
    pub name: &'static str,
    /// The forms its value takes, ready to paste.
    pub shape: &'static str,
    /// What it means, in one sentence; shown by editors and in the reference.
    pub summary: &'static str,
}

/// Every key, in the order of the reference documentation.
pub const KEYS: &[KeyEntry] = &[
    KeyEntry {
        key: Key::Origins,
        name: "origins",
        shape: r#"origins = ["https://a.example", "https://*.b.example", "http://localhost:*", "http://192.168.0.0/16:*", "moz-extension://*"] · any · env("APP_ORIGINS") · env("APP_ORIGINS", default = [...]) · env("APP_ORIGINS", empty = disabled) · from(PATH)"#,
        summary: "Who may read responses; required unless `policy` or `disabled` is given. A constant may stand wherever a literal may, in every key: `[FRONTEND, env!(\"APP_ORIGIN\")]`. `*.` stands for one or more labels and never for the base itself, `:*` for any port or none; a network stands for its addresses, and `*` behind the scheme of a browser's extensions for each of them. `empty = disabled` switches the policy off where the variable is set and empty; otherwise that is an error.",
    },
    KeyEntry {
        key: Key::Methods,
        name: "methods",
        shape: r#"methods = [PUT, "PURGE"] · any"#,
        summary: "Methods that a preflight may grant; by default those of the route attribute. A bare word is a standard method or a constant; any other method is quoted. GET, HEAD and POST need no listing.",
    },
    KeyEntry {
        key: Key::Headers,
        name: "headers",
        shape: r#"headers = ["content-type", "x-name"] · any"#,
        summary: "Request headers that a preflight may grant. `any` covers `authorization` only with credentials, or when it is listed beside it: `[\"*\", \"authorization\"]`.",
    },
    KeyEntry {
        key: Key::Expose,
        name: "expose",
        shape: r#"expose = ["name"] · any"#,
        summary: "Response headers that scripts may read, beside the seven that they always may.",
    },
    KeyEntry {
        key: Key::Credentials,
        name: "credentials",
        shape: "credentials · credentials = true · credentials = false",
        summary: "Allows cookies, HTTP authentication and client certificates. Never together with `origins = any`.",
    },
    KeyEntry {
        key: Key::MaxAge,
        name: "max_age",
        shape: r#"max_age = 600 · "10m" · "2h""#,
        summary: "How long a browser may cache the preflight, in seconds or as text with a unit (s, m, h, d); `0` turns caching off; absent sends no header (browsers then keep it for 5 seconds).",
    },
    KeyEntry {
        key: Key::Policy,
        name: "policy",
        shape: "policy = PATH",
        summary: "Starts from a named `Policy`, a `LazyLock<Policy>` that the server makes when it starts, or a `LivePolicy` that is replaced while it runs; a key written beside it replaces that field whole, nothing is added together, and the result is checked again: at compile time, when the server starts, or at each replacement.",
    },
    KeyEntry {
        key: Key::Shadow,
        name: "shadow",
        shape: "shadow = PATH",
        summary: "A second policy that is asked about each request beside the one that decides, and never enforced: what it would decide otherwise is an event, and `shadow_report()` sums it up. The path names a `Policy`, a `LazyLock<Policy>` or a `LivePolicy`.",
    },
    KeyEntry {
        key: Key::Disabled,
        name: "disabled",
        shape: "disabled",
        summary: "This route never gets CORS headers, whatever policy surrounds it.",
    },
    KeyEntry {
        key: Key::RejectUnlisted,
        name: "reject_unlisted",
        shape: "reject_unlisted",
        summary: "A cross-origin request from an unlisted origin gets 403 before the handler runs, WebSocket upgrades included; same-origin requests are recognised and pass.",
    },
    KeyEntry {
        key: Key::PreflightStatus,
        name: "preflight_status",
        shape: "preflight_status = 200",
        summary: "Success status of preflights, 200 to 299; 204 by default.",
    },
    KeyEntry {
        key: Key::Dangerous,
        name: "dangerous",
        shape: "dangerous(insecure_origins, public_suffixes, null_origin, any_extension)",
        summary: "The only way past four rules, each named where it is used: credentials for origins without TLS and for networks, credentials for a wildcard over a public suffix, the `null` origin, and credentials for every extension of a browser.",
    },
    KeyEntry {
        key: Key::Allow,
        name: "allow",
        shape: "allow(max_age_capped)",
        summary: "Silences a named warning.",
    },
    KeyEntry {
        key: Key::Crate,
        name: "crate",
        shape: "crate = ::path",
        summary: "Where the runtime crate is, for crates that re-export it.",
    },
];

impl Key {
    /// The row of [`KEYS`] for this key.
    ///
    /// ```
    /// assert_eq!(cors_rules::Key::MaxAge.entry().name, "max_age");
    /// ```
    #[must_use]
    pub fn entry(self) -> &'static KeyEntry {
        #[allow(clippy::indexing_slicing)] // in a constant: the compiler checks it
        const FIRST: &KeyEntry = &KEYS[0];
        // A test proves that the enum and the table have the same order, so the first row is never
        // returned for another.
        KEYS.get(self as usize).unwrap_or(FIRST)
    }

    /// The key as written.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The key with this name, if there is one.
    ///
    /// ```
    /// use cors_rules::Key;
    /// assert_eq!(Key::named("expose"), Some(Key::Expose));
    /// assert_eq!(Key::named("exposed"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Key> {
        KEYS.iter().find(|row| row.name == name).map(|row| row.key)
    }
}
