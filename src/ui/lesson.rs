//! A lesson: prose beside a small stage; links in the prose move it.

use std::rc::Rc;

use lessons::{Lesson, Moment as Mark};
use protocol::{Breakpoint, Moment, Target};
use yew::prelude::*;

use crate::{
    bridge::Topic,
    content, i18n as t,
    model::{Msg, Panel},
    route::Route,
    store::{self, Prefs},
    ui::{
        bench::{Bench, use_bench},
        bits::{Icon, icon, mod_key, say},
        console::Console,
        editor::Editor,
        header,
        keys::{Command, use_keys},
        playground::line_start,
        problems::Problems,
        prose::Prose,
        stage::Stage,
    },
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) id: String,
    pub(crate) prefs: Prefs,
    pub(crate) on_help: Callback<()>,
}

/// The text that a lesson's program starts with.
fn original(lesson: &Lesson) -> Rc<str> {
    content::join(
        lesson
            .files
            .iter()
            .map(|f| (f.name.as_str(), f.text.as_str())),
    )
}

/// Where edits of a lesson are kept: under its text, so that a new version of the lesson starts anew
/// and never overwrites them.
fn key(lesson: &Lesson) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in original(lesson).bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("lesson.{}.{hash:08x}", lesson.id)
}

/// Does what a moment of the prose asks of the workbench.
pub(crate) fn go(mark: &Mark, send: &Callback<Msg>) {
    let to = |target| Msg::To {
        target,
        back: false,
    };
    send.emit(match mark {
        Mark::Start => Msg::Seek(Moment::Step(0)),
        Mark::Step(n) => Msg::SeekFar(*n),
        Mark::Next => Msg::Step { back: false },
        Mark::Back => Msg::Step { back: true },
        Mark::Line { file, line, nth } => {
            send.emit(Msg::Seek(Moment::Step(0)));
            for _ in 1..(*nth).clamp(1, 1000) {
                send.emit(to(Target::Line(Breakpoint {
                    file: *file,
                    line: *line,
                })));
            }
            to(Target::Line(Breakpoint {
                file: *file,
                line: *line,
            }))
        }
        Mark::Notable => to(Target::Notable),
        Mark::Choice => to(Target::Choice),
        Mark::End => Msg::RunOut,
        Mark::Explore => Msg::Explore,
        Mark::Races => Msg::Panel(Panel::Lab(Topic::Races)),
        Mark::Layout => Msg::Panel(Panel::Lab(Topic::Layout)),
        Mark::Memory => Msg::Panel(Panel::Lab(Topic::Memory)),
        Mark::Escapes => Msg::Panel(Panel::Lab(Topic::Escapes)),
    });
}

/// The screen.
#[component]
pub(crate) fn LessonPage(props: &Props) -> Html {
    let all = content::catalogue();
    match all.lesson(&props.id) {
        Some(_) => {
            html! { <Open id={props.id.clone()} prefs={props.prefs} on_help={props.on_help.clone()} /> }
        }
        None => {
            html! { <main class="page"><h1>{ t::learn_title() }</h1><p>{ t::lesson_missing() }</p></main> }
        }
    }
}

#[component]
fn Open(props: &Props) -> Html {
    let all = content::catalogue();
    let id = props.id.clone();
    let first: Rc<str> = all
        .lesson(&id)
        .map(|(_, l)| store::get(&key(l)).map_or_else(|| original(l), Into::into))
        .unwrap_or_default();
    let save = {
        let id = id.clone();
        use_callback((), move |text: Rc<str>, ()| {
            if let Some((_, lesson)) = content::catalogue().lesson(&id) {
                store::set(
                    &key(lesson),
                    if text == original(lesson) { "" } else { &text },
                );
            }
        })
    };
    let bench = use_bench(move || first, save);
    let Bench { model, send, .. } = bench.clone();
    let on_key = {
        let (send, on_help) = (send.clone(), props.on_help.clone());
        use_callback((), move |what: Command, ()| match what {
            Command::Help => on_help.emit(()),
            Command::Run => send.emit(Msg::Run),
            Command::Step => send.emit(Msg::Step { back: false }),
            Command::Back => send.emit(Msg::Step { back: true }),

            Command::Share | Command::Format => {}
        })
    };
    use_keys(props.prefs.keys, on_key);
    // The lesson's own schedule.
    {
        let (send, id) = (send.clone(), id.clone());
        use_effect_with((), move |()| {
            if let Some((_, lesson)) = content::catalogue().lesson(&id) {
                let start = content::beginning(&lesson.start);
                send.emit(Msg::Begin(start));
            }
        });
    }
    let go_to = {
        let bench = bench.clone();
        Callback::from(move |line: u32| bench.go_to(line_start(&bench.latest().text, line)))
    };
    let Some((track, lesson)) = all.lesson(&id) else {
        return Html::default();
    };
    let Some((text, _)) = lesson.text("en") else {
        return Html::default();
    };
    let (before, after) = all.neighbours(&id);
    let count = track.lessons.len();
    let number = track.lessons.iter().position(|l| l.id == id).unwrap_or(0) + 1;
    let step_link = |to: Option<&Lesson>, which: Icon, label: &'static str| match to {
        Some(l) => {
            html! { <a class="btn quiet square" href={Route::Lesson(l.id.clone()).hash()} aria-label={label} title={label}>{ icon(which) }</a> }
        }
        None => {
            html! { <span class="btn quiet square disabled" aria-hidden="true">{ icon(which) }</span> }
        }
    };
    let say = |msg: fn() -> Msg| say(&send, msg);
    let reset = {
        let (send, start, text) = (
            send.clone(),
            content::beginning(&lesson.start),
            original(lesson),
        );
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Load {
                text: text.clone(),
                recording: Some(start.clone()),
            })
        })
    };
    let on_done = {
        let id = id.clone();
        Callback::from(move |()| store::set(&format!("done.{id}"), "1"))
    };
    let next = after.map(|l| {
        let title = l.text("en").map(|(t, _)| t.title.clone()).unwrap_or_default();
        html! { <a class="btn next-lesson" href={Route::Lesson(l.id.clone()).hash()}>{ title }{ icon(Icon::Right) }</a> }
    });
    let moving = model.moving.is_some_and(|p| p.tick > 0);
    html! {
        <main class="lesson">
            <article class="prose">
                <header class="lesson-head">
                    <a href={Route::Learn.hash()}>{ content::label(&track.labels).map(|l| l.title.clone()) }</a>
                    <span class="grow"></span>
                    <span class="faint">{ t::lesson_n_of(&number, &count) }</span>
                    { step_link(before, Icon::Left, t::lesson_prev()) }
                    { step_link(after, Icon::Right, t::lesson_next()) }
                </header>
                <h1>{ text.title.clone() }</h1>
                <Prose id={id.clone()} model={model.clone()} send={send.clone()} {on_done} />
                { next }
            </article>
            <div class="lesson-bench">
                <section class="code-pane" aria-label={t::editor_tools()}>
                    <header class="code-tools">
                        <span class="file-name">{ model.program.name(0).to_owned() }</span>
                        <span class="grow"></span>
                        <button type="button" class="btn quiet" onclick={reset}>{ t::lesson_reset() }</button>
                        { header::run_buttons(moving, say(|| Msg::Run), say(|| Msg::Pause), say(|| Msg::Stop), &format!("{}⏎", mod_key())) }
                    </header>
                    <Editor bench={bench.clone()} plain={props.prefs.plain} />
                    <Problems bench={bench.clone()} />
                </section>
                <Console model={model.clone()} />
                <Stage {bench} prefs={props.prefs} {go_to} />
            </div>
        </main>
    }
}
