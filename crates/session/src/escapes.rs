//! What escapes, as gc says it, joined with where Sudog's machine keeps the same things. Reads what
//! `escape` and `compile` decide; nothing is run.

use base::{HashMap, Span};
use compile::Keeps;
use escape::{Kind, Line};
use protocol::{
    Diagnostics, EscapeFlow, EscapeLine, EscapePlace, EscapeReport, EscapeStep, EscapeVerdict,
    SudogKeeps,
};
use types::{Declared, ObjId, World};

use crate::sources::Part;
use crate::survey::place;
use crate::workbench::diagnostics;

/// A function without a body is none of a program, but its callers can be told of.
const BODY: &str = "MissingBody";

/// What stands in the way of looking at the packages.
fn refused(world: &World, declared: &Declared, parts: &[Part]) -> Option<Diagnostics> {
    let hard: Vec<base::Diagnostic> = declared
        .diagnostics
        .iter()
        .filter(|d| !d.soft && d.code != BODY)
        .cloned()
        .collect();
    let stops = !hard.is_empty() || syntax::stops_checking(&declared.diagnostics);
    stops.then(|| diagnostics(world, &hard, parts))
}

/// The joined answer for packages that were checked.
pub(crate) fn report(world: &mut World, declared: &Declared, parts: &[Part]) -> EscapeReport {
    if let Some(diagnostics) = refused(world, declared, parts) {
        return EscapeReport {
            lines: Vec::new(),
            diagnostics,
        };
    }
    let found = escape::analyse(world, &declared.packages);
    let kept = compile::keeps(world, &declared.packages, &found.variables);
    let keeps: HashMap<ObjId, Keeps> = kept.iter().copied().collect();
    let mut lines = Vec::new();
    for line in &found.lines {
        let Some(at) = spot(world, line.at, parts) else {
            continue;
        };
        lines.push(EscapeLine {
            place: at,
            name: line.name.clone(),
            verdict: verdict(line.kind),
            text: line.text.clone(),
            why: flows(world, line, parts),
            sudog: sudog(line, &keeps),
        });
    }
    // What gc says nothing of, since it stays.
    for (o, why) in kept.iter().filter(|(o, _)| !found.moved.contains(o)) {
        let lo = world.objects[*o].span.lo;
        let name = world.names.text(world.objects[*o].name).to_owned();
        if let Some(at) = spot(world, lo, parts).filter(|_| !matches!(name.as_str(), "" | "_")) {
            lines.push(EscapeLine {
                place: at,
                name,
                verdict: EscapeVerdict::OnStack,
                text: String::new(),
                why: Vec::new(),
                sudog: ours(*why),
            });
        }
    }
    EscapeReport {
        lines,
        ..EscapeReport::default()
    }
}

fn verdict(kind: Kind) -> EscapeVerdict {
    match kind {
        Kind::Moved => EscapeVerdict::Moved,
        Kind::Escapes => EscapeVerdict::Escapes,
        Kind::Stays => EscapeVerdict::Stays,
        Kind::Leaks => EscapeVerdict::Leaks,
        Kind::Remark => EscapeVerdict::Remark,
    }
}

fn ours(why: Keeps) -> SudogKeeps {
    match why {
        Keeps::Addressed => SudogKeeps::Addressed,
        Keeps::Captured => SudogKeeps::Captured,
        Keeps::Large => SudogKeeps::Large,
    }
}

/// Where the machine keeps what a line is about.
fn sudog(line: &Line, keeps: &HashMap<ObjId, Keeps>) -> SudogKeeps {
    match (line.kind, line.obj) {
        (Kind::Moved, Some(o)) if !keeps.contains_key(&o) => SudogKeeps::Frame,
        // A parameter's line is about what it points to.
        (Kind::Stays, None) if line.allocates => SudogKeeps::Made,
        _ => SudogKeeps::Same,
    }
}

fn flows(world: &World, line: &Line, parts: &[Part]) -> Vec<EscapeFlow> {
    let step = |s: &escape::Step| EscapeStep {
        text: s.text.clone(),
        why: s.why.to_owned(),
        place: spot(world, s.at, parts).unwrap_or_default(),
    };
    let flow = |f: &escape::Flow| EscapeFlow {
        dst: f.dst.clone(),
        src: f.src.clone(),
        derefs: f.derefs,
        steps: f.steps.iter().map(step).collect(),
    };
    line.why.iter().map(flow).collect()
}

/// What each function and literal costs that gc can inline, by place; or what is wrong with the files.
pub(crate) fn costs(
    world: &mut World,
    declared: &Declared,
    parts: &[Part],
) -> Result<Vec<(EscapePlace, i32)>, Diagnostics> {
    refused(world, declared, parts).map_or(Ok(()), Err)?;
    let found = inline::costs(world, &declared.packages);
    let mut out: Vec<(EscapePlace, i32)> = found
        .into_iter()
        .filter_map(|(span, cost)| Some((spot(world, span.lo, parts)?, cost)))
        .collect();
    out.sort_by_key(|(at, _)| (at.file, at.line, at.column));
    Ok(out)
}

/// A place of the source map in the request's files.
fn spot(world: &World, at: u32, parts: &[Part]) -> Option<EscapePlace> {
    let found = world.map.position(at)?;
    let stretch = place(world, Span { lo: at, hi: at }, parts)?;
    let file = world.map.file(found.file);
    let part = parts.iter().find(|p| p.name == file.name)?;
    Some(EscapePlace {
        file: stretch.file,
        start: stretch.start,
        line: part.line + found.line,
        column: part.column(at - file.base, found.line, found.col),
    })
}
