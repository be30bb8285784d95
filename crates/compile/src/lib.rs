//! Checked program to bytecode.
//!
//! Generics are monomorphised; only what is reachable from `main` is compiled, library bodies are
//! checked on the way. Not an optimiser: it picks good instructions for what it sees, boxes
//! variables by a simple rule (see `escape`), and leaves the rest to the machine.

#![forbid(unsafe_code)]

mod arith;
mod builtin;
mod call;
mod checkptr;
mod conv;
mod data;
mod escape;
mod expr;
mod func;
mod implied;
mod init;
mod keeps;
mod link;
mod literal;
mod loops;
mod operands;
mod operators;
mod order;
mod outline;
mod place;
mod rangefunc;
mod several;
mod stmt;
mod switch;
mod thunk;
mod ty;
mod wrapper;

use base::HashMap;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use base::{Diagnostic, Span};
use bytecode::{FuncFlags, FuncId, Op, Program};
use inline::{Inlining, PlanId};
use types::{ObjId, PkgId, TypeId, World};

pub use crate::keeps::{Keeps, keeps};

use crate::func::FuncState;
use crate::ty::{RtEntry, Ti};

/// What a compiled function stands for; equal keys share code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum FuncKey {
    /// A declared function or method with its (canonical) type arguments: the receiver's first.
    Decl { obj: ObjId, targs: Box<[TypeId]> },
    /// The same where gc inlines it, if its literals have other names there.
    Inlined {
        obj: ObjId,
        targs: Box<[TypeId]>,
        plan: PlanId,
    },
    /// Method of a type as interface calls reach it: the receiver is the data word.
    Iface {
        ty: TypeId,
        name: base::Symbol,
        pkg: PkgId,
    },
    /// `T.M` or `(*T).M` as a function value.
    MethodExpr {
        ty: TypeId,
        name: base::Symbol,
        pkg: PkgId,
        targs: Box<[TypeId]>,
    },
    /// `x.M` as a function value: the receiver (type `ty`) is captured.
    Bound {
        ty: TypeId,
        name: base::Symbol,
        pkg: PkgId,
        targs: Box<[TypeId]>,
    },
}

/// A function whose body waits to be compiled.
pub(crate) struct Pending {
    pub(crate) id: FuncId,
    pub(crate) key: FuncKey,
}

/// A function with its code; jump targets are relative to its start until linking.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) func: Option<bytecode::Func>,
    pub(crate) code: Vec<bytecode::Instr>,
    pub(crate) spans: Vec<(u32, Span)>,
    pub(crate) stmts: Vec<u32>,
    pub(crate) sites: Vec<(u32, String)>,
    pub(crate) unsigned: Vec<u32>,
    pub(crate) nil_faults: Vec<(u32, u32)>,
}

/// The code generator.
pub(crate) struct Gen<'w> {
    pub(crate) w: &'w mut World,
    pub(crate) options: Options,
    pub(crate) errors: Vec<Diagnostic>,
    pub(crate) f: FuncState,
    pub(crate) funcs: Vec<Done>,
    pub(crate) keys: HashMap<FuncKey, FuncId>,
    pub(crate) queue: VecDeque<Pending>,
    // types
    pub(crate) canon_cache: HashMap<TypeId, TypeId>,
    pub(crate) ti_cache: HashMap<TypeId, Ti>,
    pub(crate) rt_index: HashMap<TypeId, bytecode::TypeIdx>,
    pub(crate) rt: Vec<RtEntry>,
    /// Methods called through interfaces so far; and how far each was linked.
    pub(crate) called_methods: BTreeSet<bytecode::MethodId>,
    pub(crate) method_ids: BTreeMap<(String, Option<PkgId>, TypeId), bytecode::MethodId>,
    pub(crate) method_names: Vec<String>,
    /// Signatures by method number.
    pub(crate) method_sigs: Vec<TypeId>,
    /// The program may ask reflect for types that it does not name: of pointers, and of slices of
    /// its arrays.
    pub(crate) keep_derived: bool,
    /// The program may call methods by name.
    pub(crate) keep_methods: bool,
    /// The program may ask for methods as functions of their receivers.
    pub(crate) keep_exprs: bool,
    pub(crate) field_cache: HashMap<TypeId, std::rc::Rc<[ty::FieldInfo]>>,
    // data
    pub(crate) data: data::Data,
    pub(crate) consts: Vec<u64>,
    pub(crate) const_index: HashMap<u64, u32>,
    pub(crate) const_refs: BTreeMap<u64, (u32, data::Ref)>,
    pub(crate) str_consts: HashMap<(u32, u64), u32>,
    pub(crate) str_relocs: Vec<(u32, u32)>,
    pub(crate) globals: HashMap<ObjId, u32>,
    pub(crate) global_order: Vec<ObjId>,
    pub(crate) selects: Vec<bytecode::SelectDesc>,
    /// Escape facts per variable, filled per declaration.
    pub(crate) escape: escape::Facts,
    pub(crate) native_cache: HashMap<ObjId, Option<u32>>,
    /// Where gc inlines what, which names of literals depend on.
    pub(crate) inlining: Inlining,
    /// Function literals in initialisers of package variables, which gc counts per package.
    pub(crate) init_closures: HashMap<PkgId, u32>,
}

/// How many functions a program may have once generics are expanded.
const MAX_FUNCS: usize = 60_000;

/// What the generator remembers of library functions from one program to the next.
#[derive(Default)]
pub struct Kept(escape::Facts);

/// Compiles the program whose `main` package is `main`; `order` lists all packages, dependencies
/// first. Errors are unsupported constructs by name and problems in bodies checked on demand.
/// `stays` is the state that the world will go back to before the next program: what is worked out
/// of that part of the world goes to `kept`.
pub fn compile(
    world: &mut World,
    main: PkgId,
    order: &[PkgId],
    kept: &mut Kept,
    stays: &types::Mark,
) -> Result<Program, Vec<Diagnostic>> {
    compile_with(world, main, order, kept, stays, Options::default())
}

/// What the code does besides what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Stops where the program, not the library, breaks the rules of package unsafe: gc's
    /// `-d=checkptr`.
    pub checkptr: bool,
}

/// As [`compile`], with options.
pub fn compile_with(
    world: &mut World,
    main: PkgId,
    order: &[PkgId],
    kept: &mut Kept,
    stays: &types::Mark,
    options: Options,
) -> Result<Program, Vec<Diagnostic>> {
    let inlining = inline::analyse(world, order);
    let mut generator = Gen::new(world);
    generator.inlining = inlining;
    generator.options = options;
    generator.escape = std::mem::take(&mut kept.0).resume(stays);
    let program = generator.run(main, order);
    kept.0 = std::mem::take(&mut generator.escape);
    kept.0.settle();
    program
}

impl<'w> Gen<'w> {
    fn new(w: &'w mut World) -> Self {
        Gen {
            w,
            options: Options::default(),
            errors: Vec::new(),
            f: FuncState::default(),
            funcs: Vec::new(),
            keys: HashMap::default(),
            queue: VecDeque::new(),
            canon_cache: HashMap::default(),
            ti_cache: HashMap::default(),
            rt_index: HashMap::default(),
            rt: Vec::new(),
            called_methods: BTreeSet::new(),
            method_ids: BTreeMap::new(),
            method_names: Vec::new(),
            method_sigs: Vec::new(),
            keep_derived: false,
            keep_methods: false,
            keep_exprs: false,
            field_cache: HashMap::default(),
            data: data::Data::new(),
            consts: Vec::new(),
            const_index: HashMap::default(),
            const_refs: BTreeMap::new(),
            str_consts: HashMap::default(),
            str_relocs: Vec::new(),
            globals: HashMap::default(),
            global_order: Vec::new(),
            selects: Vec::new(),
            escape: escape::Facts::default(),
            native_cache: HashMap::default(),
            inlining: Inlining::default(),
            init_closures: HashMap::default(),
        }
    }

    /// The id of the function for `key`, queued for compilation on first use.
    pub(crate) fn func_for(&mut self, key: FuncKey) -> FuncId {
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        let id = self.new_func();
        self.keys.insert(key.clone(), id);
        self.queue.push_back(Pending { id, key });
        id
    }

    /// Reserves a function id.
    pub(crate) fn new_func(&mut self) -> FuncId {
        let id = FuncId(self.funcs.len() as u32);
        self.funcs.push(Done::default());
        if self.funcs.len() == MAX_FUNCS {
            self.error(
                Span::NONE,
                "instantiation cycle: too many generic instances",
            );
        }
        id
    }

    /// Reports something that cannot be compiled.
    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        if self.errors.len() < 50 {
            self.errors
                .push(Diagnostic::error(span, "Unsupported", message));
        }
    }

    /// Compiles everything that waits, and what that brings.
    pub(crate) fn drain(&mut self) {
        loop {
            while let Some(Pending { id, key }) = self.queue.pop_front() {
                if self.errors.len() >= 50 || self.funcs.len() > MAX_FUNCS {
                    return;
                }
                self.compile_key(id, &key);
            }
            if !self.link_methods() {
                return;
            }
        }
    }

    fn compile_key(&mut self, id: FuncId, key: &FuncKey) {
        match key {
            FuncKey::Decl { obj, targs } => {
                let plan = self.inlining.alone(*obj);
                self.compile_decl(id, *obj, targs, plan);
            }
            FuncKey::Inlined { obj, targs, plan } => self.compile_decl(id, *obj, targs, *plan),
            FuncKey::Iface { ty, name, pkg } => self.compile_iface_wrapper(id, *ty, *name, *pkg),
            FuncKey::MethodExpr {
                ty,
                name,
                pkg,
                targs,
            } => self.compile_method_expr(id, *ty, *name, *pkg, targs),
            FuncKey::Bound {
                ty,
                name,
                pkg,
                targs,
            } => self.compile_bound(id, *ty, *name, *pkg, targs),
        }
    }

    /// Stores a finished function.
    pub(crate) fn finish_func(&mut self, id: FuncId, mut func: bytecode::Func, flags: FuncFlags) {
        let mut f = std::mem::take(&mut self.f);
        func.flags = flags;
        func.frame_slots = f
            .max_slot
            .max(u16::from(func.result_slots) + u16::from(func.param_slots) + 1);
        for i in f.code.iter_mut().filter(|i| i.op == Op::RunDefers) {
            i.imm = i32::from(func.frame_slots);
        }
        func.vars = std::mem::take(&mut f.debug_vars);
        if let Some(slot) = self.funcs.get_mut(id.0 as usize) {
            *slot = Done {
                func: Some(func),
                code: f.code,
                spans: f.spans,
                stmts: f.stmts,
                sites: f.sites,
                unsigned: f.unsigned,
                nil_faults: f.nil_faults,
            };
        }
    }
}
