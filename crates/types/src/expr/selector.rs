//! Selectors: qualified identifiers, fields, methods, method expressions.

use base::Symbol;
use base::letters::lower;
use syntax::ast::{Expr, ExprKind, Ident};

use crate::cgo;
use crate::check::{Checker, Sig, at};
use crate::operand::Operand;
use crate::{
    Basic, Found, Lookup, Mode, ObjId, ObjectKind, Param, PkgId, Selection, SelectionKind, TypeId,
    is_exported,
};

impl<'a> Checker<'a> {
    /// `base.sel`; with `want_type` it should be a type.
    pub(crate) fn selector(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        let ExprKind::Selector { x: base, sel } = &e.kind else {
            return;
        };
        if let ExprKind::Name(id) = &base.kind
            && let Some(obj) = self.lookup(id.name)
            && let ObjectKind::PkgName { imported } = self.w.objects[obj].kind
        {
            self.record_use(*id, obj);
            self.set_used(obj, true);
            self.qualified(x, e, imported, *sel);
        } else {
            self.member(x, base, e, *sel, want_type);
        }
        if !x.is_valid() {
            x.ty = Basic::Invalid.id();
        }
        x.expr = Some(e);
        x.text = None;
    }

    fn qualified(&mut self, x: &mut Operand<'a>, e: &'a Expr, imported: PkgId, sel: Ident) {
        x.invalidate();
        // What stands for a package that is not there.
        if imported == self.w.universe.pkg {
            return;
        }
        let scope = self.w.packages[imported].scope;
        // What a library package keeps to itself is not there for others: as in gc, whose export
        // data leaves it out.
        let is_c = self.w.packages[imported].path == cgo::PATH;
        let hidden = !is_c
            && self.w.packages[imported].is_library
            && !self.w.packages[self.pkg].is_library
            && !is_exported(self.w.names.text(sel.name));
        let found = match is_c {
            true => self.c_object(sel.name),
            false => self.scope_lookup(scope, sel.name),
        };
        let Some(obj) = found.filter(|_| !hidden) else {
            let text = self.es(e);
            let name = self.name(sel.name);
            if hidden && crate::unexported::known(&self.w.packages[imported].path, &name) {
                let pkg = self.name(self.w.packages[imported].name);
                let msg = format!("name {name} not exported by package {pkg}");
                self.error(sel.span, "UnexportedName", msg);
                return;
            }
            let msg = match self.lookup_ignoring_case(imported, sel.name) {
                Some(name) => format!("undefined: {text} (but have {name})"),
                None => format!("undefined: {text}"),
            };
            self.error(sel.span, "UndeclaredImportedName", msg);
            return;
        };
        let name = self.name(sel.name);
        if !is_exported(&name) && !is_c {
            let pkg = self.name(self.w.packages[imported].name);
            self.error(
                sel.span,
                "UnexportedName",
                format!("name {name} not exported by package {pkg}"),
            );
        }
        self.record_use(sel, obj);
        let ty = self.obj_type_or_invalid(obj);
        match &self.w.objects[obj].kind {
            ObjectKind::Const { value } => {
                x.val = Some(value.clone());
                x.mode = Mode::Constant;
            }
            ObjectKind::TypeName => x.mode = Mode::TypeExpr,
            ObjectKind::Var { .. } => x.mode = Mode::Variable,
            ObjectKind::Func { .. } => x.mode = Mode::Value,
            ObjectKind::Builtin(b) => {
                x.builtin = Some(*b);
                x.mode = Mode::Builtin;
            }
            _ => return,
        }
        x.ty = ty;
        if x.mode != Mode::Builtin && !self.w.is_valid(ty) {
            x.invalidate();
        }
    }

    /// What the file that stands for C declares under a name.
    fn c_object(&mut self, name: Symbol) -> Option<ObjId> {
        let scope = self.w.packages[self.pkg].scope;
        [cgo::TYPE, cgo::FUNC].into_iter().find_map(|prefix| {
            let name = self.w.names.text(name);
            let name = self.w.names.find(&format!("{prefix}{name}"))?;
            let obj = self.scope_lookup(scope, name)?;
            self.obj_decl(obj);
            Some(obj)
        })
    }

    fn lookup_ignoring_case(&self, pkg: PkgId, name: Symbol) -> Option<String> {
        let want = lower(self.w.names.text(name));
        let scope = &self.w.scopes[self.w.packages[pkg].scope];
        scope
            .order
            .iter()
            .map(|&o| self.w.names.text(self.w.objects[o].name))
            .filter(|n| is_exported(n) && lower(n) == want)
            .min()
            .map(str::to_string)
    }

    fn member(
        &mut self,
        x: &mut Operand<'a>,
        base: &'a Expr,
        e: &'a Expr,
        sel: Ident,
        want_type: bool,
    ) {
        self.expr_or_type(x, base, false);
        match x.mode {
            Mode::Invalid => return,
            Mode::Builtin => {
                let text = self.op_str(x);
                self.error(
                    self.node_pos(e),
                    "UncalledBuiltin",
                    format!("invalid use of {text} in selector expression"),
                );
                x.invalidate();
                return;
            }
            _ => {}
        }
        if !self.is_complete(x.ty) {
            x.invalidate();
            return;
        }
        if want_type {
            let text = self.es(e);
            self.error(sel.span, "NotAType", format!("{text} is not a type"));
            x.invalidate();
            return;
        }
        let u = self.w.underlying(x.ty);
        if let crate::Type::Pointer(p) = *self.w.types.get(u)
            && !self.is_complete(p)
        {
            x.invalidate();
            return;
        }
        let addressable = x.mode == Mode::Variable;
        let found =
            match self
                .w
                .lookup_field_or_method(x.ty, addressable, self.pkg, sel.name, false)
            {
                Lookup::Found(found) => found,
                other => {
                    self.selector_error(x, sel, &other);
                    x.invalidate();
                    return;
                }
            };
        if found.is_field {
            self.field(x, base, e, sel, found);
        } else {
            self.method(x, e, sel, found);
        }
    }

    fn selector_error(&mut self, x: &Operand<'a>, sel: Ident, why: &Lookup) {
        let name = self.name(sel.name);
        let u = self.w.underlying(x.ty);
        if !self.w.is_valid(u) {
            return;
        }
        let expr = self.op_expr(x);
        match why {
            Lookup::Ambiguous(_) => {
                self.error(
                    sel.span,
                    "AmbiguousSelector",
                    format!("ambiguous selector {expr}.{name}"),
                );
            }
            Lookup::BadRecv => {
                let t = self.ts(x.ty);
                let msg = if x.mode == Mode::TypeExpr {
                    format!(
                        "invalid method expression {t}.{name} (needs pointer receiver (*{t}).{name})"
                    )
                } else {
                    format!("cannot call pointer method {name} on {t}")
                };
                self.error(sel.span, "InvalidMethodExpr", msg);
            }
            _ => {
                let why = if self.w.is_interface_ptr(x.ty) {
                    self.w.interface_ptr_error(x.ty)
                } else {
                    let addressable = x.mode == Mode::Variable;
                    let alt = self.folded_lookup(x.ty, addressable, sel.name);
                    self.lookup_error(x.ty, &name, alt.as_ref(), false)
                };
                self.error(
                    sel.span,
                    "MissingFieldOrMethod",
                    format!("{expr}.{name} undefined ({why})"),
                );
            }
        }
    }

    /// A field or method whose name differs in case only.
    pub(crate) fn folded_lookup(
        &mut self,
        t: TypeId,
        addressable: bool,
        name: Symbol,
    ) -> Option<Found> {
        match self
            .w
            .lookup_field_or_method(t, addressable, self.pkg, name, true)
        {
            Lookup::Found(found) => Some(found),
            _ => None,
        }
    }

    /// Why `t` has no `sel`, considering what it has under a similar name.
    pub(crate) fn lookup_error(
        &mut self,
        t: TypeId,
        sel: &str,
        alt: Option<&Found>,
        literal: bool,
    ) -> String {
        #[derive(Clone, Copy)]
        enum Case {
            Missing,
            Misspelled,
            Unexported,
            Inaccessible,
        }
        let tail = |s: &str| -> String { s.chars().skip(1).collect() };
        let mut case = Case::Missing;
        let mut name = String::new();
        let mut what = "object";
        if let Some(found) = alt {
            name = self.obj_name(found.obj);
            what = if found.is_field { "field" } else { "method" };
            let same_tail = tail(sel) == tail(&name);
            if self.w.objects[found.obj].pkg == self.pkg {
                case = Case::Misspelled;
            } else if is_exported(sel) {
                if is_exported(&name) {
                    case = Case::Misspelled;
                } else if same_tail {
                    case = Case::Unexported;
                }
            } else if is_exported(&name) {
                if same_tail {
                    case = Case::Misspelled;
                }
            } else if sel == name {
                case = Case::Inaccessible;
            }
        }
        let t = self.ts(t);
        if literal {
            return match case {
                Case::Missing => format!("unknown field {sel} in struct literal of type {t}"),
                Case::Misspelled => format!(
                    "unknown field {sel} in struct literal of type {t}, but does have {name}"
                ),
                Case::Unexported => format!(
                    "unknown field {sel} in struct literal of type {t}, but does have unexported {name}"
                ),
                Case::Inaccessible => {
                    format!("cannot refer to unexported field {name} in struct literal of type {t}")
                }
            };
        }
        match case {
            Case::Missing => format!("type {t} has no field or method {sel}"),
            Case::Misspelled => {
                format!("type {t} has no field or method {sel}, but does have {what} {name}")
            }
            Case::Unexported => format!(
                "type {t} has no field or method {sel}, but does have unexported {what} {name}"
            ),
            Case::Inaccessible => format!("cannot refer to unexported {what} {name}"),
        }
    }

    fn field(
        &mut self,
        x: &mut Operand<'a>,
        base: &'a Expr,
        e: &'a Expr,
        sel: Ident,
        found: Found,
    ) {
        if x.mode == Mode::TypeExpr {
            let (name, t) = (self.name(sel.name), self.ts(x.ty));
            self.error(
                at(base),
                "MissingFieldOrMethod",
                format!("operand for field selector {name} must be value of type {t}"),
            );
            x.invalidate();
            return;
        }
        let ty = found.ty.unwrap_or(Basic::Invalid.id());
        self.record_selection(
            e,
            sel,
            Selection {
                kind: SelectionKind::FieldVal,
                recv: x.ty,
                obj: found.obj,
                path: found.path.into(),
                indirect: found.indirect,
                ty,
            },
        );
        x.mode = if x.mode == Mode::Variable || found.indirect {
            Mode::Variable
        } else {
            Mode::Value
        };
        x.ty = ty;
        if !self.w.is_valid(ty) {
            x.invalidate();
        }
    }

    fn method(&mut self, x: &mut Operand<'a>, e: &'a Expr, sel: Ident, found: Found) {
        let sig = self.method_type(&found);
        self.add_dep(found.obj);
        let Some(sig) = sig else {
            x.invalidate();
            return;
        };
        let is_type = x.mode == Mode::TypeExpr;
        let ty = if is_type {
            self.method_expr_type(sig, x.ty, found.obj)
        } else {
            sig
        };
        self.record_selection(
            e,
            sel,
            Selection {
                kind: if is_type {
                    SelectionKind::MethodExpr
                } else {
                    SelectionKind::MethodVal
                },
                recv: x.ty,
                obj: found.obj,
                path: found.path.into(),
                indirect: found.indirect,
                ty,
            },
        );
        x.mode = Mode::Value;
        x.ty = ty;
    }

    /// The signature of a found method, resolving its declaration if need be.
    pub(crate) fn method_type(&mut self, found: &Found) -> Option<TypeId> {
        if let Some(t) = found.ty {
            return Some(t);
        }
        self.obj_decl(found.obj);
        self.w.method_sig(found.recv, found.obj)
    }

    /// The name of a method's receiver, `_` if it has none.
    fn receiver_name(&self, method: ObjId) -> Symbol {
        let blank = self.w.universe.blank;
        let Some(d) = self.w.objects[method].decl else {
            return blank;
        };
        let file = self.w.packages[d.pkg].files.get(d.file as usize);
        match file.and_then(|f| f.decls.get(d.decl as usize)) {
            Some(syntax::ast::Decl::Func(f)) => f
                .recv
                .as_ref()
                .and_then(|r| r.first())
                .and_then(|f| f.name)
                .map_or(blank, |n| n.name),
            _ => blank,
        }
    }

    /// The type of `T.m`: the method's signature with the receiver as first parameter.
    fn method_expr_type(&mut self, sig: TypeId, recv: TypeId, method: ObjId) -> TypeId {
        let Some(sig) = self.sig(sig) else {
            return Basic::Invalid.id();
        };
        // Parameters are named together or not at all.
        let named = sig.params.first().is_some_and(|p| p.name.is_some());
        let name = named.then(|| self.receiver_name(method));
        let mut params = vec![Param { name, ty: recv }];
        params.extend(sig.params.iter().cloned());
        self.mk_signature(Sig {
            params: params.into(),
            ..sig
        })
    }
}
