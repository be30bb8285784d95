//! What the compiler says, or vet where that has nothing to say, as a list that leads to the places.

use protocol::{Diagnostic, Severity};
use yew::prelude::*;

use crate::{i18n as t, ui::bench::Bench};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) bench: Bench,
}

/// The list; nothing when all is well.
#[component]
pub(crate) fn Problems(props: &Props) -> Html {
    let model = &props.bench.model;
    let found = model.problems();
    let list = &found.list;
    if list.is_empty() {
        return Html::default();
    }
    let items = list
        .iter()
        .enumerate()
        .map(|(i, d)| item(i, d, &props.bench));
    html! {
        <section class={classes!("problems", mild(list).then_some("mild"))} aria-label={t::problems()}>
            <ol>{ for items }</ol>
            if found.truncated { <p class="faint">{ t::problems_more() }</p> }
        </section>
    }
}

/// Whether there are warnings only.
pub(crate) fn mild(list: &[Diagnostic]) -> bool {
    list.iter().all(|d| d.severity == Severity::Warning)
}

fn item(key: usize, d: &Diagnostic, bench: &Bench) -> Html {
    let model = &bench.model;
    let at = model.program.text_byte(d.file, d.start);
    let line = model.program.text_line(d.file, d.line).unwrap_or(d.line);
    let onclick = {
        let bench = bench.clone();
        Callback::from(move |_| {
            if let Some(at) = at {
                bench.go_to(at);
            }
        })
    };
    let place = if model.program.several() {
        t::problem_at(&model.program.name(d.file), &d.line, &d.column)
    } else {
        format!("{line}:{}", d.column)
    };
    let class = if d.severity == Severity::Error {
        "error"
    } else {
        "warning"
    };
    html! {
        <li {key} {class}><button type="button" {onclick}><span class="where">{ place }</span><span>{ d.message.clone() }</span></button></li>
    }
}
