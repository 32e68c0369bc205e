//! What one row grants beyond another.

use super::extent::{Granted, GrantedOrigins};

/// One thing that a row grants and another does not.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gain<'a> {
    /// Every page of the web.
    Everybody,
    /// The origins of these patterns.
    Origins(Vec<String>),
    /// Whoever a source lets in: it can change without the program.
    Source(&'a str),
    /// Credentials.
    Credentials,
    /// Methods in preflights.
    Methods(Vec<&'a str>),
    /// Request headers.
    Headers(Vec<&'a str>),
    /// Response headers that scripts may read.
    Expose(Vec<&'a str>),
    /// Requests of unlisted origins reach the handler.
    Unlisted,
}

impl Gain<'_> {
    /// No name.
    fn is_nothing(&self) -> bool {
        matches!(self, Gain::Methods(names) | Gain::Headers(names) | Gain::Expose(names) if names.is_empty())
    }
}

/// What `wide` grants beyond `narrow`.
pub(super) fn beyond<'a>(wide: &Granted<'a>, narrow: &Granted<'a>) -> Vec<Gain<'a>> {
    let mut gains = Vec::new();
    if narrow.rejects && !wide.rejects {
        gains.push(Gain::Unlisted);
    }
    if wide.origins.is_empty() {
        return gains;
    }
    of_origins(&wide.origins, &narrow.origins, &mut gains);
    // Where nobody was let in before, there is nothing to compare the rest with.
    if narrow.origins.is_empty() {
        return gains;
    }
    if wide.credentials && !narrow.credentials {
        gains.push(Gain::Credentials);
    }
    let of_names = [
        Gain::Methods(wide.methods.beyond(&narrow.methods)),
        Gain::Headers(wide.headers.beyond(&narrow.headers)),
        Gain::Expose(wide.expose.beyond(&narrow.expose)),
    ];
    gains.extend(of_names.into_iter().filter(|gain| !gain.is_nothing()));
    gains
}

fn of_origins<'a>(
    wide: &GrantedOrigins<'a>,
    narrow: &GrantedOrigins<'a>,
    gains: &mut Vec<Gain<'a>>,
) {
    if narrow.is_any {
        return;
    }
    if wide.is_any {
        gains.push(Gain::Everybody);
        return;
    }
    let missing = narrow.set.missing(wide.patterns);
    if !missing.is_empty() {
        gains.push(Gain::Origins(missing.into_iter().map(ToString::to_string).collect()));
    }
    let is_bounded = narrow.source.is_none();
    let is_another = wide.is_unknown && (!narrow.is_unknown || wide.source != narrow.source);
    if let Some(source) = wide.source.filter(|_| is_bounded || is_another) {
        gains.push(Gain::Source(source));
    }
}
