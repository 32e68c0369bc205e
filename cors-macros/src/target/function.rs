//! A function, cut out of its tokens: types and statements are not parsed. The compiler does that
//! anyway, it is most of what parsing costs in every build, and what is half typed survives.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// What may stand between the visibility and `fn`.
const QUALIFIERS: [&str; 5] = ["async", "const", "unsafe", "extern", "safe"];

/// A function, and what the attribute needs of it.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) visibility: TokenStream,
    /// Where `fn` stands.
    pub(crate) keyword: Span,
    pub(crate) name: Ident,
    /// Everything but attributes and visibility.
    pub(crate) tokens: TokenStream,
    /// Whether something follows `->`.
    pub(crate) returns: bool,
    /// Whether a parameter extracts a JSON body: `Json<…>`, also inside another extractor.
    pub(crate) takes_json: bool,
    /// Whether a parameter extracts a body that pages send without asking: `Form<…>`, `Multipart`,
    /// `MultipartForm<…>`, also inside another extractor.
    pub(crate) takes_form: bool,
}

impl Function {
    /// Reads an item behind its attributes. `None` where it is none, or lacks its name, its
    /// parameters or its block.
    pub(super) fn read(item: &[TokenTree]) -> Option<Function> {
        let (visibility, item) = split_visibility(item);
        let [TokenTree::Ident(keyword), TokenTree::Ident(name), rest @ ..] =
            item.get(keyword(item)?..)?
        else {
            return None;
        };
        let (parameters, behind) = parameters(rest)?;
        behind.last().filter(|last| is_block(last))?;
        Some(Function {
            visibility: visibility.iter().cloned().collect(),
            keyword: keyword.span(),
            name: name.clone(),
            tokens: item.iter().cloned().collect(),
            returns: is_arrow(behind),
            takes_json: names_extractor(parameters.stream(), &["Json"]),
            takes_form: names_extractor(parameters.stream(), &["Form", "MultipartForm"])
                || names_multipart(parameters.stream()),
        })
    }
}

/// The visibility, which may come in the invisible group of a `$vis`, and what follows.
pub(super) fn split_visibility(item: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let len = match item {
        [TokenTree::Ident(word), TokenTree::Group(place), ..]
            if word == "pub" && place.delimiter() == Delimiter::Parenthesis =>
        {
            2
        }
        [TokenTree::Ident(word), ..] if word == "pub" => 1,
        [TokenTree::Group(group), ..] if is_visibility(group) => 1,
        _ => 0,
    };
    item.split_at_checked(len).unwrap_or((&[], item))
}

/// An invisible group of at most `pub` and the brackets behind it. A whole item that a
/// `macro_rules!` hands on may be in one too.
fn is_visibility(group: &Group) -> bool {
    group.delimiter() == Delimiter::None && group.stream().into_iter().count() <= 2
}

/// Where `fn` is, if nothing but qualifiers and the name of an ABI comes before.
pub(super) fn keyword(item: &[TokenTree]) -> Option<usize> {
    for (index, token) in item.iter().enumerate() {
        match token {
            TokenTree::Ident(word) => match word.to_string().as_str() {
                "fn" => return Some(index),
                word if QUALIFIERS.contains(&word) => {}
                _ => return None,
            },
            TokenTree::Literal(_) => {}
            TokenTree::Group(_) | TokenTree::Punct(_) => return None,
        }
    }
    None
}

/// The parameters and what follows them; parentheses among the generics (`<F: Fn(u8)>`) are others.
fn parameters(tokens: &[TokenTree]) -> Option<(&Group, &[TokenTree])> {
    let mut depth = 0_usize;
    let mut rest = tokens;
    while let Some((token, behind)) = rest.split_first() {
        match token {
            TokenTree::Group(group) if depth == 0 => {
                return (group.delimiter() == Delimiter::Parenthesis).then_some((group, behind));
            }
            TokenTree::Punct(_) if is_arrow(rest) => {
                rest = behind.get(1..)?;
                continue;
            }
            TokenTree::Punct(open) if open.as_char() == '<' => depth += 1,
            TokenTree::Punct(close) if close.as_char() == '>' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        rest = behind;
    }
    None
}

fn is_arrow(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(dash), TokenTree::Punct(head), ..]
        if dash.as_char() == '-' && head.as_char() == '>')
}

/// One pair of braces, whatever is in them; a `macro_rules!` hands a block on in an invisible pair
/// of its own.
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

/// Whether one of these types stands there with a parameter of its own, as `Json<…>`.
fn names_extractor(tokens: TokenStream, names: &[&str]) -> bool {
    let mut is_behind_name = false;
    tokens.into_iter().any(|token| {
        let was_behind_name = is_behind_name;
        is_behind_name =
            matches!(&token, TokenTree::Ident(name) if names.iter().any(|own| name == own));
        match token {
            TokenTree::Punct(open) => was_behind_name && open.as_char() == '<',
            TokenTree::Group(group) => names_extractor(group.stream(), names),
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        }
    })
}

/// Whether the type `Multipart` stands there, which has no parameters; a pattern `Multipart(…)` is
/// none.
fn names_multipart(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_type = match token {
            TokenTree::Ident(name) => {
                let mut is_pattern = || matches!(tokens.peek(), Some(TokenTree::Group(_)));
                name == "Multipart" && !is_pattern()
            }
            TokenTree::Group(group) => names_multipart(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if is_type {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(item: &str) -> Option<Function> {
        let tokens: TokenStream = item.parse().expect("the test's own input has balanced brackets");
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        Function::read(&tokens)
    }

    #[test]
    fn functions_of_every_shape_are_read() {
        for (item, visibility, returns, takes_json) in [
            ("fn f() {}", "", false, false),
            ("pub async fn f() -> impl Responder { text. }", "pub", true, false),
            (
                "pub(crate) async fn f(web::Json(a): web::Json<A>) -> A { a }",
                "pub (crate)",
                true,
                true,
            ),
            ("async fn f(a: Option<web::Json<A>>) {}", "", false, true),
            ("async fn f(Json(a): Form<A>) -> web::Json<A> {}", "", true, false),
            (
                "async fn f<F: Fn(u8) -> Json<A>, const N: usize>(f: F) where F: Send {}",
                "",
                false,
                false,
            ),
            (
                "unsafe extern \"C\" fn f<T>(t: (Json<T>, u8)) -> u8 where T: Fn() -> u8 {}",
                "",
                true,
                true,
            ),
        ] {
            let function = read(item).unwrap_or_else(|| panic!("{item}"));
            assert_eq!(function.name, "f", "{item}");
            assert_eq!(function.visibility.to_string(), visibility, "{item}");
            assert_eq!(function.returns, returns, "{item}");
            assert_eq!(function.takes_json, takes_json, "{item}");
        }
    }

    #[test]
    fn a_body_that_pages_send_without_asking_is_seen() {
        for (parameters, expected) in [
            ("", false),
            ("form: web::Form<Entry>", true),
            ("web::Form(entry): web::Form<Entry>", true),
            ("body: Either<web::Json<Entry>, web::Form<Entry>>", true),
            ("mut parts: Multipart", true),
            ("parts: actix_multipart::Multipart, id: web::Path<u8>", true),
            ("MultipartForm(form): MultipartForm<Upload>", true),
            ("body: web::Json<Entry>", false),
            ("body: web::Json<Form>", false),
            ("Form(entry): web::Json<Entry>", false),
            ("Multipart(entry): web::Json<Entry>", false),
            ("form: web::Path<u8>", false),
        ] {
            let function = read(&format!("async fn f({parameters}) {{}}")).expect("a function");
            assert_eq!(function.takes_form, expected, "{parameters}");
        }
    }

    #[test]
    fn an_item_in_an_invisible_group_is_no_visibility() {
        let group = |text: &str| {
            let tokens = text.parse().expect("the test's own input has balanced brackets");
            TokenTree::Group(Group::new(Delimiter::None, tokens))
        };
        let item: Vec<TokenTree> =
            "mod inner {}".parse::<TokenStream>().expect("a module").into_iter().collect();
        for (in_front, len) in [("", 1), ("pub", 1), ("pub(in a::b)", 1), ("pub fn f() {}", 0)] {
            let tokens: Vec<TokenTree> =
                [group(in_front)].into_iter().chain(item.iter().cloned()).collect();
            assert_eq!(split_visibility(&tokens).0.len(), len, "{in_front}");
        }
    }

    #[test]
    fn nothing_else_is_a_function() {
        for item in [
            "fn f();",
            "fn f",
            "fn f<T(a: T) {}",
            "fn () {}",
            "const F: fn() = f;",
            "type F = fn();",
            "struct F { f: fn() }",
            "impl F { fn f() {} }",
            "mod f { fn f() {} }",
            "",
        ] {
            assert!(read(item).is_none(), "{item}");
        }
    }
}
