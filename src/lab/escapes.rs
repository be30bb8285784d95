//! What the compiler would move to the heap, and why: gc's words line by line, with the flow that
//! makes each thing escape, and where Sudog's machine keeps it otherwise.
//!
//! The desk asks a surveyor and keeps its last answer; it outlives the view.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use protocol::{
    Diagnostics, EscapeFlow, EscapeLine, EscapePlace, EscapeReport, EscapeVerdict, SudogKeeps,
    Survey, Surveyed,
};
use yew::prelude::*;

use crate::{
    bridge::{Scene, Word},
    engine::{Lost, Surveyor, Told},
    i18n as t,
    lab::desk::Desk as Lab,
};

/// Lines that are shown at most, before the reader asks for more.
const SHOWN: usize = 200;

#[derive(Default)]
struct Inner {
    surveyor: Option<Surveyor>,
    asked: u32,
    /// The text of the last question, and that at which a surveyor was lost.
    text: Rc<str>,
    lost_at: Option<Rc<str>>,
    report: Option<Rc<EscapeReport>>,
    refused: Option<Rc<Diagnostics>>,
    lost: bool,
    changed: Callback<()>,
}

#[derive(Clone)]
struct Desk(Rc<RefCell<Inner>>);

thread_local! {
    static DESK: Desk = Desk(Rc::default());
}

impl Desk {
    fn here() -> Desk {
        DESK.with(Clone::clone)
    }

    fn change(&self, with: impl FnOnce(&mut Inner)) {
        let changed = {
            let mut inner = self.0.borrow_mut();
            with(&mut inner);
            inner.changed.clone()
        };
        changed.emit(());
    }

    /// Asks about the page's text, if it is another one than before.
    fn follow(&self, scene: &Scene) {
        let known = *self.0.borrow().text == *scene.text;
        if scene.text.is_empty() || known {
            return;
        }
        self.0.borrow_mut().text = scene.text.as_str().into();
        self.ask(scene);
    }

    fn ask(&self, scene: &Scene) {
        let surveyor = self.0.borrow().surveyor.clone();
        let surveyor = surveyor.unwrap_or_else(|| {
            let desk = self.clone();
            let new = Surveyor::start(Callback::from(move |told| desk.hear(told)));
            self.0.borrow_mut().surveyor = Some(new.clone());
            new
        });
        let asked = surveyor.send(&Survey::Escapes {
            files: scene.files(),
        });
        self.0.borrow_mut().asked = asked;
    }

    fn hear(&self, told: Told) {
        match told {
            Told::Ready => self.change(|inner| inner.lost = false),
            Told::Lost(why) => {
                self.change(|inner| inner.lost = true);
                // Once for each text: one that breaks the surveyor would break the next one too.
                let text = Rc::clone(&self.0.borrow().text);
                let again = why != Lost::Start && self.0.borrow().lost_at.as_ref() != Some(&text);
                if again {
                    self.0.borrow_mut().lost_at = Some(text);
                    self.ask(&Lab::here().now().scene);
                }
            }
            Told::Answer { req, response } => {
                if req != self.0.borrow().asked {
                    return;
                }
                match *response {
                    Surveyed::Escapes(report) => self.change(|inner| {
                        // While somebody types, what was there stays.
                        if report.diagnostics.list.is_empty() {
                            inner.report = Some(Rc::new(report));
                            inner.refused = None;
                        } else {
                            inner.refused = Some(Rc::new(report.diagnostics));
                        }
                    }),
                    Surveyed::Refused(why) => {
                        self.change(|inner| inner.refused = Some(Rc::new(why)));
                    }
                    _ => {}
                }
            }
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scene: Rc<Scene>,
}

/// The panel.
#[component]
pub(super) fn EscapesPanel(props: &Props) -> Html {
    let redraw = use_force_update();
    let open = use_state_eq(BTreeSet::<usize>::new);
    let stays = use_state_eq(|| false);
    let more = use_state_eq(|| SHOWN);
    use_effect_with((), move |()| {
        let changed = Callback::from(move |()| redraw.force_update());
        Desk::here().0.borrow_mut().changed = changed;
        || Desk::here().0.borrow_mut().changed = Callback::noop()
    });
    use_effect_with(Rc::clone(&props.scene), |scene| Desk::here().follow(scene));
    {
        // Another answer: what was opened meant other lines.
        let open = open.clone();
        let of = Desk::here().0.borrow().report.clone();
        use_effect_with(of, move |_| open.set(BTreeSet::new()));
    }
    let (report, refused, lost) = {
        let desk = Desk::here();
        let inner = desk.0.borrow();
        (inner.report.clone(), inner.refused.clone(), inner.lost)
    };
    if lost {
        return html! { <p class="bad-text pad" role="alert">{ t::layout_lost() }</p> };
    }
    let why_not = refused.as_ref().and_then(|d| d.list.first()).map(|d| {
        let words = t::layout_refused(&format!("{}:{}", d.line, d.column), &d.message);
        html! { <p class="bad-text pad" role="alert">{ words }</p> }
    });
    let Some(report) = report else {
        return why_not.unwrap_or_else(|| {
            html! { <p class="lab-empty" role="status">{ t::escapes_looking() }</p> }
        });
    };
    let lines = in_order(&report);
    let count = |of: fn(&EscapeLine) -> bool| lines.iter().filter(|l| of(l)).count() as u64;
    let heap = count(in_heap);
    let differ = count(|l| l.sudog != SudogKeeps::Same);
    let shown: Vec<(usize, &EscapeLine)> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| *stays || l.verdict != EscapeVerdict::Stays)
        .map(|(i, l)| (i, *l))
        .collect();
    let rest = shown.len().saturating_sub(*more);
    let rows = shown.iter().take(*more).map(|(i, line)| {
        let i = *i;
        let toggle = {
            let open = open.clone();
            Callback::from(move |_| {
                let mut next = (*open).clone();
                if !next.remove(&i) {
                    next.insert(i);
                }
                open.set(next);
            })
        };
        row(i, line, open.contains(&i), toggle)
    });
    let on_stays = {
        let stays = stays.clone();
        Callback::from(move |_| stays.set(!*stays))
    };
    let on_more = {
        let more = more.clone();
        Callback::from(move |_| more.set(*more + SHOWN))
    };
    html! {
        <section class="escapes" aria-label={t::topic_escapes()}>
            <header class="lab-bar">
                <p class="esc-sum">{ t::escapes_heap(heap) }{ " · " }{ t::escapes_differ(differ) }</p>
                <span class="lab-settings">
                    <label class="tick"><input type="checkbox" checked={*stays} onchange={on_stays} />{ t::escapes_stays_too() }</label>
                </span>
            </header>
            { for why_not }
            if shown.is_empty() { <p class="lab-empty">{ t::escapes_none() }</p> }
            <ul class="esc-list">{ for rows }</ul>
            if rest > 0 { <p class="pad"><button type="button" class="btn" onclick={on_more}>{ t::escapes_more(&t::number(rest as u64)) }</button></p> }
            <p class="esc-note faint">{ t::escapes_note() }</p>
        </section>
    }
}

fn in_heap(line: &EscapeLine) -> bool {
    matches!(line.verdict, EscapeVerdict::Moved | EscapeVerdict::Escapes)
}

/// The lines in the order of the text, what is said twice once.
fn in_order(report: &EscapeReport) -> Vec<&EscapeLine> {
    let mut lines: Vec<&EscapeLine> = Vec::new();
    for line in &report.lines {
        let same = |l: &&EscapeLine| l.place == line.place && l.text == line.text;
        if !lines.iter().any(same) {
            lines.push(line);
        }
    }
    base::sort::sort_by_key(&mut lines, |l| l.place);
    lines
}

/// A link to a line of the text.
fn place(at: &EscapePlace) -> Html {
    let line = at.line;
    let go = Callback::from(move |_| Lab::here().say(&Word::Line(line)));
    let words = t::escapes_line(&line);
    html! { <button type="button" class="link esc-line" onclick={go} aria-label={words}>{ line }</button> }
}

fn row(i: usize, line: &EscapeLine, open: bool, toggle: Callback<MouseEvent>) -> Html {
    let kind = match line.verdict {
        EscapeVerdict::Moved | EscapeVerdict::Escapes => "heap",
        EscapeVerdict::Leaks => "leaks",
        EscapeVerdict::Stays | EscapeVerdict::OnStack => "stays",
        EscapeVerdict::Remark => "remark",
    };
    let text = match line.verdict {
        EscapeVerdict::OnStack => html! {
            <span><code>{ &line.name }</code>{ " " }<span class="faint">{ t::escapes_on_stack() }</span></span>
        },
        _ => html! { <code>{ &line.text }</code> },
    };
    let id = format!("escape-why-{i}");
    let label = ours(line.sudog);
    html! {
        <li class={classes!("esc-row", kind)} key={i}>
            { place(&line.place) }
            <div class="esc-said">
                { text }
                if let Some(label) = label { <span class="esc-ours">{ label }</span> }
                if open { <div class="esc-why" {id}>{ for line.why.iter().map(flow) }</div> }
            </div>
            if !line.why.is_empty() {
                <button type="button" class="btn esc-open" aria-expanded={open.to_string()} aria-controls={format!("escape-why-{i}")}
                    aria-label={t::escapes_why_of(&line.name)} onclick={toggle}>{ t::escapes_why() }</button>
            }
        </li>
    }
}

/// One edge of the flow, and its steps.
fn flow(f: &EscapeFlow) -> Html {
    let source = match usize::try_from(f.derefs) {
        Ok(n) => format!("{}{}", "*".repeat(n), f.src),
        Err(_) => format!("&{}", f.src),
    };
    let steps = f.steps.iter().map(|s| {
        html! {
            <li>{ place(&s.place) }<span><code>{ &s.text }</code>{ " " }<span class="faint">{ &s.why }</span></span></li>
        }
    });
    html! {
        <div class="esc-flow">
            <p><code>{ format!("{} ← {source}", f.dst) }</code></p>
            <ol>{ for steps }</ol>
        </div>
    }
}

/// What is said where Sudog's machine does otherwise.
fn ours(keeps: SudogKeeps) -> Option<&'static str> {
    match keeps {
        SudogKeeps::Same => None,
        SudogKeeps::Addressed => Some(t::escapes_addressed()),
        SudogKeeps::Captured => Some(t::escapes_captured()),
        SudogKeeps::Large => Some(t::escapes_large()),
        SudogKeeps::Made => Some(t::escapes_made()),
        SudogKeeps::Frame => Some(t::escapes_frame()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_in_the_order_of_the_text_and_once() {
        let line = |at: u32, text: &str| EscapeLine {
            place: EscapePlace {
                line: at,
                ..EscapePlace::default()
            },
            name: String::new(),
            verdict: EscapeVerdict::Moved,
            text: text.to_owned(),
            why: Vec::new(),
            sudog: SudogKeeps::Same,
        };
        let report = EscapeReport {
            lines: vec![line(7, "b"), line(3, "a"), line(7, "b"), line(7, "c")],
            ..EscapeReport::default()
        };
        let lines: Vec<(u32, &str)> = in_order(&report)
            .iter()
            .map(|l| (l.place.line, l.text.as_str()))
            .collect();
        assert_eq!(lines, [(3, "a"), (7, "b"), (7, "c")]);
    }
}
