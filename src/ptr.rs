//! Big immutable values as props: compared by identity, so that an unchanged one skips a render.

use std::{ops::Deref, rc::Rc};

/// A shared value that equals only itself.
#[derive(Debug)]
pub(crate) struct Ptr<T>(pub(crate) Rc<T>);

impl<T> Clone for Ptr<T> {
    fn clone(&self) -> Self {
        Ptr(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Ptr<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Ptr<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
