//! What to change where a page was refused: from the policy's own reason where there is one, else
//! from the browser's.

use cors_rules::Refusal;
use cors_rules::client::{Blocked, Reason};

use super::Hop;
use crate::reason::explanation::Explanation;
use crate::reason::explanation::Reason as PolicyReason;

/// The lines of help for a blocked fetch.
pub(super) fn advice(blocked: &Blocked, hops: &[Hop]) -> Vec<String> {
    let last = hops.last();
    if last.is_some_and(Hop::is_from_cache) {
        return vec![
            "this answer was stored for another page: the server has to send `Vary: Origin`; a policy of this \
             crate does, so something took it away"
                .to_owned(),
        ];
    }
    match last.and_then(Hop::explanation) {
        Some(explanation) => match explanation.reason() {
            PolicyReason::Refused(refusal) => for_refusal(refusal, explanation, blocked),
            _ => for_allowed(blocked),
        },
        None => for_unknown(blocked),
    }
}

/// The policy refused.
fn for_refusal(refusal: Refusal, explanation: &Explanation, blocked: &Blocked) -> Vec<String> {
    let value = explanation.value().unwrap_or_default();
    let mut lines = Vec::new();
    if let Some(nearest) = explanation.nearest() {
        lines.push(format!(
            "`{value}` differs only by {} from `{}`, which is allowed",
            nearest.difference(),
            nearest.allowed()
        ));
    }
    lines.push(match refusal {
        Refusal::OriginNotListed => {
            format!("add `{}` to `origins` of {}", blocked.page, explanation.policy())
        }
        Refusal::MethodNotListed => {
            format!("add `{value}` to `methods` of {}", explanation.policy())
        }
        Refusal::HeaderNotListed => {
            format!("add `{value}` to `headers` of {}", explanation.policy())
        }
        Refusal::AuthorizationNotCovered => format!(
            "`*` does not cover `authorization`: let `headers` of {} be `[\"*\", \"authorization\"]`",
            explanation.policy()
        ),
        Refusal::Disabled => {
            format!("remove `disabled` from {}, if pages may call it", explanation.policy())
        }
        other => other.message().to_owned(),
    });
    lines
}

/// The policy allowed it, and still the browser did not.
fn for_allowed(blocked: &Blocked) -> Vec<String> {
    match &blocked.reason {
        Reason::AllowOriginWildcard => vec![
            "a policy for any origin cannot serve credentials: list the origins and add `credentials`, or send \
             the fetch without them"
                .to_owned(),
        ],
        Reason::AllowCredentialsNotTrue { .. } => vec![
            "add `credentials` to the policy, or send the fetch without them".to_owned(),
        ],
        Reason::HeaderNotAllowed { name } if name.eq_ignore_ascii_case("authorization") => vec![
            "`*` does not cover `authorization`: let `headers` be `[\"*\", \"authorization\"]`"
                .to_owned(),
        ],
        Reason::HeaderNotAllowed { name } => vec![format!("add `{name}` to `headers`")],
        Reason::MethodNotAllowed { method } => vec![format!("add `{method}` to `methods`")],
        reason if is_of_the_fetch(reason) => vec![of_the_fetch(reason)],
        _ => vec![
            "the policy allowed this, and then something around it changed the answer: make `Cors` the \
             outermost middleware (the last `wrap`)"
                .to_owned(),
        ],
    }
}

/// Nothing is known of a policy: none decided, or it runs in another process.
fn for_unknown(blocked: &Blocked) -> Vec<String> {
    let page = &blocked.page;
    let none_decided = "no policy in this process decided this request: put `#[cors(...)]` above the route, or \
                        `Cors` around it";
    match &blocked.reason {
        Reason::AllowOriginMissing | Reason::PreflightStatus { .. } | Reason::PreflightRedirect => {
            vec![
                none_decided.to_owned(),
                "if a middleware answered before the policy could (authentication, limits, redirects), make \
                 `Cors` the outermost one (the last `wrap`)"
                    .to_owned(),
            ]
        }
        Reason::AllowOriginMismatch { value } => vec![format!(
            "the server allows `{}`, and this page is `{page}`: list the page's origin",
            value.escape_debug()
        )],
        Reason::AllowOriginMultiple { .. } => {
            vec!["two places set this header: leave it to the policy alone".to_owned()]
        }
        Reason::MethodNotAllowed { .. }
        | Reason::HeaderNotAllowed { .. }
        | Reason::AllowOriginWildcard
        | Reason::AllowCredentialsNotTrue { .. } => for_allowed(blocked),
        reason if is_of_the_fetch(reason) => vec![of_the_fetch(reason)],
        _ => vec![none_decided.to_owned()],
    }
}

/// Whether the script, not the server, has to change.
const fn is_of_the_fetch(reason: &Reason) -> bool {
    !matches!(
        reason,
        Reason::AllowOriginMissing
            | Reason::AllowOriginWildcard
            | Reason::AllowOriginMultiple { .. }
            | Reason::AllowOriginInvalid { .. }
            | Reason::AllowOriginMismatch { .. }
            | Reason::AllowCredentialsNotTrue { .. }
            | Reason::PreflightRedirect
            | Reason::PreflightStatus { .. }
            | Reason::AllowMethodsMalformed { .. }
            | Reason::AllowHeadersMalformed { .. }
            | Reason::MethodNotAllowed { .. }
            | Reason::HeaderNotAllowed { .. }
    )
}

fn of_the_fetch(reason: &Reason) -> String {
    match reason {
        Reason::NetworkFailure => "the error above is the server's or the network's".to_owned(),
        _ => "no policy can change this: it is about the fetch itself, or about where it was redirected to".to_owned(),
    }
}
