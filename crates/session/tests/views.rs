//! What a session shows: deadlocks explained, objects, lanes, insides, output, diagnostics.

mod common;

use common::{Driver, FORGOTTEN, LOCK_ORDER, MUTEX, PANIC, SELECT, WORKERS};
use protocol::{
    DeadlockCause, End, GStatus, LaneState, Need, ObjectDetail, ObjectKind, Request, Response,
    Shape, SourceFile, Stream, Target, TimelineQuery,
};

#[track_caller]
fn deadlock(text: &str) -> protocol::Deadlock {
    let mut d = Driver::open(text);
    d.run();
    match d.end() {
        End::Deadlock(deadlock) => deadlock.clone(),
        other => panic!("no deadlock: {other:?}"),
    }
}

#[test]
fn a_circle_of_locks() {
    let found = deadlock(LOCK_ORDER);
    let DeadlockCause::Cycle(edges) = &found.cause else {
        panic!("{found:?}");
    };
    let mut told: Vec<_> = edges
        .iter()
        .map(|e| (e.waiter, e.object.name.as_deref(), e.holder, e.need))
        .collect();
    told.sort_by_key(|e| e.0);
    assert_eq!(
        told,
        [
            (1, Some("b"), 2, Need::Unlock),
            (2, Some("a"), 1, Need::Unlock)
        ]
    );
    assert_eq!(found.stuck, [1, 2]);
}

#[test]
fn a_circle_through_a_wait_group_and_a_channel() {
    let found = deadlock(FORGOTTEN);
    let DeadlockCause::Cycle(edges) = &found.cause else {
        panic!("{found:?}");
    };
    let told: Vec<_> = edges
        .iter()
        .map(|e| (e.waiter == 1, e.object.name.as_deref(), e.need))
        .collect();
    assert_eq!(
        told,
        [
            (true, Some("wg"), Need::Done),
            (false, Some("results"), Need::Receive)
        ]
    );
    assert_eq!(found.stuck.len(), 4);
}

#[track_caller]
fn check_missing(body: &str, name: Option<&str>, need: Need) {
    let text = format!(
        "package main\n\nimport \"sync\"\n\nvar _ sync.Mutex\n\nfunc main() {{\n{body}\n}}\n"
    );
    let found = deadlock(&text);
    let DeadlockCause::MissingPartner {
        goroutine,
        object,
        need: got,
        reachable_by,
    } = &found.cause
    else {
        panic!("{found:?}");
    };
    assert_eq!(
        (*goroutine, object.name.as_deref(), *got, reachable_by.len()),
        (1, name, need, 0)
    );
}

#[test]
fn nobody_left_to_act() {
    check_missing("done := make(chan bool)\n<-done", Some("done"), Need::Send);
    check_missing(
        "done := make(chan bool)\ndone <- true",
        Some("done"),
        Need::Receive,
    );
    check_missing(
        "var wg sync.WaitGroup\nwg.Add(1)\nwg.Wait()",
        Some("wg"),
        Need::Done,
    );
    check_missing(
        "var mu sync.Mutex\nc := sync.NewCond(&mu)\nmu.Lock()\nc.Wait()",
        None,
        Need::Signal,
    );
}

#[test]
fn hopeless_waits() {
    let found = deadlock("package main\n\nfunc main() { var c chan int; <-c }\n");
    assert_eq!(
        found.cause,
        DeadlockCause::NilChannel {
            goroutine: 1,
            need: Need::Send
        }
    );
    let found = deadlock("package main\n\nfunc main() { select {} }\n");
    assert_eq!(found.cause, DeadlockCause::EmptySelect { goroutine: 1 });
    let found =
        deadlock("package main\n\nimport \"runtime\"\n\nfunc main() { runtime.Goexit() }\n");
    assert_eq!(found.cause, DeadlockCause::NoGoroutines);
}

#[test]
fn a_mutex_locked_twice_waits_for_itself() {
    let found = deadlock(
        "package main\n\nimport \"sync\"\n\nfunc main() { var mu sync.Mutex; mu.Lock(); mu.Lock() }\n",
    );
    let DeadlockCause::Cycle(edges) = &found.cause else {
        panic!("{found:?}");
    };
    assert_eq!((edges.len(), edges[0].waiter, edges[0].holder), (1, 1, 1));
}

#[test]
fn who_waits_for_what_and_who_could_help() {
    let mut d = Driver::open(MUTEX);
    d.send(Request::RunTo {
        target: Target::Notable,
        back: false,
    });
    d.send(Request::RunTo {
        target: Target::Notable,
        back: false,
    });
    let waits: Vec<_> = d
        .state
        .goroutines
        .iter()
        .filter_map(|g| Some((g.id, g.wait.as_ref()?)))
        .map(|(id, w)| {
            let freers: Vec<_> = w.freers.iter().map(|f| (f.goroutine, f.holds)).collect();
            (id, w.objects[0].name.as_deref(), w.needs.clone(), freers)
        })
        .collect();
    assert_eq!(waits[0].0, 1);
    assert_eq!(waits[0].1, Some("wg"));
    assert!(
        waits[0].3.iter().all(|f| !f.1) && waits[0].3.len() == 4,
        "{waits:?}"
    );
    assert_eq!(waits[1].1, Some("acc.mu"));
    assert_eq!(waits[1].2, [Need::Unlock]);
    assert_eq!(waits[1].3.len(), 1);
    assert!(waits[1].3[0].1, "{waits:?}");
}

#[test]
fn channels_show_their_buffers_and_queues() {
    let mut d = Driver::open(WORKERS);
    for _ in 0..60 {
        d.forward();
        let objects = d.objects();
        let jobs = objects
            .list
            .iter()
            .find(|o| o.at.name.as_deref() == Some("jobs"));
        if let Some(jobs) = jobs
            && let ObjectDetail::Chan {
                elem,
                cap,
                slots,
                senders,
                ..
            } = &jobs.detail
            && !senders.is_empty()
        {
            assert_eq!(
                (elem.as_str(), *cap, jobs.at.kind),
                ("int", 2, ObjectKind::Chan)
            );
            assert_eq!(slots, &["0", "1"]);
            assert_eq!(
                (senders[0].goroutine, senders[0].value.as_deref()),
                (1, Some("2"))
            );
            assert_eq!(jobs.made.map(|p| p.line), Some(16));
            return;
        }
    }
    panic!("main never waits to send");
}

#[test]
fn timers_count_down() {
    let mut d = Driver::open(SELECT);
    let mut seen = false;
    for _ in 0..40 {
        d.forward();
        for g in &d.state.goroutines {
            seen |= g.status == GStatus::Waiting;
        }
    }
    assert!(seen && d.text().ends_with("timeout\n"), "{}", d.text());
}

#[test]
fn the_inside_of_a_goroutine() {
    let text = "package main

type point struct{ x, y int }

func f(p point, s []string, m map[string]int) int {
	q := &p
	q.x++
	return len(s)
}

func main() {
	println(f(point{1, 2}, []string{\"a\", \"b\"}, map[string]int{\"k\": 7}))
}
";
    let mut d = Driver::open(text);
    d.send(Request::RunTo {
        target: Target::Line(protocol::Breakpoint { file: 0, line: 7 }),
        back: false,
    });
    let before = d.inside(1).expect("main");
    assert_eq!(before.frames[0].function, "main.f");
    assert_eq!(before.frames[1].function, "main.main");
    let text = |detail: &protocol::GoroutineDetail, name: &str| {
        let var = detail.frames[0].vars.iter().find(|v| v.name == name);
        var.map_or(String::new(), |v| v.value.text.clone())
    };
    assert_eq!(text(&before, "p"), "main.point{1, 2}");
    assert_eq!(text(&before, "q"), "&main.point{1, 2}");
    assert_eq!(text(&before, "s"), "[\"a\" \"b\"]");
    assert_eq!(text(&before, "m"), "map[string]int(len 1)");
    let m = before.frames[0].vars.iter().find(|v| v.name == "m");
    let entry = &m.expect("m").value.parts[0];
    assert_eq!(
        (entry.label.as_str(), entry.value.text.as_str()),
        ("\"k\"", "7")
    );
    d.line(1, protocol::LineStep::Over, false);
    let after = d.inside(1).expect("main");
    let p = after.frames[0]
        .vars
        .iter()
        .find(|v| v.name == "p")
        .expect("p");
    assert!(p.changed && p.value.shape == Shape::Struct);
    assert_eq!(
        p.value.parts.iter().map(|p| p.changed).collect::<Vec<_>>(),
        [true, false]
    );
    let s = after.frames[0]
        .vars
        .iter()
        .find(|v| v.name == "s")
        .expect("s");
    assert!(!s.changed);
}

#[test]
fn lanes_cover_the_whole_run() {
    let mut d = Driver::open(FORGOTTEN);
    d.run();
    let steps = d.state.steps;
    let query = TimelineQuery {
        from: 0,
        to: steps,
        px: 4_000,
        row: 0,
        rows: 10,
    };
    let t = d.timeline(query);
    assert_eq!((t.total_rows, t.lanes.len(), t.steps), (4, 4, steps));
    for lane in &t.lanes {
        let mut at = lane.spans[0].from;
        for span in &lane.spans {
            assert_eq!(span.from, at, "{lane:?}");
            assert!(span.to > span.from);
            at = span.to;
        }
        assert_eq!(at, steps);
        assert_eq!(
            lane.spans.last().map(|s| s.state),
            Some(LaneState::Deadlocked)
        );
    }
    assert_eq!(t.lanes[0].name, "main");
    assert_eq!(t.lanes[1].name, "main.func1");
    assert!(
        t.overview
            .last()
            .is_some_and(|c| c.alarm && c.waiting == 255)
    );
    let coarse = d.timeline(TimelineQuery { px: 4, ..query });
    for lane in &coarse.lanes {
        assert!(lane.marks.len() <= 6 && lane.spans.len() <= 8, "{lane:?}");
    }
    assert_eq!(coarse.overview.len(), 4);
}

#[test]
fn lines_of_output_know_their_step_and_printer() {
    let mut d = Driver::open(SELECT);
    d.run();
    let out = d.output();
    assert_eq!(out.total, 3);
    assert!(
        out.lines
            .iter()
            .all(|l| l.goroutine == Some(1) && l.stream == Stream::Out)
    );
    let step = out.lines[1].step;
    d.seek(step);
    assert_eq!(d.output().total, 1);
    d.forward();
    assert_eq!(d.output().total, 2);
}

#[track_caller]
fn exits(text: &str, code: i32, tests: bool) {
    let mut d = Driver::open(text);
    d.run();
    assert_eq!(*d.end(), End::Exited { code, tests });
}

#[test]
fn how_tests_end_is_told_apart_from_other_exits() {
    let test = |body| {
        format!("package p\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {{ {body} }}\n")
    };
    exits(&test(""), 0, true);
    exits(&test("t.Fail()"), 1, true);
    let other = "package main\n\nimport \"os\"\n\nfunc main() { os.Exit(1) }\n";
    exits(other, 1, false);
}

#[test]
fn a_panic_has_its_goroutine() {
    let mut d = Driver::open(PANIC);
    d.run();
    let End::Panicked { goroutine, message } = d.end().clone() else {
        panic!("{:?}", d.state.status);
    };
    assert_eq!(goroutine, 2);
    assert!(
        message.contains("assignment to entry in nil map"),
        "{message}"
    );
    let g = d.state.goroutines.iter().find(|g| g.id == 2).expect("g2");
    assert_eq!(g.status, GStatus::Panicked);
    assert!(
        d.text()
            .starts_with("deferred\npanic: assignment to entry in nil map")
    );
}

#[test]
fn diagnostics_point_into_the_readers_files() {
    let text = "package main\n-- x/x.go --\npackage x\n\nfunc f() { return 1 }\n-- go.mod --\nmodule m\n-- m.go --\npackage main\n\nimport _ \"m/x\"\n\nfunc main() {}\n";
    let mut session = session::Session::new();
    let files = vec![SourceFile {
        name: "main.go".into(),
        text: text.into(),
    }];
    let answer = session.handle(Request::Check { files });
    let Some(Response::Diagnostics(d)) = answer.first() else {
        panic!("{answer:?}");
    };
    let first = &d.list[0];
    assert_eq!((first.file, first.line, first.column), (0, 5, 19), "{d:?}");
    let from = first.start as usize;
    assert!(text[from..].starts_with('1'), "{:?}", &text[from..]);
}

#[test]
fn properties_are_decided_by_running() {
    let mut session = session::Session::new();
    let files = vec![SourceFile {
        name: "main.go".into(),
        text: FORGOTTEN.into(),
    }];
    let properties = vec![
        protocol::Property::Compiles,
        protocol::Property::NoDeadlock,
        protocol::Property::SomeDeadlock,
        protocol::Property::Output(vec!["sum 5".into()]),
        // Nobody looks for races here, so nobody vouches for their absence.
        protocol::Property::NoRace,
    ];
    let mut out = session.handle(Request::Verify {
        files,
        properties,
        runs: 5,
        limits: protocol::Limits::default(),
    });
    while session.busy() {
        out.extend(session.poll(10_000));
    }
    let Some(Response::Verdict(v)) = out.first() else {
        panic!("{out:?}");
    };
    let failed: Vec<u32> = v.failures.iter().map(|f| f.property).collect();
    assert_eq!((v.runs, failed), (5, vec![1, 3, 4]));
}

#[test]
fn goroutines_are_called_after_the_readers_functions() {
    let text = "package main

import \"sync\"

func worker(n int, wg *sync.WaitGroup) { wg.Done() }

type T struct{}

func (*T) run() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go worker(1, &wg)
	wg.Go(func() {})
	go new(T).run()
	f := func(n int) {}
	go f(1)
	wg.Wait()
}
";
    let want = ["main", "worker", "main.func1", "(*T).run", "main.func2"];
    let mut d = Driver::open(text);
    while d.state.goroutines.len() < want.len() {
        d.forward();
    }
    let names: Vec<_> = d.state.goroutines.iter().map(|g| g.name.clone()).collect();
    assert_eq!(names, want, "before they run");
    d.run();
    let names: Vec<_> = d.state.goroutines.iter().map(|g| g.name.clone()).collect();
    assert_eq!(names, want, "when they have run");
}

#[test]
fn every_event_of_the_past_and_of_the_future_has_its_stack() {
    let mut d = Driver::open(
        "package main\n\nfunc put(c chan int, v int) {\n\tc <- v\n}\n\nfunc main() {\n\tc := make(chan int, 3)\n\
         \tput(c, 7)\n\tput(c, 8)\n\tprintln(<-c)\n}\n",
    );
    d.run();
    let sends: Vec<u64> = d
        .events()
        .iter()
        .filter(|e| e.op == protocol::Op::Send)
        .map(|e| e.index)
        .collect();
    assert_eq!(sends.len(), 2);
    for from in [d.state.step, 1] {
        d.seek(from);
        let before = d.picture();
        for (nth, index) in sends.iter().enumerate() {
            let detail = d.event(*index).expect("kept");
            let names: Vec<&str> = detail.stack.iter().map(|f| f.function.as_str()).collect();
            assert_eq!(names, ["main.put", "main.main"]);
            let caller = detail.stack[1].place.expect("a place");
            assert_eq!(caller.line, 9 + nth as u32);
            assert_eq!(detail.event.count, Some(nth as i64 + 1));
        }
        assert_eq!(d.picture(), before);
    }
}

#[test]
fn lanes_of_very_long_runs_keep_everybody() {
    // More operations than are kept; one goroutine waits from the first of them to the last.
    let mut d = Driver::open(
        "package main\n\nimport (\n\t\"runtime\"\n\t\"sync\"\n)\n\nfunc main() {\n\tdone := make(chan bool)\n\tgo func() { <-done; print() }()\n\
         \tgo func() {}()\n\truntime.Gosched()\n\tvar mu sync.Mutex\n\tfor range 800000 {\n\t\tmu.Lock()\n\t\tmu.Unlock()\n\t}\n\tdone <- true\n}\n",
    );
    d.run();
    let steps = d.state.steps;
    assert!(steps > 1_600_000, "{steps}");
    let window = |from, to| TimelineQuery {
        from,
        to,
        px: 1000,
        row: 0,
        rows: 10,
    };
    let t = d.timeline(window(steps - 1_000_000, steps));
    let names: Vec<&str> = t.lanes.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["main", "main.func1", "main.func2"]);
    let first = t.lanes[1].spans.first().expect("a stretch");
    assert_eq!(first.state, LaneState::BlockedChan);
    assert!(first.from == steps - 1_000_000 && first.to > steps - 10);
    let marks: u64 = t.lanes[0].marks.iter().map(|m| u64::from(m.merged)).sum();
    assert!(marks > 999_900, "{marks}");
    assert!(t.lanes[2].spans.is_empty() && t.lanes[2].marks.is_empty());
    // What lies before is not known, and nothing is made up.
    assert!(d.timeline(window(0, 100_000)).lanes[0].marks.is_empty());
}

#[test]
fn lanes_after_a_new_branch_are_those_of_the_branch() {
    let query = |steps| TimelineQuery {
        from: 0,
        to: steps,
        px: 4_000,
        row: 0,
        rows: 10,
    };
    // Plays on to the end, each time choosing the first or the last one who can run.
    let play = |d: &mut Driver, last: bool| {
        while !matches!(d.state.status, protocol::Status::Ended(_)) {
            d.run();
            if let Some(choices) = &d.state.choices {
                let list = &choices.options;
                let pick = if last { list.last() } else { list.first() };
                d.choose(pick.expect("somebody").pick);
            }
            d.timeline(query(d.state.steps));
        }
    };
    let mut d = Driver::open(FORGOTTEN);
    d.policy(protocol::Policy::Manual);
    play(&mut d, true);
    d.seek(6);
    while d.state.choices.is_none() {
        d.forward();
    }
    let other = d.choices().options.first().expect("somebody").pick;
    d.choose(other);
    play(&mut d, false);
    assert_eq!(d.state.branches.len(), 2);
    let seen = d.timeline(query(d.state.steps));
    let recording = d.recording();
    let mut again = Driver::open_with(FORGOTTEN, recording);
    again.run();
    let straight = again.timeline(query(again.state.steps));
    assert_eq!(seen.lanes, straight.lanes);
    assert_eq!(seen.links, straight.links);
}

#[test]
fn deferred_calls_belong_to_the_frame_that_deferred_them() {
    let mut d = Driver::open(
        "package main\n\nfunc inner(c chan int) {\n\tdefer println()\n\tdefer println()\n\tc <- 1\n}\n\nfunc main() {\n\tc := make(chan int)\n\
         \tdefer close(c)\n\tinner(c)\n}\n",
    );
    d.run();
    let detail = d.inside(1).expect("main");
    let defers: Vec<(&str, u32)> = detail
        .frames
        .iter()
        .map(|f| (f.function.as_str(), f.defers))
        .collect();
    assert_eq!(defers, [("main.inner", 2), ("main.main", 1)]);
}
