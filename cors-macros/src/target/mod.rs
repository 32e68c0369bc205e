//! What the attribute stands on. Bodies stay tokens, so that half-typed ones survive; attributes and signatures are read.

mod handler;
mod route;
mod scope;

pub(crate) use handler::{Handler, Refused};
pub(crate) use route::Served;
pub(crate) use scope::{Scope, ScopedHandler};

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Meta, Signature, Token, Visibility};

use crate::args::flatten;

/// The annotated item.
#[derive(Debug)]
pub(crate) enum Target {
    /// A function below a route attribute.
    Handler(Box<Handler>),
    /// A function that is unfinished; the compiler says so itself.
    Unfinished(Common),
    /// A function whose route attribute actix-web will refuse; it says so itself.
    Refused(Box<Refused>),
    /// A module below `#[scope]`.
    Scope(Scope),
    /// Nothing that serves requests.
    Misplaced(Common, Misplaced),
}

/// What is known of any item.
#[derive(Debug)]
pub(crate) struct Common {
    pub(crate) attributes: Vec<Attribute>,
    /// The name, or the first token where the item has none.
    pub(crate) name: TokenStream,
}

/// Why the attribute does nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misplaced {
    /// On a function without a route attribute, or below it.
    BareFunction,
    /// On a module without `#[scope]`, or below it.
    BareModule,
    /// On something else.
    Elsewhere,
}

/// A function, read as far as its body.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: TokenStream,
}

/// What stands in front of the block of an item.
struct Head {
    visibility: Visibility,
    signature: Signature,
}

impl Parse for Head {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Head { visibility: input.parse()?, signature: input.parse()? })
    }
}

impl Target {
    /// Reads the item, but not its block: walking through all the bodies of a program takes more time than all the rest.
    pub(crate) fn parse(item: TokenStream) -> syn::Result<Target> {
        let mut tokens = with_visible_attributes(item);
        let block = tokens.pop_if(|token| is_block(token));
        let read = |input: ParseStream<'_>| Self::read(input, block);
        read.parse2(tokens.into_iter().collect())
    }

    fn read(input: ParseStream<'_>, block: Option<TokenTree>) -> syn::Result<Target> {
        let attributes = input.call(Attribute::parse_outer)?;
        let ahead = input.fork();
        ahead.parse::<Visibility>()?;
        if ahead.peek(Token![mod]) {
            return scope::read(attributes, input, block);
        }
        let ahead = input.fork();
        if let (Ok(head), true, Some(body)) = (ahead.parse(), ahead.is_empty(), &block) {
            // What has been read ahead is skipped, not read again.
            input.parse::<TokenStream>()?;
            let Head { visibility, signature } = head;
            let function = Function { visibility, signature, body: body.clone().into() };
            return Ok(handler::read(attributes, function));
        }
        let rest: TokenStream = input.parse()?;
        let common = Common { name: item_name(&rest), attributes };
        // Below a route attribute this can only be a function that is still being typed.
        Ok(if common.attributes.iter().any(route::is_route) {
            Target::Unfinished(common)
        } else {
            Target::Misplaced(common, Misplaced::Elsewhere)
        })
    }

    /// The name of the item.
    pub(crate) fn name(&self) -> TokenStream {
        match self {
            Target::Handler(handler) => handler.function.signature.ident.to_token_stream(),
            Target::Scope(scope) => scope.name.to_token_stream(),
            Target::Refused(refused) => refused.function.signature.ident.to_token_stream(),
            Target::Unfinished(common) | Target::Misplaced(common, _) => common.name.clone(),
        }
    }

    /// The attributes of the item, with which everything generated beside it is conditional.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        match self {
            Target::Handler(handler) => &handler.attributes,
            Target::Scope(scope) => &scope.attributes,
            Target::Refused(refused) => &refused.attributes,
            Target::Unfinished(common) | Target::Misplaced(common, _) => &common.attributes,
        }
    }
}

/// The item with the attributes in front as if they had not come through a `$(#[$attribute:meta])*`: what cannot be read
/// could not be served.
fn with_visible_attributes(item: TokenStream) -> Vec<TokenTree> {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    let in_front = tokens.iter_mut().take_while(|token| match token {
        TokenTree::Punct(pound) => pound.as_char() == '#',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    });
    for token in in_front {
        if let TokenTree::Group(group) = token {
            let span = group.span();
            *group = Group::new(Delimiter::Bracket, flatten(group.stream()));
            group.set_span(span);
        }
    }
    tokens
}

/// One pair of braces, whatever is in them; a `macro_rules!` hands a block on in an invisible pair of its own.
fn is_block(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    match group.delimiter() {
        Delimiter::Brace => true,
        Delimiter::Parenthesis | Delimiter::Bracket => false,
        Delimiter::None => {
            let mut content = group.stream().into_iter();
            let (first, second) = (content.next(), content.next());
            second.is_none() && first.is_some_and(|token| is_block(&token))
        }
    }
}

/// The identifier behind the keyword of an item, or its first token.
fn item_name(rest: &TokenStream) -> TokenStream {
    let is_keyword = |name: &Ident| syn::parse2::<Ident>(name.to_token_stream()).is_err();
    let name = rest.clone().into_iter().find(|token| match token {
        TokenTree::Ident(name) => !is_keyword(name),
        _ => false,
    });
    name.or_else(|| rest.clone().into_iter().next()).into_iter().collect()
}

/// The route attribute of a handler that actix-web refuses.
pub(crate) fn first_route(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| route::is_route(attribute))
}

/// Whether an attribute is this one: by its last segment, as in `#[actix_web::get("/")]`.
pub(crate) fn is_named(attribute: &Attribute, name: &str) -> bool {
    attribute.path().segments.last().is_some_and(|last| last.ident == name)
}

/// The `cfg`s among attributes.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}

/// Documentation, also behind `cfg_attr`.
pub(crate) fn is_documentation(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("doc") {
        return true;
    }
    let Meta::List(list) = &attribute.meta else { return false };
    let text = list.tokens.to_string();
    attribute.path().is_ident("cfg_attr")
        && text.rsplit(',').next().is_some_and(|last| last.trim_start().starts_with("doc ="))
}
