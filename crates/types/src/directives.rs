//! What gc says of `//go:` directives in programs without other errors.

use base::{HashSet, Span};
use syntax::ast::{Decl, File};
use syntax::directives::{DIRECTIVE, Link, directives};

use crate::ObjectKind;
use crate::check::Checker;
use crate::resolver::import_path;

impl Checker<'_> {
    /// Reports directives that stand in the wrong place, or cannot be followed.
    pub(crate) fn directives(&mut self) {
        let mut linked = HashSet::default();
        for file in self.files {
            let found = directives(file, self.w.map.file(file.file));
            self.diags.extend(found.late);
            let has_embed = self.imports_path(file, "embed");
            for (span, at, inside) in found.embeds {
                let msg = self.bad_embed(file, span, at, inside, has_embed);
                self.error(span, DIRECTIVE, msg);
            }
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

    /// Why this `//go:embed` gives nothing: there are no files that it could name.
    fn bad_embed(&self, file: &File, span: Span, at: u32, inside: bool, has_embed: bool) -> String {
        let var = file.decls.iter().find_map(|d| match d {
            Decl::Var(v) if v.names.first().is_some_and(|n| n.span.lo == at) => Some(v),
            _ => None,
        });
        let minor = self
            .w
            .map
            .file_at(span.lo)
            .map(|f| self.w.map.file(f).minor);
        let why = if !has_embed {
            "requires import \"embed\" (or import _ \"embed\", if package is not used)"
        } else if var.is_some_and(|v| v.names.len() > 1) {
            "cannot apply to multiple vars"
        } else if var.is_some_and(|v| !v.values.is_empty()) {
            "cannot apply to var with initializer"
        } else if inside {
            "cannot apply to var inside func"
        } else if minor.is_some_and(|m| m < 16) {
            "requires go1.16 or later"
        } else {
            "is not available in Sudog: a program has no files to embed"
        };
        format!("go:embed {why}")
    }

    fn check_link(&mut self, link: &Link, has_unsafe: bool, linked: &mut HashSet<crate::ObjId>) {
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
                Some(obj) if linked.insert(obj) => return,
                Some(_) => format!("duplicate //go:linkname for {}", link.local),
                None => "//go:linkname must refer to declared function or variable".to_string(),
            }
        };
        self.error(link.span, DIRECTIVE, msg);
    }
}
