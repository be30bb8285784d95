//! Every declaration, statement and expression of a tree, outermost first, in the order of the
//! source. Types are expressions. Recursion is as deep as the parser allows trees to be.

use crate::ast::{
    Block, CommClause, Decl, Element, Expr, ExprKind, Field, File, FuncDecl, FuncType, Stmt,
    StmtKind,
};

/// What is met.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    Decl(&'a Decl),
    Stmt(&'a Stmt),
    Expr(&'a Expr),
}

/// Shows `see` every node of a file.
pub fn file<'a>(file: &'a File, see: &mut dyn FnMut(Node<'a>)) {
    let see = &mut |node| {
        see(node);
        true
    };
    Walk { see }.decls(&file.decls);
}

/// The same for what is in one function.
pub fn function<'a>(f: &'a FuncDecl, see: &mut dyn FnMut(Node<'a>)) {
    let see = &mut |node| {
        see(node);
        true
    };
    Walk { see }.function(f);
}

/// Shows `see` this node and what is in it, except what is in nodes for which it says false.
pub fn within<'a>(node: Node<'a>, see: &mut dyn FnMut(Node<'a>) -> bool) {
    let mut walk = Walk { see };
    match node {
        Node::Decl(d) => walk.decls(std::slice::from_ref(d)),
        Node::Stmt(s) => walk.stmt(s),
        Node::Expr(e) => walk.expr(e),
    }
}

struct Walk<'s, 'a> {
    see: &'s mut dyn FnMut(Node<'a>) -> bool,
}

impl<'a> Walk<'_, 'a> {
    fn decls(&mut self, list: &'a [Decl]) {
        for d in list {
            if !(self.see)(Node::Decl(d)) {
                continue;
            }
            match d {
                Decl::Import(_) | Decl::Bad(_) => {}
                Decl::Const(d) => {
                    self.exprs(&d.ty);
                    self.exprs(&d.values);
                }
                Decl::Var(d) => {
                    self.exprs(&d.ty);
                    self.exprs(&d.values);
                }
                Decl::Type(d) => {
                    self.fields(&d.tparams);
                    self.expr(&d.ty);
                }
                Decl::Func(d) => self.function(d),
            }
        }
    }

    fn function(&mut self, f: &'a FuncDecl) {
        self.fields(f.recv.as_deref().unwrap_or(&[]));
        self.fields(&f.tparams);
        self.func_type(&f.ty);
        if let Some(body) = &f.body {
            self.block(body);
        }
    }

    fn fields(&mut self, list: &'a [Field]) {
        self.exprs(list.iter().filter(|f| !f.shared_type).map(|f| &f.ty));
    }

    fn func_type(&mut self, ty: &'a FuncType) {
        self.fields(&ty.params);
        self.fields(&ty.results);
    }

    fn block(&mut self, b: &'a Block) {
        self.stmts(&b.stmts);
    }

    fn stmts(&mut self, list: impl IntoIterator<Item = &'a Stmt>) {
        for s in list {
            self.stmt(s);
        }
    }

    fn exprs(&mut self, list: impl IntoIterator<Item = &'a Expr>) {
        for e in list {
            self.expr(e);
        }
    }

    fn boxed(&mut self, e: &'a Option<Box<Expr>>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn elements(&mut self, list: &'a [Element]) {
        for e in list {
            self.exprs(&e.key);
            self.expr(&e.value);
        }
    }

    fn expr(&mut self, e: &'a Expr) {
        if !(self.see)(Node::Expr(e)) {
            return;
        }
        match &e.kind {
            ExprKind::Bad | ExprKind::Name(_) | ExprKind::Lit(_) => {}
            ExprKind::CompositeLit { ty, elems, .. } => {
                self.boxed(ty);
                self.elements(elems);
            }
            ExprKind::FuncLit(f) => {
                self.func_type(&f.ty);
                self.block(&f.body);
            }
            ExprKind::Paren(x)
            | ExprKind::Selector { x, .. }
            | ExprKind::Star(x)
            | ExprKind::Unary { x, .. }
            | ExprKind::SliceType(x)
            | ExprKind::ChanType { elem: x, .. } => self.expr(x),
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.expr(x);
                self.boxed(lo);
                self.boxed(hi);
                self.boxed(max);
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x);
                self.boxed(ty);
            }
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                self.exprs(args);
            }
            ExprKind::Binary { x, y, .. }
            | ExprKind::KeyValue { key: x, value: y }
            | ExprKind::MapType { key: x, value: y } => {
                self.expr(x);
                self.expr(y);
            }
            ExprKind::ArrayType { len, elem } => {
                self.boxed(len);
                self.expr(elem);
            }
            ExprKind::StructType { fields } => self.fields(fields),
            ExprKind::FuncType(ty) => self.func_type(ty),
            ExprKind::InterfaceType(ty) => {
                for m in &ty.methods {
                    self.func_type(&m.ty);
                }
                self.exprs(&ty.embeds);
            }
            ExprKind::Ellipsis(elem) => self.boxed(elem),
        }
    }

    fn clauses(&mut self, list: &'a [CommClause]) {
        for c in list {
            self.stmts(&c.comm);
            self.stmts(&c.body);
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        if !(self.see)(Node::Stmt(s)) {
            return;
        }
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Expr(x)
            | StmtKind::IncDec { x, .. }
            | StmtKind::Go(x)
            | StmtKind::Defer(x) => self.expr(x),
            StmtKind::Send { chan, value } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.exprs(lhs);
                self.exprs(rhs);
            }
            StmtKind::Decl(list) => self.decls(list),
            StmtKind::Return(list) => self.exprs(list),
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(s) => {
                self.stmts(&s.init);
                self.expr(&s.cond);
                self.block(&s.then);
                self.stmts(&s.els);
            }
            StmtKind::Switch(s) => {
                self.stmts(&s.init);
                self.exprs(&s.tag);
                for c in &s.cases {
                    self.exprs(&c.exprs);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                self.stmts(&s.init);
                self.expr(&s.x);
                for c in &s.cases {
                    self.exprs(&c.exprs);
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(list) => self.clauses(list),
            StmtKind::For(s) => {
                self.stmts(&s.init);
                self.exprs(&s.cond);
                self.stmts(&s.post);
                self.block(&s.body);
            }
            StmtKind::Range(s) => {
                self.exprs(&s.key);
                self.exprs(&s.value);
                self.exprs(&s.extra);
                self.expr(&s.x);
                self.block(&s.body);
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names met, in order.
    #[track_caller]
    fn check(body: &str, want: &str) {
        let mut map = base::SourceMap::default();
        let id = map.add("a.go", format!("package p\n{body}"));
        let (mut names, mut ids) = Default::default();
        let (tree, errors) = crate::parse_file(&map, id, &mut names, &mut ids);
        assert!(errors.is_empty(), "{errors:?}");
        let mut got = Vec::new();
        file(&tree, &mut |node| {
            if let Node::Expr(Expr {
                kind: ExprKind::Name(n),
                ..
            }) = node
            {
                got.push(names.text(n.name).to_owned());
            }
        });
        assert_eq!(got.join(" "), want);
    }

    #[test]
    fn all_names_in_order() {
        check("var x, y A = b, c", "A b c");
        check(
            "type T struct { a, b A; c [n]B; *C; d map[D]chan E; f func(F) (G, H) }",
            "A n B C D E F G H",
        );
        check("type I[P Q] interface { m(A) B; C | ~D }", "Q A B C D");
        check(
            "func (r R) f(a A) B { if x := y; x { return T{k: v}.w[i:j:k] } else if z {}; return 1 }",
            "R A B x y x T k v i j k z",
        );
        check(
            "func f() { for i := range a { b <- c; go d(e); defer g() }; for p; q; r++ {} }",
            "i a b c d e g p q r",
        );
        check(
            "func f() { switch a := b.(type) { case C: d() }; switch e { case g, h: i++ }; select { case j := <-k: l(); default: m() } }",
            "b C d e g h i j k l m",
        );
        check(
            "func f() { L: x = func(a A) { b() }; _ = y.(Z); type T struct { U }; { goto L } }",
            "x A b _ y Z U",
        );
    }
}
