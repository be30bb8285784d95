//! A lesson's text as elements: links that move the program, questions, checks. Built from typed data
//! only, never from HTML.

use lessons::{Block, Check, Inline, Predict, Target};
use protocol::{Property, Standing, Verdict};
use yew::prelude::*;

use crate::{
    content, i18n as t,
    model::{Model, Msg},
    ptr::Ptr,
    route::Route,
    ui::{
        bits::{Icon, icon},
        lesson::go,
    },
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Which lesson.
    pub(crate) id: String,
    pub(crate) model: Ptr<Model>,
    pub(crate) send: Callback<Msg>,
    /// The lesson's checks hold.
    pub(crate) on_done: Callback<()>,
}

/// The text.
#[component]
pub(crate) fn Prose(props: &Props) -> Html {
    let all = content::catalogue();
    let Some((_, lesson)) = all.lesson(&props.id) else {
        return Html::default();
    };
    let Some((text, _)) = lesson.text("en") else {
        return Html::default();
    };
    html! { <>{ blocks(&text.blocks, props) }</> }
}

fn blocks(list: &[Block], props: &Props) -> Html {
    list.iter()
        .enumerate()
        .map(|(i, b)| block(i, b, props))
        .collect()
}

fn block(key: usize, b: &Block, props: &Props) -> Html {
    match b {
        Block::Heading { level, text } if *level <= 2 => {
            html! { <h2 {key}>{ inline(text, &props.send) }</h2> }
        }
        Block::Heading { text, .. } => html! { <h3 {key}>{ inline(text, &props.send) }</h3> },
        Block::Paragraph(text) => html! { <p {key}>{ inline(text, &props.send) }</p> },
        Block::List { ordered, items } => {
            let items = items
                .iter()
                .enumerate()
                .map(|(i, item)| html! { <li key={i}>{ blocks(item, props) }</li> });
            if *ordered {
                html! { <ol {key}>{ for items }</ol> }
            } else {
                html! { <ul {key}>{ for items }</ul> }
            }
        }
        Block::Code(code) => html! { <pre {key} tabindex="0">{ code.clone() }</pre> },
        Block::Note(inner) => {
            html! { <aside {key} class="note-box">{ blocks(inner, props) }</aside> }
        }
        Block::Predict(p) => {
            html! { <Question {key} predict={p.clone()} send={props.send.clone()} /> }
        }
        Block::Check(c) => {
            html! { <Task {key} check={c.clone()} model={props.model.clone()} send={props.send.clone()} on_done={props.on_done.clone()} /> }
        }
    }
}

fn inline(list: &[Inline], send: &Callback<Msg>) -> Html {
    list.iter()
        .map(|i| match i {
            Inline::Text(text) => html! { { text.clone() } },
            Inline::Code(code) => html! { <code>{ code.clone() }</code> },
            Inline::Emphasis(inner) => html! { <em>{ inline(inner, send) }</em> },
            Inline::Strong(inner) => html! { <strong>{ inline(inner, send) }</strong> },
            Inline::Link { target, text } => link(target, inline(text, send), send),
        })
        .collect()
}

fn link(target: &Target, text: Html, send: &Callback<Msg>) -> Html {
    match target {
        Target::Moment(mark) => {
            let (send, mark) = (send.clone(), mark.clone());
            let onclick = Callback::from(move |_: MouseEvent| go(&mark, &send));
            html! { <button type="button" class="moment" {onclick}>{ text }{ icon(Icon::Right) }</button> }
        }
        Target::Lesson(id) => html! { <a href={Route::Lesson(id.clone()).hash()}>{ text }</a> },
        Target::Example(id) => {
            html! { <a href={Route::Example { id: id.clone(), step: None }.hash()}>{ text }</a> }
        }
        Target::Web(url) => html! { <a href={url.clone()} rel="noreferrer">{ text }</a> },
    }
}

#[derive(Properties, PartialEq)]
struct QuestionProps {
    predict: Predict,
    send: Callback<Msg>,
}

/// A guess first, then the truth.
#[component]
fn Question(props: &QuestionProps) -> Html {
    let guess = use_state_eq(|| None::<u32>);
    let p = &props.predict;
    let choices = p.choices.iter().zip(0u32..).map(|(choice, i)| {
        let onclick = {
            let (guess, send) = (guess.clone(), props.send.clone());
            let reveal = p.reveal.clone();
            Callback::from(move |_: MouseEvent| {
                if guess.is_none() {
                    guess.set(Some(i));
                    reveal.iter().for_each(|mark| go(mark, &send));
                }
            })
        };
        let class = match *guess {
            Some(_) if i == p.answer => "answer right",
            Some(g) if g == i => "answer wrong",
            _ => "answer",
        };
        html! {
            <li key={i}><button type="button" {class} {onclick} disabled={guess.is_some() && *guess != Some(i) && i != p.answer} aria-pressed={(*guess == Some(i)).to_string()}>
                <span>{ inline(choice, &props.send) }</span>
                if guess.is_some() && i == p.answer { { icon(Icon::Check) } }
            </button></li>
        }
    });
    html! {
        <section class="predict" aria-label={t::lesson_predict()}>
            <p class="eyebrow">{ t::lesson_predict() }</p>
            <p class="question">{ inline(&p.question, &props.send) }</p>
            <ul class="answers">{ for choices }</ul>
            <div role="status">
                if let Some(g) = *guess {
                    <p><strong>{ if g == p.answer { t::lesson_right() } else { t::lesson_wrong() } }</strong>{ " " }{ inline(&p.explanation, &props.send) }</p>
                }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct TaskProps {
    check: Check,
    model: Ptr<Model>,
    send: Callback<Msg>,
    on_done: Callback<()>,
}

fn property(p: &lessons::Property) -> Property {
    use lessons::Property as L;
    match p {
        L::Compiles => Property::Compiles,
        L::NoDeadlock => Property::NoDeadlock,
        L::NoPanic => Property::NoPanic,
        L::NoLeak => Property::NoLeak,
        L::Exit(code) => Property::Exit(*code),
        L::Output(all) => Property::Output(all.clone()),
        L::Line(line) => Property::Line(line.clone()),
        L::SomeDeadlock => Property::SomeDeadlock,
        L::NoRace => Property::NoRace,
    }
}

fn promise(p: &lessons::Property) -> String {
    use lessons::Property as L;
    match p {
        L::Compiles => t::prop_compiles().into(),
        L::NoDeadlock => t::prop_no_deadlock().into(),
        L::NoPanic => t::prop_no_panic().into(),
        L::NoLeak => t::prop_no_leak().into(),
        L::Exit(code) => t::prop_exit(code),
        L::Output(_) => t::prop_output().into(),
        L::Line(line) => t::prop_line(line),
        L::SomeDeadlock => t::prop_some_deadlock().into(),
        L::NoRace => t::prop_no_race().into(),
    }
}

/// Something to achieve; the engine decides.
#[component]
fn Task(props: &TaskProps) -> Html {
    let model = &props.model;
    let every = props.check.every;
    let verdict = model.verdict.clone();
    let grade = model.grade.clone().filter(|_| every.is_some());
    let held = match every {
        Some(_) => grade.as_ref().is_some_and(|g| g.passed),
        None => verdict.as_ref().is_some_and(|v| v.failures.is_empty()),
    };
    {
        let on_done = props.on_done.clone();
        use_effect_with(held, move |held| {
            if *held {
                on_done.emit(());
            }
        });
    }
    let onclick = {
        let (send, runs) = (props.send.clone(), props.check.runs);
        let properties: Vec<Property> = props.check.properties.iter().map(property).collect();
        Callback::from(move |_: MouseEvent| {
            let properties = properties.clone();
            send.emit(match every {
                Some(budget) => Msg::Examine(properties, budget),
                None => Msg::Verify(properties, runs),
            });
        })
    };
    let rows = props
        .check
        .properties
        .iter()
        .zip(0u32..)
        .map(|(p, i)| match every {
            Some(_) => graded(p, grade.as_ref().and_then(|g| g.standings.get(i as usize))),
            None => row(p, i, verdict.as_deref()),
        });
    html! {
        <section class={classes!("task", held.then_some("held"))} aria-label={t::lesson_check()}>
            <p class="question">{ inline(&props.check.task, &props.send) }</p>
            <ul class="promises">{ for rows }</ul>
            <button type="button" class="btn primary" disabled={model.verifying} {onclick}>
                { if model.verifying { t::lesson_checking() } else { t::lesson_check() } }</button>
            <div role="status">
                if let Some(g) = &grade {
                    <p><strong>{ if g.passed { t::lesson_passed_every() } else { t::lesson_failed() } }</strong>{ " " }{ g.words.to_string() }</p>
                    if let Some(run) = g.shows.clone() {
                        <button type="button" class="btn" onclick={
                            let send = props.send.clone();
                            move |_: MouseEvent| send.emit(Msg::OpenRun(run.clone()))
                        }>{ t::lesson_counterexample() }</button>
                    }
                } else if let Some(v) = &verdict {
                    <p><strong>{ if held { t::lesson_passed(&v.runs) } else { t::lesson_failed().into() } }</strong></p>
                }
            </div>
            if !props.check.hint.is_empty() {
                <details class="hint"><summary>{ "?" }</summary><p>{ inline(&props.check.hint, &props.send) }</p></details>
            }
        </section>
    }
}

/// A property that every interleaving decides.
fn graded(p: &lessons::Property, standing: Option<&Standing>) -> Html {
    let class = match standing {
        Some(Standing::Holds) => "held",
        Some(Standing::Fails { .. }) => "failed",
        Some(Standing::Open) | None => "open",
    };
    promised(class, promise(p).into())
}

fn promised(class: &'static str, what: Html) -> Html {
    html! {
        <li {class}>
            <span class="mark" aria-hidden="true">{ match class { "held" => icon(Icon::Check), "failed" => icon(Icon::Close), _ => Html::default() } }</span>
            <span>{ what }</span>
        </li>
    }
}

fn row(p: &lessons::Property, i: u32, verdict: Option<&Verdict>) -> Html {
    let failure = verdict.and_then(|v| v.failures.iter().find(|f| f.property == i));
    let class = match (verdict, failure) {
        (None, _) => "open",
        (Some(_), None) => "held",
        (Some(_), Some(_)) => "failed",
    };
    promised(
        class,
        html! {
            <>
                { promise(p) }
                if let Some(f) = failure.filter(|f| !f.output.is_empty()) { <span class="printed"><span class="faint">{ t::prop_printed() }</span><code>{ f.output.clone() }</code></span> }
            </>
        },
    )
}
