//! All examples.

use lessons::Example;
use yew::prelude::*;

use crate::{content, i18n as t, route::Route};

/// The screen.
#[component]
pub(crate) fn Gallery() -> Html {
    let all = content::catalogue();
    let cards = all.examples.iter().map(card);
    html! {
        <main class="page">
            <h1>{ t::gallery_title() }</h1>
            <p class="lead">{ t::gallery_lead() }</p>
            <ul class="gallery">{ for cards }</ul>
        </main>
    }
}

fn level(n: u8) -> &'static str {
    match n {
        0 | 1 => t::level_1(),
        2 => t::level_2(),
        _ => t::level_3(),
    }
}

fn card(e: &Example) -> Html {
    let Some(label) = content::label(&e.labels) else {
        return Html::default();
    };
    let href = Route::Example {
        id: e.id.clone(),
        step: None,
    }
    .hash();
    let tags = e
        .tags
        .iter()
        .map(|tag| html! { <li key={tag.clone()}>{ tag.clone() }</li> });
    html! {
        <li key={e.id.clone()}>
            <a class="example" {href}>
                <h2>{ label.title.clone() }</h2>
                <p>{ label.summary.clone() }</p>
                <ul class="tags"><li class="level">{ level(e.level) }</li>{ for tags }</ul>
            </a>
        </li>
    }
}
