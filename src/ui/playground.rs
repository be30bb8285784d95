//! The playground: the reader's own program and its runs.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::PopStateEvent;
use yew::prelude::*;

use crate::{
    content::{self, Shelf},
    i18n as t,
    model::Msg,
    program::Program,
    route::Route,
    store::{self, Draft, Prefs},
    ui::{
        bench::{Bench, use_bench},
        bits::{mod_key, say},
        console::Console,
        dialogs::{Dialog, Recent},
        editor::Editor,
        header,
        keys::{Command, FORMAT_KEYS, use_keys},
        problems::{Problems, mild},
        share::{self, Share},
        splitter::Splitter,
        stage::Stage,
        survey::use_survey,
    },
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) route: Route,
    /// Whether examples are there, and how to try again.
    pub(crate) shelf: Shelf,
    pub(crate) again: Callback<MouseEvent>,
    /// Whether it is on screen.
    pub(crate) shown: bool,
    pub(crate) prefs: Prefs,
    pub(crate) on_prefs: Callback<Prefs>,
    pub(crate) on_help: Callback<()>,
    /// What the header shows for it.
    pub(crate) tools: Callback<Html>,
}

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq)]
enum Open {
    Nothing,
    Share,
    Recent,
    /// A link that could not be read.
    BadLink(&'static str),
}

/// What a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Segment {
    Code,
    Timeline,
    State,
    Output,
}

/// Drops the fragment: the program is the reader's own now.
fn clear_address() {
    if let Some(window) = web_sys::window()
        && let Ok(history) = window.history()
        && window.location().hash().is_ok_and(|h| !h.is_empty())
    {
        let path = window.location().pathname().unwrap_or_default();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// The byte at which a line begins.
pub(crate) fn line_start(text: &str, line: u32) -> usize {
    text.split_inclusive('\n')
        .take(line.saturating_sub(1) as usize)
        .map(str::len)
        .sum()
}

/// The playground.
#[component]
pub(crate) fn Playground(props: &Props) -> Html {
    let draft =
        use_mut_ref(|| store::load_draft().unwrap_or_else(|| store::new_draft(content::SAMPLE)));
    let saved = use_state_eq(|| true);
    let save = {
        let (draft, saved) = (draft.clone(), saved.clone());
        use_callback((), move |text: Rc<str>, ()| {
            saved.set(store::save_draft(&draft.borrow().id, &text))
        })
    };
    let first = {
        let draft = draft.clone();
        move || -> Rc<str> {
            let draft = draft.borrow();
            store::adopt_draft(&draft);
            draft.text.as_str().into()
        }
    };
    let bench = use_bench(first, save);
    let open = use_state_eq(|| Open::Nothing);
    let segment = use_state_eq(|| Segment::Code);
    let pane = use_node_ref();
    use_segment_history(segment.clone());
    let Bench { model, send, .. } = bench.clone();

    // Puts in another program, keeping the one before among the recent drafts.
    let load = {
        let (draft, send) = (draft.clone(), send.clone());
        use_callback(
            (),
            move |(text, recording): (Rc<str>, Option<protocol::Recording>), ()| {
                *draft.borrow_mut() = store::new_draft(&text);
                send.emit(Msg::Load { text, recording });
            },
        )
    };
    // What the address asks for.
    {
        let (load, open, send) = (load.clone(), open.clone(), send.clone());
        let shelf = props.shelf;
        // Only examples wait for the shelf.
        let there = matches!(props.route, Route::Example { .. }) && shelf == Shelf::There;
        let failed = matches!(props.route, Route::Example { .. }) && shelf == Shelf::Failed;
        let wanted = (props.route.clone(), there, failed);
        use_effect_with(wanted, move |(route, there, failed)| match route {
            Route::Link(payload) => match link::decode(payload) {
                Ok(state) => {
                    let text = content::join(
                        state
                            .files
                            .iter()
                            .map(|f| (f.name.as_str(), f.text.as_str())),
                    );
                    load.emit((text, Some(share::recording(&state))));
                    if let Some(g) = state.hints.goroutine.and_then(|g| u32::try_from(g).ok()) {
                        send.emit(Msg::SelectLater(g));
                    }
                }
                Err(link::Error::NewerVersion { .. } | link::Error::UnknownDictionary { .. }) => {
                    open.set(Open::BadLink(t::link_newer()))
                }
                Err(_) => open.set(Open::BadLink(t::link_bad())),
            },
            Route::Example { .. } if *failed => open.set(Open::BadLink(t::shelf_failed())),
            Route::Example { .. } if !*there => {}
            Route::Example { id, step } => match content::catalogue().example(id) {
                Some(example) => {
                    let text = content::join(
                        example
                            .files
                            .iter()
                            .map(|f| (f.name.as_str(), f.text.as_str())),
                    );
                    let mut recording = content::beginning(&example.start);
                    recording.step = step.unwrap_or(0);
                    load.emit((text, Some(recording)));
                }
                None => open.set(Open::BadLink(t::link_unknown_example())),
            },
            _ => {}
        });
    }
    // The first change makes an example or a link the reader's own.
    {
        let opened = model.opened;
        let text = model.text.clone();
        let before = use_mut_ref(|| None::<Rc<str>>);
        use_effect_with((model.version, opened), move |(version, opened)| {
            let mut before = before.borrow_mut();
            if *opened == Some(*version) {
                *before = Some(text);
            } else if before.as_ref().is_some_and(|b| *b != text) && opened.is_some() {
                clear_address();
            }
        });
    }

    let share_now = {
        let (open, shown) = (open.clone(), props.shown);
        Callback::from(move |()| {
            if shown {
                open.set(Open::Share);
            }
        })
    };
    let format = use_survey(&bench);
    let on_key = {
        let (send, share_now, format, on_help, shown) = (
            send.clone(),
            share_now.clone(),
            format.clone(),
            props.on_help.clone(),
            props.shown,
        );
        use_callback(shown, move |what: Command, shown| match what {
            Command::Help => on_help.emit(()),
            _ if !*shown => {}
            Command::Run => send.emit(Msg::Run),
            Command::Step => send.emit(Msg::Step { back: false }),
            Command::Back => send.emit(Msg::Step { back: true }),
            Command::Share => share_now.emit(()),
            Command::Format => format.emit(()),
        })
    };
    use_keys(props.prefs.keys, on_key);

    // The header's part that belongs to this screen.
    {
        let say = |msg: fn() -> Msg| say(&send, msg);
        let moving = model.moving.is_some_and(|p| p.tick > 0);
        let buttons = header::run_buttons(
            moving,
            say(|| Msg::Run),
            say(|| Msg::Pause),
            say(|| Msg::Stop),
            &format!("{}⏎", mod_key()),
        );
        let tools = props.tools.clone();
        let onshare = share_now.clone();
        // Whoever clicks Format goes on writing: the focus stays in the text.
        let stay = |e: MouseEvent| e.prevent_default();
        use_effect_with((moving, props.shown, *saved), move |(_, shown, saved)| {
            if *shown {
                tools.emit(html! {
                    <>
                        <span class="draft-note faint">{ if *saved { t::draft_saved() } else { t::draft_unsaved() } }</span>
                        <button type="button" class="btn" onclick={move |_| onshare.emit(())} title={t::share_hint(&format!("{}S", mod_key()))}>
                            { crate::ui::bits::icon(crate::ui::bits::Icon::Share) }<span class="label">{ t::share() }</span></button>
                        <button type="button" class="btn" onmousedown={stay} onclick={move |_| format.emit(())} title={t::format_hint(&FORMAT_KEYS)}>
                            { crate::ui::bits::icon(crate::ui::bits::Icon::Lines) }<span class="label">{ t::format() }</span></button>
                        { buttons }
                    </>
                });
            }
        });
    }

    let go_to = {
        let bench = bench.clone();
        let segment = segment.clone();
        Callback::from(move |line: u32| {
            segment.set(Segment::Code);
            bench.go_to(line_start(&bench.latest().text, line));
        })
    };
    let on_width = {
        let (prefs, on_prefs) = (props.prefs, props.on_prefs.clone());
        Callback::from(move |split| on_prefs.emit(Prefs { split, ..prefs }))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let on_recent = {
        let (load, open) = (load.clone(), open.clone());
        Callback::from(move |d: Draft| {
            open.set(Open::Nothing);
            clear_address();
            load.emit((d.text.as_str().into(), None));
        })
    };
    let on_new = {
        let load = load.clone();
        Callback::from(move |_: MouseEvent| {
            clear_address();
            load.emit((content::SAMPLE.into(), None));
        })
    };
    let segment_class = format!("seg-{:?}", *segment).to_ascii_lowercase();
    html! {
        <main class={classes!("play", segment_class)} hidden={!props.shown} ref={pane.clone()}>
            <h1 class="sr">{ t::nav_playground() }</h1>
            { segments(&segment) }
            <section class="code-pane" aria-label={t::editor_tools()}>
                { code_tools(&bench, on_new, {
                    let open = open.clone();
                    Callback::from(move |_| open.set(Open::Recent))
                }) }
                <Editor bench={bench.clone()} plain={props.prefs.plain} />
                <Problems bench={bench.clone()} />
            </section>
            <Console model={model.clone()} />
            <Splitter {pane} width={props.prefs.split} {on_width} />
            <Stage bench={bench.clone()} prefs={props.prefs} {go_to} />
            { match &*open {
                Open::Nothing => Html::default(),
                Open::Share => html! { <Share model={model.clone()} on_close={close} /> },
                Open::Recent => html! { <Recent drafts={store::recent()} on_open={on_recent} on_close={close} /> },
                Open::BadLink(why) => html! { <Dialog title={t::link_bad_title()} on_close={close}><p>{ *why }</p></Dialog> },
            } }
        </main>
    }
}

/// Makes the browser's Back lead to the part shown before.
fn remember(segment: Segment) {
    if let Some(Ok(history)) = web_sys::window().map(|w| w.history()) {
        let _ = history.push_state(&JsValue::from_str(&format!("{segment:?}")), "");
    }
}

/// Follows Back and Forward through the parts.
#[hook]
fn use_segment_history(now: UseStateHandle<Segment>) {
    use_effect_with((), move |()| {
        let listener = Closure::<dyn FnMut(PopStateEvent)>::new(move |e: PopStateEvent| {
            now.set(match e.state().as_string().as_deref() {
                Some("Timeline") => Segment::Timeline,
                Some("State") => Segment::State,
                Some("Output") => Segment::Output,
                _ => Segment::Code,
            });
        });
        let window = web_sys::window();
        if let Some(w) = &window {
            let _ =
                w.add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(w) = window {
                let _ = w.remove_event_listener_with_callback(
                    "popstate",
                    listener.as_ref().unchecked_ref(),
                );
            }
        }
    });
}

/// On phones: which part is on screen.
fn segments(now: &UseStateHandle<Segment>) -> Html {
    let items = [
        (Segment::Code, t::tab_code()),
        (Segment::Timeline, t::tab_timeline()),
        (Segment::State, t::tab_state()),
        (Segment::Output, t::tab_output()),
    ];
    let buttons = items.into_iter().map(|(segment, label)| {
        let onclick = {
            let now = now.clone();
                        Callback::from(move |_: MouseEvent| {
                now.set(segment);
                remember(segment);
            })
        };
        html! { <button key={label} type="button" aria-pressed={(**now == segment).to_string()} {onclick}>{ label }</button> }
    });
    html! { <div class="segments" role="group" aria-label={t::panels()}>{ for buttons }</div> }
}

/// The line above the editor.
fn code_tools(
    bench: &Bench,
    on_new: Callback<MouseEvent>,
    on_recent: Callback<MouseEvent>,
) -> Html {
    let model = &bench.model;

    let list = &model.problems().list;
    let problems = list.len() as u64;
    let mild = problems > 0 && mild(list);
    let program: &Program = &model.program;
    let name = if program.several() {
        format!("{} …", program.name(0))
    } else {
        program.name(0).to_owned()
    };
    html! {
        <header class="code-tools">
            <span class="file-name">{ name }</span>
            <span class={classes!("problem-count", (problems > 0).then_some("bad"), mild.then_some("mild"))} role="status">
                { if problems == 0 { t::problems_none().to_owned() } else if mild { t::warnings_n(problems) } else { t::problems_n(problems) } }
            </span>
            <span class="grow"></span>

            <button type="button" class="btn quiet" onclick={on_recent}>{ t::recent() }</button>
            <button type="button" class="btn quiet" onclick={on_new}>{ t::new_program() }</button>
        </header>
    }
}
