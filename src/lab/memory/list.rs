//! What the diagram of memory shows, as a list: stacks, package variables, objects, and where each
//! row leads as a link between entries.

use std::{collections::BTreeSet, rc::Rc};

use protocol::{Cell, Picture};
use yew::prelude::*;

use crate::{
    i18n as t,
    lab::memory::{
        desk::MemoryDesk,
        draw::{Spot, id},
        grid::focus_id,
        places::Key,
        words::{allocated, leads, object_of, object_title},
    },
    program::Program,
    ptr::Ptr,
    ui::bits::marker,
    who,
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) picture: Ptr<Picture>,
    pub(super) program: Rc<Program>,
    pub(super) picked: Option<Spot>,
}

/// Objects of one part; with fewer, all of them are open.
const PART: usize = 40;

const PREFIX: &str = "mem-list";

/// The list.
#[component]
pub(super) fn List(props: &Props) -> Html {
    let part = use_state_eq(|| 0usize);
    let later = use_mut_ref(|| None::<Key>);
    let picture = &props.picture;
    {
        let later = later.clone();
        use_effect(move || {
            let waits = *later.borrow();
            if waits.is_some_and(|key| focus_id(&id(PREFIX, &Spot { key, row: None }))) {
                *later.borrow_mut() = None;
            }
        });
    }
    let go = {
        let (part, later) = (part.clone(), later.clone());
        let keys: Vec<Key> = picture.objects.iter().map(Key::of).collect();
        Callback::from(move |key: Key| {
            if let Some(at) = keys.iter().position(|k| *k == key) {
                part.set(at / PART);
            }
            *later.borrow_mut() = Some(key);
            MemoryDesk::here().pick(Some(Spot { key, row: None }));
            focus_id(&id(PREFIX, &Spot { key, row: None }));
        })
    };
    let known: BTreeSet<Key> = picture.objects.iter().map(Key::of).collect();
    let rows = |cells: &[Cell]| {
        html! {
            <table class="mem-values">
                <thead class="sr"><tr><th scope="col">{ t::memory_col_name() }</th><th scope="col">{ t::memory_col_value() }</th><th scope="col">{ t::memory_col_type() }</th><th scope="col">{ t::memory_col_leads() }</th></tr></thead>
                <tbody>{ for cells.iter().map(|c| row(c, picture, &go)) }</tbody>
            </table>
        }
    };
    let on = |key: Key| props.picked.is_some_and(|p| p.key == key).then_some("on");
    let head = |key: Key| id(PREFIX, &Spot { key, row: None });
    let stacks = picture.stacks.iter().map(|s| {
        let key = Key::Stack(s.goroutine);
        html! {
            <section key={s.goroutine} class={classes!("mem-entry", on(key))}>
                <h3 id={head(key)} tabindex="-1">{ marker(s.goroutine) }{ " " }{ who::title(s.goroutine, crate::narrate::short_name(&s.name)) }</h3>
                { for s.frames.iter().filter(|f| f.place.is_some() || !f.cells.is_empty()).map(|f| html! { <><h4><code>{ &f.function }</code></h4>{ rows(&f.cells) }</> }) }
            </section>
        }
    });
    let last = known.len().saturating_sub(1) / PART;
    let at = (*part).min(last);
    let objects = picture.objects.iter().skip(at * PART).take(PART).map(|o| {
        let key = Key::of(o);
        html! {
            <section key={format!("{:x}-{}-{}", o.start, o.born.0, o.born.1)} class={classes!("mem-entry", on(key))}>
                <h3 id={head(key)} tabindex="-1"><code>{ object_title(o) }</code></h3>
                <p class="faint small">{ allocated(o, &props.program) }</p>
                { rows(&o.cells) }
                if o.more > 0 { <p class="faint small">{ t::memory_more(&t::number(o.more)) }</p> }
            </section>
        }
    });
    let turn = |to: usize| {
        let part = part.clone();
        Callback::from(move |_: MouseEvent| part.set(to))
    };
    html! {
        <div class="mem-list" role="region" aria-label={t::memory_list()} tabindex="0">
            <div>
                <h2>{ t::memory_list_stacks() }</h2>
                if !picture.globals.is_empty() {
                    <section class={classes!("mem-entry", on(Key::Globals))}><h3 id={head(Key::Globals)} tabindex="-1">{ t::memory_globals() }</h3>{ rows(&picture.globals) }</section>
                }
                { for stacks }
            </div>
            <div>
                <h2>{ t::memory_list_objects() }</h2>
                { for objects }
                if last > 0 {
                    <p class="mem-acts">
                        <button type="button" class="btn quiet" disabled={at == 0} onclick={turn(at.saturating_sub(1))}>{ t::memory_list_before() }</button>
                        <span class="faint">{ t::memory_list_part(&(at * PART + 1), &((at + 1) * PART).min(known.len()), &known.len()) }</span>
                        <button type="button" class="btn quiet" disabled={at == last} onclick={turn(at + 1)}>{ t::memory_list_after() }</button>
                    </p>
                }
            </div>
        </div>
    }
}

fn row(c: &Cell, picture: &Picture, go: &Callback<Key>) -> Html {
    let to = c.reference.as_ref().and_then(|r| {
        let said = leads(r)?;
        Some(match object_of(picture, r) {
            Some(o) => {
                let (go, key) = (go.clone(), Key::of(o));
                let onclick = Callback::from(move |_: MouseEvent| go.emit(key));
                html! { <button type="button" class="link" {onclick}>{ said }</button> }
            }
            None => html! { { said } },
        })
    });
    html! {
        <tr>
            <th scope="row" class={format!("depth-{}", c.depth.min(4))}><code>{ &c.label }</code></th>
            <td><code>{ &c.text }</code></td>
            <td class="faint"><code>{ &c.ty }</code></td>
            <td>{ to.unwrap_or_default() }</td>
        </tr>
    }
}
