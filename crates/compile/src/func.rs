//! State of the function being compiled: slots, instructions, labels, variables.
//!
//! Slots are a stack: locals at the bottom, temporaries above. Whoever allocates notes the mark
//! and frees down to it.

use base::HashMap;

use base::Span;
use bytecode::{DebugVar, FuncId, Instr, Op, VarPlace};
use syntax::ast::NodeId;
use types::{ObjId, Subst, Type, TypeId};

use crate::Gen;
use crate::data::Ref;
use crate::ty::Rep;

/// A frame slot.
pub(crate) type Slot = u8;

/// Where a variable lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum VarLoc {
    /// In register form from this slot on.
    Slot(Slot),
    /// The slot holds the address of the heap cell.
    Box(Slot),
    /// In the function's spill block, at this byte offset.
    Spill(u32),
}

/// A jump target, placed later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Label(pub(crate) u32);

/// What `break` and `continue` mean here.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) label: Option<base::Symbol>,
    pub(crate) brk: Label,
    pub(crate) cont: Option<Label>,
}

#[derive(Default)]
pub(crate) struct FuncState {
    pub(crate) name: String,
    pub(crate) code: Vec<Instr>,
    pub(crate) spans: Vec<(u32, Span)>,
    pub(crate) stmts: Vec<u32>,
    pub(crate) sites: Vec<(u32, String)>,
    /// Instructions whose index is unsigned.
    pub(crate) unsigned: Vec<u32>,
    /// Method calls, and the addresses where they fault on nil interfaces.
    pub(crate) nil_faults: Vec<(u32, u32)>,
    pub(crate) span: Span,
    /// Next free slot and the highest used.
    pub(crate) next: u16,
    pub(crate) max_slot: u16,
    pub(crate) vars: HashMap<ObjId, VarLoc>,
    /// Those of them that are captured from around.
    pub(crate) captured: Vec<ObjId>,
    /// Array variables whose length stands in the slot after their address, as in a slice header.
    pub(crate) headers: std::collections::HashSet<ObjId>,
    pub(crate) debug_vars: Vec<DebugVar>,
    pub(crate) env: Option<std::rc::Rc<Subst>>,
    pub(crate) norm_cache: HashMap<TypeId, TypeId>,
    /// Code index of each placed label.
    pub(crate) labels: Vec<Option<u32>>,
    /// Instructions whose imm is a label.
    pub(crate) fixups: Vec<(u32, Label)>,
    pub(crate) targets: Vec<Target>,
    pub(crate) goto_labels: HashMap<base::Symbol, Label>,
    /// Result variables and types.
    pub(crate) results: Vec<(ObjId, TypeId)>,
    pub(crate) result_slots: u8,
    pub(crate) param_slots: u8,
    pub(crate) epilogue: Option<Label>,
    pub(crate) has_defer: bool,
    /// Deferred calls are made at each return, as if in its line.
    pub(crate) defers_at_returns: bool,
    /// Counters for names of closures and of range-over-func bodies.
    pub(crate) closures: u32,
    pub(crate) range_bodies: u32,
    /// The function's code ends up in that of a function literal or of such a body, as gc sees it:
    /// literals in it are named otherwise.
    pub(crate) in_literal: bool,
    /// What of it is inlined.
    pub(crate) plan: inline::PlanId,
    /// Operands evaluated before (go and defer thunks): expression id to slot.
    pub(crate) preeval: HashMap<NodeId, Slot>,
    pub(crate) pre_recv: HashMap<NodeId, Slot>,
    /// The call that is a statement of its own.
    pub(crate) discarded: Option<NodeId>,
    /// Types of nodes that the code generator made.
    pub(crate) fake_types: HashMap<NodeId, TypeId>,
    pub(crate) pre_tuple: HashMap<NodeId, Slot>,
    /// Slot of the spill block's address, and bytes used in it.
    pub(crate) spill: Option<(Slot, u32)>,
    /// Code generation depth, against runaway recursion.
    pub(crate) depth: u32,
    /// The innermost enclosing loop body that is a function.
    pub(crate) range_body: Option<crate::rangefunc::Body>,
    pub(crate) label_of_next_loop: Option<base::Symbol>,
    pub(crate) library: bool,
    pub(crate) token: Option<VarLoc>,
    /// Where `fallthrough` goes.
    pub(crate) fallthrough: Option<Label>,
    /// Name of the variable that the value being made will be assigned to.
    pub(crate) naming: Option<String>,
}

/// Locals from this slot on go to the spill block.
const SPILL_FROM: u16 = 150;
/// Words of a spill block.
pub(crate) const SPILL_WORDS: u32 = 512;

impl Gen<'_> {
    // ---- slots

    pub(crate) fn mark(&self) -> u16 {
        self.f.next
    }

    pub(crate) fn release(&mut self, mark: u16) {
        self.f.next = mark;
    }

    /// Allocates `n` consecutive slots.
    pub(crate) fn alloc(&mut self, n: u16) -> Slot {
        let at = self.f.next;
        self.f.next += n;
        self.f.max_slot = self.f.max_slot.max(self.f.next);
        if self.f.next > 250 {
            self.f.next = at;
            let span = self.f.span;
            if !self
                .errors
                .iter()
                .any(|e| e.code == "Unsupported" && e.span == span)
            {
                self.error(span, "expression too large for Sudog");
            }
            return 0;
        }
        at as Slot
    }

    pub(crate) fn alloc_ty(&mut self, t: TypeId) -> Slot {
        let n = self.ti(t).slots;
        self.alloc(u16::from(n))
    }

    /// `dst` or a fresh temporary for type `t`.
    pub(crate) fn dst(&mut self, dst: Option<Slot>, t: TypeId) -> Slot {
        match dst {
            Some(d) => d,
            None => self.alloc_ty(t),
        }
    }

    // ---- instructions

    pub(crate) fn emit(&mut self, op: Op, a: Slot, b: Slot, c: Slot, imm: i32) -> u32 {
        let pc = self.f.code.len() as u32;
        if self.f.spans.last().is_none_or(|s| s.1.lo != self.f.span.lo) {
            self.f.spans.push((pc, self.f.span));
        }
        self.f.code.push(Instr::new(op, a, b, c, imm));
        pc
    }

    pub(crate) fn new_label(&mut self) -> Label {
        self.f.labels.push(None);
        Label(self.f.labels.len() as u32 - 1)
    }

    pub(crate) fn place_label(&mut self, l: Label) {
        let pc = self.f.code.len() as u32;
        if let Some(slot) = self.f.labels.get_mut(l.0 as usize) {
            *slot = Some(pc);
        }
    }

    pub(crate) fn jump_op(&mut self, op: Op, a: Slot, b: Slot, c: Slot, l: Label) {
        let pc = self.emit(op, a, b, c, 0);
        self.f.fixups.push((pc, l));
    }

    pub(crate) fn jump(&mut self, l: Label) {
        self.jump_op(Op::Jmp, 0, 0, 0, l);
    }

    /// Patches all jumps; call once per function, at its end.
    pub(crate) fn resolve_labels(&mut self) {
        let fixups = std::mem::take(&mut self.f.fixups);
        for (pc, l) in fixups {
            let target = self.f.labels.get(l.0 as usize).copied().flatten();
            match (target, self.f.code.get_mut(pc as usize)) {
                (Some(t), Some(i)) => i.imm = t as i32,
                _ => self.error(self.f.span, "internal error: unplaced label"),
            }
        }
    }

    /// Marks the start of a statement.
    pub(crate) fn stmt_start(&mut self, span: Span) {
        self.f.span = span;
        let pc = self.f.code.len() as u32;
        if self.f.stmts.last() != Some(&pc) {
            self.f.stmts.push(pc);
        }
    }

    pub(crate) fn konst(&mut self, v: u64) -> u32 {
        if let Some(&k) = self.const_index.get(&v) {
            return k;
        }
        let k = self.consts.len() as u32;
        self.consts.push(v);
        self.const_index.insert(v, k);
        k
    }

    pub(crate) fn load_int(&mut self, dst: Slot, v: i64) {
        if let Ok(i) = i32::try_from(v) {
            self.emit(Op::LoadI, dst, 0, 0, i);
        } else {
            let k = self.konst(v as u64);
            self.emit(Op::LoadK, dst, 0, 0, k as i32);
        }
    }

    pub(crate) fn load_ref(&mut self, dst: Slot, r: Ref) {
        let k = self.ref_const(r);
        self.emit(Op::LoadK, dst, 0, 0, k as i32);
    }

    pub(crate) fn load_str(&mut self, dst: Slot, bytes: &[u8]) {
        if bytes.is_empty() {
            self.emit(Op::Zero, dst, 0, 0, 2);
            return;
        }
        let at = self.data.string(bytes);
        // Address and length stand side by side in the constant pool.
        let key = (at, bytes.len() as u64);
        let k = match self.str_consts.get(&key) {
            Some(&k) => k,
            None => {
                let k = self.consts.len() as u32;
                self.consts.push(0);
                self.consts.push(bytes.len() as u64);
                self.str_relocs.push((k, at));
                self.str_consts.insert(key, k);
                k
            }
        };
        self.emit(Op::LoadStr, dst, 0, 0, k as i32);
    }

    /// Copies a value in register form.
    pub(crate) fn mov(&mut self, dst: Slot, src: Slot, slots: u8) {
        if dst == src {
            return;
        }
        match slots {
            0 => {}
            1 => {
                self.emit(Op::Mov, dst, src, 0, 0);
            }
            2 => {
                self.emit(Op::Mov2, dst, src, 0, 0);
            }
            3 => {
                self.emit(Op::Mov3, dst, src, 0, 0);
            }
            n => {
                self.emit(Op::MovN, dst, src, 0, i32::from(n));
            }
        }
    }

    pub(crate) fn zero(&mut self, dst: Slot, t: TypeId) {
        let ti = self.ti(t);
        match ti.rep {
            Rep::Zero => {}
            Rep::Indirect => self.new_object(dst, t),
            _ if ti.slots == 1 => {
                self.emit(Op::LoadI, dst, 0, 0, 0);
            }
            _ => {
                self.emit(Op::Zero, dst, 0, 0, i32::from(ti.slots));
            }
        }
    }

    /// R[dst] = address of a new zeroed `t`.
    pub(crate) fn new_object(&mut self, dst: Slot, t: TypeId) {
        let ti = self.ti(t);
        if ti.size == 0 {
            self.load_ref(dst, Ref::Ro(0));
        } else {
            let rt = self.rt_type(t);
            self.emit(Op::New, dst, 0, 0, rt.0 as i32);
        }
    }

    // ---- variables

    /// Declares a local variable; its value is undefined (its box, if any, is new and zeroed).
    /// Returns where it lives.
    pub(crate) fn declare(&mut self, obj: ObjId, t: TypeId) -> VarLoc {
        let ti = self.ti(t);
        let boxed = self.escape.boxed.contains(&obj) || ti.rep == Rep::Indirect;
        let loc = if boxed {
            let slot = self.alloc_box(obj, t);
            let pc = self.f.code.len() as u32;
            let name = self.obj_name(obj);
            self.f.sites.push((pc, name));
            self.new_object(slot, t);
            VarLoc::Box(slot)
        } else if let Some(spill) = self.f.spill
            && self.f.next >= SPILL_FROM
            && ti.slots > 0
        {
            self.spill_var(spill, u32::from(ti.slots))
        } else {
            VarLoc::Slot(self.alloc_ty(t))
        };
        self.bind(obj, t, loc);
        loc
    }

    /// A slot for a boxed variable's address; for arrays with the length behind it, so that
    /// elements are reached as those of a slice.
    pub(crate) fn alloc_box(&mut self, obj: ObjId, t: TypeId) -> Slot {
        let Type::Array { len, .. } = self.shape(t) else {
            return self.alloc(1);
        };
        let slot = self.alloc(2);
        self.load_int(slot + 1, len);
        self.f.headers.insert(obj);
        slot
    }

    fn spill_var(&mut self, spill: (Slot, u32), slots: u32) -> VarLoc {
        let (slot, used) = spill;
        if used + slots * 8 > SPILL_WORDS * 8 {
            self.error(
                self.f.span,
                "function has too many local variables for Sudog",
            );
            return VarLoc::Slot(0);
        }
        self.f.spill = Some((slot, used + slots * 8));
        VarLoc::Spill(used)
    }

    /// Reserves the first instruction and a slot for the spill block of a large function.
    pub(crate) fn reserve_spill(&mut self, body: Span) {
        if body.hi.saturating_sub(body.lo) > 5_000 {
            self.emit(Op::Nop, 0, 0, 0, 0);
            let slot = self.alloc(1);
            self.f.spill = Some((slot, 0));
        }
    }

    /// Records where `obj` lives, for code and for the inspector.
    pub(crate) fn bind(&mut self, obj: ObjId, t: TypeId, loc: VarLoc) {
        self.f.vars.insert(obj, loc);
        let name = self.obj_name(obj);
        if name == "_" || name.is_empty() {
            return;
        }
        let place = match loc {
            VarLoc::Slot(s) => VarPlace::Slot(s),
            VarLoc::Box(s) => VarPlace::Boxed(s),
            VarLoc::Spill(_) => return,
        };
        let is_param = matches!(
            self.w.objects[obj].kind,
            types::ObjectKind::Var { is_param: true, .. }
        );
        let is_result = self.f.results.iter().any(|r| r.0 == obj);
        if self.f.library {
            return;
        }
        let ty = self.rt_type(t);
        let from = self.f.code.len() as u32;
        self.f.debug_vars.push(DebugVar {
            name,
            ty,
            place,
            from,
            to: u32::MAX,
            is_param,
            is_result,
        });
    }

    /// Ends the life (for the inspector) of variables declared since `count` were known.
    pub(crate) fn end_vars(&mut self, count: usize) {
        let pc = self.f.code.len() as u32;
        for v in self.f.debug_vars.iter_mut().skip(count) {
            if v.to == u32::MAX {
                v.to = pc;
            }
        }
    }

    pub(crate) fn obj_name(&self, obj: ObjId) -> String {
        self.w
            .objects
            .get(obj)
            .map_or(String::new(), |o| self.w.names.text(o.name).to_string())
    }

    /// Whether a literal's code, or that of a loop's body, ends up in a literal: always, but where gc
    /// inlines it wherever it is called.
    pub(crate) fn literal_in_literal(&self, node: NodeId) -> bool {
        let plan = self.inlining.plan(self.f.plan);
        self.f.in_literal || !plan.is_some_and(|p| p.is_inlined(node))
    }

    /// Finds or makes the function's next closure name: `main.f.func1`, `main.f.func1.2`.
    pub(crate) fn closure_name(&mut self) -> String {
        self.f.closures += 1;
        let n = self.f.closures;
        if self.f.in_literal {
            format!("{}.{}", self.f.name, n)
        } else {
            format!("{}.func{}", self.f.name, n)
        }
    }

    /// Finishes the current function into the table.
    pub(crate) fn close_func(&mut self, id: FuncId, span: Span, recover_pc: u32, wrapper: bool) {
        self.resolve_labels();
        self.end_vars(0);
        if let Some((slot, used)) = self.f.spill
            && used > 0
            && let Some(first) = self.f.code.first_mut()
        {
            *first = Instr::new(Op::New, slot, 0, 0, crate::link::SPILL_TYPE_MARK);
        }
        let (file, line) = match self.w.map.position(span.lo) {
            Some(p) => (p.file.0, p.line),
            None => (0, 0),
        };
        let func = bytecode::Func {
            name: std::mem::take(&mut self.f.name),
            entry: 0,
            end: self.f.code.len() as u32,
            result_slots: self.f.result_slots,
            param_slots: self.f.param_slots,
            frame_slots: 0,
            recover_pc,
            flags: bytecode::FuncFlags::default(),
            file,
            line,
            vars: Vec::new(),
        };
        let flags = bytecode::FuncFlags {
            wrapper,
            library: self.f.library,
            has_defer: self.f.has_defer,
        };
        self.finish_func(id, func, flags);
    }
}

impl Gen<'_> {
    /// Whether a label was placed at the current end of code.
    pub(crate) fn label_here(&self) -> bool {
        let pc = self.f.code.len() as u32;
        self.f.labels.contains(&Some(pc))
    }
}
