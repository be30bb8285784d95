//! The fields of a type in words: the picture's accessible form, and where fields are moved.

use std::{collections::BTreeSet, rc::Rc};

use js_sys::Array;
use protocol::{FieldLayout, FieldShape, TypeLayout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, PointerEvent};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    i18n as t,
    lab::layout::desk::{Desk, Now},
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) now: Rc<Now>,
    pub(super) open: BTreeSet<String>,
    pub(super) toggle: Callback<String>,
    pub(super) picked: Option<usize>,
    pub(super) on_pick: Callback<usize>,
}

/// A field that is being dragged, and the place that it would take.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Drag {
    from: usize,
    to: usize,
}

fn row_id(field: usize) -> String {
    format!("layout-row-{field}")
}

fn by_id(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window().and_then(|w| w.document())?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// The row that is at a height of the window.
fn row_at(y: f64, rows: usize) -> usize {
    (0..rows)
        .take_while(|i| {
            let place = by_id(&row_id(*i)).map(|r| r.get_bounding_client_rect());
            place.is_some_and(|r| r.top() + r.height() <= y)
        })
        .count()
        .min(rows.saturating_sub(1))
}

/// The order in which field `from` has place `to`.
fn moved(fields: usize, from: usize, to: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..fields as u32).collect();
    if from < order.len() {
        let field = order.remove(from);
        order.insert(to.min(order.len()), field);
    }
    order
}

/// The table.
#[component]
pub(super) fn Table(props: &Props) -> Html {
    let drag = use_state_eq(|| None::<Drag>);
    // The field that the keyboard moved: it keeps the focus where it goes.
    let carried = use_mut_ref(|| None::<(String, usize)>);
    let said = use_state_eq(String::new);
    {
        let (carried, said, now) = (carried.clone(), said.clone(), Rc::clone(&props.now));
        use_effect_with(Rc::as_ptr(&props.now.reports), move |_| {
            let Some((name, to)) = carried.borrow_mut().take() else {
                return;
            };
            let Some(l) = now.chosen() else { return };
            let handle = by_id(&row_id(to)).and_then(|r| r.query_selector("button").ok().flatten());
            if let Some(handle) = handle.and_then(|h| h.dyn_into::<HtmlElement>().ok()) {
                let _ = handle.focus();
            }
            said.set(t::layout_moved(&name, &(to + 1), &l.fields.len(), &l.size));
        });
    }
    let Some(l) = props.now.chosen() else {
        return Html::default();
    };
    let others: Vec<&TypeLayout> = props
        .now
        .reports
        .iter()
        .skip(1)
        .filter_map(|r| r.types.iter().find(|t| t.name == l.name))
        .fold(Vec::new(), |mut seen: Vec<&TypeLayout>, t| {
            if t != l && !seen.contains(&t) {
                seen.push(t);
            }
            seen
        });
    let fresh = props.now.told == props.now.text && l.reorders && l.fields.len() > 1;
    let mut rows = Vec::new();
    for (i, f) in l.fields.iter().enumerate() {
        let handle = fresh.then(|| handle(i, &f.name, l.fields.len(), &drag, &carried));
        row(
            &mut rows,
            props,
            f,
            (i, &f.name, 0, f.offset),
            handle,
            &others,
            *drag,
        );
    }
    if l.pad_end > 0 {
        rows.push(html! {
            <tr class="layout-pad-row"><td></td><td colspan="2">{ t::layout_tail() }</td><td class="r">{ l.size - l.pad_end }</td><td class="r">{ l.pad_end }</td><td></td><td></td>
                { for others.iter().map(|_| html! { <td colspan="2"></td> }) }</tr>
        });
    }
    html! {
        <div class="layout-table">
            <table>
                <caption class="sr">{ t::layout_table(&l.name) }</caption>
                <thead><tr>
                    <th scope="col"><span class="sr">{ t::layout_col_move() }</span></th>
                    <th scope="col">{ t::layout_col_field() }</th><th scope="col">{ t::layout_col_type() }</th>
                    <th scope="col" class="r">{ t::layout_col_offset() }</th><th scope="col" class="r">{ t::layout_col_size() }</th>
                    <th scope="col" class="r">{ t::layout_col_align() }</th><th scope="col" class="r">{ t::layout_col_pad() }</th>
                    { for others.iter().map(|o| other_head(&props.now, o)) }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="sr" role="status" aria-live="polite">{ (*said).clone() }</p>
        </div>
    }
}

fn other_head(now: &Now, l: &TypeLayout) -> Html {
    let arches = now
        .reports
        .iter()
        .skip(1)
        .filter(|r| r.types.contains(l))
        .map(|r| r.arch.as_str());
    let arches: Vec<&str> = arches.collect();
    html! { <th scope="colgroup" colspan="2" class="r layout-other">{ arches.join(", ") }</th> }
}

/// What moves a field: by pointer, and by the arrow keys.
fn handle(
    i: usize,
    name: &str,
    fields: usize,
    drag: &UseStateHandle<Option<Drag>>,
    carried: &Rc<std::cell::RefCell<Option<(String, usize)>>>,
) -> Html {
    let down = {
        let drag = drag.clone();
        Callback::from(move |e: PointerEvent| {
            if let Some(el) = e.target_dyn_into::<web_sys::Element>() {
                let _ = el.set_pointer_capture(e.pointer_id());
            }
            drag.set(Some(Drag { from: i, to: i }));
        })
    };
    let over = {
        let drag = drag.clone();
        Callback::from(move |e: PointerEvent| {
            if let Some(d) = *drag {
                let to = row_at(f64::from(e.client_y()), fields);
                drag.set(Some(Drag { to, ..d }));
            }
        })
    };
    let up = {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| {
            if let Some(d) = *drag
                && d.from != d.to
            {
                Desk::here().reorder(moved(fields, d.from, d.to));
            }
            drag.set(None);
        })
    };
    let cancel = {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| drag.set(None))
    };
    let onkeydown = {
        let (carried, name) = (Rc::clone(carried), name.to_owned());
        Callback::from(move |e: KeyboardEvent| {
            let to = match e.key().as_str() {
                "ArrowUp" => i.checked_sub(1),
                "ArrowDown" => Some(i + 1).filter(|to| *to < fields),
                _ => return,
            };
            e.prevent_default();
            if let Some(to) = to {
                *carried.borrow_mut() = Some((name.clone(), to));
                Desk::here().reorder(moved(fields, i, to));
            }
        })
    };
    html! {
        <button type="button" class="layout-handle" aria-label={t::layout_move(&name)} title={t::layout_move(&name)} {onkeydown}
            onpointerdown={down} onpointermove={over} onpointerup={up} onpointercancel={cancel}>
            <svg viewBox="0 0 10 16" width="10" height="16" aria-hidden="true"><path d="M3 3v.01M7 3v.01M3 8v.01M7 8v.01M3 13v.01M7 13v.01" /></svg>
        </button>
    }
}

/// A part's row, and those of what is in it. `at`: the field, the path, how deep, the offset from
/// the beginning of the value.
fn row(
    rows: &mut Vec<Html>,
    props: &Props,
    f: &FieldLayout,
    at: (usize, &str, u32, i64),
    handle: Option<Html>,
    others: &[&TypeLayout],
    drag: Option<Drag>,
) {
    let (field, path, depth, offset) = at;
    let opens = !f.parts.is_empty() && f.size > 0;
    let open = opens && props.open.contains(path);
    let opener = opens.then(|| {
        let (toggle, key) = (props.toggle.clone(), path.to_owned());
        let onclick = Callback::from(move |_: MouseEvent| toggle.emit(key.clone()));
        let label = if open { t::layout_close(&path) } else { t::layout_open(&path) };
        html! { <button type="button" class="layout-open" aria-expanded={open.to_string()} aria-label={label} {onclick}>{ if open { "▾" } else { "▸" } }</button> }
    });
    let onclick = {
        let on_pick = props.on_pick.clone();
        Callback::from(move |_: MouseEvent| on_pick.emit(field))
    };
    let marked = drag.filter(|d| depth == 0 && d.to == field && d.from != field);
    let class = classes!(
        (props.picked == Some(field)).then_some("on"),
        (depth > 0).then_some("inner"),
        marked.map(|d| if d.to > d.from {
            "drop-after"
        } else {
            "drop-before"
        }),
        (depth == 0 && drag.is_some_and(|d| d.from == field)).then_some("dragged"),
    );
    let elsewhere = others.iter().map(|o| match o.fields.get(field).filter(|_| depth == 0) {
        None => html! { <><td></td><td></td></> },
        Some(x) => {
            let mark = |same: bool| if same { "r" } else { "r differs" };
            html! { <><td class={mark(x.offset == f.offset)}>{ x.offset }</td><td class={mark(x.size == f.size)}>{ x.size }</td></> }
        }
    });
    rows.push(html! {
        <tr key={path.to_owned()} id={(depth == 0).then(|| row_id(field))} {class} {onclick}>
            <td>{ handle }</td>
            <td class={format!("layout-field depth-{}", depth.min(4))}>{ opener }<code>{ if f.name.is_empty() { "[i]" } else { f.name.as_str() } }</code></td>
            <td><code class="layout-ty">{ f.ty.clone() }</code></td>
            <td class="r">{ offset }</td><td class="r">{ f.size }</td><td class="r">{ f.align }</td>
            <td class="r">{ if f.pad_after > 0 { f.pad_after.to_string() } else { String::new() } }</td>
            { for elsewhere }
        </tr>
    });
    if open {
        for p in &f.parts {
            let inner = match f.shape {
                FieldShape::Array(_) => format!("{path}[0]"),
                _ => format!("{path}.{}", p.name),
            };
            row(
                rows,
                props,
                p,
                (field, &inner, depth + 1, offset + p.offset),
                None,
                others,
                drag,
            );
        }
    }
}

/// Offers a text as a file to be saved.
pub(super) fn save(name: &str, text: &str) {
    let parts = Array::of1(&JsValue::from_str(text));
    let bag = BlobPropertyBag::new();
    bag.set_type("image/svg+xml");
    let url = Blob::new_with_str_sequence_and_options(&parts, &bag)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let document = web_sys::window().and_then(|w| w.document());
    let (Ok(url), Some(document)) = (url, document) else {
        return;
    };
    if let Some(a) = document
        .create_element("a")
        .ok()
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok())
    {
        a.set_href(&url);
        a.set_download(name);
        a.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// Copies the address, which holds the whole lab.
#[component]
pub(crate) fn CopyLink() -> Html {
    let copied = use_state_eq(|| false);
    let onclick = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            let Some(window) = web_sys::window() else {
                return;
            };
            let href = window.location().href().unwrap_or_default();
            let promise = window.navigator().clipboard().write_text(&href);
            let copied = copied.clone();
            spawn_local(async move {
                copied.set(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
            });
        })
    };
    html! {
        <button type="button" class="btn" {onclick}>{ if *copied { t::layout_copied() } else { t::layout_copy() } }</button>
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn one_field_moves() {
        assert_eq!(moved(4, 0, 2), [1, 2, 0, 3]);
        assert_eq!(moved(4, 3, 0), [3, 0, 1, 2]);
        assert_eq!(moved(4, 1, 1), [0, 1, 2, 3]);
        assert_eq!(moved(2, 7, 0), [0, 1]);
    }
}
