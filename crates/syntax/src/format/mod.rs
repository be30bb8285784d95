//! The formatter: Go text in gofmt's form, byte for byte, comments kept.
//!
//! The parser's tree is printed token by token ([`printer`]) at the places of the source, so that
//! its line breaks and comments can be kept where gofmt keeps them; cells that tabs end are then
//! aligned ([`cells`]). What gofmt does beyond layout is done before (imports are sorted) or on
//! the way (doc comments and build constraints in normal form, numbers in lower case). Nothing is
//! simplified (`gofmt -s`) and nothing is known of types.

mod cells;
mod constraint;
mod decl;
mod doc;
mod expr;
mod imports;
mod printer;
mod source;
mod stmt;

use base::{Diagnostic, Interner, SourceMap};

use crate::ast::NodeIds;
use crate::parser::{LEXICAL, SYNTAX, parse_file};
use crate::txtar;

/// `text`, one Go file, as gofmt writes it. What does not parse comes back as its errors.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let mut map = SourceMap::default();
    let id = map.add("", text);
    let (file, errors) = parse_file(&map, id, &mut Interner::default(), &mut NodeIds::default());
    let errors: Vec<Diagnostic> = errors.into_iter().filter(is_fatal).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut source = source::Source::new(text, &file);
    imports::sort(&file, &mut source);
    let mut printer = printer::Printer::new(&source, printer::Sizes::new(), false);
    printer.file(&file);
    printer.finish();
    let printer::Printer {
        mut out,
        go_build,
        plus_build,
        refused,
        ..
    } = printer;
    if !refused.is_empty() {
        return Err(refused);
    }
    constraint::fix(&mut out, &go_build, &plus_build);
    Ok(cells::align(&out))
}

/// Whether gofmt's parser, which asks for less than gc's, refuses what has this error.
fn is_fatal(d: &Diagnostic) -> bool {
    match d.code {
        SYNTAX => true,
        LEXICAL => !d.message.starts_with("method has "),
        _ => false,
    }
}

/// The same for a text of several files ([`txtar`]): each Go file is formatted, the others and
/// the lines between stay. Places of errors count from the start of the whole.
pub fn format_all(text: &str) -> Result<String, Vec<Diagnostic>> {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut errors = Vec::new();
    for part in txtar::split(text) {
        if !part.name.ends_with(".go") || part.text.trim().is_empty() {
            continue;
        }
        match format(part.text) {
            Ok(done) => {
                out.push_str(text.get(copied..part.offset).unwrap_or(""));
                out.push_str(&done);
                copied = part.offset + part.text.len();
            }
            Err(found) => errors.extend(found.into_iter().map(|mut d| {
                d.span.lo += part.offset as u32;
                d.span.hi += part.offset as u32;
                d
            })),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    out.push_str(text.get(copied..).unwrap_or(""));
    Ok(out)
}

#[cfg(test)]
mod tests;
