//! The lanes on screen, and what pointer and keys do in them.

use std::rc::Rc;

use protocol::{Moment, TimelineQuery};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver,
    WheelEvent,
};
use yew::prelude::*;

use super::{
    draw::{heads, legend_strip, links, selection, shade, state_word, stretches},
    keys::{Key, Zoom, key},
    scene::{self, Rows},
    view::View,
};
use crate::{
    i18n as t,
    model::{Model, Msg},
    ptr::Ptr,
    svg::{px, svg_text},
    ui::{
        bits::{Icon, icon_button},
        overview::Overview,
    },
};

/// Width of the lanes' heads.
pub(super) const HEAD: f64 = 132.0;
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
