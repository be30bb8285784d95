//! Channels, locks, wait groups, timers: a card each, with what the last step did to it in motion.

use protocol::{Event, Gid, Object, ObjectDetail, Op, Outcome, Waiter};
use yew::prelude::*;

use crate::{
    i18n as t,
    model::Model,
    ptr::Ptr,
    ui::{
        bits::{marker, tiny},
        deadlock::DeadlockCard,
    },
    who,
};

/// Buffer slots drawn.
const SLOTS: u64 = 12;
/// Queued goroutines drawn.
const QUEUE: usize = 8;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
}

/// The panel.
#[component]
pub(crate) fn ObjectsPanel(props: &Props) -> Html {
    let model = &props.model;
    let list = &model.objects.list;
    let last = model.state.as_ref().and_then(|s| s.last.clone());
    let more = u64::from(model.objects.total).saturating_sub(list.len() as u64);
    let cards = list.iter().map(|o| {
        let before = model
            .objects_before
            .list
            .iter()
            .find(|b| b.at.id == o.at.id);
        let event = last
            .clone()
            .filter(|e| e.object.as_ref().is_some_and(|x| x.id == o.at.id));
        card(o, before, event.as_ref(), model.motion)
    });
    html! {
        <section class="objects" aria-label={t::objects()}>
            <h2 class="panel-title">{ t::objects() }</h2>
            <div class="objects-body" tabindex="0" role="group" aria-label={t::objects()}>
                <DeadlockCard model={model.clone()} />
                if list.is_empty() {
                    <p class="faint pad">{ t::objects_empty() }</p>
                }
                <div class="cards">{ for cards }</div>
                if more > 0 {
                    <p class="faint pad">{ t::objects_more(more) }</p>
                }
            </div>
        </section>
    }
}

fn card(o: &Object, before: Option<&Object>, event: Option<&Event>, motion: u64) -> Html {
    let kind = match &o.detail {
        ObjectDetail::Chan { elem, .. } => format!("chan {elem}"),
        _ => who::kind(o.at.kind).to_owned(),
    };
    let body = match &o.detail {
        ObjectDetail::Chan {
            cap,
            len,
            slots,
            closed,
            senders,
            receivers,
            ..
        } => {
            let old = match before.map(|b| &b.detail) {
                Some(ObjectDetail::Chan { slots, .. }) => Some(slots.as_slice()),
                _ => None,
            };
            channel(
                *cap, *len, slots, old, *closed, senders, receivers, event, motion,
            )
        }
        ObjectDetail::Mutex {
            locked,
            owner,
            starving,
            waiters,
        } => html! {
            <>
                { holder(*locked, *owner, event.is_some(), motion) }
                if *starving { <span class="badge warn">{ t::lock_starving() }</span> }
                { queue(t::lock_waiting(), waiters) }
            </>
        },
        ObjectDetail::RwMutex {
            writer,
            readers,
            waiting_readers,
            waiting_writers,
        } => html! {
            <>
                if readers.is_empty() { { holder(writer.is_some(), *writer, event.is_some(), motion) } }
                else { <span class="row"><span class="key">{ t::lock_readers() }</span>{ for readers.iter().take(QUEUE).map(|g| tiny(*g)) }</span> }
                { queue(t::lock_waiting(), waiting_writers) }
                { queue(t::lock_waiting(), waiting_readers) }
            </>
        },
        ObjectDetail::WaitGroup { count, waiters } => html! {
            <>{ counter(t::wg_count(), *count, event.is_some(), motion) }{ queue(t::lock_waiting(), waiters) }</>
        },
        ObjectDetail::Semaphore { count, waiters } => html! {
            <>{ counter(t::sem_count(), *count, event.is_some(), motion) }{ queue(t::lock_waiting(), waiters) }</>
        },
        ObjectDetail::Cond { waiters } => html! {
            if waiters.is_empty() { <span class="row faint">{ t::nobody() }{ " " }{ t::cond_waiting() }</span> } else { { queue(t::cond_waiting(), waiters) } }
        },
        ObjectDetail::Once {
            done,
            running,
            waiters,
        } => html! {
            <>
                if let Some(g) = running { <span class="row"><span class="key">{ t::once_running() }</span>{ tiny(*g) }</span> }
                else { <span class="row">{ if *done { t::once_done() } else { t::once_todo() } }</span> }
                { queue(t::lock_waiting(), waiters) }
            </>
        },
        ObjectDetail::Timer {
            remaining,
            period,
            sleeper,
        } => html! {
            <>
                <span class="row">{ remaining.map_or_else(|| t::timer_stopped().to_owned(), |r| t::timer_in(&t::duration(r))) }</span>
                if let Some(p) = period { <span class="row faint">{ t::timer_every(&t::duration(*p)) }</span> }
                if let Some(g) = sleeper { <span class="row"><span class="key">{ t::timer_sleeper() }</span>{ tiny(*g) }</span> }
            </>
        },
        ObjectDetail::Atomic { value } => {
            html! { <span class="row"><code key={value.clone()} class="changed-value">{ value.clone() }</code></span> }
        }
    };
    let closed = matches!(o.detail, ObjectDetail::Chan { closed: true, .. });
    let wide = matches!(o.detail, ObjectDetail::Chan { .. });
    html! {
        <article key={o.at.id} class={classes!("card", wide.then_some("wide"), event.is_some().then_some("touched"), closed.then_some("closed"))}>
            <header><h3>{ who::object(&o.at) }</h3><span class="kind">{ kind }</span>
                if closed { <span class="badge">{ t::chan_closed() }</span> }
            </header>
            <div class="card-body">{ body }</div>
        </article>
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "a channel has this many sides, and only the card draws them"
)]
fn channel(
    cap: u64,
    len: u64,
    slots: &[String],
    old: Option<&[String]>,
    closed: bool,
    senders: &[Waiter],
    receivers: &[Waiter],
    event: Option<&Event>,
    motion: u64,
) -> Html {
    // What the last step did: into the buffer, out of it, or straight across.
    let done = event.filter(|e| {
        !matches!(
            e.outcome,
            Outcome::Blocked | Outcome::NotReady | Outcome::Panicked
        )
    });
    let grew = old.is_some_and(|o| o.len() < slots.len());
    let entered = done.is_some_and(|e| e.op == Op::Send && e.partner.is_none()) || grew;
    let left = old.is_some_and(|o| {
        o.len() > slots.len() || (done.is_some_and(|e| e.op == Op::Recv) && !o.is_empty())
    });
    let across = done
        .filter(|e| {
            (e.op == Op::Send && e.partner.is_some())
                || (e.op == Op::Recv && cap == 0 && e.outcome == Outcome::Done)
        })
        .and_then(|e| e.value.clone());
    let shown = cap.min(SLOTS);
    let boxes = (0..shown).map(|i| {
        let text = slots.get(i as usize);
        let newest = entered && i + 1 == len;
        let class = classes!("slot", text.is_none().then_some("empty"), newest.then_some("enter"), (left && !newest && text.is_some()).then_some("shift"));
        let key = if newest || left { format!("{i}-{motion}") } else { i.to_string() };
        html! { <span {key} {class} title={text.cloned().unwrap_or_else(|| t::chan_empty_slot().into())}>{ text.cloned().unwrap_or_default() }</span> }
    });
    html! {
        <>
            <div class="channel">
                { side("senders", t::chan_senders(), senders) }
                <div class={classes!("pipe", (cap == 0).then_some("direct"), closed.then_some("shut"))}>
                    if let Some(value) = across {
                        <span key={format!("flight-{motion}")} class="flight">{ value }</span>
                    }
                    if cap == 0 { <span class="rendezvous" aria-hidden="true"></span> }
                    { for boxes }
                    if cap > SLOTS { <span class="faint">{ format!("+{}", cap - SLOTS) }</span> }
                </div>
                { side("receivers", t::chan_receivers(), receivers) }
            </div>
            <span class="captions faint small">
                <span>{ t::chan_send_side() }</span>
                <span>{ if cap == 0 { t::chan_unbuffered().to_owned() } else { t::chan_cap(&len, &cap) } }</span>
                <span>{ t::chan_recv_side() }</span>
            </span>
        </>
    }
}

fn side(class: &'static str, label: &'static str, list: &[Waiter]) -> Html {
    let items = list.iter().take(QUEUE).map(|w| {
        html! {
            <span key={w.goroutine} class="queued">{ marker(w.goroutine) }<span class="num">{ format!("g{}", w.goroutine) }</span>
                if let Some(v) = &w.value { <code>{ v.clone() }</code> }
            </span>
        }
    });
    let more = list.len().saturating_sub(QUEUE);
    html! {
        <div class={classes!("side", class)} title={label} aria-label={label} role="group">
            { for items }
            if more > 0 { <span class="faint">{ format!("+{more}") }</span> }
        </div>
    }
}

fn holder(locked: bool, owner: Option<Gid>, touched: bool, motion: u64) -> Html {
    let key = if touched { motion } else { 0 };
    match (locked, owner) {
        (true, Some(g)) => {
            html! { <span {key} class={classes!("row", touched.then_some("pop"))}><span class="key">{ t::lock_held() }</span>{ tiny(g) }</span> }
        }
        (true, None) => html! { <span {key} class="row">{ t::lock_locked() }</span> },
        (false, _) => {
            html! { <span {key} class={classes!("row", "free", touched.then_some("pop"))}>{ t::lock_free() }</span> }
        }
    }
}

fn counter(label: &'static str, count: i64, touched: bool, motion: u64) -> Html {
    let key = if touched { motion } else { 0 };
    html! { <span class="row"><span class="key">{ label }</span><b {key} class={classes!("count", touched.then_some("pop"))}>{ count }</b></span> }
}

fn queue(label: &'static str, list: &[Waiter]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let more = list.len().saturating_sub(QUEUE);
    html! {
        <span class="row"><span class="key">{ label }</span>{ for list.iter().take(QUEUE).map(|w| tiny(w.goroutine)) }
            if more > 0 { <span class="faint">{ format!("+{more}") }</span> }
        </span>
    }
}
