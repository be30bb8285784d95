//! Instructions to places in the reader's files, and functions to the names that people see.

use bytecode::{Func, Op, Program};
use protocol::{Breakpoint, Place};

use crate::history::Lane;
use crate::workbench::Code;

impl Code {
    /// The place of an instruction.
    pub(crate) fn place(&self, pc: u32) -> Option<Place> {
        let entry = self.program.line_at(pc)?;
        if entry.line == 0 {
            return None;
        }
        match self.origins.get(entry.file as usize).copied().flatten() {
            Some(origin) => Some(Place {
                file: origin.file,
                line: origin.line + entry.line,
                column: entry.col,
            }),
            None => Some(Place {
                file: Place::LIBRARY,
                line: entry.line,
                column: entry.col,
            }),
        }
    }

    /// The place, if it is in the reader's own files.
    pub(crate) fn own_place(&self, pc: u32) -> Option<Place> {
        self.place(pc).filter(|p| p.file != Place::LIBRARY)
    }

    /// `path:line` of a place in the library.
    pub(crate) fn library_place(&self, pc: u32) -> Option<String> {
        let entry = self.program.line_at(pc)?;
        let known = self.origins.get(entry.file as usize).copied().flatten();
        let name = self.program.files.get(entry.file as usize)?;
        (known.is_none() && entry.line != 0).then(|| format!("{name}:{}", entry.line))
    }

    /// The instructions at which execution reaches a line.
    pub(crate) fn starts_of(&self, at: Breakpoint) -> Vec<u32> {
        let lines = self.starts.range((at.file, at.line)..);
        // A line without statements stands for the next one that has some.
        let found = lines.take_while(|((file, _), _)| *file == at.file).next();
        found.map_or(Vec::new(), |(_, pcs)| pcs.clone())
    }

    /// The line that a breakpoint really stands on.
    pub(crate) fn line_of(&self, pc: u32) -> Option<Breakpoint> {
        let place = self.own_place(pc)?;
        Some(Breakpoint {
            file: place.file,
            line: place.line,
        })
    }
}

/// Whether a frame is shown to people: not the compiler's glue.
pub(crate) fn is_shown(func: &Func) -> bool {
    !func.flags.wrapper
}

/// The function that a wrapper is there for.
fn unwrapped<'p>(program: &'p Program, func: &'p Func) -> &'p Func {
    let mut func = func;
    for _ in 0..4 {
        if !func.flags.wrapper {
            return func;
        }
        let code = program.code.get(func.entry as usize..func.end as usize);
        let called = code
            .unwrap_or(&[])
            .iter()
            .filter(|i| i.op == Op::Call)
            .find_map(|i| program.funcs.get(i.imm as u32 as usize));
        match called {
            Some(inner) => func = inner,
            None => return func,
        }
    }
    func
}

/// A function's name without the package main.
pub(crate) fn unqualified(name: &str) -> String {
    match name.strip_prefix("main.") {
        Some(rest) => rest.to_owned(),
        None => name.to_owned(),
    }
}

/// The name of the function that starts at, or holds, an instruction.
pub(crate) fn name_at(program: &Program, pc: u32) -> Option<String> {
    let func = program.func(program.func_at(pc)?)?;
    Some(unqualified(&unwrapped(program, func).name))
}

/// What a goroutine is called.
pub(crate) fn short_name(program: &Program, lane: &Lane) -> String {
    if lane.id == 1 {
        return "main".to_owned();
    }
    let known = lane.func.and_then(|f| program.func(f));
    known
        .map(|f| unqualified(&unwrapped(program, f).name))
        .or_else(|| lane.start_pc().and_then(|pc| name_at(program, pc)))
        .unwrap_or_else(|| format!("g{}", lane.id))
}

/// The same for one that has not run yet.
pub(crate) fn func_name(program: &Program, func: bytecode::FuncId) -> Option<String> {
    Some(unqualified(&unwrapped(program, program.func(func)?).name))
}
