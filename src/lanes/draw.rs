//! The lanes as drawings: heads, stretches, what joins them, and what is shaded.

use protocol::{GStatus, Goroutine, LaneState, LinkKind};
use yew::prelude::*;

use super::{
    pane::HEAD,
    scene::{Rows, Scene},
    view::View,
};
use crate::{
    i18n as t,
    model::Model,
    narrate::short_name,
    svg::{px, svg, svg_text},
    who,
};

/// What the patterns mean, where there is room to say it.
pub(super) fn legend_strip() -> Html {
    use LaneState as L;
    let items = [
        L::Running,
        L::Runnable,
        L::BlockedChan,
        L::BlockedLock,
        L::Sleeping,
        L::Done,
    ]
    .into_iter()
    .map(|state| {
        html! { <span key={state_class(state)}>{ swatch(state, 22) }{ state_word(state) }</span> }
    });
    html! { <div class="legend-strip" aria-hidden="true">{ for items }</div> }
}

/// A sample of a state in the first hue.
pub(crate) fn swatch(state: LaneState, width: u32) -> Html {
    let fill = match state {
        LaneState::BlockedChan | LaneState::Deadlocked => Some("url(#chan-0)"),
        LaneState::BlockedLock => Some("url(#lock-0)"),
        LaneState::Sleeping => Some("url(#sleep-0)"),
        _ => None,
    };
    let right = width - 2;
    let d = if state == LaneState::Done {
        format!("M2 7H{right}M{right} 3v8")
    } else {
        format!("M2 2H{right}V12H2Z")
    };
    html! {
        <svg class="lane g0" width={width.to_string()} height="14" aria-hidden="true"><path class={classes!("band", state_class(state))} {d} {fill} /></svg>
    }
}

/// The class of a stretch.
pub(crate) fn state_class(state: LaneState) -> &'static str {
    match state {
        LaneState::Running => "running",
        LaneState::Runnable => "runnable",
        LaneState::BlockedChan => "chan",
        LaneState::BlockedLock => "lock",
        LaneState::Sleeping => "sleep",
        LaneState::Done => "done",
        LaneState::Panicked => "panicked",
        LaneState::Deadlocked => "deadlocked",
        LaneState::Mixed => "mixed",
    }
}

/// The word for a stretch.
pub(crate) fn state_word(state: LaneState) -> &'static str {
    match state {
        LaneState::Running => t::legend_running(),
        LaneState::Runnable => t::legend_runnable(),
        LaneState::BlockedChan => t::legend_chan(),
        LaneState::BlockedLock => t::legend_lock(),
        LaneState::Sleeping => t::legend_sleep(),
        LaneState::Done => t::legend_done(),
        LaneState::Panicked => t::legend_panicked(),
        LaneState::Deadlocked => t::legend_deadlocked(),
        LaneState::Mixed => t::legend_mixed(),
    }
}

pub(super) fn heads(model: &Model, scene: &Scene, rows: Rows, head: f64) -> Html {
    let current = model.state.as_ref().and_then(|s| s.current);
    let all: &[Goroutine] = model.state.as_ref().map_or(&[], |s| &s.goroutines);
    let narrow = head < HEAD;
    scene
        .lanes
        .iter()
        .map(|lane| {
            let g = lane.goroutine;
            let looks = who::looks(g);
            let gone = all.iter().find(|x| x.id == g).is_none_or(|x| x.status == GStatus::Done);
            let class = classes!(
                "head",
                format!("g{}", looks.hue),
                looks.hollow.then_some("hollow"),
                (model.selected == Some(g)).then_some("selected"),
                (current == Some(g)).then_some("current"),
                gone.then_some("gone"),
            );
            let middle = f64::from(rows.pitch) / 2.0;
            let text = if narrow { format!("g{g}") } else { clip(&who::title(g, short_name(&lane.name)), 15) };
            html! {
                <g key={g} {class} transform={format!("translate(0 {})", lane.row * rows.pitch)}>
                    <rect class="head-back" width="100%" height={rows.pitch.to_string()} />
                    <path class="marker" d={looks.shape} transform={svg_text!("translate(10 ", middle - 6.0, ")")} />
                    <text x="29" y={px(middle + 4.0)}>{ text }</text>
                </g>
            }
        })
        .collect()
}

fn clip(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    text.chars().take(max - 1).chain(['…']).collect()
}

pub(super) fn stretches(scene: &Scene, rows: Rows) -> Html {
    let middle = f64::from(rows.pitch) / 2.0;
    scene
        .lanes
        .iter()
        .map(|lane| {
            let hue = who::looks(lane.goroutine).hue;
            let bands = lane.bands.iter().map(|b| {
                let fill = match b.state {
                    LaneState::BlockedChan => Some(format!("url(#chan-{hue})")),
                    LaneState::BlockedLock => Some(format!("url(#lock-{hue})")),
                    LaneState::Deadlocked => Some(format!("url(#chan-{hue})")),
                    LaneState::Sleeping => Some(format!("url(#sleep-{hue})")),
                    LaneState::Mixed => Some(format!("url(#mixed-{hue})")),
                    _ => None,
                };
                html! { <path key={state_class(b.state)} class={classes!("band", state_class(b.state))} d={b.path.clone()} fill={fill} /> }
            });
            let words = lane.words.iter().enumerate().map(|(i, w)| {
                html! { <text key={format!("w{i}")} class={classes!("word", state_class(w.state))} x={svg_text!(w.x)} y="3.5">{ state_word(w.state) }</text> }
            });
            let dots = lane.dots.iter().map(|d| {
                html! { <path key={d.sort.class()} class={d.sort.class()} d={d.path.clone()} /> }
            });
            html! {
                <g key={lane.goroutine} class={format!("lane g{hue}")} transform={svg_text!("translate(0 ", f64::from(lane.row * rows.pitch) + middle, ")")}>
                    { for bands }{ for words }{ for dots }
                </g>
            }
        })
        .collect()
}

/// What happened before and after the event that the lab has selected.
pub(super) fn shade(model: &Model, scene: &Scene, view: &View, rows: Rows) -> Html {
    let (mut past, mut future) = (String::new(), String::new());
    let pitch = f64::from(rows.pitch);
    for lane in &scene.lanes {
        if let Some((_, to, from)) = model.shade.iter().find(|s| s.0 == lane.goroutine) {
            let y = f64::from(lane.row) * pitch;
            let at = |step: u64| view.x(step as f64).clamp(0.0, view.width);
            svg!(&mut past, "M0 ", y, "H", at(*to), "v", pitch, "H0Z");
            svg!(
                &mut future,
                "M",
                at(*from),
                " ",
                y,
                "h9999v",
                pitch,
                "h-9999Z"
            );
        }
    }
    html! { <><path class="g0 shade" d={past} fill="url(#chan-0)" /><path class="g0 shade" d={future} fill="url(#sleep-0)" /></> }
}

pub(super) fn links(scene: &Scene) -> Html {
    scene
        .links
        .iter()
        .map(|(kind, path)| {
            let class = match kind {
                LinkKind::Go => "link go",
                LinkKind::Message => "link message",
                LinkKind::Close => "link close",
                LinkKind::Unlock => "link unlock",
                LinkKind::Wake => "link wake",
            };
            html! { <path key={class} {class} d={path.clone()} /> }
        })
        .collect()
}

pub(super) fn selection(model: &Model, view: &View, height: f64) -> Html {
    let Some(index) = model.selected_event else {
        return Html::default();
    };
    let x = view.x(index as f64 + 1.0);
    html! { <line class="picked" x1={svg_text!(x)} x2={svg_text!(x)} y2={svg_text!(height)} /> }
}

/// The fill patterns of all hues; once per document.
pub(crate) fn patterns() -> Html {
    let all = (0..9).map(|hue| {
        let class = format!("g{hue}");
        html! {
            <g key={hue} class={class}>
                <pattern id={format!("chan-{hue}")} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="pat-back" width="6" height="6" /><rect class="pat-ink" width="2.4" height="6" />
                </pattern>
                <pattern id={format!("lock-{hue}")} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(135)">
                    <rect class="pat-back" width="6" height="6" /><rect class="pat-ink" width="2.4" height="6" />
                </pattern>
                <pattern id={format!("sleep-{hue}")} width="5" height="5" patternUnits="userSpaceOnUse">
                    <rect class="pat-back" width="5" height="5" /><circle class="pat-ink" cx="2.5" cy="2.5" r="1.1" />
                </pattern>
                <pattern id={format!("mixed-{hue}")} width="4" height="4" patternUnits="userSpaceOnUse">
                    <rect class="pat-back" width="4" height="4" /><rect class="pat-ink" width="1.6" height="4" />
                </pattern>
            </g>
        }
    });
    html! { <svg class="patterns" width="0" height="0" aria-hidden="true"><defs>{ for all }</defs></svg> }
}
