//! What the reader calls an object: the variable or field that holds it, found by its address.

use std::collections::BTreeMap;

use bytecode::{Kind, LOW_BASE, Program, TypeIdx};
use protocol::{ObjectKind, ObjectRef};
use vm::{Contents, EventOp, TIMER_BIT, Vm};

/// Names and kinds of objects that were seen, for when their memory has moved on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    known: BTreeMap<u64, (ObjectKind, Option<String>)>,
}

/// What the program calls the variable at an address, as far as anything says so.
pub(crate) fn variable(vm: &Vm, program: &Program, address: u64) -> Option<String> {
    resolve(vm, program, address)?.1
}

/// The same where the program itself gives the name, not only the type's.
pub(crate) fn declared(vm: &Vm, program: &Program, address: u64) -> Option<String> {
    if let Some(block) = vm.block(address) {
        site_name(program, block.site)?;
    }
    variable(vm, program, address)
}

/// How deep fields nest at most.
const MAX_DEPTH: u32 = 10;

impl Names {
    /// The mention of an object, as an operation on it suggests what it is.
    pub(crate) fn object(
        &mut self,
        vm: &Vm,
        program: &Program,
        id: u64,
        op: Option<EventOp>,
    ) -> ObjectRef {
        let found = resolve(vm, program, id);
        let guess = op.map_or(ObjectKind::Semaphore, guess);
        let (kind, name) = match (found, self.known.get(&id)) {
            (Some((Some(kind), name)), _) => (kind, name),
            // Memory that says nothing about itself: what was known before stands.
            (_, Some((kind, name))) => (*kind, name.clone()),
            (Some((None, name)), None) => (guess, name),
            (None, None) => (guess, None),
        };
        self.known.insert(id, (kind, name.clone()));
        ObjectRef { id, kind, name }
    }

    pub(crate) fn clear(&mut self) {
        self.known.clear();
    }
}

/// What an operation is done to.
fn guess(op: EventOp) -> ObjectKind {
    match op {
        EventOp::Send | EventOp::Recv | EventOp::Close | EventOp::MakeChan | EventOp::Select => {
            ObjectKind::Chan
        }
        EventOp::Lock | EventOp::TryLock | EventOp::Unlock => ObjectKind::Mutex,
        EventOp::RLock | EventOp::TryRLock | EventOp::RUnlock => ObjectKind::RwMutex,
        EventOp::WgAdd | EventOp::WgDone | EventOp::WgWait => ObjectKind::WaitGroup,
        EventOp::CondWait | EventOp::CondSignal | EventOp::CondBroadcast => ObjectKind::Cond,
        EventOp::Once => ObjectKind::Once,
        EventOp::AtomicLoad
        | EventOp::AtomicStore
        | EventOp::AtomicAdd
        | EventOp::AtomicSwap
        | EventOp::AtomicCas => ObjectKind::Atomic,
        EventOp::Sleep | EventOp::TimerStart | EventOp::TimerStop | EventOp::TimerFire => {
            ObjectKind::Timer
        }
        _ => ObjectKind::Semaphore,
    }
}

/// Kind and name of what lies at an address; the kind only where the memory's type says it.
fn resolve(vm: &Vm, program: &Program, id: u64) -> Option<(Option<ObjectKind>, Option<String>)> {
    if id & TIMER_BIT != 0 {
        return Some((None, None));
    }
    if let Some(block) = vm.block(id) {
        let root = site_name(program, block.site);
        return Some(match block.contents {
            Contents::Chan => (Some(ObjectKind::Chan), root),
            Contents::Values { ty, array } => {
                let size = program.ty(ty).map_or(1, |t| t.size.max(1));
                let rel = id - block.start;
                let (index, offset) = if array {
                    (Some(rel / size), rel % size)
                } else {
                    (None, rel)
                };
                let mut name = root.clone().unwrap_or_default();
                if let Some(i) = index.filter(|_| block.size >= 2 * size) {
                    name.push_str(&format!("[{i}]"));
                }
                let named = root.is_some() || block_type_name(program, ty, &mut name);
                let kind = path(program, ty, offset, &mut name, 0);
                let name = name.trim_start_matches('.').to_owned();
                (kind, (named && !name.is_empty()).then_some(name))
            }
            _ => (None, root),
        });
    }
    let offset = id.checked_sub(LOW_BASE)?;
    let global = program.globals.iter().find(|g| {
        let size = program.ty(g.ty).map_or(0, |t| t.size.max(1));
        (u64::from(g.offset)..u64::from(g.offset) + size).contains(&offset)
    })?;
    let short = global.name.strip_prefix("main.").unwrap_or(&global.name);
    let mut name = short.to_owned();
    let kind = path(
        program,
        global.ty,
        offset - u64::from(global.offset),
        &mut name,
        0,
    );
    Some((kind, Some(name)))
}

/// For a block that no variable names: its type, as `Account.mu` says enough.
fn block_type_name(program: &Program, ty: TypeIdx, name: &mut String) -> bool {
    let Some(t) = program.ty(ty).filter(|t| t.named) else {
        return false;
    };
    if sync_kind(&t.name).is_some() {
        return false;
    }
    let short = t.name.rsplit('.').next().unwrap_or(&t.name);
    name.insert_str(0, short);
    true
}

/// Follows fields and items down to `offset`; the outermost type of package sync on the way is
/// what is meant.
pub(crate) fn path(
    program: &Program,
    ty: TypeIdx,
    offset: u64,
    name: &mut String,
    depth: u32,
) -> Option<ObjectKind> {
    let t = program.ty(ty)?;
    if let Some(kind) = sync_kind(&t.name) {
        return Some(kind);
    }
    if depth > MAX_DEPTH {
        return None;
    }
    match t.kind {
        Kind::Struct => {
            let field = t.fields.iter().find(|f| {
                let size = program.ty(f.ty).map_or(0, |t| t.size);
                (f.offset..f.offset + size).contains(&offset)
            })?;
            name.push('.');
            name.push_str(&field.name);
            path(program, field.ty, offset - field.offset, name, depth + 1)
        }
        Kind::Array => {
            let elem = t.elem?;
            let size = program.ty(elem)?.size.max(1);
            name.push_str(&format!("[{}]", offset / size));
            path(program, elem, offset % size, name, depth + 1)
        }
        _ => None,
    }
}

pub(crate) fn sync_kind(name: &str) -> Option<ObjectKind> {
    Some(match name {
        "sync.Mutex" => ObjectKind::Mutex,
        "sync.RWMutex" => ObjectKind::RwMutex,
        "sync.WaitGroup" => ObjectKind::WaitGroup,
        "sync.Cond" => ObjectKind::Cond,
        "sync.Once" => ObjectKind::Once,
        _ if name.starts_with("atomic.") || name.starts_with("sync/atomic.") => ObjectKind::Atomic,
        _ => return None,
    })
}

/// The variable that an allocation is for. Library allocations keep their names to themselves.
pub(crate) fn site_name(program: &Program, pc: u32) -> Option<String> {
    let func = program.func(program.func_at(pc)?)?;
    if func.flags.library {
        return None;
    }
    let name = program.site_name(pc)?;
    (!name.is_empty() && name != "_").then(|| name.to_owned())
}
