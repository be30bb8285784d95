//! Names for what leads to an object: roots by their variables, words of the heap by field, element
//! or key.

use std::collections::BTreeMap;

use bytecode::{DebugVar, Func, LOW_BASE, TypeIdx, VarPlace};
use protocol as p;
use protocol::{Root, RootIs};
use vm::{Contents, FrameView, Origin, Vm};

use crate::view::memory::cells::{Cells, global_name};
use crate::view::memory::graph::captured;
use crate::view::names::path;
use crate::view::place::{name_at, unqualified};
use crate::view::stack::is_live;
use crate::workbench::Code;

/// Calls of a goroutine whose variables are known by name.
const MAX_FRAMES: usize = 1_000;

/// See the module's text.
pub(super) struct Origins<'a> {
    code: &'a Code,
    vm: &'a Vm,
    cells: Cells<'a>,
    /// The calls of goroutines that were met, outermost first.
    frames: BTreeMap<u32, Vec<FrameView>>,
    /// The maps that tables of entries belong to.
    tables: BTreeMap<u64, u64>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(code: &'a Code, vm: &'a Vm) -> Self {
        Origins {
            code,
            vm,
            cells: Cells::new(vm),
            frames: BTreeMap::new(),
            tables: BTreeMap::new(),
        }
    }

    /// The type of the object that begins at an address.
    pub(super) fn type_of(&self, start: u64) -> String {
        let program = self.cells.program;
        let name = |ty| program.ty(ty).map_or("?", |t| t.name.as_str());
        let Some(block) = self.vm.block(start) else {
            return String::new();
        };
        match block.contents {
            Contents::Values { ty, array: false } => name(ty).to_owned(),
            Contents::Values { ty, array: true } => format!("[]{}", name(ty)),
            Contents::Map => match self.vm.map_types(start) {
                Some((key, elem)) => format!("map[{}]{}", name(key), name(elem)),
                None => "map".to_owned(),
            },
            Contents::Chan => {
                let elem = self.vm.chan(start, 0).map(|c| name(c.elem));
                format!("chan {}", elem.unwrap_or(""))
            }
            Contents::Closure => match self.cells.func_name(start) {
                Some(func) => format!("func {}", unqualified(&func)),
                None => "func".to_owned(),
            },
            Contents::Other => match self.tables.get(&start) {
                Some(map) => format!("entries of {}", self.type_of(*map)),
                None => String::new(),
            },
        }
    }

    /// Notes what an object is for, if only the one that leads to it says so.
    pub(super) fn learn(&mut self, from: Origin, to: u64) {
        if let Origin::Word(at) = from
            && let Some(block) = self.vm.block(at)
            && block.contents == Contents::Map
        {
            self.tables.insert(to, block.start);
        }
    }

    /// What the word at an address is called within its object: `.next`, `[3]`, `["k"]`.
    pub(super) fn word(&self, at: u64) -> String {
        let program = self.cells.program;
        let Some(block) = self.vm.block(at) else {
            return String::new();
        };
        let offset = at - block.start;
        let mut name = String::new();
        match block.contents {
            Contents::Values { ty, array } => {
                let size = program.ty(ty).map_or(1, |t| t.size.max(1));
                if array {
                    name = format!("[{}]", offset / size);
                }
                let within = if array { offset % size } else { offset };
                path(program, ty, within, &mut name, 0);
            }
            Contents::Closure => {
                let func = self.vm.word(block.start).unwrap_or(0) as u32;
                let func = program.func(bytecode::FuncId(func));
                let vars = func.map_or(Vec::new(), |f| captured(program, f));
                let word = (offset / 8).saturating_sub(1);
                let slots = |v: &DebugVar| match v.place {
                    VarPlace::Boxed(_) => 1,
                    _ => program.ty(v.ty).map_or(1, |t| u64::from(t.slots.max(1))),
                };
                let holds =
                    |(first, v): &&(u64, &DebugVar)| (*first..first + slots(v)).contains(&word);
                if let Some((first, var)) = vars.iter().find(holds) {
                    name = format!(".{}", var.name);
                    self.part(var.ty, word - first, &mut name);
                }
            }
            Contents::Chan => name = ".buffer".to_owned(),
            Contents::Map => {
                let [entries, _] = self.vm.map_parts(block.start);
                let to_entries = self.vm.word(at) == Some(entries);
                name = if to_entries { ".entries" } else { ".index" }.to_owned();
            }
            Contents::Other => {
                let map = self.tables.get(&block.start);
                let found = map.and_then(|map| {
                    let (key, is_key) = self.vm.map_entry(*map, at)?;
                    let (ty, _) = self.vm.map_types(*map)?;
                    Some((self.cells.short_at(ty, key), is_key))
                });
                match found {
                    Some((key, false)) => name = format!("[{key}]"),
                    Some((key, true)) => name = format!(" key {key}"),
                    None => name = format!("+{offset}"),
                }
            }
        }
        name
    }

    /// Adds the part of a variable that one of its slots is.
    fn part(&self, ty: TypeIdx, slot: u64, name: &mut String) {
        if self.cells.program.ty(ty).is_some_and(|t| !t.indirect) {
            path(self.cells.program, ty, 8 * slot, name, 0);
        }
    }

    /// A root by name.
    pub(super) fn root(&mut self, from: Origin) -> Root {
        let program = self.cells.program;
        let plain = |is| Root {
            is,
            goroutine: None,
            function: String::new(),
            name: String::new(),
            object: 0,
        };
        match from {
            Origin::Global(off) => {
                let mut root = plain(RootIs::Global);
                let off = u64::from(off);
                let found = program.globals.iter().find(|g| {
                    let size = program.ty(g.ty).map_or(0, |t| t.size.max(1));
                    (u64::from(g.offset)..u64::from(g.offset) + size).contains(&off)
                });
                match found {
                    Some(global) => {
                        root.name = global_name(&global.name).to_owned();
                        let within = off - u64::from(global.offset);
                        path(program, global.ty, within, &mut root.name, 0);
                    }
                    None => root.name = format!("{:#x}", LOW_BASE + off),
                }
                root
            }
            Origin::Slot { g, slot } => self.slot(g, slot),
            Origin::Defer { g, .. } => Root {
                goroutine: Some(g),
                function: self.function(from),
                ..plain(RootIs::Deferred)
            },
            Origin::Panic { g, .. } => Root {
                goroutine: Some(g),
                ..plain(RootIs::Panic)
            },
            Origin::Timer(_) => plain(RootIs::Timer),
            Origin::Finalizer(object) => Root {
                function: self.function(from),
                object,
                ..plain(RootIs::Finalizer)
            },
            Origin::Cleanup(_) => Root {
                function: self.function(from),
                ..plain(RootIs::Cleanup)
            },
            Origin::Machine => plain(RootIs::Machine),
            Origin::Due(object) => Root {
                object,
                ..plain(RootIs::Due)
            },
            Origin::Word(at) => Root {
                name: self.word(at),
                object: self.vm.block(at).map_or(0, |b| b.start),
                ..plain(RootIs::Whole)
            },
        }
    }

    fn function(&self, from: Origin) -> String {
        let func = self.vm.origin_word(from);
        func.map_or(String::new(), |f| self.called(f))
    }

    /// The function that a funcval calls.
    pub(super) fn called(&self, funcval: u64) -> String {
        let name = self.cells.func_name(funcval);
        name.map_or(String::new(), |n| unqualified(&n))
    }

    fn slot(&mut self, g: u32, slot: u32) -> Root {
        let vm = self.vm;
        self.frames.entry(g).or_insert_with(|| {
            let mut frames = vm.frames(g, MAX_FRAMES);
            frames.reverse();
            frames
        });
        let frames = self.frames.get(&g).map_or(&[][..], Vec::as_slice);
        let mut root = Root {
            is: RootIs::Word,
            goroutine: Some(g),
            function: String::new(),
            name: String::new(),
            object: 0,
        };
        // Windows overlap: what a call got is in both, and the inner one has names for it.
        let inner = frames.partition_point(|f| f.fp <= slot);
        let here = frames.get(..inner).unwrap_or_default().iter().rev();
        for view in here.take(2) {
            let Some(func) = self.code.program.func(view.func) else {
                continue;
            };
            if root.function.is_empty() {
                root.function = name_at(&self.code.program, func.entry).unwrap_or_default();
            }
            let at = slot - view.fp;
            if let Some((is, name)) = self.variable(view, func, at) {
                root.is = is;
                root.name = name;
                root.function = unqualified(&func.name);
                break;
            }
        }
        root
    }

    /// The variable of a call that a slot of its frame is part of.
    fn variable(&self, view: &FrameView, func: &Func, at: u32) -> Option<(RootIs, String)> {
        let program = self.cells.program;
        let context = u32::from(func.result_slots) + u32::from(func.param_slots);
        let captures =
            |v: &DebugVar| matches!(v.place, VarPlace::Captured(_) | VarPlace::CapturedBox(_));
        if at == context && func.vars.iter().any(captures) {
            return Some((RootIs::Closure, String::new()));
        }
        // Inner variables come later.
        for var in func.vars.iter().rev().filter(|v| is_live(v, view)) {
            let (first, slots) = match var.place {
                VarPlace::Slot(n) => {
                    let slots = program.ty(var.ty).map_or(1, |t| u32::from(t.slots.max(1)));
                    (u32::from(n), slots)
                }
                VarPlace::Boxed(n) => (u32::from(n), 1),
                VarPlace::Captured(_) | VarPlace::CapturedBox(_) => continue,
            };
            if (first..first + slots).contains(&at) {
                let mut name = var.name.clone();
                if matches!(var.place, VarPlace::Slot(_)) {
                    self.part(var.ty, u64::from(at - first), &mut name);
                }
                return Some((RootIs::Variable, name));
            }
        }
        None
    }

    /// An object as one that something leads to.
    pub(super) fn found(&self, label: String, object: u64) -> p::Found {
        p::Found {
            label,
            object,
            ty: self.type_of(object),
        }
    }
}
