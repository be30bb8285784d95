//! `tests`: test functions that the go command does not take for tests, and examples of what is not
//! there.

use syntax::ast::{Decl, File, FuncDecl};

use super::Vet;
use crate::{Lookup, ObjectKind, TypeId};

const KINDS: [(&str, &str); 3] = [("Test", "T"), ("Benchmark", "B"), ("Fuzz", "F")];

impl Vet<'_> {
    pub(super) fn test_names(&mut self, file: &File) {
        if !self.w.map.file(file.file).name.ends_with("_test.go") {
            return;
        }
        for d in &file.decls {
            let Decl::Func(f) = d else { continue };
            if f.recv.is_some() {
                continue;
            }
            let name = self.text(&f.name).to_owned();
            if let Some(rest) = name.strip_prefix("Example") {
                self.example(f, &name, rest);
            }
            for (prefix, ty) in KINDS {
                if let Some(rest) = name.strip_prefix(prefix)
                    && rest.starts_with(char::is_lowercase)
                    && self.takes(f, ty)
                {
                    let message = format!(
                        "{name} has malformed name: first letter after '{prefix}' must not be lowercase"
                    );
                    self.report(f.name.span, "tests", message);
                }
            }
        }
    }

    /// Whether its only parameter is a pointer to this type of package testing.
    fn takes(&self, f: &FuncDecl, name: &str) -> bool {
        let [param] = f.ty.params.as_slice() else {
            return false;
        };
        self.ty(&param.ty).is_some_and(|t| {
            let (bare, pointer) = self.w.deref(t);
            pointer && self.is_named(bare, "testing", name)
        })
    }

    fn example(&mut self, f: &FuncDecl, name: &str, rest: &str) {
        let say = |vet: &mut Self, what: String| {
            vet.report(f.span, "tests", format!("{name} {what}"));
        };
        if !f.ty.params.is_empty() {
            say(self, "should be niladic".to_owned());
        }
        if !f.ty.results.is_empty() {
            say(self, "should return nothing".to_owned());
        }
        if !f.tparams.is_empty() {
            say(self, "should not have type params".to_owned());
        }
        if rest.is_empty() {
            return;
        }
        let suffix = |text: &str| text.starts_with(char::is_lowercase);
        let mut parts = rest.splitn(3, '_');
        let (first, second, third) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        if first.is_empty() {
            let end = rest.get(1..).unwrap_or("");
            if !suffix(end) {
                say(self, format!("has malformed example suffix: {end}"));
            }
            return;
        }
        let Some(ty) = self.exemplified(first) else {
            say(self, format!("refers to unknown identifier: {first}"));
            return;
        };
        let Some(second) = second else { return };
        if !self.has_member(ty, second) {
            let all = rest.get(first.len() + 1..).unwrap_or("");
            if !suffix(second) {
                say(
                    self,
                    format!("refers to unknown field or method: {first}.{second}"),
                );
            } else if !suffix(all) {
                say(self, format!("has malformed example suffix: {all}"));
            }
            return;
        }
        if let Some(third) = third
            && !suffix(third)
        {
            say(self, format!("has malformed example suffix: {third}"));
        }
    }

    /// The type of what has this name in the package or, since tests may be from outside, in one that
    /// it imports.
    fn exemplified(&self, name: &str) -> Option<Option<TypeId>> {
        let symbol = self.w.names.find(name)?;
        let here = self.w.packages.get(self.pkg)?;
        std::iter::once(&self.pkg)
            .chain(&here.imports)
            .find_map(|pkg| {
                let scope = self.w.scopes.get(self.w.packages.get(*pkg)?.scope)?;
                let obj = self.w.objects.get(*scope.names.get(&symbol)?)?;
                Some(obj.ty.filter(|_| matches!(obj.kind, ObjectKind::TypeName)))
            })
    }

    fn has_member(&mut self, ty: Option<TypeId>, name: &str) -> bool {
        let (Some(ty), Some(name)) = (ty, self.w.names.find(name)) else {
            return false;
        };
        let found = self
            .w
            .lookup_field_or_method(ty, true, self.pkg, name, false);
        matches!(found, Lookup::Found(_))
    }
}
