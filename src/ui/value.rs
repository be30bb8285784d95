//! A value of the Go program as a tree that opens where it has parts.

use protocol::{Part, Shape, Value};
use yew::prelude::*;

use crate::i18n as t;

/// How deep a tree is drawn; the engine bounds its own as well.
const DEPTH: u32 = 12;

/// One named value.
pub(crate) fn row(label: &str, value: &Value, changed: bool, note: Option<&'static str>) -> Html {
    tree(label, value, changed, note, DEPTH)
}

fn class_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Scalar => "v num",
        Shape::Text => "v text",
        Shape::Nil => "v nil",
        Shape::Pointer | Shape::Chan | Shape::Func => "v ref",
        Shape::Unavailable => "v gone",
        _ => "v",
    }
}

fn tree(label: &str, value: &Value, changed: bool, note: Option<&'static str>, depth: u32) -> Html {
    let line = html! {
        <>
            <span class="name">{ label.to_owned() }</span>
            <span class={class_of(value.shape)}>{ value.text.clone() }</span>
            <span class="ty">{ value.ty.clone() }</span>
            if let Some(note) = note { <span class="note">{ note }</span> }
            if changed { <span class="note changed">{ t::changed() }</span> }
        </>
    };
    let class = classes!("var", changed.then_some("is-changed"));
    if value.parts.is_empty() || depth == 0 {
        return html! { <div {class} key={label.to_owned()}>{ line }</div> };
    }
    let parts = value.parts.iter().map(
        |Part {
             label,
             value,
             changed,
         }| tree(label, value, *changed, None, depth - 1),
    );
    html! {
        <details {class} key={label.to_owned()}>
            <summary>{ line }</summary>
            <div class="parts">
                { for parts }
                if value.more > 0 { <div class="faint">{ t::parts_more(&value.more) }</div> }
            </div>
        </details>
    }
}
