//! The state of checking one package: environment, delayed work, untyped expressions, messages,
//! and what is recorded for later phases.

use base::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use base::{Diagnostic, Severity, Span, Symbol};
use syntax::ast::{Expr, ExprKind, File, FuncDecl, Ident, NodeId, TypeDecl};

use crate::constant::ConstValue;
use crate::{
    Basic, DeclRef, Mode, ObjId, Object, ObjectKind, Param, PkgId, Scope, ScopeId, Type, TypeId,
    TypeParamId, World,
};

/// Expressions, types and statements nested deeper than this are refused.
const MAX_NESTING: u32 = 400;

/// Work put off until the types it looks at are complete.
pub(crate) type Later<'a> = Box<dyn FnOnce(&mut Checker<'a>) + 'a>;

/// A package-level declaration, or a method's.
#[derive(Clone)]
pub(crate) struct DeclInfo<'a> {
    pub(crate) file_scope: ScopeId,
    pub(crate) decl: DeclRef,
    /// All variables of an n:1 variable declaration.
    pub(crate) lhs: Rc<[ObjId]>,
    pub(crate) vtyp: Option<&'a Expr>,
    pub(crate) init: Option<&'a Expr>,
    /// Which of the declaration's values `init` is.
    pub(crate) value: u32,
    /// The initialiser is repeated from a constant declaration above.
    pub(crate) inherited: bool,
    pub(crate) iota: u32,
    pub(crate) tdecl: Option<&'a TypeDecl>,
    pub(crate) fdecl: Option<&'a FuncDecl>,
    /// Package-level objects that the initialiser or body mentions.
    pub(crate) deps: HashSet<ObjId>,
}

/// An expression whose type is not settled yet.
#[derive(Clone, Debug)]
pub(crate) struct Untyped<'a> {
    /// Left operand of a non-constant shift: must become an integer.
    pub(crate) is_lhs: bool,
    pub(crate) mode: Mode,
    pub(crate) ty: TypeId,
    pub(crate) val: Option<ConstValue>,
    pub(crate) expr: &'a Expr,
}

/// Where the checker is.
#[derive(Clone)]
pub(crate) struct Env {
    /// The package-level declaration whose initialiser or body is checked (index into `decls`).
    pub(crate) decl: Option<usize>,
    pub(crate) scope: ScopeId,
    /// Value of `iota`, in constant declarations.
    pub(crate) iota: Option<i64>,
    /// Where to report errors of an inherited constant initialiser.
    pub(crate) errpos: Option<Span>,
    pub(crate) in_tparam_list: bool,
    /// The name whose declared type is looked at: gc reports sizes there.
    pub(crate) type_place: Option<Span>,
    /// Result variables, inside a function.
    pub(crate) results: Option<Rc<[ObjId]>>,
    /// Calls of the predeclared panic.
    pub(crate) panics: HashSet<NodeId>,
    /// The expression at hand contains a function call or a receive.
    pub(crate) has_call_or_recv: bool,
    /// Variables declared in this function (not in literals inside it).
    pub(crate) locals: Vec<ObjId>,
    /// Labels of this function.
    pub(crate) labels: HashMap<Symbol, ObjId>,
    /// Type parameters of the enclosing function, the receiver's first.
    pub(crate) outer_tparams: Rc<[TypeParamId]>,
}

impl Env {
    pub(crate) fn new(scope: ScopeId) -> Self {
        Env {
            decl: None,
            scope,
            iota: None,
            errpos: None,
            in_tparam_list: false,
            type_place: None,
            results: None,
            panics: HashSet::default(),
            has_call_or_recv: false,
            locals: Vec::new(),
            labels: HashMap::default(),
            outer_tparams: Rc::from([]),
        }
    }
}

/// What a function value with a signature is made of.
#[derive(Clone, Debug)]
pub(crate) struct Sig {
    pub(crate) tparams: Box<[TypeParamId]>,
    pub(crate) params: Box<[Param]>,
    pub(crate) results: Box<[Param]>,
    pub(crate) variadic: bool,
}

/// The checker of one package.
pub(crate) struct Checker<'a> {
    pub(crate) w: &'a mut World,
    pub(crate) pkg: PkgId,
    pub(crate) files: &'a [Arc<File>],
    pub(crate) env: Env,
    pub(crate) diags: Vec<Diagnostic>,
    pub(crate) decls: Vec<DeclInfo<'a>>,
    pub(crate) decl_of: HashMap<ObjId, usize>,
    /// Methods by the type name of their receiver's base type.
    pub(crate) methods: HashMap<ObjId, Vec<ObjId>>,
    /// With the version of the language that it goes by.
    pub(crate) delayed: Vec<Option<(u32, Later<'a>)>>,
    pub(crate) untyped: BTreeMap<NodeId, Untyped<'a>>,
    /// Objects being declared, outermost first.
    pub(crate) obj_path: Vec<ObjId>,
    pub(crate) imports: Vec<ObjId>,
    /// Objects that came in through a dot-import, with their import.
    pub(crate) dot_imports: HashMap<(ScopeId, Symbol), ObjId>,
    pub(crate) mono: crate::mono::MonoGraph,
    /// Interface types as written.
    pub(crate) interfaces: Vec<(Span, TypeId)>,
    /// Types that were found not to contain themselves.
    pub(crate) valid_types: HashSet<TypeId>,
    /// That search met a declaration that is not known yet.
    pub(crate) valid_incomplete: bool,
    /// Array and channel types as written, whose sizes have bounds.
    pub(crate) sized: Vec<(Span, TypeId)>,
    /// Where instances of generic types were first written.
    pub(crate) instance_places: HashMap<TypeId, Span>,
    /// Types whose size is asked for, and those of which it is known whether it varies.
    pub(crate) sizing: Vec<TypeId>,
    pub(crate) var_sizes: HashMap<TypeId, bool>,
    /// Function bodies are checked too (a user's package).
    pub(crate) bodies: bool,
    depth: u32,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(w: &'a mut World, pkg: PkgId, files: &'a [Arc<File>]) -> Self {
        w.cur_pkg = pkg;
        let scope = w.packages[pkg].scope;
        Checker {
            w,
            pkg,
            files,
            env: Env::new(scope),
            diags: Vec::new(),
            decls: Vec::new(),
            decl_of: HashMap::default(),
            methods: HashMap::default(),
            delayed: Vec::new(),
            untyped: BTreeMap::new(),
            obj_path: Vec::new(),
            imports: Vec::new(),
            dot_imports: HashMap::default(),
            mono: crate::mono::MonoGraph::default(),
            interfaces: Vec::new(),
            valid_types: HashSet::default(),
            valid_incomplete: false,
            sized: Vec::new(),
            instance_places: HashMap::default(),
            sizing: Vec::new(),
            var_sizes: HashMap::default(),
            bodies: true,
            depth: 0,
        }
    }

    // Texts.

    /// The type as messages name it.
    pub(crate) fn ts(&self, t: TypeId) -> String {
        self.w.type_string(t)
    }
    /// The expression as messages quote it.
    pub(crate) fn es(&self, e: &Expr) -> String {
        syntax::expr_string(e, &self.w.names)
    }
    pub(crate) fn els(&self, list: &[Expr]) -> String {
        let texts: Vec<String> = list.iter().map(|e| self.es(e)).collect();
        format!("[{}]", texts.join(", "))
    }
    pub(crate) fn name(&self, name: Symbol) -> String {
        self.w.names.text(name).to_string()
    }
    pub(crate) fn obj_name(&self, obj: ObjId) -> String {
        self.name(self.w.objects[obj].name)
    }

    // Messages.

    pub(crate) fn error(&mut self, span: Span, code: &'static str, msg: impl Into<String>) {
        self.report(span, code, msg.into(), false);
    }
    pub(crate) fn soft_error(&mut self, span: Span, code: &'static str, msg: impl Into<String>) {
        self.report(span, code, msg.into(), true);
    }
    /// An error with further lines, each with its place if it has one.
    pub(crate) fn error_list(
        &mut self,
        span: Span,
        code: &'static str,
        msg: String,
        more: &[(Span, String)],
        soft: bool,
    ) {
        if self.is_follow_on(&msg) {
            return;
        }
        let mut text = msg;
        for (at, line) in more {
            text.push_str("\n\t");
            if !at.is_none() {
                text.push_str(&self.w.map.describe(at.lo));
                text.push_str(": ");
            }
            text.push_str(line);
        }
        self.push_diag(span, code, text, soft);
    }

    /// Errors that mention what is already known to be broken say nothing new.
    fn is_follow_on(&self, msg: &str) -> bool {
        let inside = |what: &str| msg.find(what).is_some_and(|at| at > 0);
        !self.diags.is_empty() && (inside("invalid operand") || inside("invalid type"))
    }

    fn report(&mut self, span: Span, code: &'static str, msg: String, soft: bool) {
        if !self.is_follow_on(&msg) {
            self.push_diag(span, code, msg, soft);
        }
    }

    fn push_diag(&mut self, span: Span, code: &'static str, message: String, soft: bool) {
        let span = self.env.errpos.unwrap_or(span);
        let mut message = message;
        if code == "InvalidSyntaxTree" {
            message.insert_str(0, "invalid syntax tree: ");
        }
        if let Some(hint) = self.version_hint(span, &message) {
            message.push_str(&hint);
        }
        self.diags.push(Diagnostic {
            severity: Severity::Error,
            span,
            message,
            code,
            soft,
        });
    }

    // Delayed work.

    pub(crate) fn later(&mut self, f: impl FnOnce(&mut Checker<'a>) + 'a) {
        self.delayed.push(Some((self.w.minor, Box::new(f))));
    }

    /// Does the delayed work from `top` on, and what it adds.
    pub(crate) fn process_delayed(&mut self, top: usize) {
        let mut i = top;
        let minor = self.w.minor;
        while i < self.delayed.len() {
            if let Some((minor, f)) = self.delayed.get_mut(i).and_then(Option::take) {
                self.w.minor = minor;
                f(self);
            }
            i += 1;
        }
        self.w.minor = minor;
        self.delayed.truncate(top);
    }

    /// Enters a nested construct; false (and an error) when nesting is too deep. To be paired
    /// with [`Checker::leave`].
    pub(crate) fn enter(&mut self, span: Span) -> bool {
        self.depth += 1;
        if self.depth == MAX_NESTING {
            self.error(span, "Unsupported", "nested too deeply for Sudog");
        }
        self.depth < MAX_NESTING
    }
    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    // Scopes and objects.

    pub(crate) fn new_obj(
        &mut self,
        name: Symbol,
        span: Span,
        ty: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjId {
        self.w.objects.push(Object {
            name,
            pkg: self.pkg,
            span,
            ty,
            kind,
            decl: None,
            scope: None,
            visible_from: 0,
            used: false,
        })
    }
    /// A new local variable, parameter or package variable.
    pub(crate) fn new_var(
        &mut self,
        name: Symbol,
        span: Span,
        ty: Option<TypeId>,
        is_param: bool,
    ) -> ObjId {
        self.new_obj(
            name,
            span,
            ty,
            ObjectKind::Var {
                is_field: false,
                embedded: false,
                is_param,
            },
        )
    }
    pub(crate) fn obj_type(&self, obj: ObjId) -> Option<TypeId> {
        self.w.objects.get(obj).and_then(|o| o.ty)
    }
    pub(crate) fn set_obj_type(&mut self, obj: ObjId, ty: TypeId) {
        if let Some(o) = self.w.objects.get_mut(obj) {
            o.ty = Some(ty);
        }
    }
    /// The object's type, `Invalid` when it has none yet.
    pub(crate) fn obj_type_or_invalid(&self, obj: ObjId) -> TypeId {
        self.obj_type(obj).unwrap_or(Basic::Invalid.id())
    }
    pub(crate) fn is_var(&self, obj: ObjId) -> bool {
        matches!(self.w.objects[obj].kind, ObjectKind::Var { .. })
    }
    pub(crate) fn is_type_name(&self, obj: ObjId) -> bool {
        matches!(self.w.objects[obj].kind, ObjectKind::TypeName)
    }
    pub(crate) fn set_used(&mut self, obj: ObjId, used: bool) {
        if let Some(o) = self.w.objects.get_mut(obj) {
            o.used = used;
        }
    }

    pub(crate) fn open_scope(&mut self, span: Span, is_func: bool) -> ScopeId {
        let scope = self.w.scopes.push(Scope {
            parent: Some(self.env.scope),
            is_func,
            span,
            ..Scope::default()
        });
        self.env.scope = scope;
        scope
    }
    pub(crate) fn close_scope(&mut self) {
        if let Some(parent) = self.w.scopes[self.env.scope].parent {
            self.env.scope = parent;
        }
    }
    pub(crate) fn scope_lookup(&self, scope: ScopeId, name: Symbol) -> Option<ObjId> {
        self.w.scopes.get(scope)?.names.get(&name).copied()
    }
    /// What `name` denotes here, and the scope that has it.
    pub(crate) fn lookup_scope(&self, name: Symbol) -> Option<(ScopeId, ObjId)> {
        let mut at = Some(self.env.scope);
        while let Some(id) = at {
            let scope = self.w.scopes.get(id)?;
            if let Some(&obj) = scope.names.get(&name) {
                return Some((id, obj));
            }
            at = scope.parent;
        }
        None
    }
    pub(crate) fn lookup(&self, name: Symbol) -> Option<ObjId> {
        self.lookup_scope(name).map(|(_, obj)| obj)
    }

    /// Declares `obj` in `scope` (reporting a redeclaration), visible from `from` on.
    pub(crate) fn declare(&mut self, scope: ScopeId, id: Option<Ident>, obj: ObjId, from: u32) {
        let (name, span) = {
            let o = &self.w.objects[obj];
            (o.name, o.span)
        };
        if name != self.w.universe.blank {
            if let Some(alt) = self.scope_lookup(scope, name) {
                self.redeclared(span, obj, alt);
                return;
            }
            if let Some(s) = self.w.scopes.get_mut(scope) {
                s.names.insert(name, obj);
                s.order.push(obj);
            }
            if let Some(o) = self.w.objects.get_mut(obj) {
                o.visible_from = from;
                if o.scope.is_none() {
                    o.scope = Some(scope);
                }
                if matches!(
                    o.kind,
                    ObjectKind::Var {
                        is_param: false,
                        ..
                    }
                ) {
                    self.env.locals.push(obj);
                }
            }
        }
        if let Some(id) = id {
            self.record_def(id, Some(obj));
        }
    }

    pub(crate) fn redeclared(&mut self, span: Span, obj: ObjId, alt: ObjId) {
        let msg = format!("{} redeclared in this block", self.obj_name(obj));
        let more = self.alt_decl(alt);
        self.error_list(span, "DuplicateDecl", msg, &more, false);
    }

    /// The line that says where else `obj` is declared.
    pub(crate) fn alt_decl(&self, obj: ObjId) -> Vec<(Span, String)> {
        let span = self.w.objects[obj].span;
        if span.is_none() {
            return Vec::new();
        }
        vec![(span, format!("other declaration of {}", self.obj_name(obj)))]
    }

    /// Notes that the declaration at hand mentions `obj`.
    pub(crate) fn add_dep(&mut self, obj: ObjId) {
        if let Some(from) = self.env.decl
            && self.decl_of.contains_key(&obj)
            && let Some(d) = self.decls.get_mut(from)
        {
            d.deps.insert(obj);
        }
    }

    // Types.

    /// The parts of a signature type (not of a named function type).
    pub(crate) fn sig(&self, t: TypeId) -> Option<Sig> {
        match self.w.types.get(t) {
            Type::Signature {
                tparams,
                params,
                results,
                variadic,
            } => Some(Sig {
                tparams: tparams.clone(),
                params: params.clone(),
                results: results.clone(),
                variadic: *variadic,
            }),
            _ => None,
        }
    }
    pub(crate) fn mk_signature(&mut self, sig: Sig) -> TypeId {
        self.w.types.intern(Type::Signature {
            tparams: sig.tparams,
            params: sig.params,
            results: sig.results,
            variadic: sig.variadic,
        })
    }
    pub(crate) fn is_generic_sig(&self, t: TypeId) -> bool {
        matches!(self.w.types.get(t), Type::Signature { tparams, .. } if !tparams.is_empty())
    }
    /// The element type of a slice type.
    pub(crate) fn slice_elem_of(&self, t: TypeId) -> Option<TypeId> {
        match self.w.types.get(t) {
            Type::Slice(elem) => Some(*elem),
            _ => None,
        }
    }

    /// Reports whether the type is complete up to having an underlying type, and reports the
    /// cycle if it is not.
    pub(crate) fn is_complete(&mut self, t: TypeId) -> bool {
        if self.obj_path.is_empty() {
            return true;
        }
        let mut t = t;
        for _ in 0..MAX_NESTING {
            let (obj, rhs) = match self.w.types.get(t) {
                Type::Named(id) => {
                    let n = &self.w.types.named[*id];
                    let origin = &self.w.types.named[n.origin];
                    (n.obj, origin.rhs)
                }
                Type::Alias(id) => {
                    let a = &self.w.types.aliases[*id];
                    (a.obj, a.actual)
                }
                _ => return true,
            };
            if let Some(at) = self.obj_path.iter().position(|&o| o == obj) {
                let cycle = self.obj_path.get(at..).unwrap_or_default().to_vec();
                let start = self.first_in_src(&cycle);
                self.cycle_error(&cycle, start);
                return false;
            }
            match rhs {
                Some(rhs) => t = rhs,
                None => return true,
            }
        }
        true
    }
}

/// `e` without parentheses.
pub(crate) fn unparen(e: &Expr) -> &Expr {
    let mut e = e;
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}

impl Checker<'_> {
    /// The position that gc gives the node itself: for what follows an operand, the token after
    /// it.
    pub(crate) fn node_pos(&self, e: &Expr) -> Span {
        let (after, token) = match &e.kind {
            ExprKind::Call { fun, .. } => (fun.span.hi, b'('),
            ExprKind::Index { x, .. } | ExprKind::Slice { x, .. } => (x.span.hi, b'['),
            ExprKind::Selector { x, .. } | ExprKind::TypeAssert { x, .. } => (x.span.hi, b'.'),
            ExprKind::Binary { op_span, .. } => return *op_span,
            _ => return at(e),
        };
        let gap = self.w.map.snippet(Span::new(after, e.span.hi));
        let lo = match gap.bytes().position(|b| b == token) {
            // A comment may stand between.
            Some(0) | None => after,
            Some(_) => after + token_offset(gap, token),
        };
        Span::new(lo, e.span.hi)
    }
}

/// Offset of the first `token` in `text` that is not in a comment.
fn token_offset(text: &str, token: u8) -> u32 {
    let bytes = text.as_bytes();
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        if b == token {
            break;
        }
        let rest = text.get(i..).unwrap_or("");
        if rest.starts_with("/*") {
            i += rest.find("*/").map_or(rest.len(), |n| n + 2);
        } else if rest.starts_with("//") {
            i += rest.find('\n').unwrap_or(rest.len());
        } else {
            i += 1;
        }
    }
    i as u32
}

/// Where gc reports a message about `e`.
pub(crate) fn at(e: &Expr) -> Span {
    Span::new(syntax::report_offset(e), e.span.hi)
}
