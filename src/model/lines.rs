//! Lines that follow their text through an edit.

use std::collections::BTreeSet;

/// Breakpoints after an edit: lines below it move with their text, lines that are gone lose theirs.
pub(super) fn shift(lines: &BTreeSet<u32>, old: &str, new: &str) -> BTreeSet<u32> {
    if lines.is_empty() {
        return BTreeSet::new();
    }
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let same_above = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - same_above;
    let same_below = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(room)
        .take_while(|(a, b)| a == b)
        .count();
    let first_below = old.len() - same_below;
    lines
        .iter()
        .filter_map(|line| {
            let i = (*line as usize).checked_sub(1)?;
            if i < same_above {
                Some(*line)
            } else if i >= first_below {
                u32::try_from(i + new.len() - old.len() + 1).ok()
            } else {
                // Inside the edit: a line edited in place keeps its breakpoint.
                (i < new.len() - same_below).then_some(*line)
            }
        })
        .collect()
}
