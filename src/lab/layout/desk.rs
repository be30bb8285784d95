//! What the layout lab knows: a text, how its types lie on the targets that are asked for, and the
//! surveyor that tells. Outlives the view.

use std::{cell::RefCell, rc::Rc};

use link::{File, Hints, State};
use protocol::{Diagnostics, LayoutReport, SourceFile, Survey, Surveyed, TypeLayout};
use yew::Callback;

use crate::{
    engine::{Lost, Surveyor, Told},
    lab::address::{self, Address},
};

/// Every GOARCH of gc, the most common first.
pub(super) const ARCHES: [&str; 14] = [
    "amd64", "arm64", "386", "arm", "wasm", "loong64", "mips", "mips64", "mips64le", "mipsle",
    "ppc64", "ppc64le", "riscv64", "s390x",
];

/// What a new visitor finds.
const SAMPLE: &str = "package main

import (
\t\"sync\"
\t\"sync/atomic\"
\t\"time\"
)

// Session is what the server keeps of a visitor.
type Session struct {
\tactive  bool // has been seen lately
\tid      int64
\tadmin   bool
\tname    string
\tretries int8
\tseen    time.Time
\ttags    []string
\tflags   [3]bool
}

// Counters are written by many goroutines.
type Counters struct {
\tmu     sync.Mutex
\thits   atomic.Int64
\tmisses atomic.Int64
\tlast   any
}
";

/// What is put beside the chosen target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Beside {
    #[default]
    Nothing,
    One(String),
    All,
}

impl Beside {
    pub(super) fn value(&self) -> &str {
        match self {
            Beside::Nothing => "",
            Beside::One(arch) => arch,
            Beside::All => "all",
        }
    }

    pub(super) fn of(value: &str) -> Beside {
        match value {
            "" => Beside::Nothing,
            "all" => Beside::All,
            arch => Beside::One(arch.to_owned()),
        }
    }
}

/// Everything that is shown.
#[derive(Clone, PartialEq)]
pub(super) struct Now {
    pub(super) text: Rc<str>,
    /// The text that the reports are about.
    pub(super) told: Rc<str>,
    /// For the chosen target, and those beside it.
    pub(super) reports: Rc<Vec<LayoutReport>>,
    /// Why there are none.
    pub(super) refused: Option<Rc<Diagnostics>>,
    pub(super) lost: Option<Lost>,
    /// The type that is looked at, by name.
    pub(super) name: Option<String>,
    pub(super) arch: String,
    pub(super) beside: Beside,
    /// The text before the last rewriting, and after it.
    pub(super) undo: Option<(Rc<str>, Rc<str>)>,
}

impl Default for Now {
    fn default() -> Self {
        Now {
            text: "".into(),
            told: "".into(),
            reports: Rc::default(),
            refused: None,
            lost: None,
            name: None,
            arch: "amd64".into(),
            beside: Beside::Nothing,
            undo: None,
        }
    }
}

impl Now {
    /// The targets to be asked for.
    fn arches(&self) -> Vec<String> {
        let mut out = vec![self.arch.clone()];
        match &self.beside {
            Beside::Nothing => {}
            Beside::One(arch) => out.push(arch.clone()),
            Beside::All => out.extend(
                ARCHES
                    .iter()
                    .filter(|a| **a != self.arch)
                    .map(|a| (*a).to_owned()),
            ),
        }
        out
    }

    /// The type that is looked at, on the chosen target.
    pub(super) fn chosen(&self) -> Option<&TypeLayout> {
        let types = &self.reports.first()?.types;
        let named = types.iter().find(|t| Some(&t.name) == self.name.as_ref());
        named.or(types.first())
    }

    /// What is wrong with the text.
    pub(super) fn errors(&self) -> Option<&Diagnostics> {
        let told = self.reports.first().map(|r| &r.diagnostics);
        self.refused
            .as_deref()
            .or(told)
            .filter(|d| !d.list.is_empty())
    }

    /// The lab's state as a link's payload.
    pub(super) fn payload(&self) -> Option<String> {
        let panels = [
            "layout",
            self.name.as_deref().unwrap_or(""),
            &self.arch,
            self.beside.value(),
        ];
        let state = State {
            files: vec![File {
                name: NAME.to_owned(),
                text: self.text.to_string(),
            }],
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            hints: Hints {
                panels: panels.map(str::to_owned).to_vec(),
                ..Hints::default()
            },
            ..State::default()
        };
        let link = link::encode(&state).ok()?;
        Some(link.trim_start_matches('#').to_owned())
    }
}

const NAME: &str = "types.go";

/// Where the browser keeps the lab's payload.
const KEPT: &str = "sudog.layout.v1";

#[derive(Default)]
struct Inner {
    now: Rc<Now>,
    address: Address,
    surveyor: Option<Surveyor>,
    /// The last question, and the text it was about.
    asked: (u32, Rc<str>),
    /// The text at which a surveyor was lost.
    lost_at: Option<Rc<str>>,
    /// A rewriting that is owed: its number.
    owed: u32,
    changed: Callback<()>,
    /// Told of a text that was rewritten.
    wrote: Callback<Rc<str>>,
}

/// The desk; clones are the same.
#[derive(Clone)]
pub(super) struct Desk(Rc<RefCell<Inner>>);

thread_local! {
    static DESK: Desk = Desk(Rc::default());
}

impl Desk {
    pub(super) fn here() -> Desk {
        DESK.with(Clone::clone)
    }

    pub(super) fn now(&self) -> Rc<Now> {
        Rc::clone(&self.0.borrow().now)
    }

    /// Who is told of changes, and of texts that were rewritten.
    pub(super) fn watch(&self, changed: Callback<()>, wrote: Callback<Rc<str>>) {
        let mut inner = self.0.borrow_mut();
        inner.changed = changed;
        inner.wrote = wrote;
    }

    fn change(&self, with: impl FnOnce(&mut Now)) {
        let changed = {
            let mut inner = self.0.borrow_mut();
            with(Rc::make_mut(&mut inner.now));
            inner.changed.clone()
        };
        changed.emit(());
    }

    /// Whether it shows what this payload holds.
    pub(super) fn is_at(&self, payload: &str) -> bool {
        self.0.borrow().address.is(payload)
    }

    /// The payload for the address, if it is another one than before.
    pub(super) fn moved(&self, now: &Now) -> Option<String> {
        // Nothing was opened yet.
        if now.text.is_empty() && now.told.is_empty() {
            return None;
        }
        let payload = now.payload()?;
        self.0.borrow_mut().address.moved(KEPT, payload)
    }

    /// Opens a link's payload; without one, what was there last. What cannot be read is the sample.
    /// Whether it could be read.
    pub(super) fn open(&self, payload: &str) -> bool {
        let kept = address::kept(KEPT, payload);
        let state = link::decode(&format!("#{kept}")).ok();
        let text = state.as_ref().and_then(|s| s.files.first());
        let text: Rc<str> = text.map_or(SAMPLE, |f| &f.text).into();
        let panels = state.as_ref().map_or(&[][..], |s| &s.hints.panels);
        let panel = |nth: usize| panels.get(nth).map_or("", String::as_str);
        let arch = ARCHES.iter().find(|a| **a == panel(2)).unwrap_or(&"amd64");
        self.change(|now| {
            now.name = Some(panel(1).to_owned()).filter(|n| !n.is_empty());
            now.arch = (*arch).to_owned();
            now.beside = Beside::of(panel(3));
        });
        self.put(text);
        payload.is_empty() || state.is_some()
    }

    /// Another text.
    pub(super) fn put(&self, text: Rc<str>) {
        self.change(|now| {
            if now.undo.as_ref().is_some_and(|(_, after)| **after != *text) {
                now.undo = None;
            }
            now.text = text;
        });
        self.look();
    }

    pub(super) fn name(&self, name: String) {
        self.change(|now| now.name = Some(name));
    }

    pub(super) fn arch(&self, arch: String) {
        self.change(|now| now.arch = arch);
        self.look();
    }

    pub(super) fn beside(&self, beside: Beside) {
        self.change(|now| now.beside = beside);
        self.look();
    }

    fn send(&self, ask: &Survey) -> u32 {
        let surveyor = self.0.borrow().surveyor.clone();
        let surveyor = match surveyor {
            Some(s) => s,
            None => {
                let desk = self.clone();
                let new = Surveyor::start(Callback::from(move |told| desk.hear(told)));
                self.0.borrow_mut().surveyor = Some(new.clone());
                new
            }
        };
        surveyor.send(ask)
    }

    fn look(&self) {
        let now = self.now();
        let req = self.send(&Survey::Look {
            files: files(&now.text),
            arches: now.arches(),
        });
        self.0.borrow_mut().asked = (req, Rc::clone(&now.text));
    }

    /// Puts the chosen type's fields into this order, in the text.
    pub(super) fn reorder(&self, order: Vec<u32>) {
        let now = self.now();
        let Some(t) = now.chosen().filter(|_| now.told == now.text) else {
            return;
        };
        let req = self.send(&Survey::Reorder {
            files: files(&now.text),
            arch: now.arch.clone(),
            name: t.name.clone(),
            order,
        });
        self.0.borrow_mut().owed = req;
    }

    /// Takes the last rewriting back.
    pub(super) fn undo(&self) {
        if let Some((before, _)) = self.now().undo.clone() {
            self.write(before);
        }
    }

    fn write(&self, text: Rc<str>) {
        let wrote = self.0.borrow().wrote.clone();
        self.put(Rc::clone(&text));
        wrote.emit(text);
    }

    fn hear(&self, told: Told) {
        match told {
            Told::Ready => self.change(|now| now.lost = None),
            Told::Lost(why) => {
                self.change(|now| now.lost = Some(why));
                // Once for each text: one that breaks the surveyor would break the next one too.
                let text = self.now().text.clone();
                let again = why != Lost::Start && self.0.borrow().lost_at.as_ref() != Some(&text);
                if again {
                    self.0.borrow_mut().lost_at = Some(text);
                    self.look();
                }
            }
            Told::Answer { req, response } => match *response {
                Surveyed::Reports(reports) => {
                    let (last, text) = self.0.borrow().asked.clone();
                    if req == last {
                        self.change(|now| {
                            // While somebody types, what was there stays.
                            let broken = reports
                                .iter()
                                .any(|r| r.types.is_empty() && !r.diagnostics.list.is_empty());
                            now.refused = None;
                            if broken {
                                let why = reports
                                    .iter()
                                    .map(|r| &r.diagnostics)
                                    .find(|d| !d.list.is_empty());
                                now.refused = why.map(|d| Rc::new(d.clone()));
                            } else {
                                now.told = text;
                                now.reports = Rc::new(reports);
                            }
                        });
                    }
                }
                Surveyed::Refused(why) => self.change(|now| now.refused = Some(Rc::new(why))),
                Surveyed::Files(new) => {
                    if req != self.0.borrow().owed {
                        return;
                    }
                    let Some(file) = new.as_ref().and_then(|f| f.first()) else {
                        return;
                    };
                    let (before, after): (_, Rc<str>) =
                        (self.now().text.clone(), file.text.as_str().into());
                    self.change(|now| now.undo = Some((before, Rc::clone(&after))));
                    self.write(after);
                }
                // The others are other panels'.
                _ => {}
            },
        }
    }
}

fn files(text: &str) -> Vec<SourceFile> {
    vec![SourceFile {
        name: NAME.to_owned(),
        text: text.to_owned(),
    }]
}
