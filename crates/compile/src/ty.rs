//! Types as the code generator sees them: how a value is held in registers, field offsets, and
//! the run-time type table with its descriptors.

use std::rc::Rc;

use base::Symbol;
use bytecode::{Kind, MethodId, RtField, RtMethod, RtType, TypeIdx};
use syntax::ast::ChanDir;
use types::{Basic, PkgId, Type, TypeId};

use crate::data::Ref;
use crate::{FuncKey, Gen};

/// How a value is held in slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rep {
    /// Size 0: no slot.
    Zero,
    Bool,
    Int {
        bytes: u8,
        signed: bool,
    },
    F32,
    F64,
    C64,
    C128,
    Str,
    Iface,
    Slice,
    /// Pointer, unsafe.Pointer, map, chan, func.
    Word,
    /// Memory image in `slots` slots.
    Struct,
    /// One slot: address of the value.
    Indirect,
}

/// What code needs to know of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Ti {
    pub(crate) size: u64,
    pub(crate) align: u64,
    pub(crate) slots: u8,
    pub(crate) rep: Rep,
}

/// A struct field with its place.
#[derive(Clone, Debug)]
pub(crate) struct FieldInfo {
    pub(crate) name: Symbol,
    pub(crate) ty: TypeId,
    pub(crate) offset: u64,
    pub(crate) embedded: bool,
}

/// A type of the run-time table while it is built.
pub(crate) struct RtEntry {
    pub(crate) ty: TypeId,
    pub(crate) rt: Option<RtType>,
    /// Method set of a concrete type: (id, name, package for the wrapper's key).
    pub(crate) methods: Vec<(MethodId, Symbol, PkgId)>,
    /// In and out types of a func, for its descriptor.
    pub(crate) params: Vec<TypeIdx>,
    pub(crate) num_in: u32,
    pub(crate) variadic: bool,
    pub(crate) field_tags: Vec<String>,
    pub(crate) ptr_to_this: Option<TypeIdx>,
    /// Of an array: the type of its slices, where it is asked for.
    pub(crate) slice: Option<TypeIdx>,
    /// Only here because its element is.
    pub(crate) implied: bool,
    pub(crate) pkg_path: String,
    pub(crate) short_name: String,
}

/// Largest direct struct, in bytes.
const MAX_DIRECT: u64 = 128;

impl Gen<'_> {
    /// The canonical form of `t` under the current function's type arguments.
    pub(crate) fn norm(&mut self, t: TypeId) -> TypeId {
        if let Some(&c) = self.f.norm_cache.get(&t) {
            return c;
        }
        let c = match self.f.env.clone() {
            Some(env) => {
                let s = self.w.subst(t, &env);
                self.canon(s)
            }
            None => self.canon(t),
        };
        self.f.norm_cache.insert(t, c);
        c
    }

    /// The canonical form of a type without type parameters.
    pub(crate) fn canon(&mut self, t: TypeId) -> TypeId {
        if let Some(&c) = self.canon_cache.get(&t) {
            return c;
        }
        let c = self.w.canonical(t);
        self.canon_cache.insert(t, c);
        c
    }

    /// Underlying type of a canonical type.
    pub(crate) fn under(&mut self, t: TypeId) -> TypeId {
        let u = self.w.underlying(t);
        self.canon(u)
    }

    /// Underlying type's structure.
    pub(crate) fn shape(&mut self, t: TypeId) -> Type {
        let u = self.under(t);
        self.w.types.get(u).clone()
    }

    pub(crate) fn is_interface(&mut self, t: TypeId) -> bool {
        self.ti(t).rep == Rep::Iface
    }

    /// Element type of pointer, slice, array, map, chan; the string's byte.
    pub(crate) fn elem(&mut self, t: TypeId) -> TypeId {
        let e = match self.shape(t) {
            Type::Pointer(e) | Type::Slice(e) => e,
            Type::Array { elem, .. } | Type::Map { elem, .. } | Type::Chan { elem, .. } => elem,
            _ => Basic::Uint8.id(),
        };
        self.canon(e)
    }

    /// Register representation and size of a canonical type.
    pub(crate) fn ti(&mut self, t: TypeId) -> Ti {
        if let Some(&ti) = self.ti_cache.get(&t) {
            return ti;
        }
        let ti = self.compute_ti(t);
        self.ti_cache.insert(t, ti);
        ti
    }

    fn compute_ti(&mut self, t: TypeId) -> Ti {
        let one = |size: u64, rep| Ti {
            size,
            align: size.min(8),
            slots: 1,
            rep,
        };
        let int = |bytes: u8, signed| one(u64::from(bytes), Rep::Int { bytes, signed });
        match self.shape(t) {
            Type::Basic(b) => match b {
                Basic::Bool | Basic::UntypedBool => one(1, Rep::Bool),
                Basic::Int | Basic::Int64 | Basic::UntypedInt => int(8, true),
                Basic::Int8 => int(1, true),
                Basic::Int16 => int(2, true),
                Basic::Int32 | Basic::UntypedRune | Basic::Rune => int(4, true),
                Basic::Uint | Basic::Uint64 | Basic::Uintptr => int(8, false),
                Basic::Uint8 | Basic::Byte => int(1, false),
                Basic::Uint16 => int(2, false),
                Basic::Uint32 => int(4, false),
                Basic::Float32 => one(4, Rep::F32),
                Basic::Float64 | Basic::UntypedFloat => one(8, Rep::F64),
                Basic::Complex64 => Ti {
                    size: 8,
                    align: 4,
                    slots: 1,
                    rep: Rep::C64,
                },
                Basic::Complex128 | Basic::UntypedComplex => Ti {
                    size: 16,
                    align: 8,
                    slots: 2,
                    rep: Rep::C128,
                },
                Basic::String | Basic::UntypedString => Ti {
                    size: 16,
                    align: 8,
                    slots: 2,
                    rep: Rep::Str,
                },
                Basic::UnsafePointer | Basic::UntypedNil | Basic::Invalid => one(8, Rep::Word),
            },
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature { .. } => {
                one(8, Rep::Word)
            }
            Type::Slice(_) => Ti {
                size: 24,
                align: 8,
                slots: 3,
                rep: Rep::Slice,
            },
            Type::Interface { .. } => Ti {
                size: 16,
                align: 8,
                slots: 2,
                rep: Rep::Iface,
            },
            Type::Array { .. } => {
                let size = self.w.size_of(t).max(0) as u64;
                let align = self.w.align_of(t).max(1) as u64;
                if size == 0 {
                    Ti {
                        size,
                        align,
                        slots: 0,
                        rep: Rep::Zero,
                    }
                } else {
                    Ti {
                        size,
                        align,
                        slots: 1,
                        rep: Rep::Indirect,
                    }
                }
            }
            Type::Struct(_) => {
                let size = self.w.size_of(t).max(0) as u64;
                let align = self.w.align_of(t).max(1) as u64;
                if size == 0 {
                    return Ti {
                        size,
                        align,
                        slots: 0,
                        rep: Rep::Zero,
                    };
                }
                let mut direct = size <= MAX_DIRECT;
                if direct {
                    let fields = self.fields(t);
                    for f in fields.iter() {
                        let fi = self.ti(f.ty);
                        let straddles =
                            fi.size > 0 && f.offset % 8 != 0 && f.offset % 8 + fi.size > 8;
                        // A part that shares its last word with what follows cannot be stored alone.
                        let ragged =
                            fi.rep == Rep::Struct && fi.size > 8 && !fi.size.is_multiple_of(8);
                        if fi.rep == Rep::Indirect || straddles || ragged {
                            direct = false;
                            break;
                        }
                    }
                }
                if direct {
                    Ti {
                        size,
                        align,
                        slots: size.div_ceil(8) as u8,
                        rep: Rep::Struct,
                    }
                } else {
                    Ti {
                        size,
                        align,
                        slots: 1,
                        rep: Rep::Indirect,
                    }
                }
            }
            Type::Named(_)
            | Type::Alias(_)
            | Type::Tuple(_)
            | Type::Union(_)
            | Type::TypeParam(_) => one(8, Rep::Word),
        }
    }

    /// Fields of a struct type, with offsets.
    pub(crate) fn fields(&mut self, t: TypeId) -> Rc<[FieldInfo]> {
        if let Some(f) = self.field_cache.get(&t) {
            return f.clone();
        }
        let Type::Struct(list) = self.shape(t) else {
            return Rc::from(Vec::new());
        };
        let tys: Vec<TypeId> = list.iter().map(|f| f.ty).collect();
        let offsets = self.w.offsets_of(&tys);
        let mut out = Vec::with_capacity(list.len());
        for (f, off) in list.iter().zip(offsets) {
            let ty = self.canon(f.ty);
            out.push(FieldInfo {
                name: f.name,
                ty,
                offset: off.max(0) as u64,
                embedded: f.embedded,
            });
        }
        let out: Rc<[FieldInfo]> = Rc::from(out);
        self.field_cache.insert(t, out.clone());
        out
    }

    /// Parameter types (variadic as slice), result types.
    pub(crate) fn signature(&mut self, t: TypeId) -> (Vec<TypeId>, Vec<TypeId>, bool) {
        let Type::Signature {
            params,
            results,
            variadic,
            ..
        } = self.shape(t)
        else {
            return (Vec::new(), Vec::new(), false);
        };
        let p = params.iter().map(|p| self.canon(p.ty)).collect();
        let r = results.iter().map(|p| self.canon(p.ty)).collect();
        (p, r, variadic)
    }

    /// Slots of a list of types.
    pub(crate) fn slots_of(&mut self, tys: &[TypeId]) -> u16 {
        tys.iter().map(|&t| u16::from(self.ti(t).slots)).sum()
    }

    /// The number of a method: its name (with its package if unexported) and signature.
    pub(crate) fn method_id(&mut self, name: Symbol, pkg: PkgId, sig: TypeId) -> MethodId {
        let sig = self.canon(sig);
        let text = self.w.names.text(name).to_string();
        let exported = text.chars().next().is_some_and(char::is_uppercase);
        let key = (text.clone(), (!exported).then_some(pkg), sig);
        if let Some(&id) = self.method_ids.get(&key) {
            return id;
        }
        let id = MethodId(self.method_names.len() as u32);
        self.method_names.push(text);
        self.method_sigs.push(sig);
        self.method_ids.insert(key, id);
        id
    }

    /// The run-time type of a canonical type, made on first use.
    pub(crate) fn rt_type(&mut self, t: TypeId) -> TypeIdx {
        if let Some(&idx) = self.rt_index.get(&t) {
            if let Some(entry) = self.rt.get_mut(idx.0 as usize) {
                entry.implied = false;
            }
            return idx;
        }
        let idx = TypeIdx(self.rt.len() as u32);
        self.rt_index.insert(t, idx);
        self.rt.push(RtEntry {
            ty: t,
            rt: None,
            methods: Vec::new(),
            params: Vec::new(),
            num_in: 0,
            variadic: false,
            field_tags: Vec::new(),
            ptr_to_this: None,
            slice: None,
            implied: false,
            pkg_path: String::new(),
            short_name: String::new(),
        });
        self.fill_rt(t, idx);
        idx
    }

    /// Reference to a type's descriptor as a constant-pool entry is made by `type_const`.
    fn fill_rt(&mut self, t: TypeId, idx: TypeIdx) {
        let ti = self.ti(t);
        let shape = self.shape(t);
        let name = self.w.reflect_string(t);
        let named_ty = self.w.types.get(t).clone();
        let (mut short_name, mut pkg_path) = (String::new(), String::new());
        let mut named = false;
        match &named_ty {
            Type::Named(n) => {
                named = true;
                let obj = self.w.types.named[*n].obj;
                let pkg = self.w.objects[obj].pkg;
                short_name = name
                    .rsplit_once('.')
                    .map_or(name.as_str(), |(_, s)| s)
                    .to_string();
                if name.contains('[') {
                    // Generic instances keep their arguments: cut at the first dot before '['.
                    let head = name.split('[').next().unwrap_or("");
                    short_name = match head.rfind('.') {
                        Some(dot) => name.get(dot + 1..).unwrap_or("").to_string(),
                        None => name.clone(),
                    };
                }
                pkg_path = self
                    .w
                    .packages
                    .get(pkg)
                    .map_or(String::new(), |p| p.path.clone());
            }
            Type::Basic(b) => {
                named = true;
                short_name = name.clone();
                if *b == Basic::UnsafePointer {
                    (pkg_path, short_name) = ("unsafe".into(), "Pointer".into());
                }
            }
            _ => {}
        }
        let mut rt = RtType {
            kind: Kind::Invalid,
            size: ti.size,
            align: ti.align as u8,
            slots: ti.slots,
            indirect: ti.rep == Rep::Indirect,
            pointer_shaped: ti.rep == Rep::Word,
            comparable: true,
            named,
            ptr_words: Vec::new(),
            name,
            elem: None,
            key: None,
            len: 0,
            fields: Vec::new(),
            methods: Vec::new(),
        };
        let mut params = Vec::new();
        let mut num_in = 0;
        let mut is_variadic = false;
        let mut tags = Vec::new();
        match shape {
            Type::Basic(b) => {
                rt.kind = basic_kind(b);
                match rt.kind {
                    Kind::String => rt.ptr_words = vec![0],
                    Kind::UnsafePointer => rt.ptr_words = vec![0],
                    _ => {}
                }
            }
            Type::Pointer(e) => {
                rt.kind = Kind::Pointer;
                rt.ptr_words = vec![0];
                let e = self.canon(e);
                let e = self.rt_type(e);
                rt.elem = Some(e);
                if let Some(entry) = self.rt.get_mut(e.0 as usize) {
                    entry.ptr_to_this = Some(idx);
                }
            }
            Type::Slice(e) => {
                rt.kind = Kind::Slice;
                rt.ptr_words = vec![0];
                rt.comparable = false;
                let e = self.canon(e);
                rt.elem = Some(self.rt_type(e));
            }
            Type::Array { len, elem } => {
                rt.kind = Kind::Array;
                rt.len = len;
                let elem = self.canon(elem);
                let e = self.rt_type(elem);
                rt.elem = Some(e);
                rt.comparable = self.w.comparable(t);
                rt.ptr_words = self.ptr_words(t, 0, 0).unwrap_or_else(|| vec![0]);
            }
            Type::Map { key, elem } => {
                rt.kind = Kind::Map;
                rt.ptr_words = vec![0];
                rt.comparable = false;
                let key = self.canon(key);
                let elem = self.canon(elem);
                rt.key = Some(self.rt_type(key));
                rt.elem = Some(self.rt_type(elem));
            }
            Type::Chan { dir, elem } => {
                rt.kind = Kind::Chan;
                rt.ptr_words = vec![0];
                rt.len = match dir {
                    ChanDir::Recv => 1,
                    ChanDir::Send => 2,
                    ChanDir::Both => 3,
                };
                let elem = self.canon(elem);
                rt.elem = Some(self.rt_type(elem));
            }
            Type::Signature { .. } => {
                rt.kind = Kind::Func;
                rt.ptr_words = vec![0];
                rt.comparable = false;
                let (p, r, variadic) = self.signature(t);
                num_in = p.len() as u32;
                is_variadic = variadic;
                for x in p.into_iter().chain(r) {
                    params.push(self.rt_type(x));
                }
            }
            Type::Interface { .. } => {
                rt.kind = Kind::Interface;
                rt.ptr_words = vec![0, 8];
                let u = self.under(t);
                let set = self.w.type_set(u);
                for m in &set.methods {
                    let id = self.method_id(m.name, m.pkg, m.sig);
                    let name = self.w.names.text(m.name).to_string();
                    rt.methods.push(RtMethod {
                        name,
                        id,
                        func: None,
                    });
                }
                base::sort::sort_by(&mut rt.methods, |a, b| {
                    (&a.name, a.id).cmp(&(&b.name, b.id))
                });
            }
            Type::Struct(list) => {
                rt.kind = Kind::Struct;
                rt.comparable = self.w.comparable(t);
                let fields = self.fields(t);
                for (f, decl) in fields.iter().zip(list.iter()) {
                    let name = self.w.names.text(f.name).to_string();
                    let exported = name.chars().next().is_some_and(char::is_uppercase);
                    tags.push(
                        decl.tag
                            .map_or(String::new(), |t| self.w.names.text(t).to_string()),
                    );
                    let ty = self.rt_type(f.ty);
                    if pkg_path.is_empty() && !exported {
                        pkg_path = self
                            .w
                            .packages
                            .get(decl.pkg)
                            .map_or(String::new(), |p| p.path.clone());
                    }
                    rt.fields.push(RtField {
                        name,
                        offset: f.offset,
                        ty,
                        embedded: f.embedded,
                        exported,
                    });
                }
                rt.ptr_words = self.ptr_words(t, 0, 0).unwrap_or_else(|| vec![0]);
            }
            Type::Named(_)
            | Type::Alias(_)
            | Type::Tuple(_)
            | Type::Union(_)
            | Type::TypeParam(_) => {}
        }
        let mut methods = Vec::new();
        if rt.kind != Kind::Interface {
            let may_have = match &named_ty {
                Type::Named(_) | Type::Struct(_) => true,
                Type::Pointer(e) => {
                    let e = self.w.unalias(*e);
                    matches!(self.w.types.get(e), Type::Named(_) | Type::Struct(_))
                }
                _ => false,
            };
            if may_have {
                for m in self.w.method_set(t) {
                    // Methods with type parameters of their own satisfy no interface.
                    if let Some(sig) = m.sig
                        && !matches!(self.w.types.get(sig), Type::Signature { tparams, .. } if !tparams.is_empty())
                    {
                        methods.push((self.method_id(m.name, m.pkg, sig), m.name, m.pkg));
                    }
                }
            }
        }
        if let Some(entry) = self.rt.get_mut(idx.0 as usize) {
            entry.rt = Some(rt);
            entry.methods = methods;
            entry.params = params;
            entry.num_in = num_in;
            entry.variadic = is_variadic;
            entry.field_tags = tags;
            entry.pkg_path = pkg_path;
            entry.short_name = short_name;
        }
    }

    /// Offsets of pointer words in a value of type `t` placed at `base`; None when there are more
    /// than 128 (the collector then goes by element type).
    pub(crate) fn ptr_words(&mut self, t: TypeId, base: u64, depth: u32) -> Option<Vec<u32>> {
        let mut out = Vec::new();
        self.add_ptr_words(t, base, depth, &mut out).then_some(out)
    }

    pub(crate) fn add_ptr_words(
        &mut self,
        t: TypeId,
        base: u64,
        depth: u32,
        out: &mut Vec<u32>,
    ) -> bool {
        if depth > 100 || out.len() > 128 {
            return false;
        }
        match self.ti(t).rep {
            Rep::Word | Rep::Str | Rep::Slice => out.push(base as u32),
            Rep::Iface => out.extend([base as u32, base as u32 + 8]),
            Rep::Struct | Rep::Indirect => match self.shape(t) {
                Type::Struct(_) => {
                    let fields = self.fields(t);
                    for f in fields.iter() {
                        if !self.add_ptr_words(f.ty, base + f.offset, depth + 1, out) {
                            return false;
                        }
                    }
                }
                Type::Array { len, elem } => {
                    let elem = self.canon(elem);
                    if !self.w.has_pointers(elem) {
                        return true;
                    }
                    let size = self.ti(elem).size;
                    for i in 0..len.max(0) as u64 {
                        if !self.add_ptr_words(elem, base + i * size, depth + 1, out) {
                            return false;
                        }
                    }
                }
                _ => {}
            },
            Rep::Zero
            | Rep::Bool
            | Rep::Int { .. }
            | Rep::F32
            | Rep::F64
            | Rep::C64
            | Rep::C128 => {}
        }
        true
    }

    /// Links the methods that interface calls may reach by now; true if that queued anything.
    pub(crate) fn link_methods(&mut self) -> bool {
        let before = self.queue.len();
        self.imply_types();
        let mut at = 0;
        // Linking a wrapper may add types: the table grows while we walk it.
        while at < self.rt.len() {
            let wanted: Vec<(Symbol, PkgId)> = match self.rt.get(at) {
                Some(e) => e
                    .methods
                    .iter()
                    .filter(|m| self.called_methods.contains(&m.0) || self.keeps_method(m.1))
                    .map(|m| (m.1, m.2))
                    .collect(),
                None => break,
            };
            if let Some(ty) = self.rt.get(at).map(|e| e.ty) {
                for (name, pkg) in wanted {
                    let key = FuncKey::Iface { ty, name, pkg };
                    if self.keys.contains_key(&key) {
                        continue;
                    }
                    // A pointer method of the pointer type itself takes the data word as it is.
                    if matches!(self.w.types.get(ty), Type::Pointer(_))
                        && let Some(target) = self.find_method(ty, name, pkg)
                        && target.ptr_recv
                        && target.path.is_empty()
                        && !target.dynamic
                        && self.native_of(target.obj).is_none()
                    {
                        let id = self.func_for(FuncKey::Decl {
                            obj: target.obj,
                            targs: target.targs.into(),
                        });
                        self.keys.insert(key, id);
                        continue;
                    }
                    self.func_for(key);
                }
            }
            at += 1;
        }
        self.queue.len() > before
    }

    /// A constant-pool entry that will hold the address of `target`.
    pub(crate) fn ref_const(&mut self, target: Ref) -> u32 {
        let key = u64::MAX
            - match target {
                Ref::Ro(o) => u64::from(o),
                Ref::Global(o) => (1 << 40) + u64::from(o),
                Ref::Type(t) => (2 << 40) + u64::from(t.0),
            };
        if let Some(&k) = self.const_refs.get(&key) {
            return k.0;
        }
        let k = self.consts.len() as u32;
        self.consts.push(0);
        self.const_refs.insert(key, (k, target));
        k
    }
}

fn basic_kind(b: Basic) -> Kind {
    match b {
        Basic::Invalid | Basic::UntypedNil => Kind::Invalid,
        Basic::Bool | Basic::UntypedBool => Kind::Bool,
        Basic::Int | Basic::UntypedInt => Kind::Int,
        Basic::Int8 => Kind::Int8,
        Basic::Int16 => Kind::Int16,
        Basic::Int32 | Basic::Rune | Basic::UntypedRune => Kind::Int32,
        Basic::Int64 => Kind::Int64,
        Basic::Uint => Kind::Uint,
        Basic::Uint8 | Basic::Byte => Kind::Uint8,
        Basic::Uint16 => Kind::Uint16,
        Basic::Uint32 => Kind::Uint32,
        Basic::Uint64 => Kind::Uint64,
        Basic::Uintptr => Kind::Uintptr,
        Basic::Float32 => Kind::Float32,
        Basic::Float64 | Basic::UntypedFloat => Kind::Float64,
        Basic::Complex64 => Kind::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => Kind::Complex128,
        Basic::String | Basic::UntypedString => Kind::String,
        Basic::UnsafePointer => Kind::UnsafePointer,
    }
}
