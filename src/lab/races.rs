//! The data races of the run at hand, a card for each: both accesses, where their goroutines come
//! from, what last joined the two, and what is missing.

use std::rc::Rc;

use protocol::{
    AccessKind, AccessTo, Frame, Goroutine, MissingEdge, Moment, Op, Place, Race, RaceSide,
    RaceStep, RaceSync,
};
use yew::prelude::*;

use crate::{
    bridge::{Scene, Topic, Word},
    i18n as t,
    lab::{
        desk::Desk,
        inquiry::{Inquiry, Known, waiting},
        order_scene::written,
    },
    narrate::{Names, short_name},
    program::Program,
    ptr::Ptr,
    ui::bits::chip,
    who,
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) scene: Rc<Scene>,
    pub(crate) known: Ptr<Known>,
}

/// What a card is made with.
struct Context<'a> {
    scene: &'a Scene,
    program: Program,
}

impl Context<'_> {
    fn line(&self, place: Option<Place>) -> Option<u32> {
        let place = place?;
        self.program.text_line(place.file, place.line)
    }

    fn people(&self) -> &[Goroutine] {
        &self.scene.goroutines
    }

    fn name(&self, g: u32) -> String {
        Names(self.people()).of(g)
    }

    /// A line as a way to the code.
    fn line_link(&self, line: Option<u32>) -> Html {
        let Some(line) = line else {
            return Html::default();
        };
        let onclick = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Line(line)));
        html! { <button type="button" class="link line-no" {onclick}>{ t::line_n(&line) }</button> }
    }
}

/// The panel.
#[component]
pub(crate) fn RacesPanel(props: &Props) -> Html {
    let (scene, known) = (&props.scene, &props.known);
    let Some(found) = &known.races else {
        return waiting(known, t::race_looking());
    };
    let explore = Callback::from(|_: MouseEvent| Desk::here().say(&Word::Topic(Topic::Explore)));
    let reach = match found.limited {
        true => t::race_reach_limited(&t::number(found.ticks)),
        false => t::race_reach(found.events),
    };
    if found.races.is_empty() {
        return html! {
            <div class="races">
                <p class="races-sum good" role="status"><strong>{ t::race_none() }</strong>{ " " }{ reach }{ " " }{ t::race_none_more() }</p>
                <p><button type="button" class="btn" onclick={explore}>{ t::race_explore() }</button></p>
            </div>
        };
    }
    let context = Context {
        scene,
        program: Program::new(&scene.text),
    };
    let cards = found
        .races
        .iter()
        .enumerate()
        .map(|(i, race)| card(i, race, &context));
    let more = u64::from(found.total).saturating_sub(found.races.len() as u64);
    html! {
        <div class="races">
            <p class="races-sum bad" role="status"><strong>{ t::race_some(u64::from(found.total)) }</strong>{ " " }{ reach }</p>
            <ol class="race-cards">{ for cards }</ol>
            if more > 0 { <p class="faint">{ t::race_more(more) }</p> }
        </div>
    }
}

fn card(i: usize, race: &Race, context: &Context<'_>) -> Html {
    let go = |side: &RaceSide, label: &'static str| {
        let to = Moment::Tick(side.tick);
        let onclick = Callback::from(move |_: MouseEvent| Desk::here().say(&Word::Seek(to)));
        html! { <button type="button" class="btn" {onclick}>{ label }</button> }
    };
    let order = Callback::from(move |_: MouseEvent| Inquiry::here().show_race(i));
    let title = match (&race.variable, race.first.to) {
        (Some(name), _) => t::race_on(name),
        (None, AccessTo::Map) => t::race_on_map().to_owned(),
        (None, AccessTo::Chan) => t::race_on_chan().to_owned(),
        (None, _) => t::race_on_memory(&format_args!("{:#x}", race.address)),
    };
    let id = format!("race-{i}");
    html! {
        <li key={i}><article class="race" aria-labelledby={id.clone()}>
            <h2 {id}>{ title }</h2>
            <p class="race-missing">{ sentence(race, context) }</p>
            <div class="race-accesses">
                { side(&race.first, t::race_first(), context) }
                { side(&race.second, t::race_second(), context) }
            </div>
            <p class="race-sync">{ last_sync(race, context) }</p>
            <div class="race-acts">
                { go(&race.first, t::race_go_first()) }
                { go(&race.second, t::race_go_second()) }
                <button type="button" class="btn" onclick={order}>{ t::race_show_order() }</button>
            </div>
        </article></li>
    }
}

fn own_place(stack: &[Frame]) -> Option<Place> {
    stack.iter().find_map(|f| f.place)
}

fn side(side: &RaceSide, label: &'static str, context: &Context<'_>) -> Html {
    let line = context.line(own_place(&side.stack));
    let text = line.and_then(|l| context.scene.text.lines().nth(l as usize - 1));
    let created = context.line(own_place(&side.created_at));
    let frames = side.stack.iter().enumerate().map(|(i, f)| {
        html! {
            <li key={i} class="race-frame">
                <span class="fn">{ short_name(&f.function).to_owned() }</span>
                { context.line_link(context.line(f.place)) }
                if let Some(at) = &f.library { <span class="faint">{ at.clone() }</span> }
            </li>
        }
    });
    html! {
        <section class="race-access">
            <h3>{ label }</h3>
            <p>{ chip(side.goroutine, context.people()) }{ " " }{ does(side.kind, side.to) }{ " " }{ context.line_link(line) }</p>
            if let Some(text) = text { <code class="race-code">{ text.trim().to_owned() }</code> }
            <p class="faint">
                if let Some(by) = side.created_by {
                    { t::race_created(&context.name(by)) }{ " " }{ context.line_link(created) }
                } else {
                    { t::race_main() }
                }
            </p>
            <details><summary>{ t::race_stack(side.stack.len() as u64) }</summary><ol class="race-stack">{ for frames }</ol></details>
        </section>
    }
}

/// What an access does, after its goroutine.
pub(super) fn does(kind: AccessKind, to: AccessTo) -> &'static str {
    match (kind, to) {
        (AccessKind::Read, AccessTo::Map) => t::race_reads_map(),
        (AccessKind::Write, AccessTo::Map) => t::race_writes_map(),
        (AccessKind::Read, AccessTo::Chan) => t::race_uses_chan(),
        (AccessKind::Write, AccessTo::Chan) => t::race_closes_chan(),
        (AccessKind::Read, AccessTo::WaitGroup) => t::race_adds(),
        (AccessKind::Write, AccessTo::WaitGroup) => t::race_waits(),
        (AccessKind::AtomicRead, _) => t::race_reads_atomically(),
        (AccessKind::AtomicWrite, AccessTo::Lock) => t::race_locks(),
        (AccessKind::AtomicWrite, _) => t::race_writes_atomically(),
        (AccessKind::Read, _) => t::race_reads(),
        (AccessKind::Write, _) => t::race_writes(),
    }
}

fn last_sync(race: &Race, context: &Context<'_>) -> Html {
    let Some(sync) = &race.last_sync else {
        return html! { <>{ t::race_sync_never() }</> };
    };
    html! { <>{ synced(sync, context) }{ " " }{ context.line_link(context.line(sync.place)) }</> }
}

fn synced(sync: &RaceSync, context: &Context<'_>) -> String {
    let (by, of) = (context.name(sync.by), context.name(sync.of));
    match &sync.object {
        None => t::race_sync_go(&by, &of),
        Some(object) => t::race_sync(&by, &of, &who::object(object)),
    }
}

/// The missing edge in one sentence.
fn sentence(race: &Race, context: &Context<'_>) -> String {
    let (a, b) = (&race.first, &race.second);
    let nothing = t::race_nothing(
        &noun(a.kind),
        &context.name(a.goroutine),
        &noun(b.kind),
        &context.name(b.goroutine),
    );
    let (first, second) = (context.name(a.goroutine), context.name(b.goroutine));
    let why = match &race.missing {
        MissingEdge::Unknown => return nothing + ".",
        MissingEdge::Never => t::race_why_never().to_owned(),
        MissingEdge::OnlyStarted => match &race.last_sync {
            Some(s) => t::race_why_started(&context.name(s.by), &context.name(s.of)),
            None => t::race_why_never().to_owned(),
        },
        MissingEdge::OtherLock {
            first: x,
            second: y,
        } => t::race_why_other(&first, &who::object(x), &second, &who::object(y)),
        MissingEdge::ReadLock(lock) => t::race_why_read(&who::object(lock)),
        MissingEdge::Unlocked { lock, first: bare } => {
            let (holds, not) = if *bare {
                (second, first)
            } else {
                (first, second)
            };
            t::race_why_unlocked(&holds, &who::object(lock), &not)
        }
        MissingEdge::TooLate(step) => t::race_why_late(
            &act(step),
            &context.name(step.goroutine),
            &at(step, context),
            &noun(b.kind),
        ),
        MissingEdge::TooEarly(step) => t::race_why_early(
            &act(step),
            &context.name(step.goroutine),
            &at(step, context),
            &noun(a.kind),
        ),
    };
    t::race_because(&nothing, &why)
}

fn at(step: &RaceStep, context: &Context<'_>) -> String {
    context
        .line(step.place)
        .map_or(String::new(), |line| format!(" ({})", t::line_n(&line)))
}

fn noun(kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::Read => t::race_the_read(),
        AccessKind::Write => t::race_the_write(),
        AccessKind::AtomicRead => t::race_the_atomic_read(),
        AccessKind::AtomicWrite => t::race_the_atomic_write(),
    }
}

/// An operation as code has it; what was sent does not matter here.
fn act(step: &RaceStep) -> String {
    match (step.op, &step.object) {
        (Op::Send, Some(object)) => format!("{} <-", who::object(object)),
        (op, object) => written(op, object.as_ref(), None),
    }
}
