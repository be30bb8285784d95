//! One goroutine from inside: its calls, and what their variables hold.

use bytecode::{DebugVar, Func, TypeIdx, VarPlace};
use protocol as p;
use vm::{FrameView, Vm};

use crate::view::place::is_shown;
use crate::view::value::{Reader, mark_changes, unavailable};
use crate::workbench::Code;

/// Frames and variables of one answer.
const MAX_FRAMES: usize = 100;
const MAX_VARS: usize = 200;

/// The calls of a goroutine, innermost first, and how many are left out.
pub(crate) fn frames(code: &Code, vm: &Vm, id: u32, with_vars: bool) -> (Vec<p::Frame>, u32) {
    let all = vm.frames(id, 4 * MAX_FRAMES);
    let total = vm.depth(id) as usize;
    let mut reader = Reader::new(vm);
    let mut vars_left = MAX_VARS;
    let mut out = Vec::new();
    let mut seen = 0;
    for view in &all {
        seen += 1;
        let Some(func) = code.program.func(view.func).filter(|f| is_shown(f)) else {
            continue;
        };
        let mut frame = p::Frame {
            function: func.name.clone(),
            place: code.own_place(view.pc),
            library: code.library_place(view.pc),
            vars: Vec::new(),
            defers: view.defers,
        };
        if with_vars && !func.flags.library {
            frame.vars = vars(&mut reader, vm, id, view, func, vars_left);
            vars_left = vars_left.saturating_sub(frame.vars.len());
        }
        out.push(frame);
        if out.len() >= MAX_FRAMES {
            break;
        }
    }
    // Beyond what was asked for there is more; behind the last one of fewer there is nothing.
    let more = if all.len() < 4 * MAX_FRAMES {
        all.iter().skip(seen).count()
    } else {
        total.saturating_sub(seen)
    };
    (out, more as u32)
}

/// What a variable holds, as it lies in memory.
pub(crate) struct Held {
    pub(crate) name: String,
    pub(crate) ty: TypeIdx,
    pub(crate) bytes: Vec<u8>,
    /// Where it lies, if it lies in memory.
    pub(crate) at: Option<u64>,
}

/// The variables of a goroutine's calls, the innermost call's first, inner ones before outer ones.
pub(crate) fn variables(code: &Code, vm: &Vm, id: u32) -> Vec<Held> {
    let reader = Reader::new(vm);
    let mut out = Vec::new();
    for view in vm.frames(id, MAX_FRAMES) {
        let func = code.program.func(view.func);
        let Some(func) = func.filter(|f| is_shown(f) && !f.flags.library) else {
            continue;
        };
        for var in func.vars.iter().rev().filter(|v| is_live(v, &view)) {
            if let Some((bytes, at)) = held(&reader, vm, id, &view, func, var) {
                out.push(Held {
                    name: var.name.clone(),
                    ty: var.ty,
                    bytes,
                    at,
                });
            }
        }
        if out.len() >= MAX_VARS {
            break;
        }
    }
    out
}

/// What a waiting or calling instruction is about to set is live after it.
pub(crate) fn is_live(var: &DebugVar, view: &FrameView) -> bool {
    (var.from..var.to).contains(&view.pc) || var.is_param || var.is_result
}

fn vars(
    reader: &mut Reader<'_>,
    vm: &Vm,
    id: u32,
    view: &FrameView,
    func: &Func,
    max: usize,
) -> Vec<p::Var> {
    let mut out: Vec<p::Var> = Vec::new();
    for var in func.vars.iter().filter(|v| is_live(v, view)).take(max) {
        let captured = matches!(var.place, VarPlace::Captured(_) | VarPlace::CapturedBox(_));
        let role = match (var.is_param, var.is_result, captured) {
            (true, ..) => p::Role::Arg,
            (_, true, _) => p::Role::Result,
            (_, _, true) => p::Role::Captured,
            _ => p::Role::Local,
        };
        let name = reader.program.ty(var.ty).map_or("", |t| &t.name).to_owned();
        let value = value(reader, vm, id, view, func, var).unwrap_or_else(|| unavailable(&name));
        let new = p::Var {
            name: var.name.clone(),
            role,
            value,
            changed: false,
        };
        // An inner variable hides an outer one of the same name.
        match out.iter_mut().find(|v| v.name == new.name) {
            Some(old) if !var.is_param && !var.is_result => *old = new,
            Some(_) => {}
            None => out.push(new),
        }
    }
    out
}

fn value(
    reader: &mut Reader<'_>,
    vm: &Vm,
    id: u32,
    view: &FrameView,
    func: &Func,
    var: &DebugVar,
) -> Option<p::Value> {
    let (bytes, at) = held(reader, vm, id, view, func, var)?;
    Some(reader.tree(var.ty, &bytes, at))
}

/// The memory image of a variable, and where it lies if it lies in memory.
pub(crate) fn held(
    reader: &Reader<'_>,
    vm: &Vm,
    id: u32,
    view: &FrameView,
    func: &Func,
    var: &DebugVar,
) -> Option<(Vec<u8>, Option<u64>)> {
    let ty = reader.program.ty(var.ty)?;
    let context = u32::from(func.result_slots) + u32::from(func.param_slots);
    let slot = |n: u32| vm.slots(id, view.fp + n, 1).first().copied();
    let memory = |addr: u64| Some((vm.bytes(addr, ty.size.min(1 << 16))?.to_vec(), Some(addr)));
    match var.place {
        VarPlace::Slot(n) => {
            let slots = vm.slots(id, view.fp + u32::from(n), u32::from(ty.slots.max(1)));
            let at = ty.indirect.then(|| slots.first().copied()).flatten();
            Some((reader.image(var.ty, slots)?, at))
        }
        VarPlace::Boxed(n) => memory(slot(u32::from(n))?),
        VarPlace::Captured(n) => {
            let at = slot(context)?.wrapping_add(8 * u64::from(n));
            if ty.indirect {
                return memory(vm.word(at)?);
            }
            Some((vm.bytes(at, ty.size)?.to_vec(), None))
        }
        VarPlace::CapturedBox(n) => {
            let at = slot(context)?.wrapping_add(8 * u64::from(n));
            memory(vm.word(at)?)
        }
    }
}

/// Marks what differs from an earlier look at the same goroutine.
pub(crate) fn mark(new: &mut [p::Frame], old: &[p::Frame]) {
    // Frames are matched from the outermost one in.
    for (frame, before) in new.iter_mut().rev().zip(old.iter().rev()) {
        if frame.function != before.function {
            break;
        }
        for var in &mut frame.vars {
            var.changed = match before.vars.iter().find(|v| v.name == var.name) {
                Some(old) => mark_changes(&mut var.value, &old.value),
                None => true,
            };
        }
    }
}
