//! Memory of the run at hand: stacks and heap as a diagram, bytes, and garbage.
//!
//! `desk` asks the session's worker and keeps the answers, places, and what the reader has chosen;
//! it outlives the view. `places`, `route`, `scene`, `changes` and `bytes_scene` work out what is
//! drawn where (pure); `graph` and `grid` draw one answer each, wherever somebody has one.

mod bytes;
mod bytes_scene;
mod changes;
mod collect;
mod desk;
mod diagram;
mod draw;
mod garbage;
pub(crate) mod graph;
pub(crate) mod grid;
mod list;
pub(crate) mod places;
mod route;
mod scene;
mod timeline;
mod words;

use std::rc::Rc;

use protocol::{Fault, Gid};
use yew::prelude::*;

use crate::{
    bridge::Scene,
    i18n as t,
    lab::memory::{
        bytes::{BytesBar, BytesPanel},
        desk::{MemoryDesk, Section},
        diagram::{Diagram, bar},
        garbage::Garbage,
    },
};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) scene: Rc<Scene>,
}

const SECTIONS: [Section; 3] = [Section::Diagram, Section::Bytes, Section::Garbage];

fn name(section: Section) -> &'static str {
    match section {
        Section::Diagram => t::memory_diagram(),
        Section::Bytes => t::memory_bytes(),
        Section::Garbage => t::garbage_tab(),
    }
}

fn id(section: Section) -> &'static str {
    match section {
        Section::Diagram => "memory-tab-diagram",
        Section::Bytes => "memory-tab-bytes",
        Section::Garbage => "memory-tab-garbage",
    }
}

/// The panel.
#[component]
pub(crate) fn MemoryPanel(props: &Props) -> Html {
    let redraw = use_force_update();
    use_effect_with((), move |()| {
        let desk = MemoryDesk::here();
        desk.watch(Callback::from(move |()| redraw.force_update()));
        move || MemoryDesk::here().watch(Callback::noop())
    });
    use_effect_with(Rc::clone(&props.scene), |scene| {
        MemoryDesk::here().follow(scene)
    });
    let desk = MemoryDesk::here();
    let now = desk.now();
    if now.picture.is_none() && now.bytes.is_none() {
        let (said, role) = match &now.fault {
            Some(Fault::NothingOpen) => (t::memory_nothing().to_owned(), "status"),
            Some(Fault::Internal(why)) => (t::memory_failed(why), "alert"),
            Some(_) => (t::memory_failed(&"?"), "alert"),
            None if props.scene.goroutines.is_empty() => (t::memory_nothing().to_owned(), "status"),
            None => (t::memory_looking().to_owned(), "status"),
        };
        return html! { <p class="lab-empty" {role}>{ said }</p> };
    }
    let section = now.section;
    let tabs = SECTIONS.map(|s| {
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().show(s));
        let chosen = s == section;
        html! {
            <button type="button" id={id(s)} role="tab" aria-selected={chosen.to_string()} aria-controls="memory-section"
                tabindex={if chosen { "0" } else { "-1" }} {onclick}>{ name(s) }</button>
        }
    });
    let onkeydown = Callback::from(move |e: KeyboardEvent| {
        let at = SECTIONS.iter().position(|s| *s == section).unwrap_or(0);
        let to = match e.key().as_str() {
            "ArrowRight" => (at + 1) % SECTIONS.len(),
            "ArrowLeft" => (at + SECTIONS.len() - 1) % SECTIONS.len(),
            _ => return,
        };
        e.prevent_default();
        if let Some(next) = SECTIONS.get(to) {
            MemoryDesk::here().show(*next);
            grid::focus_id(id(*next));
        }
    });
    let scene = Rc::clone(&props.scene);
    html! {
        <div class="mem">
            <div class="mem-top">
                <div class="mem-sections" role="tablist" aria-label={t::memory_sections()} {onkeydown}>{ for tabs }</div>
                { match section {
                    Section::Diagram => bar(&scene, &now),
                    Section::Bytes => html! { <BytesBar scene={Rc::clone(&scene)} now={now.clone()} /> },
                    Section::Garbage => Html::default(),
                } }
            </div>
            <div id="memory-section" class="mem-section" role="tabpanel" aria-labelledby={id(section)}>
                if let Some(Fault::Internal(why)) = &now.fault { <p class="mem-stale bad-text" role="alert">{ t::memory_failed(why) }</p> }
                if !props.scene.current { <p class="mem-stale" role="status">{ t::memory_stale() }</p> }
                { match section {
                    Section::Diagram => html! { <Diagram {scene} {now} /> },
                    Section::Bytes => html! { <BytesPanel {scene} {now} /> },
                    Section::Garbage => html! { <Garbage {scene} {now} /> },
                } }
            </div>
        </div>
    }
}

/// `g2 worker`, as the scene knows it.
fn who(scene: &Scene, g: Gid) -> String {
    crate::narrate::Names(&scene.goroutines).of(g)
}

#[cfg(test)]
mod tests {
    use protocol::{
        Cell, HeapObject, ObjectIs, Picture, Reference, ReferenceKind, Referent, Shape, Stack,
        StackFrame,
    };

    use super::places::Key;

    pub(super) fn cell(label: &str, text: &str, depth: u8) -> Cell {
        Cell {
            label: label.to_owned(),
            ty: "int".to_owned(),
            text: text.to_owned(),
            shape: Shape::Scalar,
            depth,
            address: None,
            size: 8,
            reference: None,
            more: 0,
        }
    }

    pub(super) fn pointer(label: &str, to: u64) -> Cell {
        let reference = Reference {
            kind: ReferenceKind::Pointer,
            to,
            len: 16,
            cap: 16,
            referent: Referent::Object(to),
        };
        Cell {
            shape: Shape::Pointer,
            reference: Some(reference),
            ..cell(label, "0x", 0)
        }
    }

    pub(super) fn object(start: u64, born: u32, cells: Vec<Cell>) -> HeapObject {
        HeapObject {
            start,
            size: 16,
            used: 16,
            born: (1, born),
            is: ObjectIs::Value,
            ty: "main.Node".to_owned(),
            name: None,
            cells,
            more: 0,
            stride: 0,
            site: None,
            allocator: "main.main".to_owned(),
            live: true,
            finalizer: false,
        }
    }

    pub(super) fn object_key(n: u64) -> Key {
        Key::Object(0x1000 + 16 * n, 1, n as u32)
    }

    /// A variable that leads to a list of so many nodes.
    pub(super) fn chain(nodes: u64) -> Picture {
        let at = |n: u64| 0x1000 + 16 * n;
        let node = |n: u64| {
            let mut value = cell("value", "7", 0);
            value.address = Some(at(n));
            let mut next = match n + 1 < nodes {
                true => pointer("next", at(n + 1)),
                false => cell("next", "nil", 0),
            };
            next.address = Some(at(n) + 8);
            object(at(n), n as u32, vec![value, next])
        };
        Picture {
            stacks: vec![Stack {
                goroutine: 1,
                name: "main".to_owned(),
                frames: vec![StackFrame {
                    function: "main.main".to_owned(),
                    place: None,
                    cells: vec![pointer("list", at(0))],
                }],
                more: 0,
            }],
            objects: (0..nodes).map(node).collect(),
            ..Picture::default()
        }
    }
}
