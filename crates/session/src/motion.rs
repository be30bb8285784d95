//! Motions: every way of getting from one position of a run to another, in slices.

use bytecode::Op;
use protocol::{Breakpoint, Pause};
use vm::{BreakFilter, Event, EventOp, Outcome, Until};

use crate::oracle::{Hold, Question};
use crate::track::{Slice, Track};

/// What a motion is after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The settled position after so many events.
    Step(u64),
    /// Exactly so many instructions.
    Tick(u64),
    /// The end, a breakpoint, an open decision.
    End,
    /// One of these instructions, reached by a goroutine that fits.
    Code(Hunt),
    /// The settled position after the next event that fits.
    Event(Test),
    /// The next decision with alternatives.
    Decision,
    /// The last decision with alternatives before this position.
    DecisionBack,
    /// The last time before this position that one of these instructions was reached.
    CodeBack(Hunt),
}

/// Instructions to stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunt {
    pub(crate) pcs: Vec<u32>,
    pub(crate) filter: BreakFilter,
    /// The line that is left: stops within it do not count.
    pub(crate) leaving: Option<Stand>,
    /// The goroutine whose line is stepped: the motion ends with it, and in manual runs it is
    /// chosen wherever it can be.
    pub(crate) whose: Option<u32>,
    /// Stops are breakpoints that somebody set.
    pub(crate) breakpoints: bool,
}

/// Where a goroutine stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    pub(crate) line: Option<Breakpoint>,
    pub(crate) depth: u32,
    pub(crate) pc: u32,
}

/// Which events a motion stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Of(u32),
    NotOf(u32),
    Notable,
}

impl Test {
    pub(crate) fn fits(self, e: &Event) -> bool {
        match self {
            Test::Of(g) => e.g == g && e.op != EventOp::Wake,
            Test::NotOf(g) => e.g != 0 && e.g != g && e.op != EventOp::Wake,
            Test::Notable => {
                e.outcome == Outcome::Blocked
                    || matches!(e.op, EventOp::Panic | EventOp::Fatal | EventOp::End)
            }
        }
    }
}

/// A motion under way.
#[derive(Debug)]
pub(crate) struct Motion {
    goal: Goal,
    phase: Phase,
    /// Decisions below this number are the policy's even where a person is asked.
    free: u64,
    /// Where it began, for motions that find nothing.
    origin: (u64, u64),
    /// No further than this run has been executed (the person ended it).
    fence: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Start,
    /// On the way to the event itself.
    Seek,
    /// The settled position lies behind another event: back to the event.
    Raw,
    /// Going through one interval between checkpoints in search of the last hit in it.
    Scan {
        from: u64,
        to: u64,
        hit: Option<u64>,
    },
    /// On the way to what was found.
    Found(u64),
}

/// How a motion ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    At(Pause),
    /// The present is not one that a motion ends at: the run itself ended.
    Ended,
}

impl Motion {
    pub(crate) fn new(track: &Track, goal: Goal, free: u64, fence: Option<u64>) -> Self {
        Motion {
            goal,
            phase: Phase::Start,
            free,
            origin: (track.tick(), track.step()),
            fence,
        }
    }

    /// Goes on by about `budget` instructions; says when and how it has arrived.
    pub(crate) fn go(&mut self, track: &mut Track, budget: u64) -> Option<Arrival> {
        if let Some(fence) = self.fence
            && track.tick() >= fence
            && !matches!(
                self.goal,
                Goal::Step(_) | Goal::Tick(_) | Goal::DecisionBack | Goal::CodeBack(_)
            )
        {
            return Some(Arrival::At(Pause::NoFurther));
        }
        match self.goal.clone() {
            Goal::Step(n) => self.go_to_step(track, n, budget),
            Goal::Tick(t) => self.go_to_tick(track, t, budget),
            Goal::End => self.go_to_end(track, budget),
            Goal::Code(hunt) => self.go_to_code(track, &hunt, budget),
            Goal::Event(test) => self.go_to_event(track, test, budget),
            Goal::Decision => self.go_to_decision(track, budget),
            Goal::DecisionBack => self.back(track, None, budget),
            Goal::CodeBack(hunt) => self.back(track, Some(&hunt), budget),
        }
    }

    /// The hold for instructions that may be new.
    fn hold(&self, track: &Track) -> Hold {
        track.future_hold(self.free)
    }

    fn until(&self, until: Until) -> Until {
        Until {
            tick: match (until.tick, self.fence) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
            ..until
        }
    }

    fn go_to_step(&mut self, track: &mut Track, n: u64, budget: u64) -> Option<Arrival> {
        if self.phase == Phase::Start {
            if n == 0 {
                track.before_tick(0);
                return Some(Arrival::At(Pause::Arrived));
            }
            track.before_step(n);
            self.phase = Phase::Seek;
        }
        // A checkpoint a little before the end makes steps back cheap.
        let target = track.vm.log().get(n - 1).map(|e| e.tick);
        let way = target
            .and_then(|t| track.waypoint(t))
            .filter(|_| track.step() < n);
        let until = Until {
            tick: way,
            events: Some(n),
            breaks: None,
        };
        let slice = track.go(budget, self.until(until), self.hold(track));
        if way.is_some_and(|w| track.tick() == w) && track.step() < n {
            track.mark_here();
            return None;
        }
        match slice {
            Slice::More => None,
            Slice::Question => Some(Arrival::At(Pause::Choice)),
            Slice::Reached if track.step() < n => Some(Arrival::At(Pause::NoFurther)),
            _ if track.vm.stopped().is_some() => Some(Arrival::Ended),
            _ if self.phase == Phase::Raw => Some(Arrival::At(Pause::Arrived)),
            _ => {
                if track.settle() {
                    return Some(match track.vm.stopped() {
                        Some(_) => Arrival::Ended,
                        None => Arrival::At(Pause::Arrived),
                    });
                }
                track.before_step(n);
                self.phase = Phase::Raw;
                None
            }
        }
    }

    fn go_to_tick(&mut self, track: &mut Track, tick: u64, budget: u64) -> Option<Arrival> {
        if self.phase == Phase::Start {
            track.before_tick(tick);
            self.phase = Phase::Seek;
        }
        if track.tick() >= tick {
            return Some(Arrival::At(Pause::Arrived));
        }
        let way = track.waypoint(tick);
        let until = self.until(Until::tick(way.unwrap_or(tick)));
        match track.go(budget, until, self.hold(track)) {
            Slice::More => None,
            Slice::Reached if way.is_some_and(|w| track.tick() == w) => {
                track.mark_here();
                None
            }
            Slice::Reached if track.tick() < tick => Some(Arrival::At(Pause::NoFurther)),
            Slice::Reached | Slice::Break => Some(Arrival::At(Pause::Arrived)),
            Slice::Question => Some(Arrival::At(Pause::Choice)),
            Slice::Ended => Some(Arrival::Ended),
        }
    }

    fn go_to_end(&mut self, track: &mut Track, budget: u64) -> Option<Arrival> {
        let until = self.until(Until::NONE);
        self.simple(track.go(budget, until, self.hold(track)))
    }

    fn simple(&self, slice: Slice) -> Option<Arrival> {
        Some(match slice {
            Slice::More => return None,
            Slice::Reached => Arrival::At(Pause::NoFurther),
            Slice::Break => Arrival::At(Pause::Arrived),
            Slice::Question => Arrival::At(Pause::Choice),
            Slice::Ended => Arrival::Ended,
        })
    }

    fn go_to_code(&mut self, track: &mut Track, hunt: &Hunt, budget: u64) -> Option<Arrival> {
        if self.phase == Phase::Start {
            track.vm.set_breaks(hunt.pcs.iter().copied());
            self.phase = Phase::Seek;
        }
        let end = track.tick().saturating_add(budget);
        let arrival = loop {
            let room = end.saturating_sub(track.tick());
            if room == 0 {
                return None;
            }
            let step = track.step();
            let until = self.until(Until {
                tick: None,
                // A goroutine that is followed may end: look at each event.
                events: hunt.whose.map(|_| step + 1),
                breaks: Some(hunt.filter),
            });
            match track.go(room, until, self.hold(track)) {
                Slice::More => return None,
                Slice::Break if stops(track, hunt) => {
                    let at = current_pc(track).and_then(|pc| track.code.line_of(pc));
                    break match at {
                        Some(at) if hunt.breakpoints => Arrival::At(Pause::Breakpoint(at)),
                        _ => Arrival::At(Pause::Arrived),
                    };
                }
                Slice::Break => {}
                Slice::Question => {
                    if let Some(g) = hunt.whose
                        && can_choose(track, g)
                    {
                        track.choose(g);
                        continue;
                    }
                    break Arrival::At(Pause::Choice);
                }
                Slice::Reached if hunt.whose.is_some() && track.step() > step => {
                    let over = track
                        .vm
                        .log()
                        .range(step, track.step())
                        .any(|(_, e)| e.op == EventOp::Exit && Some(e.g) == hunt.whose);
                    if over {
                        break Arrival::At(Pause::Arrived);
                    }
                }
                Slice::Reached => break Arrival::At(Pause::NoFurther),
                Slice::Ended => break Arrival::Ended,
            }
        };
        track.vm.set_breaks([]);
        Some(arrival)
    }

    fn go_to_event(&mut self, track: &mut Track, test: Test, budget: u64) -> Option<Arrival> {
        let end = track.tick().saturating_add(budget);
        loop {
            let room = end.saturating_sub(track.tick());
            if room == 0 {
                return None;
            }
            let step = track.step();
            let until = self.until(Until::events(step + 1));
            let slice = track.go(room, until, self.hold(track));
            let found = track
                .vm
                .log()
                .range(step, track.step())
                .any(|(_, e)| test.fits(e));
            match slice {
                Slice::Ended => return Some(Arrival::Ended),
                _ if found => {
                    // The rest of the way is that of any step.
                    self.goal = Goal::Step(track.step());
                    self.phase = Phase::Seek;
                    return None;
                }
                Slice::More => return None,
                Slice::Question => return Some(Arrival::At(Pause::Choice)),
                Slice::Reached if track.step() == step => {
                    return Some(Arrival::At(Pause::NoFurther));
                }
                Slice::Reached | Slice::Break => {}
            }
        }
    }

    fn go_to_decision(&mut self, track: &mut Track, budget: u64) -> Option<Arrival> {
        let hold = Hold::Any(self.free);
        self.simple(track.go(budget, self.until(Until::NONE), hold))
    }

    /// Searches the past, interval by interval, for the last hit before where it began.
    fn back(&mut self, track: &mut Track, hunt: Option<&Hunt>, budget: u64) -> Option<Arrival> {
        if self.phase == Phase::Start {
            if let Some(hunt) = hunt {
                track.vm.set_breaks(hunt.pcs.iter().copied());
            }
            let to = self.origin.0;
            self.phase = match track.checkpoint_before(to) {
                Some(from) => Phase::Scan {
                    from,
                    to,
                    hit: None,
                },
                None => return Some(self.nothing(track)),
            };
        }
        let end = track.tick().saturating_add(budget);
        while let Phase::Scan { from, to, hit } = self.phase {
            let room = end.saturating_sub(track.tick());
            if room == 0 {
                return None;
            }
            let until = Until {
                tick: Some(to),
                events: None,
                breaks: hunt.map(|h| h.filter),
            };
            let hold = match (hunt, hit) {
                (None, Some(n)) => Hold::Any(n + 1),
                (None, None) => Hold::Any(0),
                (Some(_), _) => Hold::Never,
            };
            match track.go(room, until, hold) {
                Slice::More => return None,
                Slice::Break => {
                    let fits = hunt.is_some_and(|h| stops(track, h)) && track.tick() < to;
                    if fits {
                        let hit = Some(track.tick());
                        self.phase = Phase::Scan { from, to, hit };
                    }
                }
                Slice::Question if track.decision() < self.free => {
                    let hit = Some(track.decision());
                    self.phase = Phase::Scan { from, to, hit };
                }
                Slice::Question | Slice::Reached | Slice::Ended => {
                    self.phase = match hit {
                        Some(at) => Phase::Found(at),
                        None => match track.checkpoint_before(from) {
                            Some(earlier) => Phase::Scan {
                                from: earlier,
                                to: from,
                                hit: None,
                            },
                            None => return Some(self.nothing(track)),
                        },
                    };
                    if let Phase::Found(at) = self.phase {
                        match hunt {
                            Some(_) => track.before_tick(at),
                            None => track.before_decision(at),
                        }
                    }
                }
            }
        }
        let Phase::Found(at) = self.phase else {
            return None;
        };
        let slice = match hunt {
            Some(_) => {
                track.vm.set_breaks([]);
                if track.tick() >= at {
                    return Some(Arrival::At(Pause::Arrived));
                }
                track.go(budget, Until::tick(at), Hold::Never)
            }
            None => track.go(budget, Until::NONE, Hold::At(at)),
        };
        match slice {
            Slice::More => None,
            Slice::Ended => Some(Arrival::Ended),
            _ => Some(Arrival::At(Pause::Arrived)),
        }
    }

    /// Nothing was found: back to where it began.
    fn nothing(&mut self, track: &mut Track) -> Arrival {
        track.vm.set_breaks([]);
        track.before_tick(self.origin.0);
        let mut guard = 0;
        while track.tick() < self.origin.0 && guard < 1_000 {
            track.go(1 << 24, Until::tick(self.origin.0), Hold::Never);
            guard += 1;
        }
        Arrival::At(Pause::NoFurther)
    }
}

/// The instruction at which the running goroutine stands.
pub(crate) fn current_pc(track: &Track) -> Option<u32> {
    let g = track.vm.running()?;
    track.vm.frames(g, 1).first().map(|f| f.pc)
}

/// Whether a stop that the machine found is one that counts.
fn stops(track: &Track, hunt: &Hunt) -> bool {
    let Some(leaving) = hunt.leaving else {
        return true;
    };
    let Some(g) = track.vm.running() else {
        return true;
    };
    let Some(pc) = track.vm.frames(g, 1).first().map(|f| f.pc) else {
        return true;
    };
    let same = track.code.line_of(pc) == leaving.line && track.vm.depth(g) == leaving.depth;
    // Back at the start of the line: once round a loop that is all on it.
    !same || pc <= leaving.pc && hunt.filter.g.is_some() && pc_starts_line(track, pc, leaving.pc)
}

/// Whether a stop at `pc` is another round of the line that was left at `left`.
fn pc_starts_line(track: &Track, pc: u32, left: u32) -> bool {
    let code = &track.code.program.code;
    // A loop leads from `left` or later back to `pc`.
    code.get(left as usize..)
        .unwrap_or(&[])
        .iter()
        .take(64)
        .any(|i| i.op != Op::Nop && i.imm as u32 == pc && i.op.format().ends_with('j'))
}

/// Whether this goroutine is an option of the open question.
fn can_choose(track: &Track, g: u32) -> bool {
    match &track.oracle.question {
        Some(Question::Point(current)) if current.id == g => true,
        Some(Question::Point(_) | Question::Pick) => vm::Scheduler::runnable(&track.oracle)
            .iter()
            .any(|r| r.id == g),
        _ => false,
    }
}
