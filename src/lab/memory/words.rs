//! Memory in words.

use protocol::{HeapObject, Picture, Place, Reference, ReferenceKind, Referent};

use crate::{i18n as t, lab::memory::scene::target, program::Program};

/// A place as `main.go:12`, and the line of the text.
pub(super) fn place(place: Option<Place>, program: &Program) -> Option<(String, u32)> {
    let place = place?;
    let line = program.text_line(place.file, place.line)?;
    Some((format!("{}:{}", program.name(place.file), place.line), line))
}

/// Where an object was allocated, and by whom.
pub(super) fn allocated(o: &HeapObject, program: &Program) -> String {
    let by = format!("g{}", o.born.0);
    match place(o.site, program) {
        Some((at, _)) => t::memory_allocated(&o.allocator, &at, &by),
        None => t::memory_allocated_somewhere(&o.allocator, &by),
    }
}

/// An object's type, name and address.
pub(super) fn object_title(o: &HeapObject) -> String {
    let ty = if o.ty.is_empty() {
        t::memory_is_raw()
    } else {
        &o.ty
    };
    let name = o
        .name
        .as_deref()
        .map(|n| format!(" {n}"))
        .unwrap_or_default();
    let garbage = if o.live { "" } else { t::memory_garbage_mark() };
    let garbage = if o.live {
        String::new()
    } else {
        format!(", {garbage}")
    };
    format!("{ty}{name}, {:#x}{garbage}", o.start)
}

/// Where a reference leads, in words; nothing for nil.
pub(super) fn leads(r: &Reference) -> Option<String> {
    let to = format!("{:#x}", r.to);
    Some(match r.referent {
        Referent::Nil => return None,
        Referent::Object(_) | Referent::C(_) if r.kind == ReferenceKind::Boxed => {
            t::memory_to_boxed(&to)
        }
        Referent::Object(_) | Referent::C(_) if r.kind == ReferenceKind::Uintptr => {
            format!("{}, {}", t::memory_to(&to), t::memory_uintptr())
        }
        Referent::Object(_) => t::memory_to(&to),
        Referent::C(_) => t::memory_to_c(&to),
        Referent::Global => t::memory_to_global(&to),
        Referent::ReadOnly => t::memory_to_readonly(&to),
        Referent::Machine => t::memory_to_machine(&to),
        Referent::Freed => t::memory_to_freed(&to),
        Referent::Wild => t::memory_to_wild(&to),
    })
}

/// The object that a reference leads to, as far as it is in the picture.
pub(super) fn object_of<'a>(picture: &'a Picture, r: &Reference) -> Option<&'a HeapObject> {
    let start = target(r)?;
    picture.objects.iter().find(|o| o.start == start)
}
