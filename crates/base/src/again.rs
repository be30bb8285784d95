//! Cloning into the place of an older clone: a search goes back to checkpoints again and again, and
//! most of what a state holds is the same then.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Clones field by field, without new memory where the old suffices.
#[macro_export]
macro_rules! reusing {
    ($type:ty: $($generic:ident)?; $($field:ident $(by $how:path)?),+ $(,)?) => {
        impl$(<$generic: Clone>)? Clone for $type {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),+ }
            }
            fn clone_from(&mut self, from: &Self) {
                $($crate::reusing!(@ self, from, $field $(, $how)?);)+
            }
        }
    };
    (@ $self:ident, $from:ident, $field:ident) => {
        $self.$field.clone_from(&$from.$field)
    };
    (@ $self:ident, $from:ident, $field:ident, $how:path) => {
        $how(&mut $self.$field, &$from.$field)
    };
}

/// Counting references is slow: what is the same stays.
pub fn share<T: ?Sized>(to: &mut Arc<T>, from: &Arc<T>) {
    if !Arc::ptr_eq(to, from) {
        *to = Arc::clone(from);
    }
}

/// The same of what need not be there.
pub fn share_any<T: ?Sized>(to: &mut Option<Arc<T>>, from: &Option<Arc<T>>) {
    match (&mut *to, from) {
        (Some(to), Some(from)) => share(to, from),
        (None, None) => {}
        _ => to.clone_from(from),
    }
}

/// Maps that are mostly empty.
pub fn few<K: Clone + Ord, V: Clone>(to: &mut BTreeMap<K, V>, from: &BTreeMap<K, V>) {
    if !(to.is_empty() && from.is_empty()) {
        to.clone_from(from);
    }
}
