//! Types and functions' names in gc's words: part of the printer.

use std::fmt::Write as _;

use syntax::ast::ChanDir;
use types::{Basic, ObjId, ObjectKind, Type, TypeId};

use crate::print::{Printer, bracketed};

/// How deep texts go.
const DEPTH: u32 = 60;

impl Printer<'_, '_> {
    pub(crate) fn typ(&mut self, t: TypeId) -> String {
        if self.depth > DEPTH {
            return "…".to_owned();
        }
        self.depth += 1;
        let out = self.typ_inner(t);
        self.depth -= 1;
        out
    }

    fn typ_inner(&mut self, t: TypeId) -> String {
        // Aliases are as good as what they stand for, but for `any`.
        let any = t == self.w.universe.any && !self.linked;
        let t = if any { t } else { self.w.unalias(t) };
        match self.w.types.get(t).clone() {
            Type::Pointer(x) => format!("*{}", self.typ(x)),
            Type::Slice(x) => format!("[]{}", self.typ(x)),
            Type::Array { len, elem } => format!("[{len}]{}", self.typ(elem)),
            Type::Map { key, elem } => format!("map[{}]{}", self.typ(key), self.typ(elem)),
            Type::Chan { dir, elem } => {
                let word = match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                };
                format!("{word}{}", self.typ(elem))
            }
            Type::Struct(fields) => {
                let list: Vec<String> = fields
                    .iter()
                    .map(|f| {
                        let mut out = match f.embedded {
                            true => self.typ(f.ty),
                            false => format!("{} {}", self.field(f), self.typ(f.ty)),
                        };
                        if let Some(tag) = f.tag {
                            let tag = types::constant::ConstValue::str(self.name(tag).as_bytes());
                            let _ = write!(out, " {}", tag.exact_string());
                        }
                        out
                    })
                    .collect();
                match list.is_empty() {
                    true => "struct {}".to_owned(),
                    false => format!("struct {{ {} }}", list.join("; ")),
                }
            }
            Type::Signature {
                params,
                results,
                variadic,
                ..
            } => format!("func{}", self.signature(&params, &results, variadic)),
            Type::Interface {
                methods, embeds, ..
            } if embeds.is_empty() => {
                let list: Vec<String> = methods
                    .iter()
                    .map(|m| {
                        let sig = self.typ(m.sig);
                        format!("{}{}", self.name(m.name), sig.trim_start_matches("func"))
                    })
                    .collect();
                match list.is_empty() {
                    true => "interface {}".to_owned(),
                    false => format!("interface {{ {} }}", list.join("; ")),
                }
            }
            Type::TypeParam(_) => {
                let real = self.w.subst(t, self.subst);
                match real == t {
                    true => self.w.short_string(t),
                    false => self.shape(real),
                }
            }
            Type::Named(id) => {
                let n = &self.w.types.named[id];
                let (obj, targs) = (n.obj, n.targs.clone());
                let mut out = self.qualified(obj);
                if !targs.is_empty() {
                    let full: Vec<String> = targs.iter().map(|t| self.full(*t)).collect();
                    let _ = write!(out, "[{}]", full.join(","));
                }
                out
            }
            _ => self.w.short_string(t),
        }
    }

    pub(crate) fn field(&self, f: &types::StructField) -> String {
        let name = self.name(f.name);
        match self.linked && !types::is_exported(&name) {
            true => format!("{}.{name}", self.name(self.w.packages[f.pkg].name)),
            false => name,
        }
    }

    fn signature(
        &mut self,
        params: &[types::Param],
        results: &[types::Param],
        variadic: bool,
    ) -> String {
        let last = params.len().saturating_sub(1);
        let mut list = Vec::new();
        for (i, p) in params.iter().enumerate() {
            let text = self.typ(p.ty);
            list.push(match variadic && i == last {
                true => format!("...{}", text.trim_start_matches("[]")),
                false => text,
            });
        }
        let mut out = format!("({})", list.join(", "));
        let list: Vec<String> = results.iter().map(|p| self.typ(p.ty)).collect();
        match list.as_slice() {
            [] => {}
            [one] => {
                let _ = write!(out, " {one}");
            }
            _ => {
                let _ = write!(out, " ({})", list.join(", "));
            }
        }
        out
    }

    /// The shape that gc compiles generic code for.
    pub(crate) fn shape(&mut self, t: TypeId) -> String {
        let u = self.w.underlying(t);
        match self.w.types.get(u) {
            Type::Pointer(_) => "go.shape.*uint8".to_owned(),
            Type::Basic(Basic::Byte) => "go.shape.uint8".to_owned(),
            Type::Basic(Basic::Rune) => "go.shape.int32".to_owned(),
            _ => format!("go.shape.{}", self.full(u)),
        }
    }

    /// With the package's name, unless it is the program's.
    pub(crate) fn qualified(&mut self, obj: ObjId) -> String {
        let o = &self.w.objects[obj];
        let (name, pkg) = (self.name(o.name), o.pkg);
        if pkg == self.w.cur_pkg && !self.linked || pkg == self.w.universe.pkg {
            return name;
        }
        let pkg = self.name(self.w.packages[pkg].name);
        format!("{pkg}.{name}")
    }

    /// A function as gc names it: `f`, `fmt.Println`, `(*T).M`, `T.M`.
    pub(crate) fn func(&mut self, obj: ObjId, recv: Option<TypeId>) -> String {
        let name = self.name(self.w.objects[obj].name);
        match self.w.objects[obj].kind.clone() {
            ObjectKind::Func {
                recv: Some(base),
                ptr_recv,
                ..
            } => {
                let base = match recv {
                    Some(t) => self.w.deref(t).0,
                    None => base,
                };
                let ty = self.typ(base);
                match ptr_recv {
                    true => format!("(*{ty}).{name}"),
                    false => format!("{ty}.{name}"),
                }
            }
            _ => self.qualified(obj),
        }
    }

    /// An instance of a function.
    pub(crate) fn instance(&mut self, obj: ObjId, targs: &[TypeId]) -> String {
        let shapes: Vec<String> = targs.iter().map(|t| self.shape(*t)).collect();
        let base = match &self.w.objects[obj].kind {
            ObjectKind::Func {
                recv: Some(base), ..
            } => self.w.named_id(self.w.deref(*base).0),
            _ => None,
        };
        let name = self.name(self.w.objects[obj].name);
        let ptr = self.w.has_ptr_recv(obj);
        match base.map(|n| self.w.types.named[n].obj) {
            None => bracketed(&name, &shapes),
            Some(o) => {
                let ty = self.qualified(o);
                match ptr {
                    true => format!("(*{}).{name}", bracketed(&ty, &shapes)),
                    false => format!("{}.{name}", bracketed(&ty, &shapes)),
                }
            }
        }
    }
}
