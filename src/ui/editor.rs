//! The source: a textarea at once, the full editor as soon as its chunk is there, the textarea again
//! if it never comes or the reader prefers it. The editor owns its text; this component only pushes
//! commands in and passes changes out.

use std::rc::Rc;

use js_sys::Array;
use protocol::{Diagnostics, GStatus, Severity};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    engine::asset,
    i18n as t,
    model::{Model, Msg},
    narrate::short_name,
    program::utf16_offset,
    ui::{
        bench::Bench,
        codemirror::{EDITOR, Handle, Module, import, object},
    },
    who,
};

/// The live editor and the closures that it calls.
struct Live {
    handle: Handle,
    _change: Closure<dyn FnMut(String)>,
    _breakpoint: Closure<dyn FnMut(u32)>,
    _cursor: Closure<dyn FnMut(u32)>,
}

impl Drop for Live {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// How far the full editor has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Loading,
    Live,
    Failed,
}

fn mount_into(
    module: &Module,
    host: &HtmlElement,
    model: &Model,
    send: &Callback<Msg>,
) -> Option<Live> {
    let change = {
        let send = send.clone();
        Closure::<dyn FnMut(String)>::new(move |text: String| send.emit(Msg::Edit(text.into())))
    };
    let breakpoint = {
        let send = send.clone();
        Closure::<dyn FnMut(u32)>::new(move |line| send.emit(Msg::ToggleBreakpoint(line)))
    };
    let cursor = {
        let send = send.clone();
        Closure::<dyn FnMut(u32)>::new(move |line| send.emit(Msg::Cursor(line)))
    };
    let options = object(&[
        ("text", JsValue::from_str(&model.text)),
        ("label", t::editor_label().into()),
        ("onChange", change.as_ref().clone()),
        ("onBreakpoint", breakpoint.as_ref().clone()),
        ("onCursor", cursor.as_ref().clone()),
    ]);
    let handle = module.mount(host, &options).ok()?;
    Some(Live {
        handle,
        _change: change,
        _breakpoint: breakpoint,
        _cursor: cursor,
    })
}

/// Marks the problems in the text; `shown` is which list was marked last. Its marks move with the
/// text, while the places of an older list would be those of another one.
fn push_diagnostics(handle: &Handle, model: &Model, shown: &mut Rc<Diagnostics>) {
    let (fresh, problems) = (model.problems_fit(), model.problems());
    if !fresh && Rc::ptr_eq(shown, problems) {
        return;
    }
    *shown = Rc::clone(problems);
    let list = Array::new();
    for d in problems.list.iter().filter(|_| fresh) {
        let at = |byte| {
            model
                .program
                .text_byte(d.file, byte)
                .map(|b| utf16_offset(&model.text, b))
        };
        let (Some(from), Some(to)) = (at(d.start), at(d.end)) else {
            continue;
        };
        let severity = if d.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        list.push(&object(&[
            ("from", from.into()),
            ("to", to.into()),
            ("severity", severity.into()),
            ("message", d.message.as_str().into()),
        ]));
    }
    handle.set_diagnostics(&list);
}

fn push_marks(handle: &Handle, model: &Model) {
    let marks = Array::new();
    let mut lines: Vec<(u32, &str)> = Vec::new();
    if let Some(state) = model.state.as_ref().filter(|_| !model.stale()) {
        let mut placed: Vec<(u32, &protocol::Goroutine)> = state
            .goroutines
            .iter()
            .filter(|g| g.status != GStatus::Done)
            .filter_map(|g| {
                Some((
                    g.place
                        .and_then(|p| model.program.text_line(p.file, p.line))?,
                    g,
                ))
            })
            .collect();
        base::sort::sort_by_key(&mut placed, |(line, g)| {
            (*line, Some(g.id) != state.current, g.id)
        });
        for group in placed.chunk_by(|a, b| a.0 == b.0) {
            let Some((line, first)) = group.first() else {
                continue;
            };
            let list = Array::new();
            for (_, g) in group {
                let looks = who::looks(g.id);
                list.push(&object(&[
                    ("g", g.id.into()),
                    ("hue", u32::from(looks.hue).into()),
                    ("hollow", looks.hollow.into()),
                    ("shape", looks.shape.into()),
                    ("title", who::title(g.id, short_name(&g.name)).into()),
                ]));
            }
            marks.push(&object(&[("line", (*line).into()), ("marks", list.into())]));
            let class = if Some(first.id) == state.current {
                "at"
            } else {
                "here"
            };
            lines.push((*line, class));
        }
        lines.extend(model.marks.1.iter().map(|line| (*line, "wrong")));
        base::sort::sort(&mut lines);
    }
    let list = Array::new();
    for (line, class) in lines {
        list.push(&object(&[("line", line.into()), ("class", class.into())]));
    }
    handle.set_marks(&marks, &list);
}

/// Puts in a formatted text, which has the same ink: the cursor stays at its own, and the browser
/// takes it back in one step. `None`: it is another text, or the browser does not want to.
fn reform(area: &HtmlTextAreaElement, new: &str) -> Option<()> {
    let ink = |c: &char| !c.is_whitespace();
    let old = area.value();
    if !old.chars().filter(ink).eq(new.chars().filter(ink)) {
        return None;
    }
    let (mut units, cursor) = (0, area.selection_start().ok()??);
    let before = old.chars().take_while(|c| {
        units += c.len_utf16() as u32;
        units <= cursor
    });
    let before = before.filter(ink).count();
    let ends = new.char_indices().filter(|(_, c)| ink(c));
    let end = ends.take(before).last();
    let at = utf16_offset(new, end.map_or(0, |(at, c)| at + c.len_utf8()));
    let document = area.owner_document()?.dyn_into::<HtmlDocument>().ok()?;
    area.focus().ok()?;
    area.select();
    let put = document.exec_command_with_show_ui_and_value("insertText", false, new);
    put.ok().filter(|done| *done)?;
    area.set_selection_range(at, at).ok()
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The workbench whose source this is.
    pub(crate) bench: Bench,
    /// Whether the reader wants the textarea.
    pub(crate) plain: bool,
}

/// The source.
#[component]
pub(crate) fn Editor(props: &Props) -> Html {
    let host = use_node_ref();
    let area = use_node_ref();
    let live = use_mut_ref(|| None::<Live>);
    let shown = use_mut_ref(Rc::<Diagnostics>::default);
    let stage = use_state_eq(|| Stage::Loading);
    let Bench {
        model,
        nudges,
        send,
        ..
    } = props.bench.clone();

    {
        let (host, live, stage, send) =
            (host.clone(), Rc::clone(&live), stage.clone(), send.clone());
        let bench = props.bench.clone();
        use_effect_with(props.plain, move |plain| {
            let alive = Rc::new(std::cell::Cell::new(true));
            if *plain {
                stage.set(Stage::Failed);
            } else {
                stage.set(Stage::Loading);
                let (alive, live) = (Rc::clone(&alive), Rc::clone(&live));
                spawn_local(async move {
                    let name = asset(EDITOR);
                    let loaded = wasm_bindgen_futures::JsFuture::from(import(&name)).await;
                    if !alive.get() {
                        return;
                    }
                    let typing = web_sys::window()
                        .and_then(|w| w.document())
                        .and_then(|d| d.active_element())
                        .is_some_and(|e| e.class_list().contains("source-plain"));
                    let made =
                        loaded
                            .ok()
                            .zip(host.cast::<HtmlElement>())
                            .and_then(|(module, host)| {
                                mount_into(module.unchecked_ref(), &host, &bench.latest(), &send)
                            });
                    stage.set(if made.is_some() {
                        Stage::Live
                    } else {
                        Stage::Failed
                    });
                    if let Some(live) = made.as_ref().filter(|_| typing) {
                        live.handle.focus();
                    }
                    *live.borrow_mut() = made;
                });
            }
            move || {
                alive.set(false);
                live.borrow_mut().take();
            }
        });
    }
    {
        let (live, area, model) = (Rc::clone(&live), area.clone(), model.clone());
        use_effect_with((nudges.put, *stage), move |_| {
            if let Some(live) = &*live.borrow() {
                live.handle.set_text(&model.text);
            }
            if let Some(area) = area.cast::<HtmlTextAreaElement>()
                && area.value() != *model.text
                && reform(&area, &model.text).is_none()
            {
                area.set_value(&model.text);
            }
        });
    }
    {
        let (live, shown, model) = (Rc::clone(&live), Rc::clone(&shown), model.clone());
        use_effect_with(
            (Rc::as_ptr(model.problems()), model.checked, *stage),
            move |_| {
                if let Some(live) = &*live.borrow() {
                    push_diagnostics(&live.handle, &model, &mut shown.borrow_mut());
                }
            },
        );
    }
    {
        let (live, model) = (Rc::clone(&live), model.clone());
        let key = (
            model.state.as_ref().map(Rc::as_ptr),
            Rc::as_ptr(&model.marks),
            model.stale(),
            *stage,
        );
        use_effect_with(key, move |_| {
            if let Some(live) = &*live.borrow() {
                push_marks(&live.handle, &model);
            }
        });
    }
    {
        let (live, model) = (Rc::clone(&live), model.clone());
        use_effect_with((Rc::as_ptr(&model.breakpoints), *stage), move |_| {
            if let Some(live) = &*live.borrow() {
                let lines: Array = model
                    .breakpoints
                    .iter()
                    .map(|l| JsValue::from(*l))
                    .collect();
                live.handle.set_breakpoints(&lines);
            }
        });
    }
    {
        let live = Rc::clone(&live);
        use_effect_with(nudges.reveal, move |(_, line)| {
            if let Some(live) = &*live.borrow() {
                live.handle.reveal(*line);
            }
        });
    }
    {
        let (live, area, model) = (Rc::clone(&live), area.clone(), model.clone());
        use_effect_with(nudges.go_to, move |(count, byte)| {
            if *count == 0 {
                return;
            }
            let at = utf16_offset(&model.text, *byte);
            if let Some(live) = &*live.borrow() {
                live.handle.go_to(at);
            } else if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                let _ = area.focus();
                let _ = area.set_selection_range(at, at);
            }
        });
    }

    let oninput = {
        let send = send.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(area) = e.target_dyn_into::<HtmlTextAreaElement>() {
                send.emit(Msg::Edit(area.value().into()));
            }
        })
    };
    let plain = *stage != Stage::Live;
    html! {
        <div class="source">
            <div class="source-live" hidden={plain} ref={host}></div>
                        if *stage == Stage::Failed && !props.plain {
                <p class="editor-note" role="status">{ t::editor_failed() }</p>
            }
            if plain {
                <textarea ref={area} class="source-plain" aria-label={t::editor_label()} spellcheck="false" autocorrect="off"
                    autocapitalize="off" autocomplete="off" wrap="off" {oninput} />
            }
        </div>
    }
}
