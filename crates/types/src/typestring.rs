//! Types as messages print them: gc's notation, names of other packages qualified by package
//! name (by quoted path where two packages share a name).

use std::fmt::Write as _;

use syntax::ast::ChanDir;

use crate::predicates::MAX_DEPTH;
use crate::universe::BASICS;
use crate::{Basic, NamedId, ObjId, Param, PkgId, Type, TypeId, TypeParamId, World, is_exported};

/// Longer texts are cut.
pub(crate) const MAX_TEXT: usize = 4000;

struct Writer<'a> {
    world: &'a World,
    out: String,
    param_names: bool,
    /// Qualify by package path, the own package included, and say where unexported fields are
    /// from: for telling apart what otherwise looks the same.
    full: bool,
    /// Qualify by package name alone.
    short: bool,
    /// The first unexported field is still to be marked with its package.
    mark_pkg: bool,
    seen: Vec<TypeId>,
}

impl World {
    /// `t` as messages print it.
    pub fn type_string(&self, t: TypeId) -> String {
        let mut w = Writer::new(self);
        w.typ(t);
        w.out
    }
    /// `t` with every package named by its path, as gc prints the terms of a union.
    pub fn qualified_string(&self, t: TypeId) -> String {
        let mut w = Writer::new(self);
        w.full = true;
        w.typ(t);
        w.out
    }
    /// `t` with other packages named as an import names them, whoever shares the name: for views of
    /// a program, where messages would quote paths.
    pub fn short_string(&self, t: TypeId) -> String {
        let mut w = Writer::new(self);
        w.short = true;
        w.typ(t);
        w.out
    }
    /// A signature without the word `func`, with other packages named likewise.
    pub fn short_signature(&self, sig: TypeId) -> String {
        let mut w = Writer::new(self);
        w.short = true;
        w.signature(sig);
        w.out
    }
    /// A signature without the word `func`: `(x int) string`.
    pub fn signature_string(&self, sig: TypeId) -> String {
        let mut w = Writer::new(self);
        w.signature(sig);
        w.out
    }
    /// `name(int) string`: a method for have/want lines. With `full`, with package paths.
    pub fn func_string(&self, name: base::Symbol, sig: TypeId, full: bool) -> String {
        let mut w = Writer::new(self);
        w.param_names = false;
        w.full = full;
        w.mark_pkg = full;
        w.out.push_str(self.names.text(name));
        w.signature(sig);
        w.out
    }
    /// A parenthesised parameter list.
    pub fn tuple_string(&self, params: &[Param], variadic: bool) -> String {
        let mut w = Writer::new(self);
        w.tuple(params, variadic);
        w.out
    }
    /// Types separated by `, `.
    pub fn types_string(&self, types: &[TypeId]) -> String {
        let list: Vec<String> = types.iter().map(|&t| self.type_string(t)).collect();
        list.join(", ")
    }
    /// `P`, `P and Q`, `P, Q, and R`, for "cannot infer".
    pub fn tparam_list_string(&self, tparams: &[TypeParamId]) -> String {
        let names: Vec<&str> = tparams.iter().map(|&t| self.tparam_name(t)).collect();
        match names.as_slice() {
            [] => String::new(),
            [a] => (*a).to_string(),
            [a, b] => format!("{a} and {b}"),
            [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        }
    }
    pub(crate) fn tparam_name(&self, t: TypeParamId) -> &str {
        self.types
            .tparams
            .get(t)
            .and_then(|p| self.objects.get(p.obj))
            .map_or("", |o| self.names.text(o.name))
    }
    /// `array`, `slice`, `struct`, ... for the type under `t`; empty for basic types.
    pub fn kind_word(&mut self, t: TypeId) -> &'static str {
        let u = self.underlying(t);
        match self.types.get(u) {
            Type::Basic(_) | Type::Named(_) | Type::Alias(_) | Type::TypeParam(_) => "",
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature { .. } => "func",
            Type::Interface { .. } => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
        }
    }
    /// How messages name package `pkg`: nothing for the current package and the universe.
    pub fn qualifier(&self, pkg: PkgId) -> String {
        if pkg == self.cur_pkg || pkg == self.universe.pkg {
            return String::new();
        }
        let Some(package) = self.packages.get(pkg) else {
            return String::new();
        };
        let shared = self.has_twin(package.path.as_str())
            || self
                .reachable_packages()
                .into_iter()
                .filter_map(|p| self.packages.get(p))
                .any(|p| p.name == package.name && p.path != package.path);
        if shared {
            format!("{:?}", package.path)
        } else {
            self.names.text(package.name).to_string()
        }
    }
    /// Go's own library has internal packages of the same name below everything that uses these,
    /// and gc's messages tell them apart.
    fn has_twin(&self, path: &str) -> bool {
        // What does not need the runtime does not know its package atomic.
        const ALONE: [&str; 7] = [
            "sync/atomic",
            "unsafe",
            "math",
            "math/bits",
            "cmp",
            "unicode",
            "unicode/utf8",
        ];
        match path {
            "sync" => true,
            "sync/atomic" => self.packages.get(self.cur_pkg).is_some_and(|p| {
                p.imports
                    .iter()
                    .filter_map(|&i| self.packages.get(i))
                    .any(|i| !ALONE.contains(&i.path.as_str()))
            }),
            _ => false,
        }
    }
    /// The current package and everything it imports, directly or not.
    fn reachable_packages(&self) -> Vec<PkgId> {
        let mut list = vec![self.cur_pkg];
        let mut at = 0;
        while let Some(&pkg) = list.get(at) {
            at += 1;
            if let Some(package) = self.packages.get(pkg) {
                for &import in &package.imports {
                    if !list.contains(&import) {
                        list.push(import);
                    }
                }
            }
        }
        list
    }
}

impl<'a> Writer<'a> {
    fn new(world: &'a World) -> Self {
        Writer {
            world,
            out: String::new(),
            param_names: true,
            full: false,
            short: false,
            mark_pkg: false,
            seen: Vec::new(),
        }
    }

    fn typ(&mut self, t: TypeId) {
        let world = self.world;
        let ty = world.types.get(t);
        // Types share parts: written out, they may be far longer than the program.
        if self.out.len() > MAX_TEXT {
            self.out.push('…');
            return;
        }
        if self.seen.contains(&t) || self.seen.len() > MAX_DEPTH as usize {
            let what = match ty {
                Type::Named(id) => self.named_obj(*id).map_or("", |o| self.obj_name(o)),
                _ => "",
            };
            let _ = write!(self.out, "<cycle to {what}>");
            return;
        }
        self.seen.push(t);
        match ty {
            Type::Basic(b) => self.out.push_str(basic_name(*b)),
            Type::Array { len, elem } => {
                let _ = write!(self.out, "[{len}]");
                self.typ(*elem);
            }
            Type::Slice(elem) => {
                self.out.push_str("[]");
                self.typ(*elem);
            }
            Type::Struct(fields) => {
                self.out.push_str("struct{");
                for (i, f) in fields.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str("; ");
                    }
                    let name = world.names.text(f.name);
                    let mark = self.mark_pkg && !is_exported(name);
                    if mark {
                        self.mark_pkg = false;
                    }
                    if !f.embedded {
                        self.out.push_str(name);
                        self.out.push(' ');
                    }
                    self.typ(f.ty);
                    if mark {
                        let path = world.packages.get(f.pkg).map_or("", |p| p.path.as_str());
                        let _ = write!(self.out, " /* package {path} */ ");
                    }
                    if let Some(tag) = f.tag
                        && !world.names.text(tag).is_empty()
                    {
                        self.out.push(' ');
                        self.out
                            .push_str(&crate::constant::quote(world.names.text(tag).as_bytes()));
                    }
                }
                self.out.push('}');
            }
            Type::Pointer(elem) => {
                self.out.push('*');
                self.typ(*elem);
            }
            Type::Tuple(types) => {
                self.out.push('(');
                self.list(types);
                self.out.push(')');
            }
            Type::Signature { .. } => {
                self.out.push_str("func");
                self.signature(t);
            }
            Type::Union(terms) => {
                for (i, term) in terms.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str(" | ");
                    }
                    if term.tilde {
                        self.out.push('~');
                    }
                    self.typ(term.ty);
                }
            }
            Type::Interface {
                methods,
                embeds,
                implicit,
            } => self.interface(methods, embeds, *implicit),
            Type::Map { key, elem } => {
                self.out.push_str("map[");
                self.typ(*key);
                self.out.push(']');
                self.typ(*elem);
            }
            Type::Chan { dir, elem } => {
                let parens = *dir == ChanDir::Both
                    && matches!(
                        world.types.get(*elem),
                        Type::Chan {
                            dir: ChanDir::Recv,
                            ..
                        }
                    );
                self.out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                if parens {
                    self.out.push('(');
                }
                self.typ(*elem);
                if parens {
                    self.out.push(')');
                }
            }
            Type::Named(id) => {
                if let Some(named) = world.types.named.get(*id) {
                    self.type_name(named.obj);
                    self.args(&named.targs, &named.tparams);
                }
            }
            Type::Alias(id) => {
                if let Some(alias) = world.types.aliases.get(*id) {
                    self.type_name(alias.obj);
                    self.args(&alias.targs, &alias.tparams);
                }
            }
            Type::TypeParam(id) => self.tparam(*id),
        }
        self.seen.pop();
    }

    fn named_obj(&self, id: NamedId) -> Option<ObjId> {
        self.world.types.named.get(id).map(|n| n.obj)
    }

    fn obj_name(&self, obj: ObjId) -> &'a str {
        self.world
            .objects
            .get(obj)
            .map_or("", |o| self.world.names.text(o.name))
    }

    fn type_name(&mut self, obj: ObjId) {
        let Some(o) = self.world.objects.get(obj) else {
            return;
        };
        let prefix = if self.full {
            self.world
                .packages
                .get(o.pkg)
                .map_or(String::new(), |p| p.path.clone())
        } else if self.short && o.pkg != self.world.cur_pkg {
            let package = self.world.packages.get(o.pkg);
            package.map_or(String::new(), |p| self.world.names.text(p.name).to_owned())
        } else {
            self.world.qualifier(o.pkg)
        };
        if !prefix.is_empty() {
            self.out.push_str(&prefix);
            self.out.push('.');
        }
        self.out.push_str(self.world.names.text(o.name));
    }

    fn args(&mut self, targs: &[TypeId], tparams: &[TypeParamId]) {
        if !targs.is_empty() {
            self.out.push('[');
            self.list(targs);
            self.out.push(']');
        } else if !tparams.is_empty() {
            self.tparam_list(tparams);
        }
    }

    fn list(&mut self, types: &[TypeId]) {
        for (i, &t) in types.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.typ(t);
        }
    }

    fn tparam(&mut self, id: TypeParamId) {
        let world = self.world;
        let Some(obj) = world
            .types
            .tparams
            .get(id)
            .and_then(|p| world.objects.get(p.obj))
        else {
            return;
        };
        let name = world.names.text(obj.name);
        self.out.push_str(name);
        // A type parameter named like a predeclared type would mislead.
        let universe = world.scopes.get(world.universe.scope);
        if universe.is_some_and(|s| s.names.contains_key(&obj.name)) {
            let at = world.map.describe(obj.span.lo);
            let _ = write!(self.out, " /* with {name} declared at {at} */");
        }
    }

    /// `[P, Q any, R fmt.Stringer]`.
    fn tparam_list(&mut self, list: &[TypeParamId]) {
        self.out.push('[');
        let mut prev: Option<TypeId> = None;
        for (i, &id) in list.iter().enumerate() {
            let bound = self.world.types.tparams.get(id).and_then(|p| p.bound);
            if i > 0 {
                if bound != prev
                    && let Some(prev) = prev
                {
                    self.out.push(' ');
                    self.typ(prev);
                }
                self.out.push_str(", ");
            }
            prev = bound;
            self.tparam(id);
        }
        if let Some(prev) = prev {
            self.out.push(' ');
            self.typ(prev);
        }
        self.out.push(']');
    }

    fn interface(&mut self, methods: &[crate::InterfaceMethod], embeds: &[TypeId], implicit: bool) {
        if implicit && methods.is_empty() && embeds.len() == 1 {
            if let Some(&embed) = embeds.first() {
                self.typ(embed);
            }
            return;
        }
        self.out.push_str("interface{");
        let mut first = true;
        for m in methods {
            if !first {
                self.out.push_str("; ");
            }
            first = false;
            self.out.push_str(self.world.names.text(m.name));
            self.signature(m.sig);
        }
        for &embed in embeds {
            if !first {
                self.out.push_str("; ");
            }
            first = false;
            if embed == self.world.universe.comparable {
                self.out.push_str("comparable");
            } else {
                self.typ(embed);
            }
        }
        self.out.push('}');
    }

    fn tuple(&mut self, params: &[Param], variadic: bool) {
        self.out.push('(');
        for (i, p) in params.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            if let Some(name) = p.name
                && self.param_names
                && !self.world.names.text(name).is_empty()
            {
                self.out.push_str(self.world.names.text(name));
                self.out.push(' ');
            }
            if variadic && i + 1 == params.len() {
                match self.world.types.get(p.ty) {
                    Type::Slice(elem) => {
                        self.out.push_str("...");
                        self.typ(*elem);
                    }
                    // append([]byte, string...)
                    _ => {
                        self.typ(p.ty);
                        self.out.push_str("...");
                    }
                }
            } else {
                self.typ(p.ty);
            }
        }
        self.out.push(')');
    }

    fn signature(&mut self, sig: TypeId) {
        let Type::Signature {
            tparams,
            params,
            results,
            variadic,
        } = self.world.types.get(sig)
        else {
            return;
        };
        if !tparams.is_empty() {
            self.tparam_list(tparams);
        }
        self.tuple(params, *variadic);
        match results.as_ref() {
            [] => {}
            [r] if r.name.is_none() => {
                self.out.push(' ');
                self.typ(r.ty);
            }
            _ => {
                self.out.push(' ');
                self.tuple(results, false);
            }
        }
    }
}

/// The name of a basic type in messages.
pub(crate) fn basic_name(basic: Basic) -> &'static str {
    BASICS
        .iter()
        .find(|(b, _)| *b == basic)
        .map_or("", |(_, name)| name)
}
