//! Every interleaving: the outcomes of an exploration, what it may claim, and what it says of what
//! was asked for.

use std::rc::Rc;

use protocol::{ExploreClaim, Explored, ExploredOutcome, Standing, WalkBy, Walked};
use yew::prelude::*;

use crate::{
    bridge::Word,
    i18n as t,
    lab::{
        compare,
        desk::{DRAWN, Desk, Now, Purpose, Run, Settings, Way},
        outcome,
        tree::SearchTree,
        verdict,
    },
    ptr::Ptr,
    ui::bits::{Icon, icon},
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) now: Ptr<Now>,
}

/// Budgets that can be chosen.
const BUDGETS: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// The panel.
#[component]
pub(crate) fn ExplorePanel(props: &Props) -> Html {
    let now = &props.now;
    if let Some(comparison) = &now.comparison {
        return compare::view(now, comparison);
    }
    let body = match &now.run {
        _ if now.lost.is_some() => {
            html! { <p class="bad-text pad" role="alert">{ t::explore_lost() }</p> }
        }
        _ if now.errors.is_some() => errors(now),
        None => html! {
            <div class="lab-empty">
                <p>{ t::explore_intro() }</p>
                <p class="faint">{ t::explore_intro_more() }</p>
            </div>
        },
        Some(run) => html! { <>{ progress(run) }{ result(now, run) }</> },
    };
    html! {
        <section class="explore" aria-label={t::topic_explore()}>
            { tools(now) }
            { body }
        </section>
    }
}

fn errors(now: &Now) -> Html {
    let first = now.errors.as_ref().and_then(|d| d.list.first());
    html! {
        <p class="bad-text pad" role="alert">
            { t::explore_broken() }
            if let Some(d) = first { { " " }<code>{ format!("{}:{}: {}", d.line, d.column, d.message) }</code> }
        </p>
    }
}

/// What to look for, and the buttons.
fn tools(now: &Now) -> Html {
    let busy = now.run.as_ref().is_some_and(|r| r.progress.is_some());
    let s = now.settings;
    let check = |label: &'static str,
                 hint: &'static str,
                 on: bool,
                 with: fn(&mut Settings, bool)| {
        let onchange = Callback::from(move |e: Event| {
            let on = e
                .target_dyn_into::<web_sys::HtmlInputElement>()
                .is_some_and(|i| i.checked());
            let mut next = s;
            with(&mut next, on);
            Desk::here().set(next);
        });
        html! { <label class="tick" title={hint}><input type="checkbox" checked={on} disabled={busy} {onchange} />{ label }</label> }
    };
    let ways = ways();
    let on_way = Callback::from(move |e: Event| {
        let nth = e
            .target_dyn_into::<web_sys::HtmlSelectElement>()
            .and_then(|i| usize::try_from(i.selected_index()).ok());
        if let Some((way, _)) = nth.and_then(|n| self::ways().into_iter().nth(n)) {
            Desk::here().set(Settings { way, ..s });
        }
    });
    let on_budget = Callback::from(move |e: Event| {
        let value = e
            .target_dyn_into::<web_sys::HtmlSelectElement>()
            .and_then(|i| i.value().parse().ok());
        Desk::here().set(Settings {
            budget: value.unwrap_or(s.budget),
            ..s
        });
    });
    let ways = ways.into_iter().map(|(way, word)| {
        html! { <option selected={s.way == way}>{ word }</option> }
    });
    let budgets = BUDGETS.map(|n| {
        html! { <option value={n.to_string()} selected={s.budget == n}>{ t::budget_n(&t::number(n)) }</option> }
    });
    html! {
        <header class="lab-bar">
            if busy {
                <button type="button" class="btn" onclick={|_| Desk::here().cancel()}>{ icon(Icon::Stop) }{ t::explore_stop() }</button>
            } else {
                <button type="button" class="btn primary" disabled={now.scene.broken} onclick={|_| Desk::here().explore()}>{ icon(Icon::Fit) }{ t::explore_go() }</button>
                <button type="button" class="btn" disabled={now.scene.broken} title={t::explore_break_hint()} onclick={|_| Desk::here().try_to_break()}>{ t::explore_break() }</button>
            }
            <span class="lab-settings">
                { check(t::setting_races(), t::setting_races_hint(), s.race, |s, on| s.race = on) }
                { check(t::setting_leaks(), t::setting_leaks_hint(), s.leaks, |s, on| s.leaks = on) }
                { check(t::setting_exact(), t::setting_exact_hint(), s.exact_clock, |s, on| s.exact_clock = on) }
                <select class="select" aria-label={t::setting_way()} disabled={busy} onchange={on_way}>{ for ways }</select>
                <select class="select" aria-label={t::setting_budget()} disabled={busy} onchange={on_budget}>{ for budgets }</select>
            </span>
        </header>
    }
}

/// Most preemptions that can be chosen, and greatest depth of random priorities.
const MOST_BOUND: u32 = 3;
const MOST_DEPTH: u32 = 5;

/// The ways in which schedules are chosen, in words.
fn ways() -> Vec<(Way, String)> {
    let bounded = (0..=MOST_BOUND).map(|n| (Way::Bounded(n), t::bound_n(u64::from(n))));
    let by_depth = (1..=MOST_DEPTH).map(|depth| {
        let by = WalkBy::Priorities { depth };
        (Way::Random(by), t::way_priorities(&depth))
    });
    let mut all = vec![(Way::All, t::way_all().to_owned())];
    all.extend(bounded);
    all.push((Way::Random(WalkBy::Chance), t::way_chance().to_owned()));
    all.extend(by_depth);
    all
}

fn progress(run: &Run) -> Html {
    let Some(p) = &run.progress else {
        return Html::default();
    };
    let percent = (p.done * 100.0).clamp(0.0, 100.0);
    let rate = run.rate as u64;
    let what = match run.purpose {
        Purpose::Break { preemptions } => t::progress_break(&preemptions),
        _ if matches!(run.settings.way, Way::Random(_)) => t::progress_random().into(),
        _ => t::progress_all().into(),
    };
    html! {
        <div class="explore-progress" role="status">
            <progress max="100" value={percent.to_string()} aria-label={t::progress_label()}></progress>
            <span>{ what }</span>
            <span>{ t::progress_executions(&t::number(p.executions), &t::number(rate)) }</span>
            <span class="faint">{ t::progress_more(&p.deepest, &(percent as u64), &run.analysts) }</span>
        </div>
    }
}

/// What the exploration may claim, in one sentence, and whether that is good news.
fn claim(e: &Explored, run: &Run) -> (String, &'static str) {
    let n = e.executions + e.cut;
    let bad: u64 = e
        .outcomes
        .iter()
        .filter(|o| o.failed())
        .map(|o| o.count)
        .sum();
    let outcomes = e.outcomes.len() as u64;
    let breaks = matches!(run.purpose, Purpose::Break { .. });
    let words = match (e.claim, bad) {
        _ if e.diverged > 0 => return (t::claim_diverged().into(), "open"),
        (ExploreClaim::Stopped, bad) if e.walked.is_some() => {
            let drawn = e.walked.as_ref().map_or(0, |w| w.runs);
            let ran = match n.saturating_sub(drawn) {
                0 => t::ran_random(drawn, &t::number(drawn)),
                others => t::ran_both(drawn, &t::number(others), &t::number(drawn)),
            };
            match bad {
                0 => t::claim_random_good(&ran),
                bad => t::claim_random_bad(&ran, &t::number(bad)),
            }
        }
        (ExploreClaim::Complete | ExploreClaim::Stopped, 1..) if breaks => {
            t::claim_broken(n, &t::number(n))
        }
        (ExploreClaim::Complete, 0) => t::claim_complete_good(n, &t::number(n)),
        (ExploreClaim::Complete, bad) => t::claim_complete_bad(n, &t::number(n), &t::number(bad)),
        (ExploreClaim::Bounded { preemptions }, 0) => {
            t::claim_bounded_good(u64::from(preemptions), &t::number(n))
        }
        (ExploreClaim::Bounded { preemptions }, bad) => {
            t::claim_bounded_bad(u64::from(preemptions), &t::number(n), &t::number(bad))
        }
        (ExploreClaim::Stopped, 0) => t::claim_stopped_good(n, &t::number(n)),
        (ExploreClaim::Stopped, bad) => t::claim_stopped_bad(n, &t::number(n), &t::number(bad)),
    };
    let tone = match (bad, e.claim) {
        (0, ExploreClaim::Complete) => "good",
        (0, _) => "open",
        _ => "bad",
    };
    let more = match outcomes {
        0 | 1 => String::new(),
        _ => format!(" {}", t::claim_outcomes(outcomes)),
    };
    (format!("{words}{more}"), tone)
}

/// What random schedules are worth, in numbers where there are any.
fn guarantee(w: &Walked) -> String {
    let (Some(depth), Some(one_in), Some(all)) = (w.depth, w.one_in(), w.chance()) else {
        return t::walked_chance().to_owned();
    };
    let one_in = t::number(one_in.round() as u64);
    let all = format!("{:.2}", all * 100.0);
    t::walked_priorities(u64::from(depth), &one_in, &all, &w.processes, &w.operations)
}

/// The way on from a search that had to stop.
fn onward(now: &Now, run: &Run, e: &Explored) -> Html {
    let broken =
        matches!(run.purpose, Purpose::Break { .. }) && e.outcomes.iter().any(|o| o.failed());
    let over = e.claim != ExploreClaim::Stopped || e.diverged > 0 || broken;
    if over || run.purpose == Purpose::Exam || run.version != now.scene.version {
        return Html::default();
    }
    let button = |by: WalkBy, label: String, hint: &'static str| {
        let onclick = Callback::from(move |_: MouseEvent| Desk::here().go_on(by));
        html! { <button type="button" class="btn" title={hint} disabled={run.progress.is_some()} {onclick}>{ label }</button> }
    };
    let (n, depth) = (t::number(DRAWN), 3);
    html! {
        <div class="explore-on" role="group" aria-label={t::onward()}>
            <span>{ t::onward() }</span>
            { button(WalkBy::Chance, t::onward_chance(&n), t::walked_chance()) }
            { button(WalkBy::Priorities { depth }, t::onward_priorities(&n, &depth), t::onward_priorities_hint()) }
        </div>
    }
}

fn result(now: &Now, run: &Run) -> Html {
    let Some(e) = &run.result else {
        return Html::default();
    };
    let (words, tone) = claim(e, run);
    let stale = run.version != now.scene.version;
    let most = e.outcomes.iter().map(|o| o.count).max().unwrap_or(1);
    let rows = e
        .outcomes
        .iter()
        .enumerate()
        .map(|(nth, o)| row(now, nth, o, most));
    let picked = e.outcomes.get(now.picked);
    html! {
        <>
            <p class={classes!("explore-claim", tone)} role="status">{ words }</p>
            if let Some(w) = &e.walked { <p class="faint pad">{ guarantee(w) }</p> }
            { onward(now, run, e) }
            if let Some(n) = e.ticks { <p class="faint pad">{ t::claim_ticks(u64::from(n)) }</p> }
            if e.races_untold() { <p class="faint pad">{ t::claim_untold_races() }</p> }
            if stale { <p class="warn-text pad">{ t::explore_stale() }</p> }
            { claims(run) }
            <div class="explore-body">
                <ol class="outcomes" aria-label={t::outcomes_label()}>{ for rows }</ol>
                if let Some(o) = picked {
                    <article class="outcome-detail" aria-label={t::outcome_label(&(now.picked + 1))}>
                        { actions(now, e) }
                        { outcome::detail(o, now, &Callback::from(|line| Desk::here().say(&Word::Line(line)))) }
                    </article>
                }
            </div>
            <section class="tree-box" aria-label={t::tree_title()}>
                <h3>{ t::tree_title() }</h3>
                <SearchTree explored={Ptr(Rc::clone(e))} text={now.scene.text.clone()} />
            </section>
        </>
    }
}

fn row(now: &Now, nth: usize, o: &ExploredOutcome, most: u64) -> Html {
    let (word, tone) = outcome::sort(o);
    let width = (o.count as f64 / most as f64 * 100.0).max(1.0);
    let on = nth == now.picked;
    let onclick = Callback::from(move |_: MouseEvent| Desk::here().pick(nth));
    let ondblclick = Callback::from(move |_: MouseEvent| Desk::here().open(nth));
    html! {
        <li key={o.key.to_string()}>
            <button type="button" class={classes!("outcome", tone)} aria-pressed={on.to_string()} {onclick} {ondblclick}>
                <span class="outcome-n">{ nth + 1 }</span>
                <span class={classes!("outcome-sort", tone)}>{ word }</span>
                <span class="outcome-title">{ outcome::title(o) }</span>
                <span class="outcome-count">{ t::number(o.count) }</span>
                <svg class="outcome-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width={format!("{width:.1}")} height="4" /></svg>
            </button>
        </li>
    }
}

/// What can be done with the outcome that is looked at.
fn actions(now: &Now, e: &Explored) -> Html {
    let nth = now.picked;
    let open = Callback::from(move |_: MouseEvent| Desk::here().open(nth));
    // The natural other side: a good one beside a bad one.
    let failed = e.outcomes.get(nth).is_some_and(ExploredOutcome::failed);
    let other = (0..e.outcomes.len())
        .filter(|i| *i != nth)
        .min_by_key(|i| e.outcomes.get(*i).is_some_and(|o| o.failed() == failed));
    let compare = other.map(|other| {
        let onclick = Callback::from(move |_: MouseEvent| {
            let (a, b) = if failed { (other, nth) } else { (nth, other) };
            Desk::here().compare(a, b);
        });
        html! { <button type="button" class="btn" title={t::compare_hint()} {onclick}>{ t::compare_with(&(other + 1)) }</button> }
    });
    html! {
        <div class="outcome-actions">
            <button type="button" class="btn primary" title={t::outcome_open_hint()} onclick={open}>{ icon(Icon::Play) }{ t::outcome_open() }</button>
            { compare }
        </div>
    }
}

/// Properties, and how each stands.
fn claims(run: &Run) -> Html {
    let Some(claims) = &run.claims else {
        return Html::default();
    };
    let items = claims.list.iter().map(|(property, standing)| {
        let (class, word) = match standing {
            Standing::Holds => ("good", t::standing_holds()),
            Standing::Fails { .. } => ("bad", t::standing_fails()),
            Standing::Open => ("open", t::standing_open()),
        };
        let shows = match standing {
            Standing::Fails { outcome: Some(n) } => {
                let n = *n as usize;
                let onclick = Callback::from(move |_: MouseEvent| Desk::here().pick(n));
                html! { <button type="button" class="link" {onclick}>{ t::standing_shows(&(n + 1)) }</button> }
            }
            _ => Html::default(),
        };
        html! { <li class={class}><span class="mark" aria-hidden="true"></span>{ verdict::name(property) }<span class="sr">{ format!(": {word}") }</span>{ shows }</li> }
    });
    html! {
        <>
            <ul class="claims" aria-label={if claims.asked { t::claims_asked() } else { t::claims_usual() }}>{ for items }</ul>
            if !claims.unknown.is_empty() { <p class="warn-text pad">{ t::claims_unknown(&claims.unknown.join(", ")) }</p> }
        </>
    }
}
