//! Putting the parts together: code, constants, descriptors, the low region's image.

use base::Diagnostic;
use bytecode::{
    Func, FuncId, Global, Image, LOW_BASE, LineEntry, Op, Program, RtMethod, TypeIdx, WellKnown,
    descriptor,
};
use types::{Basic, ObjId, ObjectKind, PkgId, Type, TypeId};

use crate::data::Ref;
use crate::init::InitCode;
use crate::{FuncKey, Gen};

/// Stands for the spill block's type until linking.
pub(crate) const SPILL_TYPE_MARK: i32 = -7;

impl Gen<'_> {
    pub(crate) fn run(&mut self, main: PkgId, order: &[PkgId]) -> Result<Program, Vec<Diagnostic>> {
        let fail = |g: &mut Self, text: &str| {
            g.error(base::Span::NONE, text);
            Err(std::mem::take(&mut g.errors))
        };
        let Some(main_obj) = self.lookup(main, "main") else {
            return fail(self, "function main is undeclared in the main package");
        };
        let main_fn = self.func_for(FuncKey::Decl {
            obj: main_obj,
            targs: Box::default(),
        });
        let Some(well_known) = self.well_known() else {
            return fail(
                self,
                "internal error: package runtime lacks what the machine needs",
            );
        };
        for &p in order {
            for obj in self.w.packages[p].inits.clone() {
                self.func_for(FuncKey::Decl {
                    obj,
                    targs: Box::default(),
                });
            }
        }
        self.drain();
        let inits: InitCode = self.compile_inits(order);
        let entry = self.compile_entry(order, &inits, main_fn);
        self.drain();
        if self.data.overfull {
            self.error(
                base::Span::NONE,
                format!(
                    "package-level variables and constant tables take more than {} MiB",
                    crate::data::MAX_STATIC >> 20
                ),
            );
        }
        if !self.errors.is_empty() {
            return Err(std::mem::take(&mut self.errors));
        }
        self.link(entry, main_fn, well_known)
    }

    /// A package-level object by name.
    fn lookup(&self, pkg: PkgId, name: &str) -> Option<ObjId> {
        let sym = self.w.names.find(name)?;
        let scope = self.w.packages.get(pkg)?.scope;
        self.w.scopes[scope].names.get(&sym).copied()
    }

    fn well_known(&mut self) -> Option<WellKnown> {
        let runtime = (0..self.w.packages.len() as u32).map(PkgId).find(|&p| {
            self.w
                .packages
                .get(p)
                .is_some_and(|p| p.path == "runtime" && p.is_library)
        })?;
        let named = |g: &mut Self, name: &str| -> Option<TypeId> {
            let o = g.lookup(runtime, name)?;
            matches!(g.w.objects[o].kind, ObjectKind::TypeName).then_some(())?;
            let t = g.w.objects[o].ty?;
            Some(g.canon(t))
        };
        let ptr = |g: &mut Self, t: TypeId| {
            let p = g.w.mk_pointer(t);
            g.canon(p)
        };
        let es = named(self, "errorString")?;
        let pe = named(self, "plainError")?;
        let be = named(self, "boundsError")?;
        let ta = named(self, "TypeAssertionError")?;
        let ta = ptr(self, ta);
        let pn = named(self, "PanicNilError")?;
        let pn = ptr(self, pn);
        let text = self.lookup(runtime, "panicText")?;
        let panic_text = self.func_for(FuncKey::Decl {
            obj: text,
            targs: Box::default(),
        });
        let cells = self.w.mk_array(
            i64::from(crate::func::SPILL_WORDS),
            Basic::UnsafePointer.id(),
        );
        let cells = self.canon(cells);
        self.rt_type(cells);
        // The collector and the formatter meet these whatever the program does.
        Some(WellKnown {
            error_string: self.rt_type(es),
            plain_error: self.rt_type(pe),
            bounds_error: self.rt_type(be),
            type_assertion_error: self.rt_type(ta),
            panic_nil_error: self.rt_type(pn),
            string: self.rt_type(Basic::String.id()),
            int: self.rt_type(Basic::Int.id()),
            uint8: self.rt_type(Basic::Uint8.id()),
            int32: self.rt_type(Basic::Int32.id()),
            unsafe_pointer: self.rt_type(Basic::UnsafePointer.id()),
            panic_text,
        })
    }

    fn link(
        &mut self,
        entry: FuncId,
        main_main: FuncId,
        well_known: WellKnown,
    ) -> Result<Program, Vec<Diagnostic>> {
        let cells = self.w.mk_array(
            i64::from(crate::func::SPILL_WORDS),
            Basic::UnsafePointer.id(),
        );
        let cells = self.canon(cells);
        let spill_type = self.rt_type(cells);
        let globals_info = self.global_infos();
        let desc_off = self.write_descriptors();
        let types_base = LOW_BASE + u64::from(desc_off);
        // Read-only data ends on a page so that a stray write is told apart from globals.
        let rodata_len = self.data.ro.len().div_ceil(64) * 64;
        self.data.ro.resize(rodata_len, 0);
        let globals_base = rodata_len as u32;
        let addr = |r: Ref| match r {
            Ref::Ro(o) => LOW_BASE + u64::from(o),
            Ref::Global(o) => LOW_BASE + u64::from(globals_base) + u64::from(o),
            Ref::Type(t) => types_base + u64::from(t.0) * descriptor::STRIDE,
        };
        for r in std::mem::take(&mut self.data.relocs) {
            self.data.put(r.in_global, r.at, 8, addr(r.target));
        }
        for (k, r) in self.const_refs.values() {
            if let Some(c) = self.consts.get_mut(*k as usize) {
                *c = addr(*r);
            }
        }
        for (k, at) in &self.str_relocs {
            if let Some(c) = self.consts.get_mut(*k as usize) {
                *c = LOW_BASE + u64::from(*at);
            }
        }
        let mut code = Vec::new();
        let mut funcs: Vec<Func> = Vec::with_capacity(self.funcs.len());
        let mut lines: Vec<LineEntry> = Vec::new();
        let mut told_lines = Vec::new();
        let mut files: Vec<String> = self.w.map.files().map(|(_, f)| f.name.clone()).collect();
        let mut stmts = Vec::new();
        let mut sites = Vec::new();
        let mut unsigned = Vec::new();
        let mut nil_faults = Vec::new();
        for done in std::mem::take(&mut self.funcs) {
            let base = code.len() as u32;
            let Some(mut f) = done.func else {
                self.error(base::Span::NONE, "internal error: function without code");
                continue;
            };
            for (pc, span) in &done.spans {
                let (file, line, col) = match self.w.map.position(span.lo) {
                    Some(p) => (p.file.0, p.line, p.col),
                    None => (0, 0, 0),
                };
                let entry = LineEntry {
                    pc: base + pc,
                    file,
                    line,
                    col,
                };
                lines.push(entry);
                if let Some(told) = self.told_line(entry, span.lo, &mut files) {
                    told_lines.push(told);
                }
            }
            stmts.extend(done.stmts.iter().map(|pc| base + pc));
            nil_faults.extend(done.nil_faults.iter().map(|(pc, at)| (base + pc, *at)));
            unsigned.extend(done.unsigned.iter().map(|pc| base + pc));
            sites.extend(done.sites.into_iter().map(|(pc, n)| (base + pc, n)));
            for mut i in done.code {
                if i.op.format().ends_with('j') {
                    i.imm += base as i32;
                }
                match i.op {
                    Op::LeaG | Op::LoadG | Op::StoreG => i.imm += globals_base as i32,
                    Op::New if i.imm == SPILL_TYPE_MARK => i.imm = spill_type.0 as i32,
                    _ => {}
                }
                code.push(i);
            }
            f.entry = base;
            f.end = code.len() as u32;
            if f.flags.has_defer {
                f.recover_pc += base;
            }
            for v in &mut f.vars {
                v.from += base;
                v.to = if v.to == u32::MAX { f.end } else { v.to + base };
            }
            funcs.push(f);
        }
        if !self.errors.is_empty() {
            return Err(std::mem::take(&mut self.errors));
        }
        let mut stmt_starts = vec![0u64; code.len().div_ceil(64)];
        for pc in stmts {
            if let Some(w) = stmt_starts.get_mut(pc as usize / 64) {
                *w |= 1 << (pc % 64);
            }
        }
        let mut low = std::mem::take(&mut self.data.ro);
        low.extend_from_slice(&self.data.globals);
        let mut global_ptrs: Vec<u32> = self
            .data
            .global_ptrs
            .iter()
            .map(|o| o + globals_base)
            .collect();
        base::sort::sort(&mut global_ptrs);
        global_ptrs.dedup();
        let globals = globals_info
            .into_iter()
            .map(|(name, off, ty, library)| Global {
                name,
                offset: globals_base + off,
                ty,
                library,
            })
            .collect();
        let mut types = Vec::with_capacity(self.rt.len());
        for i in 0..self.rt.len() {
            let Some(e) = self.rt.get(i) else { continue };
            let Some(mut rt) = e.rt.clone() else { continue };
            let ty = e.ty;
            let methods = e.methods.clone();
            for (id, name, pkg) in methods {
                let func = self.linked_method(ty, name, pkg);
                let name = self.w.names.text(name).to_string();
                rt.methods.push(RtMethod { name, id, func });
            }
            base::sort::sort_by(&mut rt.methods, |a, b| {
                (&a.name, a.id).cmp(&(&b.name, b.id))
            });
            types.push(rt);
        }
        base::sort::sort(&mut sites);
        Ok(Program::from(Image {
            code,
            funcs,
            consts: std::mem::take(&mut self.consts),
            types,
            types_base,
            low,
            rodata_len: rodata_len as u32,
            globals,
            global_ptrs,
            selects: std::mem::take(&mut self.selects),
            methods: std::mem::take(&mut self.method_names),
            entry,
            main_main,
            well_known,
            files,
            lines,
            told_lines,
            stmt_starts,
            site_names: sites,
            unsigned_indices: unsigned,
            nil_faults,
        }))
    }

    /// What `//line` comments make of the entry for `offset`, if they are about it.
    fn told_line(
        &self,
        entry: LineEntry,
        offset: u32,
        files: &mut Vec<String>,
    ) -> Option<LineEntry> {
        if !self.w.map.has_marks(base::FileId(entry.file)) {
            return None;
        }
        let (name, line, col) = self.w.map.shown(offset)?;
        let name = match name {
            "" => "??",
            name => name,
        };
        let file = match files.iter().position(|f| f == name) {
            Some(at) => at,
            None => {
                files.push(name.into());
                files.len() - 1
            }
        } as u32;
        let told = LineEntry {
            file,
            line,
            col,
            ..entry
        };
        ((file, line) != (entry.file, entry.line)).then_some(told)
    }

    fn global_infos(&mut self) -> Vec<(String, u32, TypeIdx, bool)> {
        let mut out = Vec::new();
        for o in self.global_order.clone() {
            let obj = &self.w.objects[o];
            let pkg = obj.pkg;
            let name = self.w.names.text(obj.name).to_string();
            let (path, library) = self.w.packages.get(pkg).map_or((String::new(), true), |p| {
                (self.w.names.text(p.name).to_string(), p.is_library)
            });
            let t = self.obj_ty(o);
            let ty = self.rt_type(t);
            let off = self.globals.get(&o).copied().unwrap_or(0);
            out.push((format!("{path}.{name}"), off, ty, library));
        }
        out
    }

    /// Writes all descriptors into read-only data; returns the offset of the first.
    fn write_descriptors(&mut self) -> u32 {
        // Strings and lists of descriptors go behind the table, so its size must be final.
        let n = self.rt.len() as u64;
        let base = self
            .data
            .ro_alloc(n * descriptor::STRIDE, descriptor::STRIDE);
        for i in 0..self.rt.len() {
            self.write_descriptor(base + (i as u64 * descriptor::STRIDE) as u32, i);
        }
        base
    }

    fn put_str(&mut self, at: u32, s: &str) {
        if s.is_empty() {
            return;
        }
        let off = self.data.string(s.as_bytes());
        self.data.put_ref(false, at, Ref::Ro(off));
        self.data.put(false, at + 8, 8, s.len() as u64);
    }

    /// The type of a method, if the program has it.
    fn put_sig(&mut self, at: u32, id: bytecode::MethodId) {
        let sig = self.method_sigs.get(id.0 as usize);
        if let Some(&t) = sig.and_then(|sig| self.rt_index.get(sig)) {
            self.data.put_ref(false, at, Ref::Type(t));
        }
    }

    fn write_descriptor(&mut self, at: u32, index: usize) {
        use bytecode::descriptor::*;
        let to = |offset: u64| at + offset as u32;
        let Some(e) = self.rt.get(index) else { return };
        let Some(rt) = e.rt.clone() else { return };
        let (short, path) = (e.short_name.clone(), e.pkg_path.clone());
        let (params, num_in, variadic) = (e.params.clone(), e.num_in, e.variadic);
        let tags = e.field_tags.clone();
        let (ptr_to_this, slices) = (e.ptr_to_this, e.slice);
        let (ty, methods) = (e.ty, e.methods.clone());
        let hash_may_panic = contains_interface(self, ty, 0);
        let flags = u64::from(rt.comparable) << flag::COMPARABLE
            | u64::from(rt.pointer_shaped) << flag::POINTER_SHAPED
            | u64::from(rt.named) << flag::NAMED
            | u64::from(rt.has_pointers()) << flag::HAS_POINTERS
            | u64::from(hash_may_panic) << flag::HASH_MAY_PANIC
            | u64::from(rt.indirect) << flag::INDIRECT;
        let hash = rt.name.bytes().fold(0x811c_9dc5u32, |h, b| {
            (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
        });
        self.data.put(false, at, 8, rt.size);
        self.data.put(false, to(KIND), 1, rt.kind as u64);
        self.data.put(false, to(ALIGN), 1, u64::from(rt.align));
        self.data
            .put(false, to(FIELD_ALIGN), 1, u64::from(rt.align));
        self.data.put(false, to(FLAGS), 1, flags);
        self.data.put(false, to(HASH), 4, u64::from(hash));
        self.put_str(to(STRING), &rt.name);
        self.put_str(to(NAME), &short);
        self.put_str(to(PACKAGE), &path);
        if let Some(el) = rt.elem {
            self.data.put_ref(false, to(ELEM), Ref::Type(el));
        }
        if let Some(k) = rt.key.or(slices) {
            self.data.put_ref(false, to(KEY), Ref::Type(k));
        }
        let n = match rt.kind {
            bytecode::Kind::Func => {
                let outs = params.len() as u64 - u64::from(num_in);
                u64::from(num_in) | outs << 16 | u64::from(variadic) << 32
            }
            _ => rt.len as u64,
        };
        self.data.put(false, to(LEN), 8, n);
        // Entries.
        match rt.kind {
            bytecode::Kind::Struct => {
                let list = self
                    .data
                    .ro_alloc(rt.fields.len() as u64 * field::STRIDE, 8);
                for (i, f) in rt.fields.iter().enumerate() {
                    let p = list + i as u32 * field::STRIDE as u32;
                    self.put_str(p, &f.name);
                    self.data
                        .put_ref(false, p + field::TYPE as u32, Ref::Type(f.ty));
                    self.data.put(false, p + field::OFFSET as u32, 8, f.offset);
                    if let Some(tag) = tags.get(i) {
                        self.put_str(p + field::TAG as u32, tag);
                    }
                    self.data.put(
                        false,
                        p + field::FLAGS as u32,
                        8,
                        u64::from(f.embedded) | u64::from(f.exported) << 1,
                    );
                }
                self.entries(to(ENTRIES), list, rt.fields.len());
            }
            bytecode::Kind::Interface => {
                let list = self.data.ro_alloc(rt.methods.len() as u64 * 32, 8);
                for (i, m) in rt.methods.iter().enumerate() {
                    let p = list + i as u32 * 32;
                    self.put_str(p, &m.name);
                    self.put_sig(p + 16, m.id);
                    self.data.put(false, p + 24, 8, u64::from(m.id.0));
                }
                self.entries(to(ENTRIES), list, rt.methods.len());
            }
            bytecode::Kind::Func => {
                let list = self.data.ro_alloc(params.len() as u64 * 8, 8);
                for (i, t) in params.iter().enumerate() {
                    self.data.put_ref(false, list + i as u32 * 8, Ref::Type(*t));
                }
                self.entries(to(ENTRIES), list, params.len());
            }
            _ => {}
        }
        // Method set.
        let mut set: Vec<(String, bytecode::MethodId, Option<FuncId>)> = methods
            .into_iter()
            .map(|(id, name, pkg)| {
                let f = self.linked_method(ty, name, pkg);
                (self.w.names.text(name).to_string(), id, f)
            })
            .collect();
        base::sort::sort(&mut set);
        if !set.is_empty() {
            let list = self.data.ro_alloc(set.len() as u64 * 48, 8);
            for (i, (name, id, f)) in set.iter().enumerate() {
                let p = list + i as u32 * 48;
                self.put_str(p, name);
                self.put_sig(p + 16, *id);
                self.data
                    .put(false, p + 24, 4, f.map_or(u64::MAX, |f| u64::from(f.0)));
                let exported = name.chars().next().is_some_and(char::is_uppercase);
                self.data.put(false, p + 28, 4, u64::from(exported));
                if self.keep_exprs
                    && let Some(expr) = self.method_expr(ty, *id)
                    && let Some(&t) = self.rt_index.get(&expr)
                {
                    self.data.put_ref(false, p + 32, Ref::Type(t));
                }
                self.data.put(false, p + 40, 8, u64::from(id.0));
            }
            self.entries(to(METHODS), list, set.len());
        }
        if let Some(p) = ptr_to_this {
            self.data.put_ref(false, to(POINTER_TO), Ref::Type(p));
        }
    }

    fn entries(&mut self, at: u32, list: u32, n: usize) {
        if n > 0 {
            self.data.put_ref(false, at, Ref::Ro(list));
            self.data.put(false, at + 8, 8, n as u64);
        }
    }
}

/// Whether comparing or hashing values of `t` may meet an interface.
fn contains_interface(g: &mut Gen<'_>, t: TypeId, depth: u32) -> bool {
    if depth > 50 {
        return true;
    }
    match g.shape(t) {
        Type::Interface { .. } => true,
        Type::Array { elem, .. } => {
            let e = g.canon(elem);
            contains_interface(g, e, depth + 1)
        }
        Type::Struct(_) => {
            let fields = g.fields(t);
            fields
                .iter()
                .any(|f| contains_interface(g, f.ty, depth + 1))
        }
        _ => false,
    }
}
