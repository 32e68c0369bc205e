//! From a case's policy to a `Policy`, through `Policy::builder()` as any user would write it.

use std::fmt;

use cors_runtime::{Policy, PolicyError};

use crate::PolicyCase;

/// Why a case has no policy here.
#[derive(Debug)]
pub enum Unbuildable {
    /// Features that this project does not have.
    Flags(Vec<String>),
    /// The rules refuse it.
    Refused(PolicyError),
}

impl fmt::Display for Unbuildable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unbuildable::Flags(flags) => write!(out, "flags not implemented: {}", flags.join(", ")),
            Unbuildable::Refused(error) => write!(out, "policy refused: {error}"),
        }
    }
}

const INSECURE: &str = "tolerate_insecure_origins";
const SUFFIXES: &str = "tolerate_subdomains_of_public_suffixes";
const BLOCK: &str = "block_on_origin_mismatch";

/// Builds the policy of a case.
///
/// # Errors
/// Flags that have no counterpart, and policies that the rules refuse.
pub fn build(case: &PolicyCase) -> Result<Policy, Unbuildable> {
    let PolicyCase {
        origins,
        methods,
        request_headers,
        expose,
        credentials,
        max_age,
        preflight_status,
        flags,
    } = case;
    let unknown: Vec<String> = flags
        .keys()
        .filter(|flag| ![INSECURE, SUFFIXES, BLOCK].contains(&flag.as_str()))
        .cloned()
        .collect();
    if !unknown.is_empty() {
        return Err(Unbuildable::Flags(unknown));
    }
    let is_set = |flag: &str| flags.get(flag).is_some_and(|value| value == true);
    let mut builder = Policy::builder()
        .credentials(*credentials)
        .dangerous_insecure_origins(is_set(INSECURE))
        .dangerous_public_suffixes(is_set(SUFFIXES))
        .reject_unlisted(is_set(BLOCK));
    builder = if is_any(origins) { builder.any_origin() } else { builder.origins(origins) };
    if !methods.is_empty() {
        builder = if is_any(methods) { builder.any_method() } else { builder.methods(methods) };
    }
    if !request_headers.is_empty() {
        let any = is_any(request_headers);
        builder = if any { builder.any_header() } else { builder.headers(request_headers) };
    }
    if !expose.is_empty() {
        builder = if is_any(expose) { builder.expose_any() } else { builder.expose(expose) };
    }
    if let Some(seconds) = max_age {
        // `-1` is the cases' way to say "send 0"; anything else that is negative reaches the rules as too large.
        builder = builder.max_age(if *seconds == -1 {
            0
        } else {
            u32::try_from(*seconds).unwrap_or(u32::MAX)
        });
    }
    if let Some(status) = preflight_status {
        builder = builder.preflight_status(*status);
    }
    builder.build().map_err(Unbuildable::Refused)
}

fn is_any(list: &[String]) -> bool {
    matches!(list, [only] if only == "*")
}
