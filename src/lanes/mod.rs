//! The lanes: one per goroutine over steps. `view` is the window on them, `scene` what is drawn;
//! both are pure. The component is in `pane`, its drawings in `draw`, what keys do in `keys`.

mod draw;
mod keys;
mod pane;
pub(crate) mod scene;
pub(crate) mod view;

pub(crate) use draw::{patterns, state_class, state_word, swatch};
pub(crate) use pane::Lanes;
