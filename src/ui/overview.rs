//! The whole run in one strip: who was busy when, where it broke, and which part the lanes show.

use std::rc::Rc;

use crate::svg::{svg, svg_text};
use protocol::{Moment, Timeline};
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use crate::{i18n as t, model::Msg, ptr::Ptr, who};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) timeline: Option<Ptr<Timeline>>,
    /// Steps at which something is wrong, and lines.
    pub(crate) marks: Rc<(Vec<u64>, Vec<u32>)>,
    /// The lanes' window.
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) step: u64,
    pub(crate) steps: u64,
    pub(crate) send: Callback<Msg>,
    /// Moves the lanes' window.
    pub(crate) move_to: Callback<f64>,
}

/// Width of the drawing; it is stretched to the strip's.
const WIDTH: f64 = 1000.0;

/// The strip.
#[component]
pub(crate) fn Overview(props: &Props) -> Html {
    let strip = use_node_ref();
    let held = use_mut_ref(|| false);
    let end = props.steps.max(1) as f64;
    let act = {
        let (strip, send, move_to) = (strip.clone(), props.send.clone(), props.move_to.clone());
        let (from, to, steps) = (props.from, props.to, props.steps);
        move |e: &PointerEvent| {
            let Some(el) = strip.cast::<Element>() else {
                return;
            };
            let rect = el.get_bounding_client_rect();
            let share =
                ((f64::from(e.client_x()) - rect.left()) / rect.width().max(1.0)).clamp(0.0, 1.0);
            let at = share * end;
            if to - from < end {
                move_to.emit(at - (to - from) / 2.0);
            }
            send.emit(Msg::Seek(Moment::Step((at.round() as u64).min(steps))));
        }
    };
    let onpointerdown = {
        let (held, act) = (held.clone(), act.clone());
        Callback::from(move |e: PointerEvent| {
            *held.borrow_mut() = true;
            if let Some(el) = e.target_dyn_into::<Element>() {
                let _ = el.set_pointer_capture(e.pointer_id());
            }
            act(&e);
        })
    };
    let onpointermove = {
        let (held, act) = (held.clone(), act.clone());
        Callback::from(move |e: PointerEvent| {
            if *held.borrow() {
                act(&e);
            }
        })
    };
    let onpointerup = Callback::from(move |_: PointerEvent| *held.borrow_mut() = false);
    let x = |step: f64| (step / end * WIDTH).clamp(0.0, WIDTH);
    let (left, right) = (x(props.from), x(props.to));
    let now = x(props.step as f64);
    html! {
        <div class="overview" ref={strip} {onpointerdown} {onpointermove} {onpointerup} title={t::overview()}>
            <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
                { props.timeline.as_ref().map(|t| columns(t, &props.marks.0, end)).unwrap_or_default() }
                if props.steps > 0 && right - left < WIDTH - 0.5 {
                    <rect class="overview-window" x={svg_text!(left)} width={svg_text!((right - left).max(4.0))} y="0.5" height="19" />
                }
                if props.steps > 0 {
                    <rect class="overview-now" x={svg_text!(now - 1.0)} width="2" height="20" />
                }
            </svg>
        </div>
    }
}

fn columns(timeline: &Timeline, wrong: &[u64], end: f64) -> Html {
    let n = timeline.overview.len().max(1) as f64;
    let w = WIDTH / n;
    let mut paths: Vec<(u8, String)> = Vec::new();
    let mut alarms = String::new();
    for step in wrong {
        svg!(
            &mut alarms,
            "M",
            *step as f64 / end * WIDTH - 1.5,
            " 0h3v20h-3Z"
        );
    }
    for (column, i) in timeline.overview.iter().zip(0u32..) {
        let x = f64::from(i) * w;
        if column.busiest != 0 {
            let hue = who::looks(column.busiest).hue;
            let height = 14.0 - 8.0 * f64::from(column.waiting) / 255.0;
            if !paths.iter().any(|p| p.0 == hue) {
                paths.push((hue, String::new()));
            }
            if let Some((_, path)) = paths.iter_mut().find(|p| p.0 == hue) {
                svg!(path, "M", x, " 17h", w, "v-", height, "h-", w, "Z");
            }
        }
        if column.alarm {
            svg!(
                &mut alarms,
                "M",
                x - 1.0,
                " 0h",
                w.clamp(3.0, 8.0),
                "v20h-",
                w.clamp(3.0, 8.0),
                "Z"
            );
        }
    }
    let bars = paths
        .into_iter()
        .map(|(hue, d)| html! { <path key={hue} class={format!("bar g{hue}")} {d} /> });
    html! { <>{ for bars }<path class="alarm" d={alarms} /></> }
}
