//! `json_without_content_type` where the macro does not see the headers: the policy says in const
//! evaluation whether it lacks `content-type`. Where the macro sees them, the rule itself warns.

use cors_rules::{Draft, Issue, Key, OriginsDraft, Place, Rule, check};
use proc_macro2::Span;
use syn::Attribute;
use syn::spanned::Spanned;

use super::PolicyTokens;
use super::conditional_warning::ConditionalWarning;
use crate::args::Args;
use crate::lint::Warning;
use crate::target::Function;

/// `json_without_content_type` for a handler whose headers the macro does not see: they are those
/// of a policy that the attribute names, or constants.
pub(crate) fn warn_of_named_policy(
    policy: &mut PolicyTokens,
    args: &Args,
    function: &Function,
    attributes: &[Attribute],
) {
    let allowed = args.allow.iter().flat_map(|written| &written.value);
    let is_allowed = allowed.copied().any(|rule| rule == Rule::JsonWithoutContentType);
    let is_named = args.policy.is_some() && args.headers.is_none();
    let is_seen = !is_named && !args.has_constants(Key::Headers);
    if !function.takes_json || is_seen || is_allowed {
        return;
    }
    let help = if is_named {
        "add `\"content-type\"` to the `headers` of the policy that `policy` names"
    } else {
        "add `\"content-type\"` to `headers`"
    };
    let span = match (&args.inherited, &args.policy) {
        (None, Some(written)) if is_named => Some(written.value.span()),
        (None, _) => args.name(Key::Headers).map(proc_macro2::Ident::span),
        (Some(_), _) => None,
    };
    let span = span.unwrap_or_else(|| function.name.span());
    let Some(message) = message() else { return };
    let place = Place::key(Key::Headers);
    let issue = Issue::new(Rule::JsonWithoutContentType, place, "", message, help);
    policy.warning = Some(ConditionalWarning {
        warning: Warning::new(&issue, shown_at(span)),
        attributes: attributes.to_vec(),
        condition: args.paths.tokens(&format!("{}::lacks_content_type", args.paths.text())),
    });
}

/// The words of the rule, for a policy that breaks it.
fn message() -> Option<String> {
    let draft = Draft { origins: Some(OriginsDraft::Any), takes_json: true, ..Draft::default() };
    let issues = check(&draft).issues;
    let issue = issues.iter().find(|issue| issue.rule() == Rule::JsonWithoutContentType)?;
    Some(issue.message().to_owned())
}

/// A token at a place, for a warning that is shown there.
fn shown_at(span: Span) -> proc_macro2::Ident {
    proc_macro2::Ident::new("_here", span)
}
