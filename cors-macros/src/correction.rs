//! What was meant by a value in a form that its key does not take: the same value in the right form,
//! ready to paste. It is offered only where it compiles and means what was written; `diagnostic`
//! shows it, and else the forms of the key.

use cors_rules::{
    Danger, Draft, Key, MaxAgeDraft, Rule, Severity, Surface, check, entries_meant_by,
};
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

/// The methods that an attribute may name bare.
const METHODS: &[&str] = &["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// One piece of a value, read leniently.
#[derive(Debug)]
enum Piece {
    Text(String),
    /// A name, perhaps of several words: `any`, `content-type`, `config::AGE`.
    Name(String),
    Number(i128),
    Star,
    Call(String, Group),
}

/// Key and value in the right form.
pub(crate) fn correction(key: Key, written: &TokenStream) -> Option<String> {
    let pieces = pieces(written.clone())?;
    match key {
        Key::Origins => called(&pieces).or_else(|| list(key, &pieces)),
        Key::Methods | Key::Headers | Key::Expose => list(key, &pieces),
        Key::Credentials | Key::RejectUnlisted => Some(if flag(&pieces)? {
            key.name().to_owned()
        } else {
            format!("{} = false", key.name())
        }),
        Key::Disabled => flag(&pieces)?.then(|| key.name().to_owned()),
        Key::MaxAge => age(&pieces),
        Key::PreflightStatus => {
            let status = number(&pieces).filter(|status| (200..=299).contains(status))?;
            Some(format!("preflight_status = {status}"))
        }
        Key::Policy | Key::Shadow => path(&pieces).map(|path| format!("{} = {path}", key.name())),
        Key::Crate => path(&pieces).map(|path| {
            let is_absolute = path.starts_with("::") || path.starts_with("crate::");
            format!("crate = {}{path}", if is_absolute { "" } else { "::" })
        }),
        Key::Dangerous => {
            names(&pieces, |name| Danger::ALL.into_iter().any(|danger| danger.name() == name))
                .map(|names| format!("dangerous({names})"))
        }
        Key::Allow => names(&pieces, |name| {
            let named = Rule::named(name).map(|rule| rule.entry().severity);
            named == Some(Severity::Warning)
        })
        .map(|names| format!("allow({names})")),
        _ => None,
    }
}

/// The pieces between the commas, without what stands around them: `=`, `:`, `&` and parentheses.
fn pieces(tokens: TokenStream) -> Option<Vec<Piece>> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    // `::name` is a path, and no `:` in front of a name.
    let is_path =
        matches!(trees.as_slice(), [first, second, ..] if is(first, ":") && is(second, ":"));
    let start = trees.iter().take_while(|tree| !is_path && is(tree, "=:>&")).count();
    let trees = trees.get(start..)?;
    if let [TokenTree::Group(group)] = trees {
        return pieces(group.stream());
    }
    let parts = trees.split(|tree| is(tree, ",")).filter(|part| !part.is_empty());
    let pieces: Vec<Piece> = parts.map(piece).collect::<Option<_>>()?;
    (!pieces.is_empty()).then_some(pieces)
}

/// Whether a token is one of these characters.
fn is(tree: &TokenTree, characters: &str) -> bool {
    matches!(tree, TokenTree::Punct(punct) if characters.contains(punct.as_char()))
}

fn piece(trees: &[TokenTree]) -> Option<Piece> {
    match trees {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            piece(&inner)
        }
        [TokenTree::Literal(literal)] => literal_piece(literal),
        [TokenTree::Punct(star)] if star.as_char() == '*' => Some(Piece::Star),
        [TokenTree::Punct(and), rest @ ..] if and.as_char() == '&' => piece(rest),
        [TokenTree::Literal(left), TokenTree::Punct(times), right @ ..]
            if times.as_char() == '*' =>
        {
            match (literal_piece(left)?, piece(right)?) {
                (Piece::Number(left), Piece::Number(right)) => {
                    left.checked_mul(right).map(Piece::Number)
                }
                _ => None,
            }
        }
        [front @ .., TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let name = joined(front);
            is_path(&name).then(|| Piece::Call(name, group.clone()))
        }
        _ => {
            let name = joined(trees);
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte);
            (!name.is_empty() && name.bytes().all(is_name)).then_some(Piece::Name(name))
        }
    }
}

fn literal_piece(literal: &Literal) -> Option<Piece> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(Piece::Text(text.value())),
        syn::Lit::Int(number) => number.base10_parse().ok().map(Piece::Number),
        syn::Lit::Float(number) => {
            let whole = number.base10_digits().strip_suffix(".0")?;
            whole.parse().ok().map(Piece::Number)
        }
        _ => None,
    }
}

fn joined(trees: &[TokenTree]) -> String {
    trees.iter().map(ToString::to_string).collect()
}

fn is_path(name: &str) -> bool {
    syn::parse_str::<syn::Path>(name)
        .is_ok_and(|path| path.segments.iter().all(|segment| segment.arguments.is_none()))
}

/// A name as constants have it.
fn is_constant(name: &str) -> bool {
    let last = name.rsplit("::").next().unwrap_or_default();
    let is_screaming =
        |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    is_path(name) && last.bytes().all(is_screaming)
}

/// `origins = env("NAME")`, with the default as a list, and `origins = from(PATH)`.
fn called(pieces: &[Piece]) -> Option<String> {
    let [Piece::Call(name, group)] = pieces else { return None };
    match name.as_str() {
        "env" => environment(group),
        "from" => {
            let inner = self::pieces(group.stream())?;
            path(&inner).map(|path| format!("origins = from({path})"))
        }
        _ => None,
    }
}

fn environment(group: &Group) -> Option<String> {
    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut parts = trees.split(|tree| is(tree, ","));
    let (Piece::Text(variable) | Piece::Name(variable)) = piece(parts.next()?)? else {
        return None;
    };
    if variable.is_empty()
        || !variable.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return None;
    }
    let (mut default, mut empty) = (None, "");
    for option in parts.filter(|option| !option.is_empty()) {
        if means_empty_disables(option) {
            empty = ", empty = disabled";
        } else if default.replace(default_of_environment(option)?).is_some() {
            return None;
        }
    }
    let default = default.map_or(String::new(), |default| format!(", default = {default}"));
    Some(format!("origins = env(\"{variable}\"{default}{empty})"))
}

/// `empty = disabled`, as people write it.
fn means_empty_disables(option: &[TokenTree]) -> bool {
    let words: Vec<String> = option
        .iter()
        .filter(|tree| !is(tree, "=") && !is(tree, ":"))
        .map(|tree| tree.to_string().trim_matches('"').to_ascii_lowercase())
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["empty", "disabled" | "disable" | "off" | "none"])
}

/// The list of `default = [...]`.
fn default_of_environment(option: &[TokenTree]) -> Option<String> {
    let is_key = |tree: &&TokenTree| matches!(tree, TokenTree::Ident(name) if name == "default");
    let default: Vec<TokenTree> = option.iter().skip_while(is_key).cloned().collect();
    let default = list(Key::Origins, &pieces(default.into_iter().collect())?)?;
    let default = default.strip_prefix("origins = ")?;
    default.starts_with('[').then(|| default.to_owned())
}

/// `any`, or a list with these entries.
fn list(key: Key, pieces: &[Piece]) -> Option<String> {
    let is_any = match pieces {
        [Piece::Star] => true,
        [Piece::Name(word) | Piece::Text(word)] => word == "*" || word.eq_ignore_ascii_case("any"),
        _ => false,
    };
    let name = key.name();
    if is_any {
        return Some(format!("{name} = any"));
    }
    let mut entries: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => entries.push(texts(key, text)?),
            Piece::Name(word) => {
                let upper = word.to_ascii_uppercase();
                entries.push(match key {
                    Key::Methods if METHODS.contains(&upper.as_str()) => upper,
                    _ if is_constant(word) => word.clone(),
                    Key::Headers | Key::Expose => texts(key, word)?,
                    _ => return None,
                });
            }
            Piece::Number(_) | Piece::Star | Piece::Call(..) => return None,
        }
    }
    Some(format!("{name} = [{}]", entries.join(", ")))
}

/// The entries that a text stands for.
fn texts(key: Key, text: &str) -> Option<String> {
    let entries = entries_meant_by(key, text)?;
    let list = Surface::Attribute.list(key, entries.iter().map(String::as_str));
    let inner = list.strip_prefix(key.name())?.strip_prefix(" = [")?.strip_suffix(']')?;
    Some(inner.to_owned())
}

fn flag(pieces: &[Piece]) -> Option<bool> {
    let word = match pieces {
        [Piece::Text(word) | Piece::Name(word)] => word.to_ascii_lowercase(),
        [Piece::Number(number)] => number.to_string(),
        _ => return None,
    };
    match word.as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

fn number(pieces: &[Piece]) -> Option<i128> {
    match pieces {
        [Piece::Number(number)] => Some(*number),
        [Piece::Text(text)] => text.trim().parse().ok(),
        _ => None,
    }
}

/// A number of seconds, a text with a unit, a constant, or a `Duration` that is written out.
fn age(pieces: &[Piece]) -> Option<String> {
    let (written, draft) = match pieces {
        [Piece::Number(number)] => (number.to_string(), MaxAgeDraft::Seconds(*number)),
        [Piece::Text(text)] => (format!("\"{text}\""), MaxAgeDraft::Text(text.clone())),
        [Piece::Name(name)] if is_constant(name) => return Some(format!("max_age = {name}")),
        [Piece::Call(name, group)] => {
            let seconds = match name.rsplit("::").next()? {
                "from_secs" => 1,
                "from_mins" => 60,
                "from_hours" => 3600,
                _ => return None,
            };
            let number = number(&self::pieces(group.stream())?)?.checked_mul(seconds)?;
            (number.to_string(), MaxAgeDraft::Seconds(number))
        }
        _ => return None,
    };
    let draft = Draft { max_age: Some(draft), is_overlay: true, ..Draft::default() };
    check(&draft).policy.map(|_| format!("max_age = {written}"))
}

fn path(pieces: &[Piece]) -> Option<String> {
    match pieces {
        [Piece::Text(name) | Piece::Name(name)] if is_path(name) => Some(name.clone()),
        _ => None,
    }
}

/// Names of exceptions, each of which is known.
fn names(pieces: &[Piece], is_known: impl Fn(&str) -> bool) -> Option<String> {
    let names: Vec<&str> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(name) | Piece::Name(name) if is_known(name) => Some(name.as_str()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    Some(names.join(", "))
}
