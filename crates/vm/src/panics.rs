//! Leaving the interpreter's loop and coming back: traps become panics, deferred calls run,
//! `recover` and `Goexit` do what Go's do.
//!
//! A panic does not cut the stack. It runs deferred functions on top of it, one after another,
//! the last deferred first; only when one of them recovers is the stack cut down to the frame
//! that had deferred it, which then returns through its `recover_pc`.

use bytecode::{Instr, Program};

use crate::event::{EventOp, Preview};
use crate::g::{Fate, Frame, G, Panicking, RET_DIE, RET_EXIT, RET_PANIC, Resume};
use crate::interp::BOUND;
use crate::scheduler::Scheduler;
use crate::stop::{Limit, StopReason};
use crate::trap::{Res, Trap, index_text};
use crate::vm::{Flow, VISIBLE_NS, Vm};

/// Addresses below this are nil dereferences.
const NIL_PAGE: u64 = 4096;
/// Addresses from there to the heap: what indexing far off a nil pointer reaches. gc checks the
/// pointer itself in such places.
const NIL_FAR: u64 = bytecode::HEAP_BASE;

impl Vm {
    /// Runs `g` until it cannot or must not go on.
    pub(crate) fn exec(
        &mut self,
        code: &[Instr],
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
    ) -> Flow {
        if g.resume != Resume::Normal
            && let Some(flow) = self.resume(prog, g, sched)
        {
            return flow;
        }
        let trap = self.exec_loop(code, prog, g, sched);
        // The commonest by far.
        if let Trap::Park = trap {
            return Flow::Parked;
        }
        self.exec_on(code, prog, g, sched, trap)
    }

    /// The same from where the loop was left.
    pub(crate) fn exec_on(
        &mut self,
        code: &[Instr],
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
        trap: Trap,
    ) -> Flow {
        let mut starved = None;
        let mut first = Some(trap);
        loop {
            let trap = match first.take() {
                Some(trap) => trap,
                None => self.exec_loop(code, prog, g, sched),
            };
            let result = match trap {
                Trap::Park => return Flow::Parked,
                Trap::Budget => return Flow::Budget,
                Trap::Yield(place) => return Flow::Yielded(place),
                Trap::Reached => return Flow::Reached,
                Trap::Break => return Flow::Break,
                Trap::Point => return Flow::Point,
                Trap::Again => {
                    // Within an operation: it is executed again from here.
                    self.answer = sched.point(g.me, self.now());
                    return Flow::Point;
                }
                Trap::Ask => {
                    // The instruction is executed again once somebody has decided.
                    g.pc -= 1;
                    self.left += 1;
                    self.skew -= VISIBLE_NS;
                    self.granted = true;
                    return Flow::Ask;
                }
                Trap::Grow => {
                    if self.grow_stack(g).is_ok() {
                        continue;
                    }
                    return self.overflow(prog, g, sched);
                }
                Trap::Gc => {
                    self.collect(Some(g), sched);
                    if self.pause_events {
                        return Flow::Reached;
                    }
                    continue;
                }
                Trap::Oom => {
                    g.pc = g.pc.saturating_sub(1);
                    self.left += 1;
                    if starved == Some(self.tick()) {
                        return Flow::Stop(self.out_of_memory());
                    }
                    starved = Some(self.tick());
                    self.granted = true;
                    self.collect(Some(g), sched);
                    continue;
                }
                Trap::OutOfCode => match self.machine_return(prog, g, sched) {
                    Ok(None) => Ok(()),
                    Ok(Some(flow)) => return flow,
                    Err(t) => Err(t),
                },
                Trap::Goexit => self.begin_goexit(prog, g),
                Trap::Recover(a) => {
                    self.recover(prog, g, a);
                    Ok(())
                }
                other => Err(other),
            };
            match self.settle(prog, g, result) {
                Ok(()) => {
                    if self.pause_events {
                        return Flow::Reached;
                    }
                }
                Err(Trap::Stop(reason)) => return Flow::Stop(reason),
                Err(Trap::Oom) => return Flow::Stop(self.out_of_memory()),
                Err(Trap::Again) => {
                    self.answer = sched.point(g.me, self.now());
                    return Flow::Point;
                }
                Err(Trap::OutOfCode) => {
                    // Goexit has run everything.
                    return self.leave(g, sched);
                }
                Err(other) => {
                    return Flow::Stop(other.defect());
                }
            }
        }
    }

    /// What a woken goroutine finds before it goes on.
    pub(crate) fn resume(
        &mut self,
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
    ) -> Option<Flow> {
        let trap = match g.resume {
            Resume::Normal
            | Resume::Compete
            | Resume::Owner
            | Resume::Announce
            | Resume::Bubble => return None,
            Resume::Die => return self.resume_dying(prog, g, sched),
            Resume::Leave => return Some(self.leave(g, sched)),
            Resume::SendOnClosed => Trap::Plain("send on closed channel".into()),
            Resume::WaitGroup(wg) => {
                // It looks at the counter once more: others may have added to it meanwhile.
                if self.steered && !self.granted {
                    self.answer = sched.point(g.me, self.now());
                    return Some(Flow::Point);
                }
                self.granted &= !self.steered;
                g.resume = Resume::Normal;
                if self.mem.word(wg).unwrap_or(0) == 0 {
                    return None;
                }
                Trap::Text("sync: WaitGroup is reused before previous Wait has returned")
            }
        };
        g.resume = Resume::Normal;
        match self.settle(prog, g, Err(trap)) {
            Ok(()) => None,
            Err(Trap::Stop(reason)) => Some(Flow::Stop(reason)),
            Err(Trap::OutOfCode) => Some(self.leave(g, sched)),
            Err(Trap::Oom) => Some(Flow::Stop(self.out_of_memory())),
            Err(Trap::Again) => {
                self.answer = sched.point(g.me, self.now());
                Some(Flow::Point)
            }
            Err(other) => Some(Flow::Stop(other.defect())),
        }
    }

    fn out_of_memory(&self) -> StopReason {
        StopReason::Limit(Limit::Memory(self.limits.memory))
    }

    fn overflow(&mut self, prog: &Program, g: &mut G, sched: &mut dyn Scheduler) -> Flow {
        let fate = Fate {
            before: "runtime: goroutine stack exceeds 1000000000-byte limit\n".to_owned(),
            text: "stack overflow".to_owned(),
            signal: None,
        };
        match self.meet_fate(prog, g, fate) {
            Trap::Stop(s) => Flow::Stop(s),
            Trap::Again => {
                self.answer = sched.point(g.me, self.now());
                Flow::Point
            }
            other => Flow::Stop(other.defect()),
        }
    }

    /// The error that `Throw` raises.
    pub(crate) fn thrown(&self, prog: &Program, i: Instr) -> Trap {
        let k = i.imm as u32 as usize;
        let Some(&[p, n]) = prog.consts.get(k..).and_then(|c| c.first_chunk()) else {
            return Trap::Internal("constant");
        };
        let text = match self.string(p, n) {
            Ok(text) => String::from_utf8_lossy(text).into_owned(),
            Err(t) => return t,
        };
        match i.a {
            0 => Trap::Error(text),
            1 => Trap::Plain(text),
            _ => Trap::Fatal(text),
        }
    }

    /// Raises a trap; also what raising it raises (a deferred function may be nil).
    fn settle(&mut self, prog: &Program, g: &mut G, mut result: Res) -> Res {
        loop {
            match result {
                Ok(()) => return Ok(()),
                Err(
                    t @ (Trap::Stop(_)
                    | Trap::Oom
                    | Trap::OutOfCode
                    | Trap::Again
                    | Trap::Internal(_)),
                ) => {
                    return Err(t);
                }
                // Every round takes a deferred call away, so this ends.
                Err(t) => result = self.raise(prog, g, t),
            }
        }
    }

    /// Turns a trap of the program into a panic, or the end of the run.
    fn raise(&mut self, prog: &Program, g: &mut G, trap: Trap) -> Res {
        let known = &prog.well_known;
        self.at_pc = g.pc.saturating_sub(1);
        self.heap.site = self.at_pc;
        let mut signal = None;
        let value = match trap {
            Trap::Value(0, _) => (prog.type_addr(known.panic_nil_error), bytecode::ZERO_BASE),
            Trap::Value(t, d) => (t, d),
            Trap::Fault(addr) if let Some((text, miss)) = self.c_missed(prog, addr) => {
                return Err(self.c_fault(prog, g, &text, miss));
            }
            Trap::Fault(addr) if g.panic_on_fault || addr < NIL_FAR && !self.mem.mapped(addr) => {
                let call = prog.nil_faults.binary_search_by_key(&self.at_pc, |f| f.0);
                let shown = match call.ok().and_then(|k| prog.nil_faults.get(k)) {
                    Some(&(_, at)) => u64::from(at),
                    None if addr < NIL_PAGE || g.panic_on_fault => addr,
                    None => 0,
                };
                signal = Some((shown, self.at_pc));
                let text = "invalid memory address or nil pointer dereference";
                self.text_value(prog, known.error_string, text)?
            }
            // Read-only data that was written to is not what a nil pointer reaches either: those
            // checks come first.
            Trap::Fault(addr) => {
                let fate = Fate {
                    before: format!("unexpected fault address {addr:#x}\n"),
                    text: "fault".to_owned(),
                    signal: Some((addr, self.at_pc)),
                };
                return Err(self.meet_fate(prog, g, fate));
            }
            Trap::Error(text) => self.text_value(prog, known.error_string, &text)?,
            Trap::Index(i, len) => {
                let unsigned = prog.unsigned_indices.binary_search(&self.at_pc).is_ok();
                let text = index_text(i, len, unsigned);
                self.text_value(prog, known.bounds_error, &text)?
            }
            Trap::Bounds(text) => self.text_value(prog, known.bounds_error, &text)?,
            Trap::Text(text) => self.text_value(prog, known.string, text)?,
            Trap::Plain(text) => self.text_value(prog, known.plain_error, &text)?,
            Trap::Assert(text) => {
                let ptr = known.type_assertion_error;
                let elem = prog.ty(ptr).and_then(|t| t.elem).unwrap_or(known.string);
                let (_, p) = self.text_value(prog, elem, &text)?;
                (prog.type_addr(ptr), p)
            }
            Trap::Fatal(text) => return Err(self.meet_fate(prog, g, Fate::of(text))),
            other => return Err(other),
        };
        let preview = self.preview_iface(prog, value);
        let mut e = self.event(g.me.id, EventOp::Panic);
        e.value = preview;
        self.push(e);
        g.panics.push(Panicking {
            value,
            goexit: false,
            recovered: false,
            repanicked: false,
            aborted: false,
            call_depth: 0,
            target: 0,
            signal,
            later_signal: None,
            text: None,
        });
        self.unwind(prog, g)
    }

    /// A value of a type that is, or begins with, a string.
    fn text_value(&mut self, prog: &Program, ty: bytecode::TypeIdx, text: &str) -> Res<(u64, u64)> {
        let (p, n) = self.new_string(text.as_bytes())?;
        let b = self.new_object(ty)?;
        self.mem.set_word(b, p);
        self.mem.set_word(b + 8, n);
        Ok((prog.type_addr(ty), b))
    }

    fn begin_goexit(&mut self, prog: &Program, g: &mut G) -> Res {
        g.panics.push(Panicking {
            value: (0, 0),
            goexit: true,
            recovered: false,
            repanicked: false,
            aborted: false,
            call_depth: 0,
            target: 0,
            signal: None,
            later_signal: None,
            text: None,
        });
        self.unwind(prog, g)
    }

    /// Starts the next deferred call of the newest panic, or ends the goroutine or the run.
    fn unwind(&mut self, prog: &Program, g: &mut G) -> Res {
        let Some(d) = g.defers.pop() else {
            let goexit = g.panics.last().is_some_and(|p| p.goexit);
            if goexit {
                return Err(Trap::OutOfCode);
            }
            if g.dying.is_some() {
                return Err(self.died_speaking(prog, g));
            }
            if self.steered {
                g.resume = Resume::Die;
                return Err(Trap::Again);
            }
            return self.die(prog, g, 0);
        };
        // Deferred calls that older panics had started below this point are abandoned.
        let newest = g.panics.len().saturating_sub(1);
        for (k, p) in g.panics.iter_mut().enumerate() {
            if k < newest && p.call_depth > d.depth {
                p.aborted = true;
            }
        }
        let frame = self.frame_slots(prog, g.pc);
        let ret = g.pc.min(RET_PANIC - 1) | RET_PANIC;
        self.push_call(g, d.funcval, frame, ret)?;
        let depth = g.depth();
        if let Some(p) = g.panics.last_mut() {
            p.call_depth = depth;
            p.target = d.depth;
        }
        Ok(())
    }

    /// Slots used by the frame that stands at `pc`.
    fn frame_slots(&self, prog: &Program, pc: u32) -> u32 {
        prog.func_at(pc.saturating_sub(1))
            .and_then(|f| self.funcs.get(f.0 as usize))
            .map_or(255, |f| u32::from(f.frame))
    }

    /// Enters a funcval without parameters in a window `above` slots up.
    pub(crate) fn push_call(&mut self, g: &mut G, funcval: u64, above: u32, ret_pc: u32) -> Res {
        // A nil deferred function faults when it is called.
        let id = self.mem.word(funcval).ok_or(Trap::Fault(funcval))?;
        let func = self
            .funcs
            .get((id & !BOUND) as usize)
            .copied()
            .ok_or(Trap::Fault(funcval))?;
        g.frames.push(Frame { ret_pc, fp: g.fp });
        g.fp += above;
        g.pc = func.entry;
        let top = g.fp as usize + bytecode::WINDOW;
        if top > g.stack.len() && self.grow_stack(g).is_err() {
            return Err(Trap::Fatal("stack overflow".into()));
        }
        let base = g.fp as usize;
        if id & BOUND != 0 {
            let recv = self.mem.word(funcval + 8).unwrap_or(0);
            g.set_slot(base + usize::from(func.results), recv);
        }
        g.set_slot(base + usize::from(func.ctx), funcval);
        Ok(())
    }

    /// A function returned to the machine instead of to code.
    fn machine_return(
        &mut self,
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
    ) -> Res<Option<Flow>> {
        let Some(frame) = g.frames.last().copied() else {
            return Err(Trap::Internal("no frame"));
        };
        match frame.ret_pc {
            RET_EXIT if self.steered && self.asks_at_end(g) && !self.granted => {
                self.answer = sched.point(g.me, self.now());
                Ok(Some(Flow::Point))
            }
            RET_EXIT => {
                if self.asks_at_end(g) {
                    self.granted = false;
                }
                Ok(Some(self.exit_g(g)))
            }
            RET_DIE => {
                let base = g.fp as usize;
                let p = g.stack.get(base).copied().unwrap_or(0);
                let n = g.stack.get(base + 1).copied().unwrap_or(0);
                let text = String::from_utf8_lossy(self.string(p, n).unwrap_or(&[])).into_owned();
                g.frames.pop();
                g.fp = frame.fp;
                let k = g.dying.unwrap_or(0);
                if let Some(p) = g.panics.get_mut(k as usize) {
                    p.text = Some(text);
                }
                self.die(prog, g, k + 1)?;
                Ok(None)
            }
            pc if pc & RET_PANIC != 0 => {
                // A deferred call of a panic returned.
                g.frames.pop();
                g.fp = frame.fp;
                g.pc = pc & !RET_PANIC;
                let Some(p) = g.panics.last() else {
                    return Err(Trap::Internal("no panic"));
                };
                if !p.recovered {
                    self.unwind(prog, g)?;
                    return Ok(None);
                }
                let target = p.target;
                self.recovered(prog, g, target)?;
                Ok(None)
            }
            _ => Err(Trap::Internal("wild return")),
        }
    }

    /// Cuts the stack down to frame `target` and lets it return.
    fn recovered(&mut self, prog: &Program, g: &mut G, target: u32) -> Res {
        let mut signal = None;
        let mut done = g.panics.pop();
        let mut goexit = false;
        while let Some(p) = done {
            signal = signal.or(p.later_signal).or(p.signal);
            done = g.panics.pop_if(|p| p.call_depth > target);
            goexit |= done.as_ref().is_some_and(|p| p.goexit);
        }
        if let Some(p) = g.panics.last_mut() {
            p.later_signal = signal.or(p.later_signal);
        }
        // The frame above the target knows the target's window and place.
        let above = g.frames.get(target as usize).copied();
        if let Some(f) = above {
            g.fp = f.fp;
            g.pc = f.ret_pc & !RET_PANIC;
        }
        g.frames.truncate(target as usize);
        if goexit {
            return self.begin_goexit(prog, g);
        }
        let func = prog
            .func_at(g.pc.saturating_sub(1))
            .and_then(|f| prog.func(f));
        match func {
            Some(f) => {
                g.pc = f.recover_pc;
                Ok(())
            }
            None => Err(Trap::Internal("no function to return from")),
        }
    }

    /// `recover()` into slots `a`, `a + 1`.
    pub(crate) fn recover(&mut self, prog: &Program, g: &mut G, a: u8) {
        let value = match self.recoverable(prog, g) {
            true => match g.panics.last_mut() {
                Some(p) => {
                    p.recovered = true;
                    let value = p.value;
                    self.at_pc = g.pc.saturating_sub(1);
                    let preview = self.preview_iface(prog, value);
                    let mut e = self.event(g.me.id, EventOp::Recover);
                    e.value = preview;
                    self.push(e);
                    value
                }
                None => (0, 0),
            },
            false => (0, 0),
        };
        let base = g.fp as usize + usize::from(a);
        g.set_slot(base, value.0);
        g.set_slot(base + 1, value.1);
    }

    /// Whether the function that runs was called by the newest panic itself. Wrappers made by
    /// the compiler do not count as callers.
    fn recoverable(&self, prog: &Program, g: &G) -> bool {
        let Some(p) = g.panics.last() else {
            return false;
        };
        if p.goexit || p.recovered {
            return false;
        }
        let is_wrapper = |depth: u32| {
            let pc = if depth == g.depth() {
                g.pc
            } else {
                match g.frames.get(depth as usize) {
                    Some(f) => f.ret_pc & !RET_PANIC,
                    None => return false,
                }
            };
            prog.func_at(pc.saturating_sub(1))
                .and_then(|f| prog.func(f))
                .is_some_and(|f| f.flags.wrapper || f.flags.library && is_between(&f.name))
        };
        let mut depth = g.depth();
        if is_wrapper(depth) {
            // `defer recover()`: as if the deferring function had called it.
            depth -= 1;
        }
        while depth > p.call_depth && is_wrapper(depth - 1) {
            depth -= 1;
        }
        depth == p.call_depth
    }

    /// The goroutine's function returned, or Goexit is through.
    pub(crate) fn exit_g(&mut self, g: &mut G) -> Flow {
        let goexit = g.panics.last().is_some_and(|p| p.goexit);
        self.at_pc = g.go_pc;
        let e = self.event(g.me.id, EventOp::Exit);
        self.push(e);
        if g.me.id == 1 && !goexit {
            return Flow::Stop(StopReason::Finished);
        }
        Flow::Exited
    }

    /// Whether a policy that steers is asked before the goroutine returns for the last time: main's end
    /// is that of the run, and others' can be told where goroutines are counted.
    pub(crate) fn asks_at_end(&self, g: &G) -> bool {
        g.me.id == 1 || self.counted
    }

    /// The end of a goroutine that `Goexit` has brought there.
    fn leave(&mut self, g: &mut G, sched: &mut dyn Scheduler) -> Flow {
        if self.steered && self.counted {
            if !self.granted {
                g.resume = Resume::Leave;
                self.answer = sched.point(g.me, self.now());
                return Flow::Point;
            }
            self.granted = false;
            g.resume = Resume::Normal;
        }
        self.exit_g(g)
    }

    /// A panic, or what nobody recovers from, is to end the run, if the policy agrees.
    fn resume_dying(
        &mut self,
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
    ) -> Option<Flow> {
        if self.steered && !self.granted {
            self.answer = sched.point(g.me, self.now());
            return Some(Flow::Point);
        }
        self.granted = false;
        g.resume = Resume::Normal;
        let died = match g.fate.take() {
            Some(fate) => Err(self.fatal(prog, g, *fate)),
            None => self.die(prog, g, 0),
        };
        match died {
            Ok(()) => None,
            Err(Trap::Stop(reason)) => Some(Flow::Stop(reason)),
            Err(other) => Some(Flow::Stop(other.defect())),
        }
    }

    /// Asks the values of fatal panics from number `from` on for their texts, then ends the run.
    fn die(&mut self, prog: &Program, g: &mut G, from: u32) -> Res {
        let mut k = from;
        while let Some(p) = g.panics.get(k as usize) {
            let value = p.value;
            // Only the first of equal panics is printed.
            let again = (k as usize)
                .checked_sub(1)
                .and_then(|before| g.panics.get(before))
                .is_some_and(|q| self.is_panic_again(prog, q, p));
            if !p.goexit && !again && self.describes_itself(prog, value.0) {
                g.dying = Some(k);
                let above = self.frame_slots(prog, g.pc);
                let Some(func) = self
                    .funcs
                    .get(prog.well_known.panic_text.0 as usize)
                    .copied()
                else {
                    return Err(Trap::Internal("panicText"));
                };
                // The place of death must survive for the stack dump: RET_DIE frames keep it in
                // the frame below.
                if g.death_pc.is_none() {
                    g.death_pc = Some((g.pc, g.depth()));
                }
                g.frames.push(Frame {
                    ret_pc: RET_DIE,
                    fp: g.fp,
                });
                g.fp += above;
                g.pc = func.entry;
                if g.fp as usize + bytecode::WINDOW > g.stack.len() {
                    self.grow_stack(g).map_err(|()| Trap::Internal("stack"))?;
                }
                let base = g.fp as usize + usize::from(func.results);
                g.set_slot(base, value.0);
                g.set_slot(base + 1, value.1);
                return Ok(());
            }
            k += 1;
        }
        if let Some((pc, _)) = g.death_pc {
            g.pc = pc;
        }
        let message = self.report_panic(prog, g);
        Err(Trap::Stop(StopReason::Panic {
            g: g.me.id,
            message,
        }))
    }

    /// The method that describes a panic's value panicked itself. Go says only this, then.
    fn died_speaking(&mut self, prog: &Program, g: &mut G) -> Trap {
        let what = match g.panics.last() {
            Some(p) => self.panic_kind_text(prog, p.value),
            None => String::new(),
        };
        let signal = g.panics.last().and_then(|p| p.signal);
        g.panics.clear();
        let text = format!("panic while printing panic value: {what}");
        let fate = Fate {
            signal,
            ..Fate::of(text)
        };
        self.fatal(prog, g, fate)
    }

    /// Whether values of the type at `ty` have an Error or String method.
    fn describes_itself(&self, prog: &Program, ty: u64) -> bool {
        let Some(t) = prog.type_at(ty).and_then(|t| prog.ty(t)) else {
            return false;
        };
        t.methods
            .iter()
            .any(|m| (m.name == "Error" || m.name == "String") && m.func.is_some())
    }

    /// What nobody recovers from ends the run: at once, or when a policy that steers lets it, since
    /// others may do something before.
    pub(crate) fn meet_fate(&mut self, prog: &Program, g: &mut G, fate: Fate) -> Trap {
        if self.steered {
            g.fate = Some(Box::new(fate));
            g.resume = Resume::Die;
            return Trap::Again;
        }
        self.fatal(prog, g, fate)
    }

    fn fatal(&mut self, prog: &Program, g: &mut G, fate: Fate) -> Trap {
        self.out.write(2, fate.before.as_bytes());
        self.at_pc = g.pc.saturating_sub(1);
        let mut e = self.event(g.me.id, EventOp::Fatal);
        e.value = Preview::text(prog.well_known.string.0, fate.text.as_bytes());
        self.push(e);
        self.report_fatal(prog, g, &fate.text, fate.signal);
        Trap::Stop(StopReason::Fatal {
            g: g.me.id,
            message: fate.text,
        })
    }
}

/// Whether a function of package reflect stands between a function that it made and what that stands
/// for: gc has wrappers there.
fn is_between(name: &str) -> bool {
    name.strip_prefix("reflect.").is_some_and(|name| {
        matches!(
            name,
            "MakeFunc.func1"
                | "callWords"
                | "closure[...].func1"
                | "expression.func1"
                | "invoke[...]"
                | "invokeWith[...]"
        )
    })
}
