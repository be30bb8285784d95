//! `sudog layout`: how struct types lie in memory, better orders of their fields, and files
//! rewritten that way.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use protocol::{FieldLayout, FieldOrder, LayoutReport, SourceFile, TypeLayout};
use serde_json::{Value, json};
use session::{ARCHES, Arch, Surveyor};

use crate::args::LayoutOptions;
use crate::{ERRORS, complain, json as said, load, run, say, usage};

pub(crate) fn layout(o: &LayoutOptions) -> u8 {
    let arches: Vec<Arch> = match o.arch.as_deref() {
        None => vec![Arch::AMD64],
        Some("all") => ARCHES.to_vec(),
        Some(name) => match Arch::named(name) {
            Some(arch) => vec![arch],
            None => return usage(&format!("unknown arch {name:?}: all, {}", names())),
        },
    };
    let mut files = match load::program(&o.path) {
        Ok(files) => files,
        Err(why) => return usage(&why),
    };
    let mut surveyor = Surveyor::new();
    let mut reports = match surveyor.survey_all(&files, &arches) {
        Ok(reports) => reports,
        Err(errors) => return run::refuse(&errors),
    };
    if let Some(bad) = reports.iter().find(|r| !r.diagnostics.list.is_empty()) {
        if arches.len() > 1 {
            complain(&format!("for {}:", bad.arch));
        }
        said::complain(&bad.diagnostics, &files);
        return ERRORS;
    }
    for r in &mut reports {
        r.types
            .retain(|t| o.name.as_ref().is_none_or(|n| *n == t.name));
    }
    if let Some(name) = &o.name
        && reports.iter().all(|r| r.types.is_empty())
    {
        complain(&format!("{}: no struct type {name}", o.path));
        return ERRORS;
    }
    if o.fix {
        let arch = arches.first().copied().unwrap_or(Arch::AMD64);
        return fix(o, &mut surveyor, &mut files, arch);
    }
    if o.json {
        let list: Vec<Value> = reports.iter().map(as_json).collect();
        let value = match (list.as_slice(), o.arch.as_deref()) {
            ([one], arch) if arch != Some("all") => one.clone(),
            _ => Value::Array(list),
        };
        return say(&format!("{value}\n"));
    }
    say(&text(&reports, &files))
}

fn names() -> String {
    let names: Vec<&str> = ARCHES.iter().map(|a| a.name).collect();
    names.join(", ")
}

// ---- JSON

fn as_json(report: &LayoutReport) -> Value {
    let types: Vec<Value> = report.types.iter().map(type_json).collect();
    json!({"arch": report.arch, "types": types})
}

fn type_json(t: &TypeLayout) -> Value {
    let field = |f: &FieldLayout| {
        json!({
            "name": f.name, "type": f.ty, "offset": f.offset, "size": f.size,
            "align": f.align, "pad_after": f.pad_after,
        })
    };
    let fields: Vec<Value> = t.fields.iter().map(field).collect();
    json!({
        "name": t.name, "size": t.size, "align": t.align, "ptrdata": t.ptrdata,
        "size_class": t.size_class, "optimal_size": t.advice.size.size,
        "optimal_ptrdata": t.advice.pointers.ptrdata,
        "optimal_order": in_order(t, &t.advice.both),
        "pad_end": t.pad_end, "fields": fields,
    })
}

/// The names of the fields in an order.
fn in_order<'a>(t: &'a TypeLayout, order: &FieldOrder) -> Vec<&'a str> {
    let names = order.order.iter().filter_map(|i| t.fields.get(*i as usize));
    names.map(|f| f.name.as_str()).collect()
}

// ---- text

/// Types in turn; targets on which one looks the same are named together.
fn text(reports: &[LayoutReport], files: &[SourceFile]) -> String {
    let mut out = String::new();
    let names = reports.iter().flat_map(|r| r.types.iter().map(place));
    // In the order of the source.
    let order: BTreeMap<(u32, u32), ()> = names.map(|at| (at, ())).collect();
    for at in order.keys() {
        let mut seen: Vec<(&TypeLayout, Vec<&str>)> = Vec::new();
        for r in reports {
            for t in r.types.iter().filter(|t| place(t) == *at) {
                match seen.iter_mut().find(|(other, _)| *other == t) {
                    Some((_, arches)) => arches.push(&r.arch),
                    None => seen.push((t, vec![&r.arch])),
                }
            }
        }
        for (t, arches) in seen {
            describe(&mut out, t, &arches.join(", "), files);
        }
    }
    out
}

fn place(t: &TypeLayout) -> (u32, u32) {
    (t.file, t.start)
}

fn describe(out: &mut String, t: &TypeLayout, arches: &str, files: &[SourceFile]) {
    if !out.is_empty() {
        out.push('\n');
    }
    let padding = t.pad_end + t.fields.iter().map(|f| f.pad_after).sum::<i64>();
    let _ = writeln!(
        out,
        "{}: {}, {arches}: {}, aligned to {}; {} of padding, {} scanned for pointers, {} in the heap",
        position(files, t.file, t.start),
        t.name,
        bytes(t.size),
        t.align,
        bytes(padding),
        bytes(t.ptrdata),
        bytes(t.size_class),
    );
    let _ = writeln!(out, "  offset    size   align  field");
    for f in &t.fields {
        let name = match f.embedded {
            true => f.ty.clone(),
            false => format!("{} {}", f.name, f.ty),
        };
        let _ = writeln!(out, "{:>8}{:>8}{:>8}  {name}", f.offset, f.size, f.align);
        pad(out, f.offset + f.size, f.pad_after);
    }
    pad(out, t.size - t.pad_end, t.pad_end);
    let best = &t.advice.both;
    if best.size < t.size {
        let saved = t.size - best.size;
        let _ = writeln!(
            out,
            "  better: {} ({} less a value, {} in the heap): {}",
            bytes(best.size),
            saved,
            bytes(best.size_class),
            in_order(t, best).join(", ")
        );
    } else if best.ptrdata < t.ptrdata {
        let _ = writeln!(
            out,
            "  better: {} scanned instead of {}: {}",
            bytes(best.ptrdata),
            t.ptrdata,
            in_order(t, best).join(", ")
        );
    }
}

fn pad(out: &mut String, at: i64, size: i64) {
    if size > 0 {
        let _ = writeln!(out, "{at:>8}{size:>8}          (padding)");
    }
}

fn bytes(n: i64) -> String {
    match n {
        1 => "1 byte".to_owned(),
        n => format!("{n} bytes"),
    }
}

fn position(files: &[SourceFile], file: u32, at: u32) -> String {
    let Some(f) = files.get(file as usize) else {
        return "?".to_owned();
    };
    let before = f.text.get(..at as usize).unwrap_or("");
    let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
    let column = 1 + before.rsplit('\n').next().map_or(0, str::len);
    format!("{}:{line}:{column}", f.name)
}

// ---- rewriting

fn fix(o: &LayoutOptions, surveyor: &mut Surveyor, files: &mut [SourceFile], arch: Arch) -> u8 {
    let fixed = match surveyor.fix(files, arch, o.name.as_deref()) {
        Ok(fixed) => fixed,
        Err(errors) => return run::refuse(&errors),
    };
    for (name, (file, at)) in &fixed.kept {
        complain(&format!(
            "{}: {name} is built here without field names; left as it is",
            position(&fixed.files, *file, *at)
        ));
    }
    let mut fixed = fixed;
    for (old, new) in files.iter().zip(&mut fixed.files) {
        // Who keeps files in gofmt's form wants them so afterwards; nobody else asked for it.
        if syntax::format::format(&old.text).as_ref() == Ok(&old.text)
            && let Ok(text) = syntax::format::format(&new.text)
        {
            new.text = text;
        }
    }
    if o.path == "-" {
        let texts = fixed.files.iter().map(|f| f.text.as_str());
        return say(&texts.collect::<String>());
    }
    for (old, new) in files.iter().zip(&fixed.files) {
        if old.text == new.text {
            continue;
        }
        let path = match Path::new(&o.path).is_dir() {
            true => Path::new(&o.path).join(&new.name),
            false => PathBuf::from(&o.path),
        };
        if let Err(why) = std::fs::write(&path, &new.text) {
            complain(&format!("{}: {why}", path.display()));
            return crate::USAGE;
        }
    }
    let mut out = String::new();
    for c in &fixed.changed {
        let _ = writeln!(
            out,
            "{}: {} instead of {}, {} scanned instead of {}",
            c.name,
            bytes(c.after.0),
            c.before.0,
            bytes(c.after.1),
            c.before.1
        );
    }
    say(&out)
}
