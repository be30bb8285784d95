//! Struct and interface types, unions and constraints.

use base::HashMap;

use base::{Span, Symbol};
use syntax::ast::{BinaryOp, Expr, ExprKind, Field, Ident, InterfaceType, LitKind, UnaryOp};

use crate::check::{Checker, at};
use crate::constant::ConstValue;
use crate::{Basic, InterfaceMethod, ObjId, ObjectKind, StructField, Term, Type, TypeId};

/// Unions with more terms than this are refused, as gc does.
const MAX_TERMS: usize = 100;

impl<'a> Checker<'a> {
    pub(crate) fn struct_type(&mut self, list: &'a [Field]) -> TypeId {
        let mut fields: Vec<StructField> = Vec::with_capacity(list.len());
        let mut seen: HashMap<Symbol, ObjId> = HashMap::default();
        let mut ty = Basic::Invalid.id();
        for f in list {
            if !f.shared_type {
                ty = self.var_type(&f.ty);
            }
            let tag = f.tag.and_then(|lit| {
                if lit.bad {
                    return None;
                }
                let text = self.w.names.text(lit.text);
                let value = ConstValue::from_literal(LitKind::String, text);
                let bytes = value.as_bytes()?;
                let text = String::from_utf8_lossy(bytes).into_owned();
                (!text.is_empty()).then(|| self.w.names.intern(&text))
            });
            let name = match f.name {
                Some(name) => name,
                None => match embedded_ident(&f.ty) {
                    Some(name) => name,
                    None => {
                        let text = self.es(&f.ty);
                        self.error(
                            at(&f.ty),
                            "InvalidSyntaxTree",
                            format!("invalid embedded field type {text}"),
                        );
                        continue;
                    }
                },
            };
            let embedded = f.name.is_none();
            if embedded {
                let at = f.ty.span;
                self.later(move |c| c.check_embedded(ty, at));
            }
            let span = if embedded { f.ty.span } else { name.span };
            let obj = self.new_obj(
                name.name,
                if embedded { name.span } else { span },
                Some(ty),
                ObjectKind::Var {
                    is_field: true,
                    embedded,
                    is_param: false,
                },
            );
            if name.name != self.w.universe.blank {
                if let Some(&alt) = seen.get(&name.name) {
                    let msg = format!("{} redeclared", self.name(name.name));
                    let more = self.alt_decl(alt);
                    self.error_list(name.span, "DuplicateDecl", msg, &more, false);
                    continue;
                }
                seen.insert(name.name, obj);
            }
            self.record_def(name, Some(obj));
            fields.push(StructField {
                name: name.name,
                pkg: self.pkg,
                ty,
                embedded,
                tag,
                obj,
            });
        }
        self.w.types.intern(Type::Struct(fields.into()))
    }

    fn check_embedded(&mut self, ty: TypeId, at: Span) {
        let (t, is_ptr) = self.w.deref(ty);
        let u = self.w.underlying(t);
        let (code, msg) = match self.w.types.get(u) {
            Type::Basic(Basic::UnsafePointer) => (
                "InvalidPtrEmbed",
                "embedded field type cannot be unsafe.Pointer",
            ),
            Type::Pointer(_) => ("InvalidPtrEmbed", "embedded field type cannot be a pointer"),
            Type::Interface { .. } if self.w.is_type_param(t) => (
                "MisplacedTypeParam",
                "embedded field type cannot be a (pointer to a) type parameter",
            ),
            Type::Interface { .. } if is_ptr => (
                "InvalidPtrEmbed",
                "embedded field type cannot be a pointer to an interface",
            ),
            _ => return,
        };
        self.error(at, code, msg);
    }

    pub(crate) fn interface_type(
        &mut self,
        i: &'a InterfaceType,
        span: Span,
        def: Option<ObjId>,
    ) -> TypeId {
        let mut methods: Vec<InterfaceMethod> = Vec::with_capacity(i.methods.len());
        for m in &i.methods {
            if m.name.name == self.w.universe.blank {
                self.error(
                    m.name.span,
                    "BlankIfaceMethod",
                    "methods must have a unique non-blank name",
                );
                continue;
            }
            let sig = self.func_type(None, &[], &m.ty, None).ty;
            let iface = def.and_then(|d| self.obj_type(d));
            let obj = self.new_obj(
                m.name.name,
                m.name.span,
                Some(sig),
                ObjectKind::InterfaceMethod { iface },
            );
            self.record_def(m.name, Some(obj));
            if let Some(old) = methods.iter().find(|o| o.name == m.name.name) {
                let name = self.name(m.name.name);
                let at = self.w.objects[old.obj].span;
                self.later(move |c| {
                    c.error_list(
                        m.name.span,
                        "DuplicateDecl",
                        format!("duplicate method {name}"),
                        &[(at, format!("other declaration of method {name}"))],
                        false,
                    );
                });
                continue;
            }
            methods.push(InterfaceMethod {
                name: m.name.name,
                pkg: self.pkg,
                sig,
                obj,
            });
        }
        let mut embeds = Vec::with_capacity(i.embeds.len());
        let mut places = Vec::new();
        for e in &i.embeds {
            let t = self.parse_union(e);
            if self.allows(18) || self.embeds_by_old_rules(at(e), t) {
                embeds.push(t);
                places.push((t, e.span));
            }
        }
        base::sort::sort_by(&mut methods, |a, b| self.w.method_order(a, b));
        let objs: Vec<ObjId> = methods.iter().map(|m| m.obj).collect();
        let explicit = methods.clone();
        let ty = self.w.types.intern(Type::Interface {
            methods: methods.into(),
            embeds: embeds.into(),
            implicit: false,
        });
        for obj in objs {
            if let ObjectKind::InterfaceMethod { iface } = &mut self.w.objects[obj].kind
                && iface.is_none()
            {
                *iface = Some(ty);
            }
        }
        self.interfaces.push((span, ty));
        if !places.is_empty() {
            self.later(move |c| c.check_embedded_methods(explicit, &places, span));
        }
        ty
    }

    /// Whether an interface of a version without type sets may embed `t`, as far as is known.
    fn embeds_by_old_rules(&mut self, span: Span, t: TypeId) -> bool {
        let what = match self.w.types.get(t) {
            Type::Basic(Basic::Invalid) => return true,
            Type::Union(_) => "embedding interface element",
            Type::Named(_) | Type::Alias(_) | Type::Interface { .. } | Type::TypeParam(_) => {
                self.later(move |c| {
                    let u = c.w.underlying(t);
                    if !matches!(c.w.types.get(u), Type::Interface { .. }) && c.w.is_valid(u) {
                        let text = c.ts(t);
                        c.demand(span, 18, &format!("embedding non-interface type {text}"));
                    }
                });
                return true;
            }
            _ => "embedding non-interface type",
        };
        let text = self.ts(t);
        self.demand(span, 18, &format!("{what} {text}"))
    }

    /// Methods that come in several times must be identical.
    fn check_embedded_methods(
        &mut self,
        explicit: Vec<InterfaceMethod>,
        embeds: &[(TypeId, Span)],
        _span: Span,
    ) {
        let mut all: Vec<(InterfaceMethod, Span)> = explicit
            .into_iter()
            .map(|m| {
                let at = self.w.objects[m.obj].span;
                (m, at)
            })
            .collect();
        for &(t, at) in embeds {
            let u = self.w.underlying(t);
            if !matches!(self.w.types.get(u), Type::Interface { .. }) {
                continue;
            }
            for m in self.w.type_set(u).methods.clone() {
                let old = all
                    .iter()
                    .find(|(o, _)| self.w.same_id((o.name, o.pkg), (m.name, m.pkg)))
                    .map(|(o, at)| (o.sig, *at));
                match old {
                    None => all.push((m, at)),
                    Some((sig, other)) => {
                        if !self.allows(14) || !self.w.identical(sig, m.sig) {
                            let name = self.name(m.name);
                            self.error_list(
                                at,
                                "DuplicateDecl",
                                format!("duplicate method {name}"),
                                &[(other, format!("other declaration of method {name}"))],
                                false,
                            );
                        }
                    }
                }
            }
        }
    }

    /// A constraint; `~T` and `A|B` become implicit interfaces.
    pub(crate) fn bound(&mut self, e: &'a Expr) -> TypeId {
        let is_set = matches!(
            e.kind,
            ExprKind::Unary {
                op: UnaryOp::Tilde,
                ..
            } | ExprKind::Binary {
                op: BinaryOp::Or,
                ..
            }
        );
        if !is_set {
            return self.typ(e);
        }
        let t = self.parse_union(e);
        if !self.w.is_valid(t) {
            return t;
        }
        self.w.types.intern(Type::Interface {
            methods: Box::default(),
            embeds: Box::new([t]),
            implicit: true,
        })
    }

    /// An embedded element of an interface: a type or a union of terms.
    fn parse_union(&mut self, e: &'a Expr) -> TypeId {
        let mut list: Vec<&'a Expr> = Vec::new();
        let mut ops: Vec<&'a Expr> = Vec::new();
        flatten(e, &mut list, &mut ops);
        let mut terms: Vec<Term> = Vec::new();
        for (i, &x) in list.iter().enumerate() {
            let term = self.parse_term(x);
            if list.len() == 1 && !term.tilde {
                return term.ty;
            }
            if i == MAX_TERMS {
                self.error(at(x), "InvalidUnion", too_many_terms());
                return Basic::Invalid.id();
            }
            terms.push(term);
        }
        let union = self.w.types.intern(Type::Union(terms.clone().into()));
        for op in ops {
            self.record_type(op, union);
        }
        self.later(move |c| {
            c.check_terms(&terms, &list);
            // With those of embedded unions.
            let all = c.w.union_terms(union, 0);
            if all.is_some_and(|all| all.len() > MAX_TERMS) {
                c.error(at(e), "InvalidUnion", too_many_terms());
            }
        });
        union
    }

    fn parse_term(&mut self, e: &'a Expr) -> Term {
        let (x, tilde) = match &e.kind {
            ExprKind::Unary {
                op: UnaryOp::Tilde,
                x,
            } => (&**x, true),
            _ => (e, false),
        };
        let mut ty = self.typ(x);
        if self.w.is_type_param(ty) {
            let msg = if tilde {
                format!("type in term {} cannot be a type parameter", self.es(e))
            } else {
                "term cannot be a type parameter".to_string()
            };
            self.error(at(x), "MisplacedTypeParam", msg);
            ty = Basic::Invalid.id();
        }
        if tilde {
            let one = self
                .w
                .types
                .intern(Type::Union(Box::new([Term { tilde, ty }])));
            self.record_type(e, one);
        }
        Term { tilde, ty }
    }

    fn check_terms(&mut self, terms: &[Term], exprs: &[&'a Expr]) {
        const CODE: &str = "InvalidUnion";
        for (i, (t, e)) in terms.iter().zip(exprs).enumerate() {
            if !self.w.is_valid(t.ty) {
                continue;
            }
            let u = self.w.underlying(t.ty);
            let is_iface = matches!(self.w.types.get(u), Type::Interface { .. });
            let text = self.ts(t.ty);
            // Terms are printed with packages spelled out.
            let full = self.w.qualified_string(t.ty);
            if t.tilde {
                if is_iface {
                    self.error(
                        at(e),
                        CODE,
                        format!("invalid use of ~ ({text} is an interface)"),
                    );
                    continue;
                }
                if !self.w.identical(u, t.ty) {
                    let under = self.ts(u);
                    self.error(
                        at(e),
                        CODE,
                        format!("invalid use of ~ (underlying type of {text} is {under})"),
                    );
                    continue;
                }
            }
            let term_text = if t.tilde { format!("~{full}") } else { full };
            if is_iface {
                let set = self.w.type_set(u);
                let msg = if !set.methods.is_empty() {
                    format!("cannot use {term_text} in union ({term_text} contains methods)")
                } else if t.ty == self.w.universe.comparable {
                    "cannot use comparable in union".to_string()
                } else if set.comparable {
                    format!("cannot use {term_text} in union ({term_text} embeds comparable)")
                } else {
                    continue;
                };
                self.error(at(e), CODE, msg);
                continue;
            }
            let before = terms.get(..i).unwrap_or_default();
            if let Some(j) = self.w.overlapping_term(before, t)
                && let Some(other) = terms.get(j)
            {
                let tilde = if other.tilde { "~" } else { "" };
                let other = format!("{tilde}{}", self.w.qualified_string(other.ty));
                self.soft_error(
                    at(e),
                    CODE,
                    format!("overlapping terms {term_text} and {other}"),
                );
            }
        }
    }
}

/// Interface types on the way: false once one was left (or reported).
type Visiting = HashMap<TypeId, bool>;

impl Checker<'_> {
    /// Reports interface types without name that contain themselves (through aliases).
    pub(crate) fn anonymous_cycles(&mut self) {
        let mut visiting = Visiting::default();
        let mut list = std::mem::take(&mut self.interfaces);
        base::sort::sort(&mut list);
        let mut end = 0;
        for (span, t) in list {
            // One inside another is looked at with it.
            if span.hi <= end {
                continue;
            }
            end = span.hi;
            if self.interface_cycle(t, &mut visiting, 0) {
                self.error(
                    span,
                    "AnonymousCycle",
                    "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)",
                );
                visiting.values_mut().for_each(|on_path| *on_path = false);
            }
        }
    }

    fn interface_cycle(&mut self, t: TypeId, visiting: &mut Visiting, depth: u32) -> bool {
        if let Some(&on_path) = visiting.get(&t) {
            return on_path;
        }
        visiting.insert(t, true);
        for m in self.w.type_set(t).methods.clone() {
            if self.anonymous_cycle(m.sig, visiting, depth + 1) {
                return true;
            }
        }
        visiting.insert(t, false);
        false
    }

    fn anonymous_cycle(&mut self, t: TypeId, visiting: &mut Visiting, depth: u32) -> bool {
        if depth > 100 {
            return false;
        }
        let t = self.w.unalias(t);
        let parts: Vec<TypeId> = match self.w.types.get(t) {
            Type::Interface { .. } => return self.interface_cycle(t, visiting, depth),
            Type::Array { elem, .. }
            | Type::Chan { elem, .. }
            | Type::Pointer(elem)
            | Type::Slice(elem) => vec![*elem],
            Type::Map { key, elem } => vec![*key, *elem],
            Type::Signature {
                params, results, ..
            } => params.iter().chain(results).map(|p| p.ty).collect(),
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            _ => return false,
        };
        parts
            .into_iter()
            .any(|p| self.anonymous_cycle(p, visiting, depth + 1))
    }
}

fn too_many_terms() -> String {
    format!("cannot handle more than {MAX_TERMS} union terms (implementation limitation)")
}

/// The terms of `a | b | c`, and its `|` expressions.
fn flatten<'a>(e: &'a Expr, list: &mut Vec<&'a Expr>, ops: &mut Vec<&'a Expr>) {
    let mut rest = Vec::new();
    let mut at = e;
    while let ExprKind::Binary {
        op: BinaryOp::Or,
        x,
        y,
        ..
    } = &at.kind
    {
        ops.push(at);
        rest.push(&**y);
        at = x;
    }
    list.push(at);
    list.extend(rest.into_iter().rev());
}

/// The identifier that names an embedded field.
fn embedded_ident(e: &Expr) -> Option<Ident> {
    let mut e = e;
    let mut star = false;
    loop {
        match &e.kind {
            ExprKind::Name(id) => return Some(*id),
            ExprKind::Star(x) if !star => {
                star = true;
                e = x;
            }
            ExprKind::Paren(x) => e = x,
            ExprKind::Selector { sel, .. } => return Some(*sel),
            ExprKind::Index { x, .. } => e = x,
            _ => return None,
        }
    }
}
