//! What gc says of `//go:` directives in programs without other errors.

use syntax::ast::{Decl, File};
use syntax::directives::{DIRECTIVE, Link, directives};

use crate::check::Checker;
use crate::resolver::import_path;
use crate::{ObjId, ObjectKind};

impl Checker<'_> {
    /// Reports directives that stand in the wrong place, or cannot be followed.
    pub(crate) fn directives(&mut self) {
        let mut linked = Vec::new();
        for file in self.files {
            let found = directives(file, self.w.map.file(file.file));
            self.diags.extend(found.late);
            let has_unsafe = self.imports_path(file, "unsafe");
            for link in found.links {
                self.check_link(&link, has_unsafe, &mut linked);
            }
        }
    }

    fn imports_path(&self, file: &File, path: &str) -> bool {
        file.decls.iter().any(|d| {
            let Decl::Import(d) = d else { return false };
            import_path(self.w.names.text(d.path.text)).is_ok_and(|p| p == path)
        })
    }

    fn check_link(&mut self, link: &Link, has_unsafe: bool, linked: &mut Vec<ObjId>) {
        let scope = self.w.packages[self.pkg].scope;
        let name = self.w.names.find(&link.local);
        let obj = name.and_then(|name| self.scope_lookup(scope, name));
        let obj = obj.filter(|o| {
            let kind = &self.w.objects[*o].kind;
            matches!(kind, ObjectKind::Func { .. } | ObjectKind::Var { .. })
        });
        let msg = if !has_unsafe {
            "//go:linkname only allowed in Go files that import \"unsafe\"".to_string()
        } else if link.remote.contains('[') && link.remote.contains(']') {
            "//go:linkname reference of an instantiation is not allowed".to_string()
        } else {
            match obj {
                Some(obj) if !linked.contains(&obj) => {
                    linked.push(obj);
                    return;
                }
                Some(_) => format!("duplicate //go:linkname for {}", link.local),
                None => "//go:linkname must refer to declared function or variable".to_string(),
            }
        };
        self.error(link.span, DIRECTIVE, msg);
    }
}
