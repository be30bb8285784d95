//! What an execution led to, in a form in which equal behaviours are equal.

use vm::{Case, Edge, FrameView, GLANCE, Limit, StopReason, Stuck, Vm, WaitReason};

use crate::go::state::{Kind, Proc, Standing};
use crate::go::subject::Subject;
use crate::ids::ProcessId;

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EndKind {
    /// Main returned.
    Ok,
    /// `os.Exit`.
    Exit,
    Panic,
    Fatal,
    Deadlock,
    Limit,
}

/// A goroutine that can never be woken.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Leak {
    /// Go's word for what it waits in.
    pub reason: &'static str,
    /// Where it waits, innermost first: function, file and line.
    pub stack: Vec<(String, String, u32)>,
    /// Where it was created; none for main.
    pub created: Option<(String, String, u32)>,
    /// Its number in the schedule that is reported.
    pub goroutine: u32,
    /// A package-level variable leads to what it waits for. Nobody does anything with it any more,
    /// but Go, which asks whether somebody could, does not call this a leak.
    pub global: bool,
    pub(crate) process: ProcessId,
}

/// Somebody in a circle of those who wait for each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    pub edge: Edge,
    /// What is waited for is a read-write mutex.
    pub rw: bool,
    /// What the program calls it, if whoever asked for the exploration gave names.
    pub name: Option<String>,
}

/// What the program calls the object at an address.
pub type Naming = fn(&Vm, u64) -> Option<String>;

impl Leak {
    /// What two leaks have in common that are the same leak.
    fn key(&self) -> (&str, &[(String, String, u32)]) {
        (self.reason, &self.stack)
    }
}

/// What an execution led to.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub kind: EndKind,
    pub exit_code: i32,
    pub stdout: Vec<u8>,
    /// Go's line: `panic: …`, `fatal error: …`, or the limit's reason.
    pub message: String,
    /// Who waits for ever: in a deadlock all of them.
    pub leaks: Vec<Leak>,
    /// Some of them who wait for each other: each for the next, the last for the first.
    pub cycle: Vec<Link>,
    /// All circles of locks.
    locks: Vec<Edge>,
    /// Pairs of instructions that race, ascending.
    pub races: Vec<(u32, u32)>,
}

impl Outcome {
    /// What the execution that just ended led to. Leaks count or not, but in a deadlock always.
    pub(crate) fn of(s: &Subject, leaks: bool, cut: bool) -> Outcome {
        let out = s.vm.output();
        let (kind, exit_code, message, printed) = match &s.state.end {
            Some(end) => {
                let (kind, message) = match &end.reason {
                    StopReason::Finished => (EndKind::Ok, String::new()),
                    StopReason::Exit(_) => (EndKind::Exit, String::new()),
                    StopReason::Panic { message, .. } => (EndKind::Panic, message.clone()),
                    StopReason::Fatal { message, .. } => {
                        (EndKind::Fatal, format!("fatal error: {message}"))
                    }
                    StopReason::Limit(limit) => (EndKind::Limit, limit.to_string()),
                    other => (EndKind::Limit, format!("{other:?}")),
                };
                (kind, end.reason.exit_code(), message, end.printed)
            }
            None if cut && s.state.round => {
                let text = "the program goes round in a circle for ever: livelock".to_owned();
                (EndKind::Limit, 3, text, out.len())
            }
            None if cut => {
                let text = "an execution was cut before its end".to_owned();
                (EndKind::Limit, 3, text, out.len())
            }
            None if s.state.endless => {
                let limit = Limit::Steps(s.setup().patience);
                (EndKind::Limit, 3, limit.to_string(), out.len())
            }
            None if s.state.procs.iter().any(spins) => {
                let text = "a goroutine spins for ever".to_owned();
                (EndKind::Limit, 3, text, out.len())
            }
            None => {
                let main = s.proc(0).map(|p| p.standing);
                let parked =
                    |p: &Proc| matches!(p.kind, Kind::Goroutine(_)) && is_parked(p.standing);
                let anybody = s.state.procs.iter().any(parked);
                let text = match main {
                    Some(Standing::Gone) if !anybody => {
                        "fatal error: no goroutines (main called runtime.Goexit) - deadlock!"
                    }
                    _ => "fatal error: all goroutines are asleep - deadlock!",
                };
                (EndKind::Deadlock, 2, text.to_owned(), out.len())
            }
        };
        let leaks = match kind {
            EndKind::Deadlock => stuck(s),
            EndKind::Ok | EndKind::Exit if leaks && !cut => stuck(s),
            _ => Vec::new(),
        };
        let locks = match leaks.len() {
            0 => Vec::new(),
            _ => with_case(s, |case| case.all_locks()),
        };
        Outcome {
            kind,
            exit_code,
            stdout: head(&s.vm, printed),
            message,
            leaks,
            cycle: Vec::new(),
            locks,
            races: races(s),
        }
    }

    /// Whether both are the same in all that is known of an execution as it ends. Most lists are
    /// empty, and there are processors on which comparing nothing at no address is slow.
    pub(crate) fn is(&self, o: &Outcome) -> bool {
        self.kind == o.kind
            && self.exit_code == o.exit_code
            && self.message.len() == o.message.len()
            && self.stdout.len() == o.stdout.len()
            && self.leaks.len() == o.leaks.len()
            && self.races == o.races
            && (self.leaks.is_empty() || self.leaks == o.leaks && self.locks == o.locks)
            && (self.message.is_empty() || self.message == o.message)
            && (self.stdout.is_empty() || self.stdout == o.stdout)
    }

    /// Equal for equal behaviours: addresses and goroutine numbers left out.
    pub(crate) fn key(&self) -> String {
        let stdout = normalised(&String::from_utf8_lossy(&self.stdout));
        let mut leaks: Vec<_> = self.leaks.iter().map(Leak::key).collect();
        leaks.sort_unstable();
        let message = normalised(&self.message);
        let who = |g: u32| self.leaks.iter().find(|l| l.goroutine == g).map(Leak::key);
        let rank = |g: u32| leaks.iter().position(|k| Some(*k) == who(g));
        // Other circles than those of locks follow from where their goroutines stand.
        let mut cycle: Vec<_> = self
            .locks
            .iter()
            .map(|e| (rank(e.waiter), e.want.need, rank(e.holder)))
            .collect();
        cycle.sort_unstable();
        format!(
            "{:?}\u{0}{}\u{0}{message}\u{0}{leaks:?}\u{0}{cycle:?}\u{0}{:?}\u{0}{stdout}",
            self.kind, self.exit_code, self.races
        )
    }

    /// Finds out what takes longer, and need not be known to tell outcomes apart.
    pub(crate) fn complete(&mut self, s: &Subject, naming: Option<Naming>) {
        if self.leaks.is_empty() {
            return;
        }
        if self.kind == EndKind::Deadlock || !self.locks.is_empty() {
            self.cycle = with_case(s, circle);
        }
        for l in &mut self.cycle {
            l.name = naming.and_then(|name| name(&s.vm, l.edge.want.object));
        }
        let waiting = vm::waiting(&s.vm);
        let globals = vm::global(&s.vm, &vm::wanted(&s.vm, &waiting), GLANCE);
        for l in &mut self.leaks {
            let view = s.vm.goroutine(l.goroutine);
            let wants = view.map_or(Vec::new(), |g| vm::wants(&s.vm, &g));
            l.global = wants.iter().any(|w| globals.contains(&w.object));
        }
    }

    /// Gives goroutines the numbers that they have in this execution of the outcome.
    pub(crate) fn renumber(&mut self, s: &Subject) {
        let new: Vec<(u32, u32)> = self
            .leaks
            .iter()
            .filter_map(|l| Some((l.goroutine, s.number_of(l.process)?)))
            .collect();
        let to = |old: u32| new.iter().find(|n| n.0 == old).map_or(old, |n| n.1);
        for l in &mut self.leaks {
            l.goroutine = to(l.goroutine);
        }
        for l in &mut self.cycle {
            l.edge.waiter = to(l.edge.waiter);
            l.edge.holder = to(l.edge.holder);
        }
    }

    /// Whether something is wrong, besides races.
    pub fn failed(&self) -> bool {
        match self.kind {
            EndKind::Ok => !self.leaks.is_empty(),
            EndKind::Exit => self.exit_code != 0 || !self.leaks.is_empty(),
            EndKind::Panic | EndKind::Fatal | EndKind::Deadlock => true,
            EndKind::Limit => false,
        }
    }
}

fn with_case<T>(s: &Subject, f: impl FnOnce(&Case<'_>) -> T) -> T {
    f(&Case {
        vm: &s.vm,
        waiting: &vm::waiting(&s.vm),
        rw: &vm::waits_for_rw,
    })
}

/// Those who wait for each other, for locks if there is such a circle.
fn circle(case: &Case<'_>) -> Vec<Link> {
    let found = case.locks().or_else(|| {
        let wanted = vm::wanted(case.vm, case.waiting);
        case.first(&vm::reach(case.vm, &wanted, GLANCE))
    });
    let Some(Stuck::Circle(edges)) = found else {
        return Vec::new();
    };
    let rw = |e: &Edge| {
        let waiter = case.waiting.iter().find(|g| g.id == e.waiter);
        waiter.is_some_and(vm::waits_for_rw)
    };
    let link = |edge: Edge| Link {
        rw: rw(&edge),
        edge,
        name: None,
    };
    edges.into_iter().map(link).collect()
}

/// The races of the execution at hand, if they are told.
fn races(s: &Subject) -> Vec<(u32, u32)> {
    if !s.setup().tells_races() {
        return Vec::new();
    }
    let pairs = s.vm.races().iter().map(|r| {
        let (a, b) = (r.first.at.site.0, r.second.at.site.0);
        (a.min(b), a.max(b))
    });
    let mut all: Vec<_> = pairs.collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn spins(p: &Proc) -> bool {
    matches!(p.standing, Standing::Awaiting(..))
}

fn is_parked(standing: Standing) -> bool {
    matches!(standing, Standing::Parked(_))
}

/// The first `printed` bytes of output, as far as they went to stdout.
fn head(vm: &Vm, printed: u64) -> Vec<u8> {
    let mut left = usize::try_from(printed).unwrap_or(usize::MAX);
    let mut all = Vec::new();
    for (stream, bytes) in vm.output().runs() {
        let bytes = bytes.get(..left.min(bytes.len())).unwrap_or(bytes);
        left -= bytes.len();
        if stream == 1 {
            all.extend_from_slice(bytes);
        }
    }
    all
}

/// All goroutines that are parked.
fn stuck(s: &Subject) -> Vec<Leak> {
    let mut all = Vec::new();
    for p in &s.state.procs {
        let Kind::Goroutine(g) = p.kind else {
            continue;
        };
        if !is_parked(p.standing) {
            continue;
        }
        let reason = match s.vm.waits_for(g) {
            // What merely sleeps is not stuck.
            Some((WaitReason::Sleep | WaitReason::Syscall, _)) | None => continue,
            Some((reason, _)) => reason,
        };
        let view = s.vm.goroutine(g.id);
        if view.is_some_and(|v| v.system) {
            continue;
        }
        let site = |pc: u32| site(&s.vm, pc);
        all.push(Leak {
            reason: reason.text(),
            stack: frames(s, g.id),
            created: view.filter(|v| v.creator != 0).and_then(|v| site(v.go_pc)),
            goroutine: g.id,
            global: false,
            process: p.id,
        });
    }
    all.sort_by(|a, b| (a.goroutine != 1, a).cmp(&(b.goroutine != 1, b)));
    all
}

/// The calls of a goroutine as Go shows them: without the runtime's own.
fn frames(s: &Subject, g: u32) -> Vec<(String, String, u32)> {
    let all = s.vm.frames(g, 32);
    let prog = s.vm.program();
    let made = |f: &&FrameView| {
        let func = prog.func_at(f.pc).and_then(|f| prog.func(f));
        func.is_some_and(|f| f.flags.wrapper)
    };
    let all = all.iter().filter(|f| !made(f));
    let all = all.filter_map(|f| site(&s.vm, f.pc));
    all.filter(|f| !f.0.starts_with("runtime.")).collect()
}

/// Function, file and line of an instruction.
fn site(vm: &Vm, pc: u32) -> Option<(String, String, u32)> {
    let prog = vm.program();
    let func = prog.func_at(pc).and_then(|f| prog.func(f))?;
    let line = prog.line_at(pc)?;
    let file = prog.files.get(line.file as usize)?;
    Some((func.name.clone(), file.clone(), line.line))
}

/// A text without what differs between equal behaviours: addresses, numbers of goroutines.
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        for (mark, digit) in [
            ("0xc0", char::is_ascii_hexdigit as fn(&char) -> bool),
            ("goroutine ", char::is_ascii_digit),
        ] {
            if let Some(tail) = rest.strip_prefix(mark)
                && tail.starts_with(|c| digit(&c))
            {
                out.push_str(mark);
                out.push('_');
                rest = tail.trim_start_matches(|c| digit(&c));
            }
        }
        match rest.chars().next() {
            Some(now) if now == c => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn addresses_and_goroutines_are_left_out() {
        let text = "goroutine 17 [running] at 0xc000012028, 0x12, goroutine x";
        let want = "goroutine _ [running] at 0xc0_, 0x12, goroutine x";
        assert_eq!(normalised(text), want);
        assert_eq!(normalised("gg é"), "gg é");
    }
}
