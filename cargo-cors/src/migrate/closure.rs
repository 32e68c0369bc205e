//! The closures of `allowed_origin_fn` that compare the origin with literal texts. What stands for
//! them lets in less: a pattern is compared with the parsed origin. What is not understood is said,
//! and stands for nobody.

use cors_rules::OriginPattern;
use syn::visit::{Visit, visit_expr};
use syn::{BinOp, Expr, ExprBinary, ExprMethodCall, Lit, Pat, Stmt};

use super::value::Value;

/// What a closure becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Closure {
    /// It is `true` for everybody.
    Everybody,
    /// Valid patterns, and whether there is more that is not understood.
    Patterns { patterns: Vec<String>, has_more: bool },
}

impl Closure {
    pub(super) fn read(expression: &Expr, source: &str) -> Closure {
        let (mut patterns, mut has_more) = (Vec::new(), false);
        let (mut alternatives, mut names) = (Vec::new(), Vec::new());
        match expression {
            Expr::Closure(closure) => {
                names.extend(closure.inputs.first().and_then(name));
                if !split(&closure.body, &mut alternatives, &mut names) {
                    return Closure::Patterns { patterns, has_more: true };
                }
            }
            _ => return Closure::Patterns { patterns, has_more: true },
        }
        for alternative in alternatives {
            if is_true(alternative) {
                return Closure::Everybody;
            }
            let names = names.clone();
            let mut comparison = Comparison { source, names, patterns: Vec::new(), is_known: true };
            comparison.visit_expr(alternative);
            match comparison.patterns.as_slice() {
                [pattern] if comparison.is_known => patterns.push(pattern.clone()),
                _ => has_more = true,
            }
        }
        Closure::Patterns { patterns, has_more }
    }
}

/// The alternatives of a condition: what `||` joins. `false` where statements stand before it that
/// may decide, too. `names` are those of the origin.
fn split<'e>(
    condition: &'e Expr,
    alternatives: &mut Vec<&'e Expr>,
    names: &mut Vec<String>,
) -> bool {
    match condition {
        Expr::Binary(either) if matches!(either.op, BinOp::Or(_)) => {
            split(&either.left, alternatives, names) && split(&either.right, alternatives, names)
        }
        Expr::Paren(inner) => split(&inner.expr, alternatives, names),
        Expr::Block(block) => match block.block.stmts.split_last() {
            Some((Stmt::Expr(value, None), before)) => {
                before.iter().all(|statement| names_the_origin(statement, names))
                    && split(value, alternatives, names)
            }
            _ => false,
        },
        _ => {
            alternatives.push(condition);
            true
        }
    }
}

fn name(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Ident(name) => Some(name.ident.to_string()),
        Pat::Type(typed) => name(&typed.pat),
        _ => None,
    }
}

fn is_among(path: &Expr, names: &[String]) -> bool {
    matches!(path, Expr::Path(path) if path.path.get_ident().is_some_and(|name| names.iter().any(|known| name == known)))
}

/// `let text = origin.to_str().unwrap_or("");`, which is another name for the origin.
fn names_the_origin(statement: &Stmt, names: &mut Vec<String>) -> bool {
    let Stmt::Local(local) = statement else { return false };
    let Some(init) = &local.init else { return false };
    let mut value = init.expr.as_ref();
    while let Expr::MethodCall(call) = value {
        if !is_conversion(&call.method.to_string()) {
            return false;
        }
        value = &call.receiver;
    }
    let is_origin = is_among(value, names) && init.diverge.is_none();
    names.extend(name(&local.pat).filter(|_| is_origin));
    is_origin
}

/// Methods that leave the text what it is.
fn is_conversion(method: &str) -> bool {
    matches!(
        method,
        "to_str"
            | "as_bytes"
            | "as_ref"
            | "as_str"
            | "to_string"
            | "to_owned"
            | "unwrap"
            | "unwrap_or"
            | "unwrap_or_default"
    )
}

fn is_true(value: &Expr) -> bool {
    matches!(value, Expr::Lit(literal) if matches!(&literal.lit, Lit::Bool(flag) if flag.value))
}

/// One comparison with a literal, behind conversions.
struct Comparison<'s> {
    source: &'s str,
    /// The names of the origin; what is compared must be one of them.
    names: Vec<String>,
    patterns: Vec<String>,
    is_known: bool,
}

impl Comparison<'_> {
    /// Notes the pattern for a text, if there is one that lets in nothing more.
    fn compare(&mut self, text: &Expr, pattern: impl Fn(&str) -> Option<String>) {
        let pattern = match Value::read(text, self.source) {
            Value::Text(text) => pattern(&text),
            _ => None,
        };
        match pattern.filter(|pattern| OriginPattern::parse(pattern).is_ok()) {
            Some(pattern) => self.patterns.push(pattern),
            None => self.is_known = false,
        }
    }

    fn call(&mut self, call: &ExprMethodCall) {
        let method = call.method.to_string();
        match (method.as_str(), call.args.first()) {
            ("ends_with", Some(text)) => self.compare(text, subdomains),
            ("starts_with", Some(text)) => self.compare(text, beginning),
            // The closure in it compares.
            ("map" | "is_ok_and" | "is_some_and", Some(closure)) => self.visit_expr(closure),
            ("map_or", Some(default)) if !is_true(default) => {
                call.args.iter().skip(1).for_each(|closure| self.visit_expr(closure));
            }
            (method, _) if is_conversion(method) => {}
            _ => self.is_known = false,
        }
        self.visit_expr(&call.receiver);
    }

    fn equal(&mut self, comparison: &ExprBinary) {
        let exactly = |text: &str| Some(text.to_owned());
        let (literal, other) = match Value::read(&comparison.left, self.source) {
            Value::Text(_) => (&comparison.left, &comparison.right),
            _ => (&comparison.right, &comparison.left),
        };
        self.compare(literal, exactly);
        self.visit_expr(other);
    }
}

impl<'ast> Visit<'ast> for Comparison<'_> {
    /// A negation, an `&&` or a condition would turn what is compared into something else.
    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Binary(comparison) if matches!(comparison.op, BinOp::Eq(_)) => {
                self.equal(comparison);
            }
            Expr::MethodCall(call) => self.call(call),
            Expr::Closure(closure) => {
                self.names.extend(closure.inputs.first().and_then(name));
                self.visit_expr(&closure.body);
            }
            Expr::Paren(_) | Expr::Reference(_) => visit_expr(self, expression),
            Expr::Path(_) if is_among(expression, &self.names) => {}
            _ => self.is_known = false,
        }
    }
}

/// `.a.example` at the end; without the dot, hosts of others end so, too.
fn subdomains(end: &str) -> Option<String> {
    Some(format!("https://*.{}", end.strip_prefix('.')?))
}

/// `http://localhost` at the beginning, or the first numbers of an address.
fn beginning(start: &str) -> Option<String> {
    let Some(numbers) = start.strip_suffix('.') else {
        return Some(format!("{}:*", start.trim_end_matches(':')));
    };
    let (_, host) = numbers.split_once("://")?;
    let given = host.split('.').count();
    let rest = ".0".repeat(4_usize.checked_sub(given).filter(|rest| *rest > 0)?);
    Some(format!("{numbers}{rest}/{}:*", given * 8))
}
