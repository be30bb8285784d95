//! What `sudog --help` says.

pub(crate) const HELP: &str = "\
sudog: a deterministic Go for looking at concurrency

usage:
  sudog run [flags] FILE...|DIR|- [ARGUMENT...]
  sudog check [--json] FILE|DIR|-
  sudog vet [--json] FILE|DIR|-
  sudog trace [--format json|text] [flags] FILE|DIR|-
  sudog explore [flags] FILE|DIR|-
  sudog explore merge FILE...
  sudog race [--budget N] [--time S] [--bound K] [--seed N] FILE|DIR|-
  sudog escape [--why] [--gc] [--costs] [--json] FILE|DIR|-...
  sudog fmt [-l] [-d] [-w] [FILE|DIR...]
  sudog link encode [--step N] [--base URL] [flags] FILE|DIR|-
  sudog link decode [--json] LINK
  sudog lessons check [--json] [WORD...]
  sudog --help | --version

FILE is a Go file, or a text with `-- name --` lines that holds several; DIR is a directory with a
main package, in a module by the nearest go.mod, from which it takes the packages that it imports; - is standard input, which then is not the
program's. The environment's GOOS (linux, darwin, windows, js) and GOARCH (amd64, 386, arm64, arm,
wasm) say which files belong to the build and what package runtime names; what runs is laid out as on
linux/amd64 whatever they are, and the library is linux's.

run       Compiles and runs. What the program prints on standard output and standard error comes
          out there, and nothing else does, but for a limit's reason. A program without a main
          function that has tests runs them, as `go test -v` does; arguments such as -test.run=NAME,
          -test.bench=NAME, -test.short and -test.v=false are understood.
check     Compiles only; prints what the compiler says.
vet       Compiles only; prints what go vet warns of, in tests too, and what is done with channels
          that are certainly nil.
trace     Runs, and prints every visible operation. json: a Trace Event file for Perfetto or
          chrome://tracing; text: one line per operation.
explore   Executes the program in every order that its operations can come in, up to equivalence,
          and prints all that it can do: each outcome with the number of executions that lead there
          and a schedule for `run --sched`. merge: the JSON results of all shards as one.
          Comments in the program say what must hold in all of them: `// sudog: no race, no leak,
          no deadlock, no panic, exit N, output \"...\", line \"...\"`; several outputs are a choice.
layout    How the struct types that the files declare lie in memory: each field, padding, pointer
          bytes, the heap block, and a better order of fields where there is one. The files need
          be no program. --arch: for another GOARCH, or all of them. --fix: rewrites the files so
          that types are as small as can be, and of these orders the one with the fewest pointer
          bytes; types that are built without field names are left alone.
escape    What escapes to the heap, in the words of `go build -gcflags='-m -l'` (inlining is left out),
          and after `Sudog:` where this machine keeps it otherwise. --why: with the flow that makes
          it escape. --gc: only what gc says. --costs: instead, what each function costs that gc
          can inline. The files need be no program.
fmt       Go files as gofmt writes them, on standard output; of no file, standard input. -l: only
          names those that change; -d: prints what changes; -w: writes the files.
link      encode: prints a share link that opens the program at a step. decode: prints the program
          of a link, or with --json everything that it carries.
lessons   check: every lesson's program compiles, its moments exist, its solutions pass each check
          and its first version fails where the lesson says so. WORD: only lessons whose name
          contains it.

race      Runs the program with the race detector, then looks through its interleavings (10,000
          executions, 20 seconds at most); prints the first race with the schedule that shows it,
          or says how far it looked. Exit code 66, 0, or 3 if it did not get to the end.

flags of a run:
  --seed N        seed of every random decision (default 0)
  --sched S       go: the order of Go's own scheduler with GOMAXPROCS=1 (default)
                  random: a seeded coin at every visible operation
                  replay:S: a schedule that --schedule printed
  --steps N       at most N instructions
  --mem BYTES     at most so much memory (default 268435456)
  --json          the outcome as JSON on standard output instead of the program's output
  --race          looks for data races: Go's own report and the missing edge on standard error
  -d=checkptr     stops where the program breaks the rules of package unsafe, with gc's texts and
                  before them, in words of our own, which object was missed; so does a line
                  //sudog:checkptr in the program
  -d=gcstress     collects garbage after every allocation: slow, and changes no program that
                  cannot tell
  --hash          prints the hash over all events on standard error, last line: `hash H events N
                  ticks N`. Equal programs, seeds and schedules give equal hashes everywhere
  --schedule      prints the schedule that was taken on standard error, last line, for replay:S

flags of explore:
  --race          data races are part of outcomes, and failures. What races is tried in every
                  order without it too
  --trust         takes it for granted that no plain accesses race, as explorers of languages do that
                  rule races out: a little faster, and wrong where they race
  --leaks         goroutines that can never be woken after main returned are failures
  --relation R    ticket: operations are dependent if their order can be told (default)
                  plain: all operations on one object are; for comparisons with other tools
  --commute       fewer executions, the same outcomes: additions to atomics whose sum nobody looks at
                  count as independent, and a select touches only what it chooses. It bets on a
                  case as it comes; executions in which a bet is lost count as `blocked`
  --choices C     run: random numbers are those of --seed (default)
                  random: what math/rand and math/rand/v2 draw from [0, n) with n up to 16 is
                  tried in every way; other numbers, floats and the order of maps stay the seed's
  --clock C       any: sleeping orders nothing, a timer goes off some time after it is due (default)
                  exact: work takes no time, so timers go off in order when nobody else can move
  --bound K       only executions with at most K preemptions. Without it: all executions; if half
                  of --budget or --time does not suffice, those with 0, 1, 2 and 3 preemptions
  --depth N       cuts executions after N visible operations (default 10000)
  --budget N      at most N executions
  --time S        at most S seconds
  --random        random schedules, as many as --budget (default 10000)
  --pct D         the same by random priorities, with a floor under the chance to find a bug that D
                  ordering constraints suffice for
  --jobs N        on N threads (default: one per core); the result is the same
  --shard I/N     only share I, from 0, of N
  --known FILE    a merged result: what the shards found out about races is known from the start
  --seed N        seed of the program's random source, and of --random and --pct (default 0)
  --json          the result as JSON

exit codes:
  0     it went well
  1     compile errors, as file:line:col: message on standard error
  2     panic, fatal error or deadlock, as for any Go program
  3     a limit stopped it, or a schedule did not fit (reason on standard error)
  64    wrong usage, or a file that cannot be read
  66    --race found a data race, and the program itself ended well
  else  what the program passed to os.Exit
  explore: 0 nothing is wrong in any execution, 66 a data race, 2 any other failing outcome,
  3 stopped by a budget without a finding

JSON (version 1; fields are added within a version, never changed):
  run    {\"version\":1, \"compiled\":bool, \"diagnostics\":[D], \"outcome\":O, \"exit\":N,
          \"message\":text?, \"stdout\":text, \"stderr\":text, \"ticks\":N, \"events\":N,
          \"time_ns\":N, \"hash\":\"16 hex digits\", \"schedule\":text?}
         O: finished, exited, panicked, deadlock, fatal, limit, diverged, compile-errors
  check  {\"version\":1, \"diagnostics\":[D]}
         D: {\"file\":text, \"line\":N, \"column\":N, \"severity\":\"error\"|\"warning\", \"message\":text}
  trace  the Trace Event format: {\"traceEvents\":[...], \"metadata\":{\"version\":1,...}}; one thread per
         goroutine, B/E for stretches of running, waiting and ready, i for operations, s/f for wake-ups
  layout {\"arch\":text, \"types\":[{\"name\", \"size\":N, \"align\":N, \"ptrdata\":N, \"size_class\":N,
          \"optimal_size\":N, \"optimal_ptrdata\":N, \"optimal_order\":[text], \"pad_end\":N,
          \"fields\":[{\"name\", \"type\", \"offset\":N, \"size\":N, \"align\":N, \"pad_after\":N}]}]}, with --arch
          all a list of these; size_class: bytes of the heap block of a value
  escape {\"version\":1, \"lines\":[{\"place\":P, \"name\":text, \"verdict\":\"moved\"|\"escapes\"|\"stays\"|
          \"leaks\"|\"remark\"|\"on-stack\", \"text\":text, \"why\":[{\"to\":text, \"from\":text, \"steps\":[{\"text\",
          \"why\", \"place\":P}]}], \"sudog\":text?}]}; P: {\"file\":text, \"line\":N, \"column\":N}; on-stack: gc
          says nothing
  link   {\"version\":1, \"files\":[{\"name\",\"text\"}], \"policy\", \"seed\", \"choices\":[{\"decision\",
          \"pick\"}], \"step\", \"tick\", \"hash\", \"engine\", \"goroutine\":N?, \"panels\":[text]}
  explore {\"complete\":bool, \"bound\":N?, \"executions\":N, \"blocked\":N, \"outcomes\":[{\"kind\":K, \"stdout\",
          \"message\", \"exit_code\":N, \"leaks\":[L], \"cycle\":[E], \"races\":[text], \"count\":N, \"schedule\", \"key\",
          \"switches\":N, \"preemptions\":N}], \"claim\":C, \"shard\":text?, \"cut\":N, \"deepest\":N, \"diverged\":N,
          \"visible\":[N], \"coarse\":[text], \"ticks\":N?, \"by_chance\":N?, \"trusted\":bool, \"walk\":{\"depth\":N?, \"processes\":N,
          \"operations\":N, \"traces\":N, \"one_in\":N?, \"chance\":N?}?, \"asserted\":[{\"property\":text, \"holds\":bool?,
          \"outcome\":N?}]}; key: equal for equal outcomes
         K: ok, exit, panic, fatal, deadlock, limit; C: complete, bounded, stopped; L: {\"goroutine\":N,
         \"reason\", \"stack\":[{\"function\", \"file\", \"line\":N}], \"created\":{…}?,
         \"global\":bool}; E: {\"waiter\":N, \"need\":text, \"object\":text?, \"kind\":text, \"holder\":N}: the
         waiter waits for the holder to do the needed thing
  lessons {\"version\":1, \"lessons\":[{\"id\", \"ok\":bool, \"problems\":[text]}]}
";
