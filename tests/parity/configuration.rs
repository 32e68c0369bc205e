//! One configuration, written both ways: as an attribute, and as calls of the builder.

use std::fmt::Write as _;

use cors_runtime::{Policy, PolicyError};
use cors_tests::PolicyCase;

/// A list, or the word that stands for everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// `any`.
    Any,
    /// As written; `"*"` among others is left as it is.
    List(Vec<String>),
}

impl Names {
    fn of_case(list: &[String]) -> Self {
        match list {
            [only] if only == "*" => Names::Any,
            list => Names::List(list.to_vec()),
        }
    }

    fn text(&self) -> String {
        match self {
            Names::Any => String::from("any"),
            // As text in Rust and as text in JSON a name is not always the same; this is Rust's.
            Names::List(names) => format!("{names:?}"),
        }
    }
}

/// What a person wants, before anybody has looked at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a key
pub(crate) struct Configuration {
    pub(crate) origins: Option<Names>,
    pub(crate) methods: Option<Names>,
    pub(crate) headers: Option<Names>,
    pub(crate) expose: Option<Names>,
    pub(crate) credentials: bool,
    pub(crate) max_age: Option<u32>,
    pub(crate) preflight_status: Option<u16>,
    pub(crate) reject_unlisted: bool,
    pub(crate) insecure_origins: bool,
    pub(crate) public_suffixes: bool,
    pub(crate) null_origin: bool,
    pub(crate) any_extension: bool,
}

impl Configuration {
    /// A case in the neutral form.
    pub(crate) fn of_case(case: &PolicyCase) -> Self {
        let flag = |name: &str| case.flags.get(name).is_some_and(|value| value == true);
        let names = |list: &[String]| (!list.is_empty()).then(|| Names::of_case(list));
        Configuration {
            origins: Some(Names::of_case(&case.origins)),
            methods: names(&case.methods),
            headers: names(&case.request_headers),
            expose: names(&case.expose),
            credentials: case.credentials,
            // `-1` is the cases' way to say "send 0"; anything else that is negative becomes too large.
            max_age: case.max_age.map(|seconds| match seconds {
                -1 => 0,
                seconds => u32::try_from(seconds).unwrap_or(u32::MAX),
            }),
            preflight_status: case.preflight_status,
            reject_unlisted: flag("block_on_origin_mismatch"),
            insecure_origins: flag("tolerate_insecure_origins"),
            public_suffixes: flag("tolerate_subdomains_of_public_suffixes"),
            null_origin: false,
            any_extension: false,
        }
    }

    /// The keys, as between the parentheses of the attribute and the braces of `policy!`.
    pub(crate) fn keys(&self) -> String {
        let mut keys = Vec::new();
        let lists = [
            ("origins", &self.origins),
            ("methods", &self.methods),
            ("headers", &self.headers),
            ("expose", &self.expose),
        ];
        for (key, names) in lists {
            keys.extend(names.as_ref().map(|names| format!("{key} = {}", names.text())));
        }
        keys.extend(self.credentials.then(|| String::from("credentials")));
        keys.extend(self.max_age.map(|seconds| format!("max_age = {seconds}")));
        keys.extend(self.preflight_status.map(|status| format!("preflight_status = {status}")));
        keys.extend(self.reject_unlisted.then(|| String::from("reject_unlisted")));
        let escapes = self.escapes();
        keys.extend((!escapes.is_empty()).then(|| format!("dangerous({})", escapes.join(", "))));
        keys.join(", ")
    }

    fn escapes(&self) -> Vec<&'static str> {
        let escapes = [
            (self.insecure_origins, "insecure_origins"),
            (self.public_suffixes, "public_suffixes"),
            (self.null_origin, "null_origin"),
            (self.any_extension, "any_extension"),
        ];
        escapes.into_iter().filter(|(is_set, _)| *is_set).map(|(_, name)| name).collect()
    }

    /// A handler with the attribute, on one line: the line is how the compiler's messages find back.
    pub(crate) fn handler(&self, name: &str) -> String {
        let mut handler = format!("#[cors({})] ", self.keys());
        let route = r#"#[route("/x", method = "GET", method = "HEAD", method = "POST")]"#;
        write!(handler, r#"{route} pub(crate) async fn {name}() -> &'static str {{ "answered" }}"#)
            .expect("a string takes it");
        handler
    }

    /// The same through the builder.
    pub(crate) fn build(&self) -> Result<Policy, PolicyError> {
        let mut builder = Policy::builder()
            .credentials(self.credentials)
            .reject_unlisted(self.reject_unlisted)
            .dangerous_insecure_origins(self.insecure_origins)
            .dangerous_public_suffixes(self.public_suffixes)
            .dangerous_null_origin(self.null_origin)
            .dangerous_any_extension(self.any_extension);
        builder = match &self.origins {
            Some(Names::Any) => builder.any_origin(),
            Some(Names::List(origins)) => builder.origins(origins),
            None => builder,
        };
        builder = match &self.methods {
            Some(Names::Any) => builder.any_method(),
            Some(Names::List(methods)) => builder.methods(methods),
            None => builder,
        };
        builder = match &self.headers {
            Some(Names::Any) => builder.any_header(),
            Some(Names::List(headers)) => builder.headers(headers),
            None => builder,
        };
        builder = match &self.expose {
            Some(Names::Any) => builder.expose_any(),
            Some(Names::List(headers)) => builder.expose(headers),
            None => builder,
        };
        if let Some(seconds) = self.max_age {
            builder = builder.max_age(seconds);
        }
        if let Some(status) = self.preflight_status {
            builder = builder.preflight_status(status);
        }
        builder.build()
    }

    /// The codes with which the builder refuses, in its order; none where it accepts.
    pub(crate) fn builder_codes(&self) -> Vec<String> {
        match self.build() {
            Ok(_) => Vec::new(),
            Err(error) => error.issues().map(|issue| issue.code().to_owned()).collect(),
        }
    }
}
