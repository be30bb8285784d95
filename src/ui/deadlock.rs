//! A deadlock, drawn and in words: who waits for what, and who would have to act.

use crate::svg::{px, svg_text};
use protocol::{DeadlockCause, End, Gid, Goroutine, Status};
use yew::prelude::*;

use crate::{i18n as t, model::Model, narrate::short_name, ptr::Ptr, ui::narration, who};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
}

/// A box of the picture.
struct Node {
    x: f64,
    y: f64,
    kind: NodeKind,
    label: String,
}

enum NodeKind {
    Goroutine(Gid),
    Object,
    Nobody,
}

/// An arrow of the picture.
struct Edge {
    from: usize,
    to: usize,
    label: &'static str,
}

const W: f64 = 116.0;
const H: f64 = 28.0;

/// The card; nothing when the run did not end in a deadlock.
#[component]
pub(crate) fn DeadlockCard(props: &Props) -> Html {
    let Some((title, words)) = narration::why(&props.model) else {
        return Html::default();
    };
    let Some(state) = &props.model.state else {
        return Html::default();
    };
    let Status::Ended(End::Deadlock(d)) = &state.status else {
        return Html::default();
    };
    let label = t::dead_picture(&words.join(" "));
    html! {
        <section class="why" aria-label={title.clone()}>
            <h3>{ title }</h3>
            <div class="why-body">
                <ul class="why-words">{ for words.iter().map(|w| html! { <li key={w.clone()}>{ w.clone() }</li> }) }</ul>
                { picture(&d.cause, &state.goroutines, label) }
            </div>
        </section>
    }
}

fn picture(cause: &DeadlockCause, all: &[Goroutine], label: String) -> Html {
    let name = |g: Gid| {
        who::title(
            g,
            short_name(all.iter().find(|x| x.id == g).map_or("", |x| &x.name)),
        )
    };
    let mut nodes: Vec<Node> = Vec::new();
    let mut edges: Vec<Edge> = Vec::new();
    let (width, height);
    match cause {
        DeadlockCause::Cycle(links) => {
            // Goroutines and what they wait for, alternating around an ellipse.
            let n = links.len().max(1) * 2;
            let (rx, ry) = (70.0 + 9.0 * n as f64, 14.0 + 11.0 * n as f64);
            width = 2.0 * rx + W + 16.0;
            height = 2.0 * ry + H + 16.0;
            for (i, link) in links.iter().enumerate() {
                for (k, kind, label) in [
                    (2 * i, NodeKind::Goroutine(link.waiter), name(link.waiter)),
                    (2 * i + 1, NodeKind::Object, who::object(&link.object)),
                ] {
                    let angle = std::f64::consts::TAU * k as f64 / n as f64 - std::f64::consts::PI;
                    nodes.push(Node {
                        x: width / 2.0 + rx * js_sys::Math::cos(angle),
                        y: height / 2.0 + ry * js_sys::Math::sin(angle),
                        kind,
                        label,
                    });
                }
                edges.push(Edge {
                    from: 2 * i,
                    to: 2 * i + 1,
                    label: "waits",
                });
                edges.push(Edge {
                    from: 2 * i + 1,
                    to: (2 * i + 2) % n,
                    label: "held",
                });
            }
        }
        DeadlockCause::MissingPartner {
            goroutine,
            object,
            reachable_by,
            ..
        } => {
            width = 470.0;
            let others: Vec<Gid> = reachable_by
                .iter()
                .copied()
                .filter(|g| g != goroutine)
                .take(4)
                .collect();
            height = 60.0_f64.max(16.0 + 36.0 * others.len() as f64);
            let middle = height / 2.0;
            nodes.push(Node {
                x: 66.0,
                y: middle,
                kind: NodeKind::Goroutine(*goroutine),
                label: name(*goroutine),
            });
            nodes.push(Node {
                x: 235.0,
                y: middle,
                kind: NodeKind::Object,
                label: who::object(object),
            });
            edges.push(Edge {
                from: 0,
                to: 1,
                label: "waits",
            });
            if others.is_empty() {
                nodes.push(Node {
                    x: 404.0,
                    y: middle,
                    kind: NodeKind::Nobody,
                    label: t::nobody().into(),
                });
                edges.push(Edge {
                    from: 1,
                    to: 2,
                    label: "none",
                });
            }
            for (i, g) in others.iter().enumerate() {
                let y = middle + 36.0 * (i as f64 - (others.len() as f64 - 1.0) / 2.0);
                nodes.push(Node {
                    x: 404.0,
                    y,
                    kind: NodeKind::Goroutine(*g),
                    label: name(*g),
                });
                edges.push(Edge {
                    from: 1,
                    to: i + 2,
                    label: "none",
                });
            }
        }
        DeadlockCause::NilChannel { goroutine, .. } => {
            (width, height) = (300.0, 60.0);
            nodes.push(Node {
                x: 66.0,
                y: 30.0,
                kind: NodeKind::Goroutine(*goroutine),
                label: name(*goroutine),
            });
            nodes.push(Node {
                x: 235.0,
                y: 30.0,
                kind: NodeKind::Nobody,
                label: "nil".into(),
            });
            edges.push(Edge {
                from: 0,
                to: 1,
                label: "waits",
            });
        }
        DeadlockCause::EmptySelect { goroutine } => {
            (width, height) = (300.0, 60.0);
            nodes.push(Node {
                x: 66.0,
                y: 30.0,
                kind: NodeKind::Goroutine(*goroutine),
                label: name(*goroutine),
            });
            nodes.push(Node {
                x: 235.0,
                y: 30.0,
                kind: NodeKind::Nobody,
                label: "select {}".into(),
            });
            edges.push(Edge {
                from: 0,
                to: 1,
                label: "waits",
            });
        }
        DeadlockCause::NoGoroutines => return Html::default(),
    }
    let lines = edges.iter().enumerate().filter_map(|(i, e)| {
        let (a, b) = (nodes.get(e.from)?, nodes.get(e.to)?);
        Some(html! { <path key={i} class={classes!("why-edge", e.label)} d={arrow(a, b)} /> })
    });
    let boxes = nodes.iter().enumerate().map(|(i, n)| node(i, n));
    html! {
        <svg class="why-picture" viewBox={svg_text!("0 0 ", width, " ", height)} width={svg_text!(width)} height={svg_text!(height)} role="img" aria-label={label}>
            { for lines }{ for boxes }
        </svg>
    }
}

/// From the edge of one box to the edge of another, with a head.
fn arrow(a: &Node, b: &Node) -> String {
    let edge = |from: &Node, to: &Node| {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let scale =
            ((W / 2.0 + 3.0) / dx.abs().max(1e-6)).min((H / 2.0 + 3.0) / dy.abs().max(1e-6));
        (from.x + dx * scale, from.y + dy * scale)
    };
    let ((x0, y0), (x1, y1)) = (edge(a, b), edge(b, a));
    let angle = js_sys::Math::atan2(y1 - y0, x1 - x0);
    let head = |turn: f64| {
        (
            x1 - 8.0 * js_sys::Math::cos(angle + turn),
            y1 - 8.0 * js_sys::Math::sin(angle + turn),
        )
    };
    let ((hx, hy), (kx, ky)) = (head(0.45), head(-0.45));
    svg_text!(
        "M", x0, " ", y0, "L", x1, " ", y1, "M", hx, " ", hy, "L", x1, " ", y1, "L", kx, " ", ky
    )
}

fn node(key: usize, n: &Node) -> Html {
    let class = match n.kind {
        NodeKind::Goroutine(_) => "why-node goroutine",
        NodeKind::Object => "why-node object",
        NodeKind::Nobody => "why-node nobody",
    };
    let mark = match n.kind {
        NodeKind::Goroutine(g) => {
            let looks = who::looks(g);
            let class = classes!(
                "marker",
                format!("g{}", looks.hue),
                looks.hollow.then_some("hollow")
            );
            html! { <path {class} d={looks.shape} transform={svg_text!("translate(", 8.0 - W / 2.0, " ", -6.0, ")")} /> }
        }
        _ => Html::default(),
    };
    let label: String = if n.label.chars().count() > 13 {
        n.label.chars().take(12).chain(['…']).collect()
    } else {
        n.label.clone()
    };
    let left = matches!(n.kind, NodeKind::Goroutine(_));
    let (x, anchor) = if left {
        (26.0 - W / 2.0, "start")
    } else {
        (0.0, "middle")
    };
    html! {
        <g key={format!("n{key}")} {class} transform={svg_text!("translate(", n.x, " ", n.y, ")")}>
            <rect x={px(-W / 2.0)} y={px(-H / 2.0)} width={px(W)} height={px(H)} rx="4" />
            { mark }
            <text x={px(x)} y="4.5" text-anchor={anchor}>{ label }</text>
        </g>
    }
}
