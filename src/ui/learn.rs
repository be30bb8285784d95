//! All lessons.

use lessons::Lesson;
use yew::prelude::*;

use crate::{
    content, i18n as t,
    route::Route,
    store,
    ui::bits::{Icon, icon},
};

/// The screen.
#[component]
pub(crate) fn Learn() -> Html {
    let all = content::catalogue();
    let tracks = all.tracks.iter().map(|track| {
        let label = content::label(&track.labels);
        let items = track.lessons.iter().map(item);
        html! {
            <section key={track.id.clone()} class="track">
                <h2>{ label.map(|l| l.title.clone()) }</h2>
                <p class="faint">{ label.map(|l| l.summary.clone()) }</p>
                <ol class="toc">{ for items }</ol>
            </section>
        }
    });
    html! {
        <main class="page">
            <h1>{ t::learn_title() }</h1>
            <p class="lead">{ t::learn_lead() }</p>
            { for tracks }
        </main>
    }
}

fn item(lesson: &Lesson) -> Html {
    let Some((text, _)) = lesson.text("en") else {
        return Html::default();
    };
    let done = store::get(&format!("done.{}", lesson.id)).is_some();
    html! {
        <li key={lesson.id.clone()}>
            <a href={Route::Lesson(lesson.id.clone()).hash()}>
                <span class="toc-title">{ text.title.clone() }
                    if done { <span class="done" title={t::lesson_done()}>{ icon(Icon::Check) }<span class="sr">{ t::lesson_done() }</span></span> }
                </span>
                <span class="faint">{ text.summary.clone() }</span>
            </a>
        </li>
    }
}
