//! What the address says of a lab that is a screen of its own, and what the browser keeps of it.

use crate::store;

/// The payload that stands in the address.
#[derive(Default)]
pub(super) struct Address(String);

impl Address {
    /// Whether it says this.
    pub(super) fn is(&self, payload: &str) -> bool {
        !payload.is_empty() && self.0 == payload
    }

    /// From now on it says this, which the browser keeps under a key: the payload again if that is
    /// news.
    pub(super) fn moved(&mut self, key: &str, payload: String) -> Option<String> {
        if self.0 == payload {
            return None;
        }
        self.0.clone_from(&payload);
        store::set(key, &payload);
        Some(payload)
    }
}

/// What is to be opened: a payload, or without one what was there last.
pub(super) fn kept(key: &str, payload: &str) -> String {
    match payload {
        "" => store::get(key).unwrap_or_default(),
        payload => payload.to_owned(),
    }
}
