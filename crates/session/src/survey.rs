//! Struct types of a program's text: how they lie in memory on any target, better orders of their
//! fields, and the text with its fields reordered. Nothing is run.

use std::collections::BTreeMap;

use base::Span;
use layout::{ARCHES, Arch, Declared, Item};
use protocol::{
    Diagnostics, EscapePlace, EscapeReport, FieldLayout, FieldOrder, FieldShape, LayoutAdvice,
    LayoutReport, SourceFile, Survey, Surveyed, TypeLayout,
};
use syntax::TokenKind;
use syntax::lexer::Keyword;
use types::{PkgId, TypeId, World};

use crate::sources::{Part, split};
use crate::workbench::{Errors, Workbench, diagnostics, diagnostics_up_to};

/// What is put before declarations that come without a package clause.
const CLAUSE: &str = "package main; ";

/// Nobody reads more warnings.
const MAX_WARNINGS: usize = 1_000;

/// How often a program whose types hold one another is looked at again.
const PASSES: u32 = 8;

/// A type whose fields were put into a better order, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reordered {
    pub name: String,
    /// Size and pointer bytes.
    pub before: (i64, i64),
    pub after: (i64, i64),
}

/// What came of reordering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    pub files: Vec<SourceFile>,
    pub changed: Vec<Reordered>,
    /// Types that could be better but are built somewhere without field names: file and first byte
    /// of the first such place.
    pub kept: Vec<(String, (u32, u32))>,
}

/// The front ends of the targets that were asked for, kept for the next question.
#[derive(Default)]
pub struct Surveyor {
    benches: BTreeMap<&'static str, Workbench>,
}

impl Surveyor {
    pub fn new() -> Self {
        Self::default()
    }

    /// The struct types that the files declare. They need be no program: neither a package clause
    /// nor a function main is asked for. Errors: the files cannot be read as Go.
    pub fn survey(&mut self, files: &[SourceFile], arch: Arch) -> Result<LayoutReport, Errors> {
        // What a package builds without names is looked for once.
        let mut bare = None;
        self.look(files, arch, |world, pkg, found, parts| {
            if bare.as_ref().is_none_or(|(of, _)| *of != pkg) {
                bare = Some((pkg, layout::without_names(world, pkg)));
            }
            let (_, bare) = bare.as_ref()?;
            one(world, pkg, found, bare, parts)
        })
    }

    /// The same for several targets. Files that no build constraint leaves out are the same for all
    /// targets whose sizes are; these are looked at once.
    pub fn survey_all(
        &mut self,
        files: &[SourceFile],
        arches: &[Arch],
    ) -> Result<Vec<LayoutReport>, Errors> {
        let constrained = files
            .iter()
            .any(|f| f.text.contains("//go:build") || f.text.contains("// +build"))
            || split(files).is_ok_and(|parts| {
                let named = |p: &Part| ARCHES.iter().any(|a| p.name.contains(a.name));
                parts.iter().any(named)
            });
        let mut done: Vec<(Arch, LayoutReport)> = Vec::new();
        for arch in arches {
            let same = done.iter().find(|(a, _)| a.sizes == arch.sizes);
            let report = match same {
                Some((_, report)) if !constrained => LayoutReport {
                    arch: arch.name.to_owned(),
                    ..report.clone()
                },
                _ => self.survey(files, *arch)?,
            };
            done.push((*arch, report));
        }
        Ok(done.into_iter().map(|(_, report)| report).collect())
    }

    /// What `go vet` would warn of; of a program with errors, those.
    pub fn vet(&mut self, files: &[SourceFile]) -> Result<Diagnostics, Errors> {
        let parts = split(files).map_err(Errors::refused)?;
        let bench = self
            .benches
            .entry(Arch::AMD64.name)
            .or_insert_with(|| Workbench::for_target(Arch::AMD64));
        // The go command's name for files that it is told of one by one.
        let main = match parts.as_slice() {
            [_] => "command-line-arguments".to_owned(),
            _ => types::module_of(parts.iter().map(|p| (p.name.as_str(), p.text.as_str()))),
        };
        Ok(bench.with_tests(&parts, |world, declared| {
            let errors = declared.diagnostics.iter();
            let mut found: Vec<base::Diagnostic> = errors.cloned().collect();
            if found.is_empty() {
                found.extend(world.vet(&declared.packages, &main));
            }
            diagnostics_up_to(MAX_WARNINGS, world, &found, &parts)
        }))
    }

    /// Answers a question of the page's.
    pub fn handle(&mut self, ask: Survey) -> Surveyed {
        let said = match ask {
            Survey::Look { files, arches } => {
                let arches: Vec<Arch> = arches.iter().filter_map(|a| Arch::named(a)).collect();
                self.survey_all(&files, &arches).map(Surveyed::Reports)
            }
            Survey::Reorder {
                files,
                arch,
                name,
                order,
            } => {
                let arch = Arch::named(&arch).unwrap_or(Arch::AMD64);
                let order: Vec<usize> = order.iter().map(|i| *i as usize).collect();
                self.put(&files, arch, &name, &order).map(Surveyed::Files)
            }
            Survey::Escapes { files } => self.escapes(&files).map(Surveyed::Escapes),
            Survey::Vet { files } => self.vet(&files).map(Surveyed::Warnings),
            Survey::Format { file } => match crate::format::formatted(&file.text) {
                Ok(text) => Ok(Surveyed::Files(Some(vec![SourceFile { text, ..file }]))),
                Err(why) => return Surveyed::Refused(why),
            },
        };
        said.unwrap_or_else(|errors| Surveyed::Refused(errors.diagnostics))
    }

    /// The files with the fields of struct types in the smallest order, of these the one with the
    /// fewest pointer bytes: of the type with this name, or of all. Types that hold other types are looked at again after these have shrunk.
    pub fn fix(
        &mut self,
        files: &[SourceFile],
        arch: Arch,
        name: Option<&str>,
    ) -> Result<Fixed, Errors> {
        let mut fixed = Fixed {
            files: files.to_vec(),
            ..Fixed::default()
        };
        for _ in 0..PASSES {
            let report = self.survey(&fixed.files, arch)?;
            for c in &mut fixed.changed {
                if let Some(t) = report.types.iter().find(|t| t.name == c.name) {
                    c.after = (t.size, t.ptrdata);
                }
            }
            fixed.kept.clear();
            let mut new = false;
            for t in &report.types {
                let best = &t.advice.both;
                let better = (best.size, best.ptrdata) != (t.size, t.ptrdata);
                if !better || !t.reorders || name.is_some_and(|n| n != t.name) {
                    continue;
                }
                if let Some(place) = t.unnamed.first() {
                    fixed.kept.push((t.name.clone(), *place));
                    continue;
                }
                let order: Vec<usize> = best.order.iter().map(|i| *i as usize).collect();
                let Some(files) = self.put(&fixed.files, arch, &t.name, &order)? else {
                    continue;
                };
                fixed.files = files;
                new = true;
                if fixed.changed.iter().all(|c| c.name != t.name) {
                    fixed.changed.push(Reordered {
                        name: t.name.clone(),
                        before: (t.size, t.ptrdata),
                        after: (best.size, best.ptrdata),
                    });
                }
            }
            if !new {
                break;
            }
        }
        Ok(fixed)
    }

    /// The files with the fields of one type in this order, a permutation of their places. `None`
    /// if there is no such type, or its declaration names another type.
    pub fn put(
        &mut self,
        files: &[SourceFile],
        arch: Arch,
        name: &str,
        order: &[usize],
    ) -> Result<Option<Vec<SourceFile>>, Errors> {
        let mut edit = None;
        self.look(files, arch, |world, _, found, parts| {
            if found.name == name && edit.is_none() {
                edit = rewritten(world, found, order, parts);
            }
            None
        })?;
        let Some((place, new)) = edit else {
            return Ok(None);
        };
        let mut files = files.to_vec();
        let Some(file) = files.get_mut(place.file as usize) else {
            return Ok(None);
        };
        let range = place.start as usize..place.end as usize;
        if file.text.get(range.clone()).is_none() {
            return Ok(None);
        }
        file.text.replace_range(range, &new);
        Ok(Some(files))
    }

    /// What escapes and why, in gc's words, and where Sudog's machine keeps things otherwise.
    pub fn escapes(&mut self, files: &[SourceFile]) -> Result<EscapeReport, Errors> {
        self.ask(files, crate::escapes::report)
    }

    /// What the functions and literals cost that gc can inline, by place; or what is wrong with the
    /// files.
    pub fn costs(
        &mut self,
        files: &[SourceFile],
    ) -> Result<Result<Vec<(EscapePlace, i32)>, Diagnostics>, Errors> {
        self.ask(files, crate::escapes::costs)
    }

    fn ask<T>(
        &mut self,
        files: &[SourceFile],
        what: impl FnOnce(&mut World, &types::Declared, &[Part]) -> T,
    ) -> Result<T, Errors> {
        let parts = parts_of(files)?;
        let bench = self
            .benches
            .entry(Arch::AMD64.name)
            .or_insert_with(|| Workbench::for_target(Arch::AMD64));
        Ok(bench.declarations(&parts, |world, declared| what(world, declared, &parts)))
    }

    fn look(
        &mut self,
        files: &[SourceFile],
        arch: Arch,
        mut see: impl FnMut(&mut World, PkgId, &Declared, &[Part]) -> Option<TypeLayout>,
    ) -> Result<LayoutReport, Errors> {
        let parts = parts_of(files)?;
        let bench = self
            .benches
            .entry(arch.name)
            .or_insert_with(|| Workbench::for_target(arch));
        Ok(bench.declarations(&parts, |world, declared| {
            let hard = declared.diagnostics.iter().filter(|d| !d.soft);
            let hard: Vec<base::Diagnostic> = hard.cloned().collect();
            let mut report = LayoutReport {
                arch: arch.name.to_owned(),
                word: arch.sizes.word as u32,
                types: Vec::new(),
                diagnostics: diagnostics(world, &hard, &parts),
            };
            if syntax::stops_checking(&declared.diagnostics) {
                return report;
            }
            for pkg in &declared.packages {
                for found in layout::declared(world, *pkg) {
                    report.types.extend(see(world, *pkg, &found, &parts));
                }
            }
            report
        }))
    }
}

/// The path of the package that a file of a module belongs to.
pub fn package_of(files: &[SourceFile], name: &str) -> String {
    let module = types::module_of(files.iter().map(|f| (f.name.as_str(), f.text.as_str())));
    match name.rsplit_once('/') {
        Some((dir, _)) => format!("{module}/{dir}"),
        None => module,
    }
}

/// The files taken apart, each with a package clause.
fn parts_of(files: &[SourceFile]) -> Result<Vec<Part>, Errors> {
    let mut parts = split(files).map_err(Errors::refused)?;
    for p in parts.iter_mut().filter(|p| p.name.ends_with(".go")) {
        if let Some(at) = place_of_clause(&p.text) {
            p.insert(at, CLAUSE);
        }
    }
    Ok(parts)
}

/// A stretch of a file of the request.
pub(crate) struct Stretch {
    pub(crate) file: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Where a span of the checker's is in the request's files.
pub(crate) fn place(world: &World, span: Span, parts: &[Part]) -> Option<Stretch> {
    let at = world.map.position(span.lo)?;
    let file = world.map.file(at.file);
    let part = parts.iter().find(|p| p.name == file.name)?;
    Some(Stretch {
        file: part.file,
        start: part.back(span.lo - file.base),
        end: part.back(span.hi.max(span.lo) - file.base),
    })
}

/// Where a package clause is to be put: before the first token, unless that is one.
fn place_of_clause(text: &str) -> Option<u32> {
    let tokens = syntax::lex(text);
    let comment =
        |t: &&syntax::Token| matches!(t.kind, TokenKind::LineComment | TokenKind::BlockComment);
    match tokens.iter().find(|t| !comment(t)) {
        None => Some(0),
        Some(t) if t.kind == TokenKind::Keyword(Keyword::Package) => None,
        Some(t) => Some(t.lo),
    }
}

/// A declared type; `bare`: what its package builds without field names.
fn one(
    world: &mut World,
    pkg: PkgId,
    found: &Declared,
    bare: &[(TypeId, Span)],
    parts: &[Part],
) -> Option<TypeLayout> {
    let s = layout::describe(world, pkg, found.ty)?;
    let at = place(world, found.at, parts)?;
    let items: Vec<Item> = s.fields.iter().map(item).collect();
    let word = world.sizes.word;
    let advice = advise(&items, found, word);
    let under = world.underlying(found.ty);
    let written = !found.units.is_empty();
    let unnamed = bare.iter().filter(|(ty, _)| written && *ty == under);
    Some(TypeLayout {
        name: found.name.clone(),
        file: at.file,
        start: at.start,
        end: at.end,
        size: s.size,
        align: s.align,
        ptrdata: s.ptrdata,
        size_class: s.block,
        pad_end: s.pad_end,
        fields: s.fields.iter().map(field).collect(),
        advice,
        reorders: found.body.is_some(),
        unnamed: unnamed
            .filter_map(|(_, span)| place(world, *span, parts))
            .map(|p| (p.file, p.start))
            .collect(),
    })
}

fn item(f: &layout::Field) -> Item {
    Item {
        size: f.size,
        align: f.align,
        ptrdata: f.ptrdata,
    }
}

/// The best orders. Fields that are declared together stay together where nothing is lost by it.
fn advise(items: &[Item], found: &Declared, word: i64) -> LayoutAdvice {
    let single = layout::advise(items);
    let mut firsts = Vec::new();
    let mut groups = Vec::new();
    let mut at = 0;
    for u in &found.units {
        let fields = u.names.len();
        let first = items.get(at).copied();
        if let Some(first) = first {
            firsts.push(at..at + fields);
            groups.push(Item {
                size: first.size * fields as i64,
                ptrdata: match first.ptrdata {
                    0 => 0,
                    last => first.size * (fields as i64 - 1) + last,
                },
                ..first
            });
        }
        at += fields;
    }
    let grouped =
        (at == items.len() && groups.len() < items.len()).then(|| layout::advise(&groups));
    let noscan = items.iter().all(|i| i.ptrdata == 0);
    let order = |pick: fn(&layout::Advice) -> &layout::Order| {
        let best = pick(&single);
        let mut order = best.order.clone();
        if let Some(g) = &grouped {
            let g = pick(g);
            if (g.size, g.ptrdata) == (best.size, best.ptrdata) {
                let ranges = g.order.iter().filter_map(|i| firsts.get(*i).cloned());
                order = ranges.flatten().collect();
            }
        }
        let block = base::sizeclass::block(best.size as u64, noscan, word as u64);
        FieldOrder {
            order: order.into_iter().map(|i| i as u32).collect(),
            size: best.size,
            ptrdata: best.ptrdata,
            size_class: block as i64,
        }
    };
    LayoutAdvice {
        size: order(|a| &a.size),
        pointers: order(|a| &a.pointers),
        both: order(|a| &a.both),
    }
}

fn field(f: &layout::Field) -> FieldLayout {
    FieldLayout {
        name: f.name.clone(),
        ty: f.ty.clone(),
        offset: f.offset,
        size: f.size,
        align: f.align,
        ptrdata: f.ptrdata,
        pad_after: f.pad_after,
        embedded: f.embedded,
        shape: match f.shape {
            layout::Shape::Scalar => FieldShape::Scalar,
            layout::Shape::Pointer => FieldShape::Pointer,
            layout::Shape::Header => FieldShape::Header,
            layout::Shape::Struct => FieldShape::Struct,
            layout::Shape::Array(n) => FieldShape::Array(n),
        },
        parts: f.parts.iter().map(field).collect(),
    }
}

/// The struct type of a declaration with its fields in this order, and where it stands.
fn rewritten(
    world: &World,
    found: &Declared,
    order: &[usize],
    parts: &[Part],
) -> Option<(Stretch, String)> {
    let body = found.body?;
    let place = place(world, body, parts)?;
    let file = world.map.file(world.map.position(body.lo)?.file);
    let range = (body.lo - file.base) as usize..(body.hi - file.base) as usize;
    let new = layout::reordered(file.text.get(range)?, body.lo, &found.units, order)?;
    Some((place, new))
}
