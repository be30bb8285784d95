//! What the program printed, up to the current step.

use protocol::{End, Output, Status, Stream};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{i18n as t, model::Model, ptr::Ptr, ui::bits::marker};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
}

/// The exit status that a run ended with, if it ended by itself.
fn exit_code(end: &End) -> Option<i32> {
    match end {
        End::Finished { .. } => Some(0),
        End::Exited { code, .. } => Some(*code),
        End::Panicked { .. } | End::Deadlock(_) | End::Fatal { .. } => Some(2),
        End::Limit(_) | End::Stopped => None,
    }
}

/// The panel.
#[component]
pub(crate) fn Console(props: &Props) -> Html {
    let output = &props.model.output;
    let code = match props.model.state.as_ref().map(|s| &s.status) {
        // With the last lines, not before them.
        Some(Status::Ended(end)) if props.model.output_here => exit_code(end),
        _ => None,
    };
    let scroll = use_node_ref();
    {
        let scroll = scroll.clone();
        use_effect_with((output.total, code), move |_| {
            if let Some(el) = scroll.cast::<HtmlElement>() {
                el.set_scroll_top(el.scroll_height());
            }
        });
    }
    html! {
        <section class="console" aria-label={t::output()}>
            <header class="panel-title"><h2>{ t::output() }</h2><span class="faint">{ t::output_lines(output.total) }</span></header>
            <div class="console-text" ref={scroll} tabindex="0" role="group" aria-label={t::output()}>
                { lines(output) }
                if let Some(code) = code {
                    <div class={classes!("exit", (code != 0).then_some("bad"))}>{ t::exit_code(&code) }</div>
                }
                if output.total == 0 && code.is_none() {
                    <div class="faint">{ t::output_empty() }</div>
                }
            </div>
        </section>
    }
}

fn lines(output: &Output) -> Html {
    let earlier = (output.first > 0)
        .then(|| html! { <div class="faint">{ t::output_earlier(output.first) }</div> });
    let rows = output.lines.iter().zip(output.first..).map(|(line, n)| {
        let class = classes!("line", (line.stream == Stream::Err).then_some("err"));
        html! {
            <div key={n} {class}><span class="by">{ line.goroutine.map(marker) }</span><span class="said">{ line.text.clone() }</span></div>
        }
    });
    html! { <>{ earlier }{ for rows }</> }
}
