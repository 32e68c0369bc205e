//! What an argument says that needs no evaluation: texts, numbers, flags, lists of them, methods and
//! names of headers as constants. Everything else stays text of the source.

use syn::punctuated::Punctuated;
use syn::{BinOp, Expr, ExprCall, ExprPath, Lit, Token};

use super::source::text_of;

/// An argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
    /// `None` of an `Option`.
    Absent,
    List(Vec<Value>),
    /// What only a run of the program knows, as text of the source.
    Unknown(String),
}

impl Value {
    pub(super) fn read(expression: &Expr, source: &str) -> Value {
        let unknown = || Value::Unknown(text_of(source, expression).to_owned());
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Value::Text(text.value()),
                Lit::ByteStr(text) => match String::from_utf8(text.value()) {
                    Ok(text) => Value::Text(text),
                    Err(_) => unknown(),
                },
                Lit::Int(number) => number.base10_parse().map_or_else(|_| unknown(), Value::Number),
                Lit::Bool(flag) => Value::Flag(flag.value),
                _ => unknown(),
            },
            Expr::Array(list) => {
                Value::List(list.elems.iter().map(|entry| Value::read(entry, source)).collect())
            }
            Expr::Macro(made) if made.mac.path.is_ident("vec") => {
                let entries = Punctuated::<Expr, Token![,]>::parse_terminated;
                match made.mac.parse_body_with(entries) {
                    Ok(entries) => Value::List(
                        entries.iter().map(|entry| Value::read(entry, source)).collect(),
                    ),
                    Err(_) => unknown(),
                }
            }
            Expr::Reference(inner) => Value::read(&inner.expr, source),
            Expr::Paren(inner) => Value::read(&inner.expr, source),
            // A maximum age is a `usize` there.
            Expr::Cast(inner) => Value::read(&inner.expr, source),
            Expr::Binary(binary) if matches!(binary.op, BinOp::Mul(_)) => {
                match (Value::read(&binary.left, source), Value::read(&binary.right, source)) {
                    (Value::Number(left), Value::Number(right)) => {
                        left.checked_mul(right).map_or_else(unknown, Value::Number)
                    }
                    _ => unknown(),
                }
            }
            Expr::MethodCall(call) if is_conversion(&call.method.to_string()) => {
                match Value::read(&call.receiver, source) {
                    Value::Unknown(_) => unknown(),
                    value => value,
                }
            }
            Expr::Call(call) => known_call(call, source).unwrap_or_else(unknown),
            Expr::Path(path) => known_constant(path).unwrap_or_else(unknown),
            _ => unknown(),
        }
    }
}

/// Methods that leave a text or a list what it is.
fn is_conversion(method: &str) -> bool {
    matches!(
        method,
        "into" | "to_string" | "to_owned" | "as_str" | "as_bytes" | "into_iter" | "to_vec"
    )
}

/// `Some(…)`, `String::from("…")`, `HeaderName::from_static("…")`.
fn known_call(call: &ExprCall, source: &str) -> Option<Value> {
    let Expr::Path(function) = call.func.as_ref() else { return None };
    let name = function.path.segments.last()?.ident.to_string();
    let value = Value::read(call.args.first()?, source);
    let is_known = matches!(name.as_str(), "Some" | "from" | "from_static");
    (is_known && !matches!(value, Value::Unknown(_))).then_some(value)
}

/// `Method::PUT`, `header::CONTENT_TYPE`, `None`.
fn known_constant(path: &ExprPath) -> Option<Value> {
    let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
    match names.as_slice() {
        [name] if name == "None" => Some(Value::Absent),
        [.., owner, name] if owner == "Method" => Some(Value::Text(name.clone())),
        [.., owner, name] if owner == "header" => Some(Value::Text(header(name))),
        // Imported from `http::header`.
        [name]
            if matches!(name.as_str(), "ACCEPT" | "AUTHORIZATION" | "CONTENT_TYPE" | "ORIGIN") =>
        {
            Some(Value::Text(header(name)))
        }
        _ => None,
    }
}

fn header(constant: &str) -> String {
    constant.to_lowercase().replace('_', "-")
}
