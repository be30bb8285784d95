//! What is said of a data race: both stacks, both creations, the variable by name, and the last
//! synchronisation. The detector knows places and moments only; the rest is read off the run
//! itself, which is executed again up to each moment.

use std::collections::BTreeMap;

use protocol as p;
use race::{Access, Kind, LastSync, Race, SyncKind};
use vm::{EventOp, Record, Until, Vm, race_note};

use crate::missing::missing;
use crate::oracle::Oracle;
use crate::rerun::Score;
use crate::trail::{Following, Trail};
use crate::view::names::{self, Names};
use crate::view::{holder, stack};
use crate::workbench::Code;

/// Races that are described; more are only counted.
const MAX_DESCRIBED: usize = 100;

/// Events of the followed run that are kept: each is read right after it happened.
const FOLLOWED: usize = 1 << 17;

/// Stacks at moments: instructions executed so far, and whose.
type Stacks = BTreeMap<(u64, u32), Vec<p::Frame>>;

/// Describes the races that `found` has, by a second run of the same program: `again` is its
/// machine at the start, with a detector, and `sched` its policy. `trail` is the same run
/// followed, and its machine where that ended.
pub(crate) fn describe(
    code: &Code,
    found: &Vm,
    mut again: Vm,
    sched: &mut dyn vm::Scheduler,
    trail: Option<(&Vm, &Trail)>,
) -> Vec<p::Race> {
    let mut visit = Visit::new(found);
    visit.begin(&mut again);
    while visit.go(code, &mut again, sched, u64::MAX >> 1) {}
    visit.finish(code, found, &again, trail).0
}

fn described(found: &Vm) -> Vec<&Race> {
    let all = found.detector().map_or(&[][..], |d| d.races());
    all.iter().take(MAX_DESCRIBED).collect()
}

/// A second run that stops at every moment of which something is told.
pub(crate) struct Visit {
    moments: Stacks,
    /// Moments that are still to come, by tick; the next one last.
    ahead: Vec<(u64, u32)>,
    /// Events before each moment.
    steps: BTreeMap<u64, u64>,
    /// Per race.
    variables: Vec<Option<String>>,
    races: Vec<Race>,
}

impl Visit {
    fn new(found: &Vm) -> Visit {
        let races: Vec<Race> = described(found).into_iter().cloned().collect();
        let mut moments: Stacks = BTreeMap::new();
        for side in races.iter().flat_map(|r| [&r.first, &r.second]) {
            moments.insert((side.at.tick, side.g.0), Vec::new());
            let created = found.detector().and_then(|d| d.creation(side.g));
            if let Some((c, parent)) = created.and_then(|c| Some((c, c.parent?))) {
                moments.insert((c.at.tick, parent.0), Vec::new());
            }
        }
        Visit {
            ahead: moments.keys().rev().copied().collect(),
            moments,
            steps: BTreeMap::new(),
            variables: vec![None; races.len()],
            races,
        }
    }

    /// At the run's start: how the goroutines of races synchronise is noted, of those alone.
    fn begin(&self, again: &mut Vm) {
        again.watch_races(&self.races);
    }

    /// Goes on for about so many instructions; false once all was seen.
    fn go(
        &mut self,
        code: &Code,
        again: &mut Vm,
        sched: &mut dyn vm::Scheduler,
        ticks: u64,
    ) -> bool {
        let slice = again.tick().saturating_add(ticks);
        while let Some((tick, g)) = self.ahead.last().copied() {
            if again.tick() < tick {
                again.run(sched, u64::MAX >> 1, Until::tick(tick.min(slice)));
            }
            if again.tick() < tick && again.tick() >= slice && again.stopped().is_none() {
                return true;
            }
            self.ahead.pop();
            self.steps.insert(tick, again.event_count());
            let frames = stack::frames(code, again, g, false).0;
            self.moments.insert((tick, g), frames);
            // What the two touch is called as it was when the second one touched it.
            for (race, variable) in self.races.iter().zip(&mut self.variables) {
                if race.second.at.tick == tick && variable.is_none() {
                    let sides = [race.second.g.0, race.first.g.0];
                    *variable = called(code, again, sides, race.addr);
                }
            }
        }
        // The last race shows when its second access is made.
        if let Some(last) = self.races.iter().map(|r| r.second.at.tick).max() {
            again.run(sched, u64::MAX >> 1, Until::tick(last + 1));
        }
        false
    }

    /// The races, and the events before each of their accesses.
    fn finish(
        self,
        code: &Code,
        found: &Vm,
        again: &Vm,
        trail: Option<(&Vm, &Trail)>,
    ) -> (Vec<p::Race>, Vec<(u64, u64)>) {
        let step = |a: &Access| self.steps.get(&a.at.tick).copied().unwrap_or(0);
        let races = self.races.iter();
        let steps = races.map(|r| (step(&r.first), step(&r.second))).collect();
        let Visit {
            moments, variables, ..
        } = self;
        (
            told(code, found, again, (&moments, variables), trail),
            steps,
        )
    }
}

fn told(
    code: &Code,
    found: &Vm,
    again: &Vm,
    (moments, variables): (&Stacks, Vec<Option<String>>),
    trail: Option<(&Vm, &Trail)>,
) -> Vec<p::Race> {
    let Some(detector) = found.detector() else {
        return Vec::new();
    };
    let races = described(found);
    let creation = |a: &Access| detector.creation(a.g).and_then(|c| Some((c, c.parent?)));
    let last_syncs = again.races().iter().map(|r| r.last_sync);
    let last_syncs: Vec<Option<LastSync>> = last_syncs.collect();
    let side = |access: &Access| {
        let created = creation(access);
        let stack = |tick: u64, g: u32| moments.get(&(tick, g)).cloned().unwrap_or_default();
        p::RaceSide {
            goroutine: access.g.0,
            kind: match access.kind {
                Kind::Read => p::AccessKind::Read,
                Kind::Write => p::AccessKind::Write,
                Kind::AtomicRead => p::AccessKind::AtomicRead,
                Kind::AtomicWrite => p::AccessKind::AtomicWrite,
            },
            to: match access.note {
                race_note::MAP => p::AccessTo::Map,
                race_note::CHAN => p::AccessTo::Chan,
                race_note::WAIT_GROUP => p::AccessTo::WaitGroup,
                race_note::LOCK => p::AccessTo::Lock,
                _ => p::AccessTo::Memory,
            },
            tick: access.at.tick,
            stack: stack(access.at.tick, access.g.0),
            created_by: created.map(|(_, parent)| parent.0),
            created_at: created.map_or(Vec::new(), |(c, parent)| stack(c.at.tick, parent.0)),
            finished: detector.creation(access.g).is_some_and(|c| c.ended),
        }
    };
    let mut objects = Names::default();
    let mut called_by = Names::default();
    races
        .iter()
        .zip(variables)
        .zip(last_syncs)
        .map(|((race, variable), last_sync)| p::Race {
            first: side(&race.first),
            second: side(&race.second),
            variable,
            address: race.addr,
            size: race.len,
            last_sync: last_sync.map(|sync| p::RaceSync {
                by: sync.by.0,
                of: sync.of.0,
                object: match sync.kind {
                    SyncKind::Fork => None,
                    SyncKind::Acquire(id) | SyncKind::Meet(id) | SyncKind::Edge(id) => {
                        Some(objects.object(again, &code.program, id.0, None::<EventOp>))
                    }
                },
                place: code.own_place(sync.at.site.0),
            }),
            missing: trail.map_or(p::MissingEdge::Unknown, |(vm, trail)| {
                missing(code, vm, trail, race, last_sync.as_ref(), &mut called_by)
            }),
        })
        .collect()
}

/// Looks for the races of a run, in slices.
pub(crate) struct Hunt {
    code: Code,
    score: Score,
    found: (Vm, Oracle),
    stage: Stage,
    /// Instructions executed in stages that are over.
    before: u64,
}

/// The last of a hunt's stages.
struct Visiting {
    followed: (Vm, Trail),
    again: (Vm, Oracle),
    visit: Visit,
}

/// What the hunt is at.
enum Stage {
    /// The run itself, with the detector on.
    Run,
    /// The same again, event by event.
    Follow(Box<((Vm, Oracle), Following)>),
    /// The same again, for stacks and names.
    Visit(Box<Visiting>),
}

impl Hunt {
    pub(crate) fn new(
        code: Code,
        recording: &p::Recording,
        limits: &p::Limits,
    ) -> Result<Hunt, p::Fault> {
        let score = Score::new(&code, recording, limits)?;
        Ok(Hunt {
            found: score.start(true, Record::Hash),
            code,
            score,
            stage: Stage::Run,
            before: 0,
        })
    }

    /// Goes on for about so many instructions; the races once they are all known.
    pub(crate) fn go(&mut self, ticks: u64) -> Option<p::RacesFound> {
        let (found, oracle) = &mut self.found;
        match &mut self.stage {
            Stage::Run => {
                if self.score.go(found, oracle, ticks) {
                    return None;
                }
                if found.races().is_empty() {
                    return Some(self.result(Vec::new(), Vec::new()));
                }
                let run = self.score.start(true, Record::Keep(FOLLOWED));
                let following = Following::begin(&run.0, self.score.until());
                self.before += found.tick();
                self.stage = Stage::Follow(Box::new((run, following)));
                None
            }
            Stage::Follow(follow) => {
                let ((vm, oracle), following) = &mut **follow;
                if following.go(&self.code, vm, oracle, ticks) {
                    return None;
                }
                self.before += found.tick();
                let visit = Visit::new(found);
                let mut again = self.score.start(true, Record::Hash);
                visit.begin(&mut again.0);
                if let Stage::Follow(follow) = std::mem::replace(&mut self.stage, Stage::Run) {
                    let ((vm, _), following) = *follow;
                    self.stage = Stage::Visit(Box::new(Visiting {
                        followed: (vm, following.finish()),
                        again,
                        visit,
                    }));
                }
                None
            }
            Stage::Visit(visiting) => {
                let Visiting { again, visit, .. } = &mut **visiting;
                if visit.go(&self.code, &mut again.0, &mut again.1, ticks) {
                    return None;
                }
                match std::mem::replace(&mut self.stage, Stage::Run) {
                    Stage::Visit(visiting) => {
                        let Visiting {
                            followed: (vm, trail),
                            again,
                            visit,
                        } = *visiting;
                        let (code, found) = (&self.code, &self.found.0);
                        let (races, steps) =
                            visit.finish(code, found, &again.0, Some((&vm, &trail)));
                        Some(self.result(races, steps))
                    }
                    _ => None,
                }
            }
        }
    }

    fn result(&self, races: Vec<p::Race>, steps: Vec<(u64, u64)>) -> p::RacesFound {
        let found = &self.found.0;
        p::RacesFound {
            races,
            steps,
            total: found.races().len() as u32,
            events: found.event_count(),
            ticks: found.tick(),
            hash: found.event_hash(),
            limited: self.score.limited(found),
        }
    }

    /// How far it is.
    pub(crate) fn looked(&self) -> p::Looked {
        let run = self.found.0.tick();
        let (now, of) = match &self.stage {
            Stage::Run => (run, None),
            Stage::Follow(follow) => (follow.0.0.tick(), Some(3 * run)),
            Stage::Visit(visiting) => (visiting.again.0.tick(), Some(3 * run)),
        };
        p::Looked {
            ticks: self.before + now,
            of,
        }
    }
}

/// What the program calls the memory at an address, or what goroutines call it by the way that
/// leads there, or at least its type.
fn called(code: &Code, vm: &Vm, goroutines: [u32; 2], address: u64) -> Option<String> {
    let way = |g: u32| holder::name(code, vm, g, address);
    names::declared(vm, &code.program, address)
        .or_else(|| goroutines.into_iter().find_map(way))
        .or_else(|| names::variable(vm, &code.program, address))
}

/// The report as Go's detector prints it, for each race.
pub fn go_text(races: &[p::Race], files: &[p::SourceFile]) -> String {
    let mut out = String::new();
    for race in races {
        out.push_str("==================\nWARNING: DATA RACE\n");
        access(&mut out, race, &race.second, false, files);
        out.push('\n');
        access(&mut out, race, &race.first, true, files);
        for side in [&race.second, &race.first] {
            if side.created_at.is_empty() {
                continue;
            }
            let state = if side.finished { "finished" } else { "running" };
            out.push_str(&format!(
                "\nGoroutine {} ({state}) created at:\n",
                side.goroutine
            ));
            frames(&mut out, &side.created_at, files);
        }
        out.push_str("==================\n");
    }
    out
}

fn access(
    out: &mut String,
    race: &p::Race,
    side: &p::RaceSide,
    previous: bool,
    files: &[p::SourceFile],
) {
    let word = match side.kind {
        p::AccessKind::Read => "read",
        p::AccessKind::Write => "write",
        p::AccessKind::AtomicRead => "atomic read",
        p::AccessKind::AtomicWrite => "atomic write",
    };
    let mut what = if previous {
        format!("previous {word}")
    } else {
        word.to_owned()
    };
    if let Some(first) = what.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let who = match side.goroutine {
        1 => "main goroutine".to_owned(),
        g => format!("goroutine {g}"),
    };
    out.push_str(&format!("{what} at {:#014x} by {who}:\n", race.address));
    frames(out, &side.stack, files);
}

fn frames(out: &mut String, stack: &[p::Frame], files: &[p::SourceFile]) {
    for frame in stack {
        let place = match (&frame.place, &frame.library) {
            (Some(place), _) => {
                let file = files.get(place.file as usize);
                format!("{}:{}", file.map_or("?", |f| f.name.as_str()), place.line)
            }
            (None, Some(library)) => library.clone(),
            (None, None) => "?".to_owned(),
        };
        out.push_str(&format!("  {}()\n      {place} +0x0\n", frame.function));
    }
}

/// What is missing, in one English sentence.
pub fn missing_edge(race: &p::Race, files: &[p::SourceFile]) -> String {
    let word = |kind| match kind {
        p::AccessKind::Read => "read",
        p::AccessKind::Write => "write",
        p::AccessKind::AtomicRead => "atomic read",
        p::AccessKind::AtomicWrite => "atomic write",
    };
    let at = |side: &p::RaceSide| {
        let place = side.stack.iter().find_map(|f| f.place);
        place.map_or(String::new(), |place| {
            let file = files.get(place.file as usize);
            format!(
                " ({}:{})",
                file.map_or("?", |f| f.name.as_str()),
                place.line
            )
        })
    };
    let variable = race
        .variable
        .as_ref()
        .map_or(String::new(), |v| format!(" of {v}"));
    let mut text = format!(
        "nothing orders the {}{variable} by {}{} before the {} by {}{}",
        word(race.first.kind),
        who(race.first.goroutine),
        at(&race.first),
        word(race.second.kind),
        who(race.second.goroutine),
        at(&race.second),
    );
    text.push_str("; ");
    text.push_str(&why(race));
    text
}

/// Why the last synchronisation of the two does not order them.
fn why(race: &p::Race) -> String {
    let named = |object: &p::ObjectRef| object.name.clone().unwrap_or_else(|| "a lock".to_owned());
    let (first, second) = (who(race.first.goroutine), who(race.second.goroutine));
    let step = |s: &p::RaceStep| {
        let line = s
            .place
            .map_or(String::new(), |p| format!(" in line {}", p.line));
        format!("{}{line}", operation(s))
    };
    match (&race.missing, &race.last_sync) {
        (
            p::MissingEdge::OtherLock {
                first: a,
                second: b,
            },
            _,
        ) => {
            let (a, b) = (named(a), named(b));
            format!("{first} holds {a} and {second} holds {b}: no lock is held by both")
        }
        (p::MissingEdge::ReadLock(lock), _) => {
            format!("both hold {} for reading only", named(lock))
        }
        (p::MissingEdge::Unlocked { lock, first: bare }, _) => {
            let (holds, not) = if *bare {
                (second, first)
            } else {
                (first, second)
            };
            format!("{holds} holds {}, {not} does not", named(lock))
        }
        (p::MissingEdge::TooLate(late), _) => format!("{second}'s {} comes after it", step(late)),
        (p::MissingEdge::TooEarly(early), _) => {
            let learned = "what the other one last learned of it";
            format!("{first}'s {}, {learned}, comes before it", step(early))
        }
        (p::MissingEdge::Never, _) | (p::MissingEdge::Unknown, None) => {
            "the two never synchronised".to_owned()
        }
        (p::MissingEdge::OnlyStarted, Some(sync)) => format!(
            "all that {} knows of {} is what it was started with",
            who(sync.by),
            who(sync.of)
        ),
        (p::MissingEdge::Unknown | p::MissingEdge::OnlyStarted, sync) => {
            sync.as_ref().map_or(String::new(), last_learned)
        }
    }
}

/// How one of the two last learned of the other.
fn last_learned(sync: &p::RaceSync) -> String {
    let on = match &sync.object {
        None => "the go statement".to_owned(),
        Some(object) => match &object.name {
            Some(name) => format!("an operation on {name}"),
            None => "an operation".to_owned(),
        },
    };
    let line = sync
        .place
        .map_or(String::new(), |p| format!(" in line {}", p.line));
    format!(
        "what {} last learned of {} it learned through {on}{line}",
        who(sync.by),
        who(sync.of)
    )
}

/// An operation as Go code has it.
fn operation(step: &p::RaceStep) -> String {
    let name = step.object.as_ref().and_then(|o| o.name.clone());
    let on = |method: &str| match &name {
        Some(name) => format!("{name}.{method}"),
        None => method.to_owned(),
    };
    let channel = name.clone().unwrap_or_else(|| "a channel".to_owned());
    match step.op {
        p::Op::Send => format!("send on {channel}"),
        p::Op::Recv => format!("receive from {channel}"),
        p::Op::Close => format!("close of {channel}"),
        p::Op::Select => "select".to_owned(),
        p::Op::Lock => on("Lock"),
        p::Op::Unlock => on("Unlock"),
        p::Op::RLock => on("RLock"),
        p::Op::RUnlock => on("RUnlock"),
        p::Op::WgAdd => on("Add"),
        p::Op::WgDone => on("Done"),
        p::Op::WgWait => on("Wait"),
        p::Op::CondWait => on("Wait"),
        p::Op::CondSignal => on("Signal"),
        p::Op::CondBroadcast => on("Broadcast"),
        p::Op::Once => on("Do"),
        p::Op::AtomicLoad => on("Load"),
        p::Op::AtomicStore => on("Store"),
        p::Op::AtomicAdd => on("Add"),
        p::Op::AtomicSwap => on("Swap"),
        p::Op::AtomicCas => on("CompareAndSwap"),
        _ => "operation".to_owned(),
    }
}

fn who(g: p::Gid) -> String {
    match g {
        1 => "main".to_owned(),
        g => format!("goroutine {g}"),
    }
}

/// The exit status of a run with races: Go's own, where the program would have ended well.
pub fn exit_code(own: i32, races: usize) -> i32 {
    if own == 0 && races > 0 {
        RACE_EXIT
    } else {
        own
    }
}

/// What a program exits with when its detector found something.
pub const RACE_EXIT: i32 = 66;
