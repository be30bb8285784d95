//! The command line: what was asked for, or why it cannot be.

use std::str::FromStr;

use protocol::WalkBy;

/// How a program is scheduled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sched {
    Go,
    Random,
    Replay(String),
}

/// What `run` and `trace` have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RunOptions {
    pub(crate) path: String,
    /// Further files of the same package.
    pub(crate) more: Vec<String>,
    pub(crate) args: Vec<String>,
    pub(crate) seed: u64,
    pub(crate) sched: Sched,
    pub(crate) steps: Option<u64>,
    pub(crate) mem: Option<u64>,
    pub(crate) json: bool,
    pub(crate) hash: bool,
    pub(crate) schedule: bool,
    pub(crate) race: bool,
    pub(crate) checkptr: bool,
    pub(crate) eager: bool,
}

/// What `explore` is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ExploreOptions {
    pub(crate) path: String,
    pub(crate) race: bool,
    /// Nobody looks whether plain accesses race.
    pub(crate) trust: bool,
    pub(crate) leaks: bool,
    /// Every two operations on one object are dependent.
    pub(crate) plain: bool,
    /// More operations are independent.
    pub(crate) commute: bool,
    /// Random numbers are decisions.
    pub(crate) draws: bool,
    /// Virtual time is exact.
    pub(crate) exact: bool,
    pub(crate) bound: Option<u32>,
    pub(crate) budget: Option<u64>,
    pub(crate) depth: Option<u32>,
    /// Seconds.
    pub(crate) time: Option<f64>,
    pub(crate) shard: Option<(u32, u32)>,
    /// Random schedules instead of all.
    pub(crate) walk: Option<WalkBy>,
    /// Threads.
    pub(crate) jobs: Option<usize>,
    /// A result of `explore merge` whose findings are known from the start.
    pub(crate) known: Option<String>,
    pub(crate) seed: u64,
    pub(crate) json: bool,
}

/// What `escape` is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EscapeOptions {
    /// Programs, one after the other.
    pub(crate) paths: Vec<String>,
    /// With the flow that makes each thing escape.
    pub(crate) why: bool,
    /// Only what gc says.
    pub(crate) gc: bool,
    /// What functions cost that gc can inline, instead.
    pub(crate) costs: bool,
    pub(crate) json: bool,
}

/// What `layout` is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LayoutOptions {
    pub(crate) path: String,
    /// One type only.
    pub(crate) name: Option<String>,
    /// A GOARCH, or `all`.
    pub(crate) arch: Option<String>,
    pub(crate) json: bool,
    pub(crate) fix: bool,
}

/// What `fmt` is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FmtOptions {
    /// Standard input if there are none.
    pub(crate) paths: Vec<String>,
    pub(crate) list: bool,
    pub(crate) diff: bool,
    pub(crate) write: bool,
}

/// How `trace` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TraceFormat {
    Json,
    Text,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Version,
    Run(RunOptions),
    Check {
        path: String,
        json: bool,
    },
    Vet {
        path: String,
        json: bool,
    },
    Trace {
        run: RunOptions,
        format: TraceFormat,
    },
    Layout(LayoutOptions),
    Escape(EscapeOptions),
    Fmt(FmtOptions),
    Explore(ExploreOptions),
    Race(ExploreOptions),
    /// Results of shards, as JSON.
    ExploreMerge(Vec<String>),
    LinkEncode {
        run: RunOptions,
        step: u64,
        base: String,
    },
    LinkDecode {
        link: String,
        json: bool,
    },
    LessonsCheck {
        json: bool,
        filters: Vec<String>,
    },
}

/// Reads the words after the command's name.
pub(crate) fn parse(words: &[String]) -> Result<Command, String> {
    let mut words = Words { rest: words.iter() };
    let Some(first) = words.rest.next() else {
        return Err("no command".to_owned());
    };
    match first.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "version" | "--version" => Ok(Command::Version),
        "run" => Ok(Command::Run(words.run(&mut |_, _| Ok(false))?)),
        "check" => {
            let (path, json) = words.path_and_json()?;
            Ok(Command::Check { path, json })
        }
        "vet" => {
            let (path, json) = words.path_and_json()?;
            Ok(Command::Vet { path, json })
        }
        "trace" => {
            let mut format = TraceFormat::Json;
            let run = words.run(&mut |words, flag| {
                if flag != "--format" {
                    return Ok(false);
                }
                format = match words.value(flag)?.as_str() {
                    "json" => TraceFormat::Json,
                    "text" => TraceFormat::Text,
                    other => return Err(format!("unknown format {other:?}: json or text")),
                };
                Ok(true)
            })?;
            Ok(Command::Trace { run, format })
        }
        "layout" => words.layout(),
        "escape" => words.escape(),
        "fmt" => {
            let mut options = FmtOptions::default();
            for word in words.rest.by_ref() {
                match word.as_str() {
                    "-l" => options.list = true,
                    "-d" => options.diff = true,
                    "-w" => options.write = true,
                    flag if flag.starts_with('-') => return Err(format!("unknown flag {flag}")),
                    path => options.paths.push(path.to_owned()),
                }
            }
            Ok(Command::Fmt(options))
        }
        "explore" => words.explore(),
        "race" => match words.explore()? {
            Command::Explore(options) if options.trust => {
                Err("--trust does not look for races".to_owned())
            }
            Command::Explore(options) => Ok(Command::Race(options)),
            _ => Err("race takes one program".to_owned()),
        },
        "link" => words.link(),
        "lessons" => match words.next("a lessons command")?.as_str() {
            "check" => {
                let rest: Vec<String> = words.rest.cloned().collect();
                Ok(Command::LessonsCheck {
                    json: rest.iter().any(|w| w == "--json"),
                    filters: rest.into_iter().filter(|w| w != "--json").collect(),
                })
            }
            other => Err(format!("unknown lessons command {other:?}: check")),
        },
        other => Err(format!("unknown command {other:?}")),
    }
}

struct Words<'a> {
    rest: std::slice::Iter<'a, String>,
}

impl Words<'_> {
    fn next(&mut self, what: &str) -> Result<String, String> {
        self.rest.next().cloned().ok_or(format!("missing {what}"))
    }

    fn value(&mut self, flag: &str) -> Result<String, String> {
        self.rest
            .next()
            .cloned()
            .ok_or(format!("{flag} needs a value"))
    }

    fn number<T: FromStr>(&mut self, flag: &str) -> Result<T, String> {
        let text = self.value(flag)?;
        text.parse()
            .map_err(|_| format!("{flag}: {text:?} is not a number that fits"))
    }

    fn path_and_json(&mut self) -> Result<(String, bool), String> {
        let (mut path, mut json) = (None, false);
        for word in self.rest.by_ref() {
            match word.as_str() {
                "--json" => json = true,
                flag if flag.starts_with("--") => return Err(format!("unknown flag {flag}")),
                _ if path.is_none() => path = Some(word.clone()),
                _ => return Err(format!("one program only, not also {word:?}")),
            }
        }
        Ok((path.ok_or("missing file or directory")?, json))
    }

    /// The options of a run; `more` takes flags of the command's own.
    fn run(
        &mut self,
        more: &mut dyn FnMut(&mut Self, &str) -> Result<bool, String>,
    ) -> Result<RunOptions, String> {
        let mut run = RunOptions {
            path: String::new(),
            more: Vec::new(),
            args: Vec::new(),
            seed: 0,
            sched: Sched::Go,
            steps: None,
            mem: None,
            json: false,
            hash: false,
            schedule: false,
            race: false,
            checkptr: false,
            eager: false,
        };
        while let Some(word) = self.rest.next() {
            match word.as_str() {
                "--seed" => run.seed = self.number(word)?,
                "--steps" => run.steps = Some(self.number(word)?),
                "--mem" => run.mem = Some(self.number(word)?),
                "--json" => run.json = true,
                "--hash" => run.hash = true,
                "--schedule" => run.schedule = true,
                "--race" => run.race = true,
                "-d=checkptr" | "--checkptr" => run.checkptr = true,
                "-d=gcstress" => run.eager = true,
                "--sched" => {
                    let text = self.value(word)?;
                    run.sched = match text.as_str() {
                        "go" => Sched::Go,
                        "random" => Sched::Random,
                        other => match other.strip_prefix("replay:") {
                            Some(schedule) => Sched::Replay(schedule.to_owned()),
                            None => {
                                return Err(format!(
                                    "unknown schedule {other:?}: go, random or replay:S"
                                ));
                            }
                        },
                    }
                }
                "--" => {
                    run.args = self.rest.by_ref().cloned().collect();
                }
                flag if flag.starts_with("--") => {
                    let flag = flag.to_owned();
                    if !more(self, &flag)? {
                        return Err(format!("unknown flag {flag}"));
                    }
                }
                _ if run.path.is_empty() => run.path = word.clone(),
                _ if word.ends_with(".go") && run.path.ends_with(".go") => {
                    run.more.push(word.clone());
                }
                // As with `go run`: from here on it is the program's affair.
                _ => {
                    run.args.push(word.clone());
                    run.args.extend(self.rest.by_ref().cloned());
                }
            }
        }
        if run.path.is_empty() {
            return Err("missing file, directory or -".to_owned());
        }
        Ok(run)
    }

    fn layout(&mut self) -> Result<Command, String> {
        let mut o = LayoutOptions::default();
        while let Some(word) = self.rest.next() {
            match word.as_str() {
                "--type" => o.name = Some(self.value(word)?),
                "--arch" => o.arch = Some(self.value(word)?),
                "--json" => o.json = true,
                "--fix" => o.fix = true,
                flag if flag.starts_with("--") => return Err(format!("unknown flag {flag}")),
                _ if o.path.is_empty() => o.path = word.clone(),
                _ => return Err(format!("one program only, not also {word:?}")),
            }
        }
        if o.path.is_empty() {
            return Err("missing file, directory or -".to_owned());
        }
        if o.fix && (o.json || o.arch.as_deref() == Some("all")) {
            return Err("--fix goes with one --arch, and without --json".to_owned());
        }
        Ok(Command::Layout(o))
    }

    fn escape(&mut self) -> Result<Command, String> {
        let mut o = EscapeOptions::default();
        for word in self.rest.by_ref() {
            match word.as_str() {
                "--why" | "-m=2" => o.why = true,
                "--gc" => o.gc = true,
                "--costs" => o.costs = true,
                "--json" => o.json = true,
                flag if flag.starts_with('-') && flag != "-" => {
                    return Err(format!("unknown flag {flag}"));
                }
                _ => o.paths.push(word.clone()),
            }
        }
        if o.paths.is_empty() {
            return Err("missing file, directory or -".to_owned());
        }
        if o.costs && (o.why || o.gc || o.json) {
            return Err("--costs goes alone".to_owned());
        }
        Ok(Command::Escape(o))
    }

    fn explore(&mut self) -> Result<Command, String> {
        let mut o = ExploreOptions::default();
        if self.rest.as_slice().first().is_some_and(|w| w == "merge") {
            let paths: Vec<String> = self.rest.by_ref().skip(1).cloned().collect();
            if paths.is_empty() {
                return Err("missing files to merge".to_owned());
            }
            return Ok(Command::ExploreMerge(paths));
        }
        while let Some(word) = self.rest.next() {
            match word.as_str() {
                "--race" => o.race = true,
                "--leaks" => o.leaks = true,
                "--json" => o.json = true,
                "--relation" => {
                    o.plain = match self.value(word)?.as_str() {
                        "plain" => true,
                        "ticket" => false,
                        other => {
                            return Err(format!("unknown relation {other:?}: plain or ticket"));
                        }
                    }
                }
                "--choices" => {
                    o.draws = match self.value(word)?.as_str() {
                        "random" => true,
                        "run" => false,
                        other => return Err(format!("unknown choices {other:?}: run or random")),
                    }
                }
                "--commute" => o.commute = true,
                "--trust" => o.trust = true,
                "--clock" => {
                    o.exact = match self.value(word)?.as_str() {
                        "exact" => true,
                        "any" => false,
                        other => return Err(format!("unknown clock {other:?}: any or exact")),
                    }
                }
                "--bound" => o.bound = Some(self.number(word)?),
                "--budget" => o.budget = Some(self.number(word)?),
                "--depth" => o.depth = Some(self.number(word)?),
                "--seed" => o.seed = self.number(word)?,
                "--time" => {
                    let seconds: f64 = self.number(word)?;
                    if !(0.0..1e9).contains(&seconds) {
                        return Err("--time: not a number of seconds".to_owned());
                    }
                    o.time = Some(seconds);
                }
                "--random" => o.walk = Some(WalkBy::Chance),
                "--pct" => {
                    let depth = self.number(word)?;
                    if depth == 0 {
                        return Err("--pct: depths begin with 1".to_owned());
                    }
                    o.walk = Some(WalkBy::Priorities { depth });
                }
                "--jobs" => o.jobs = Some(self.number(word)?),
                "--known" => o.known = Some(self.value(word)?),
                "--shard" => {
                    let text = self.value(word)?;
                    let parts = text.split_once('/');
                    let parts = parts.and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
                    o.shard = parts.filter(|(i, n): &(u32, u32)| i < n);
                    if o.shard.is_none() {
                        return Err(format!("--shard: {text:?} is not i/n with i from 0 to n-1"));
                    }
                }
                flag if flag.starts_with("--") => return Err(format!("unknown flag {flag}")),
                _ if o.path.is_empty() => o.path.clone_from(word),
                _ => return Err(format!("one program only, not also {word:?}")),
            }
        }
        if o.path.is_empty() {
            return Err("missing file, directory or -".to_owned());
        }
        if o.walk.is_some() && (o.shard.is_some() || o.bound.is_some()) {
            return Err("random schedules have no shares and no bound".to_owned());
        }
        if o.trust && o.race {
            return Err("--trust does not look for the races that --race is to tell".to_owned());
        }
        if o.commute && (o.plain || o.walk.is_some()) {
            return Err(
                "--commute refines the relation ticket, in searches for everything".to_owned(),
            );
        }
        Ok(Command::Explore(o))
    }

    fn link(&mut self) -> Result<Command, String> {
        match self.next("a link command")?.as_str() {
            "encode" => {
                let (mut step, mut base) = (0, String::new());
                let run = self.run(&mut |words, flag| {
                    match flag {
                        "--step" => step = words.number(flag)?,
                        "--base" => base = words.value(flag)?,
                        _ => return Ok(false),
                    }
                    Ok(true)
                })?;
                Ok(Command::LinkEncode { run, step, base })
            }
            "decode" => {
                let (link, json) = self.path_and_json()?;
                Ok(Command::LinkDecode { link, json })
            }
            other => Err(format!("unknown link command {other:?}: encode or decode")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[track_caller]
    fn refused(line: &str, why: &str) {
        let error = parse(&words(line)).expect_err("refused");
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn a_run_with_everything() {
        let line = "run --seed 7 --sched replay:s1:0:g1 --steps 10 --mem 20 --json x.go -- a --b";
        let Ok(Command::Run(run)) = parse(&words(line)) else {
            panic!("not a run");
        };
        assert_eq!(
            (run.seed, run.steps, run.mem, run.json),
            (7, Some(10), Some(20), true)
        );
        assert_eq!(run.sched, Sched::Replay("s1:0:g1".into()));
        assert_eq!((run.path.as_str(), run.args), ("x.go", words("a --b")));
    }

    #[test]
    fn refusals() {
        refused("", "no command");
        refused("fly", "unknown command");
        refused("run", "missing file");
        refused("run --seed", "needs a value");
        refused("run --seed x y.go", "not a number");
        refused("run --sched chaos y.go", "unknown schedule");
        refused("run --wat y.go", "unknown flag");
        refused("check", "missing");
        refused("trace --format xml a.go", "unknown format");
        refused("link", "missing");
        refused("link twist", "unknown link command");
        refused("lessons learn", "unknown lessons command");
        refused("explore", "missing file");
        refused("explore merge", "missing files");
        refused("explore --shard 3/3 x.go", "is not i/n");
        refused("explore --relation fine x.go", "unknown relation");
        refused("explore --relation plain --commute x.go", "refines");
        refused("explore --race --trust x.go", "does not look");
        refused("race --trust x.go", "does not look");
        refused("explore --choices all x.go", "unknown choices");
        refused("explore --time forever x.go", "not a number");
        refused("explore --pct 0 x.go", "begin with 1");
        refused("explore --random --bound 1 x.go", "no bound");
    }
}
