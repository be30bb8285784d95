//! Columns: turns the printer's output, in which tabs end cells, into aligned text.
//!
//! A column is a run of lines that have a cell at the same place, and is as wide as its widest
//! cell and a blank. A form feed ends all columns. Cells that lead a line are padded with tabs,
//! the others with blanks.

/// Ends a cell that may vanish: a column of empty ones takes no room.
pub(super) const SOFT_TAB: char = '\u{b}';
/// Ends a line and all columns.
pub(super) const FORM_FEED: char = '\u{c}';
/// Around text in which nothing above means anything.
pub(super) const QUOTE: char = '\0';

const TAB_WIDTH: usize = 8;

#[derive(Debug)]
struct Cell<'a> {
    text: &'a str,
    /// In characters.
    width: usize,
    /// Ended by a tab that always takes room.
    hard: bool,
}

type Line<'a> = Vec<Cell<'a>>;

/// `text` with its columns aligned, trailing blanks and quotes removed.
pub(super) fn align(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut line = Line::new();
    let mut start = 0;
    let mut quoted = false;
    for (i, byte) in text.bytes().enumerate() {
        let c = byte as char;
        if c == QUOTE {
            quoted = !quoted;
        }
        if quoted || !matches!(c, '\t' | '\n' | SOFT_TAB | FORM_FEED) {
            continue;
        }
        line.push(cell(text.get(start..i).unwrap_or(""), c == '\t'));
        start = i + 1;
        if matches!(c, '\n' | FORM_FEED) {
            let alone = line.len() == 1;
            lines.push(std::mem::take(&mut line));
            // A line without columns ends those above it.
            if c == FORM_FEED || alone {
                section(&mut out, &lines);
                lines.clear();
            }
        }
    }
    line.push(cell(text.get(start..).unwrap_or(""), false));
    lines.push(line);
    section(&mut out, &lines);
    out.pop();
    out
}

fn cell(text: &str, hard: bool) -> Cell<'_> {
    Cell {
        text,
        width: text.chars().filter(|&c| c != QUOTE).count(),
        hard,
    }
}

fn section(out: &mut String, lines: &[Line<'_>]) {
    columns(out, lines, &mut Vec::new());
}

/// Writes `lines`, the widths of whose first columns are known.
fn columns(out: &mut String, lines: &[Line<'_>], widths: &mut Vec<usize>) {
    let column = widths.len();
    // The last cell of a line belongs to no column.
    let has = |line: &Line<'_>| column + 1 < line.len();
    let mut rest = lines;
    loop {
        let plain = rest.iter().take_while(|l| !has(l)).count();
        for line in rest.get(..plain).unwrap_or(&[]) {
            write(out, line, widths);
        }
        rest = rest.get(plain..).unwrap_or(&[]);
        let count = rest.iter().take_while(|l| has(l)).count();
        if count == 0 {
            return;
        }
        let (block, after) = rest.split_at(count);
        let cells = || block.iter().filter_map(|l| l.get(column));
        let width = match cells().any(|c| c.width > 0 || c.hard) {
            true => cells().map(|c| c.width + 1).max().unwrap_or(0),
            false => 0,
        };
        widths.push(width);
        columns(out, block, widths);
        widths.pop();
        rest = after;
    }
}

fn write(out: &mut String, line: &Line<'_>, widths: &[usize]) {
    let from = out.len();
    let mut leading = true;
    // How much of the line ends in something that must stay.
    let mut keep = from;
    for (i, cell) in line.iter().enumerate() {
        leading &= cell.text.is_empty();
        for (j, piece) in cell.text.split(QUOTE).enumerate() {
            out.push_str(piece);
            if j % 2 == 1 {
                keep = out.len();
            } else {
                let blanks = piece.len() - piece.trim_end_matches(' ').len();
                if blanks < piece.len() {
                    keep = out.len() - blanks;
                }
            }
        }
        let Some(&width) = widths.get(i) else {
            continue;
        };
        if leading {
            out.extend(std::iter::repeat_n('\t', width.div_ceil(TAB_WIDTH)));
        } else {
            out.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width)));
        }
    }
    out.truncate(keep);
    out.push('\n');
}

/// How many bytes `text` takes without columns; nothing if it has more than one line.
pub(super) fn flat_size(text: &str) -> Option<usize> {
    let text = text.trim_end_matches([' ', '\t', SOFT_TAB]);
    if text.contains(['\n', FORM_FEED]) {
        return None;
    }
    Some(text.bytes().filter(|&b| b != QUOTE as u8).count())
}
