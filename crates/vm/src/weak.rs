//! Weak pointers: what a collection does about them. A weak pointer leads to a block without pointers
//! that holds the address of its object; `Vm::weaks` knows that block for each object that has one.
//! Making them is package `weak`'s affair, in Go.

use crate::vm::Vm;

impl Vm {
    /// Weak pointers to what nothing marks become nil, before a finalizer may bring it back.
    pub(crate) fn clear_weak(&mut self) {
        let weaks = std::mem::take(&mut self.weaks);
        for (target, cell) in weaks {
            if self.is_marked(target) {
                self.weaks.insert(target, cell);
            } else {
                self.mem.set_word(cell, 0);
            }
        }
    }

    /// Forgets weak pointers that nobody holds.
    pub(crate) fn drop_weak_cells(&mut self) {
        let weaks = std::mem::take(&mut self.weaks);
        let held = weaks.into_iter().filter(|(_, cell)| self.is_marked(*cell));
        self.weaks = base::sort::map(held);
    }
}
