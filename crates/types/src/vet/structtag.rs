//! `structtag`: struct tags that reflect cannot read, names that come twice, and tags of fields
//! that nobody outside sees.

use base::Span;
use syntax::ast::Field;

use super::Vet;
use crate::{ObjectKind, StructField, Type, TypeId};

/// Packages whose tags are looked into.
const KEYS: [&str; 2] = ["json", "xml"];

/// How deep structs are embedded that are looked at.
const MAX_LEVEL: u32 = 20;

/// A field: its own place, and that of the field of the struct at hand that it is part of.
struct Member {
    name: String,
    embedded: bool,
    tag: String,
    own: Span,
    shown: Span,
    ty: Option<TypeId>,
}

/// Names that were met: of which tag, at what depth, and where.
#[derive(Default)]
struct Names(Vec<(String, u32, String, Span)>);

impl Vet<'_> {
    pub(super) fn struct_tags(&mut self, fields: &[Field]) {
        let mut names = Names::default();
        for f in fields {
            let tag = f.tag.as_ref().and_then(|t| {
                let text = crate::constant::unquote_bytes(self.w.names.text(t.text))?;
                Some(String::from_utf8_lossy(&text).into_owned())
            });
            let at = f.name.map_or(f.ty.span, |n| n.span);
            let member = Member {
                name: match f.name {
                    Some(n) => self.text(&n).to_owned(),
                    None => self.embedded_name(&f.ty),
                },
                embedded: f.embedded,
                tag: tag.unwrap_or_default(),
                own: at,
                shown: at,
                ty: self.ty(&f.ty),
            };
            self.tag(&member, &mut names);
        }
    }

    fn embedded_name(&self, ty: &syntax::ast::Expr) -> String {
        let bare = self.ty(ty).map(|t| self.w.deref(t).0);
        let name = bare
            .and_then(|t| self.type_name(t))
            .map(|(_, n)| n.to_owned());
        name.unwrap_or_default()
    }

    fn tag(&mut self, f: &Member, names: &mut Names) {
        let (name, tag) = (&f.name, &f.tag);
        for key in KEYS {
            self.duplicate(f, key, names, 1);
        }
        if let Err(why) = validate(tag) {
            let message = format!(
                "struct field tag `{tag}` not compatible with reflect.StructTag.Get: {why}"
            );
            self.report(f.own, "structtag", message);
        }
        if f.embedded || crate::is_exported(name) {
            return;
        }
        for key in KEYS {
            if !matches!(get(tag, key).as_deref(), None | Some("" | "-")) {
                let message = format!("struct field {name} has {key} tag but is not exported");
                self.report(f.own, "structtag", message);
                return;
            }
        }
    }

    fn duplicate(&mut self, f: &Member, key: &str, names: &mut Names, level: u32) {
        let value = get(&f.tag, key).unwrap_or_default();
        if value == "-" {
            return;
        }
        let (said, options) = value.split_once(',').unwrap_or((&value, ""));
        if said.is_empty() {
            if !f.embedded || level > MAX_LEVEL {
                return;
            }
            // Its fields are as if they were here.
            let Some(bare) = f.ty.map(|t| self.w.deref(t).0) else {
                return;
            };
            let Type::Struct(fields) = self.shape(bare) else {
                return;
            };
            for inner in &fields {
                if let Some(inner) = self.inner(inner, f.shown) {
                    self.duplicate(&inner, key, names, level + 1);
                }
            }
            return;
        }
        let mut kind = key.to_owned();
        if key == "xml" {
            if f.name == "XMLName" {
                return;
            }
            if options.split(',').any(|o| o == "attr") {
                kind.push_str(" attribute");
            }
        }
        let same =
            |(k, l, n, _): &&(String, u32, String, Span)| *k == kind && *l == level && n == said;
        match names.0.iter().find(same) {
            Some((.., first)) => {
                let place = self.file_and_line(*first);
                let name = &f.name;
                let message =
                    format!("struct field {name} repeats {kind} tag \"{said}\" also at {place}");
                self.report(f.shown, "structtag", message);
            }
            None => names.0.push((kind, level, said.to_owned(), f.own)),
        }
    }

    /// A field of an embedded struct, shown at that.
    fn inner(&self, f: &StructField, shown: Span) -> Option<Member> {
        let obj = self.w.objects.get(f.obj)?;
        let tag = f.tag.map(|t| self.w.names.text(t).to_owned());
        Some(Member {
            name: self.w.names.text(f.name).to_owned(),
            embedded: matches!(obj.kind, ObjectKind::Var { embedded: true, .. }),
            tag: tag.unwrap_or_default(),
            own: obj.span,
            shown,
            ty: Some(f.ty),
        })
    }

    fn file_and_line(&self, at: Span) -> String {
        let Some(p) = self.w.map.position(at.lo) else {
            return String::new();
        };
        let name = &self.w.map.file(p.file).name;
        let base = name.rsplit('/').next().unwrap_or(name);
        format!("{base}:{}", p.line)
    }
}

/// The value under a key, as reflect finds it.
fn get(tag: &str, key: &str) -> Option<String> {
    let mut found = None;
    let _ = pairs(tag, &mut |k, value| {
        if k == key && found.is_none() {
            found = Some(value.to_owned());
        }
        Ok(())
    });
    found
}

fn validate(tag: &str) -> Result<(), &'static str> {
    pairs(tag, &mut |key, value| {
        const SPACE: Result<(), &str> = Err("suspicious space in struct tag value");
        if !KEYS.contains(&key) {
            return Ok(());
        }
        let (name, options) = value.split_once(',').unwrap_or((value, ""));
        if options.contains(' ') {
            return SPACE;
        }
        // A name of XML's may have one space in it, after the space of names.
        if key == "xml" {
            let spaces = name.matches(' ').count();
            if spaces > 1 || name.starts_with(' ') || name.ends_with(' ') {
                return SPACE;
            }
        }
        Ok(())
    })
}

/// Goes through `key:"value"` pairs until one is none.
fn pairs(
    tag: &str,
    see: &mut dyn FnMut(&str, &str) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    let mut rest = tag;
    let mut first = true;
    while !rest.is_empty() {
        if !first && !rest.starts_with(' ') {
            return Err("key:\"value\" pairs not separated by spaces");
        }
        first = false;
        rest = rest.trim_start_matches(' ');
        if rest.is_empty() {
            break;
        }
        let in_key = |b: u8| b > b' ' && b != b':' && b != b'"' && b != 0x7f;
        let end = rest.bytes().position(|b| !in_key(b)).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        if key.is_empty() {
            return Err("bad syntax for struct tag key");
        }
        let Some(value) = after.strip_prefix(':').filter(|v| !v.is_empty()) else {
            return Err("bad syntax for struct tag pair");
        };
        const VALUE: &str = "bad syntax for struct tag value";
        let Some(inside) = value.strip_prefix('"') else {
            return Err(VALUE);
        };
        let mut escaped = false;
        let close = inside.bytes().position(|b| {
            let end = b == b'"' && !escaped;
            escaped = b == b'\\' && !escaped;
            end
        });
        let quoted = close.and_then(|c| value.get(..c + 2)).ok_or(VALUE)?;
        let bytes = crate::constant::unquote_bytes(quoted).ok_or(VALUE)?;
        see(key, &String::from_utf8_lossy(&bytes))?;
        rest = value.get(quoted.len()..).unwrap_or("");
    }
    Ok(())
}
