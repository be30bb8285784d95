//! Long runs: seeking stays near, checkpoints stay small, and one hash is one hash.

mod common;

use common::{ALL, Driver};
use protocol::{Limits, Moment, Recording, Request, Response, SourceFile};
use session::{RunSpec, Runner, Session, Workbench};

const LONG: &str = "package main

func work(n int, c chan int) {
	sum := 0
	for i := range n {
		sum += i % 7
	}
	c <- sum
}

func main() {
	c := make(chan int)
	total := 0
	for range 40 {
		go work(20000, c)
		total += <-c
	}
	println(total)
}
";

#[test]
fn straight_runs_and_sessions_agree_on_the_hash() {
    for (name, text) in ALL.iter().chain([&("long", LONG)]) {
        let mut d = Driver::open(text);
        d.run();
        let files = [SourceFile {
            name: "main.go".into(),
            text: (*text).into(),
        }];
        // A front end that has seen other programs gives the same code.
        let mut bench = Workbench::new();
        let other = [SourceFile {
            name: "other.go".into(),
            text: "package main\n\nimport (\n\t\"sort\"\n\t\"strings\"\n)\n\nfunc main() { sort.Ints(nil); strings.ToUpper(\"\") }\n".into(),
        }];
        assert!(bench.build(&other).is_ok());
        for code in [Workbench::new().build(&files), bench.build(&files)] {
            let Ok(code) = code else { panic!("{name}") };
            let spec = RunSpec {
                hash: true,
                ..RunSpec::default()
            };
            let mut runner = Runner::new(&code, spec).expect("no schedule");
            while runner.go(777).is_none() {}
            assert_eq!(runner.hash(), d.recording().hash, "{name}");
            assert_eq!(runner.ticks(), d.state.tick, "{name}");
        }
    }
}

#[test]
fn seeking_executes_little() {
    let mut d = Driver::open(LONG);
    d.run();
    let end = d.state.tick;
    assert!(end > 4_000_000, "{end}");
    assert!(d.session.checkpoint_bytes() < 64 << 20);
    let mut at = 0;
    for k in 0..40 {
        at = (at + 1_234_567 * (k + 1)) % end;
        d.session.handle(Request::Seek {
            to: Moment::Tick(at),
        });
        let mut polls = 0;
        while d.session.busy() {
            d.session.poll(10_000);
            polls += 1;
        }
        assert!(polls <= 25, "{polls} slices to {at}");
        let answers = d.session.handle(Request::State);
        let Some(Response::State(s)) = answers.first() else {
            panic!("{answers:?}");
        };
        assert_eq!(s.tick, at);
    }
}

#[test]
fn hostile_programs_end_in_a_stop() {
    let bodies = [
        (
            "for {}",
            Limits {
                ticks: 3_000_000,
                ..Limits::default()
            },
        ),
        (
            "var f func(); f = func() { for { go f() } }; f()",
            Limits {
                goroutines: 5_000,
                ..Limits::default()
            },
        ),
        (
            "s := []int{}; for { s = append(s, 1) }",
            Limits {
                memory: 8 << 20,
                ..Limits::default()
            },
        ),
        (
            "for { println(1) }",
            Limits {
                output: 100_000,
                ..Limits::default()
            },
        ),
        ("var f func(); f = func() { f() }; f()", Limits::default()),
    ];
    for (body, limits) in bodies {
        let mut session = Session::new();
        let mut answers = session.handle(Request::Open {
            files: vec![SourceFile {
                name: "main.go".into(),
                text: format!("package main\n\nfunc main() {{ {body} }}\n"),
            }],
            recording: Recording::default(),
            limits,
            breakpoints: Vec::new(),
        });
        answers.extend(session.handle(Request::Run));
        while session.busy() {
            answers.extend(session.poll(100_000));
        }
        let Some(Response::State(state)) = answers.last() else {
            panic!("{body}: {answers:?}");
        };
        assert!(state.end.is_some(), "{body}: {:?}", state.status);
        assert!(session.checkpoint_bytes() <= 256 << 20, "{body}");
    }
}
