//! What the panel of memory knows: the latest answers, those that they are compared with, and what
//! the reader has chosen. Asks the session's worker whenever the run stands elsewhere. Outlives the
//! view.

use std::{cell::RefCell, rc::Rc};

use protocol::{
    Bytes, BytesQuery, Collection, CollectionQuery, Fault, Gid, Keeps, MemoryAnswer, MemoryAsk,
    Picture, PictureQuery, Recording, Totals,
};
use yew::Callback;

use crate::{
    bridge::Scene,
    lab::{
        memory::{draw::Spot, graph::Board, places::Key},
        port::MemoryPort,
    },
    ptr::Ptr,
};

/// Bytes of one view: rows of 16.
pub(super) const SHOWN: u32 = 384;

/// What is shown of memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    #[default]
    Diagram,
    Bytes,
    Garbage,
}

/// Everything that is shown.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Now {
    pub(super) section: Section,
    pub(super) picture: Option<Ptr<Picture>>,
    /// The picture of where the run stood before.
    pub(super) earlier: Option<Ptr<Picture>>,
    pub(super) query: PictureQuery,
    pub(super) board: Board,
    /// Raised when all is laid out afresh.
    pub(super) round: u32,
    pub(super) picked: Option<Spot>,
    /// As a list instead.
    pub(super) list: bool,
    pub(super) bytes: Option<Ptr<Bytes>>,
    pub(super) bytes_before: Option<Ptr<Bytes>>,
    pub(super) bytes_query: BytesQuery,
    /// The byte that is looked at.
    pub(super) byte: u64,
    /// Addresses that were looked at before, for the way back.
    pub(super) trail: Vec<u64>,
    pub(super) totals: Option<Ptr<Totals>>,
    pub(super) collection: Option<Ptr<Collection>>,
    /// Steps of the collection that were watched.
    pub(super) watched: usize,
    pub(super) keeps: Option<Ptr<Keeps>>,
    /// Why there is no answer.
    pub(super) fault: Option<Fault>,
}

/// Where the run stands.
#[derive(Clone, Debug, Default, PartialEq)]
struct Stand {
    recording: Recording,
    steps: u64,
    alive: usize,
}

#[derive(Default)]
struct Inner {
    now: Rc<Now>,
    port: MemoryPort,
    listens: bool,
    stand: Option<Stand>,
    /// Numbers of the questions whose answers are due.
    picture_due: u32,
    bytes_due: u32,
    totals_due: u32,
    collection_due: u32,
    keeps_due: u32,
    changed: Callback<()>,
}

/// The desk; clones are the same.
#[derive(Clone)]
pub(super) struct MemoryDesk(Rc<RefCell<Inner>>);

thread_local! {
    static DESK: MemoryDesk = MemoryDesk(Rc::default());
}

impl MemoryDesk {
    /// The only one.
    pub(super) fn here() -> MemoryDesk {
        DESK.with(Clone::clone)
    }

    pub(super) fn now(&self) -> Ptr<Now> {
        Ptr(Rc::clone(&self.0.borrow().now))
    }

    /// Who is told of changes.
    pub(super) fn watch(&self, changed: Callback<()>) {
        self.0.borrow_mut().changed = changed;
    }

    fn change(&self, with: impl FnOnce(&mut Now)) {
        let changed = {
            let mut inner = self.0.borrow_mut();
            with(Rc::make_mut(&mut inner.now));
            inner.changed.clone()
        };
        changed.emit(());
    }

    /// The page shows something else: asks again if the run stands elsewhere.
    pub(super) fn follow(&self, scene: &Scene) {
        if scene.goroutines.is_empty() || !scene.current {
            return;
        }
        let stand = Stand {
            recording: scene.recording.clone(),
            steps: scene.steps,
            alive: scene.goroutines.len(),
        };
        if self.0.borrow().stand.as_ref() == Some(&stand) {
            return;
        }
        self.0.borrow_mut().stand = Some(stand);
        self.ask();
    }

    /// Asks for what is shown.
    fn ask(&self) {
        match self.now().section {
            Section::Diagram => self.ask_picture(),
            Section::Bytes => {
                // Names of variables lead to addresses.
                self.ask_picture();
                self.ask_bytes();
            }
            Section::Garbage => {
                self.ask_picture();
                let totals = self.send(&MemoryAsk::Totals);
                let query = CollectionQuery::default();
                let collection = self.send(&MemoryAsk::Collection(query));
                {
                    let mut inner = self.0.borrow_mut();
                    (inner.totals_due, inner.collection_due) = (totals, collection);
                }
                if let Some(keeps) = &self.now().keeps {
                    self.ask_keeps(keeps.address);
                }
            }
        }
    }

    fn ask_keeps(&self, address: u64) {
        let req = self.send(&MemoryAsk::Keeps(address));
        self.0.borrow_mut().keeps_due = req;
    }

    /// What keeps an object alive?
    pub(super) fn why(&self, address: u64) {
        if self.now().section != Section::Garbage {
            self.show(Section::Garbage);
        }
        self.ask_keeps(address);
    }

    /// Stands after so many steps of the collection.
    pub(super) fn watch_step(&self, step: usize) {
        let steps = self.now().collection.as_ref().map_or(0, |c| c.steps.len());
        self.change(|now| now.watched = step.min(steps));
    }

    fn send(&self, ask: &MemoryAsk) -> u32 {
        let (port, listens) = {
            let inner = self.0.borrow();
            (inner.port.clone(), inner.listens)
        };
        if !listens {
            let desk = self.clone();
            port.watch(Callback::from(move |(req, answer)| desk.hear(req, answer)));
            self.0.borrow_mut().listens = true;
        }
        port.ask(ask).unwrap_or_default()
    }

    fn ask_picture(&self) {
        let req = self.send(&MemoryAsk::Picture(self.now().query.clone()));
        self.0.borrow_mut().picture_due = req;
    }

    fn ask_bytes(&self) {
        let query = BytesQuery {
            len: SHOWN,
            ..self.now().bytes_query.clone()
        };
        let req = self.send(&MemoryAsk::Bytes(query));
        self.0.borrow_mut().bytes_due = req;
    }

    fn hear(&self, req: u32, answer: MemoryAnswer) {
        let (picture, bytes, garbage) = {
            let inner = self.0.borrow();
            let garbage = [inner.totals_due, inner.collection_due, inner.keeps_due];
            (
                req == inner.picture_due,
                req == inner.bytes_due,
                garbage.contains(&req),
            )
        };
        match answer {
            MemoryAnswer::Picture(p) if picture => {
                self.change(|now| {
                    let p: Ptr<Picture> = Ptr(Rc::from(p));
                    if let Some(old) = &now.picture {
                        if old.at.program != p.at.program {
                            now.board.tidy();
                            now.earlier = None;
                            now.picked = None;
                            now.bytes_before = None;
                            now.bytes = None;
                            now.trail.clear();
                            (now.byte, now.bytes_query) = (0, BytesQuery::default());
                            now.query.open.clear();
                            now.keeps = None;
                        } else if old.at != p.at {
                            now.earlier = Some(old.clone());
                        }
                    }
                    now.picture = Some(p);
                    now.fault = None;
                });
                let now = self.now();
                let objects = now.picture.as_ref().is_some_and(|p| !p.objects.is_empty());
                if now.section == Section::Bytes && now.bytes_query.at == 0 && objects {
                    self.show(Section::Bytes);
                }
            }
            MemoryAnswer::Bytes(b) if bytes => self.change(|now| {
                let b: Ptr<Bytes> = Ptr(Rc::from(b));
                if now.byte == 0 || !within(&b, now.byte) {
                    now.byte = b.start;
                }
                if let Some(old) = &now.bytes {
                    if old.start != b.start || old.at.program != b.at.program {
                        now.bytes_before = None;
                    } else if old.at != b.at {
                        now.bytes_before = Some(old.clone());
                    }
                }
                now.bytes = Some(b);
                now.fault = None;
            }),
            MemoryAnswer::Totals(t) if garbage => {
                self.change(|now| now.totals = Some(Ptr(Rc::from(t))))
            }
            MemoryAnswer::Collection(c) if garbage => self.change(|now| {
                let old = now.collection.as_ref();
                if old.is_none_or(|old| old.at != c.at) {
                    now.watched = 0;
                }
                now.collection = Some(Ptr(Rc::from(c)));
            }),
            MemoryAnswer::Keeps(k) if garbage => {
                self.change(|now| now.keeps = Some(Ptr(Rc::from(k))))
            }
            // The next scene comes when it stands.
            MemoryAnswer::Moving => self.0.borrow_mut().stand = None,
            MemoryAnswer::Fault(fault) if picture || bytes => self.change(|now| {
                if fault == Fault::NothingOpen {
                    (now.picture, now.bytes) = (None, None);
                }
                now.fault = Some(fault);
            }),
            _ => {}
        }
    }

    pub(super) fn show(&self, section: Section) {
        self.change(|now| {
            now.section = section;
            // The program's own objects are more to the point than the first one.
            let first = now.picture.as_ref().and_then(|p| p.objects.first());
            if let (0, Some(object)) = (now.bytes_query.at, first) {
                now.byte = object.start;
                now.bytes_query.at = around(object.start);
            }
        });
        self.ask();
    }

    pub(super) fn pick(&self, spot: Option<Spot>) {
        if self.now().picked != spot {
            self.change(|now| now.picked = spot);
        }
    }

    pub(super) fn list(&self, list: bool) {
        self.change(|now| now.list = list);
    }

    fn query(&self, with: impl FnOnce(&mut PictureQuery)) {
        self.change(|now| with(&mut now.query));
        self.ask_picture();
    }

    pub(super) fn filter(&self, goroutine: Option<Gid>) {
        self.query(|q| q.goroutine = goroutine);
    }

    pub(super) fn garbage(&self, garbage: bool) {
        self.query(|q| q.garbage = garbage);
    }

    /// Shows an object that was left out, or more of one.
    pub(super) fn open(&self, start: u64) {
        self.query(|q| {
            if !q.open.contains(&start) {
                q.open.push(start);
            }
        });
    }

    /// Shows more objects.
    pub(super) fn more(&self) {
        self.query(|q| q.objects = q.objects.saturating_add(120).min(1_000));
    }

    pub(super) fn tidy(&self) {
        self.change(|now| {
            now.board.tidy();
            now.round += 1;
        });
    }

    /// Goes to an address in the view of bytes.
    pub(super) fn go(&self, address: u64) {
        self.change(|now| {
            now.section = Section::Bytes;
            let seen = now.bytes.as_ref().is_some_and(|b| within(b, address));
            if now.byte != 0 && now.byte != address {
                now.trail.push(now.byte);
            }
            now.byte = address;
            if !seen {
                now.bytes_query.at = around(address);
            }
        });
        self.ask_bytes();
    }

    /// Goes where one was before.
    pub(super) fn back(&self) {
        self.change(|now| {
            if let Some(address) = now.trail.pop() {
                now.byte = address;
                now.bytes_query.at = around(address);
            }
        });
        self.ask_bytes();
    }

    /// Looks at a byte that is in sight.
    pub(super) fn look(&self, address: u64) {
        if self.now().byte != address {
            self.change(|now| now.byte = address);
        }
    }

    /// The part of memory before or behind.
    pub(super) fn turn(&self, rows: i64) {
        self.change(|now| {
            let Some(b) = &now.bytes else { return };
            let by = rows * 16;
            now.bytes_query.at = b.start.saturating_add_signed(by).max(16);
            now.byte = now.byte.saturating_add_signed(by);
        });
        self.ask_bytes();
    }

    /// Reads what is looked at as a value of a type.
    pub(super) fn read_as(&self, ty: Option<String>) {
        self.change(|now| {
            let at = now.byte;
            now.bytes_query.read_as = ty.map(|ty| (at, ty));
            if let Some(b) = &now.bytes {
                now.bytes_query.at = b.start;
            }
        });
        self.ask_bytes();
    }

    /// Goes to an object in the diagram.
    pub(super) fn reveal(&self, key: Key) {
        self.change(|now| {
            now.section = Section::Diagram;
            now.picked = Some(Spot { key, row: None });
        });
    }
}

/// Where a view begins that shows an address, with something above it.
fn around(address: u64) -> u64 {
    (address & !15).saturating_sub(64).max(16)
}

pub(super) fn within(bytes: &Bytes, address: u64) -> bool {
    (bytes.start..bytes.start + bytes.bytes.len() as u64).contains(&address)
}
