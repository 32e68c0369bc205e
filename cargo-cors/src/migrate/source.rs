//! Finds the chains of a source file. It follows a builder through variables, conditions, loops and
//! `fold`, and writes down under which of these each call is made; it evaluates nothing.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{Visit, visit_expr};
use syn::{Block, Expr, ExprMethodCall, FnArg, ImplItemFn, ItemFn, Pat, Signature, Stmt, Type};

use super::chain::{Base, Call, Chain, Guard};
use super::imports::Imports;

/// The chains of a file, in the order of the source.
pub(super) fn chains(source: &str) -> syn::Result<Vec<Chain>> {
    let file = syn::parse_file(source)?;
    let mut reader = Reader {
        source,
        imports: Imports::of(&file),
        chains: Vec::new(),
        variables: HashMap::new(),
        guards: Vec::new(),
    };
    reader.visit_file(&file);
    reader.chains.retain(|chain| chain.base != Base::Given || !chain.calls.is_empty());
    Ok(reader.chains)
}

/// The text of some tokens.
pub(super) fn text_of<'s>(source: &'s str, tokens: &impl Spanned) -> &'s str {
    slice(source, tokens.span().byte_range()).unwrap_or_default()
}

fn slice(source: &str, range: Range<usize>) -> Option<&str> {
    // Places are those of a file without its byte order mark.
    source.strip_prefix('\u{feff}').unwrap_or(source).get(range)
}

/// The chains that an expression may have as its value, by their position.
type Found = Vec<usize>;

struct Reader<'s> {
    source: &'s str,
    imports: Imports,
    chains: Vec<Chain>,
    variables: HashMap<String, Found>,
    guards: Vec<Guard>,
}

impl Reader<'_> {
    fn text(&self, tokens: &impl Spanned) -> String {
        text_of(self.source, tokens).to_owned()
    }

    fn begin(&mut self, base: Base, span: Span) -> Found {
        let (line, guards) = (span.start().line, self.guards.clone());
        self.chains.push(Chain { line, base, guards, calls: Vec::new() });
        vec![self.chains.len() - 1]
    }

    fn guarded<T>(&mut self, guard: Guard, read: impl FnOnce(&mut Self) -> T) -> T {
        self.guards.push(guard);
        let result = read(self);
        self.guards.pop();
        result
    }

    fn read(&mut self, expression: &Expr) -> Found {
        match expression {
            Expr::MethodCall(call) => self.read_method_call(call),
            Expr::Call(call) => match self.base_of(&call.func) {
                Some(base) => self.begin(base, call.span()),
                None => self.walk(expression),
            },
            Expr::Path(path) => path
                .path
                .get_ident()
                .and_then(|name| self.variables.get(&name.to_string()).cloned())
                .unwrap_or_default(),
            Expr::Paren(inner) => self.read(&inner.expr),
            Expr::Reference(inner) => self.read(&inner.expr),
            Expr::Try(inner) => self.read(&inner.expr),
            Expr::Return(inner) => inner.expr.as_ref().map(|e| self.read(e)).unwrap_or_default(),
            Expr::Block(block) => self.read_block(&block.block),
            Expr::Async(block) => self.read_block(&block.block),
            Expr::Unsafe(block) => self.read_block(&block.block),
            Expr::Assign(assign) => {
                let found = self.read(&assign.right);
                self.bind(assign.left.as_ref(), found);
                Found::new()
            }
            Expr::If(branch) => {
                let condition = self.text(&branch.cond);
                self.read(&branch.cond);
                let then = &branch.then_branch;
                let mut found =
                    self.guarded(Guard::If(condition.clone()), |this| this.read_block(then));
                if let Some((_, otherwise)) = &branch.else_branch {
                    found.extend(self.guarded(Guard::Else(condition), |t| t.read(otherwise)));
                }
                unique(found)
            }
            Expr::Let(condition) => self.read(&condition.expr),
            Expr::Match(branches) => {
                let value = self.text(&branches.expr);
                let mut found = Found::new();
                for arm in &branches.arms {
                    let guard = Guard::Arm(value.clone(), self.text(&arm.pat));
                    found.extend(self.guarded(guard, |this| this.read(&arm.body)));
                }
                unique(found)
            }
            Expr::ForLoop(each) => {
                let guard = Guard::For(self.text(&each.pat), self.text(&each.expr));
                self.guarded(guard, |this| this.read_block(&each.body));
                Found::new()
            }
            Expr::While(each) => {
                let guard = Guard::Other(format!("while {}", self.text(&each.cond)));
                self.guarded(guard, |this| this.read_block(&each.body));
                Found::new()
            }
            Expr::Closure(closure) => {
                self.read(&closure.body);
                Found::new()
            }
            _ => self.walk(expression),
        }
    }

    /// An expression that is no builder, though there may be some in it.
    fn walk(&mut self, expression: &Expr) -> Found {
        visit_expr(self, expression);
        Found::new()
    }

    fn read_method_call(&mut self, call: &ExprMethodCall) -> Found {
        let found = self.read(&call.receiver);
        if found.is_empty() {
            return self.read_arguments(call);
        }
        for index in &found {
            let Some(chain) = self.chains.get_mut(*index) else { continue };
            let around = chain.guards.iter().zip(&self.guards).take_while(|(a, b)| a == b).count();
            chain.calls.push(Call {
                line: call.method.span().start().line,
                method: call.method.to_string(),
                arguments: call.args.iter().cloned().collect(),
                guards: self.guards.get(around..).unwrap_or_default().to_vec(),
            });
        }
        found
    }

    /// The arguments of a method of something else: `list.iter().fold(cors, |cors, origin| …)` goes
    /// on with the builder, for each entry of the list.
    fn read_arguments(&mut self, call: &ExprMethodCall) -> Found {
        if let (true, [start, Expr::Closure(closure)]) =
            (call.method == "fold", call.args.iter().cloned().collect::<Vec<_>>().as_slice())
        {
            let found = self.read(start);
            let mut names = closure.inputs.iter();
            if let (false, Some(Pat::Ident(builder)), Some(entry)) =
                (found.is_empty(), names.next(), names.next())
            {
                let guard = Guard::For(self.text(entry), self.text(&call.receiver));
                self.variables.insert(builder.ident.to_string(), found.clone());
                self.guarded(guard, |this| this.read(&closure.body));
                return found;
            }
        }
        for argument in &call.args {
            self.read(argument);
        }
        Found::new()
    }

    fn base_of(&self, function: &Expr) -> Option<Base> {
        let Expr::Path(path) = function else { return None };
        let mut owner = path.path.clone();
        let name = owner.segments.pop()?.ident;
        owner.segments.pop_punct();
        if !self.imports.is_builder(&owner) {
            return None;
        }
        match name.to_string().as_str() {
            "default" => Some(Base::Default),
            "permissive" => Some(Base::Permissive),
            _ => None,
        }
    }

    fn bind(&mut self, place: &impl Spanned, found: Found) {
        let name = self.text(place);
        let name = name.trim_start_matches("mut ").trim().to_owned();
        if found.is_empty() {
            self.variables.remove(&name);
        } else {
            self.variables.insert(name, found);
        }
    }

    fn read_block(&mut self, block: &Block) -> Found {
        let mut value = Found::new();
        for statement in &block.stmts {
            value = Found::new();
            match statement {
                Stmt::Local(local) => {
                    let Some(init) = &local.init else { continue };
                    let found = self.read(&init.expr);
                    match &local.pat {
                        Pat::Ident(name) => self.bind(&name.ident, found),
                        Pat::Type(typed) => self.bind(&typed.pat, found),
                        _ => {}
                    }
                    if let Some((_, otherwise)) = &init.diverge {
                        self.read(otherwise);
                    }
                }
                Stmt::Expr(expression, _) => value = self.read(expression),
                Stmt::Item(item) => self.visit_item(item),
                Stmt::Macro(_) => {}
            }
        }
        value
    }

    /// The body of a function, with variables of its own.
    fn read_function(&mut self, signature: &Signature, body: &Block) {
        let outer = std::mem::take(&mut self.variables);
        for input in &signature.inputs {
            let FnArg::Typed(typed) = input else { continue };
            let Type::Path(path) = typed.ty.as_ref() else { continue };
            if self.imports.is_builder(&path.path) {
                let found = self.begin(Base::Given, typed.span());
                self.bind(&typed.pat, found);
            }
        }
        self.read_block(body);
        self.variables = outer;
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.read_function(&item.sig, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.read_function(&item.sig, &item.block);
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        self.read(expression);
    }
}

fn unique(mut found: Found) -> Found {
    found.sort_unstable();
    found.dedup();
    found
}
