//! The whole of one invocation: runs the stages and puts hints, item, warnings and errors together.
//! The item is always there, untouched where something is wrong, so that one mistake is one error.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cors_rules::Rule;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::parse::{ParseStream, Parser};

use crate::args::{Args, Site, parse};
use crate::check::{CheckedPolicy, RouteFacts, check, check_inherited};
use crate::diagnostic::Sink;
use crate::target::{Handler, Misplaced, Scope, Target, cfgs, is_named, methods};
use crate::{expand, ide, misplaced, runtime_name};

/// `#[cors(args)] item`.
pub(crate) fn attribute(args: TokenStream, item: &TokenStream) -> TokenStream {
    guarded(item, || attribute_with_sink(args, item.clone()).0)
}

/// `policy! { args }`.
pub(crate) fn policy(args: TokenStream) -> TokenStream {
    guarded(&TokenStream::new(), || policy_with_sink(args).0)
}

/// A panic in here is a bug of ours; the item, and the hints for editors, are emitted all the same.
fn guarded(item: &TokenStream, run: impl FnOnce() -> TokenStream) -> TokenStream {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let message = "`cors` failed on this input: this is a bug of cors-runtime, please report it \
                       together with the attribute";
        quote!(#item ::core::compile_error! { #message })
    })
}

/// The output, and what was found, which tests read.
pub(crate) fn attribute_with_sink(args: TokenStream, item: TokenStream) -> (TokenStream, Sink) {
    let mut sink = Sink::default();
    let is_empty = args.is_empty();
    let mut args = parse(args, Site::Attribute, &mut sink);
    let renamed = runtime_name::find(&mut args);
    let (item, target) = read(item, &mut sink);
    let target = match target {
        // Nothing is said yet: the attribute says all when it is expanded again.
        Ok(Target::Reordered(reordered)) => {
            let (private, tokens) = (args.paths.private(), &args.tokens);
            return (reordered.with(&quote!(#private::cors(#tokens))), Sink::default());
        }
        Ok(target) => target,
        Err(error) => {
            sink.foreign(error);
            return (assemble(&args, &[], item, &sink), sink);
        }
    };
    if !matches!(target, Target::Misplaced(..)) {
        if is_empty {
            empty_attribute(&target, &mut sink);
        } else if let Some(name) = renamed {
            runtime_name::report(name, &args, &mut sink);
        }
    }
    let expanded = match &target {
        Target::Handler(handler) => expand_handler(&args, handler, &mut sink),
        Target::Scope(scope) => expand_scope(&args, scope, &mut sink),
        Target::Unfinished(_) | Target::Reordered(_) => check_alone(&args, &mut sink),
        Target::Refused(refused) => {
            check_alone(&args, &mut sink);
            Some(expand::expand_refused(refused, &args.paths))
        }
        Target::Misplaced(common, reason) => {
            misplaced::report(&args, &common.name, reason, &mut sink);
            check_alone(&args, &mut sink);
            let item = match reason {
                Misplaced::SeveralRoutes(repeated) => &repeated.item,
                _ => &item,
            };
            // Perhaps among the functions of an `impl`, where nothing but the errors may stand
            // beside the item.
            let errors = sink.error_tokens(&cfgs(&common.attributes));
            return (quote!(#item #errors), sink);
        }
    };
    let attributes = target.attributes();
    let output = assemble(&args, attributes, expanded.unwrap_or(item), &sink);
    (output, sink)
}

/// Hints come before the item, or editors do not see them; and they are the same item with errors
/// and without, or editors do not find the empty place that somebody is about to fill. Warnings and
/// errors come last.
fn assemble(args: &Args, attributes: &[Attribute], item: TokenStream, sink: &Sink) -> TokenStream {
    if sink.is_empty() && !ide::is_reading() {
        return item;
    }
    let cfgs = cfgs(attributes);
    let hints = (ide::is_reading() && args.inherited.is_none()).then(|| ide::hints(args));
    let hints = hints.map(|hints| quote!(#(#cfgs)* #hints));
    let warnings = sink.warning_tokens(attributes);
    let errors = sink.error_tokens(&cfgs);
    quote!(#hints #item #warnings #errors)
}

/// `policy! { args }` is an expression, also where there are errors.
pub(crate) fn policy_with_sink(args: TokenStream) -> (TokenStream, Sink) {
    let mut sink = Sink::default();
    let mut args = parse(args, Site::PolicyMacro, &mut sink);
    if let Some(name) = runtime_name::find(&mut args) {
        runtime_name::report(name, &args, &mut sink);
    }
    let checked = check(&args, RouteFacts::default(), &mut sink);
    let policy = match checked.filter(|_| !sink.has_errors()) {
        Some(checked) => expand::expand_policy(&checked, &args, ""),
        None => expand::expand_disabled(&args),
    };
    let policy = policy.into_expression();
    let hints = ide::is_reading().then(|| ide::hints(&args));
    let warnings = sink.warning_tokens(&[]);
    let errors = sink.error_tokens(&[]);
    (quote!({ #hints #warnings #errors #policy }), sink)
}

fn expand_handler(args: &Args, handler: &Handler, sink: &mut Sink) -> Option<TokenStream> {
    let name = &handler.function.name;
    let served = &handler.route.served;
    let facts = RouteFacts { methods: methods(served), takes_json: handler.function.takes_json };
    let mut policy = if let Some(base) = &args.inherited {
        let policy = expand::expand_inherited(&args.paths, base, name, served);
        check_inherited(args, name, facts, sink);
        policy
    } else {
        let (checked, name) = (checked_policy(args, facts, sink)?, expand::plain_name(name));
        match &args.policy {
            Some(base) => expand::expand_overlay(&checked, args, &base.value, &name, served),
            None => expand::expand_policy(&checked, args, &name),
        }
    };
    policy.note_form(&handler.function);
    expand::warn_of_named_policy(&mut policy, args, &handler.function, &handler.attributes);
    (!sink.has_errors()).then(|| expand::expand_handler(handler, &policy, &args.paths))
}

fn expand_scope(args: &Args, scope: &Scope, sink: &mut Sink) -> Option<TokenStream> {
    for module in &scope.content.files {
        misplaced::report_file(module, &scope.name, sink);
    }
    let checked = checked_policy(args, RouteFacts::default(), sink)?;
    Some(expand::expand_scope(scope, args, &checked))
}

/// The policy, if the attribute is without errors.
fn checked_policy(args: &Args, facts: RouteFacts, sink: &mut Sink) -> Option<CheckedPolicy> {
    let checked = if args.tokens.is_empty() { None } else { check(args, facts, sink) };
    checked.filter(|_| !sink.has_errors())
}

/// Findings about an attribute that cannot take effect: they are independent of where it stands.
fn check_alone(args: &Args, sink: &mut Sink) -> Option<TokenStream> {
    if !args.tokens.is_empty() {
        check(args, RouteFacts::default(), sink);
    }
    None
}

/// A bare attribute could mean "allow all" or "allow nothing", so it means nothing.
fn empty_attribute(target: &Target, sink: &mut Sink) {
    let name = target.name();
    let message = "`#[cors]` says nothing about who may read responses";
    let help = "write `#[cors(origins = [\"https://a.example\"])]`, or `#[cors(origins = any)]` for a \
                public resource";
    sink.error(Rule::EmptyAttribute, name, message, help);
}

/// The item and what it is, without further `#[cors]` attributes: it is undefined which of them
/// should count.
fn read(item: TokenStream, sink: &mut Sink) -> (TokenStream, syn::Result<Target>) {
    let target = Target::parse(item.clone());
    let is_repeated = |attribute: &Attribute| is_named(attribute, "cors");
    if matches!(target, Ok(Target::Reordered(_))) {
        return (item, target);
    }
    if target.as_ref().is_ok_and(|target| !target.attributes().iter().any(is_repeated)) {
        return (item, target);
    }
    let split = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        Ok((attributes, input.parse::<TokenStream>()?))
    };
    let Ok((attributes, rest)) = split.parse2(item.clone()) else { return (item, target) };
    let (repeated, kept): (Vec<_>, Vec<_>) = attributes.into_iter().partition(is_repeated);
    for attribute in &repeated {
        let message = "`#[cors]` is written twice on one item";
        sink.error(Rule::DuplicateKey, attribute, message, "write all keys in one attribute");
    }
    let item = quote!(#(#kept)* #rest);
    (item.clone(), Target::parse(item))
}
