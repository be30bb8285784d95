//! What a link carries: the frozen state of format 1, and view hints that older readers skip.
//!
//! Bytes: postcard of `StateV1`, then hints as (tag varint, length varint, bytes) to the end.
//! `StateV1` never changes, because postcard does not describe itself: a new field that matters to
//! the run is a new format; a new thing to look at is a new hint tag.

use serde::{Deserialize, Serialize};

use crate::{Error, MAX_CHOICES, MAX_DECODED, Part};

/// A moment of a run, and the program that leads there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The program's files.
    pub files: Vec<File>,
    /// What the program reads on standard input.
    pub input: String,
    /// The engine that made the link; another one may schedule differently.
    pub engine: String,
    /// Who decides what runs next: `go`, `random`, `manual`, or `replay:` and a schedule.
    pub policy: String,
    /// The seed of every random decision.
    pub seed: u64,
    /// Decisions that a person took, in order of `decision`.
    pub choices: Vec<Choice>,
    /// Position in visible operations.
    pub step: u64,
    /// Position in instructions, for places between two operations.
    pub tick: u64,
    /// Hash over the events up to there: a replay with another hash has diverged.
    pub hash: u64,
    /// Where the reader looks; no part of the run.
    #[serde(default)]
    pub hints: Hints,
}

impl State {
    /// The schedule that is replayed, if that is who decides.
    pub fn schedule(&self) -> Option<&str> {
        self.policy.strip_prefix(REPLAY)
    }

    /// What `policy` says where a schedule is replayed.
    pub fn replaying(schedule: &str) -> String {
        format!("{REPLAY}{schedule}")
    }
}

const REPLAY: &str = "replay:";

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path in the program.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// One decision taken by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Which decision of the run, from 0.
    pub decision: u64,
    /// What was picked: a goroutine's number or a select case.
    pub pick: u32,
}

/// Where the reader looks. Unknown hints are skipped, so that old pages open new links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// The selected goroutine.
    pub goroutine: Option<u64>,
    /// Names of the open panels.
    pub panels: Vec<String>,
}

/// The wire form; frozen.
#[derive(Serialize, Deserialize)]
struct StateV1 {
    files: Vec<(String, String)>,
    input: String,
    engine: String,
    policy: String,
    seed: u64,
    runs: Vec<RunV1>,
    step: u64,
    tick: u64,
    hash: u64,
}

/// `count` decisions, `every` apart, all with one pick. Frozen.
#[derive(Serialize, Deserialize)]
struct RunV1 {
    /// Decisions between the last one of the run before (or the start) and the first one here.
    gap: u64,
    every: u64,
    count: u32,
    pick: u32,
}

const TAG_GOROUTINE: u32 = 1;
const TAG_PANELS: u32 = 2;

pub(crate) fn to_bytes(state: &State) -> Result<Vec<u8>, Error> {
    if state.choices.len() > MAX_CHOICES {
        return Err(Error::TooLarge {
            part: Part::Choices,
            limit: MAX_CHOICES,
        });
    }
    let wire = StateV1 {
        files: state
            .files
            .iter()
            .map(|f| (f.name.clone(), f.text.clone()))
            .collect(),
        input: state.input.clone(),
        engine: state.engine.clone(),
        policy: state.policy.clone(),
        seed: state.seed,
        runs: to_runs(&state.choices)?,
        step: state.step,
        tick: state.tick,
        hash: state.hash,
    };
    let mut bytes = postcard::to_allocvec(&wire).map_err(|_| Error::BadState)?;
    if let Some(goroutine) = state.hints.goroutine {
        hint(
            &mut bytes,
            TAG_GOROUTINE,
            &postcard::to_allocvec(&goroutine).map_err(|_| Error::BadState)?,
        );
    }
    if !state.hints.panels.is_empty() {
        hint(
            &mut bytes,
            TAG_PANELS,
            &postcard::to_allocvec(&state.hints.panels).map_err(|_| Error::BadState)?,
        );
    }
    if bytes.len() > MAX_DECODED {
        return Err(Error::TooLarge {
            part: Part::State,
            limit: MAX_DECODED,
        });
    }
    Ok(bytes)
}

pub(crate) fn from_bytes(bytes: &[u8]) -> Result<State, Error> {
    let (wire, mut rest) =
        postcard::take_from_bytes::<StateV1>(bytes).map_err(|_| Error::BadState)?;
    let mut hints = Hints::default();
    while !rest.is_empty() {
        let (tag, after) = postcard::take_from_bytes::<u32>(rest).map_err(|_| Error::BadState)?;
        let (value, after) =
            postcard::take_from_bytes::<&[u8]>(after).map_err(|_| Error::BadState)?;
        rest = after;
        // A hint that we cannot read is not worth losing the program for.
        match tag {
            TAG_GOROUTINE => hints.goroutine = postcard::from_bytes(value).ok(),
            TAG_PANELS => hints.panels = postcard::from_bytes(value).unwrap_or_default(),
            _ => {}
        }
    }
    Ok(State {
        files: wire
            .files
            .into_iter()
            .map(|(name, text)| File { name, text })
            .collect(),
        input: wire.input,
        engine: wire.engine,
        policy: wire.policy,
        seed: wire.seed,
        choices: from_runs(&wire.runs)?,
        step: wire.step,
        tick: wire.tick,
        hash: wire.hash,
        hints,
    })
}

fn hint(bytes: &mut Vec<u8>, tag: u32, value: &[u8]) {
    // Serialising into memory cannot fail.
    bytes.extend(postcard::to_allocvec(&(tag, value)).unwrap_or_default());
}

fn to_runs(choices: &[Choice]) -> Result<Vec<RunV1>, Error> {
    let mut runs: Vec<RunV1> = Vec::new();
    let mut next = 0u64;
    for choice in choices {
        // Out of order: no recording looks like that.
        let gap = choice.decision.checked_sub(next).ok_or(Error::BadState)?;
        next = choice.decision.checked_add(1).ok_or(Error::BadState)?;
        match runs.last_mut() {
            Some(run) if run.pick == choice.pick && run.count == 1 => {
                run.every = gap;
                run.count = 2;
            }
            Some(run) if run.pick == choice.pick && run.every == gap && run.count > 1 => {
                run.count += 1
            }
            _ => runs.push(RunV1 {
                gap,
                every: 0,
                count: 1,
                pick: choice.pick,
            }),
        }
    }
    Ok(runs)
}

fn from_runs(runs: &[RunV1]) -> Result<Vec<Choice>, Error> {
    let mut choices = Vec::new();
    let mut next = 0u64;
    for run in runs {
        for i in 0..run.count {
            if choices.len() == MAX_CHOICES {
                return Err(Error::TooLarge {
                    part: Part::Choices,
                    limit: MAX_CHOICES,
                });
            }
            let gap = if i == 0 { run.gap } else { run.every };
            let decision = next.checked_add(gap).ok_or(Error::BadState)?;
            next = decision.checked_add(1).ok_or(Error::BadState)?;
            choices.push(Choice {
                decision,
                pick: run.pick,
            });
        }
    }
    Ok(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &[(u64, u32)], runs: usize) {
        let choices: Vec<Choice> = list
            .iter()
            .map(|&(decision, pick)| Choice { decision, pick })
            .collect();
        let wire = to_runs(&choices).expect("in order");
        assert_eq!(wire.len(), runs);
        assert_eq!(from_runs(&wire), Ok(choices));
    }

    #[test]
    fn choices_are_run_length_coded() {
        check(&[], 0);
        check(&[(0, 1)], 1);
        check(&[(5, 1), (6, 1), (7, 1)], 1);
        check(&[(5, 1), (7, 1), (9, 1), (10, 1)], 2);
        check(&[(0, 1), (1, 2), (2, 1), (3, 2)], 4);
        check(&[(u64::MAX - 1, 9)], 1);
    }

    #[test]
    fn disorder_is_refused() {
        let choices = [
            Choice {
                decision: 3,
                pick: 1,
            },
            Choice {
                decision: 3,
                pick: 1,
            },
        ];
        assert_eq!(to_runs(&choices).err(), Some(Error::BadState));
    }

    #[test]
    fn a_choice_bomb_is_refused() {
        let bomb = [RunV1 {
            gap: 0,
            every: 0,
            count: u32::MAX,
            pick: 1,
        }];
        assert_eq!(
            from_runs(&bomb),
            Err(Error::TooLarge {
                part: Part::Choices,
                limit: MAX_CHOICES
            })
        );
        let overflow = [RunV1 {
            gap: u64::MAX,
            every: 0,
            count: 1,
            pick: 1,
        }];
        assert_eq!(from_runs(&overflow), Err(Error::BadState));
    }

    #[test]
    fn unknown_hints_are_skipped() {
        let state = State {
            hints: Hints {
                goroutine: Some(7),
                panels: vec!["memory".into()],
            },
            ..State::default()
        };
        let mut bytes = to_bytes(&State {
            hints: Hints::default(),
            ..state.clone()
        })
        .expect("small");
        hint(&mut bytes, 99, b"from the future");
        hint(&mut bytes, TAG_GOROUTINE, &[7]);
        hint(&mut bytes, TAG_PANELS, b"\x01\x06memory");
        assert_eq!(from_bytes(&bytes), Ok(state));
    }
}
