//! The search as a tree that folds: each fork names who moves and with what, and how the executions
//! below end. The branch below which everything goes wrong is the one that decides.

use std::collections::BTreeMap;

use protocol::{Explored, Fork, Move};
use yew::prelude::*;

use crate::{
    bridge::Word,
    i18n as t,
    lab::{desk::Desk, order_scene::written, outcome},
    narrate,
    program::Program,
    ptr::Ptr,
    ui::bits::marker,
    who,
};

/// Levels that are unfolded at first.
const OPEN: u32 = 2;

/// What a fork is: who moves, and with what, as Go writes it.
fn words(f: &Fork) -> Html {
    let object = || f.object.as_ref().map(who::object).unwrap_or_default();
    let code = match f.step {
        None => return html! { { t::tree_root() } },
        Some(Move::Read) => t::tree_reads(&object()),
        Some(Move::Write) => t::tree_writes(&object()),
        Some(Move::Timer) => t::tree_timer().into(),
        Some(Move::End) => t::tree_ends().into(),
        Some(Move::Op(op)) => written(op, f.object.as_ref(), None),
    };
    html! {
        <>
            if f.goroutine > 0 { <span class="fork-who">{ who::title(f.goroutine, narrate::short_name(&f.name)) }</span>{ " " } }
            <code>{ code }</code>
        </>
    }
}

/// Executions below, and how many of them go wrong.
fn counts(f: &Fork, bad: &BTreeMap<u64, bool>) -> (u64, u64) {
    let is_bad = |key: &u64| bad.get(key).copied().unwrap_or(false);
    let sum = |only_bad: bool| -> u64 {
        let all = f.outcomes.iter();
        all.filter(|(k, _)| !only_bad || is_bad(k))
            .map(|(_, n)| n)
            .sum()
    };
    (sum(false), sum(true))
}

/// Everything that the drawing of a node needs.
struct Drawing {
    explored: Ptr<Explored>,
    children: BTreeMap<usize, Vec<usize>>,
    bad: BTreeMap<u64, bool>,
    program: Program,
}

impl Drawing {
    fn new(explored: Ptr<Explored>, text: &str) -> Drawing {
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, f) in explored.tree.iter().enumerate() {
            if let Some(parent) = f.parent {
                children.entry(parent as usize).or_default().push(i);
            }
        }
        let outcomes = explored.outcomes.iter();
        let bad = outcomes.map(|o| (o.key, o.failed())).collect();
        Drawing {
            explored,
            children,
            bad,
            program: Program::new(text),
        }
    }

    /// What stands in a node's line.
    fn head(&self, f: &Fork, (all, bad): (u64, u64), decides: bool) -> Html {
        let line = f.place.and_then(|p| self.program.text_line(p.file, p.line));
        let go_to = line.map(|line| {
            let onclick = Callback::from(move |e: MouseEvent| {
                e.prevent_default();
                Desk::here().say(&Word::Line(line));
            });
            html! { <button type="button" class="link line-no" {onclick}>{ t::line_n(&line) }</button> }
        });
        // A leaf is one outcome: name it.
        let leaf = match f.outcomes.as_slice() {
            [(key, _)] => {
                let nth = self.explored.outcomes.iter().position(|o| o.key == *key);
                nth.and_then(|n| Some((n, self.explored.outcomes.get(n)?)))
            }
            _ => None,
        };
        let ending = leaf.map(|(nth, o)| {
            let (word, tone) = outcome::sort(o);
            let onclick = Callback::from(move |e: MouseEvent| {
                e.prevent_default();
                Desk::here().pick(nth);
            });
            html! { <button type="button" class={classes!("outcome-sort", tone)} title={outcome::title(o)} {onclick}>{ format!("{} {word}", nth + 1) }</button> }
        });
        let good = (all - bad) as f64 / all.max(1) as f64 * 100.0;
        html! {
            <>
                if f.goroutine > 0 { { marker(f.goroutine) } }
                <span class="fork-words">{ words(f) }</span>
                { go_to }
                if decides { <span class="badge warn" title={t::tree_decides_hint()}>{ t::tree_decides() }</span> }
                { ending }
                <span class="fork-count">{ if bad > 0 { t::tree_count_bad(all, &t::number(all), &t::number(bad)) } else { t::tree_count(all, &t::number(all)) } }</span>
                <svg class="fork-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="good" width={format!("{good:.1}")} height="4" />
                    <rect class="bad" x={format!("{good:.1}")} width={format!("{:.1}", 100.0 - good)} height="4" />
                </svg>
            </>
        }
    }
}

#[derive(Properties, PartialEq)]
struct NodeProps {
    drawing: Ptr<Drawing>,
    at: usize,
    level: u32,
    /// Whether things may still go well above it.
    above_mixed: bool,
}

/// A node, and what lies below it once somebody has unfolded it: large trees are drawn bit by bit.
#[component]
fn Node(props: &NodeProps) -> Html {
    let NodeProps {
        drawing,
        at,
        level,
        above_mixed,
    } = props;
    let fork = drawing.explored.tree.get(*at);
    let (all, bad) = fork.map_or((0, 0), |f| counts(f, &drawing.bad));
    let mixed = bad > 0 && bad < all;
    let open = use_state_eq(|| *level < OPEN || mixed && *level < 2 * OPEN);
    let Some(f) = fork else {
        return Html::default();
    };
    let head = drawing.head(f, (all, bad), *above_mixed && bad == all);
    let more = f
        .more
        .then(|| html! { <span class="faint">{ t::tree_more() }</span> });
    let Some(below) = drawing.children.get(at) else {
        return html! { <div class="fork-leaf">{ head }{ more }</div> };
    };
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |e: Event| {
            if let Some(details) = e.target_dyn_into::<web_sys::Element>() {
                open.set(details.has_attribute("open"));
            }
        })
    };
    let items = below.iter().map(|c| {
        html! { <li key={*c}><Node drawing={drawing.clone()} at={*c} level={level + 1} above_mixed={mixed} /></li> }
    });
    html! {
        <details open={*open} {ontoggle}>
            <summary>{ head }</summary>
            if *open { <ul>{ for items }</ul>{ more } }
        </details>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) explored: Ptr<Explored>,
    pub(crate) text: String,
}

/// The tree, or why there is none.
#[component]
pub(crate) fn SearchTree(props: &Props) -> Html {
    let drawing = use_memo((props.explored.clone(), props.text.clone()), |(e, text)| {
        Drawing::new(e.clone(), text)
    });
    let explored = &props.explored;
    if explored.tree.is_empty() {
        return html! { <p class="faint pad">{ t::tree_none() }</p> };
    }
    if explored.outcomes.len() < 2 {
        return html! { <p class="faint pad">{ t::tree_single() }</p> };
    }
    // Another search's nodes are others.
    let key = std::rc::Rc::as_ptr(&explored.0) as usize;
    html! { <div class="search-tree"><Node key={key} drawing={Ptr(drawing)} at=0 level=0 above_mixed=false /></div> }
}
