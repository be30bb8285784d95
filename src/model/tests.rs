//! The workbench's knowledge, driven by fixtures of the protocol.

use protocol::Response;

use super::*;
use crate::engine::{Incoming, Lost};

fn state(step: u64, status: Status) -> State {
    State {
        program: 1,
        tick: step * 10,
        step,
        steps: step,
        end: None,
        time: 0,
        status,
        policy: Policy::Go,
        seed: 1,
        goroutines: vec![],
        lanes: 1,
        alive: 1,
        current: Some(1),
        last: None,
        choices: None,
        branch: 0,
        branches: vec![],
        output_lines: 0,
        heap: 0,
    }
}

fn answer(response: Response) -> Msg {
    Msg::Engine(Incoming::Answer {
        req: 1,
        response: Box::new(response),
    })
}

fn arrived(step: u64) -> Msg {
    answer(Response::State(Box::new(state(
        step,
        Status::Paused(Pause::Arrived),
    ))))
}

fn sent(acts: &[Act]) -> Vec<&Request> {
    acts.iter()
        .filter_map(|a| if let Act::Send(r) = a { Some(r) } else { None })
        .collect()
}

fn ready() -> Model {
    let mut m = Model::new("package main\n\nfunc main() {}\n".into());
    m.update(Msg::Sent { req: 1, open: true });
    let acts = m.update(Msg::Engine(Incoming::Ready));
    assert!(matches!(sent(&acts)[..], [Request::Open { .. }]));
    m.update(answer(Response::Diagnostics(Diagnostics::default())));
    m.update(arrived(0));
    m
}

fn error() -> Diagnostics {
    Diagnostics {
        list: vec![protocol::Diagnostic {
            severity: Severity::Error,
            file: 0,
            start: 0,
            end: 1,
            line: 1,
            column: 1,
            message: "expected 'package'".into(),
        }],
        ..Diagnostics::default()
    }
}

#[test]
fn a_motion_is_followed_by_questions_about_the_new_place() {
    let mut m = ready();
    assert_eq!(
        sent(&m.update(Msg::Step { back: false })),
        [&Request::StepOp { back: false }]
    );
    assert!(m.moving.is_some());
    let acts = m.update(arrived(1));
    assert!(m.moving.is_none());
    assert!(sent(&acts).contains(&&Request::Objects));
    assert!(acts.contains(&Act::Announce));
}

#[test]
fn typing_into_a_fresh_program_opens_it_typing_into_a_run_only_checks() {
    let mut m = ready();
    let acts = m.update(Msg::Edit("package main\n".into()));
    assert_eq!(acts, [Act::Save, Act::Debounce(m.version)]);
    assert!(matches!(
        sent(&m.update(Msg::Settle(m.version)))[..],
        [Request::Open { .. }]
    ));
    m.update(arrived(0));
    m.update(Msg::Step { back: false });
    m.update(arrived(3));
    m.update(Msg::Edit("package main\n\n".into()));
    assert!(matches!(
        sent(&m.update(Msg::Settle(m.version)))[..],
        [Request::Check { .. }]
    ));
    assert!(m.stale() && m.state.is_some());
}

#[test]
fn only_the_last_edit_is_sent() {
    let mut m = ready();
    m.update(Msg::Edit("a".into()));
    let first = m.version;
    m.update(Msg::Edit("ab".into()));
    assert_eq!(m.update(Msg::Settle(first)), []);
}

#[test]
fn running_changed_code_opens_it_first_and_then_runs() {
    let mut m = ready();
    m.update(Msg::Step { back: false });
    m.update(arrived(1));
    m.update(Msg::Edit("package main // new\n".into()));
    assert!(matches!(
        sent(&m.update(Msg::Run))[..],
        [Request::Open { .. }]
    ));
    m.update(answer(Response::Diagnostics(Diagnostics::default())));
    assert_eq!(sent(&m.update(arrived(0))), [&Request::Run]);
    assert!(!m.stale());
}

#[test]
fn errors_stop_a_run_before_it_begins_and_leave_the_old_one() {
    let mut m = ready();
    m.update(Msg::Step { back: false });
    m.update(arrived(1));
    m.update(Msg::Edit("nonsense".into()));
    m.update(Msg::Run);
    m.update(answer(Response::Diagnostics(error())));
    assert!(m.moving.is_none() && m.broken());
    assert_eq!(m.state.as_ref().map(|s| s.step), Some(1));
    assert_eq!(m.update(Msg::Run), []);
    assert_eq!(m.notice, Some(Notice::Fault(Fault::NothingOpen)));
}

#[test]
fn a_new_worker_gets_the_run_back() {
    let mut m = ready();
    m.update(Msg::Step { back: false });
    m.update(arrived(5));
    let recording = Recording {
        step: 5,
        seed: 9,
        ..Recording::default()
    };
    m.update(answer(Response::Recording(recording.clone())));
    m.update(Msg::Engine(Incoming::Lost(Lost::Trap)));
    let acts = m.update(Msg::Engine(Incoming::Ready));
    match sent(&acts)[..] {
        [Request::Open { recording: r, .. }] => assert_eq!(*r, recording),
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn a_program_that_kills_the_worker_is_not_opened_again_by_itself() {
    let mut m = ready();
    m.update(Msg::Edit("kills".into()));
    m.update(Msg::Settle(m.version));
    m.update(Msg::Engine(Incoming::Lost(Lost::Trap)));
    assert_eq!(m.update(Msg::Engine(Incoming::Ready)), []);
    m.update(Msg::Edit("better".into()));
    assert!(matches!(
        sent(&m.update(Msg::Settle(m.version)))[..],
        [Request::Open { .. } | Request::Check { .. }]
    ));
}

#[test]
fn breakpoints_move_with_their_lines() {
    let lines = BTreeSet::from([1, 3, 5]);
    let old = "a\nb\nc\nd\ne\n";
    assert_eq!(
        shift(&lines, old, "a\nb\nnew\nc\nd\ne\n"),
        BTreeSet::from([1, 4, 6])
    );
    assert_eq!(shift(&lines, old, "a\nb\nd\ne\n"), BTreeSet::from([1, 4]));
    assert_eq!(shift(&lines, old, "a\nb\nC\nd\ne\n"), lines);
    assert_eq!(shift(&lines, old, ""), BTreeSet::new());
}

#[test]
fn playing_ends_where_the_run_ends() {
    let mut m = ready();
    m.update(Msg::Play(true));
    m.update(arrived(1));
    assert_eq!(sent(&m.update(Msg::Beat)).len(), 1);
    m.update(answer(Response::State(Box::new(state(
        2,
        Status::Ended(protocol::End::Finished { left: 0 }),
    )))));
    m.update(Msg::Beat);
    assert!(!m.playing);
}

#[test]
fn answers_about_texts_that_are_gone_are_dropped() {
    let mut m = ready();
    m.update(Msg::Edit("one".into()));
    m.update(Msg::Settle(m.version));
    m.update(Msg::Sent { req: 5, open: true });
    m.update(Msg::Edit("two".into()));
    m.update(Msg::Settle(m.version));
    m.update(Msg::Sent { req: 6, open: true });
    let about = |req, response| {
        Msg::Engine(Incoming::Answer {
            req,
            response: Box::new(response),
        })
    };
    m.update(about(5, Response::Diagnostics(error())));
    assert!(!m.broken());
    m.update(about(
        5,
        Response::State(Box::new(state(0, Status::Paused(Pause::Fresh)))),
    ));
    assert!(m.stale());
    m.update(about(6, Response::Diagnostics(Diagnostics::default())));
    m.update(about(
        6,
        Response::State(Box::new(state(0, Status::Paused(Pause::Fresh)))),
    ));
    assert!(!m.stale());
}

#[test]
fn a_run_that_comes_while_the_code_is_opened_waits_for_it() {
    let mut m = Model::new("package main".into());
    m.update(Msg::Engine(Incoming::Ready));
    assert_eq!(m.update(Msg::Run), []);
    assert_eq!(sent(&m.update(arrived(0))), [&Request::Run]);
}
