//! The functions of package "C", and what is said when C's memory is misused or left behind.
//!
//! Real C notices little of that: glibc's allocator sees some double frees and aborts, the rest goes
//! wrong in silence. Here each is the end of the run, in words of our own.

use std::collections::BTreeMap;

use bytecode::{C_BASE, Native, Program};

use crate::cheap::{CBlockView, Miss, Spot};
use crate::event::{EventOp, Outcome, Preview, TIMER_BIT};
use crate::g::{Fate, G};
use crate::heap::content;
use crate::stop::{Limit, StopReason};
use crate::timer::Action;
use crate::trap::{Res, Trap, at};
use crate::vm::Vm;
use crate::wait::WaitReason;

/// Parts of one access are not further apart.
const ONE_ACCESS: u64 = 4096;
/// As far from its blocks an address is still taken for one that missed C's heap.
const NEAR: u64 = 1 << 32;
/// Places of blocks left behind that are told.
const TOLD: usize = 10;
/// What a C function finds where nothing is.
const SEGV: &str = "SIGSEGV: segmentation violation; signal arrived during cgo execution";

impl Vm {
    /// A native of package "C".
    pub(crate) fn c_native(&mut self, prog: &Program, g: &mut G, n: Native, base: usize) -> Res {
        let arg = |g: &G, k: usize| g.stack.get(base + k).copied().unwrap_or(0);
        let int = |g: &G, k: usize| i64::from(arg(g, k) as i32);
        use Native::*;
        match n {
            CMalloc => {
                let p = self.c_alloc(arg(g, 1))?;
                g.set_slot(base, p);
            }
            CCalloc => {
                let Some(size) = arg(g, 1).checked_mul(arg(g, 2)) else {
                    return Err(self.c_full());
                };
                let p = self.c_alloc(size)?;
                at(self.mem.zero(p, size), p)?;
                g.set_slot(base, p);
            }
            CFree => self.c_free(prog, arg(g, 0))?,
            CCstring => {
                let (s, len) = (arg(g, 1), arg(g, 2));
                self.saw_read(s, len);
                let p = self.c_alloc(len.saturating_add(1))?;
                at(self.mem.copy(p, s, len), s)?;
                at(self.mem.zero(p + len, 1), p)?;
                self.saw_write(p, len + 1);
                g.set_slot(base, p);
            }
            CGostring => {
                let p = arg(g, 2);
                // A null pointer stands for no string there.
                let text = match p {
                    0 => Vec::new(),
                    _ => self.c_string(p)?,
                };
                let (s, len) = self.new_string(&text)?;
                g.set_slot(base, s);
                g.set_slot(base + 1, len);
            }
            CGostringn => {
                let (p, n) = (arg(g, 2), int(g, 3));
                let bytes = self.c_bytes(p, n)?;
                let (s, len) = self.new_string(&bytes)?;
                g.set_slot(base, s);
                g.set_slot(base + 1, len);
            }
            CGobytes => {
                let (p, n) = (arg(g, 3), int(g, 4));
                if n < 0 {
                    return Err(Trap::Error("gobytes: length out of range".into()));
                }
                let bytes = self.c_bytes(p, n)?;
                let to = self
                    .heap
                    .alloc(&mut self.mem, n as u64, content::NOSCAN, true)?;
                at(self.mem.slice_mut(to, n as u64), to)?.copy_from_slice(&bytes);
                for (k, v) in [to, n as u64, n as u64].iter().enumerate() {
                    g.set_slot(base + k, *v);
                }
            }
            CPuts => {
                let mut text = self.c_string(arg(g, 1))?;
                text.push(b'\n');
                let len = text.len() as u64;
                let preview = Preview::text(prog.well_known.string.0, &text);
                let fits = self.out.write(1, &text);
                g.set_slot(base, len);
                self.printed(g, 1, (len, preview), fits)?;
            }
            CStrlen => {
                let n = self.c_string(arg(g, 1))?.len();
                g.set_slot(base, n as u64);
            }
            CSleep | CUsleep => {
                let unit = if n == CSleep { 1_000_000_000 } else { 1_000 };
                let ns = u64::from(arg(g, 1) as u32) * unit;
                g.set_slot(base, 0);
                self.c_sleep(g, ns)?;
            }
            _ => return Err(Trap::Internal("native is none of C's")),
        }
        Ok(())
    }

    fn c_full(&self) -> Trap {
        Trap::Stop(StopReason::Limit(Limit::Memory(self.limits.memory)))
    }

    fn c_alloc(&mut self, size: u64) -> Res<u64> {
        let (from, limit) = ((self.heap.site, self.heap.birth), self.limits.memory);
        let c = self.mem.c.get_or_insert_default();
        let Some((p, old)) = c.alloc(size, from, limit) else {
            return Err(self.c_full());
        };
        self.heap.birth.nth = self.heap.birth.nth.wrapping_add(1);
        if old && self.heap.watched {
            self.heap.fresh.push((p, size));
        }
        Ok(p)
    }

    fn c_free(&mut self, prog: &Program, p: u64) -> Res {
        if p == 0 {
            return Ok(());
        }
        let site = self.heap.site;
        let missed = match self.mem.c.as_mut().map(|c| c.free(p, site)) {
            Some(Ok(block)) => {
                self.saw_write(p, block.size.max(1));
                return Ok(());
            }
            Some(Err(spot)) => spot.filter(|_| p.wrapping_sub(C_BASE) < NEAR),
            None => None,
        };
        Err(Trap::Fatal(match missed {
            Some(Spot::In(b, 0)) => {
                self.saw_write(p, b.size.max(1));
                format!("double free of {}", told(prog, &b))
            }
            Some(Spot::In(b, n)) => format!("free of a pointer {}", into(prog, n, &b)),
            Some(Spot::Beyond(b, n)) => format!("free of a pointer {}", beyond(prog, n, &b)),
            Some(Spot::Before(b, n)) => {
                format!("free of a pointer {} before {}", count(n), told(prog, &b))
            }
            None => "free of a pointer that C did not allocate".into(),
        }))
    }

    /// The bytes of the C string at an address.
    fn c_string(&mut self, p: u64) -> Res<Vec<u8>> {
        let text = match &self.mem.c {
            Some(c) if p.wrapping_sub(C_BASE) < NEAR => at(c.string(p), p)?.to_vec(),
            _ => {
                let bytes = (0..).map_while(|k| self.mem.load::<1>(p.wrapping_add(k)));
                let text: Vec<u8> = bytes.map(|[b]| b).take_while(|b| *b != 0).collect();
                if !self.mem.mapped(p.wrapping_add(text.len() as u64)) {
                    return Err(Trap::Fatal(SEGV.into()));
                }
                text
            }
        };
        self.saw_read(p, text.len() as u64 + 1);
        Ok(text)
    }

    fn c_bytes(&mut self, p: u64, n: i64) -> Res<Vec<u8>> {
        let Ok(n) = u64::try_from(n) else {
            return Err(Trap::Bounds("makeslice: len out of range".into()));
        };
        let bytes = at(self.mem.slice(p, n), p)?.to_vec();
        self.saw_read(p, n);
        Ok(bytes)
    }

    /// What memory a function of package "C" touches besides what it allocates, given its operands.
    pub(crate) fn c_access(&self, n: Native, arg: impl Fn(u32) -> u64) -> Option<(u64, u64, bool)> {
        let text = |p: u64| {
            let c = self.mem.c.as_ref()?;
            Some((p, c.string(p).map_or(1, |s| s.len() as u64 + 1), false))
        };
        match n {
            Native::CFree => {
                let c = self.mem.c.as_ref()?;
                match c.spot(arg(0))? {
                    Spot::In(b, _) => Some((b.start, b.size.max(1), true)),
                    _ => None,
                }
            }
            Native::CStrlen | Native::CPuts => text(arg(1)),
            Native::CGostring => text(arg(2)),
            Native::CGostringn => Some((arg(2), u64::from(arg(3) as u32), false)),
            Native::CGobytes => Some((arg(3), u64::from(arg(4) as u32), false)),
            Native::CCstring => Some((arg(1), arg(2), false)),
            _ => None,
        }
    }

    /// The goroutine is in C, where nobody can wake it: real time passes, in a bubble too.
    fn c_sleep(&mut self, g: &mut G, ns: u64) -> Res {
        let mut e = self.event(g.me.id, EventOp::Sleep);
        if ns == 0 {
            self.push(e);
            return Ok(());
        }
        let when = self.now().saturating_add(ns);
        let id = self.timers.add(when, 0, Action::Wake(g.me), self.at_pc, 0);
        e.object = TIMER_BIT | id;
        e.outcome = Outcome::Blocked;
        e.reason = WaitReason::Syscall;
        self.push(e);
        Err(self.park_for(WaitReason::Syscall, TIMER_BIT | id))
    }

    // ---- what is said

    /// What an access that failed at `addr` missed, if that was in C's heap.
    pub(crate) fn c_missed(&self, prog: &Program, addr: u64) -> Option<(String, Miss)> {
        let c = self.mem.c.as_ref()?;
        if addr.wrapping_sub(C_BASE) >= NEAR {
            return None;
        }
        // What was asked for from outside meanwhile is nobody's miss.
        let miss = c.take_miss().filter(|m| m.addr.abs_diff(addr) < ONE_ACCESS);
        let what = match miss {
            None => "access".into(),
            Some(m) => format!(
                "{} of {}",
                if m.write { "write" } else { "read" },
                count(m.len)
            ),
        };
        let (len, write) = (1, false);
        let miss = miss.unwrap_or(Miss { addr, len, write });
        let text = match c.spot(miss.addr)? {
            Spot::In(b, n) if b.freed.is_some() => {
                format!("use after free: {what}, {}", into(prog, n, &b))
            }
            Spot::In(b, n) => format!(
                "out of bounds: {what}, {}, which ends {} before",
                into(prog, n, &b),
                count((n + miss.len).saturating_sub(b.size))
            ),
            Spot::Beyond(b, n) => format!("out of bounds: {what}, {}", beyond(prog, n, &b)),
            Spot::Before(b, n) => {
                let block = told(prog, &b);
                format!("out of bounds: {what}, {} before {block}", count(n))
            }
        };
        Some((text, miss))
    }

    /// The end of a run by such an access, which the race detector hears of all the same.
    pub(crate) fn c_fault(&mut self, prog: &Program, g: &mut G, text: &str, miss: Miss) -> Trap {
        match miss.write {
            true => self.saw_write(miss.addr, miss.len),
            false => self.saw_read(miss.addr, miss.len),
        }
        let fate = Fate {
            before: format!("unexpected fault address {:#x}\n", miss.addr),
            text: text.to_owned(),
            signal: None,
        };
        self.meet_fate(prog, g, fate)
    }

    /// C's blocks, by address: those in use, and those freed that were not handed out again.
    pub fn c_blocks(&self) -> Vec<CBlockView> {
        let c = self.mem.c.as_deref();
        c.map_or(Vec::new(), |c| c.blocks().collect())
    }

    /// Says on stderr which of C's blocks the program leaves behind, by where they were allocated:
    /// in the same order whatever goroutine came first.
    pub(crate) fn report_c_leaks(&mut self) {
        let mut sites: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        let (mut blocks, mut bytes) = (0, 0);
        for b in self.c_blocks().iter().filter(|b| b.freed.is_none()) {
            let site = sites.entry(place(&self.prog, b.site)).or_default();
            *site = (site.0 + 1, site.1 + b.size);
            (blocks, bytes) = (blocks + 1, bytes + b.size);
        }
        if blocks == 0 {
            return;
        }
        let each = sites.iter().take(TOLD).map(|(place, (n, size))| match n {
            1 => format!("{place} ({})", count(*size)),
            n => format!("{place} ({n} blocks, {})", count(*size)),
        });
        let mut all: Vec<String> = each.collect();
        if sites.len() > TOLD {
            all.push(format!("{} more places", sites.len() - TOLD));
        }
        let (what, were) = match blocks {
            1 => ("block", "was"),
            _ => ("blocks", "were"),
        };
        let text = format!(
            "sudog: {blocks} C {what} ({}) {were} never freed: {}\n",
            count(bytes),
            all.join(", ")
        );
        self.out.force(2, text.as_bytes());
    }
}

/// Where in a block something is.
fn into(prog: &Program, n: u64, b: &CBlockView) -> String {
    match n {
        0 => format!("at the start of {}", told(prog, b)),
        n => format!("{} into {}", count(n), told(prog, b)),
    }
}

/// Where behind a block something is.
fn beyond(prog: &Program, n: u64, b: &CBlockView) -> String {
    match n {
        0 => format!("right behind {}", told(prog, b)),
        n => format!("{} beyond the end of {}", count(n), told(prog, b)),
    }
}

fn count(n: u64) -> String {
    match n {
        1 => "1 byte".into(),
        n => format!("{n} bytes"),
    }
}

fn place(prog: &Program, pc: u32) -> String {
    let (file, line) = prog.told_at(pc).unwrap_or(("?", 0));
    format!("{}:{line}", file.rsplit('/').next().unwrap_or(file))
}

fn told(prog: &Program, b: &CBlockView) -> String {
    let (size, from) = (count(b.size), place(prog, b.site));
    match b.freed {
        None => format!("a block of {size} that was allocated at {from}"),
        Some(pc) => {
            let at = place(prog, pc);
            format!("a block of {size} that was allocated at {from} and freed at {at}")
        }
    }
}
