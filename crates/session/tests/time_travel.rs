//! Positions are the same however one gets there.

mod common;

use common::{ALL, Driver, FORGOTTEN, MUTEX, SELECT, WORKERS};
use protocol::{EndKind, LineStep, Moment, Policy, Recording, Request, Target};

#[test]
fn runs_to_the_end() {
    for (name, text) in ALL {
        let mut d = Driver::open(text);
        d.run();
        assert!(d.state.end.is_some(), "{name}: {:?}", d.state.status);
    }
    let mut d = Driver::open(WORKERS);
    d.run();
    assert_eq!(d.text(), "sum 45\n");
    let mut d = Driver::open(common::C_HEAP);
    d.run();
    assert_eq!(
        d.text(),
        "3 text 0 2\n3 text 1 2\n3 text 2 2\n3 text 3 2\n\
         sudog: 1 C block (64 bytes) was never freed: main.go:21 (64 bytes)\n"
    );
}

#[test]
fn back_as_far_as_forward() {
    for (name, text) in ALL {
        let mut d = Driver::open(text);
        let mut pictures = vec![d.picture()];
        for _ in 0..300 {
            let before = d.state.step;
            d.forward();
            if d.state.step == before {
                break;
            }
            pictures.push(d.picture());
            if d.state.end.is_some() && d.state.step == d.state.steps {
                break;
            }
        }
        assert!(pictures.len() > 8, "{name}: {} steps", pictures.len());
        pictures.pop();
        while let Some(want) = pictures.pop() {
            d.back();
            let got = d.picture();
            if got != want {
                for (a, b) in want.lines().zip(got.lines()) {
                    if a != b {
                        println!("want {a}\n got {b}");
                    }
                }
                panic!("{name}: step {} differs on the way back", d.state.step);
            }
        }
        assert_eq!(d.state.step, 0, "{name}");
    }
}

#[test]
fn seeking_equals_stepping() {
    for (name, text) in ALL {
        let mut stepped = Driver::open(text);
        let mut pictures = Vec::new();
        loop {
            pictures.push((stepped.state.step, stepped.picture()));
            let before = stepped.state.step;
            stepped.forward();
            if stepped.state.step == before || pictures.len() > 300 {
                break;
            }
        }
        let mut d = Driver::open(text);
        d.run();
        let mut at = 0;
        for k in 0..pictures.len() {
            // A walk that jumps about.
            at = (at + 7 * k + 3) % pictures.len();
            let (step, want) = &pictures[at];
            d.seek(*step);
            assert_eq!(&d.picture(), want, "{name}: step {step}");
        }
    }
}

#[test]
fn one_hash_for_all_ways() {
    for (name, text) in ALL {
        let mut run = Driver::open(text);
        run.run();
        let want = run.recording();
        let mut steps = Driver::open(text);
        while steps.state.end.is_none() {
            steps.forward();
        }
        assert_eq!(steps.recording(), want, "{name}: by steps");
        run.seek(want.step / 2);
        run.send(Request::Seek { to: Moment::End });
        assert_eq!(run.recording(), want, "{name}: by seeking");
        let mut again = Driver::open_with(text, want.clone());
        assert_eq!(again.recording(), want, "{name}: by replaying");
        assert_eq!(again.rest.len(), 2, "{name}: {:?}", again.rest);
    }
}

#[test]
fn a_choice_in_the_past_makes_a_branch_and_one_can_return() {
    let mut d = Driver::open(MUTEX);
    d.run();
    let first = d.recording();
    let steps = d.state.steps;
    assert_eq!(d.text(), "6\n");
    d.seek(8);
    let other = d.choices().options.iter().find(|o| !o.default);
    let pick = other.expect("another goroutine").pick;
    d.choose(pick);
    assert_eq!((d.state.branch, d.state.branches.len()), (1, 2));
    assert_eq!(d.state.branches[1].from, Some((0, 8)));
    assert_eq!(d.state.last.as_ref().map(|e| e.goroutine), Some(pick));
    d.run();
    let second = d.recording();
    assert_ne!(first.hash, second.hash);
    assert_eq!(second.manual.len(), 1);
    // Each branch replays from its recording alone.
    let mut again = Driver::open_with(MUTEX, second.clone());
    assert_eq!(again.recording(), second);
    // Back to the old run, to where it was left.
    d.send(Request::Branch { id: 0 });
    assert_eq!((d.state.branch, d.state.step, d.state.steps), (0, 8, steps));
    d.send(Request::Seek { to: Moment::End });
    assert_eq!(d.recording(), first);
    d.send(Request::Branch { id: 1 });
    assert_eq!(d.recording(), second);
}

#[test]
fn a_select_case_can_be_chosen() {
    let mut texts = Vec::new();
    for want in [0, 1] {
        let mut d = Driver::open_with(
            SELECT,
            Recording {
                policy: Policy::Manual,
                ..Recording::default()
            },
        );
        d.run();
        let choices = d.choices().clone();
        assert!(
            matches!(choices.kind, protocol::ChoiceKind::SelectCase(1)),
            "{choices:?}"
        );
        assert_eq!(choices.options.len(), 2);
        assert_eq!(
            choices.options[want].case.as_deref(),
            Some(["case x := <-a", "case y := <-b"][want])
        );
        d.choose(choices.options[want].pick);
        d.run();
        texts.push(d.text());
    }
    assert_eq!(
        texts,
        ["a one\nb two\ntimeout\n", "b two\na one\ntimeout\n"]
    );
}

#[test]
fn a_manual_run_asks_and_its_recording_replays() {
    let mut d = Driver::open(WORKERS);
    d.policy(Policy::Manual);
    let mut asked = 0;
    while d.state.end.is_none() {
        let before = d.state.tick;
        d.run();
        let Some(choices) = d.state.choices.clone().filter(|_| d.state.end.is_none()) else {
            assert!(d.state.end.is_some() || d.state.tick > before);
            continue;
        };
        asked += 1;
        let last = choices.options.last().expect("an option").pick;
        d.choose(last);
        assert!(asked < 1_000);
    }
    assert!(asked > 10);
    let recording = d.recording();
    let mut again = Driver::open_with(WORKERS, recording.clone());
    assert_eq!(again.recording(), recording);
    assert_eq!(again.text(), d.text());
}

#[test]
fn random_runs_depend_on_the_seed_only() {
    let run = |seed| {
        let mut d = Driver::open_with(
            WORKERS,
            Recording {
                policy: Policy::Random,
                seed,
                ..Recording::default()
            },
        );
        d.run();
        d.recording().hash
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}

#[test]
fn a_recording_of_another_program_diverges() {
    let mut d = Driver::open(WORKERS);
    d.run();
    let recording = d.recording();
    let other = Driver::open_with(&WORKERS.replace("j * id", "j + id"), recording);
    assert!(
        other.rest.iter().any(|r| matches!(
            r,
            protocol::Response::Fault(protocol::Fault::Diverged { .. })
        )),
        "{:?}",
        other.rest
    );
}

const CALLS: &str = "package main

func add(a, b int) int {
	c := a + b
	return c
}

func main() {
	x := 1
	y := add(x, 2)
	z := add(y, 3)
	println(x, y, z)
}
";

#[track_caller]
fn check_lines(hows: &[(LineStep, bool)], want: &[u32]) {
    let mut d = Driver::open(CALLS);
    d.send(Request::RunTo {
        target: Target::Line(protocol::Breakpoint { file: 0, line: 9 }),
        back: false,
    });
    let mut got = Vec::new();
    let mut note = |d: &Driver| {
        let place = d.state.goroutines.first().and_then(|g| g.place);
        got.push(place.map_or(0, |p| p.line));
    };
    note(&d);
    for (how, back) in hows {
        d.line(1, *how, *back);
        note(&d);
    }
    assert_eq!(got, want);
}

#[test]
fn line_by_line() {
    use LineStep::{Into, Out, Over};
    check_lines(&[(Over, false); 3], &[9, 10, 11, 12]);
    check_lines(&[(Into, false); 4], &[9, 10, 4, 5, 11]);
    check_lines(
        &[(Over, false), (Into, false), (Out, false)],
        &[9, 10, 4, 11],
    );
    check_lines(
        &[(Over, false), (Over, false), (Over, true), (Over, true)],
        &[9, 10, 11, 10, 9],
    );
}

#[test]
fn events_worth_a_look() {
    let mut d = Driver::open(FORGOTTEN);
    let request = |back| Request::RunTo {
        target: Target::Notable,
        back,
    };
    let mut stops = Vec::new();
    for _ in 0..4 {
        d.send(request(false));
        stops.push(d.state.step);
    }
    assert!(stops.is_sorted() && stops[0] < stops[3], "{stops:?}");
    d.send(request(true));
    assert_eq!(d.state.step, stops[2]);
    d.send(Request::RunTo {
        target: Target::EventOf(2),
        back: true,
    });
    assert_eq!(d.state.last.as_ref().map(|e| e.goroutine), Some(2));
}

#[test]
fn decisions_both_ways() {
    let mut d = Driver::open(WORKERS);
    let request = |back| Request::RunTo {
        target: Target::Choice,
        back,
    };
    let mut seen = Vec::new();
    for _ in 0..6 {
        d.send(request(false));
        seen.push((d.state.tick, d.choices().decision));
    }
    assert!(seen.is_sorted_by(|a, b| a.1 < b.1), "{seen:?}");
    for want in seen.iter().rev().skip(1) {
        d.send(request(true));
        assert_eq!((d.state.tick, d.choices().decision), *want);
    }
}

#[test]
fn stopping_ends_the_run_and_keeps_the_past() {
    let mut d = Driver::open("package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
    d.session.handle(Request::Run);
    d.session.poll(50_000);
    d.send(Request::Stop);
    assert_eq!(d.state.end, Some(EndKind::Stopped));
    let tick = d.state.tick;
    d.run();
    assert_eq!(d.state.tick, tick);
    d.seek(0);
    assert_eq!(d.state.tick, 0);
}
