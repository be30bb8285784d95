//! What the reader calls memory that has no name of its own: by the way to it from a goroutine's
//! variables, as in `p.next`, `s.items[3]` and `*p`.

use std::collections::VecDeque;

use bytecode::{Kind, TypeIdx};
use vm::Vm;

use crate::view::names::path;
use crate::view::stack::{self, Held};
use crate::workbench::Code;

/// Pointers followed one after the other at most, and values looked at.
const MAX_STEPS: u32 = 3;
const MAX_LOOKS: usize = 1_000;
/// Larger values are not looked into.
const MAX_BYTES: u64 = 1 << 12;

/// The shortest way from the variables of goroutine `g` to the memory at `address`, the innermost
/// call's first.
pub(crate) fn name(code: &Code, vm: &Vm, g: u32, address: u64) -> Option<String> {
    let vars = stack::variables(code, vm, g).into_iter();
    let mut todo: VecDeque<(Held, u32)> = vars.map(|v| (v, 0)).collect();
    for _ in 0..MAX_LOOKS {
        let (held, steps) = todo.pop_front()?;
        if let Some(name) = leads(vm, &held, address) {
            return Some(name);
        }
        inside(vm, held, steps, &mut todo);
    }
    None
}

/// What `address` is called if the value lies there or is a reference to it.
fn leads(vm: &Vm, held: &Held, address: u64) -> Option<String> {
    let program = vm.program();
    let t = program.ty(held.ty)?;
    let mut name = held.name.clone();
    if let Some(at) = held.at
        && (at..at + t.size.max(1)).contains(&address)
    {
        path(program, held.ty, address - at, &mut name, 0);
        return Some(name);
    }
    let word = |i: usize| word(&held.bytes, i);
    match t.kind {
        Kind::Slice => {
            let (data, cap, elem) = (word(0)?, word(2)?, t.elem?);
            let size = program.ty(elem)?.size.max(1);
            let offset = address.checked_sub(data)?;
            if offset / size >= cap {
                return None;
            }
            name.push_str(&format!("[{}]", offset / size));
            path(program, elem, offset % size, &mut name, 0);
            Some(name)
        }
        Kind::Map | Kind::Chan => {
            let start = vm.block(address)?.start;
            (word(0)? == start).then_some(name)
        }
        _ => None,
    }
}

/// What can be reached through the value.
fn inside(vm: &Vm, held: Held, steps: u32, todo: &mut VecDeque<(Held, u32)>) {
    let program = vm.program();
    let Some(t) = program.ty(held.ty) else {
        return;
    };
    match t.kind {
        Kind::Struct => {
            for f in &t.fields {
                let size = program.ty(f.ty).map_or(0, |t| t.size);
                let part = f.offset as usize..(f.offset + size) as usize;
                let Some(bytes) = held.bytes.get(part) else {
                    continue;
                };
                let field = Held {
                    name: format!("{}.{}", held.name.trim_start_matches('*'), f.name),
                    ty: f.ty,
                    bytes: bytes.to_vec(),
                    at: held.at.map(|at| at + f.offset),
                };
                todo.push_back((field, steps));
            }
        }
        Kind::Pointer if steps < MAX_STEPS => {
            if let Some(target) = behind(vm, &held, t.elem) {
                todo.push_back((target, steps + 1));
            }
        }
        _ => {}
    }
}

/// What a pointer points to. Fields and items are reached without a star.
fn behind(vm: &Vm, held: &Held, elem: Option<TypeIdx>) -> Option<Held> {
    let (at, ty) = (word(&held.bytes, 0)?, elem?);
    let t = vm.program().ty(ty)?;
    let star = if matches!(t.kind, Kind::Struct | Kind::Array) {
        ""
    } else {
        "*"
    };
    Some(Held {
        name: format!("{star}{}", held.name),
        ty,
        bytes: vm.bytes(at, t.size.min(MAX_BYTES))?.to_vec(),
        at: Some(at),
    })
}

fn word(bytes: &[u8], i: usize) -> Option<u64> {
    let bytes = bytes.get(8 * i..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*bytes))
}
