//! The low region's image: read-only data (strings, boxed constants, static funcvals, type
//! descriptors) and globals.
//!
//! Both parts are built apart with their own offsets and joined when the program is linked;
//! until then an address is a [`Ref`], kept in a relocation.

use base::HashMap;

use bytecode::FuncId;

/// An address that is known only after linking.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Ref {
    /// Offset in read-only data.
    Ro(u32),
    /// Offset in the globals part.
    Global(u32),
    /// Descriptor of a type.
    Type(bytecode::TypeIdx),
}

/// A word to patch when addresses are known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reloc {
    pub(crate) in_global: bool,
    pub(crate) at: u32,
    pub(crate) target: Ref,
}

/// Bytes of package-level variables that a program may have, and of read-only data: what the
/// machine's memory holds by default. (gc's linker allows 2 GB per variable.)
pub(crate) const MAX_STATIC: u64 = 256 << 20;

/// Builder of the low region.
pub(crate) struct Data {
    pub(crate) ro: Vec<u8>,
    pub(crate) globals: Vec<u8>,
    /// Offsets of pointer words in `globals`.
    pub(crate) global_ptrs: Vec<u32>,
    pub(crate) relocs: Vec<Reloc>,
    /// More was asked for than `MAX_STATIC`: offsets handed out since are not real.
    pub(crate) overfull: bool,
    strings: std::collections::HashMap<Box<[u8]>, u32>,
    /// Constants in memory form that are there, by type and value.
    pub(crate) consts: std::collections::HashMap<(types::TypeId, Box<[u8]>), u32>,
    funcvals: HashMap<FuncId, u32>,
}

impl Data {
    pub(crate) fn new() -> Self {
        // The first 16 bytes are ZERO_BASE: what pointers to zero-size values point at.
        Data {
            ro: vec![0; 16],
            globals: Vec::new(),
            global_ptrs: Vec::new(),
            relocs: Vec::new(),
            overfull: false,
            strings: std::collections::HashMap::new(),
            consts: std::collections::HashMap::new(),
            funcvals: HashMap::default(),
        }
    }

    /// Reserves `size` zero bytes of read-only data.
    pub(crate) fn ro_alloc(&mut self, size: u64, align: u64) -> u32 {
        let at = alloc(&mut self.ro, size, align);
        self.overfull |= at.is_none();
        at.unwrap_or(0)
    }

    /// Reserves `size` zero bytes of globals.
    pub(crate) fn global_alloc(&mut self, size: u64, align: u64) -> u32 {
        let at = alloc(&mut self.globals, size, align);
        self.overfull |= at.is_none();
        at.unwrap_or(0)
    }

    /// The offset of a string's bytes, shared between equal strings.
    pub(crate) fn string(&mut self, bytes: &[u8]) -> u32 {
        if bytes.is_empty() {
            return 0;
        }
        if let Some(&at) = self.strings.get(bytes) {
            return at;
        }
        let at = self.ro.len() as u32;
        self.ro.extend_from_slice(bytes);
        self.strings.insert(bytes.into(), at);
        at
    }

    /// The offset of the static funcval of a function that captures nothing.
    pub(crate) fn funcval(&mut self, func: FuncId) -> u32 {
        if let Some(&at) = self.funcvals.get(&func) {
            return at;
        }
        let at = self.ro_alloc(8, 8);
        self.put(false, at, 8, u64::from(func.0));
        self.funcvals.insert(func, at);
        at
    }

    /// Writes the low `size` bytes of `value`.
    pub(crate) fn put(&mut self, global: bool, at: u32, size: u32, value: u64) {
        let buf = if global {
            &mut self.globals
        } else {
            &mut self.ro
        };
        for (i, b) in value.to_le_bytes().iter().take(size as usize).enumerate() {
            if let Some(slot) = buf.get_mut(at as usize + i) {
                *slot = *b;
            }
        }
    }

    /// Notes that the word at `at` holds the address of `target`.
    pub(crate) fn put_ref(&mut self, global: bool, at: u32, target: Ref) {
        self.relocs.push(Reloc {
            in_global: global,
            at,
            target,
        });
    }
}

/// Offset of `size` more bytes; `None` if that is more than a program may have.
fn alloc(buf: &mut Vec<u8>, size: u64, align: u64) -> Option<u32> {
    let align = align.max(1) as usize;
    let at = buf.len().div_ceil(align) * align;
    if size > MAX_STATIC || at as u64 + size > MAX_STATIC {
        return None;
    }
    buf.resize(at + size as usize, 0);
    Some(at as u32)
}
