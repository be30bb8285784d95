//! Project commands: `cargo xtask serve | test | build | size | bench | tidy | fixtures`.
//!
//! Everything that a person or a CI machine does with this repository starts here, so that there is
//! one place that knows which tools are needed, in which versions, and how they are called. Nothing
//! of the product lives here.

mod bench;
mod browser;
mod bundle;
mod checked;
mod conformance;
mod cutting;
mod error;
mod escapes;
mod examples;
mod exec;
mod fuzz;
mod generate;
mod godirs;
mod gofmt;
mod goleak;
mod gorace;
mod goruns;
mod gosplit;
mod gotokens;
mod inlining;
mod layering;
mod layout;
mod normalise;
mod oracle;
mod pairs;
mod pattern;
mod random;
mod remarks;
mod serve;
mod server;
mod size;
mod suite;
mod tidy;
mod tools;
mod trees;
mod vet;
mod walk;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use error::Result;
use lexopt::prelude::*;

const HELP: &str = "\
usage: cargo xtask COMMAND [OPTIONS]

  serve [--port N] [--dev]    install what is missing, build the page, serve it on 127.0.0.1
        [--base PATH]         (--dev: rebuild on change; --base: serve under a sub-path;
        [--no-build]           --no-build: serve dist/ as it is)
  build [--public-url URL]    build the release page into dist/
  test  [--only STEP]...      everything that must hold (--list names the steps)
        [--skip STEP]...
        [--list]
  size                        compressed sizes of dist/ against their budgets
  bench [--quick]             ratios to real Go as a table, and what a person waits for
        [--only NAME]...      (--waits: only the latter)
        [--waits]
  bench explore [--quick]     executions per second, against loom and shuttle
  tools                       find or install every tool, and say where each is
  tidy                        module headers, layering, whitespace, file sizes
  fixtures [--bless]          run the conformance fixtures; --bless records real Go's answers
        [FILTER]...
  errorcheck [FILTER]...      Go's programs with errors through our checker
  types2 [FILTER]...          the Go type checker's own fixtures through ours
  gofmt                       Go files of a real source tree through `sudog fmt` and gofmt
  goruns [FILTER]...          Go's run tests through `sudog run`
  godirs                      Go's own programs of several packages
  examples [FILTER]...        the examples of Go's own packages, run as tests by `sudog run`
           [--sudog PATH]     (--tests: their tests, as far as they need no insides)
           [--tests]
  goleak [--full] [NAME]...   Go's leaking programs through `sudog explore`; --full: 60 s for each
        [--sudog PATH]
  layouts [--count N]         random struct types through `sudog layout` and real Go, on every
          [--seed N]          architecture
  escapes [--all] [FILTER]... what `sudog escape` says against real Go's -gcflags='-m -l'
          [--facts]           (--all: of all our programs; --facts: asks real Go about the library)
  inlining [FILTER]...        what functions cost that gc can inline, against its -gcflags=-m=2
          [--facts]           (--facts: asks real Go about the library)
  vet [--all] [FILTER]...     what `sudog vet` says against real `go vet` (--all: of all our programs,
                              and of the single files among Go's own tests)
  fuzz [--count N]            mutated programs through `sudog run`; a panic or a hang fails
        [--seed N] [--runner PATH]
  gen [--count N] [--seed N]  generated programs through sudog and real Go; what they print must be
      [--show | --reduce]     the same (--show: the program of a seed; --reduce: the least of it
      [--sudog PATH]          that still differs; --no-kept: without the seeds that once differed;
      [--no-kept]             --orders: with statements of which several parts may panic)
      [--orders]
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("error: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result {
    let mut args = lexopt::Parser::from_env();
    let Some(first) = args.next()? else {
        eprint!("{HELP}");
        return Err("no command given".into());
    };
    let command = match first {
        Value(v) => v.string()?,
        Short('h') | Long("help") => {
            print!("{HELP}");
            return Ok(());
        }
        other => return Err(other.unexpected().into()),
    };
    std::env::set_current_dir(root())?;
    match command.as_str() {
        "serve" => {
            let mut options = serve::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("port") => options.port = args.value()?.parse()?,
                    Long("dev") => options.dev = true,
                    Long("base") => options.base = args.value()?.string()?,
                    Long("no-build") => options.build = false,
                    other => return Err(other.unexpected().into()),
                }
            }
            serve::serve(&options)
        }
        "build" => {
            let mut public_url = None;
            while let Some(arg) = args.next()? {
                match arg {
                    Long("public-url") => public_url = Some(args.value()?.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            bundle::build(public_url.as_deref())
        }
        "test" => {
            let mut options = suite::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("only") => options.only.push(args.value()?.string()?),
                    Long("skip") => options.skip.push(args.value()?.string()?),
                    Long("list") => options.list = true,
                    other => return Err(other.unexpected().into()),
                }
            }
            suite::test(&options)
        }
        "size" => size::check(),
        "bench" => {
            let mut options = bench::Options::default();
            let mut explore = false;
            while let Some(arg) = args.next()? {
                match arg {
                    Long("quick") => options.quick = true,
                    Long("waits") => options.waits = true,
                    Long("only") => options.only.push(args.value()?.string()?),
                    Value(v) if v == "explore" => explore = true,
                    other => return Err(other.unexpected().into()),
                }
            }
            match explore {
                true => pairs::bench(options.quick),
                false => bench::bench(&options),
            }
        }
        "tools" => {
            tools::for_page()?;
            println!("tools cache: {}", tools::cache().display());
            println!("chromium:    {}", browser::chromium()?.display());
            println!("go:          {}", oracle::go()?.display());
            println!("go's tests:  {}", oracle::go_tree()?.display());
            Ok(())
        }
        "tidy" => tidy::check(),
        "fixtures" => {
            let mut bless = false;
            let mut filters = Vec::new();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("bless") => bless = true,
                    Value(v) => filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            if bless {
                conformance::bless(&filters)
            } else {
                conformance::fixtures(&filters)
            }
        }
        "errorcheck" => checked::errorcheck(&values(&mut args)?),
        "godirs" => godirs::go_dirs(),
        "types2" => checked::types2(&values(&mut args)?),
        "gofmt" => gofmt::gofmt(),
        "goruns" => {
            let mut filters = Vec::new();
            while let Some(arg) = args.next()? {
                match arg {
                    Value(v) => filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            goruns::go_runs(&filters)
        }
        "goleak" => {
            let mut options = goleak::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("full") => options.full = true,
                    Long("sudog") => options.sudog = Some(args.value()?.into()),
                    Value(v) => options.filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            goleak::go_leaks(&options)
        }
        "examples" => {
            let mut options = examples::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("sudog") => options.sudog = Some(args.value()?.into()),
                    Long("tests") => options.tests = true,
                    Value(v) => options.filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            examples::examples(&options)
        }
        "layouts" => {
            let mut options = layout::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("count") => options.count = args.value()?.parse()?,
                    Long("seed") => options.seed = args.value()?.parse()?,
                    other => return Err(other.unexpected().into()),
                }
            }
            layout::layouts(&options)
        }
        "vet" => {
            let mut options = vet::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("all") => options.all = true,
                    Value(v) => options.filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            vet::vet(&options)
        }
        "escapes" => {
            let mut options = escapes::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("all") => options.all = true,
                    Long("facts") => options.facts = true,
                    Value(v) => options.filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            escapes::escapes(&options)
        }
        "inlining" => {
            let mut options = inlining::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("facts") => options.facts = true,
                    Value(v) => options.filters.push(v.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            inlining::inlining(&options)
        }
        "fuzz" => {
            let mut options = fuzz::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("count") => options.count = args.value()?.parse()?,
                    Long("seed") => options.seed = args.value()?.parse()?,
                    Long("runner") => options.runner = Some(args.value()?.into()),
                    other => return Err(other.unexpected().into()),
                }
            }
            fuzz::fuzz(&options)
        }
        "gen" => {
            let mut options = generate::Options::default();
            while let Some(arg) = args.next()? {
                match arg {
                    Long("count") => options.count = args.value()?.parse()?,
                    Long("seed") => options.seed = args.value()?.parse()?,
                    Long("show") => options.show = true,
                    Long("reduce") => options.reduce = true,
                    Long("no-kept") => options.kept = false,
                    Long("orders") => options.orders = true,
                    Long("sudog") => options.sudog = Some(args.value()?.into()),
                    other => return Err(other.unexpected().into()),
                }
            }
            generate::generated(&options)
        }
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no command `{other}`; `cargo xtask help` lists them").into()),
    }
}

/// The arguments that are left, which must be plain words.
fn values(args: &mut lexopt::Parser) -> Result<Vec<String>> {
    let mut all = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(v) => all.push(v.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(all)
}

/// The workspace root.
fn root() -> PathBuf {
    let mut dir = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    dir.pop();
    dir
}
