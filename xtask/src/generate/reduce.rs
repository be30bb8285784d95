//! A smaller program that differs, too: lines are left out as long as it does.
//!
//! Only what leaves braces balanced is left out, in ever smaller stretches. What real Go does not
//! build is no program, so nothing here needs to know Go.

use super::{Answers, Judge, difference, ending, files, sections};
use crate::error::Result;

impl Judge {
    /// How the program differs; `None` if it does not, or is none.
    fn differs(&self, seed: u64, text: &str, alone: bool) -> Result<Option<String>> {
        let dir = self.dir.join(format!("reduce{seed}"));
        for (name, old) in files(&[seed], self.orders) {
            let path = dir.join(&name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            let text = if name.starts_with('p') { text } else { &old };
            std::fs::write(path, text)?;
        }
        // Ours first: it says sooner that a text is no program.
        let args: &[&str] = if alone { &["last", "0"] } else { &["run", "0"] };
        let sudog = self.ask_sudog(&dir, args)?;
        if sudog.code == Some(1) && sudog.stdout.is_empty() {
            let text = String::from_utf8_lossy(&sudog.stderr).into_owned();
            let line = text
                .lines()
                .find(|l| l.contains("internal") || l.contains("Sudog"));
            return Ok(line.map(str::to_owned));
        }
        if self.build(&dir)?.is_some() {
            return Ok(None);
        }
        let answers = Answers {
            go: self.ask_go(&dir, args)?,
            sudog,
        };
        if alone {
            return Ok(ending(&answers));
        }
        let none = Vec::new();
        let (theirs, ours) = (
            sections(&answers.go.stdout),
            sections(&answers.sudog.stdout),
        );
        let (theirs, ours) = (
            theirs.get(&seed).unwrap_or(&none),
            ours.get(&seed).unwrap_or(&none),
        );
        Ok((theirs != ours).then(|| difference(theirs, ours)))
    }
}

/// Prints what is left of a seed's program.
pub(super) fn reduce(judge: &Judge, seed: u64) -> Result {
    let package = format!("p{seed}");
    let text = super::program::program(seed, &package, judge.orders);
    let mut alone = false;
    if judge.differs(seed, &text, false)?.is_none() {
        alone = true;
        if judge.differs(seed, &text, true)?.is_none() {
            return Err("this program does not differ".into());
        }
    }
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut size = lines.len() / 2;
    while size > 0 {
        let mut at = 0;
        let mut smaller = false;
        while at + size <= lines.len() {
            let stretch = lines.get(at..at + size).unwrap_or_default();
            if !balanced(stretch) {
                at += 1;
                continue;
            }
            let mut rest = lines.clone();
            rest.drain(at..at + size);
            match judge.differs(seed, &with_imports(&rest), alone)? {
                Some(_) => {
                    lines = rest;
                    smaller = true;
                    // For who has not the patience to wait.
                    let best = judge.dir.join(format!("reduced{seed}.go"));
                    std::fs::write(best, with_imports(&lines))?;
                }
                None => at += size.div_ceil(2),
            }
        }
        if !smaller || size > 1 {
            size /= 2;
        }
    }
    let text = with_imports(&lines);
    println!("{text}");
    if let Some(why) = judge.differs(seed, &text, alone)? {
        println!("{why}");
    }
    Ok(())
}

/// The text without imports that nobody needs any more.
fn with_imports(lines: &[String]) -> String {
    let body: String = lines
        .iter()
        .filter(|l| !is_import(l))
        .map(|l| format!("{l}\n"))
        .collect();
    let kept = lines.iter().filter(|l| match import_name(l) {
        Some(name) => body.contains(&format!("{name}.")),
        None => true,
    });
    kept.map(|l| format!("{l}\n")).collect()
}

fn is_import(line: &str) -> bool {
    import_name(line).is_some()
}

fn import_name(line: &str) -> Option<&str> {
    let path = line.strip_prefix("\t\"")?.strip_suffix('"')?;
    (!path.contains([' ', '"'])).then(|| path.rsplit('/').next().unwrap_or(path))
}

/// Whether a stretch opens as much as it closes, and never closes first.
fn balanced(lines: &[String]) -> bool {
    let mut depth = 0i32;
    for line in lines {
        let mut quoted = None;
        let mut escaped = false;
        for c in line.chars() {
            match (quoted, c) {
                (Some(_), _) if escaped => escaped = false,
                (Some('`'), '`') => quoted = None,
                (Some(q), '\\') if q != '`' => escaped = true,
                (Some(q), c) if q == c => quoted = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quoted = Some(c),
                (None, '{' | '(' | '[') => depth += 1,
                (None, '}' | ')' | ']') => depth -= 1,
                _ => {}
            }
            if depth < 0 {
                return false;
            }
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: bool) {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert_eq!(balanced(&lines), want, "{text}");
    }

    #[test]
    fn stretches_balance() {
        check("x := 1", true);
        check("if x {\n}", true);
        check("} else {", false);
        check("if x {", false);
        check("s := \"{\"", true);
        check("c := '}'", true);
    }

    #[test]
    fn imports_go_with_their_use() {
        let lines = ["\t\"fmt\"", "\t\"os\"", "os.Exit(1)"].map(str::to_owned);
        assert_eq!(with_imports(&lines), "\t\"os\"\nos.Exit(1)\n");
    }
}
