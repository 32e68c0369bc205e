//! The closures of `allowed_origin_fn` that compare the origin with a literal text. What stands for
//! them lets in less: a pattern is compared with the parsed origin.

use cors_rules::OriginPattern;
use syn::visit::{Visit, visit_expr, visit_expr_method_call};
use syn::{BinOp, Expr, ExprMethodCall, Lit, Stmt};

use super::value::Value;

/// What a closure becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Closure {
    /// It is `true` for everybody.
    Everybody,
    /// Patterns for what it compares with, all of them valid.
    Patterns(Vec<String>),
    /// It does something else.
    Other,
}

impl Closure {
    pub(super) fn read(expression: &Expr, source: &str) -> Closure {
        let Expr::Closure(closure) = expression else { return Closure::Other };
        if is_true(&closure.body) {
            return Closure::Everybody;
        }
        let mut comparisons = Comparisons { source, patterns: Vec::new(), is_known: true };
        comparisons.visit_expr(&closure.body);
        match comparisons.patterns {
            patterns if comparisons.is_known && !patterns.is_empty() => Closure::Patterns(patterns),
            _ => Closure::Other,
        }
    }
}

fn is_true(body: &Expr) -> bool {
    match body {
        Expr::Lit(literal) => matches!(&literal.lit, Lit::Bool(flag) if flag.value),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(value, None)] => is_true(value),
            _ => false,
        },
        _ => false,
    }
}

/// `ends_with` and `starts_with`, joined by `||` alone.
struct Comparisons<'s> {
    source: &'s str,
    patterns: Vec<String>,
    is_known: bool,
}

impl Comparisons<'_> {
    fn compare(&mut self, call: &ExprMethodCall) -> Option<String> {
        let Value::Text(text) = Value::read(call.args.first()?, self.source) else { return None };
        let pattern = match call.method.to_string().as_str() {
            "ends_with" => format!("https://*.{}", text.strip_prefix('.')?),
            "starts_with" => format!("{}:*", text.trim_end_matches(':')),
            _ => return None,
        };
        OriginPattern::parse(&pattern).is_ok().then_some(pattern)
    }
}

impl<'ast> Visit<'ast> for Comparisons<'_> {
    /// A negation, an `&&` or a condition would turn what is compared into something else.
    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Binary(either) if matches!(either.op, BinOp::Or(_)) => {}
            Expr::MethodCall(_) | Expr::Closure(_) | Expr::Paren(_) | Expr::Block(_) => {}
            Expr::Path(_) | Expr::Lit(_) | Expr::Reference(_) => return,
            _ => self.is_known = false,
        }
        visit_expr(self, expression);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        match call.method.to_string().as_str() {
            "ends_with" | "starts_with" => match self.compare(call) {
                Some(pattern) => self.patterns.push(pattern),
                None => self.is_known = false,
            },
            // `origin.to_str().map(|origin| origin.ends_with(…))` and the like.
            "map" | "is_ok_and" | "is_some_and" | "unwrap_or" | "unwrap_or_default" | "to_str"
            | "as_bytes" | "map_or" | "as_ref" | "unwrap" | "to_string" => {
                visit_expr_method_call(self, call)
            }
            _ => self.is_known = false,
        }
    }
}
