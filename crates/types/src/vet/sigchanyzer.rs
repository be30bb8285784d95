//! `sigchanyzer`: a channel without a buffer given to `signal.Notify`, which does not wait.

use base::HashMap;
use syntax::ast::{Expr, ExprKind};

use super::Vet;
use crate::{Builtin, ObjId};

impl Vet<'_> {
    pub(super) fn notified(&mut self, e: &Expr, values: &HashMap<ObjId, &Expr>) {
        let ExprKind::Call { fun, args, .. } = &e.kind else {
            return;
        };
        let notifies = self
            .callee(fun)
            .is_some_and(|f| self.func_of(f, "os/signal") == Some("Notify"));
        if !notifies {
            return;
        }
        // Only what a name stands for.
        let Some(Expr {
            kind: ExprKind::Name(name),
            ..
        }) = args.first()
        else {
            return;
        };
        let value = self.used(name).and_then(|obj| values.get(&obj));
        if let Some(Expr {
            kind: ExprKind::Call { fun, args, .. },
            ..
        }) = value
            && args.len() == 1
            && self.builtin(fun) == Some(Builtin::Make)
        {
            let message = "misuse of unbuffered os.Signal channel as argument to signal.Notify";
            self.report(e.span, "sigchanyzer", message.to_owned());
        }
    }
}
