//! What the program had printed at the present, by lines.

use protocol::{Output, OutputLine, Stream};
use vm::Vm;

use crate::history::Print;

/// Lines of one answer.
const MAX_LINES: u32 = 5_000;
/// Bytes of a line that are shown.
const MAX_LINE: usize = 10_000;

/// A line as bytes, on its way.
struct Line {
    stream: Stream,
    bytes: Vec<u8>,
    /// Offset of its first byte in its stream.
    at: u64,
}

pub(crate) fn output(vm: &Vm, prints: &[Print], first: Option<u64>, lines: u32) -> Output {
    let all = split(vm);
    let total = all.len() as u64;
    let wanted = u64::from(lines.min(MAX_LINES));
    let first = first.unwrap_or(total.saturating_sub(wanted)).min(total);
    let who = [Who::new(prints, 1, &all), Who::new(prints, 2, &all)];
    let shown = all.into_iter().skip(first as usize).take(wanted as usize);
    let now = vm.event_count();
    Output {
        first,
        total,
        lines: shown
            .map(|line| {
                let who = match line.stream {
                    Stream::Out => who.first(),
                    Stream::Err => who.last(),
                };
                let by = who.and_then(|w| w.at(line.at));
                OutputLine {
                    stream: line.stream,
                    goroutine: by.map(|p| p.g),
                    step: by.map_or(now, |p| p.index),
                    text: String::from_utf8_lossy(&line.bytes).into_owned(),
                }
            })
            .collect(),
    }
}

/// How many lines have been printed.
pub(crate) fn count(vm: &Vm) -> u64 {
    split(vm).len() as u64
}

fn split(vm: &Vm) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    // The open line of each stream.
    let mut open: [Option<usize>; 2] = [None, None];
    let mut offsets = [0u64, 0];
    for (stream, bytes) in vm.output().runs() {
        let k = usize::from(stream == 2);
        for piece in bytes.split_inclusive(|b| *b == b'\n') {
            let at = match open.get(k).copied().flatten() {
                Some(at) => at,
                None => {
                    out.push(Line {
                        stream: if k == 1 { Stream::Err } else { Stream::Out },
                        bytes: Vec::new(),
                        at: offsets.get(k).copied().unwrap_or(0),
                    });
                    out.len() - 1
                }
            };
            let ended = piece.ends_with(b"\n");
            let text = piece.strip_suffix(b"\n").unwrap_or(piece);
            if let Some(line) = out.get_mut(at) {
                let room = MAX_LINE.saturating_sub(line.bytes.len());
                line.bytes.extend(text.iter().take(room));
            }
            if let Some(o) = offsets.get_mut(k) {
                *o += piece.len() as u64;
            }
            if let Some(slot) = open.get_mut(k) {
                *slot = (!ended).then_some(at);
            }
        }
    }
    out
}

/// Who printed which bytes of one stream.
struct Who<'a> {
    /// Where each piece ends, ascending.
    ends: Vec<(u64, &'a Print)>,
}

impl<'a> Who<'a> {
    fn new(prints: &'a [Print], stream: u64, lines: &[Line]) -> Self {
        let side = if stream == 2 {
            Stream::Err
        } else {
            Stream::Out
        };
        let starts: Vec<u64> = lines
            .iter()
            .filter(|l| l.stream == side)
            .map(|l| l.at)
            .collect();
        let mut end = 0;
        let ends = prints
            .iter()
            .filter(|p| p.stream == stream)
            .map(|p| {
                end = match p.bytes {
                    Some(n) => end + n,
                    None => {
                        let next = starts.partition_point(|at| *at <= end);
                        starts.get(next).copied().unwrap_or(u64::MAX)
                    }
                };
                (end, p)
            })
            .collect();
        Who { ends }
    }

    fn at(&self, offset: u64) -> Option<&'a Print> {
        let at = self.ends.partition_point(|(end, _)| *end <= offset);
        self.ends.get(at).map(|(_, p)| *p)
    }
}
