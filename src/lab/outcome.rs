//! One outcome in words: what sort it is, what it printed, who is left, which accesses race.

use protocol::{
    Deadlock, DeadlockCause, ExploredOutcome, LeakedGoroutine, OutcomeKind, Race, RaceSide, Site,
};
use yew::prelude::*;

use crate::{
    i18n as t,
    lab::{desk::Now, races},
    narrate::{self, Names},
    program::Program,
    ui::bits::{marker, tiny},
};

/// How it reads at a glance: a word, and whether it is bad.
pub(crate) fn sort(o: &ExploredOutcome) -> (&'static str, &'static str) {
    match o.kind {
        OutcomeKind::Panic => (t::outcome_panic(), "bad"),
        OutcomeKind::Fatal => (t::outcome_fatal(), "bad"),
        OutcomeKind::Deadlock => (t::outcome_deadlock(), "bad"),
        OutcomeKind::Limit => (t::outcome_limit(), "open"),
        _ if o.racy => (t::outcome_race(), "bad"),
        _ if !o.leaks.is_empty() => (t::outcome_leak(), "bad"),
        OutcomeKind::Exit if o.exit_code != 0 => (t::outcome_exit(), "bad"),
        OutcomeKind::Ok | OutcomeKind::Exit => (t::outcome_ok(), "good"),
    }
}

/// Its text on standard output, in one line.
pub(crate) fn printed(o: &ExploredOutcome) -> String {
    let text = String::from_utf8_lossy(&o.stdout);
    let text = text.trim_end();
    let lines: Vec<&str> = text.lines().take(6).collect();
    let mut out = lines.join(" ⏎ ");
    if text.lines().count() > 6 {
        out.push_str(" …");
    }
    out
}

/// What it is, in a line.
pub(crate) fn title(o: &ExploredOutcome) -> String {
    let printed = printed(o);
    match o.kind {
        OutcomeKind::Panic | OutcomeKind::Fatal | OutcomeKind::Deadlock | OutcomeKind::Limit => {
            let first = o.message.lines().next().unwrap_or("").to_owned();
            if printed.is_empty() {
                first
            } else {
                t::outcome_after(&first, &printed)
            }
        }
        OutcomeKind::Exit if o.exit_code != 0 => t::exit_code(&o.exit_code),
        _ if printed.is_empty() => t::outcome_silent().into(),
        _ => t::outcome_prints(&printed),
    }
}

/// A place as a link to its line.
fn place(function: &str, file: &str, line: u32, program: &Program, go_to: &Callback<u32>) -> Html {
    let at = program
        .file_named(file)
        .and_then(|f| program.text_line(f, line));
    match at {
        Some(text_line) => {
            let go_to = go_to.clone();
            let onclick = Callback::from(move |_: MouseEvent| go_to.emit(text_line));
            html! { <>
                <span class="fn">{ function.to_owned() }</span>
                <button type="button" class="link line-no" {onclick}>{ t::line_n(&text_line) }</button>
            </> }
        }
        None => {
            html! { <><span class="fn library">{ function.to_owned() }</span></> }
        }
    }
}

fn site(site: &Site, program: &Program, go_to: &Callback<u32>) -> Html {
    place(&site.function, &site.file, site.line, program, go_to)
}

fn leak(l: &LeakedGoroutine, program: &Program, go_to: &Callback<u32>) -> Html {
    let own = |s: &&Site| program.file_named(&s.file).is_some();
    let top = l.stack.iter().find(own).or(l.stack.first());
    html! {
        <li>
            { tiny(l.goroutine) }
            <code class="reason">{ l.reason.clone() }</code>
            if let Some(top) = top { { site(top, program, go_to) } }
            if let Some(made) = l.created.as_ref().filter(own) {
                <span class="faint">{ t::outcome_created() }{ " " }{ site(made, program, go_to) }</span>
            }
        </li>
    }
}

fn side(s: &RaceSide, program: &Program, go_to: &Callback<u32>) -> Html {
    let at = s.stack.iter().find_map(|f| Some((f, f.place?)));
    let word = races::does(s.kind, s.to);
    html! {
        <span class="race-side">
            { marker(s.goroutine) }{ format!("g{} ", s.goroutine) }{ word }{ " " }
            if let Some((frame, at)) = at {
                { place(&frame.function, program.name(at.file), at.line, program, go_to) }
            }
        </span>
    }
}

fn race(r: &Race, program: &Program, go_to: &Callback<u32>) -> Html {
    html! {
        <li>
            <strong>{ r.variable.clone().unwrap_or_else(|| t::race_unnamed().into()) }</strong>
            { side(&r.first, program, go_to) }{ side(&r.second, program, go_to) }
        </li>
    }
}

/// Who waits for whom, a sentence each.
fn cycle(o: &ExploredOutcome) -> Vec<String> {
    let circle = Deadlock {
        cause: DeadlockCause::Cycle(o.cycle.clone()),
        stuck: Vec::new(),
    };
    let mut all = narrate::deadlock(&circle, Names(&[]));
    // The first one says that it is a circle.
    all.drain(..1.min(all.len()));
    all
}

/// Everything about it.
pub(crate) fn detail(o: &ExploredOutcome, now: &Now, go_to: &Callback<u32>) -> Html {
    let program = Program::new(&now.scene.text);
    let stdout = String::from_utf8_lossy(&o.stdout).into_owned();
    html! {
        <>
            if !stdout.is_empty() { <pre class="outcome-out" tabindex="0" aria-label={t::output()}>{ stdout }</pre> }
            if !o.message.is_empty() { <p class="outcome-message"><code>{ o.message.clone() }</code></p> }
            if !o.cycle.is_empty() {
                <h3>{ t::cycle_title() }</h3>
                <ul class="plain">{ for cycle(o).into_iter().map(|s| html! { <li>{ s }</li> }) }</ul>
            }
            if !o.races.is_empty() {
                <h3>{ t::outcome_races(o.races.len() as u64) }</h3>
                <ul class="plain">{ for o.races.iter().map(|r| race(r, &program, go_to)) }</ul>
            }
            if !o.leaks.is_empty() {
                <h3>{ if o.kind == OutcomeKind::Deadlock { t::outcome_stuck(o.leaks.len() as u64) } else { t::outcome_left(o.leaks.len() as u64) } }</h3>
                <ul class="plain">{ for o.leaks.iter().map(|l| leak(l, &program, go_to)) }</ul>
            }
            <p class="faint">{ t::outcome_cost(u64::from(o.switches), &o.preemptions) }</p>
        </>
    }
}
