//! Types as package reflect prints them: `main.T[int]`, `struct { X int }`. What `%T` and `%v` of
//! a type show, and panic messages.

use std::fmt::Write as _;

use syntax::ast::ChanDir;

use crate::predicates::MAX_DEPTH;
use crate::typestring::{MAX_TEXT, basic_name};
use crate::{ObjId, Param, PkgId, Type, TypeId, World, is_exported};

/// Where in the type we are.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// Packages by name.
    Top,
    /// Inside type arguments: packages by path, unexported field names qualified, local types
    /// numbered.
    Link,
}

impl World {
    /// reflect's `Type.String()`. Type parameters print by name.
    pub fn reflect_string(&mut self, t: TypeId) -> String {
        let mut out = String::new();
        self.reflect_rec(t, Style::Top, 0, &mut out);
        out
    }

    /// reflect's `Type.Name()`: empty for unnamed types.
    pub fn reflect_name(&mut self, t: TypeId) -> String {
        let t = self.unalias(t);
        let mut out = String::new();
        match *self.types.get(t) {
            Type::Named(_) => self.reflect_named(t, None, Style::Top, 0, &mut out),
            Type::Basic(b) => {
                let name = basic_name(b.plain());
                out.push_str(name.strip_prefix("unsafe.").unwrap_or(name));
            }
            _ => {}
        }
        out
    }

    fn reflect_prefix(&self, pkg: PkgId, style: Style) -> &str {
        if pkg == self.universe.pkg {
            return "";
        }
        self.packages.get(pkg).map_or("", |p| match style {
            Style::Top => self.names.text(p.name),
            Style::Link => p.path.as_str(),
        })
    }

    /// The number of a type declared inside a function, among all such types of its package.
    fn local_number(&self, obj: ObjId) -> Option<usize> {
        let object = self.objects.get(obj)?;
        let package = self.packages.get(object.pkg)?;
        let scope = self.scopes.get(package.scope)?;
        if object.pkg == self.universe.pkg || scope.names.get(&object.name) == Some(&obj) {
            return None;
        }
        let earlier = self
            .types
            .named
            .iter_enumerated()
            .filter(|(id, n)| n.origin == *id)
            .filter_map(|(_, n)| Some((n.obj, self.objects.get(n.obj)?)))
            .filter(|(id, o)| {
                o.pkg == object.pkg
                    && scope.names.get(&o.name) != Some(id)
                    && o.span.lo < object.span.lo
            })
            .count();
        Some(earlier + 1)
    }

    /// A named type; `style` None of the prefix means: without package.
    fn reflect_named(
        &mut self,
        t: TypeId,
        prefix: Option<Style>,
        style: Style,
        depth: u32,
        out: &mut String,
    ) {
        let Some(named) = self.named_id(t).and_then(|id| self.types.named.get(id)) else {
            return;
        };
        let Some(object) = self.objects.get(named.obj) else {
            return;
        };
        let obj = named.obj;
        let (outer, targs) = (named.outer_targs.clone(), named.targs.clone());
        if let Some(style) = prefix {
            let prefix = self.reflect_prefix(object.pkg, style);
            if !prefix.is_empty() {
                out.push_str(prefix);
                out.push('.');
            }
        }
        out.push_str(self.names.text(object.name));
        // Arguments of the function around the type come first, set off by a semicolon.
        if !outer.is_empty() || !targs.is_empty() {
            out.push('[');
            let mut separator = "";
            for (list, after) in [(&outer, ";"), (&targs, ",")] {
                for &targ in list {
                    out.push_str(separator);
                    self.reflect_rec(targ, Style::Link, depth + 1, out);
                    separator = ",";
                }
                if !list.is_empty() {
                    separator = after;
                }
            }
            out.push(']');
        }
        if style == Style::Link
            && let Some(n) = self.local_number(obj)
        {
            let _ = write!(out, "·{n}");
        }
    }

    fn reflect_rec(&mut self, t: TypeId, style: Style, depth: u32, out: &mut String) {
        if depth > MAX_DEPTH || out.len() > MAX_TEXT {
            out.push_str("...");
            return;
        }
        let d = depth + 1;
        let t = self.unalias(t);
        match self.types.get(t).clone() {
            Type::Basic(b) => out.push_str(basic_name(b.plain())),
            Type::Named(_) => self.reflect_named(t, Some(style), style, d, out),
            Type::Alias(_) => {}
            Type::Pointer(e) => {
                out.push('*');
                self.reflect_rec(e, style, d, out);
            }
            Type::Slice(e) => {
                out.push_str("[]");
                self.reflect_rec(e, style, d, out);
            }
            Type::Array { len, elem } => {
                let _ = write!(out, "[{len}]");
                self.reflect_rec(elem, style, d, out);
            }
            Type::Map { key, elem } => {
                out.push_str("map[");
                self.reflect_rec(key, style, d, out);
                out.push(']');
                self.reflect_rec(elem, style, d, out);
            }
            Type::Chan { dir, elem } => {
                out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                let elem = self.unalias(elem);
                let parens = dir == ChanDir::Both
                    && matches!(
                        self.types.get(elem),
                        Type::Chan {
                            dir: ChanDir::Recv,
                            ..
                        }
                    );
                if parens {
                    out.push('(');
                }
                self.reflect_rec(elem, style, d, out);
                if parens {
                    out.push(')');
                }
            }
            Type::Struct(fields) => {
                out.push_str("struct {");
                for (i, f) in fields.iter().enumerate() {
                    out.push_str(if i > 0 { "; " } else { " " });
                    if !f.embedded {
                        if style == Style::Link && !is_exported(self.names.text(f.name)) {
                            out.push_str(self.reflect_prefix(f.pkg, style));
                            out.push('.');
                        }
                        out.push_str(self.names.text(f.name));
                        out.push(' ');
                    }
                    self.reflect_rec(f.ty, style, d, out);
                    if let Some(tag) = f.tag
                        && !self.names.text(tag).is_empty()
                    {
                        out.push(' ');
                        out.push_str(&crate::constant::quote(self.names.text(tag).as_bytes()));
                    }
                }
                out.push_str(if fields.is_empty() { "}" } else { " }" });
            }
            Type::Tuple(list) => {
                out.push('(');
                for (i, &t) in list.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    self.reflect_rec(t, style, d, out);
                }
                out.push(')');
            }
            Type::Signature { .. } => {
                out.push_str("func");
                self.reflect_signature(t, style, d, out);
            }
            Type::Interface { .. } => {
                let set = self.type_set(t);
                out.push_str("interface {");
                for (i, m) in set.methods.iter().enumerate() {
                    out.push_str(if i > 0 { "; " } else { " " });
                    if !is_exported(self.names.text(m.name)) {
                        out.push_str(self.reflect_prefix(m.pkg, style));
                        out.push('.');
                    }
                    out.push_str(self.names.text(m.name));
                    self.reflect_signature(m.sig, style, d, out);
                }
                out.push_str(if set.methods.is_empty() { "}" } else { " }" });
            }
            Type::Union(_) => out.push_str(&self.type_string(t)),
            Type::TypeParam(id) => out.push_str(self.tparam_name(id)),
        }
    }

    fn reflect_signature(&mut self, sig: TypeId, style: Style, d: u32, out: &mut String) {
        let Type::Signature {
            params,
            results,
            variadic,
            ..
        } = self.types.get(sig).clone()
        else {
            return;
        };
        self.reflect_params(&params, variadic, style, d, out);
        match results.as_ref() {
            [] => {}
            [r] => {
                out.push(' ');
                self.reflect_rec(r.ty, style, d, out);
            }
            _ => {
                out.push(' ');
                self.reflect_params(&results, false, style, d, out);
            }
        }
    }

    fn reflect_params(
        &mut self,
        params: &[Param],
        variadic: bool,
        style: Style,
        d: u32,
        out: &mut String,
    ) {
        out.push('(');
        for (i, p) in params.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            match *self.types.get(p.ty) {
                Type::Slice(elem) if variadic && i + 1 == params.len() => {
                    out.push_str("...");
                    self.reflect_rec(elem, style, d, out);
                }
                _ => self.reflect_rec(p.ty, style, d, out),
            }
        }
        out.push(')');
    }
}
