//! Two runs side by side, from a little before the place where they part.

use protocol::{Event, Goroutine};
use yew::prelude::*;

use crate::{
    i18n as t,
    lab::{
        desk::{Comparison, Desk, Now},
        outcome,
    },
    narrate::{self, Names},
    program::Program,
    ui::bits::{Icon, icon, marker},
};

fn column(
    list: &[Event],
    people: &[Goroutine],
    common: u64,
    program: &Program,
    head: Html,
) -> Html {
    let parts = list.iter().take_while(|e| e.index < common).count();
    let rows = list.iter().enumerate().map(|(i, e)| {
        let line = e.place.and_then(|p| program.text_line(p.file, p.line));
        let class = classes!(
            (i < parts).then_some("common"),
            (i == parts).then_some("parts")
        );
        html! {
            <li {class}>
                <span class="n">{ e.index + 1 }</span>
                { marker(e.goroutine) }
                <span class="what">{ narrate::event(e, Names(people)) }</span>
                if let Some(line) = line { <span class="line-no">{ t::line_n(&line) }</span> }
            </li>
        }
    });
    html! { <div class="compare-side">{ head }<ol class="events">{ for rows }</ol></div> }
}

/// The view.
pub(crate) fn view(now: &Now, comparison: &Comparison) -> Html {
    let close = Callback::from(|_: MouseEvent| Desk::here().end_comparison());
    let outcomes = now.run.as_ref().and_then(|r| r.result.as_ref());
    let (a, b) = comparison.outcomes;
    let head = |nth: usize, name: &'static str| {
        let o = outcomes.and_then(|r| r.outcomes.get(nth));
        let open = Callback::from(move |_: MouseEvent| Desk::here().open(nth));
        html! {
            <header>
                <span class="badge">{ name }</span>
                <span class="compare-title">{ o.map(outcome::title) }</span>
                <button type="button" class="btn" onclick={open}>{ t::outcome_open() }</button>
            </header>
        }
    };
    let body = match &comparison.compared {
        None => html! {
            <p class="explore-progress"><span role="status">{ t::compare_wait() }</span>
                <span class="faint">{ t::look_far(&t::number(comparison.looked.ticks)) }</span></p>
        },
        Some(c) => {
            let program = Program::new(&now.scene.text);
            html! {
                <>
                    <p class="compare-say">{ t::compare_say(&c.common) }</p>
                    <div class="compare-sides">
                        { column(&c.left, &c.left_people, c.common, &program, head(a, "A")) }
                        { column(&c.right, &c.right_people, c.common, &program, head(b, "B")) }
                    </div>
                </>
            }
        }
    };
    html! {
        <section class="compare" aria-label={t::compare_title()}>
            <header class="compare-head">
                <h3>{ t::compare_title() }</h3>
                <button type="button" class="btn quiet" onclick={close}>{ icon(Icon::Left) }{ if comparison.compared.is_some() { t::compare_back() } else { t::look_cancel() } }</button>
            </header>
            { body }
        </section>
    }
}
