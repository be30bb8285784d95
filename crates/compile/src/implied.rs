//! What package reflect may be asked for besides what the program names: types derived from the
//! program's own, and methods that are called by name. Only programs that reach the functions of
//! reflect in question pay for it; those tell the code generator by calls of natives that do nothing.

use base::Symbol;
use bytecode::{Kind, MethodId};
use types::{Type, TypeId};

use crate::Gen;

impl Gen<'_> {
    /// Whether a method may be called by name.
    pub(crate) fn keeps_method(&self, name: Symbol) -> bool {
        let text = self.w.names.text(name);
        self.keep_methods && text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Adds the types that package reflect may be asked for besides those of the program.
    pub(crate) fn imply_types(&mut self) {
        let mut at = 0;
        while self.keep_derived && at < self.rt.len() {
            self.imply_slice(at);
            if let Some(e) = self.rt.get(at)
                && e.ptr_to_this.is_none()
                && !e.implied
            {
                let p = self.w.mk_pointer(e.ty);
                let p = self.canon(p);
                self.imply(p);
            }
            at += 1;
        }
        let mut at = 0;
        while self.keep_methods && at < self.method_sigs.len() {
            if let Some(&sig) = self.method_sigs.get(at) {
                self.imply(sig);
            }
            at += 1;
        }
        let mut at = 0;
        while self.keep_exprs && at < self.rt.len() {
            let Some(e) = self.rt.get(at) else { break };
            let (ty, methods) = (e.ty, e.methods.clone());
            for (id, name, _) in methods {
                if self.keeps_method(name)
                    && let Some(expr) = self.method_expr(ty, id)
                {
                    self.imply(expr);
                }
            }
            at += 1;
        }
    }

    /// Adds a type, of which nothing follows, if the program does not have it.
    fn imply(&mut self, t: TypeId) {
        if self.rt_index.contains_key(&t) {
            return;
        }
        let idx = self.rt_type(t);
        if let Some(entry) = self.rt.get_mut(idx.0 as usize) {
            entry.implied = true;
        }
    }

    /// The type of a method as a function whose first parameter is the receiver.
    pub(crate) fn method_expr(&mut self, ty: TypeId, id: MethodId) -> Option<TypeId> {
        let sig = *self.method_sigs.get(id.0 as usize)?;
        let Type::Signature {
            params,
            results,
            variadic,
            ..
        } = self.w.types.get(sig).clone()
        else {
            return None;
        };
        let mut all = vec![types::Param { name: None, ty }];
        all.extend(params);
        let expr = self.w.mk_sig(&all, &results, variadic);
        Some(self.canon(expr))
    }

    /// The type of slices of the array type number `at`, if it is one.
    fn imply_slice(&mut self, at: usize) {
        let Some(e) = self.rt.get(at) else { return };
        if e.slice.is_some() || e.rt.as_ref().is_none_or(|rt| rt.kind != Kind::Array) {
            return;
        }
        let elem = self.elem(e.ty);
        let slice = self.w.mk_slice(elem);
        let slice = self.canon(slice);
        let idx = self.rt_type(slice);
        if let Some(entry) = self.rt.get_mut(at) {
            entry.slice = Some(idx);
        }
    }
}
