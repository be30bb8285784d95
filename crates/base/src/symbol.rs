//! Interned names. An [`Interner`] is an owned value: there is no global table.

use std::collections::HashMap;
use std::sync::Arc;

use crate::{Idx, IndexVec, newtype_index};

newtype_index! {
    /// An interned string. Equal strings of one [`Interner`] have equal symbols.
    pub struct Symbol;
}

/// The table behind [`Symbol`].
#[derive(Clone, Default, Debug)]
pub struct Interner {
    names: IndexVec<Symbol, Arc<str>>,
    lookup: HashMap<Arc<str>, Symbol>,
}

impl Interner {
    /// The symbol of `name`, made on first use.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.lookup.get(name) {
            return symbol;
        }
        let text: Arc<str> = Arc::from(name);
        let symbol = self.names.push(text.clone());
        self.lookup.insert(text, symbol);
        symbol
    }
    /// The symbol of `name` if it was ever interned.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.lookup.get(name).copied()
    }
    /// The text of `symbol`; empty for a symbol of another table.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.names.get(symbol).map_or("", |name| name)
    }
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl Symbol {
    /// Stable order of creation, for deterministic sorting.
    pub fn order(self) -> usize {
        self.index()
    }
}
