//! The judges of errors: what the checker says about the programs that Go's own tests hold against
//! the compiler (`errorcheck`) and against the type checker (`types2`).
//!
//! Both kinds say in comments which errors are expected where. The files are read from a real source
//! tree; a helper of crate `types` (`examples/checked.rs`) says what is wrong with them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conformance::Tally;
use crate::error::{Context, Result};
use crate::exec::{capture, cargo, run, step};
use crate::gotokens::{tokens, unquote};
use crate::pattern::Pattern;
use crate::walk::{entries, is_go};
use crate::{oracle, tools, walk};

/// The least share that must agree, in percent.
const SHARE: usize = 95;

/// For all files.
const LIMIT: Duration = Duration::from_secs(300);

/// What the helper says of files for other machines.
const NOT_BUILT: &str = "not built";

/// How many there are: fewer means that we lost some.
const ERRORCHECKS: usize = 530;
const FIXTURES: usize = 360;

const KNOWN_ERRORCHECK: &str = "tests/known_errorcheck.txt";
const KNOWN_TYPES2: &str = "tests/known_types2.txt";

/// Programs that Go's own runner leaves out, because the compiler does not say what they want.
const GO_FAILS: [&str; 7] = [
    "shift1.go",
    "fixedbugs/issue10700.go",
    "fixedbugs/issue18331.go",
    "fixedbugs/issue18419.go",
    "fixedbugs/issue20233.go",
    "fixedbugs/issue20245.go",
    "fixedbugs/issue31053.go",
];

/// The folders of the checker's fixtures, and how far from its place an error may be found, in
/// columns.
const FOLDERS: [(&str, u32); 4] = [
    ("check", 50),
    ("spec", 20),
    ("examples", 125),
    ("fixedbugs", 100),
];

/// What an error is expected to say.
enum Says {
    Part(String),
    Fits(Pattern),
}

impl Says {
    fn is_in(&self, text: &str) -> bool {
        match self {
            Says::Part(part) => text.contains(part.as_str()),
            Says::Fits(pattern) => pattern.fits(text),
        }
    }
}

/// An error that a comment announces.
struct Expected {
    file: PathBuf,
    line: u32,
    column: u32,
    says: Says,
    shown: String,
}

/// An error that was found.
struct Found {
    file: PathBuf,
    line: u32,
    column: u32,
    text: String,
}

/// One program or fixture.
struct Case {
    name: String,
    minor: Option<u32>,
    /// What is checked as one package each, with the path that others import it by.
    packages: Vec<(String, Vec<PathBuf>)>,
    /// Columns that do not matter.
    slack: u32,
}

impl Case {
    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.packages.iter().flat_map(|p| &p.1)
    }

    fn job(&self, dialect: &str) -> String {
        let mut job = dialect.to_owned();
        job.push_str(&format!("\t{}", self.minor.unwrap_or(27)));
        for (path, files) in &self.packages {
            job.push_str(&format!("\t=\t{path}"));
            for file in files {
                job.push_str(&format!("\t{}", file.display()));
            }
        }
        job.push('\n');
        job
    }
}

/// Go's errorcheck programs that ask for nothing of the compiler but a version of the language.
pub(crate) fn errorcheck(filters: &[String]) -> Result {
    let tree = oracle::go_tree()?;
    let root = tree.join("test");
    let files = walk::go_files(&root, &walk::no_program)?;
    let mut cases = Vec::new();
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file)?).into_owned();
        let name = file
            .strip_prefix(&root)
            .unwrap_or(&file)
            .display()
            .to_string();
        if !GO_FAILS.contains(&name.as_str()) {
            cases.extend(errorcheck_case(name, &file, &text)?);
        }
    }
    let judge = Judge {
        what: "errorcheck",
        dialect: "gc",
        least: ERRORCHECKS,
        list: KNOWN_ERRORCHECK,
        announce: announce_errorcheck,
        agree: agree_errorcheck,
    };
    judge.run(cases, filters, &tree)
}

/// The type checker's own fixtures.
pub(crate) fn types2(filters: &[String]) -> Result {
    let tree = oracle::go_tree()?;
    let root = tree.join("src/internal/types/testdata");
    let mut cases = Vec::new();
    for (folder, slack) in FOLDERS {
        for path in entries(&root.join(folder))? {
            let files = if path.is_dir() {
                entries(&path)?
            } else {
                vec![path.clone()]
            };
            let files: Vec<PathBuf> = files.into_iter().filter(|f| is_go(f)).collect();
            let Some(first) = files.first() else { continue };
            let text = std::fs::read_to_string(first)?;
            if text.contains("-goexperiment") {
                continue;
            }
            let flag = text.lines().next().and_then(|l| l.split_once("-lang=go1."));
            let minor = flag.and_then(|(_, v)| v.split_whitespace().next()?.parse().ok());
            let name = path
                .strip_prefix(&root)
                .unwrap_or(&path)
                .display()
                .to_string();
            cases.push(Case {
                name,
                minor,
                packages: vec![("p".to_owned(), files)],
                slack,
            });
        }
    }
    let judge = Judge {
        what: "types2",
        dialect: "types2",
        least: FIXTURES,
        list: KNOWN_TYPES2,
        announce: announce_types2,
        agree: agree_types2,
    };
    judge.run(cases, filters, &tree)
}

/// What the two judges differ in.
struct Judge {
    what: &'static str,
    dialect: &'static str,
    /// How many cases there are at least.
    least: usize,
    list: &'static str,
    /// The errors that a file announces.
    announce: fn(&Path, &str) -> Result<Vec<Expected>>,
    agree: fn(&Case, Vec<Expected>, Vec<Found>) -> Result,
}

impl Judge {
    fn run(&self, cases: Vec<Case>, filters: &[String], tree: &Path) -> Result {
        let build = ["build", "--quiet", "--locked", "-p", "types"];
        run(cargo().args(build).args(["--example", "checked"]))?;
        let all = cases.len();
        let some =
            |c: &Case| filters.is_empty() || filters.iter().any(|f| c.name.contains(f.as_str()));
        let cases: Vec<Case> = cases.into_iter().filter(some).collect();
        step(format_args!(
            "{} of {all} cases through the checker",
            cases.len()
        ));
        let answers = answers(&cases, self.dialect, tree)?;
        let mut tally = Tally::new(self.list);
        let mut agreed = 0;
        let mut judged = 0;
        for (case, answer) in cases.iter().zip(answers) {
            if let Some([only]) = answer.as_deref()
                && only.text == NOT_BUILT
            {
                continue;
            }
            judged += 1;
            let verdict = match answer {
                Some(found) => self
                    .announced(case)
                    .and_then(|want| (self.agree)(case, want, found)),
                None => Err("the checker broke".into()),
            };
            agreed += usize::from(verdict.is_ok());
            tally.add(&case.name, verdict);
        }
        println!(
            "{} result: {agreed} agree of {judged}; listed {}",
            self.what,
            tally.listed()
        );
        if filters.is_empty() && judged < self.least {
            return Err(format!("only {judged} cases found; {} expected", self.least).into());
        }
        if filters.is_empty() && agreed * 100 < judged * SHARE {
            return Err(format!("{agreed} of {judged} are less than {SHARE} %").into());
        }
        tally.finish(self.what)
    }

    fn announced(&self, case: &Case) -> Result<Vec<Expected>> {
        let mut all = Vec::new();
        for file in case.files() {
            let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
            all.extend((self.announce)(file, &text)?);
        }
        Ok(all)
    }
}

/// What the checker says; `None` for what breaks it.
fn answers(cases: &[Case], dialect: &str, tree: &Path) -> Result<Vec<Option<Vec<Found>>>> {
    let helper = tools::target_dir().join("debug/examples/checked");
    let mut all: Vec<Option<Vec<Found>>> = Vec::new();
    while all.len() < cases.len() {
        let jobs: String = cases
            .iter()
            .skip(all.len())
            .map(|c| c.job(dialect))
            .collect();
        let mut command = Command::new(&helper);
        command.arg(tree);
        let ran = capture(&mut command, jobs.as_bytes(), LIMIT)?;
        let mut found = Vec::new();
        for line in String::from_utf8_lossy(&ran.stdout).lines() {
            if line.is_empty() {
                all.push(Some(std::mem::take(&mut found)));
            } else {
                found.push(read_found(line).ok_or_else(|| format!("cannot read {line:?}"))?);
            }
        }
        if all.len() < cases.len() {
            // It ended with this one.
            all.push(None);
        }
    }
    Ok(all)
}

fn read_found(line: &str) -> Option<Found> {
    let (place, text) = line.split_once(": ")?;
    let text = unescape(text);
    if place == "-" {
        return Some(Found {
            file: PathBuf::new(),
            line: 0,
            column: 0,
            text,
        });
    }
    let (place, column) = place.rsplit_once(':')?;
    let (file, line) = place.rsplit_once(':')?;
    Some(Found {
        file: file.into(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
        text,
    })
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' if chars.next() == Some('n') => '\n',
            c => c,
        });
    }
    out
}

// ---- errorcheck

/// The case of a file, if it is one.
fn errorcheck_case(name: String, file: &Path, text: &str) -> Result<Option<Case>> {
    let head = text
        .lines()
        .find(|l| !l.is_empty() && !l.starts_with("//go:build"));
    let Some(recipe) = head.and_then(|l| l.strip_prefix("//")) else {
        return Ok(None);
    };
    let mut words = recipe.split_whitespace();
    let dir = match words.next() {
        Some("errorcheck") => false,
        Some("errorcheckdir") => true,
        _ => return Ok(None),
    };
    let mut minor = None;
    for word in words {
        match word.strip_prefix("-lang=go1.") {
            Some(version) => minor = Some(version.parse::<u32>().context(file.display())?),
            None => return Ok(None),
        }
    }
    let packages = if dir {
        let files = entries(&file.with_extension("dir"))?;
        // By package clause, in the order of names.
        let mut packages: Vec<(String, String, Vec<PathBuf>)> = Vec::new();
        for file in files.into_iter().filter(|f| is_go(f)) {
            let text = std::fs::read_to_string(&file)?;
            let clause = text.lines().find_map(|l| l.strip_prefix("package "));
            let clause = clause.and_then(|c| c.split_whitespace().next());
            let clause = clause.unwrap_or_default().to_owned();
            match packages.iter_mut().find(|p| p.0 == clause) {
                Some(p) => p.2.push(file),
                None => {
                    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                    packages.push((clause, format!("test/{stem}"), vec![file]));
                }
            }
        }
        packages.into_iter().map(|p| (p.1, p.2)).collect()
    } else {
        vec![("p".to_owned(), vec![file.to_owned()])]
    };
    Ok(Some(Case {
        name,
        minor,
        packages,
        slack: u32::MAX,
    }))
}

/// The comments `// ERROR "pattern" "pattern"`: all about the line that they are on.
fn announce_errorcheck(file: &Path, text: &str) -> Result<Vec<Expected>> {
    let mut all = Vec::new();
    for (line, number) in text.split('\n').zip(1..) {
        let at = ["// ERROR ", "// GC_ERROR "]
            .iter()
            .filter_map(|m| Some(line.find(m)? + m.len()));
        let Some(at) = at.min().filter(|_| !line.contains("////")) else {
            continue;
        };
        // A quotation mark without another ends nothing.
        let pieces: Vec<&str> = line[at..].split('"').collect();
        for pattern in pieces[..pieces.len() - 1].iter().skip(1).step_by(2) {
            let shown = with_lines(pattern, file, number);
            let read = Pattern::read(&shown);
            all.push(Expected {
                file: file.to_owned(),
                line: number as u32,
                column: 0,
                says: Says::Fits(read.ok_or_else(|| format!("cannot read the pattern {shown}"))?),
                shown,
            });
        }
    }
    Ok(all)
}

/// A pattern with its `LINE`, `LINE+n` and `LINE-n` made places.
fn with_lines(pattern: &str, file: &Path, line: i64) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("LINE") {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        let (delta, used) = match after.chars().next() {
            Some(sign @ ('+' | '-')) if digits(&after[1..]) > 0 => {
                let used = 1 + digits(&after[1..]);
                let n: i64 = after[1..used].parse().unwrap_or(0);
                (if sign == '-' { -n } else { n }, used)
            }
            _ => (0, 0),
        };
        out.push_str(&format!("{before}{name}:{}", line + delta));
        rest = &after[used..];
    }
    out + rest
}

fn agree_errorcheck(case: &Case, want: Vec<Expected>, found: Vec<Found>) -> Result {
    let mut problems = Vec::new();
    let mut left: Vec<Found> = Vec::new();
    for mut found in found {
        // Places inside of messages come with their folder and column.
        for file in case.files() {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            found.text = found.text.replace(&*file.to_string_lossy(), &name);
        }
        // gc does not say the same of a line twice.
        let again =
            |f: &Found| f.line == found.line && f.file == found.file && f.text == found.text;
        if !left.iter().any(again) {
            left.push(found);
        }
    }
    for want in &want {
        // A comment may have given the file another folder.
        let here = |f: &Found| f.file.file_name() == want.file.file_name() && f.line == want.line;
        if !left.iter().any(here) {
            problems.push(format!("{}: missing {:?}", want.line, want.shown));
            continue;
        }
        let before = left.len();
        left.retain(|f| !here(f) || !want.says.is_in(&f.text));
        if left.len() == before {
            let said: Vec<&str> = left
                .iter()
                .filter(|f| here(f))
                .map(|f| f.text.as_str())
                .collect();
            problems.push(format!(
                "{}: {:?} is not in {said:?}",
                want.line, want.shown
            ));
        }
    }
    let ours = |f: &&Found| case.files().any(|file| *file == f.file);
    problems.extend(
        left.iter()
            .filter(ours)
            .map(|f| format!("{}: said {:?}", f.line, f.text)),
    );
    answer(problems)
}

fn answer(mut problems: Vec<String>) -> Result {
    if problems.is_empty() {
        return Ok(());
    }
    problems.truncate(SHOWN);
    Err(problems.join("\n").into())
}

/// Differences that are shown of one case.
const SHOWN: usize = 12;

// ---- types2

/// The comments `/* ERROR "part" */` and `/* ERRORx "pattern" */`: about the token before them.
fn announce_types2(file: &Path, text: &str) -> Result<Vec<Expected>> {
    let mut all = Vec::new();
    // Where the last token began that was no comment.
    let mut token = (0, 0);
    for lexed in tokens(text) {
        let Some(comment) = lexed.comment else {
            token = (lexed.line, lexed.column);
            continue;
        };
        let (quoted, fits) = match (
            comment.strip_prefix(" ERROR "),
            comment.strip_prefix(" ERRORx "),
        ) {
            (Some(q), _) => (q, false),
            (_, Some(q)) => (q, true),
            _ => continue,
        };
        let shown = unquote(quoted.trim()).ok_or_else(|| format!("cannot read {quoted}"))?;
        let says = match fits {
            true => Says::Fits(
                Pattern::read(&shown).ok_or_else(|| format!("cannot read the pattern {shown}"))?,
            ),
            false => Says::Part(shown.clone()),
        };
        all.push(Expected {
            file: file.to_owned(),
            line: token.0,
            column: token.1,
            says,
            shown,
        });
    }
    Ok(all)
}

fn agree_types2(case: &Case, mut want: Vec<Expected>, found: Vec<Found>) -> Result {
    let mut problems = Vec::new();
    for found in found {
        let fits = |w: &Expected| {
            w.file == found.file && w.line == found.line && w.says.is_in(&found.text)
        };
        let nearest = (0..want.len())
            .filter(|i| fits(&want[*i]))
            .min_by_key(|i| want[*i].column.abs_diff(found.column));
        let Some(i) = nearest else {
            problems.push(format!(
                "{}:{}: said {:?}",
                found.line, found.column, found.text
            ));
            continue;
        };
        let want = want.remove(i);
        if want.column.abs_diff(found.column) > case.slack {
            let (line, column) = (found.line, found.column);
            problems.push(format!("{line}: in column {column}, not {}", want.column));
        }
    }
    for want in want {
        problems.push(format!(
            "{}:{}: missing {:?}",
            want.line, want.column, want.shown
        ));
    }
    answer(problems)
}
