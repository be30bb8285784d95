//! Go's last words: panic messages, fatal errors, stack dumps, and the print builtins.

use bytecode::{Instr, Kind, Native, Op, Program, TypeIdx};

use crate::event::{EventOp, Preview};
use crate::g::{G, Panicking, RET_DIE, RET_EXIT, RET_PANIC};
use crate::scheduler::GRef;
use crate::stop::{Limit, StopReason};
use crate::trap::{Res, Trap};
use crate::value::{Window, slot};
use crate::vm::Vm;
use crate::wait::Status;
use crate::wait::WaitReason;

/// Frames printed at each end of a deep stack.
const EDGE: usize = 50;

/// In a list of frames: what runs deferred calls, of a panic and of a goroutine that ends itself.
const SHOWN_PANIC: u32 = RET_PANIC;
const SHOWN_GOEXIT: u32 = RET_PANIC + 1;

impl Vm {
    // ---- print, println

    #[inline(never)]
    pub(crate) fn print(&mut self, prog: &Program, me: GRef, w: &Window, i: Instr) -> Res {
        let v = w[i.a as usize];
        let v2 = w[slot(i.a, 1)];
        let text = match i.b {
            0 => if v != 0 { "true" } else { "false" }.to_string(),
            1 => (v as i64).to_string(),
            2 => v.to_string(),
            3 => float(f64::from_bits(v)),
            4 => complex(f64::from_bits(v), f64::from_bits(v2)),
            5 => {
                let bytes = self.string(v, v2)?.to_vec();
                return self.print_bytes(prog, me, &bytes);
            }
            6 => format!("{v:#x}"),
            7 => format!("({v:#x},{v2:#x})"),
            8 => format!("[{}/{}]{v:#x}", v2 as i64, w[slot(i.a, 2)] as i64),
            9 => " ".into(),
            11 => float32(v),
            12 => complex_text(&float32(v), &float32(v >> 32)),
            _ => "\n".into(),
        };
        self.print_bytes(prog, me, text.as_bytes())
    }

    fn print_bytes(&mut self, prog: &Program, me: GRef, bytes: &[u8]) -> Res {
        let fits = self.out.write(2, bytes);
        // One event per line or value would drown the others: the end of a line counts.
        if bytes.ends_with(b"\n") {
            let mut e = self.event(me.id, EventOp::Print);
            e.object = 2;
            e.value = Preview::text(prog.well_known.string.0, bytes);
            self.push(e);
        }
        if fits {
            Ok(())
        } else {
            Err(Trap::Stop(StopReason::Limit(Limit::Output(
                self.limits.output,
            ))))
        }
    }

    // ---- dying

    /// Prints the fatal panics of `g` and all that follows; returns Go's first line.
    pub(crate) fn report_panic(&mut self, prog: &Program, g: &mut G) -> String {
        self.mark_repanicked(prog, g);
        let text = self.panics_text(prog, g);
        let message = text.lines().next().unwrap_or("").to_string();
        let mut out = text;
        if let Some((addr, pc)) = (g.panics.iter().rev()).find_map(|p| p.later_signal.or(p.signal))
        {
            out.push_str(&signal_line(addr, pc, self.mem.mapped(addr)));
        }
        out.push_str(&running(g));
        out.push_str(&self.frames_text(prog, g));
        if let Some(p) = g.panics.last() {
            out.push_str(&self.dead_bubble_text(prog, p.value));
        }
        self.out.force(2, out.as_bytes());
        message
    }

    pub(crate) fn report_fatal(
        &mut self,
        prog: &Program,
        g: &mut G,
        text: &str,
        signal: Option<(u64, u32)>,
    ) {
        let mut out = String::new();
        if !g.panics.is_empty() {
            self.mark_repanicked(prog, g);
            out.push_str(&self.panics_text(prog, g));
            out.push('\t');
        }
        out.push_str(&format!("fatal error: {}\n", indented(text)));
        if let Some((addr, pc)) = signal {
            out.push_str(&signal_line(addr, pc, self.mem.mapped(addr)));
        }
        out.push_str(&running(g));
        out.push_str(&self.frames_text(prog, g));
        self.out.force(2, out.as_bytes());
    }

    pub(crate) fn report_deadlock(&mut self, no_goroutines: bool) {
        let prog = std::sync::Arc::clone(&self.prog);
        let mut out = String::from("fatal error: ");
        if no_goroutines {
            out.push_str("no goroutines (main called runtime.Goexit) - deadlock!\n");
        } else {
            out.push_str("all goroutines are asleep - deadlock!\n");
            out.push_str(&self.all_stacks(&prog, None));
        }
        self.out.force(2, out.as_bytes());
        let mut e = self.event(0, EventOp::Fatal);
        e.value = Preview::text(prog.well_known.string.0, b"all goroutines are asleep");
        self.push(e);
    }

    fn mark_repanicked(&self, prog: &Program, g: &mut G) {
        for k in 1..g.panics.len() {
            if let Some([p, q]) = g.panics.get_mut(k - 1..=k)
                && self.is_panic_again(prog, p, q)
            {
                p.repanicked = true;
            }
        }
    }

    /// Whether Go takes both for one value that was recovered and panicked again: it compares
    /// where they lie, and there is one copy of small numbers and empty texts.
    pub(crate) fn is_panic_again(&self, prog: &Program, p: &Panicking, q: &Panicking) -> bool {
        if p.has_value_of(q) {
            return true;
        }
        if p.goexit || q.goexit || p.value.0 != q.value.0 {
            return false;
        }
        let ty = prog.type_at(p.value.0).and_then(|ty| prog.ty(ty));
        let Some(t) = ty.filter(|t| !t.pointer_shaped) else {
            return false;
        };
        let word = |at: u64, n: u64| -> Option<u64> {
            let mut bytes = [0; 8];
            for (i, b) in (0..n).zip(bytes.iter_mut()) {
                let [byte] = self.mem.load::<1>(at + i)?;
                *b = byte;
            }
            Some(u64::from_le_bytes(bytes))
        };
        let both = |off: u64, n: u64| Some((word(p.value.1 + off, n)?, word(q.value.1 + off, n)?));
        match (t.kind, t.size) {
            (_, 0) => true,
            (Kind::String, _) => both(8, 8) == Some((0, 0)),
            (Kind::Slice, _) => both(0, 8) == Some((0, 0)),
            (_, n @ (1 | 2 | 4 | 8)) if u64::from(t.align) == n && !t.has_pointers() => {
                both(0, n).is_some_and(|(a, b)| a == b && a < 256)
            }
            _ => false,
        }
    }

    /// "panic: ..." lines of all panics in progress, the first one first.
    fn panics_text(&self, prog: &Program, g: &G) -> String {
        let mut out = String::new();
        let mut tab = false;
        for (k, p) in g.panics.iter().enumerate() {
            let skip = k > 0 && g.panics.get(k - 1).is_some_and(|q| q.repanicked);
            if skip {
                continue;
            }
            if tab {
                out.push('\t');
            }
            tab = !p.goexit;
            if p.goexit {
                continue;
            }
            out.push_str("panic: ");
            match &p.text {
                Some(text) => out.push_str(&indented(text)),
                None => out.push_str(&self.panic_value_text(prog, p.value)),
            }
            if p.recovered && p.repanicked {
                out.push_str(" [recovered, repanicked]");
            } else if p.recovered {
                out.push_str(" [recovered]");
            }
            out.push('\n');
        }
        out
    }

    /// A panic value that does not describe itself.
    fn panic_value_text(&self, prog: &Program, v: (u64, u64)) -> String {
        let Some(ty) = prog.type_at(v.0) else {
            return "nil".into();
        };
        let Some(t) = prog.ty(ty) else {
            return "nil".into();
        };
        let basic = self.basic_text(ty, t.kind, v.1);
        // Predeclared types have no package in their name.
        let predeclared = !t.name.contains('.');
        match basic {
            Some(text) if predeclared => match t.kind {
                Kind::String => indented(&text),
                _ => text,
            },
            Some(text) => match t.kind {
                Kind::String => format!("{}(\"{}\")", t.name, indented(&text)),
                _ => format!("{}({text})", t.name),
            },
            None => format!("({}) {:#x}", t.name, v.1),
        }
    }

    /// What Go says of a panic that it cannot print: strings, and for others their type.
    pub(crate) fn panic_kind_text(&self, prog: &Program, v: (u64, u64)) -> String {
        let ty = prog.type_at(v.0);
        match ty.and_then(|ty| Some((ty, prog.ty(ty)?))) {
            Some((ty, t)) if t.kind == Kind::String && t.name == "string" => {
                self.basic_text(ty, t.kind, v.1).unwrap_or_default()
            }
            Some((_, t)) => format!("type {}", t.name),
            None => String::new(),
        }
    }

    fn basic_text(&self, ty: TypeIdx, kind: Kind, data: u64) -> Option<String> {
        let mut w = [0; 256];
        let ok = |w: &mut Window| self.load_value(ty, data, w, 0).ok();
        Some(match kind {
            Kind::Bool => {
                ok(&mut w)?;
                if w[0] != 0 { "true" } else { "false" }.into()
            }
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                ok(&mut w)?;
                (w[0] as i64).to_string()
            }
            Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr => {
                ok(&mut w)?;
                w[0].to_string()
            }
            Kind::Float32 => {
                ok(&mut w)?;
                float32(w[0])
            }
            Kind::Float64 => {
                ok(&mut w)?;
                float(f64::from_bits(w[0]))
            }
            Kind::Complex64 => {
                ok(&mut w)?;
                complex_text(&float32(w[0]), &float32(w[0] >> 32))
            }
            Kind::Complex128 => {
                ok(&mut w)?;
                complex(f64::from_bits(w[0]), f64::from_bits(w[1]))
            }
            Kind::String => {
                ok(&mut w)?;
                String::from_utf8_lossy(self.string(w[0], w[1]).ok()?).into_owned()
            }
            _ => return None,
        })
    }

    // ---- stacks

    /// Code addresses of the frames of `g`, innermost first. `SHOWN_PANIC` and `SHOWN_GOEXIT` stand
    /// for what has no code here.
    fn frame_pcs(g: &G) -> Vec<u32> {
        let mut out = vec![g.pc];
        for (k, f) in g.frames.iter().enumerate().rev() {
            match f.ret_pc {
                RET_EXIT => break,
                // Below a method that describes a panic stands what had panicked.
                RET_DIE => out.extend(g.death_pc.map(|(pc, _)| pc)),
                pc if pc & RET_PANIC != 0 => {
                    let panic = g.panics.iter().find(|p| p.call_depth as usize == k + 1);
                    out.push(match panic.is_some_and(|p| p.goexit) {
                        true => SHOWN_GOEXIT,
                        false => SHOWN_PANIC,
                    });
                    out.push(pc & !RET_PANIC);
                }
                pc => out.push(pc),
            }
        }
        out
    }

    /// The instruction that frame `pcs[k]` executes.
    fn frame_place(g: &G, k: usize, pc: u32) -> u32 {
        if k == 0 && (!g.started || g.status == Status::Runnable && g.frames.len() == 1) {
            // Not yet begun, perhaps: its first instruction is the place.
            return if g.started { pc.saturating_sub(1) } else { pc };
        }
        pc.saturating_sub(1)
    }

    /// The frame `skip` levels above the current one: its instruction, or a function of Go's
    /// runtime (see [`runtime_func`]) that would stand there.
    pub(crate) fn caller_pc(&self, prog: &Program, g: &G, skip: usize) -> Option<u32> {
        let end = code_end(prog);
        let mut pcs = vec![g.pc.saturating_sub(1)];
        for (k, f) in g.frames.iter().enumerate().rev() {
            match f.ret_pc {
                RET_EXIT => {
                    pcs.push(end + RUNTIME_GOEXIT * RUNTIME_STEP);
                    break;
                }
                RET_DIE => pcs.extend(g.death_pc.map(|(pc, _)| pc.saturating_sub(1))),
                pc => {
                    if pc & RET_PANIC != 0 {
                        let panic = g.panics.iter().find(|p| p.call_depth as usize == k + 1);
                        let between: &[u32] = match panic {
                            Some(p) if p.goexit => &RUNTIME_ENDING,
                            Some(p) if p.signal.is_some() => &RUNTIME_SIGNAL,
                            _ => &RUNTIME_PANIC,
                        };
                        pcs.extend(between.iter().map(|n| end + n * RUNTIME_STEP));
                    }
                    pcs.push((pc & !RET_PANIC).saturating_sub(1));
                }
            }
        }
        let is_shown = |pc: &u32| {
            let func = prog.func_at(*pc).and_then(|f| prog.func(f));
            func.is_none_or(|f| !f.flags.wrapper || f.entry == self.entry_of_program(prog))
        };
        pcs.into_iter().filter(is_shown).nth(skip)
    }

    fn place(&self, prog: &Program, pc: u32) -> String {
        let (file, line) = prog.told_at(pc).unwrap_or(("?", 0));
        let entry = prog
            .func_at(pc)
            .and_then(|f| prog.func(f))
            .map_or(pc, |f| f.entry);
        format!(
            "\t{file}:{line} +{:#x}\n",
            u64::from(pc - entry.min(pc)) * 8
        )
    }

    fn frames_text(&self, prog: &Program, g: &G) -> String {
        let mut shown = Vec::new();
        for (k, pc) in Self::frame_pcs(g).into_iter().enumerate() {
            let runtime = match pc {
                SHOWN_PANIC => "panic(...)\n\t$GOROOT/src/runtime/panic.go:859 +0x0\n",
                SHOWN_GOEXIT => "runtime.Goexit()\n\t$GOROOT/src/runtime/panic.go:694 +0x0\n",
                _ => "",
            };
            if !runtime.is_empty() {
                shown.push(runtime.to_string());
                continue;
            }
            let pc = Self::frame_place(g, k, pc);
            let Some(f) = prog.func_at(pc).and_then(|f| prog.func(f)) else {
                continue;
            };
            if f.flags.wrapper
                || f.name == "runtime.Stack"
                || f.entry == self.entry_of_program(prog)
            {
                continue;
            }
            let args = if f.param_slots == 0 { "()" } else { "(...)" };
            shown.push(format!("{}{args}\n{}", f.name, self.place(prog, pc)));
        }
        let mut out = String::new();
        let n = shown.len();
        for (k, s) in shown.iter().enumerate() {
            if n > 2 * EDGE && k == EDGE {
                out.push_str(&format!("...{} frames elided...\n", n - 2 * EDGE));
            }
            if n <= 2 * EDGE || k < EDGE || k >= n - EDGE {
                out.push_str(s);
            }
        }
        if g.creator != 0 {
            let by = prog
                .func_at(g.go_pc)
                .and_then(|f| prog.func(f))
                .map_or("?", |f| f.name.as_str());
            out.push_str(&format!("created by {by} in goroutine {}\n", g.creator));
            out.push_str(&self.place(prog, g.go_pc));
        } else if self.by_timer(g) {
            // Go's timers start goroutines in a function that ours have no need of.
            out.push_str("created by time.goFunc\n");
            out.push_str(&self.place(prog, g.go_pc));
        }
        out
    }

    /// Whether a timer started the goroutine.
    fn by_timer(&self, g: &G) -> bool {
        g.creator == 0 && !g.system && g.me.id != 1
    }

    fn entry_of_program(&self, prog: &Program) -> u32 {
        prog.func(prog.entry).map_or(u32::MAX, |f| f.entry)
    }

    /// One goroutine's block of a stack dump.
    pub(crate) fn g_text(&self, prog: &Program, g: &G, running: bool) -> String {
        let state = match g.status {
            _ if running => "running".to_string(),
            Status::Waiting => {
                let minutes = self.now().saturating_sub(g.wait_since) / 60_000_000_000;
                let durable = if g.durable { " (durable)" } else { "" };
                let long = if minutes >= 1 {
                    format!(", {minutes} minutes")
                } else {
                    String::new()
                };
                format!("{}{durable}{long}", g.wait.text())
            }
            Status::Running => "running".into(),
            Status::Runnable | Status::Dead => "runnable".into(),
        };
        let mut out = header(g, &state);
        if g.status == Status::Waiting && !running {
            // A lock that is tried again is what comes next.
            let (from, to) = (g.pc.saturating_sub(1) as usize, g.pc as usize);
            let near = prog.code.get(from..=to).unwrap_or(&[]);
            let writes = near
                .iter()
                .any(|i| i.op == Op::CallN && i.imm as u32 == Native::RwLock as u32);
            for (name, place) in waiting_frames(g.wait, writes) {
                out.push_str(&format!("{name}(...)\n\t$GOROOT/src/{place} +0x0\n"));
            }
        }
        out.push_str(&self.frames_text(prog, g));
        out
    }

    /// All goroutines, `first` (or main) first.
    fn all_stacks(&self, prog: &Program, first: Option<&G>) -> String {
        let gs: Vec<&G> = self.in_order().collect();
        let mut out = String::new();
        if let Some(g) = first {
            out.push_str(&self.g_text(prog, g, true));
        }
        for g in gs {
            out.push_str(&self.g_text(prog, g, false));
        }
        out
    }

    /// `runtime.Stack`.
    pub(crate) fn stack_text(&self, prog: &Program, g: &G, all: bool) -> String {
        let text = if all {
            self.all_stacks(prog, Some(g))
        } else {
            self.g_text(prog, g, true)
        };
        text.trim_start_matches('\n').to_string()
    }
}

/// The line above a goroutine's frames.
fn header(g: &G, state: &str) -> String {
    let bubble = match g.bubble {
        0 => String::new(),
        id => format!(", synctest bubble {id}"),
    };
    format!("\ngoroutine {} [{state}{bubble}]:\n", g.me.id)
}

fn running(g: &G) -> String {
    header(g, "running")
}

/// The code is 1 where nothing is mapped, 2 where something may not be written.
/// Go's functions between a waiting goroutine and the call that waits, which the machine performs
/// itself; `writes`: it is that of a writer.
fn waiting_frames(
    wait: WaitReason,
    writes: bool,
) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let frames: &[(&str, &str)] = match wait {
        WaitReason::MutexLock => &[
            (
                "internal/sync.runtime_SemacquireMutex",
                "runtime/sema.go:95",
            ),
            (
                "internal/sync.(*Mutex).lockSlow",
                "internal/sync/mutex.go:149",
            ),
            ("internal/sync.(*Mutex).Lock", "internal/sync/mutex.go:70"),
            ("sync.(*Mutex).Lock", "sync/mutex.go:46"),
        ],
        WaitReason::RwRLock => &[
            ("sync.runtime_SemacquireRWMutexR", "runtime/sema.go:100"),
            ("sync.(*RWMutex).RLock", "sync/rwmutex.go:74"),
        ],
        WaitReason::RwLock => &[
            ("sync.runtime_SemacquireRWMutex", "runtime/sema.go:105"),
            ("sync.(*RWMutex).Lock", "sync/rwmutex.go:155"),
        ],
        WaitReason::WaitGroupWait => &[
            ("sync.runtime_SemacquireWaitGroup", "runtime/sema.go:114"),
            ("sync.(*WaitGroup).Wait", "sync/waitgroup.go:206"),
        ],
        WaitReason::CondWait => &[("sync.runtime_notifyListWait", "runtime/sema.go:617")],
        _ => &[],
    };
    // A writer waits for the others in the lock's own mutex.
    let outer: &[(&str, &str)] = match (wait, writes) {
        (WaitReason::MutexLock, true) => &[("sync.(*RWMutex).Lock", "sync/rwmutex.go:150")],
        _ => &[],
    };
    frames.iter().chain(outer)
}

fn signal_line(addr: u64, pc: u32, mapped: bool) -> String {
    format!(
        "[signal SIGSEGV: segmentation violation code={:#x} addr={addr:#x} pc={:#x}]\n",
        1 + u8::from(mapped),
        u64::from(pc)
    )
}

/// Later lines of a message are indented.
fn indented(s: &str) -> String {
    s.replace('\n', "\n\t")
}

fn float(v: f64) -> String {
    String::from_utf8_lossy(&crate::float::format_float(v, b'g', -1, 64)).into_owned()
}

fn float32(bits: u64) -> String {
    let v = f64::from(f32::from_bits(bits as u32));
    String::from_utf8_lossy(&crate::float::format_float(v, b'g', -1, 32)).into_owned()
}

fn complex(re: f64, im: f64) -> String {
    complex_text(&float(re), &float(im))
}

fn complex_text(re: &str, im: &str) -> String {
    let sign = if im.starts_with(['+', '-']) { "" } else { "+" };
    format!("({re}{sign}{im}i)")
}

/// Functions of Go's runtime that have no code here but stand in stacks: those that Caller counts.
const RUNTIME_FUNCS: [(&str, &str); 5] = [
    ("runtime.gopanic", "$GOROOT/src/runtime/panic.go"),
    ("runtime.panicmem", "$GOROOT/src/runtime/panic.go"),
    ("runtime.sigpanic", "$GOROOT/src/runtime/signal_unix.go"),
    ("runtime.Goexit", "$GOROOT/src/runtime/panic.go"),
    ("runtime.goexit", "$GOROOT/src/runtime/asm_amd64.s"),
];
/// Each takes the room of two instructions, so that a place to return to is in it.
const RUNTIME_STEP: u32 = 2;
/// What runs a deferred call in a panic, after a fault, and when the goroutine ends itself.
const RUNTIME_PANIC: [u32; 1] = [0];
const RUNTIME_SIGNAL: [u32; 3] = [0, 1, 2];
const RUNTIME_ENDING: [u32; 1] = [3];
const RUNTIME_GOEXIT: u32 = 4;

fn code_end(prog: &Program) -> u32 {
    prog.funcs.last().map_or(0, |f| f.end)
}

/// The function of Go's runtime that a place behind the program's code stands for, and its file.
pub(crate) fn runtime_func(prog: &Program, pc: u32) -> Option<(&'static str, &'static str)> {
    let n = pc.checked_sub(code_end(prog))?;
    RUNTIME_FUNCS.get((n / RUNTIME_STEP) as usize).copied()
}
