//! Functions of the library that the machine performs itself. None of them calls Go code.

use bytecode::{CODE_STEP, FuncId, Instr, Native, Program, TypeIdx};

use crate::event::{EventOp, Outcome, Preview};
use crate::g::G;
use crate::report::runtime_func;
use crate::scheduler::{Ready, Scheduler};
use crate::stop::{Limit, StopReason};
use crate::trap::{Res, Trap, at};
use crate::value::{Window, slot};
use crate::vm::Vm;

/// Bytes that a search looks at before it asks for more.
const INDEX_STRETCH: u64 = 1 << 12;

/// How the interpreter's loop treats a native.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NativeKind {
    /// Works on its window alone.
    Leaf,
    /// Needs the goroutine.
    Plain,
    /// A visible operation.
    Visible,
}

pub(crate) fn native_kind(n: Native) -> NativeKind {
    use Native::*;
    match n {
        RtTypedCopy | RtNewObject | RtMakeSlice | RtMapIterInit | RtMapIterNext | RtMapLen
        | RtMakeMap | RtMapGet | RtMapSet | RtMapDelete | RtMapClear | RtKeepDerived
        | RtKeepMethods | RtKeepExprs | RtMakeType | RtIfaceEqual | RtImplements | RtMemequal
        | RtFmtFloat | RtParseFloat | RtIndexByte | RtIndexString | RtCompareString
        | RtRuneClass | RtCodeAddr | RtFloat64bits | RtFloat64frombits | RtFloat32bits
        | RtFloat32frombits | MathSqrt | MathFloor | MathCeil | MathTrunc | MathAbs | MathFma
        | MathFloat64bits | MathFloat64frombits | MathFloat32bits | MathFloat32frombits
        | MathFmod | BitsLen64 | BitsTrailingZeros64 | BitsOnesCount64 | BitsMul64
        | BitsDivError | BitsOverflowError | RtRand64 | RtArgs | RtRead => NativeKind::Leaf,
        RtMakeChan | NumGoroutine | NumCpu | Gomaxprocs | CallerInfo | PcInfo | GoroutineStack
        | MemStats | SetFinalizer | AddCleanup | StopCleanup | WeakCell | SetGcPercent
        | SetPanicOnFault | RtNow | CondAdd | SyncGcCycle | Gc | RaceAcquire | RaceRelease
        | RaceReleaseMerge | RaceDisable | RaceEnable | RaceRead | RaceWrite | RaceReadRange
        | RaceWriteRange | RaceErrors | CMalloc | CCalloc | CFree | CCstring | CGostring
        | CGostringn | CGobytes | CStrlen => NativeKind::Plain,
        _ => NativeKind::Visible,
    }
}

/// How an atomic operation combines the old value with its operand.
#[derive(Clone, Copy)]
enum Rmw {
    Swap,
    Add,
    And,
    Or,
}

/// What `runtime.addCleanup` answers, other than with a number, about cleanups that could never run.
const HOLDS_ARG: u64 = 0;
const HOLDS_FUNC: u64 = 1;

/// Width and signedness of an atomic's word.
#[derive(Clone, Copy)]
enum Width {
    I32,
    U32,
    W64,
}

impl Vm {
    /// A native that works on slots `i.a..` of the window alone.
    #[inline(never)]
    pub(crate) fn native_leaf(&mut self, prog: &Program, w: &mut Window, i: Instr) -> Res {
        let Some(n) = Native::from_index(i.imm as u32) else {
            return Err(Trap::Internal("native"));
        };
        let f = |v: u64| f64::from_bits(v);
        macro_rules! r {
            ($k:expr) => {
                w[slot(i.a, $k)]
            };
        }
        use Native::*;
        match n {
            MathSqrt => r!(0) = f(r!(1)).sqrt().to_bits(),
            MathFloor => r!(0) = f(r!(1)).floor().to_bits(),
            MathCeil => r!(0) = f(r!(1)).ceil().to_bits(),
            MathTrunc => r!(0) = f(r!(1)).trunc().to_bits(),
            MathAbs => r!(0) = f(r!(1)).abs().to_bits(),
            MathFma => r!(0) = f(r!(1)).mul_add(f(r!(2)), f(r!(3))).to_bits(),
            MathFmod => r!(0) = (f(r!(1)) % f(r!(2))).to_bits(),
            RtFloat64bits | RtFloat64frombits | RtFloat32bits | RtFloat32frombits
            | MathFloat64bits | MathFloat64frombits | MathFloat32bits | MathFloat32frombits => {
                r!(0) = r!(1);
            }
            BitsLen64 => r!(0) = u64::from(64 - r!(1).leading_zeros()),
            BitsTrailingZeros64 => r!(0) = u64::from(r!(1).trailing_zeros()),
            BitsOnesCount64 => r!(0) = u64::from(r!(1).count_ones()),
            BitsMul64 => {
                let p = u128::from(r!(2)) * u128::from(r!(3));
                r!(0) = (p >> 64) as u64;
                r!(1) = p as u64;
            }
            BitsDivError => return Err(Trap::Error("integer divide by zero".into())),
            BitsOverflowError => return Err(Trap::Error("integer overflow".into())),
            RtRand64 => r!(0) = Vm::draw(&mut self.rng_user),
            RtTypedCopy => {
                let (dst, src, n) = (r!(0), r!(1), r!(2));
                let bad = if self.mem.slice(src, n).is_none() {
                    src
                } else {
                    dst
                };
                at(self.mem.copy(dst, src, n), bad)?;
                self.saw_read(src, n);
                self.saw_write(dst, n);
            }
            RtNewObject => {
                let ty = self.type_arg(prog, r!(1))?;
                r!(0) = self.new_object(ty)?;
            }
            RtMakeSlice => {
                let ty = self.type_arg(prog, r!(1))?;
                r!(0) = self.make_slice(ty, r!(2), r!(3))?;
            }
            RtMapIterInit => {
                self.saw_map(r!(1), false);
                r!(0) = self.map_iter(r!(1))?;
            }
            RtMapIterNext => {
                let it = r!(3);
                match self.map_step(it)? {
                    Some((k, v)) => {
                        r!(0) = k;
                        r!(1) = v;
                        r!(2) = 1;
                    }
                    None => {
                        r!(0) = 0;
                        r!(1) = 0;
                        r!(2) = 0;
                    }
                }
            }
            RtMapLen => {
                let m = r!(1);
                self.saw_map(m, false);
                r!(0) = if m == 0 { 0 } else { at(self.mem.word(m), m)? };
            }
            RtMakeMap => {
                let ty = self.type_arg(prog, r!(1))?;
                r!(0) = self.map_make(ty, r!(2))?;
            }
            RtMapGet => r!(0) = self.map_get_at(prog, r!(1), r!(2), r!(3))?,
            RtMapSet => self.map_set_at(prog, r!(0), r!(1), r!(2), r!(3))?,
            RtMapDelete => self.map_delete_at(prog, r!(0), r!(1), r!(2))?,
            RtMapClear => {
                self.saw_map(r!(0), true);
                self.map_clear(r!(0))?;
            }
            // Told to the compiler alone.
            RtKeepDerived | RtKeepMethods | RtKeepExprs => {}
            RtMakeType => {
                let cand = r!(1);
                r!(0) = self.find_type(prog, cand);
                if r!(0) == 0 {
                    r!(0) = cand;
                    self.add_type(prog, cand)?;
                    // The loop knows the program without it.
                    return Err(Trap::Budget);
                }
            }
            RtIfaceEqual => {
                let (a, b) = ((r!(1), r!(2)), (r!(3), r!(4)));
                r!(0) = u64::from(self.iface_equal(prog, a, b, 0)?);
            }
            RtImplements => {
                let iface = self.type_arg(prog, r!(2))?;
                r!(0) = u64::from(self.implements(prog, r!(1), iface));
            }
            RtMemequal => {
                let (p, q, n) = (r!(1), r!(2), r!(3));
                let x = at(self.mem.slice(p, n), p)?;
                let y = at(self.mem.slice(q, n), q)?;
                r!(0) = u64::from(x == y);
            }
            RtFmtFloat => {
                // result; dst (3 slots), f, fmtc, prec, bits
                let (dst, cap) = (r!(1), r!(2));
                let prec = (r!(6) as i64).clamp(-1, 100_000);
                let text = crate::float::format_float(f(r!(4)), r!(5) as u8, prec, r!(7) as u32);
                let n = (text.len() as u64).min(cap);
                if let Some(to) = self.mem.slice_mut(dst, n)
                    && let Some(from) = text.get(..n as usize)
                {
                    to.copy_from_slice(from);
                }
                r!(0) = n;
            }
            RtRuneClass => {
                r!(0) = match char::from_u32(r!(1) as u32) {
                    Some(c) if base::letters::is_letter(c) || c.is_ascii_alphabetic() => {
                        1 + u64::from(c.is_uppercase())
                    }
                    Some(c) if base::letters::is_digit(c) || c.is_ascii_digit() => 3,
                    _ => 0,
                }
            }
            RtParseFloat => {
                // f, ok, rangeErr; s (2 slots), bits
                let s = self.string(r!(3), r!(4))?;
                let (v, ok, range) = crate::parse_float::parse_float(s, r!(5) as u32);
                r!(0) = v.to_bits();
                r!(1) = u64::from(ok);
                r!(2) = u64::from(range);
            }
            RtIndexByte => {
                let (p, len, c) = (r!(1), r!(2), r!(3) as u8);
                // Memory behind the byte that is found need not be there.
                let (mut at, mut found) = (0, u64::MAX);
                while at < len && found == u64::MAX {
                    let n = (len - at).min(INDEX_STRETCH);
                    let s = self.string(p.wrapping_add(at), n)?;
                    if let Some(k) = s.iter().position(|b| *b == c) {
                        found = at + k as u64;
                    }
                    at += n;
                }
                r!(0) = found;
            }
            RtIndexString => {
                let s = self.string(r!(1), r!(2))?;
                let sep = self.string(r!(3), r!(4))?;
                r!(0) = find(s, sep).map_or(u64::MAX, |p| p as u64);
            }
            RtCodeAddr => {
                let func = prog.func(FuncId(r!(1) as u32));
                r!(0) = func.map_or(0, |f| Program::code_addr(f.entry));
            }
            RtCompareString => {
                let o = self.compare_strings(r!(1), r!(2), r!(3), r!(4))?;
                r!(0) = o as i64 as u64;
            }
            RtArgs => {
                let args = std::sync::Arc::clone(&self.args);
                let n = args.len() as u64;
                let p = self.new_array(prog.well_known.string, n * 16)?;
                for (k, a) in args.iter().enumerate() {
                    let (s, len) = self.new_string(a.as_bytes())?;
                    self.mem.set_word(p + k as u64 * 16, s);
                    self.mem.set_word(p + k as u64 * 16 + 8, len);
                }
                r!(0) = p;
                r!(1) = n;
                r!(2) = n;
            }
            RtRead => {
                // n; fd, p (3 slots)
                let (p, len) = (r!(2), r!(3));
                let input = std::sync::Arc::clone(&self.stdin);
                let rest = input.get(self.stdin_pos..).unwrap_or(&[]);
                let n = (rest.len() as u64).min(len);
                if let Some(from) = rest.get(..n as usize) {
                    at(self.mem.slice_mut(p, n), p)?.copy_from_slice(from);
                }
                self.stdin_pos += n as usize;
                r!(0) = n;
            }
            _ => return Err(Trap::Internal("native is no leaf")),
        }
        Ok(())
    }

    pub(crate) fn type_arg(&self, prog: &Program, addr: u64) -> Res<TypeIdx> {
        prog.type_at(addr).ok_or(Trap::Fault(addr))
    }

    /// A native that may block, wake others or look at the goroutine.
    pub(crate) fn native(
        &mut self,
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
        i: Instr,
    ) -> Res {
        let Some(n) = Native::from_index(i.imm as u32) else {
            return Err(Trap::Internal("native"));
        };
        let base = g.fp as usize + i.a as usize;
        let arg = |g: &G, k: usize| g.stack.get(base + k).copied().unwrap_or(0);
        use Native::*;
        match n {
            // Only where a policy may decide; otherwise it is a leaf.
            RtRand64 => {
                let bits = self.draw_raw(g, g.me, sched);
                g.set_slot(base, bits);
            }
            MutexLock => self.mutex_lock(g, arg(g, 0))?,
            MutexUnlock => self.mutex_unlock(g, arg(g, 0), sched)?,
            MutexTryLock => {
                let ok = self.mutex_try(g, arg(g, 1))?;
                g.set_slot(base, u64::from(ok));
            }
            RwLock => self.rw_lock(g, arg(g, 0))?,
            RwUnlock => self.rw_unlock(g, arg(g, 0), sched)?,
            RwRLock => self.rw_rlock(g, arg(g, 0))?,
            RwRUnlock => self.rw_runlock(g, arg(g, 0), sched)?,
            RwTryLock => {
                let ok = self.rw_try_lock(g, arg(g, 1))?;
                g.set_slot(base, u64::from(ok));
            }
            RwTryRLock => {
                let ok = self.rw_try_rlock(g, arg(g, 1))?;
                g.set_slot(base, u64::from(ok));
            }
            WgAdd => {
                let delta = arg(g, 1) as i64;
                self.wg_add(g, arg(g, 0), delta, EventOp::WgAdd, sched)?;
            }
            WgDone => self.wg_add(g, arg(g, 0), -1, EventOp::WgDone, sched)?,
            WgWait => self.wg_wait(g, arg(g, 0))?,
            CondAdd => {
                let t = self.cond_add(arg(g, 1))?;
                g.set_slot(base, t);
            }
            CondWait => {
                let ticket = arg(g, 1) as u32;
                self.cond_wait(g, arg(g, 0), ticket)?;
            }
            CondSignal => self.cond_signal(g, arg(g, 0), sched)?,
            CondBroadcast => self.cond_broadcast(g, arg(g, 0), sched)?,
            _ => return self.native_rest(prog, g, sched, n, base),
        }
        Ok(())
    }

    /// All natives that are not about locks. Apart from those, so that the loop that calls them
    /// does not prepare for what these need whenever it is entered.
    #[inline(never)]
    fn native_rest(
        &mut self,
        prog: &Program,
        g: &mut G,
        sched: &mut dyn Scheduler,
        n: Native,
        base: usize,
    ) -> Res {
        let arg = |g: &G, k: usize| g.stack.get(base + k).copied().unwrap_or(0);
        let me = g.me;
        use Native::*;
        match n {
            OnceEvent => {
                if arg(g, 1) != 0 {
                    self.saw_once(arg(g, 0), arg(g, 1) == 1);
                }
                let mut e = self.event(me.id, EventOp::Once);
                e.object = arg(g, 0);
                e.aux = arg(g, 1) as u32;
                self.push(e);
            }
            SyncGcCycle => g.set_slot(base, u64::from(self.heap.stats.collections)),
            Gosched => {
                let e = self.event(me.id, EventOp::Gosched);
                self.push(e);
                return Err(Trap::Yield(Ready::Global));
            }
            Goexit => {
                let e = self.event(me.id, EventOp::Goexit);
                self.push(e);
                return Err(Trap::Goexit);
            }
            Gc => self.collect(Some(g), sched),
            RaceAcquire | RaceRelease | RaceReleaseMerge | RaceDisable | RaceEnable => {
                self.race_order(n, arg(g, 0));
            }
            RaceRead => self.saw_read(arg(g, 0), 1),
            RaceWrite => self.saw_write(arg(g, 0), 1),
            RaceReadRange => self.saw_read(arg(g, 0), (arg(g, 1) as i64).max(0) as u64),
            RaceWriteRange => self.saw_write(arg(g, 0), (arg(g, 1) as i64).max(0) as u64),
            RaceErrors => g.set_slot(base, self.races().len() as u64),
            NumGoroutine => g.set_slot(base, u64::from(self.live)),
            NumCpu => g.set_slot(base, 1),
            Gomaxprocs => {
                let want = arg(g, 1) as i64;
                g.set_slot(base, u64::from(self.maxprocs));
                if want > 0 {
                    self.maxprocs = want.min(1 << 20) as u32;
                }
            }
            RtNow => {
                self.looks += 1;
                let mono = self.clock_of(g.bubble);
                let (sec, nsec) = if g.bubble == 0 {
                    self.wall(mono)
                } else {
                    let nsec = (mono % 1_000_000_000) as u32;
                    ((mono / 1_000_000_000) as i64, nsec)
                };
                g.set_slot(base, sec as u64);
                g.set_slot(base + 1, u64::from(nsec));
                g.set_slot(base + 2, mono);
                g.set_slot(base + 3, u64::from(g.bubble != 0));
            }
            BubbleEnter => {
                let end = self.enter_bubble(prog, g, arg(g, 1), sched)?;
                g.set_slot(base, end);
            }
            BubbleWait => self.bubble_wait(g)?,
            TimeSleep => self.sleep(g, arg(g, 0) as i64)?,
            TimeStart => {
                let (when, period) = (arg(g, 1) as i64, arg(g, 2) as i64);
                let (kind, ch, func) = (arg(g, 3), arg(g, 4), arg(g, 5));
                let id = self.start_timer(g, when, period, kind, ch, func);
                g.set_slot(base, id);
                self.run_due_in_bubble(prog, id, sched)?;
            }
            TimeStop => {
                self.may_touch_timer(arg(g, 1), "stop")?;
                let was = self.stop_timer(g, arg(g, 1));
                g.set_slot(base, u64::from(was));
            }
            TimeReset => {
                let (when, period) = (arg(g, 2) as i64, arg(g, 3) as i64);
                let id = arg(g, 1);
                self.may_touch_timer(id, "reset")?;
                let was = self.reset_timer(g, id, when, period);
                g.set_slot(base, u64::from(was));
                self.run_due_in_bubble(prog, id, sched)?;
            }
            RtWrite | RtWriteString => {
                let (fd, p, len) = (arg(g, 1), arg(g, 2), arg(g, 3));
                self.write(prog, g, fd, p, len)?;
                g.set_slot(base, len);
            }
            RtExit => {
                return Err(Trap::Stop(StopReason::Exit(arg(g, 0) as i32)));
            }
            RtMakeChan => {
                let ty = self.type_arg(prog, arg(g, 1))?;
                let ch = self.make_chan(prog, g.me, ty, arg(g, 2))?;
                g.set_slot(base, ch);
            }
            CallerInfo => {
                // pc, file (2), line, fn (2), ok; skip
                let skip = arg(g, 7) as i64;
                let found = usize::try_from(skip)
                    .ok()
                    .and_then(|s| self.caller_pc(prog, g, s));
                self.describe_pc(prog, g, base, found, true)?;
            }
            PcInfo => {
                // file (2), line, fn (2), entry, ok; pc
                let pc = Program::code_at(arg(g, 7));
                self.describe_pc(prog, g, base, pc, false)?;
            }
            GoroutineStack => {
                let (p, len, all) = (arg(g, 1), arg(g, 2), arg(g, 4) != 0);
                let text = self.stack_text(prog, g, all);
                let n = (text.len() as u64).min(len);
                if let Some(from) = text.as_bytes().get(..n as usize) {
                    at(self.mem.slice_mut(p, n), p)?.copy_from_slice(from);
                }
                g.set_slot(base, n);
            }
            MemStats => {
                let s = self.heap.stats;
                let all = [
                    s.alloc,
                    s.total_alloc,
                    s.mallocs,
                    s.frees,
                    u64::from(s.collections),
                    s.mallocs - s.frees,
                ];
                for (k, v) in all.iter().enumerate() {
                    g.set_slot(base + k, *v);
                }
            }
            SetFinalizer => {
                let (p, func) = (arg(g, 1), arg(g, 2));
                let ok = match self.heap.block(p) {
                    Some((start, ..)) => {
                        if start == p && func != 0 {
                            self.finalizers.insert(p, func);
                        } else if start == p {
                            self.finalizers.remove(&p);
                        }
                        start == p
                    }
                    None => true,
                };
                g.set_slot(base, u64::from(ok));
            }
            AddCleanup => {
                let (p, held, func) = (arg(g, 1), arg(g, 3), arg(g, 4));
                let block = |q| self.heap.block(q).map(|b| (b.0, b.1));
                let inside = |q| block(q).is_some() && block(q) == block(p);
                let id = if inside(held) {
                    HOLDS_ARG
                } else if block(func).is_some_and(|(start, size)| {
                    let mut words = (start..start + size).step_by(8);
                    words.any(|at| self.mem.word(at).is_some_and(inside))
                }) {
                    HOLDS_FUNC
                } else {
                    self.last_cleanup += 1;
                    self.cleanups.push((self.last_cleanup, p, arg(g, 2)));
                    self.last_cleanup
                };
                g.set_slot(base, id);
            }
            WeakCell => {
                let cell = *self.weaks.entry(arg(g, 1)).or_insert(arg(g, 2));
                g.set_slot(base, cell);
            }
            StopCleanup => {
                let id = arg(g, 0);
                self.cleanups.retain(|c| c.0 != id);
            }
            SetGcPercent => {
                let old = self.heap.percent;
                self.heap.percent = arg(g, 1) as i64;
                self.heap.pace();
                g.set_slot(base, old as u64);
            }
            SetPanicOnFault => {
                let on = arg(g, 1) & 1 != 0;
                let old = std::mem::replace(&mut g.panic_on_fault, on);
                g.set_slot(base, u64::from(old));
            }
            CMalloc | CCalloc | CFree | CCstring | CGostring | CGostringn | CGobytes | CPuts
            | CStrlen | CSleep | CUsleep => return self.c_native(prog, g, n, base),
            _ => return self.atomic(g, n, base),
        }
        Ok(())
    }

    fn write(&mut self, prog: &Program, g: &G, fd: u64, p: u64, len: u64) -> Res {
        self.saw_read(p, len);
        let bytes = at(self.mem.slice(p, len), p)?;
        let preview = Preview::text(prog.well_known.string.0, bytes);
        let fits = self.out.write(fd as u8, bytes);
        self.printed(g, fd, (len, preview), fits)
    }

    /// Something of this length was printed, as far as it `fits`.
    pub(crate) fn printed(
        &mut self,
        g: &G,
        fd: u64,
        (len, preview): (u64, Preview),
        fits: bool,
    ) -> Res {
        let mut e = self.event(g.me.id, EventOp::Print);
        e.value = preview;
        e.object = fd;
        e.aux = len.saturating_add(1).min(u64::from(u32::MAX)) as u32;
        self.push(e);
        if fits {
            Ok(())
        } else {
            Err(Trap::Stop(StopReason::Limit(Limit::Output(
                self.limits.output,
            ))))
        }
    }

    /// Results of callerInfo and pcInfo at slots `base..`.
    fn describe_pc(
        &mut self,
        prog: &Program,
        g: &mut G,
        base: usize,
        pc: Option<u32>,
        caller: bool,
    ) -> Res {
        let place = pc.and_then(|pc| match runtime_func(prog, pc) {
            Some((name, file)) => Some((pc, pc, name, file, 1)),
            None => {
                let func = prog.func_at(pc).and_then(|f| prog.func(f))?;
                let (file, line) = prog.told_at(pc).unwrap_or(("?", 0));
                Some((pc, func.entry, func.name.as_str(), file, u64::from(line)))
            }
        });
        let Some((pc, entry, name, file, line)) = place else {
            for k in 0..7 {
                g.set_slot(base + k, 0);
            }
            return Ok(());
        };
        let (fp, fl) = self.new_string(file.as_bytes())?;
        let (np, nl) = self.new_string(name.as_bytes())?;
        // A call's place is where it returns to.
        let (back, entry) = (
            Program::code_addr(pc) + CODE_STEP,
            Program::code_addr(entry),
        );
        let out = if caller {
            [back, fp, fl, line, np, nl, 1]
        } else {
            [fp, fl, line, np, nl, entry, 1]
        };
        for (k, v) in out.iter().enumerate() {
            g.set_slot(base + k, *v);
        }
        Ok(())
    }

    // ---- sync/atomic

    fn atomic_load(&self, addr: u64, width: Width) -> Res<u64> {
        Ok(match width {
            Width::I32 => i64::from(at(self.mem.word32(addr), addr)? as i32) as u64,
            Width::U32 => u64::from(at(self.mem.word32(addr), addr)?),
            Width::W64 => at(self.mem.word(addr), addr)?,
        })
    }

    fn atomic_store(&mut self, addr: u64, width: Width, v: u64) -> Res {
        match width {
            Width::I32 | Width::U32 => at(self.mem.set_word32(addr, v as u32), addr),
            Width::W64 => at(self.mem.set_word(addr, v), addr),
        }
    }

    fn atomic(&mut self, g: &mut G, n: Native, base: usize) -> Res {
        use Native::*;
        let arg = |g: &G, k: usize| g.stack.get(base + k).copied().unwrap_or(0);
        let mut outcome = Outcome::Done;
        let (op, addr, value) = match n {
            AtomicLoadI32 | AtomicLoadI64 | AtomicLoadU32 | AtomicLoadU64 | AtomicLoadUptr
            | AtomicLoadPtr => {
                let addr = arg(g, 1);
                let v = self.atomic_load(addr, width_of(n))?;
                self.saw_atomic_load(addr, bytes_of(n));
                g.set_slot(base, v);
                (EventOp::AtomicLoad, addr, v)
            }
            AtomicStoreI32 | AtomicStoreI64 | AtomicStoreU32 | AtomicStoreU64 | AtomicStoreUptr
            | AtomicStorePtr => {
                let (addr, v) = (arg(g, 0), arg(g, 1));
                self.atomic_store(addr, width_of(n), v)?;
                self.saw_atomic_store(addr, bytes_of(n));
                (EventOp::AtomicStore, addr, v)
            }
            AtomicCasI32 | AtomicCasI64 | AtomicCasU32 | AtomicCasU64 | AtomicCasUptr
            | AtomicCasPtr => {
                let (addr, old, new) = (arg(g, 1), arg(g, 2), arg(g, 3));
                let width = width_of(n);
                let same = self.atomic_load(addr, width)? == old;
                if same {
                    self.atomic_store(addr, width, new)?;
                    self.saw_atomic_rmw(addr, bytes_of(n));
                } else {
                    self.saw_atomic_load(addr, bytes_of(n));
                    outcome = Outcome::NotReady;
                }
                g.set_slot(base, u64::from(same));
                (EventOp::AtomicCas, addr, new)
            }
            _ => {
                let Some(how) = rmw_of(n) else {
                    return Err(Trap::Internal("native not implemented"));
                };
                let (addr, v) = (arg(g, 1), arg(g, 2));
                let width = width_of(n);
                let old = self.atomic_load(addr, width)?;
                let (op, new) = match how {
                    Rmw::Swap => (EventOp::AtomicSwap, v),
                    Rmw::Add => (EventOp::AtomicAdd, old.wrapping_add(v)),
                    Rmw::And => (EventOp::AtomicAdd, old & v),
                    Rmw::Or => (EventOp::AtomicAdd, old | v),
                };
                let new = match width {
                    Width::I32 => new as i32 as i64 as u64,
                    Width::U32 => u64::from(new as u32),
                    Width::W64 => new,
                };
                self.atomic_store(addr, width, new)?;
                self.saw_atomic_rmw(addr, bytes_of(n));
                let result = if matches!(how, Rmw::Add) { new } else { old };
                g.set_slot(base, result);
                (op, addr, new)
            }
        };
        let mut e = self.event(g.me.id, op);
        e.object = addr;
        e.outcome = outcome;
        e.value = Preview::word(
            if matches!(width_of(n), Width::W64) {
                self.prog.well_known.int.0
            } else {
                self.prog.well_known.int32.0
            },
            value,
        );
        self.push(e);
        Ok(())
    }
}

fn width_of(n: Native) -> Width {
    use Native::*;
    match n {
        AtomicLoadI32 | AtomicStoreI32 | AtomicSwapI32 | AtomicCasI32 | AtomicAddI32
        | AtomicAndI32 | AtomicOrI32 => Width::I32,
        AtomicLoadU32 | AtomicStoreU32 | AtomicSwapU32 | AtomicCasU32 | AtomicAddU32
        | AtomicAndU32 | AtomicOrU32 => Width::U32,
        _ => Width::W64,
    }
}

/// Bytes of an atomic's word.
fn bytes_of(n: Native) -> u64 {
    match width_of(n) {
        Width::I32 | Width::U32 => 4,
        Width::W64 => 8,
    }
}

fn rmw_of(n: Native) -> Option<Rmw> {
    use Native::*;
    Some(match n {
        AtomicSwapI32 | AtomicSwapI64 | AtomicSwapU32 | AtomicSwapU64 | AtomicSwapUptr
        | AtomicSwapPtr => Rmw::Swap,
        AtomicAddI32 | AtomicAddI64 | AtomicAddU32 | AtomicAddU64 | AtomicAddUptr => Rmw::Add,
        AtomicAndI32 | AtomicAndI64 | AtomicAndU32 | AtomicAndU64 | AtomicAndUptr => Rmw::And,
        AtomicOrI32 | AtomicOrI64 | AtomicOrU32 | AtomicOrU64 | AtomicOrUptr => Rmw::Or,
        _ => return None,
    })
}

/// First index of `sep` in `s`.
fn find(s: &[u8], sep: &[u8]) -> Option<usize> {
    let Some((first, _)) = sep.split_first() else {
        return Some(0);
    };
    let mut from = 0;
    while from + sep.len() <= s.len() {
        let rest = s.get(from..s.len() - sep.len() + 1)?;
        let p = from + rest.iter().position(|b| b == first)?;
        if s.get(p..p + sep.len()) == Some(sep) {
            return Some(p);
        }
        from = p + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substring_search() {
        assert_eq!(find(b"hello", b"lo"), Some(3));
        assert_eq!(find(b"hello", b"l"), Some(2));
        assert_eq!(find(b"hello", b""), Some(0));
        assert_eq!(find(b"aab", b"ab"), Some(1));
        assert_eq!(find(b"x", b"xy"), None);
    }
}
