//! Finds generic code that would have to be instantiated without end: type parameters flow into
//! each other through instantiations, and a cycle on which a type grows has no finite set of
//! instances.

use base::HashMap;

use base::Span;
use syntax::ast::Expr;

use crate::check::{Checker, at};
use crate::{ObjId, Type, TypeId, TypeParamId};

#[derive(Default)]
struct Vertex {
    /// Heaviest known path to here, the edge by which it comes, and its length.
    weight: u32,
    pre: usize,
    len: usize,
    obj: Option<ObjId>,
}

struct Edge {
    dst: usize,
    src: usize,
    /// 1 if the type grows on the way.
    weight: u32,
    pos: Span,
    ty: TypeId,
}

/// Which type parameter's arguments mention which other ones.
#[derive(Default)]
pub(crate) struct MonoGraph {
    vertices: Vec<Vertex>,
    edges: Vec<Edge>,
    /// A receiver's type parameter stands for the declared type's.
    canon: HashMap<TypeParamId, TypeParamId>,
    index: HashMap<ObjId, Option<usize>>,
}

impl MonoGraph {
    pub(crate) fn record_canon(&mut self, of: TypeParamId, is: TypeParamId) {
        self.canon.insert(of, is);
    }
}

impl Checker<'_> {
    /// Notes an instantiation.
    pub(crate) fn mono_instance(
        &mut self,
        pos: Span,
        tparams: &[TypeParamId],
        targs: &[TypeId],
        xlist: &[Expr],
    ) {
        for (i, (&p, &t)) in tparams.iter().zip(targs).enumerate() {
            let pos = xlist.get(i).map_or(pos, at);
            let obj = self.w.types.tparams[p].obj;
            if self.w.objects[obj].pkg == self.pkg {
                self.mono_flow(pos, p, t, t, 0);
            }
        }
    }

    fn mono_flow(&mut self, pos: Span, p: TypeParamId, targ: TypeId, t: TypeId, depth: u32) {
        // Nothing flows out of a type without type parameters.
        if !self.w.is_open(t) {
            return;
        }
        if depth > 100 {
            return;
        }
        let t = self.w.unalias(t);
        match self.w.types.get(t).clone() {
            Type::TypeParam(id) => {
                let src = self.tparam_vertex(id);
                self.mono_edge(p, src, t, targ, pos);
            }
            Type::Named(id) => {
                let n = &self.w.types.named[id];
                let (origin, targs) = (n.origin, n.targs.clone());
                let outer = self.w.types.named[origin].outer_tparams.clone();
                let obj = self.w.types.named[origin].obj;
                if !outer.is_empty() && self.w.objects[obj].pkg == self.pkg {
                    let src = self.local_named_vertex(obj, &outer);
                    self.mono_edge(p, src, t, targ, pos);
                }
                for &a in &targs {
                    self.mono_flow(pos, p, targ, a, depth + 1);
                }
            }
            Type::Array { elem, .. }
            | Type::Chan { elem, .. }
            | Type::Pointer(elem)
            | Type::Slice(elem) => self.mono_flow(pos, p, targ, elem, depth + 1),
            Type::Map { key, elem } => {
                self.mono_flow(pos, p, targ, key, depth + 1);
                self.mono_flow(pos, p, targ, elem, depth + 1);
            }
            Type::Interface { .. } => {
                for m in self.w.type_set(t).methods.clone() {
                    self.mono_flow(pos, p, targ, m.sig, depth + 1);
                }
            }
            Type::Signature {
                params, results, ..
            } => {
                for q in params.iter().chain(results.iter()) {
                    self.mono_flow(pos, p, targ, q.ty, depth + 1);
                }
            }
            Type::Struct(fields) => {
                for f in &fields {
                    self.mono_flow(pos, p, targ, f.ty, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn mono_edge(&mut self, p: TypeParamId, src: usize, t: TypeId, targ: TypeId, pos: Span) {
        let dst = self.tparam_vertex(p);
        let weight = u32::from(t != self.w.unalias(targ));
        self.mono.edges.push(Edge {
            dst,
            src,
            weight,
            pos,
            ty: targ,
        });
    }

    fn tparam_vertex(&mut self, p: TypeParamId) -> usize {
        let p = self.mono.canon.get(&p).copied().unwrap_or(p);
        let obj = self.w.types.tparams[p].obj;
        if let Some(Some(i)) = self.mono.index.get(&obj) {
            return *i;
        }
        self.mono_vertex(obj)
    }

    fn mono_vertex(&mut self, obj: ObjId) -> usize {
        let i = self.mono.vertices.len();
        self.mono.vertices.push(Vertex {
            obj: Some(obj),
            ..Vertex::default()
        });
        self.mono.index.insert(obj, Some(i));
        i
    }

    /// A type declared in a generic function is parameterised by the function's parameters.
    fn local_named_vertex(&mut self, obj: ObjId, outer: &[TypeParamId]) -> usize {
        if let Some(Some(i)) = self.mono.index.get(&obj) {
            return *i;
        }
        let i = self.mono_vertex(obj);
        for &p in outer {
            let src = self.tparam_vertex(p);
            let ty = self.w.mk_tparam(p);
            let pos = self.w.objects[obj].span;
            self.mono.edges.push(Edge {
                dst: i,
                src,
                weight: 1,
                pos,
                ty,
            });
        }
        i
    }

    /// Reports the first cycle on which types grow.
    pub(crate) fn monomorph(&mut self) {
        let n = self.mono.vertices.len();
        let mut again = true;
        while again {
            again = false;
            for i in 0..self.mono.edges.len() {
                let Some(e) = self.mono.edges.get(i) else {
                    continue;
                };
                let (dst, src, w) = (e.dst, e.src, e.weight);
                let Some((weight, len)) = self.mono.vertices.get(src).map(|v| (v.weight, v.len))
                else {
                    continue;
                };
                let Some(v) = self.mono.vertices.get_mut(dst) else {
                    continue;
                };
                if weight + w <= v.weight {
                    continue;
                }
                v.pre = i;
                v.len = len + 1;
                if v.len == n {
                    self.report_instance_loop(dst);
                    return;
                }
                v.weight = weight + w;
                again = true;
            }
        }
    }

    fn report_instance_loop(&mut self, at: usize) {
        let mut stack = Vec::new();
        let mut v = at;
        while !stack.contains(&v) {
            stack.push(v);
            let Some(src) = self
                .mono
                .vertices
                .get(v)
                .and_then(|x| self.mono.edges.get(x.pre))
                .map(|e| e.src)
            else {
                break;
            };
            v = src;
        }
        let start = stack.iter().position(|&s| s == v).unwrap_or(0);
        let first = self.mono.vertices.get(v).and_then(|x| x.obj);
        let Some(first) = first else { return };
        let mut lines = Vec::new();
        for &v in stack.get(start..).unwrap_or_default() {
            let Some(e) = self
                .mono
                .vertices
                .get(v)
                .and_then(|x| self.mono.edges.get(x.pre))
            else {
                continue;
            };
            let Some(obj) = self.mono.vertices.get(e.dst).and_then(|x| x.obj) else {
                continue;
            };
            let is_tparam = matches!(
                self.w.types.get(self.obj_type_or_invalid(obj)),
                Type::TypeParam(_)
            );
            let how = if is_tparam {
                "instantiated as"
            } else {
                "implicitly parameterized by"
            };
            lines.push((
                e.pos,
                format!("{} {how} {}", self.obj_name(obj), self.ts(e.ty)),
            ));
        }
        let span = self.span_of(first);
        self.error_list(
            span,
            "InvalidInstanceCycle",
            "instantiation cycle:".to_string(),
            &lines,
            false,
        );
    }
}
