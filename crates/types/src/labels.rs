//! Labels as objects. The parser has checked where they may stand and be jumped to.

use syntax::ast::Ident;

use crate::check::Checker;
use crate::{ObjId, ObjectKind};

impl Checker<'_> {
    pub(crate) fn declare_label(&mut self, id: Ident) {
        let obj = self.label(id);
        self.w.objects[obj].span = id.span;
        self.record_def(id, Some(obj));
    }

    pub(crate) fn use_label(&mut self, id: Ident) {
        let obj = self.label(id);
        self.set_used(obj, true);
        self.record_use(id, obj);
    }

    /// The label of this name in this function; jumps forward come before the declaration.
    fn label(&mut self, id: Ident) -> ObjId {
        if let Some(&obj) = self.env.labels.get(&id.name)
            && id.name != self.w.universe.blank
        {
            return obj;
        }
        let obj = self.new_obj(id.name, id.span, None, ObjectKind::Label);
        self.env.labels.insert(id.name, obj);
        obj
    }
}
