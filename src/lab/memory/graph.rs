//! The diagram of memory as a component: stacks at the left, objects at the right, curves for what
//! leads where, all in one SVG of which only what is in sight is drawn.

use std::{cell::RefCell, rc::Rc};

use protocol::Picture;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, PointerEvent, ResizeObserver};
use yew::prelude::*;

pub(crate) use crate::lab::memory::draw::{Act, Spot};
use crate::{
    i18n as t,
    lab::memory::{
        changes::Changes,
        draw::{Pen, id},
        places::{Key, Places},
        scene::{Card, ROW, Scene},
    },
    program::Program,
    ptr::Ptr,
    svg::{px, svg_text},
};

/// Places that outlive the view; clones are the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Board {
    places: Rc<RefCell<Places>>,
    /// Raised when all is laid out afresh.
    round: Rc<RefCell<u32>>,
}

impl PartialEq for Board {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.places, &other.places)
    }
}

impl Board {
    /// Lays everything out afresh.
    pub(crate) fn tidy(&self) {
        self.places.borrow_mut().tidy();
        *self.round.borrow_mut() += 1;
    }

    fn round(&self) -> u32 {
        *self.round.borrow()
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) picture: Ptr<Picture>,
    /// What it is compared with.
    #[prop_or_default]
    pub(crate) earlier: Option<Ptr<Picture>>,
    /// Who remembers the places. One for each diagram.
    pub(crate) board: Board,
    /// Tells the elements of several diagrams apart.
    #[prop_or("mem")]
    pub(crate) prefix: &'static str,
    /// The text that lines are of.
    pub(crate) program: Rc<Program>,
    /// What is looked at, if whoever owns the diagram says so.
    #[prop_or_default]
    pub(crate) picked: Option<Spot>,
    /// Raised when everything was laid out afresh.
    #[prop_or_default]
    pub(crate) round: u32,
    #[prop_or_default]
    pub(crate) act: Callback<Act>,
    /// Small: as high as what it shows, stacks narrower.
    #[prop_or_default]
    pub(crate) compact: bool,
}

/// Widths of the first column.
const STACKS: f64 = 272.0;
const NARROW: f64 = 216.0;
/// What is drawn around what is in sight, and the grid on which that moves.
const AROUND: f64 = 160.0;
const GRID: f64 = 80.0;

/// What is in sight: left, top, right, bottom.
type View = [i32; 4];

fn view_of(el: &Element) -> View {
    let down = |n: i32| (f64::from(n) / GRID).floor() as i32;
    let up = |n: i32| (f64::from(n) / GRID).ceil() as i32;
    let (x, y) = (el.scroll_left(), el.scroll_top());
    [
        down(x),
        down(y),
        up(x + el.client_width()),
        up(y + el.client_height()),
    ]
}

fn within(view: View, bounds: [f64; 4]) -> bool {
    let [left, top, right, bottom] = view.map(|n| f64::from(n) * GRID);
    bounds[2] > left - AROUND
        && bounds[0] < right + AROUND
        && bounds[3] > top - AROUND
        && bounds[1] < bottom + AROUND
}

fn by_id(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window().and_then(|w| w.document())?;
    // SVG elements have `focus` as HTML ones do.
    document.get_element_by_id(id).map(JsCast::unchecked_into)
}

/// Where arrow keys lead from a spot.
fn step(scene: &Scene, from: Spot, dx: i32, dy: i32) -> Option<Spot> {
    let here = scene.cards.iter().find(|c| c.key == from.key)?;
    let head = |c: &Card| Spot {
        key: c.key,
        row: None,
    };
    if dy != 0 {
        let at = from.row.map_or(0, |r| r as i32 + 1) + dy;
        if at == 0 {
            return Some(head(here));
        }
        if at > 0 && (at as usize) <= here.rows.len() {
            return Some(Spot {
                row: Some(at as usize - 1),
                ..from
            });
        }
        let column = scene.cards.iter().filter(|c| c.column == here.column);
        let next = match dy > 0 {
            true => column
                .filter(|c| c.y > here.y)
                .min_by(|a, b| a.y.total_cmp(&b.y)),
            false => column
                .filter(|c| c.y < here.y)
                .max_by(|a, b| a.y.total_cmp(&b.y)),
        }?;
        return Some(Spot {
            key: next.key,
            row: (dy < 0 && !next.rows.is_empty()).then(|| next.rows.len() - 1),
        });
    }
    let y = here.y + from.row.and_then(|r| here.rows.get(r)).map_or(0.0, |r| r.y);
    let columns = scene.cards.iter().map(|c| c.column);
    let column = match dx > 0 {
        true => columns.filter(|c| *c > here.column).min(),
        false => columns.filter(|c| *c < here.column).max(),
    }?;
    let there = scene.cards.iter().filter(|c| c.column == column);
    let next = there.min_by(|a, b| away(a, y).total_cmp(&away(b, y)))?;
    let row = next
        .rows
        .iter()
        .position(|r| (next.y + r.middle() - y - ROW / 2.0).abs() < ROW);
    Some(Spot {
        key: next.key,
        row: row.filter(|_| from.row.is_some()),
    })
}

fn away(card: &Card, y: f64) -> f64 {
    (card.y - y).max(y - card.y - card.height).max(0.0)
}

/// Where Enter leads: what the row refers to.
fn follow(scene: &Scene, from: Spot) -> Option<Spot> {
    let at = scene.cards.iter().position(|c| c.key == from.key)?;
    let row = from.row?;
    let curve = scene.curves.iter().find(|c| c.from == (at, row))?;
    let to = scene.cards.get(curve.to.0)?;
    Some(Spot {
        key: to.key,
        row: curve.to.1,
    })
}

/// Brings a spot into sight.
fn reveal(pane: &Element, scene: &Scene, spot: Spot) {
    let Some(card) = scene.cards.iter().find(|c| c.key == spot.key) else {
        return;
    };
    let y = card.y + spot.row.and_then(|r| card.rows.get(r)).map_or(0.0, |r| r.y);
    let (left, top) = (f64::from(pane.scroll_left()), f64::from(pane.scroll_top()));
    let (wide, high) = (
        f64::from(pane.client_width()),
        f64::from(pane.client_height()),
    );
    if card.x < left || card.x + card.width > left + wide {
        pane.set_scroll_left((card.x - (wide - card.width).max(0.0) / 2.0) as i32);
    }
    if y < top || y + ROW > top + high {
        pane.set_scroll_top((y - high / 3.0) as i32);
    }
}

/// The diagram.
#[component]
pub(crate) fn Graph(props: &Props) -> Html {
    let own = use_state_eq(|| None::<Spot>);
    let hover = use_state_eq(|| None::<Key>);
    let view = use_state_eq(|| [0, 0, 12, 8]);
    let pane = use_node_ref();
    // The spot that is to have the focus as soon as it is drawn.
    let later = use_mut_ref(|| None::<Spot>);
    let drag = use_mut_ref(|| None::<(i32, i32, i32, i32)>);
    let narrow = props.compact
        || web_sys::window()
            .and_then(|w| w.inner_width().ok()?.as_f64())
            .is_some_and(|w| w < 768.0);
    let stacks = if narrow { NARROW } else { STACKS };
    let scene = {
        let (board, picture) = (props.board.clone(), props.picture.clone());
        let round = (board.round(), props.round, narrow);
        use_memo((picture, round), move |(picture, _)| {
            Scene::of(picture, &mut board.places.borrow_mut(), stacks)
        })
    };
    let changes = use_memo(
        (props.picture.clone(), props.earlier.clone()),
        |(now, before)| {
            before
                .as_ref()
                .map_or_else(Changes::default, |b| Changes::between(now, b))
        },
    );
    let picked = props.picked.or(*own);
    // Size and scrolling.
    {
        let (pane, view) = (pane.clone(), view.clone());
        use_effect_with((), move |()| {
            let el = pane.cast::<Element>();
            let observed = el.clone();
            let look = Closure::<dyn FnMut()>::new(move || {
                if let Some(el) = &observed {
                    view.set(view_of(el));
                }
            });
            let observer = ResizeObserver::new(look.as_ref().unchecked_ref()).ok();
            if let (Some(el), Some(observer)) = (&el, &observer) {
                observer.observe(el);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(look);
            }
        });
    }
    let onscroll = {
        let (pane, view) = (pane.clone(), view.clone());
        Callback::from(move |_: web_sys::Event| {
            if let Some(el) = pane.cast::<Element>() {
                view.set(view_of(&el));
            }
        })
    };
    // What somebody else picked is brought into sight.
    {
        let (pane, scene) = (pane.clone(), Rc::clone(&scene));
        use_effect_with(props.picked, move |picked| {
            if let (Some(pane), Some(spot)) = (pane.cast::<Element>(), picked) {
                reveal(&pane, &scene, *spot);
            }
        });
    }
    {
        let (later, prefix) = (later.clone(), props.prefix);
        use_effect(move || {
            let waits = *later.borrow();
            if let Some(el) = waits.and_then(|spot| by_id(&id(prefix, &spot))) {
                *later.borrow_mut() = None;
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = el.focus_with_options(&options);
            }
        });
    }
    let act = {
        let (own, act) = (own.clone(), props.act.clone());
        Callback::from(move |what: Act| {
            if let Act::Pick(spot) = what {
                own.set(spot);
            }
            act.emit(what);
        })
    };
    let exists = |spot: &Spot| {
        let card = scene.cards.iter().find(|c| c.key == spot.key);
        card.is_some_and(|c| spot.row.is_none_or(|r| r < c.rows.len()))
    };
    let in_sight = |c: &&Card| within(*view, [c.x, c.y, c.x + c.width, c.y + c.height]);
    let first = scene.cards.iter().find(in_sight).map(|c| Spot {
        key: c.key,
        row: None,
    });
    let drawn = |spot: &Spot| {
        let mut cards = scene.cards.iter().filter(in_sight);
        let card = cards.find(|c| c.key == spot.key);
        card.is_some_and(|c| {
            let y = spot.row.and_then(|r| c.rows.get(r)).map(|r| c.y + r.y);
            let at = |y: f64| within(*view, [c.x, y, c.x + c.width, y + ROW]);
            y.is_none_or(at)
        })
    };
    let stop = picked.filter(exists).filter(drawn).or(first);
    let onkeydown = {
        let (scene, later, pane, act) =
            (Rc::clone(&scene), later.clone(), pane.clone(), act.clone());
        Callback::from(move |e: KeyboardEvent| {
            // Keys may come faster than the page is drawn.
            let there = |spot: &Spot| scene.cards.iter().any(|c| c.key == spot.key);
            let Some(now) = later.borrow().filter(there).or(stop) else {
                return;
            };
            let to = match e.key().as_str() {
                "ArrowUp" => step(&scene, now, 0, -1),
                "ArrowDown" => step(&scene, now, 0, 1),
                "ArrowLeft" => step(&scene, now, -1, 0),
                "ArrowRight" => step(&scene, now, 1, 0),
                "Home" => Some(Spot { row: None, ..now }),
                "Enter" | " " => follow(&scene, now),
                "Escape" => {
                    act.emit(Act::Pick(None));
                    return;
                }
                _ => return,
            };
            e.prevent_default();
            let Some(to) = to else { return };
            *later.borrow_mut() = Some(to);
            if let Some(pane) = pane.cast::<Element>() {
                reveal(&pane, &scene, to);
            }
            act.emit(Act::Pick(Some(to)));
        })
    };
    let onpointerdown = {
        let (drag, pane) = (drag.clone(), pane.clone());
        Callback::from(move |e: PointerEvent| {
            let ground = e
                .target_dyn_into::<Element>()
                .is_some_and(|t| t.tag_name() == "svg");
            if let Some(pane) = pane
                .cast::<Element>()
                .filter(|_| ground && e.pointer_type() == "mouse" && e.button() == 0)
            {
                let _ = pane.set_pointer_capture(e.pointer_id());
                *drag.borrow_mut() = Some((
                    e.client_x(),
                    e.client_y(),
                    pane.scroll_left(),
                    pane.scroll_top(),
                ));
            }
        })
    };
    let onpointermove = {
        let (drag, pane) = (drag.clone(), pane.clone());
        Callback::from(move |e: PointerEvent| {
            if let (Some((x, y, left, top)), Some(pane)) = (*drag.borrow(), pane.cast::<Element>())
            {
                pane.set_scroll_left(left + x - e.client_x());
                pane.set_scroll_top(top + y - e.client_y());
            }
        })
    };
    let onpointerup = Callback::from(move |_: PointerEvent| *drag.borrow_mut() = None);
    let over = {
        let hover = hover.clone();
        Callback::from(move |key| hover.set(key))
    };
    let pen = Pen {
        prefix: props.prefix,
        picture: &props.picture,
        scene: &scene,
        changes: &changes,
        program: &props.program,
        sight: (
            f64::from(view[1]) * GRID - AROUND,
            f64::from(view[3]) * GRID + AROUND,
        ),
        picked: picked.filter(exists),
        hover: *hover,
        stop,
        act: &act,
        over: &over,
    };
    let cards = scene.cards.iter().filter(in_sight);
    let curves = scene.curves.iter().filter(|c| within(*view, c.bounds));
    let class = classes!("mem-pane", props.compact.then_some("compact"));
    html! {
        <div {class} ref={pane} {onscroll} {onpointerdown} {onpointermove} onpointerup={onpointerup.clone()} onpointercancel={onpointerup}>
            <svg class="mem-picture" role="group" aria-label={t::memory_picture()} width={px(scene.width)} height={px(scene.height)}
                viewBox={svg_text!("0 0 ", scene.width, " ", scene.height)} {onkeydown}>
                { pen.defs() }
                <g>{ for cards.map(|c| pen.card(c)) }</g>
                <g class="mem-curves">{ for curves.map(|c| pen.curve(c)) }</g>
            </svg>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::memory::tests::{chain, object_key};

    #[test]
    fn keys_go_along_and_across_and_follow() {
        let picture = chain(3);
        let scene = Scene::of(&picture, &mut Places::default(), STACKS);
        let stack = Spot {
            key: Key::Stack(1),
            row: None,
        };
        let row = |spot: Spot, row| Spot {
            row: Some(row),
            ..spot
        };
        assert_eq!(step(&scene, stack, 0, -1), None);
        assert_eq!(step(&scene, stack, 0, 1), Some(row(stack, 0)));
        assert_eq!(step(&scene, row(stack, 0), 0, -1), Some(stack));
        let first = Spot {
            key: object_key(0),
            row: None,
        };
        assert_eq!(step(&scene, stack, 1, 0), Some(first));
        assert_eq!(step(&scene, first, -1, 0), Some(stack));
        // Of the frame's rows the second leads on: the first is its head.
        assert_eq!(follow(&scene, row(stack, 0)), None);
        assert_eq!(follow(&scene, row(stack, 1)), Some(first));
        let second = Spot {
            key: object_key(1),
            row: None,
        };
        assert_eq!(follow(&scene, row(first, 1)), Some(second));
        assert_eq!(
            step(&scene, second, 1, 0).map(|s| s.key),
            Some(object_key(2))
        );
    }
}
