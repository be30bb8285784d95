//! Struct types of a program's text: how they lie in memory on any target, better orders of their
//! fields, and the text with its fields reordered. Nothing is run.

use std::collections::BTreeMap;

use base::Span;
use layout::{ARCHES, Arch, Declared, Item};
use protocol::{
    FieldLayout, FieldOrder, FieldShape, LayoutAdvice, LayoutReport, SourceFile, Survey, Surveyed,
    TypeLayout,
};
use syntax::TokenKind;
use syntax::lexer::Keyword;
use types::{PkgId, World};

use crate::sources::{Part, split};
use crate::workbench::{Errors, Workbench, diagnostics};

/// What is put before declarations that come without a package clause.
const CLAUSE: &str = "package main; ";

/// How often a program whose types hold one another is looked at again.
const PASSES: u32 = 8;

/// What an order of fields is to be best in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Size,
    Pointers,
    Both,
}

impl Goal {
    fn of(self, advice: &LayoutAdvice) -> &FieldOrder {
        match self {
            Goal::Size => &advice.size,
            Goal::Pointers => &advice.pointers,
            Goal::Both => &advice.both,
        }
    }
}

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
        self.look(files, arch, |world, pkg, found, text| {
            one(world, pkg, found, text)
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
        };
        said.unwrap_or_else(|errors| Surveyed::Refused(errors.diagnostics))
    }

    /// The files with the fields of struct types in the best order: of the type with this name, or
    /// of all. Types that hold other types are looked at again after these have shrunk.
    pub fn fix(
        &mut self,
        files: &[SourceFile],
        arch: Arch,
        name: Option<&str>,
        goal: Goal,
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
                let best = goal.of(&t.advice);
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
        self.look(files, arch, |world, _, found, text| {
            if found.name == name && edit.is_none() {
                edit = rewritten(world, found, order, text);
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

    fn look(
        &mut self,
        files: &[SourceFile],
        arch: Arch,
        mut see: impl FnMut(&mut World, PkgId, &Declared, &Text) -> Option<TypeLayout>,
    ) -> Result<LayoutReport, Errors> {
        let mut parts = split(files).map_err(Errors::refused)?;
        let text = Text::of(&mut parts);
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
                diagnostics: diagnostics(world, &hard, &text.parts),
            };
            for d in &mut report.diagnostics.list {
                text.unshift(d);
            }
            if syntax::stops_checking(&declared.diagnostics) {
                return report;
            }
            for pkg in &declared.packages {
                for found in layout::declared(world, *pkg) {
                    report.types.extend(see(world, *pkg, &found, &text));
                }
            }
            report
        }))
    }
}

/// The parts as they were given to the checker, and what was put into them.
struct Text {
    parts: Vec<Part>,
    /// By part: where the package clause was put, if it was.
    clauses: Vec<Option<u32>>,
}

/// A stretch of a file of the request.
struct Stretch {
    file: u32,
    start: u32,
    end: u32,
}

impl Text {
    /// Puts package clauses where there are none.
    fn of(parts: &mut [Part]) -> Text {
        let mut clauses = Vec::new();
        for p in parts.iter_mut() {
            let at = p.name.ends_with(".go").then(|| place_of_clause(&p.text));
            let at = at.flatten();
            if let Some(at) = at {
                p.text.insert_str(at as usize, CLAUSE);
            }
            clauses.push(at);
        }
        Text {
            parts: parts.to_vec(),
            clauses,
        }
    }

    /// Where a span of the checker's is in the request's files.
    fn place(&self, world: &World, span: Span) -> Option<Stretch> {
        let at = world.map.position(span.lo)?;
        let file = world.map.file(at.file);
        let i = self.parts.iter().position(|p| p.name == file.name)?;
        let part = self.parts.get(i)?;
        let clause = self.clauses.get(i).copied().flatten();
        let back = |offset: u32| {
            let within = offset - file.base;
            let shift = match clause {
                Some(at) if within >= at => CLAUSE.len() as u32,
                _ => 0,
            };
            part.byte + within.saturating_sub(shift)
        };
        Some(Stretch {
            file: part.file,
            start: back(span.lo),
            end: back(span.hi.max(span.lo)),
        })
    }

    /// Takes the clause out of a message's place.
    fn unshift(&self, d: &mut protocol::Diagnostic) {
        let len = CLAUSE.len() as u32;
        for (part, clause) in self.parts.iter().zip(&self.clauses) {
            let Some(at) = clause else { continue };
            let here = part.byte + at;
            if part.file != d.file || d.start < here || d.start > part.byte + part.text.len() as u32
            {
                continue;
            }
            let before = part.text.get(..*at as usize).unwrap_or("");
            let line = part.line + 1 + before.bytes().filter(|b| *b == b'\n').count() as u32;
            d.start = d.start.saturating_sub(len).max(here);
            d.end = d.end.saturating_sub(len).max(d.start);
            if d.line == line {
                d.column = d.column.saturating_sub(len).max(1);
            }
        }
    }
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

fn one(world: &mut World, pkg: PkgId, found: &Declared, text: &Text) -> Option<TypeLayout> {
    let s = layout::describe(world, pkg, found.ty)?;
    let at = text.place(world, found.at)?;
    let items: Vec<Item> = s.fields.iter().map(item).collect();
    let word = world.sizes.word;
    let advice = advise(&items, found, word);
    let unnamed = match found.units.is_empty() {
        true => Vec::new(),
        false => layout::without_names(world, pkg, found.ty),
    };
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
            .into_iter()
            .filter_map(|span| text.place(world, span))
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
    text: &Text,
) -> Option<(Stretch, String)> {
    let body = found.body?;
    let place = text.place(world, body)?;
    let file = world.map.file(world.map.position(body.lo)?.file);
    let range = (body.lo - file.base) as usize..(body.hi - file.base) as usize;
    let new = layout::reordered(file.text.get(range)?, body.lo, &found.units, order)?;
    Some((place, new))
}
