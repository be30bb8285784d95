//! Loops that look again and again whether something has changed, in several operations: with a lock
//! held, in a select with a default, with a sleep between two looks.
//!
//! A goroutine that has come back to an operation before which it stood, with the same values, and has
//! changed nothing on the way, will do the same again until somebody else does something. It is left
//! alone until nobody else can move, and goes on then if anybody has changed anything since it began
//! its round; if not, it goes round for ever. (For loops of one operation that only reads there is
//! better: see `spin`.)
//!
//! A round has changed nothing if no step of it has, or if steps have put back what they changed (a lock)
//! before anybody else moved; whatever others did between those. What it has allocated does not count,
//! since a goroutine that stands as it did knows of none of that any more.
//!
//! No outcome is lost: an execution comes out the same without such a round. One without any is found,
//! since whoever does something before an operation of a loop that has been gone round conflicts with
//! that operation in the round, so that the other order is tried, in which the goroutine has not come
//! round yet. That is why it may be left alone for so long.
//!
//! To remember a moment costs as much as a step. So it is done only at operations at which it turned
//! out that somebody stands there again with the same values, which is looked at from time to time. Then
//! the search begins again (see `trust`).

use std::sync::Arc;

use vm::NextOp;

use crate::go::setup::Clock;
use crate::go::state::{Kind, Proc, Standing};
use crate::go::subject::Subject;
use crate::hash::mix;
use crate::machine::{Machine, Step};

/// Operations of a goroutine after which it is worth a look whether it comes round.
const OFTEN: u32 = 4;

/// Operations of loops by which a round leads.
const MOST: u32 = 8;

/// Marks instructions at which somebody comes round, among what was found out.
const POLL: u64 = 0x9011;

/// A moment at which a goroutine stood before an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Round {
    /// Where in the code.
    at: u64,
    print: u64,
    /// Blocks that the goroutine has allocated.
    allocs: u32,
    /// Steps before it that have changed something.
    changes: u32,
    /// How often it has come back there since, otherwise than it stood, and how often it may; and how many
    /// other operations of loops it has come to.
    visits: u32,
    most: u32,
    passed: u32,
}

/// What is known of the rounds of a goroutine that makes some, or may.
#[derive(Clone, Debug, Default)]
pub(crate) struct Polls {
    /// Where it has begun one, if it has changed nothing since, or nothing for good.
    round: Option<Round>,
    /// Before it changed something that it may put back; nobody else has moved since.
    open: Option<Arc<Mark>>,
    /// How it once stood, to find out whether it comes round there.
    look: Option<Round>,
    /// It is left alone after a round that began when there were so many changes.
    idle: Option<u32>,
}

/// All else at a moment.
#[derive(Debug)]
pub(crate) struct Mark {
    round: Round,
    vm: vm::Snapshot,
    procs: Vec<Proc>,
    now: u64,
    changes: u32,
}

/// Whether somebody could look for a change with it.
fn may_poll(op: NextOp) -> bool {
    !matches!(
        op,
        NextOp::Send(_)
            | NextOp::Recv(_)
            | NextOp::AtomicStore(_)
            | NextOp::AtomicRmw(_)
            | NextOp::End
    )
}

fn key(at: u64) -> u64 {
    mix(at, POLL)
}

impl Subject {
    /// The process at `place` is about to move. If it may be on a round, how things stand.
    pub(crate) fn begin_round(&mut self, place: usize) -> Option<Arc<Mark>> {
        if self.coarse.is_empty() {
            return None;
        }
        let who = self.mover(place);
        if let Some(at) = self.before(place).filter(|at| self.is_poll(*at)) {
            self.set_out_on_round(place, at);
        }
        let round = self.polls(who)?.round?;
        Some(Arc::new(self.mark(round)))
    }

    /// The goroutine at `place` is about to perform an operation of a loop: it may be on a round
    /// already, which may lead by more than one of them, or by one several times.
    fn set_out_on_round(&mut self, place: usize, at: u64) {
        let new = self.round(place, at);
        self.change_polls(place, |p| match &mut p.round {
            Some(old) if old.at != at && old.passed < MOST => old.passed += 1,
            Some(old) if old.at == at && old.visits < old.most => old.visits += 1,
            // What it has changed it has not put back: as if it had begun while a lock was held.
            Some(old) if old.at == at && p.open.is_some() => (p.round, p.open) = (None, None),
            old => {
                let most = old.map_or(1, |old| old.most.saturating_mul(2));
                p.round = new.map(|new| Round { most, ..new });
                p.open = None;
            }
        });
    }

    /// The process at `place` has moved.
    pub(crate) fn end_round(&mut self, place: usize, before: Option<Arc<Mark>>) {
        let who = self.mover(place);
        let Some(p) = self.proc(who) else { return };
        let often = p.events >= OFTEN && p.events.is_power_of_two();
        if self.coarse.is_empty() && p.polls.is_none() && !often {
            self.state.changes += 1;
            return;
        }
        self.note_changes(who, before);
        let Some(at) = self.before(who) else {
            return;
        };
        let round = self.polls(who).filter(|p| p.open.is_none());
        let round = round.and_then(|p| p.round).filter(|r| r.at == at);
        match round.filter(|r| self.has_come_round(*r, who)) {
            Some(round) => self.leave_alone(who, round),
            None => self.look(who, at, often),
        }
    }

    /// Whether the step of the goroutine at `who` has changed anything, or has put back what steps right
    /// before it have changed.
    fn note_changes(&mut self, who: usize, before: Option<Arc<Mark>>) {
        let open = self.polls(who).and_then(|p| p.open.clone());
        if let Some(open) = open
            && self.is_blank(&open, who)
        {
            self.state.changes = open.changes;
            self.change_polls(who, |p| p.open = None);
        } else if before.as_ref().is_none_or(|b| !self.is_blank(b, who)) {
            self.state.changes += 1;
            if let Some(before) = before {
                self.change_polls(who, |p| p.open = p.open.take().or(Some(before)));
            }
        }
        // Nobody else's change can be told from this step any more.
        for (at, p) in self.state.procs.iter_mut().enumerate() {
            if let Some(polls) = &mut p.polls
                && at != who
                && polls.open.take().is_some()
            {
                polls.round = None;
            }
        }
    }

    /// Finds out whether somebody comes round at operations of which it is not known yet.
    fn look(&mut self, place: usize, at: u64, often: bool) {
        let may = |p: &Proc| matches!(p.standing, Standing::Ready(op) if may_poll(op));
        let look = self.polls(place).and_then(|p| p.look);
        if let Some(look) = look.filter(|l| l.at == at)
            && self.has_come_round(look, place)
        {
            if !self.is_poll(at) {
                self.suspects.insert(key(at));
                // The search begins again.
                self.state.round = true;
            }
        } else if often && self.proc(place).is_some_and(may) {
            let look = self.round(place, at);
            self.change_polls(place, |p| p.look = look);
        }
    }

    /// Those who were left alone go on, if nobody else can and anything has changed.
    pub(crate) fn rouse(&mut self, out: &mut Step) {
        if self.state.idle == 0 {
            return;
        }
        let mut able = Vec::new();
        self.enabled(&mut able);
        if !able.is_empty() {
            return;
        }
        for at in 0..self.state.procs.len() {
            let idle = self.polls(at).and_then(|p| p.idle);
            if idle.is_none_or(|since| since == self.state.changes) {
                continue;
            }
            let Some(id) = self.proc(at).map(|p| p.id) else {
                continue;
            };
            let others = self.state.procs.iter().filter(|o| o.id != id);
            let latest = others.filter_map(|o| o.last);
            out.wakes.extend(latest.map(|e| (id, e)));
            self.take_up(at);
        }
    }

    /// Whoever was left alone may go on.
    pub(crate) fn take_up(&mut self, place: usize) {
        if let Some(p) = self.state.procs.get_mut(place)
            && let Standing::Awaiting(op) = p.standing
            && let Some(polls) = &mut p.polls
            && polls.idle.take().is_some()
        {
            p.standing = Standing::Ready(op);
            self.state.idle -= 1;
        }
    }

    fn leave_alone(&mut self, place: usize, since: Round) {
        self.suspects.insert(key(since.at));
        if let Some(p) = self.state.procs.get_mut(place)
            && let Standing::Ready(op) = p.standing
        {
            p.standing = Standing::Awaiting(op);
            self.state.idle += 1;
            self.change_polls(place, |p| (p.round, p.idle) = (None, Some(since.changes)));
        }
    }

    /// Whether the process is left alone, and may go on in spite of it.
    pub(crate) fn is_left_alone(&self, place: usize) -> bool {
        self.polls(place).is_some_and(|p| p.idle.is_some())
    }

    fn polls(&self, place: usize) -> Option<&Polls> {
        self.proc(place)?.polls.as_deref()
    }

    fn change_polls(&mut self, place: usize, change: impl FnOnce(&mut Polls)) {
        if let Some(p) = self.state.procs.get_mut(place) {
            change(p.polls.get_or_insert_default());
        }
    }

    fn is_poll(&self, at: u64) -> bool {
        self.coarse.contains(&key(at))
    }

    /// Whose move it is when the process at `place` moves.
    fn mover(&self, place: usize) -> usize {
        match self.proc(place).map(|p| p.kind) {
            Some(Kind::Timer(t)) => t.sleeper.unwrap_or(place),
            _ => place,
        }
    }

    /// Where a goroutine stands that can go on.
    fn before(&self, place: usize) -> Option<u64> {
        let p = self.proc(place)?;
        match (p.kind, p.standing) {
            // It is in the middle of one.
            (_, Standing::Ready(NextOp::RwAnnounce(_))) => None,
            (Kind::Goroutine(g), Standing::Ready(_)) => Some(self.vm.place_of(g)),
            _ => None,
        }
    }

    fn round(&mut self, place: usize, at: u64) -> Option<Round> {
        let g = self.goroutine(place)?;
        Some(Round {
            at,
            print: self.vm.fingerprint(g),
            allocs: self.vm.allocs_of(g),
            changes: self.state.changes,
            visits: 0,
            most: 1,
            passed: 0,
        })
    }

    fn mark(&mut self, round: Round) -> Mark {
        Mark {
            round,
            vm: self.vm.snapshot_frames(),
            procs: self.state.procs.clone(),
            now: self.vm.now(),
            changes: self.state.changes,
        }
    }

    /// Whether the goroutine stands as it did.
    fn has_come_round(&mut self, since: Round, who: usize) -> bool {
        let g = self.goroutine(who);
        g.is_some_and(|g| self.vm.fingerprint(g) == since.print)
    }

    /// Whether the goroutine, which alone has moved since, has changed nothing but how it stands, how
    /// long it has yet to sleep, and what it has allocated in the round. If it stands then as it did,
    /// nobody knows of that any more.
    fn is_blank(&self, since: &Mark, who: usize) -> bool {
        let Some(g) = self.goroutine(who) else {
            return false;
        };
        let mut procs = self.state.procs.iter().enumerate();
        let alone = procs.all(|(at, p)| match since.procs.get(at) {
            Some(then) if at == who => p.ticket == then.ticket,
            Some(Proc {
                kind: Kind::Timer(t),
                ..
            }) if t.sleeper == Some(who) => true,
            Some(then) => {
                (p.events, p.quiet) == (then.events, then.quiet)
                    && (p.standing, p.kind) == (then.standing, then.kind)
            }
            None => matches!(p.kind, Kind::Timer(t) if t.sleeper == Some(who)),
        });
        alone
            && (self.setup.clock == Clock::Any || self.vm.now() == since.now)
            && self.state.bets.is_empty()
            && self.vm.is_unchanged_since(&since.vm, g, since.round.allocs)
    }
}
