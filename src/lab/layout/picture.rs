//! The picture of a struct type: drawn once as shapes, which become elements of the page or a file
//! of their own.

use std::fmt::Write as _;

use yew::prelude::*;

use crate::{
    i18n as t,
    lab::layout::scene::{LINE, ROW, Scene, Tone},
    svg::px,
};

/// Width of a byte, height of a row and of a folded one.
const BYTE: f64 = 46.0;
const HIGH: f64 = 34.0;
const FOLDED: f64 = 22.0;
/// Room for offsets, for the ruler, before a cache line, and behind the rows.
const GUTTER: f64 = 44.0;
const RULER: f64 = 20.0;
const GAP: f64 = 18.0;
const MARGIN: f64 = 16.0;
/// Width of a letter of the words in cells.
const LETTER: f64 = 7.3;

/// A piece of the drawing.
enum Shape {
    Rect {
        at: (f64, f64),
        size: (f64, f64),
        class: &'static str,
        /// The leaf that it is part of.
        leaf: Option<usize>,
    },
    Text {
        at: (f64, f64),
        class: &'static str,
        anchor: &'static str,
        text: String,
    },
    Line {
        from: (f64, f64),
        to: (f64, f64),
        class: &'static str,
    },
}

/// What is drawn, and how large it is.
pub(super) struct Picture {
    shapes: Vec<Shape>,
    width: f64,
    height: f64,
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Scalar => "lay-scalar",
        Tone::Pointer => "lay-pointer",
        Tone::Header => "lay-header",
        Tone::Struct => "lay-struct",
        Tone::Array => "lay-array",
        Tone::Padding => "lay-pad",
        Tone::Trailing => "lay-pad lay-trail",
    }
}

impl Picture {
    /// Draws a type; leaves of the fields in `differ` are marked as other than on the target that
    /// they are compared with.
    pub(super) fn of(scene: &Scene, differ: &[usize]) -> Picture {
        let mut shapes = Vec::new();
        let mut tops = Vec::new();
        let mut y = RULER;
        for b in 0..ROW {
            shapes.push(Shape::Text {
                at: (GUTTER + (b as f64 + 0.5) * BYTE, RULER - 6.0),
                class: "lay-ruler",
                anchor: "middle",
                text: b.to_string(),
            });
        }
        let right = GUTTER + ROW as f64 * BYTE;
        for r in &scene.rows {
            if r.offset > 0 && r.offset % LINE == 0 {
                y += GAP;
                let at = y - GAP / 2.0;
                let words = t::layout_cache_line(&(r.offset / LINE));
                shapes.push(Shape::Line {
                    from: (0.0, at),
                    to: (right - words.len() as f64 * 6.1 - 8.0, at),
                    class: "lay-line",
                });
                shapes.push(Shape::Text {
                    at: (right, at + 3.5),
                    class: "lay-ruler",
                    anchor: "end",
                    text: words,
                });
            }
            tops.push(y);
            let height = if r.folded > 0 { FOLDED } else { HIGH };
            shapes.push(Shape::Text {
                at: (GUTTER - 8.0, y + height / 2.0 + 4.0),
                class: "lay-offset",
                anchor: "end",
                text: r.offset.to_string(),
            });
            y += height;
        }
        for c in &scene.cells {
            let (Some(leaf), Some(top), Some(row)) = (
                scene.leaves.get(c.leaf),
                tops.get(c.row),
                scene.rows.get(c.row),
            ) else {
                continue;
            };
            let height = if row.folded > 0 { FOLDED } else { HIGH };
            let x = GUTTER + c.from as f64 * BYTE;
            let width = (c.to - c.from) as f64 * BYTE;
            shapes.push(Shape::Rect {
                at: (x + 1.0, top + 1.0),
                size: (width - 2.0, height - 2.0),
                class: tone(leaf.tone),
                leaf: Some(c.leaf),
            });
            if differ.contains(&leaf.field) && !leaf.path.is_empty() {
                shapes.push(Shape::Rect {
                    at: (x + 1.0, top + 1.0),
                    size: (4.0, height - 2.0),
                    class: "lay-differs",
                    leaf: None,
                });
            }
            let middle = top + height / 2.0 + 4.0;
            if row.folded > 0 {
                shapes.push(Shape::Text {
                    at: (x + width / 2.0, middle),
                    class: "lay-type",
                    anchor: "middle",
                    text: t::layout_folded(&row.folded),
                });
            } else if c.named && !leaf.path.is_empty() {
                words(&mut shapes, leaf, x + 6.0, middle, width - 9.0);
            }
        }
        // What the collector scans.
        if scene.ptrdata > 0 {
            let last = scene.rows.iter().zip(&tops).rev();
            let mut below = last.skip_while(|(r, _)| r.offset >= scene.ptrdata);
            if let Some((r, top)) = below.next() {
                let height = if r.folded > 0 { FOLDED } else { HIGH };
                let at = right + 8.0;
                shapes.push(Shape::Line {
                    from: (at, RULER + 1.0),
                    to: (at, top + height - 1.0),
                    class: "lay-scan",
                });
            }
        }
        Picture {
            shapes,
            width: right + MARGIN,
            height: y + 4.0,
        }
    }

    /// As elements; `choose` takes the leaf that was clicked.
    pub(super) fn html(
        &self,
        label: String,
        chosen: Option<usize>,
        scene: &Scene,
        choose: &Callback<usize>,
    ) -> Html {
        let shapes = self.shapes.iter().map(|s| match s {
            Shape::Rect { at, size, class, leaf } => {
                let found = leaf.and_then(|l| scene.leaves.get(l));
                let on = found.is_some_and(|l| Some(l.field) == chosen && !l.path.is_empty());
                let onclick = leaf.map(|leaf| {
                    let choose = choose.clone();
                    Callback::from(move |_: MouseEvent| choose.emit(leaf))
                });
                html! {
                    <rect x={px(at.0)} y={px(at.1)} width={px(size.0)} height={px(size.1)} rx="2"
                        class={classes!("lay", *class, on.then_some("on"), found.is_some_and(|l| l.opens).then_some("opens"))} {onclick}>
                        if let Some(l) = found.filter(|l| !l.path.is_empty()) { <title>{ format!("{} {}", l.path, l.ty) }</title> }
                    </rect>
                }
            }
            Shape::Text { at, class, anchor, text } => {
                html! { <text x={px(at.0)} y={px(at.1)} class={*class} text-anchor={*anchor}>{ text.clone() }</text> }
            }
            Shape::Line { from, to, class } => {
                html! { <line x1={px(from.0)} y1={px(from.1)} x2={px(to.0)} y2={px(to.1)} class={*class} /> }
            }
        });
        html! {
            <svg class="lay-picture" role="img" aria-label={label} viewBox={format!("0 0 {} {}", px(self.width), px(self.height))}
                width={px(self.width)} height={px(self.height)}>
                <defs>
                    <pattern id="lay-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <path d="M0 0v6" class="lay-hatch" />
                    </pattern>
                </defs>
                { for shapes }
            </svg>
        }
    }

    /// As a file that needs nothing else.
    pub(super) fn file(&self, title: &str) -> String {
        let (w, h) = (self.width + 24.0, self.height + 48.0);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 -36 {} {}\" width=\"{}\" height=\"{}\">\n<style>{FILE_STYLE}</style>\n\
             <defs><pattern id=\"lay-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0v6\" class=\"lay-hatch\"/></pattern></defs>\n\
             <rect x=\"-12\" y=\"-36\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"0\" y=\"-14\" class=\"lay-title\">{}</text>\n",
            px(w),
            px(h),
            px(w),
            px(h),
            escaped(title)
        );
        for s in &self.shapes {
            // Writing to a string cannot fail.
            let _ = match s {
                Shape::Rect {
                    at, size, class, ..
                } => writeln!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" class=\"lay {class}\"/>",
                    px(at.0),
                    px(at.1),
                    px(size.0),
                    px(size.1)
                ),
                Shape::Text {
                    at,
                    class,
                    anchor,
                    text,
                } => writeln!(
                    out,
                    "<text x=\"{}\" y=\"{}\" class=\"{class}\" text-anchor=\"{anchor}\">{}</text>",
                    px(at.0),
                    px(at.1),
                    escaped(text)
                ),
                Shape::Line { from, to, class } => writeln!(
                    out,
                    "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{class}\"/>",
                    px(from.0),
                    px(from.1),
                    px(to.0),
                    px(to.1)
                ),
            };
        }
        out.push_str("</svg>\n");
        out
    }
}

/// The light theme's colours.
const FILE_STYLE: &str = "text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#1C1F23}.lay-title{font-weight:600;font-size:14px}\
.lay-type,.lay-ruler,.lay-offset{fill:#676D75}.lay-ruler{font-size:10px}.lay-name{font-weight:600}.lay{stroke-width:1}\
.lay-scalar{fill:#EBEBF7;stroke:#9E9ED9}.lay-pointer{fill:#E1F1F3;stroke:#6AB9C2}.lay-header{fill:#E0ECE9;stroke:#669E94}\
.lay-struct{fill:#F6F0E1;stroke:#D0B669}.lay-array{fill:#F4EBE2;stroke:#C89C6C}.lay-pad{fill:url(#lay-hatch);stroke:#C9C5BD}.lay-trail{stroke-dasharray:3 3}\
.lay-hatch{stroke:#BDB8AE;stroke-width:1.4}.lay-line{stroke:#7F848B;stroke-dasharray:4 4}.lay-scan{stroke:#068A99;stroke-width:3}.lay-differs{fill:#8A5A00}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Name and type, as far as there is room.
fn words(shapes: &mut Vec<Shape>, leaf: &super::scene::Leaf, x: f64, y: f64, room: f64) {
    let letters = (room / LETTER).max(0.0) as usize;
    let name = cut(&leaf.path, letters);
    if name.is_empty() {
        return;
    }
    let used = name.chars().count();
    let whole = used == leaf.path.chars().count();
    shapes.push(Shape::Text {
        at: (x, y),
        class: "lay-name",
        anchor: "start",
        text: name,
    });
    if whole && letters > used + 3 {
        shapes.push(Shape::Text {
            at: (x + (used + 1) as f64 * LETTER, y),
            class: "lay-type",
            anchor: "start",
            text: cut(&leaf.ty, letters - used - 1),
        });
    }
}

/// At most so many letters, with a mark if some are left out.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    if letters < 2 {
        return String::new();
    }
    let mut out: String = text.chars().take(letters - 1).collect();
    out.push('…');
    out
}
