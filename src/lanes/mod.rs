//! The lanes: one per goroutine over steps. `view` is the window on them, `scene` what is drawn;
//! both are pure. The component is in `pane`.

mod pane;
pub(crate) mod scene;
pub(crate) mod view;

pub(crate) use pane::{Lanes, patterns, state_class, state_word, swatch};
