//! A goroutine's looks: which of eight hues, which of eight shapes, filled or hollow.

use protocol::{Gid, ObjectKind, ObjectRef};

use crate::i18n as t;

/// Outlines in a 12×12 box, one per hue: disc, square, triangle, diamond, triangle down, pentagon,
/// star, cross.
const SHAPES: [&str; 8] = [
    "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z",
    "M1.5 1.5h9v9h-9Z",
    "M6 1 11.3 10.6H.7Z",
    "M6 .4 11.6 6 6 11.6 .4 6Z",
    "M6 11 .7 1.4h10.6Z",
    "M6 .8 11.4 4.7 9.3 11H2.7L.6 4.7Z",
    "M6 .4 7.6 4.2 11.7 4.5 8.6 7.2 9.6 11.2 6 9 2.4 11.2 3.4 7.2 .3 4.5 4.4 4.2Z",
    "M4.2 .8h3.6v3.4h3.4v3.6H7.8v3.4H4.2V7.8H.8V4.2h3.4Z",
];

/// How a goroutine is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Looks {
    /// 1 to 8; 0: neutral, for the seventeenth and later ones.
    pub(crate) hue: u8,
    /// Whether the marker is an outline only.
    pub(crate) hollow: bool,
    /// The marker's outline.
    pub(crate) shape: &'static str,
}

/// The looks of goroutine `g`.
pub(crate) fn looks(g: Gid) -> Looks {
    let i = g.saturating_sub(1);
    let slot = (i % 8) as usize;
    let shape = SHAPES.get(slot).copied().unwrap_or(SHAPES[0]);
    match i / 8 {
        0 | 1 => Looks {
            hue: slot as u8 + 1,
            hollow: i / 8 == 1,
            shape,
        },
        _ => Looks {
            hue: 0,
            hollow: false,
            shape: SHAPES[0],
        },
    }
}

/// `g2 worker`.
pub(crate) fn title(g: Gid, name: &str) -> String {
    let number = format!("g{g}");
    if name.is_empty() || name == number {
        number
    } else {
        format!("{number} {name}")
    }
}

/// What kind of thing an object is, in words.
pub(crate) fn kind(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Chan => t::kind_chan(),
        ObjectKind::Mutex => t::kind_mutex(),
        ObjectKind::RwMutex => t::kind_rwmutex(),
        ObjectKind::WaitGroup => t::kind_wg(),
        ObjectKind::Cond => t::kind_cond(),
        ObjectKind::Once => t::kind_once(),
        ObjectKind::Semaphore => t::kind_semaphore(),
        ObjectKind::Timer => t::kind_timer(),
        ObjectKind::Ticker => t::kind_ticker(),
        ObjectKind::Atomic => t::kind_atomic(),
        ObjectKind::Memory => t::kind_memory(),
    }
}

/// An object's name, or its kind and the tail of its address.
pub(crate) fn object(o: &ObjectRef) -> String {
    match &o.name {
        Some(name) if !name.is_empty() => name.clone(),
        _ => t::unnamed(&kind(o.kind), &format_args!("…{:x}", o.id & 0xffff)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_identities_then_neutral() {
        let mut seen: Vec<(u8, bool)> = (1..=16).map(|g| (looks(g).hue, looks(g).hollow)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 16);
        assert_eq!((looks(17).hue, looks(900).hue), (0, 0));
    }

    #[test]
    fn unnamed_objects_are_told_apart() {
        let o = ObjectRef {
            id: 0xc00001a0c0,
            kind: ObjectKind::Chan,
            name: None,
        };
        assert_eq!(object(&o), "channel …a0c0");
    }
}
