//! The lanes on screen, and what pointer and keys do in them.

use crate::svg::{px, svg, svg_text};
use std::rc::Rc;

use protocol::{GStatus, Goroutine, LaneState, LinkKind, Moment, Target, TimelineQuery};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver,
    WheelEvent,
};
use yew::prelude::*;

use super::{
    scene::{self, Rows, Scene},
    view::View,
};
use crate::{
    i18n as t,
    model::{Model, Msg},
    narrate::short_name,
    ptr::Ptr,
    ui::{
        bits::{Icon, icon_button},
        overview::Overview,
    },
    who,
};

/// Width of the lanes' heads.
const HEAD: f64 = 132.0;
/// The same on narrow screens.
const HEAD_NARROW: f64 = 76.0;
/// Pointer travel that makes a drag of a click.
const SLOP: f64 = 5.0;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    pub(crate) send: Callback<Msg>,
    /// Narrow lanes.
    pub(crate) compact: bool,
    /// Whether single letters and digits act.
    pub(crate) letters: bool,
}

/// A drag in progress.
#[derive(Clone, Copy)]
struct Drag {
    start: f64,
    last: f64,
    moved: bool,
    scrub: bool,
}

/// Size and scroll position of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Frame {
    width: f64,
    height: f64,
    scroll: f64,
}

impl Frame {
    fn head(self) -> f64 {
        if self.width < 520.0 {
            HEAD_NARROW
        } else {
            HEAD
        }
    }
}

fn frame_of(el: &Element) -> Frame {
    Frame {
        width: f64::from(el.client_width()),
        height: f64::from(el.client_height()),
        scroll: f64::from(el.scroll_top()),
    }
}

/// The lanes.
#[component]
pub(crate) fn Lanes(props: &Props) -> Html {
    let pane = use_node_ref();
    let frame = use_state_eq(Frame::default);
    let view = use_mut_ref(View::new);
    let redraw = use_force_update();
    let drag = use_mut_ref(|| None::<Drag>);
    let model = &props.model;

    let (steps, step, lanes) = model.state.as_ref().map_or((0, 0, 0), |s| {
        (s.steps, s.step, s.lanes.max(s.goroutines.len() as u32))
    });
    // A few lanes may be taller than many.
    let pitch = if props.compact {
        20
    } else {
        (frame.height as u32 / lanes.max(6)).clamp(28, 38)
    };
    let rows = Rows { pitch };
    let head = frame.head();
    {
        let mut view = view.borrow_mut();
        view.settle(frame.width - head - 16.0, steps, step);
    }

    // Size and scrolling.
    {
        let (pane, frame) = (pane.clone(), frame.clone());
        use_effect_with((), move |()| {
            let el = pane.cast::<Element>();
            let observed = el.clone();
            let look = Closure::<dyn FnMut()>::new(move || {
                if let Some(el) = &observed {
                    frame.set(frame_of(el));
                }
            });
            let observer = ResizeObserver::new(look.as_ref().unchecked_ref()).ok();
            if let (Some(el), Some(observer)) = (&el, &observer) {
                observer.observe(el);
                let _ =
                    el.add_event_listener_with_callback("scroll", look.as_ref().unchecked_ref());
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(look);
            }
        });
    }
    // The wheel must be able to keep the page from scrolling, so it is listened to by hand.
    {
        let (pane, view, redraw) = (pane.clone(), Rc::clone(&view), redraw.clone());
        use_effect_with(steps, move |steps| {
            let steps = *steps;
            let el = pane.cast::<Element>();
            let on_wheel = Closure::<dyn FnMut(WheelEvent)>::new(move |e: WheelEvent| {
                let Some(target) = e
                    .current_target()
                    .and_then(|t| t.dyn_into::<Element>().ok())
                else {
                    return;
                };
                let mut view = view.borrow_mut();
                let x = f64::from(e.client_x())
                    - target.get_bounding_client_rect().left()
                    - frame_of(&target).head();
                if e.ctrl_key() || e.meta_key() {
                    view.zoom(js_sys::Math::exp(-e.delta_y() / 300.0), x.max(0.0), steps);
                } else if e.shift_key() || e.delta_x().abs() > e.delta_y().abs() {
                    let by = if e.delta_x() == 0.0 {
                        e.delta_y()
                    } else {
                        e.delta_x()
                    };
                    view.pan(by, steps);
                } else {
                    return;
                }
                e.prevent_default();
                drop(view);
                redraw.force_update();
            });
            let options = AddEventListenerOptions::new();
            options.set_passive(false);
            if let Some(el) = &el {
                let _ = el.add_event_listener_with_callback_and_add_event_listener_options(
                    "wheel",
                    on_wheel.as_ref().unchecked_ref(),
                    &options,
                );
            }
            move || {
                if let Some(el) = el {
                    let _ = el.remove_event_listener_with_callback(
                        "wheel",
                        on_wheel.as_ref().unchecked_ref(),
                    );
                }
            }
        });
    }
    // Ask for what is visible, and half a screen around it.
    {
        let send = props.send.clone();
        let window = view.borrow().window;
        let span = window.to - window.from;
        let query = TimelineQuery {
            from: (window.from - span / 2.0).max(0.0) as u64,
            to: (window.to + span / 2.0).ceil() as u64 + 1,
            px: (view.borrow().width * 2.0) as u32,
            row: ((frame.scroll / f64::from(rows.pitch)) as u32).saturating_sub(2),
            rows: (frame.height / f64::from(rows.pitch)) as u32 + 5,
        };
        use_effect_with((query, frame.width > 0.0), move |(query, sized)| {
            if *sized {
                send.emit(Msg::Window(*query));
            }
        });
    }

    let scene = model
        .timeline
        .as_ref()
        .map(|t| scene::scene(t, &view.borrow(), rows, state_word))
        .unwrap_or_default();
    let height = f64::from(lanes.max(1) * rows.pitch).max(frame.height - 1.0);
    let now_x = head + view.borrow().x(step as f64);

    let locate = {
        let pane = pane.clone();
        move |e: &MouseEvent| -> Option<(f64, f64)> {
            let el = pane.cast::<Element>()?;
            let rect = el.get_bounding_client_rect();
            let y = f64::from(e.client_y()) - rect.top() + f64::from(el.scroll_top());
            Some((
                f64::from(e.client_x()) - rect.left() - frame_of(&el).head(),
                y,
            ))
        }
    };
    let onpointerdown = {
        let (drag, locate, view) = (Rc::clone(&drag), locate.clone(), Rc::clone(&view));
        Callback::from(move |e: PointerEvent| {
            let Some((x, _)) = locate(&e).filter(|_| e.button() == 0) else {
                return;
            };
            let scrub = (x - view.borrow().x(step as f64)).abs() < 7.0;
            *drag.borrow_mut() = Some(Drag {
                start: x,
                last: x,
                moved: false,
                scrub,
            });
        })
    };
    let onpointermove = {
        let (drag, locate, view, redraw, send, pane) = (
            Rc::clone(&drag),
            locate.clone(),
            Rc::clone(&view),
            redraw.clone(),
            props.send.clone(),
            pane.clone(),
        );
        Callback::from(move |e: PointerEvent| {
            let Some((x, _)) = locate(&e) else { return };
            let mut drag = drag.borrow_mut();
            let Some(d) = drag.as_mut() else { return };
            if !d.moved && (x - d.start).abs() > SLOP {
                d.moved = true;
                if let Some(el) = pane.cast::<Element>() {
                    let _ = el.set_pointer_capture(e.pointer_id());
                }
            }
            if d.moved && d.scrub {
                let to = view.borrow().step_at(x).round().max(0.0) as u64;
                send.emit(Msg::Seek(Moment::Step(to.min(steps))));
            } else if d.moved {
                view.borrow_mut().pan(d.last - x, steps);
                redraw.force_update();
            }
            d.last = x;
        })
    };
    let onpointerup = {
        let (drag, locate, view, send) = (
            Rc::clone(&drag),
            locate.clone(),
            Rc::clone(&view),
            props.send.clone(),
        );
        let timeline = model.timeline.clone();
        Callback::from(move |e: PointerEvent| {
            let Some(d) = drag.borrow_mut().take() else {
                return;
            };
            let Some((x, y)) = locate(&e).filter(|_| !d.moved) else {
                return;
            };
            let view = view.borrow();
            let hit = timeline
                .as_ref()
                .and_then(|t| scene::hit(t, &view, rows, x, y));
            match hit {
                Some((g, _)) if x < 0.0 => send.emit(Msg::Select(Some(g))),
                Some((g, Some(event))) => {
                    send.emit(Msg::Select(Some(g)));
                    send.emit(Msg::SelectEvent(Some(event)));
                }
                _ if x >= 0.0 => {
                    let to = view.step_at(x).round().max(0.0) as u64;
                    send.emit(Msg::Seek(Moment::Step(to.min(steps))));
                }
                _ => {}
            }
        })
    };
    let ondblclick = {
        let (locate, view, send) = (locate.clone(), Rc::clone(&view), props.send.clone());
        let timeline = model.timeline.clone();
        Callback::from(move |e: MouseEvent| {
            let Some((x, y)) = locate(&e) else { return };
            let view = view.borrow();
            if let Some((_, Some(event))) = timeline
                .as_ref()
                .and_then(|t| scene::hit(t, &view, rows, x, y))
            {
                send.emit(Msg::Seek(Moment::Step(event + 1)));
            }
        })
    };
    let onpointercancel = {
        let drag = Rc::clone(&drag);
        Callback::from(move |_: PointerEvent| *drag.borrow_mut() = None)
    };

    let zoom = {
        let (view, redraw) = (Rc::clone(&view), redraw.clone());
        Callback::from(move |what: Zoom| {
            {
                let mut view = view.borrow_mut();
                let at = view.x(step as f64).clamp(0.0, view.width);
                match what {
                    Zoom::In => view.zoom(1.6, at, steps),
                    Zoom::Out => view.zoom(1.0 / 1.6, at, steps),
                    Zoom::Fit => view.show_all(steps),
                    Zoom::Undo => view.undo(),
                }
            }
            redraw.force_update();
        })
    };
    let onkeydown = {
        let (model, send, zoom, letters) = (
            model.clone(),
            props.send.clone(),
            zoom.clone(),
            props.letters,
        );
        Callback::from(move |e: KeyboardEvent| {
            if let Some(act) = key(&e, &model, letters) {
                e.prevent_default();
                match act {
                    Key::Say(msg) => send.emit(msg),
                    Key::Zoom(what) => zoom.emit(what),
                }
            }
        })
    };
    // The selected lane is kept in sight.
    {
        let pane = pane.clone();
        // Lanes are in order of creation, and so are numbers: near enough where the lane is not loaded.
        let row = model.inspecting().map(|g| {
            let loaded = model.timeline.as_ref();
            let row = loaded.and_then(|t| {
                t.lanes
                    .iter()
                    .zip(t.query.row..)
                    .find(|(l, _)| l.goroutine == g)
            });
            row.map_or(g.saturating_sub(1), |(_, row)| row)
        });
        use_effect_with(row, move |row| {
            if let (Some(row), Some(el)) = (row, pane.cast::<HtmlElement>()) {
                let (top, pitch) = ((row * rows.pitch) as i32, rows.pitch as i32);
                if top < el.scroll_top() {
                    el.set_scroll_top(top);
                } else if top + pitch > el.scroll_top() + el.client_height() {
                    el.set_scroll_top(top + pitch - el.client_height());
                }
            }
        });
    }

    let move_to = {
        let (view, redraw) = (Rc::clone(&view), redraw.clone());
        Callback::from(move |from: f64| {
            view.borrow_mut().move_to(from, steps);
            redraw.force_update();
        })
    };
    let tool = |which, label: &str, what| {
        let zoom = zoom.clone();
        icon_button(
            which,
            label.to_owned(),
            steps == 0,
            Callback::from(move |_| zoom.emit(what)),
        )
    };
    let window = view.borrow().window;
    let empty = steps == 0;
    html! {
        <section class="lanes-box" aria-label={t::lanes()}>
            <div class="lanes-tools" role="toolbar" aria-label={t::lanes()}>
                { tool(Icon::Minus, t::lane_zoom_out(), Zoom::Out) }
                { tool(Icon::Fit, t::lane_fit(), Zoom::Fit) }
                { tool(Icon::Plus, t::lane_zoom_in(), Zoom::In) }
            </div>
            <div class="lanes" ref={pane} tabindex="0" role="group" aria-label={t::lanes()} aria-description={t::lanes_keys()}
                {onkeydown} {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {ondblclick}>
                <svg class="lanes-svg" width={px(frame.width)} height={svg_text!(height)} aria-hidden="true">
                    { heads(model, &scene, rows, head) }
                    <svg x={px(head)} width={px((frame.width - head).max(0.0))} height={svg_text!(height)}>
                        { shade(model, &scene, &view.borrow(), rows) }
                        { stretches(&scene, rows) }
                        { links(&scene) }
                        { selection(model, &view.borrow(), height) }
                    </svg>
                    if step < steps {
                        <rect class="ahead" x={svg_text!(now_x)} width={svg_text!((frame.width - now_x).max(0.0))} height={svg_text!(height)} />
                    }
                    if !empty {
                        <g class="now" transform={svg_text!("translate(", now_x, " 0)")}>
                            <line y2={svg_text!(height)} />
                            <path d="M-4.5 0h9v3L0 8-4.5 3Z" />
                        </g>
                    }
                </svg>
                if !empty && f64::from(lanes * rows.pitch) + 44.0 < frame.height && frame.width > 520.0 {
                    { legend_strip() }
                }
                if empty {
                    <p class="lanes-empty">{ t::lanes_empty() }</p>
                }
            </div>
            <Overview timeline={model.timeline.clone().map(Ptr)} marks={Rc::clone(&model.marks)} from={window.from} to={window.to} {step} {steps}
                send={props.send.clone()} {move_to} />
        </section>
    }
}

/// What the patterns mean, where there is room to say it.
fn legend_strip() -> Html {
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

#[derive(Clone, Copy)]
enum Zoom {
    In,
    Out,
    Fit,
    Undo,
}

enum Key {
    Say(Msg),
    Zoom(Zoom),
}

/// What a key does while the lanes have the focus. Letters and digits go by position, so that they
/// work on every keyboard layout.
fn key(e: &KeyboardEvent, model: &Model, letters: bool) -> Option<Key> {
    let command = e.ctrl_key() || e.meta_key();
    if e.alt_key() {
        return None;
    }
    if command {
        return (e.code() == "KeyZ" && !e.shift_key()).then_some(Key::Zoom(Zoom::Undo));
    }
    let state = model.state.as_ref()?;
    let far = |by: i64| {
        Key::Say(Msg::Seek(Moment::Step(
            state.step.saturating_add_signed(by).min(state.steps),
        )))
    };
    let g = model.inspecting().unwrap_or(1);
    Some(match e.key().as_str() {
        "ArrowRight" => Key::Say(Msg::Step { back: false }),
        "ArrowLeft" => Key::Say(Msg::Step { back: true }),
        "PageDown" => far(10),
        "PageUp" => far(-10),
        "Home" => Key::Say(Msg::Seek(Moment::Step(0))),
        "End" => Key::Say(Msg::Seek(Moment::End)),
        "ArrowDown" => Key::Say(Msg::Select(neighbour(model, 1))),
        "ArrowUp" => Key::Say(Msg::Select(neighbour(model, -1))),
        "Escape" => Key::Say(if model.selected_event.is_some() {
            Msg::SelectEvent(None)
        } else {
            Msg::Select(None)
        }),
        "Enter" if !e.shift_key() => {
            let pick = state
                .choices
                .as_ref()?
                .options
                .iter()
                .find(|o| o.goroutine == g)?
                .pick;
            Key::Say(Msg::Choose(pick))
        }
        _ if !letters => return None,
        "+" | "=" => Key::Zoom(Zoom::In),
        "-" => Key::Zoom(Zoom::Out),
        _ => match e.code().as_str() {
            "Space" => Key::Say(Msg::Play(!model.playing)),
            "Comma" => Key::Say(Msg::To {
                target: Target::EventOf(g),
                back: true,
            }),
            "Period" => Key::Say(Msg::To {
                target: Target::EventOf(g),
                back: false,
            }),
            "KeyF" | "Digit0" | "Numpad0" => Key::Zoom(Zoom::Fit),
            "Equal" | "NumpadAdd" => Key::Zoom(Zoom::In),
            "Minus" | "NumpadSubtract" => Key::Zoom(Zoom::Out),
            code => {
                let digit: usize = code.strip_prefix("Digit")?.parse().ok()?;
                let option = state.choices.as_ref()?.options.get(digit.checked_sub(1)?)?;
                Key::Say(Msg::Choose(option.pick))
            }
        },
    })
}

fn neighbour(model: &Model, by: i32) -> Option<u32> {
    let all: Vec<u32> = model
        .state
        .as_ref()?
        .goroutines
        .iter()
        .map(|g| g.id)
        .collect();
    // The first press selects the one that is shown already.
    let Some(selected) = model.selected else {
        return model.inspecting();
    };
    let at = all.iter().position(|x| *x == selected);
    let next = match at {
        Some(i) => i
            .saturating_add_signed(by as isize)
            .min(all.len().saturating_sub(1)),
        None => 0,
    };
    all.get(next).copied()
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

fn heads(model: &Model, scene: &Scene, rows: Rows, head: f64) -> Html {
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

fn stretches(scene: &Scene, rows: Rows) -> Html {
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
fn shade(model: &Model, scene: &Scene, view: &View, rows: Rows) -> Html {
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

fn links(scene: &Scene) -> Html {
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

fn selection(model: &Model, view: &View, height: f64) -> Html {
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
