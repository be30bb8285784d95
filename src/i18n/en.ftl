# English. Sentences about steps begin with who acts; names of goroutines and variables are data.

app-name = Sudog
app-title = Sudog: Go concurrency, step by step
page-title = { $name } · Sudog

# ---- header ----
nav-label = Main
nav-playground = Playground
nav-examples = Examples
nav-learn = Learn
run = Run
run-hint = Run the program to its end ({ $keys })
format = Format
format-hint = Format as gofmt does ({ $keys })
format-refused = The text does not parse yet, so it was left as it is.
pause = Pause
stop = Stop
stop-hint = End this run here
share = Share
share-hint = Copy a link to this exact moment ({ $keys })
theme-to-dark = Switch to the dark theme
theme-to-light = Switch to the light theme
help = Keyboard and help
settings = Settings
draft-saved = draft saved
draft-unsaved = storage is closed: the draft is not kept
skip-to-stage = Skip to the run

# ---- editor ----
editor-label = Go source
editor-tools = Source
problems = Problems
problems-none = No problems
problems-n = { $n ->
    [one] { $n } problem
   *[other] { $n } problems
}
warnings-n = { $n ->
    [one] { $n } warning
   *[other] { $n } warnings
}
problems-more = There are more; fix these first.
problem-at = { $file }:{ $line }:{ $column }
new-program = New
recent = Recent drafts
editor-esc-hint = Esc, then Tab, leaves the editor
editor-failed = The full editor could not be loaded. This plain one does everything but colours.

# ---- output ----
output = Output
output-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
output-empty = Nothing printed yet.
output-earlier = { $n ->
    [one] { $n } earlier line
   *[other] { $n } earlier lines
}
exit-code = exit status { $code }

# ---- transport ----
transport = Run controls
to-start = To the start
to-end = To the end of what has run
step-back = One step back
step-forward = One step forward
play = Play slowly
play-pause = Stop playing
jump = Jump to …
jump-line = the next line of { $g }
jump-line-back = the line before, of { $g }
jump-line-over = the next line of { $g }, over calls
jump-line-out = out of this function of { $g }
jump-event = the next event of { $g }
jump-event-back = the event before, of { $g }
jump-switch = the next switch of goroutines
jump-switch-back = the switch before
jump-notable = the next block, panic or deadlock
jump-notable-back = the block or panic before
jump-cursor = the line with the cursor
jump-cursor-back = the cursor's line, backwards
jump-breakpoint = the next breakpoint
jump-breakpoint-back = the breakpoint before
jump-choice = the next decision
step = Step
step-n-of = Step { $n } of { $total }
step-n-of-open = Step { $n } of { $total } so far
scrubber = Position in the run
scrubber-text = Step { $n } of { $total }: { $what }
step-field = Go to step
seed-label = Seed
policy-label = Who decides
policy-go = Go's order
policy-random = Random, seeded
policy-manual = You choose
policy-go-hint = The order of Go's scheduler with one processor (model)
policy-random-hint = A seeded coin at every scheduling point
policy-manual-hint = The run waits for you wherever more than one thing can happen
stale = The code has changed since this run.
stale-restart = Start over with it
moving-at = running: { $steps } steps, { $instr } instructions
time-at = { $time } (virtual)

# ---- run next ----
run-next = Run next
choose-g = Run { $g } next
choose-case = Take { $case }
would-run = next by the policy
select-next = { $g } chooses between ready cases
waits-short = waits for { $what }
nobody-can-run = Nobody can run.
all-done = The run is over.
fresh = Nothing has run yet. Step, or run.
branches = Branches
branch-n = Branch { $n }
branch-main = First run
branch-from = from step { $step }

# ---- waiting ----
wait-send = a receiver on { $what }
wait-recv = a value on { $what }
wait-lock = { $what }
wait-wg = { $what } to reach zero
wait-cond = a signal on { $what }
wait-select = one of { $what }
wait-nil = a nil channel, for ever
wait-forever = nothing, for ever
wait-time = time: { $left } left
wait-time-over = time
wait-sem = a semaphore
wait-io = input
held-by = held by { $who }
freed-by = could be freed by { $who }
freed-by-nobody = nobody is left who could free it

# ---- lanes ----
lanes = Goroutines over time
lanes-keys = Left and right step; up and down choose a goroutine; plus and minus zoom; F fits the whole run.
lanes-empty = Each goroutine gets a lane here as the program runs.
lane-zoom-in = Zoom in
lane-zoom-out = Zoom out
lane-fit = Fit the whole run
overview = Whole run
legend-running = running
legend-runnable = can run
legend-chan = waits on a channel
legend-lock = waits on a lock
legend-sleep = sleeps
legend-done = done
legend-panicked = panicked
legend-deadlocked = stuck for ever
legend-mixed = several, zoom in
status-running = running
status-runnable = can run
status-waiting = waiting
status-sleeping = sleeping
status-done = done
status-panicked = panicked
status-deadlocked = stuck for ever

# ---- objects ----
objects = In flight
objects-empty = Channels, locks, wait groups and timers show up here once the program uses them.
objects-more = { $n ->
    [one] { $n } more object
   *[other] { $n } more objects
}
chan-unbuffered = unbuffered
chan-cap = { $len } of { $cap }
chan-closed = closed
chan-senders = waiting to send
chan-receivers = waiting to receive
chan-send-side = senders
chan-recv-side = receivers
chan-empty-slot = empty slot
lock-free = free
lock-held = held by
lock-locked = locked
lock-readers = read by
lock-waiting = waiting
lock-starving = starving
wg-count = count
cond-waiting = waiting
once-done = has run
once-todo = has not run
once-running = being run by
timer-in = in { $left }
timer-stopped = stopped
timer-every = every { $period }
timer-sleeper = wakes
sem-count = count
nobody = nobody
kind-chan = channel
kind-mutex = mutex
kind-rwmutex = RW mutex
kind-wg = wait group
kind-cond = cond
kind-once = once
kind-semaphore = semaphore
kind-timer = timer
kind-ticker = ticker
kind-atomic = atomic
kind-memory = memory
unnamed = { $kind } { $id }

# ---- panels ----
panels = Details
tab-goroutine = Goroutine
tab-event = Event
tab-steps = Steps
tab-output = Output
tab-code = Code
tab-timeline = Timeline
tab-state = State
inspector-none = Select a goroutine, in a lane or among those that can run, to see its stack and variables.
frames-more = { $n ->
    [one] { $n } more frame
   *[other] { $n } more frames
}
frame-defers = { $n ->
    [one] { $n } deferred call
   *[other] { $n } deferred calls
}
role-receiver = receiver
role-arg = argument
role-result = result
role-captured = captured
role-global = package variable
changed = changed
parts-more = … { $n } more
created-by = started by { $g }, line { $line }
line-n = line { $line }
event-none = Select an event in a lane, or a row of the steps table.
event-partner = The other side
event-stack = Stack then
event-goto = Go to this step
steps-caption = Every visible operation of this run
col-step = Step
col-what = What happened
col-line = Line
col-time = Virtual time
older = Earlier
newer = Later
steps-range = { $from }–{ $to } of { $total }

# ---- what happened ----
said-start = The program is loaded. Nothing has run yet.
said-go = { $g } starts { $p }.
said-begin = { $g } begins to run.
said-exit = { $g } returns and is done.
said-goexit = { $g } ends itself with runtime.Goexit.
said-make = { $g } makes { $o }.
said-send-buffer = { $g } puts { $v } into { $o }; its buffer holds { $n }.
said-send-direct = { $g } hands { $v } on { $o } straight to { $p }.
said-send = { $g } sends { $v } on { $o }.
said-send-block = { $g } wants to send { $v } on { $o } and has to wait for a receiver.
said-send-nil = { $g } sends on a nil channel and waits for ever.
said-send-resumed = { $g } goes on: { $p } took { $v } from { $o }.
said-send-resumed-alone = { $g } goes on: { $v } was taken from { $o }.
said-send-notready = { $g } cannot send on { $o } right now and does not wait.
said-send-closed = { $g } sends on { $o }, which is closed: a panic.
said-recv-buffer = { $g } takes { $v } out of { $o }; its buffer holds { $n }.
said-recv-direct = { $g } receives { $v } on { $o } straight from { $p }.
said-recv = { $g } receives { $v } on { $o }.
said-recv-block = { $g } wants to receive from { $o } and has to wait: nothing is there.
said-recv-nil = { $g } receives from a nil channel and waits for ever.
said-recv-resumed = { $g } goes on with { $v }, which { $p } sent on { $o }.
said-recv-resumed-alone = { $g } goes on with { $v } from { $o }.
said-recv-closed = { $g } finds { $o } closed and empty.
said-recv-notready = { $g } finds nothing on { $o } and does not wait.
said-close = { $g } closes { $o }.
said-close-panic = { $g } closes { $o } wrongly: a panic.
said-select-block = { $g } waits in a select: no case is ready.
said-select-forever = { $g } waits in an empty select, for ever.
said-select-default = { $g } takes the default case: nothing else is ready.
said-select-case = { $g } takes case { $n } of its select.
said-by-select = { $said } (select, case { $n })
said-lock = { $g } locks { $o }.
said-lock-block = { $g } wants { $o } and has to wait: { $p } holds it.
said-lock-block-alone = { $g } wants { $o } and has to wait.
said-lock-resumed = { $g } gets { $o }.
said-trylock-no = { $g } tries { $o }, finds it taken, and goes on without it.
said-unlock = { $g } unlocks { $o }.
said-unlock-bad = { $g } unlocks { $o }, which is not locked: a fatal error.
said-rlock = { $g } locks { $o } for reading.
said-rlock-block = { $g } wants to read under { $o } and has to wait.
said-rlock-resumed = { $g } gets { $o } for reading.
said-runlock = { $g } gives back its read lock on { $o }.
said-wg-add = { $g } raises { $o } to { $n }.
said-wg-done = { $g } lowers { $o } to { $n }.
said-wg-negative = { $g } drives { $o } below zero: a panic.
said-wg-wait = { $g } waits for { $o } to reach zero.
said-wg-wait-done = { $g } finds { $o } at zero and goes on.
said-wg-wait-resumed = { $g } goes on: { $o } has reached zero.
said-cond-wait = { $g } waits for a signal on { $o }.
said-cond-resumed = { $g } was signalled on { $o }.
said-cond-signal = { $g } signals { $o }.
said-cond-broadcast = { $g } signals everybody on { $o }.
said-once = { $g } runs { $o } for the first and only time.
said-once-again = { $g } finds { $o } already run.
said-once-block = { $g } waits until { $o } has been run.
said-sem-acquire = { $g } takes a unit of { $o }.
said-sem-block = { $g } waits for a unit of { $o }.
said-sem-release = { $g } gives back a unit of { $o }.
said-atomic-load = { $g } reads { $o } atomically: { $v }.
said-atomic-store = { $g } writes { $v } to { $o } atomically.
said-atomic-add = { $g } changes { $o } atomically to { $v }.
said-atomic-swap = { $g } swaps { $v } into { $o } atomically.
said-atomic-cas = { $g } compares { $o } and swaps in { $v }.
said-atomic-cas-no = { $g } compares { $o }, finds something else, and does not swap.
said-sleep = { $g } goes to sleep.
said-sleep-for = { $g } goes to sleep for { $v }.
said-sleep-resumed = { $g } wakes up.
said-timer-start = { $g } starts { $o }.
said-timer-stop = { $g } stops { $o }.
said-timer-fire = { $o } goes off.
said-gosched = { $g } lets others run.
said-preempt = { $g } has run long enough; the scheduler takes its turn away.
said-switch = { $g } gets the processor.
said-print = { $g } prints { $v }.
said-panic = { $g } panics: { $v }.
said-recover = { $g } recovers from its panic.
said-gc = The garbage collector runs.
said-finalizer = A finaliser is queued.
said-end = The program ends with exit status { $v }.
said-fatal = { $v }.
said-woke = { $said } { $who } can run now.
said-woke-many = { $n ->
    [one] { $said } { $n } goroutine can run now.
   *[other] { $said } { $n } goroutines can run now.
}
and = { $a } and { $b }
comma = { $a }, { $b }
something = a value
runtime-name = the runtime

# ---- how a run ends ----
end-finished = The program finished.
end-finished-left = { $n ->
    [one] The program finished. { $n } goroutine was still alive and is gone with it.
   *[other] The program finished. { $n } goroutines were still alive and are gone with it.
}
end-passed = All tests passed.
end-failed = Not all tests passed.
end-exited = The program called os.Exit({ $code }).
end-panicked = { $g } panicked and nobody recovered.
end-fatal = Go's runtime gave up.
end-stopped = You ended this run here.
end-deadlock = Deadlock: all goroutines are asleep.
end-limit-ticks = Stopped after { $n } instructions: the bound that keeps a run from going on for ever.
end-limit-memory = Stopped: the program wanted more than { $n } of memory.
end-limit-goroutines = Stopped: the program started more than { $n } goroutines at once.
end-limit-output = Stopped: the program printed more than { $n }.
pause-breakpoint = At the breakpoint on line { $line }.
pause-choice = Your turn: choose who runs next.
pause-no-further = There is nothing further in that direction.
dead-missing-recv = { $g } waits to receive on { $o }; nobody else can reach it, so nobody can ever send.
dead-missing-recv-stuck = { $g } waits to receive on { $o }; { $who } could send, but waits for ever too.
dead-missing-send = { $g } waits to send on { $o }; nobody else can reach it, so nobody can ever receive.
dead-missing-send-stuck = { $g } waits to send on { $o }; { $who } could receive, but waits for ever too.
dead-missing-unlock = { $g } waits for { $o }; whoever locked it is gone and can never unlock it.
dead-missing-unlock-stuck = { $g } waits for { $o }; { $who } would have to unlock it, but waits for ever too.
dead-missing-done = { $g } waits for { $o } to reach zero; nobody is left who calls Done.
dead-missing-signal = { $g } waits for a signal on { $o }; nobody is left who could send one.
dead-missing-other = { $g } waits on { $o }; nobody is left who could free it.
dead-cycle = Each waits for the next one:
dead-edge = { $g } waits for { $o }, which { $p } holds
dead-edge-send = { $g } waits for { $p } to send on { $o }
dead-edge-receive = { $g } waits for { $p } to receive on { $o }
dead-edge-done = { $g } waits for { $p } to call { $o }.Done
dead-edge-signal = { $g } waits for { $p } to signal { $o }
dead-edge-other = { $g } waits for { $p } on { $o }
dead-nil = { $g } waits on a nil channel. That never ends: a nil channel has no other side.
dead-select = { $g } waits in a select without cases. That never ends.
dead-nobody = main ended itself with runtime.Goexit and nobody else is left.
dead-also-stuck = { $n ->
    [one] { $n } goroutine waits for ever.
   *[other] { $n } goroutines wait for ever.
}
dead-picture = Picture: { $text }
bytes = { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}
mib = { $n } MiB
kib = { $n } KiB

# ---- faults ----
fault-nothing-open = There is no program to run yet: it has errors.
fault-no-choice = That is no longer possible here.
fault-diverged = This link was made with another version of the engine: the run differs from step { $step } on. The code is unchanged.
fault-internal = The engine hit a defect of its own and was restarted. Your code is safe.
fault-hang = The engine did not answer and was restarted. Your code is safe.
fault-worker = The engine could not be started.
fault-version = The page and its engine are of different versions. Reload the page.
fault-page = The page hit a defect of its own and stands still. Your draft is kept: reload to go on.
engine-loading = loading the engine …
dismiss = Dismiss

# ---- share ----
share-title = Share this moment
share-what = The link holds the whole program, the schedule with your choices, and where you stand. Nothing is sent anywhere: the part after # never leaves the browser.
share-copied = Copied. Anyone who opens it sees exactly this.
share-copy = Copy link
share-copy-failed = The browser does not let us copy; select the link and copy it.
share-length = { $n ->
    [one] { $n } character
   *[other] { $n } characters
}
share-long = Some chats cut links above 2,000 characters.
share-too-long = This program is too large for a link.
share-old = The link is older than the code.
link-bad-title = This link is damaged
link-bad = It does not decode, so nothing was opened. Your draft is as you left it. Ask for the link again: it may have been cut on its way.
link-newer = It was made with a newer version of this page. Reload to get the newest, then open it again.
link-unknown-example = There is no example with this name.
close = Close

# ---- gallery and lessons ----
gallery-title = Examples
gallery-lead = Small programs that each show one thing. Open one, run it, then go back and choose differently.
learn-title = Learn
learn-lead = Short lessons around a live program. Their links move it; their questions wait for your guess; their checks are decided by the engine.
lesson-done = done
lesson-n-of = { $n } of { $total }
lesson-prev = Previous lesson
lesson-next = Next lesson
lesson-reset = Reset the code
lesson-check = Check my program
lesson-checking = Running it many ways …
lesson-passed = It holds, in all { $n } runs.
lesson-failed = Not yet.
lesson-predict = Your guess first
lesson-right = Right.
lesson-wrong = Not quite.
lesson-missing = There is no lesson with this name.
level-1 = first steps
level-2 = next steps
level-3 = deeper
prop-compiles = It compiles.
prop-no-deadlock = It never deadlocks.
prop-no-panic = It never panics.
prop-no-leak = No goroutine is left behind.
prop-exit = It ends with exit status { $code }.
prop-output = It prints what it should.
prop-line = It prints “{ $line }”.
prop-some-deadlock = It deadlocks in at least one run.
prop-no-race = It has no data race.
prop-printed = In one run it printed:

# ---- drafts ----
recent-title = Recent drafts
recent-empty = No other drafts yet.
recent-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}

# ---- settings ----
settings-title = Settings
set-theme = Theme
set-theme-auto = As the system
set-theme-light = Light
set-theme-dark = Dark
set-plain = Plain editor
set-plain-hint = A simple text field instead of the full editor
set-keys = Single-letter keys
set-keys-hint = Letters and digits act while the lanes have the focus
set-compact = Compact lanes

# ---- help ----
help-title = Keyboard
help-anywhere = Anywhere
help-lanes = In the lanes
key-run = Run
key-step = Step forward
key-back = Step back
key-share = Keep the draft and copy a link
key-format = Format the program
key-help = This help
key-problem = Next problem
key-lane-step = Step back, step forward
key-lane-event = Event before, next event of the selected goroutine
key-lane-ten = Ten steps back, forward
key-lane-ends = To the start, to the end
key-lane-play = Play slowly
key-lane-move = Select a goroutine
key-lane-run = Run that goroutine next
key-lane-pick = Run the n-th of those that can run
key-lane-zoom = Zoom in, out, reset, fit
key-lane-undo = Undo zoom or pan
key-lane-esc = Clear the selection
help-legend = What the lanes mean
help-about = A colour and a shape stand for a goroutine; the pattern shows what it is doing; left to right is the order of steps. Red means broken.

# ---- the lab ----
topic-explore = Every interleaving
tab-explore = Explore
topic-races = Races
topic-order = Order
lab-loading = Loading the lab …
lab-failed = The lab could not be loaded. Are you offline?
lab-retry = Try again
explore-go = Explore
explore-stop = Stop
explore-break = Try to break it
explore-break-hint = Looks for the shortest schedule in which something goes wrong
explore-intro = Sudog can run this program in every order in which its goroutines can meet, and say what the program can do at all: each different outcome, how often it comes up, and the shortest schedule that leads there.
explore-intro-more = Orders that nobody can tell apart count once. A comment like “// sudog: no race, no deadlock” says what must hold.
explore-broken = There is nothing to explore yet: the program does not compile.
explore-lost = A worker was lost; the exploration ended with it. Try again, perhaps with a smaller budget.
explore-stale = The program was changed since. Explore again to see what it can do now.
setting-races = races
setting-races-hint = Tell data races. Accesses that race are tried in every order in any case
setting-leaks = leaks
setting-leaks-hint = Count goroutines that are left over for ever when main returns
setting-exact = exact time
setting-exact-hint = Work takes no time: timers go off only when nobody else can run. Otherwise a timer may go off at any moment.
setting-way = Which schedules
setting-budget = Most executions
way-all = every schedule
bound-n = { $n ->
    [one] at most { $n } preemption
   *[other] at most { $n } preemptions
}
way-chance = random schedules
way-priorities = random priorities, depth { $depth }
budget-n = up to { $n }
progress-label = Part of the search that is done
progress-all = Exploring …
progress-random = Drawing random schedules …
progress-break = Trying with { $n } preemptions …
progress-executions = { $n } executions, { $rate } a second
progress-more = longest { $deepest } steps · about { $percent } % done · workers: { $workers }
claim-complete-good = { $count ->
    [one] Complete: this program has one execution, and nothing goes wrong in it.
   *[other] Complete: every interleaving is like one of { $n } executions, and nothing goes wrong in any.
}
claim-complete-bad = { $count ->
    [one] Complete: this program has one execution, and it goes wrong.
   *[other] Complete: every interleaving is like one of { $n } executions; things go wrong in { $bad } of them.
}
claim-bounded-good = { $most ->
    [one] Complete up to { $most } preemption: nothing goes wrong in { $n } executions. More preemptions may show more.
   *[other] Complete up to { $most } preemptions: nothing goes wrong in { $n } executions. More preemptions may show more.
}
claim-bounded-bad = { $most ->
    [one] Complete up to { $most } preemption: things go wrong in { $bad } of { $n } executions.
   *[other] Complete up to { $most } preemptions: things go wrong in { $bad } of { $n } executions.
}
claim-stopped-good = { $count ->
    [one] Stopped after { $n } execution. Nothing went wrong so far, and nothing is claimed beyond.
   *[other] Stopped after { $n } executions. Nothing went wrong so far, and nothing is claimed beyond.
}
claim-stopped-bad = { $count ->
    [one] Stopped after { $n } execution; things went wrong in { $bad } of them.
   *[other] Stopped after { $n } executions; things went wrong in { $bad } of them.
}
ran-random = { $count ->
    [one] { $n } random execution
   *[other] { $n } random executions
}
ran-both = { $count ->
    [one] { $others } executions and { $n } random one
   *[other] { $others } executions and { $n } random ones
}
claim-random-good = Stopped after { $ran }. Nothing went wrong so far, and nothing is claimed beyond.
claim-random-bad = Stopped after { $ran }; things went wrong in { $bad } of them.
walked-chance = Random schedules: at every operation, whoever can go on may be next, all with the same chance. How likely that is to show a given bug is not known.
walked-priorities = { $depth ->
    [one] Random priorities: a bug that { $depth } ordering constraint suffices for shows in each of these executions with probability at least 1/(n·kᵈ⁻¹) = 1/{ $one_in }, in one of all with at least { $all } % (n = { $n } goroutines and timers, k = { $k } operations, d = { $depth }).
   *[other] Random priorities: a bug that { $depth } ordering constraints suffice for shows in each of these executions with probability at least 1/(n·kᵈ⁻¹) = 1/{ $one_in }, in one of all with at least { $all } % (n = { $n } goroutines and timers, k = { $k } operations, d = { $depth }).
}
onward = What is left is too much to be tried in full. Draw from it:
onward-chance = { $n } random schedules
onward-priorities = { $n } by random priorities, depth { $depth }
onward-priorities-hint = Priorities that change a few times in a run (PCT): there is a floor under the chance to find a bug that few ordering constraints suffice for
claim-broken = { $count ->
    [one] Broken at the first execution: here is the shortest schedule that was found.
   *[other] Broken after { $n } executions: here is the shortest schedule that was found.
}
claim-outcomes = { $n ->
    [one] There is one outcome.
   *[other] There are { $n } different outcomes.
}
claim-diverged = The engine did not follow its own plan, so nothing is claimed. Please report this program.
claim-ticks = { $n ->
    [one] A ticker was not let tick more than { $n } time.
   *[other] A ticker was not let tick more than { $n } times.
}
claim-untold-races = Goroutines race, and what races was tried in every order. Check “races” to be told what.
claim-fails = “{ $property }” does not hold. An execution that shows it: { $shown }.
claim-open = { $n ->
    [one] “{ $property }” is not decided after { $n } execution.
   *[other] “{ $property }” is not decided after { $n } executions.
}
claim-all-hold = { $n ->
    [one] It holds in the only execution there is.
   *[other] It holds in every interleaving: { $n } executions.
}
claims-asked = What the program says must hold
claims-usual = What every program wants
claims-unknown = Not understood in a “// sudog:” comment: { $text }
standing-holds = holds
standing-fails = does not hold
standing-open = not decided
standing-shows = outcome { $n }
property-compiles = it compiles
property-no-race = no race
property-no-deadlock = no deadlock
property-no-panic = no panic
property-no-leak = no leak
property-some-deadlock = some deadlock
property-exit = exit status { $code }
property-output = output “{ $text }”
property-outputs = { $n ->
    [one] output in a list of { $n }
   *[other] output in a list of { $n }
}
property-line = a line “{ $text }”
outcomes-label = Outcomes, the most frequent first
outcome-label = Outcome { $n }
outcome-ok = ok
outcome-exit = exit
outcome-panic = panic
outcome-fatal = fatal
outcome-deadlock = deadlock
outcome-race = race
outcome-leak = leak
outcome-limit = stopped
outcome-prints = prints { $text }
outcome-silent = prints nothing
outcome-after = { $message }, after printing { $text }
outcome-open = Open this run
outcome-open-hint = Open this schedule as the run on the page, at its end
outcome-created = created by
outcome-races = { $n ->
    [one] { $n } race
   *[other] { $n } races
}
outcome-left = { $n ->
    [one] { $n } goroutine is left for ever
   *[other] { $n } goroutines are left for ever
}
outcome-stuck = { $n ->
    [one] { $n } goroutine waits for ever
   *[other] { $n } goroutines wait for ever
}
outcome-cost = { $n ->
    [one] Shortest schedule: { $n } switch between goroutines; preemptions: { $preemptions }.
   *[other] Shortest schedule: { $n } switches between goroutines; preemptions: { $preemptions }.
}
race-unnamed = memory without a name
compare-title = Two runs side by side
compare-back = Back to the outcomes
compare-wait = Running both …
compare-with = Compare with outcome { $n }
compare-hint = Shows where the two runs part
compare-say = The two runs are the same up to step { $n }. There they part:
exam-broken = The program does not compile.
shelf-away = Fetching lessons and examples …
shelf-failed = Lessons and examples could not be fetched. Are you offline?
policy-replay = Found schedule
policy-replay-hint = The run follows a schedule that exploring found; choose otherwise anywhere, and it goes its own way from there
lesson-passed-every = Passed: it holds in every interleaving.
lesson-counterexample = Show the run that fails
tree-title = Where outcomes part
tree-root = From the start
tree-reads = reads { $object }
tree-writes = writes { $object }
tree-timer = a timer goes off
tree-ends = ends the run
tree-decides = decides
tree-decides-hint = Beside this branch something can still go well; below it everything goes wrong
tree-more = more lies below
tree-count = { $count ->
    [one] { $n } execution
   *[other] { $n } executions
}
tree-count-bad = { $count ->
    [one] { $n } execution, { $bad } wrong
   *[other] { $n } executions, { $bad } wrong
}
tree-none = There is no tree of random schedules: they have little in common.
tree-single = There is one outcome, so nothing parts.
cycle-title = They wait for each other



# ---- questions about a run ----
look-cancel = Cancel
look-cancelled = Cancelled: nothing is known of this run.
look-again = Look again
look-part = Part of the work that is done
look-far = { $n } instructions so far

# ---- races ----
race-looking = Looking for races in this run …
race-broken = This program does not compile: { $message }
race-none = No race in this run.
race-none-more = Other interleavings may have one: explore them.
race-explore = Explore every interleaving
race-reach = { $n ->
    [one] Its one step was looked at.
   *[other] All of its { $n } steps were looked at.
}
race-reach-limited = Only its first { $n } instructions were looked at.
race-some = { $n ->
    [one] One data race in this run.
   *[other] { $n } data races in this run.
}
race-more = { $n ->
    [one] One more is not described.
   *[other] { $n } more are not described.
}
race-on = Data race on { $name }
race-on-map = Data race on a map
race-on-chan = Data race on a channel
race-on-memory = Data race at address { $address }
race-first = First access
race-second = Second access
race-go-first = Go to the first access
race-go-second = Go to the second access
race-show-order = Show the order
race-created = started by { $by }
race-main = there from the start
race-stack = { $n ->
    [one] Stack of one call
   *[other] Stack of { $n } calls
}
race-reads = reads
race-writes = writes
race-reads-atomically = reads atomically
race-writes-atomically = writes atomically
race-reads-map = reads the map
race-writes-map = writes the map
race-uses-chan = uses the channel
race-closes-chan = closes the channel
race-adds = counts up from zero
race-waits = begins to wait
race-locks = uses it as a lock
race-the-read = read
race-the-write = write
race-the-atomic-read = atomic read
race-the-atomic-write = atomic write
race-nothing = Nothing orders the { $first } by { $a } before the { $second } by { $b }
race-because = { $nothing }: { $why }.
race-why-never = the two never synchronised
race-why-started = all that { $by } knows of { $of } is what it was started with
race-why-other = { $a } holds { $lock } and { $b } holds { $other }, so no lock is held by both
race-why-read = both hold { $lock }, but for reading only
race-why-unlocked = { $holds } holds { $lock }, and { $not } does not
race-why-late = { $what } of { $who }{ $at } comes after the { $access }
race-why-early = { $what } of { $who }{ $at }, through which the other last learned of it, comes before the { $access }
race-sync = Before that, { $by } last learned of { $of } through { $object }
race-sync-go = Before that, { $by } last learned of { $of } through the go statement
race-sync-never = Before that, neither learned anything of the other.

# ---- order ----
order-looking = Working out what happened before what …
order-empty = Nothing has happened in this run that could be ordered.
order-picture = What happened before what
order-hint = Select an event: what happened before it and what happens after it is shaded. What is neither could have happened at another time.
order-race = The two accesses to { $name } are not joined by any path of lines.
order-race-memory = The two accesses are not joined by any path of lines.
order-counts = { $past } happened before it, { $future } happen after it, { $free } are unordered with it.
order-go = Go to this moment
order-clear = Clear
order-absent = no order
order-absent-legend = the missing edge
order-same = selected
order-past = happened before
order-future = happens after
order-together = met it
order-free = unordered
order-event = { $code }, step { $n }: { $said }
order-event-stands = { $code }, step { $n }: { $said } ({ $stand })
order-edge-legend = happened before
order-meet-legend = met
order-wait-legend = waits
order-table = The same as a table
order-table-part = What is in sight, as a table
order-col-after = Directly after
order-col-stands = Against the selected one
order-step = of step { $n }
edge-go = go statement
edge-message = message on { $o }
edge-room = room in { $o }
edge-meet = meeting on { $o }
edge-close = close of { $o }
edge-lock = lock { $o }
edge-wg = wait group { $o }
edge-cond = signal on { $o }
edge-once = { $o } was run
edge-atomic = atomic { $o }
edge-timer = timer
edge-finalizer = finaliser
edge-other = inside the library

# ---- layout ----
topic-layout = Layout
layout-title = Layout
topic-memory = Memory
topic-escapes = Escapes
layout-source = Go declarations
layout-type = Type
layout-arch = Target
layout-beside = Beside it
layout-beside-nothing = nothing
layout-beside-all = all targets
layout-empty = No struct type here yet. Declare one, and its bytes appear.
layout-looking = Reading the types …
layout-lost = The front end could not be started.
layout-refused = { $place }: { $message }
layout-error-more = { $n ->
    [one] and { $n } more error
   *[other] and { $n } more errors
}
layout-stale = The picture is of the text before this error.
layout-bytes = { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}
layout-facts-align = aligned to { $n }
layout-facts-pad = { $n ->
    [one] { $n } byte of padding
   *[other] { $n } bytes of padding
}
layout-facts-scan = { $n ->
    [one] { $n } byte scanned for pointers
   *[other] { $n } bytes scanned for pointers
}
layout-facts-noscan = no pointers to scan
layout-facts-block = heap block of { $n }
layout-facts-tiny = shares a heap block of 16
layout-picture-label = { $name } on { $arch }, { $size } bytes; the table below says the same
layout-cache-line = cache line { $n }
layout-folded = … { $n } bytes …
layout-table = Fields of { $name }
layout-col-field = Field
layout-col-type = Type
layout-col-offset = Offset
layout-col-size = Size
layout-col-align = Align
layout-col-pad = Padding after
layout-col-move = Move
layout-move = Move { $name }: drag, or press arrow up or down
layout-moved = { $name } is field { $n } of { $all } now; the type has { $size } bytes
layout-open = Show what is in { $name }
layout-close = Fold { $name }
layout-tail = after the last field
layout-better-both = Smallest, and least to scan
layout-better-size = Smallest
layout-better-pointers = Least to scan
layout-better-saves = { $n ->
    [one] { $size } bytes: { $n } byte less for a value, { $million } MB for a million
   *[other] { $size } bytes: { $n } bytes less for a value, { $million } MB for a million
}
layout-better-block = heap block of { $n } instead of { $before }
layout-better-block-same = same heap block of { $n }
layout-better-scan = { $n } scanned instead of { $before }
layout-apply = Reorder
layout-best = No order is smaller, and none has fewer bytes to scan.
layout-declared-elsewhere = Its fields are written in the type that it is declared from.
layout-unnamed = { $n ->
    [one] In { $n } place it is built without field names: another order breaks that.
   *[other] In { $n } places it is built without field names: another order breaks these.
}
layout-undo = Undo
layout-remark-straddles = { $name } lies on two cache lines: bytes { $from } to { $to }, if a value begins on one.
layout-remark-shares = { $names } are on one cache line: a goroutine that writes one slows those that use another.
layout-remark-empty = { $name } has no bytes and comes last: the value is { $n } longer, so that a pointer to it stays inside.
layout-remark-waste = { $n ->
    [one] A value in the heap leaves { $n } byte of its block unused.
   *[other] A value in the heap leaves { $n } bytes of its block unused.
}
layout-remark-tiny = Without pointers and below 16 bytes, several values share one block.
layout-remark-aligned = { $name } is aligned to { $n } on this target, more than a word.
layout-export = Save as SVG
layout-copy = Copy link
layout-copied = Copied
layout-link-damaged = The link is damaged: this is the example instead.
layout-legend-scalar = number, bool
layout-legend-pointer = pointer, map, channel, function
layout-legend-header = string, slice, interface
layout-legend-struct = struct
layout-legend-array = array
layout-legend-pad = padding
layout-legend-trail = padding at the end
layout-legend-scan = scanned by the collector

# ---- memory ----
memory-sections = Memory
memory-diagram = Stack and heap
memory-bytes = Bytes
memory-nothing = Run or step a program, and its memory appears here.
memory-looking = Reading memory …
memory-failed = Memory could not be read: { $why }
memory-stale = The text has changed: this is the memory of the run before.
memory-picture = Stacks at the left, objects of the heap at the right; curves show what leads where. Arrow keys move, Enter follows a pointer.
memory-globals = package variables
memory-garbage-mark = garbage
memory-new-mark = new
memory-allocated = Allocated in { $function }, { $place } by { $by }
memory-allocated-somewhere = Allocated in { $function } by { $by }
memory-more = … { $n } more
memory-calls-within = +{ $n } within
memory-far = … show
memory-spare = spare capacity
memory-changed = changed
memory-uintptr = a number: keeps nothing alive
memory-tag-global = global
memory-tag-readonly = read-only
memory-tag-machine = shared
memory-tag-freed = freed
memory-tag-wild = no memory
memory-to = leads to { $at }
memory-to-boxed = lies in the heap, at { $at }
memory-to-c = leads to { $at }, in C's heap
memory-to-global = leads to a package variable, { $at }
memory-to-readonly = leads to read-only data, { $at }
memory-to-machine = leads to { $at }, memory that the runtime shares
memory-to-freed = leads to { $at }, where nothing is allocated any more
memory-to-wild = leads to { $at }, which is no memory
memory-is-value = value
memory-is-array = array
memory-is-map = map
memory-is-chan = channel
memory-is-closure = closure
memory-is-raw = bytes
memory-is-c = block of C
memory-live = { $n ->
    [one] { $count } live object, { $bytes } bytes;
   *[other] { $count } live objects, { $bytes } bytes;
}
memory-garbage-none = no garbage
memory-garbage-some = { $n ->
    [one] garbage: { $count }, { $bytes } bytes
   *[other] garbage: { $count }, { $bytes } bytes
}
memory-of = Whose memory
memory-of-all = all goroutines
memory-with-garbage = garbage
memory-as-list = as a list
memory-tidy = Tidy up
memory-tidy-hint = Lay everything out afresh
memory-shown = The { $n } objects nearest to the stacks are shown.
memory-show-more = Show more
memory-more-stacks = { $n ->
    [one] { $n } goroutine is left out.
   *[other] { $n } goroutines are left out.
}
memory-hint = Pick a row to read it in words. Drag the ground to move about.
memory-to-bytes = Show the bytes
memory-go-there = Go there
memory-lies-at = at
memory-size = { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}
memory-block = { $n ->
    [one] block of { $n } byte, { $used } used, at
   *[other] block of { $n } bytes, { $used } used, at
}
memory-made-in = allocated in { $function },
memory-made-by = by { $by }
memory-finalizer = a finalizer waits for its end
memory-no-heap = Nothing in the heap: every value lives in a frame or in a package variable.
memory-no-way-to-heap = Nothing here leads to the heap; what is live there is the library's.
memory-legend-pointer = leads to
memory-legend-boxed = variable that lives in the heap
memory-legend-uintptr = number that keeps nothing alive
memory-legend-nil = nil
memory-legend-slice = slice: length, and capacity to spare
memory-legend-changed = changed by the latest step
memory-list = Memory as a list
memory-list-stacks = Stacks
memory-list-objects = Objects
memory-list-before = Before
memory-list-after = After
memory-list-part = { $from } to { $to } of { $n }
memory-col-name = Name
memory-col-value = Value
memory-col-type = Type
memory-col-leads = Leads to
memory-go-label = Address, or a variable's name
memory-go-hint = 0x… or a variable
memory-go = Go
memory-go-refused = { $text } is neither an address nor a variable that lies somewhere.
memory-back = Back
memory-lower = Lower
memory-higher = Higher
memory-regions = All of memory
memory-region-readonly = read-only data
memory-region-globals = package variables
memory-region-heap = heap
memory-region-c = C's heap
memory-touches = What the latest step did
memory-writes = { $n ->
    [one] { $who } writes { $n } byte at { $at }
   *[other] { $who } writes { $n } bytes at { $at }
}
memory-reads = { $n ->
    [one] { $who } reads { $n } byte at { $at }
   *[other] { $who } reads { $n } bytes at { $at }
}
memory-touches-more = and { $n } more
memory-detail = The byte that is looked at
memory-detail-byte = Byte
memory-detail-is = Part of
memory-detail-type = Type
memory-detail-value = Value
memory-detail-offset = Where in it
memory-detail-leads = Pointer
memory-offset = byte { $n } of { $size }
memory-follow = Follow to { $at }
memory-show-object = Show in the diagram
memory-read-as = Read as
memory-read-as-hint = What a conversion through unsafe.Pointer would see from this byte on.
memory-read-as-nothing = choose a type
memory-read-here = Read here
memory-read-nothing = A { $ty } at { $at } does not fit into memory.
memory-read-caption = { $ty } at { $at }
memory-bytes-label = Bytes from { $from } to { $to }; arrow keys move, Enter follows a pointer
memory-byte = { $at }: { $byte }, { $what }
memory-span-value = value
memory-span-padding = padding
memory-span-spare = spare
memory-span-books = the runtime's own
memory-span-free = free
memory-span-cfreed = freed by C
memory-span-readonly = read-only
memory-span-unmapped = not mapped
# ---- garbage ----
garbage-tab = Garbage
garbage-over-time = Over time
garbage-line = Bytes in the heap over the run: now { $heap } in { $objects } objects, { $total } allocated in all, { $cycles } collections.
garbage-now = { $heap } in { $objects } objects
garbage-live = { $live } live
garbage-total = { $total } in { $mallocs } allocations so far
garbage-cycles = { $n ->
    [one] { $n } collection
   *[other] { $n } collections
}
garbage-next = the next one at { $n }
garbage-sampled = A long run: figures at its checkpoints.
garbage-key-heap = in the heap
garbage-key-live = live
garbage-key-gc = collection
garbage-seek = Click goes to that moment.
garbage-sites = By site
garbage-col-site = Where
garbage-col-type = What
garbage-col-objects = Objects
garbage-col-bytes = Bytes
garbage-col-here = Still there
garbage-col-live = Live
garbage-sites-more = … { $n } more sites
garbage-raw = bytes
garbage-watch = Watch a collection
garbage-watch-intro = What a collection would do here. The run is not changed.
garbage-first = To the beginning
garbage-previous = Previous step
garbage-following = Next step
garbage-play = Play
garbage-pause = Pause
garbage-at-step = Step { $n } of { $of }
garbage-grid = { $white } objects white, { $grey } grey, { $black } black, { $swept } given back
garbage-white = white: not reached
garbage-grey = grey: reached, to be looked at
garbage-black = black: looked at
garbage-gone = given back
garbage-folded = A large heap: a step stands for several moves, a square for { $n } objects at most.
garbage-begin = Every object is white: nobody has led to it yet.
garbage-end = Done: { $stays } stay, { $goes } go.
garbage-say-root = { $root } leads to { $object }: reached.
garbage-say-contents = { $object } has a finalizer that will want to see whatever it leads to: its words are roots.
garbage-say-scan = { $object } is looked at and turns black; it leads to nothing new.
garbage-say-scan-found = { $object } is looked at and turns black; { $found } reached.
garbage-say-finalizer = Nothing leads to { $object }: its finalizer { $function } is started, and it stays until that has run.
garbage-say-cleanup = Nothing leads to { $object }: its cleanup { $function } is started.
garbage-say-sweep = { $object } is still white: given back, { $bytes } bytes.
garbage-say-sweeps = { $n } objects are still white: given back, { $bytes } bytes.
garbage-say-more = And { $n } moves like it.
garbage-root-global = The package variable { $name }
garbage-root-variable = { $name } in { $function } ({ $g })
garbage-root-closure = The closure that { $function } runs in ({ $g })
garbage-root-word = A word of { $function } ({ $g }) that is no variable in scope
garbage-root-deferred = The deferred call of { $function } ({ $g })
garbage-root-panic = The panic of { $g }
garbage-root-timer = A timer
garbage-root-finalizer = The function of a finalizer, { $function },
garbage-root-cleanup = The function of a cleanup, { $function },
garbage-root-machine = The runtime
garbage-root-whole = { $name } of an object that is kept whole for its finalizer
garbage-root-due = A finalizer that is due
garbage-keeps = What keeps it alive
garbage-address = Object at
garbage-choose = or choose
garbage-keeps-none = Choose an object, and the shortest ways from roots to it appear here.
garbage-keeps-nothing = Nothing: the next collection takes it.
garbage-keeps-finalizer = Only its finalizer: the next collection starts that, a later one takes the object.
garbage-keeps-no-object = There is no object at { $at }.
garbage-keeps-of = { $object }, { $size } bytes
garbage-keeps-made = allocated in { $function }
garbage-way = Way { $n }
garbage-way-more = … { $n } more
garbage-pending = Finalizers and cleanups
garbage-pending-none = None wait.
garbage-pending-finalizer = finalizer { $function } of { $object }
garbage-pending-cleanup = cleanup { $function } of { $object }
garbage-due = due
garbage-waits = waits
garbage-has-run = { $g } was started by a collection
garbage-why = What keeps it alive?

# ---- unsafe ----
unsafe-title = Unsafe
unsafe-group-strings = Bytes and strings
unsafe-group-bits = Floats and structs
unsafe-group-pointers = Pointers
unsafe-group-patterns = The six patterns
unsafe-programs = Examples
unsafe-program = Program
unsafe-moments = Moments of the run
unsafe-reset = Reset
unsafe-play = Open in playground
unsafe-lost = The engine could not be started.
unsafe-running = Running …
unsafe-silent = Nothing was printed.
unsafe-no-moments = No moment is marked. Write a comment “// ◆ name: sentence” above a line.
unsafe-line = line { $n }
unsafe-not-reached = The run ended before it came here.
unsafe-start = where we start
unsafe-none-allocated = nothing allocated
unsafe-allocated = { $n ->
    [one] { $n } block, { $bytes } bytes allocated
   *[other] { $n } blocks, { $bytes } bytes allocated
}
unsafe-none-copied = nothing copied
unsafe-copied = { $n ->
    [one] { $n } byte copied
   *[other] { $n } bytes copied
}
unsafe-collected = { $n ->
    [one] { $n } collection, { $freed } freed
   *[other] { $n } collections, { $freed } freed
}
unsafe-heap = { $n } B, heap
unsafe-read-only = { $n } B, read-only
unsafe-global = { $n } B, package
unsafe-freed = freed
unsafe-bytes = bytes
unsafe-fresh = new
unsafe-owners = { $n ->
    [one] { $n } owner: { $names }
   *[other] { $n } owners: { $names }
}
unsafe-package = package variables
unsafe-function = in { $name }
unsafe-sign = sign { $s }
unsafe-exponent = exponent { $e } − { $bias } = { $n }
unsafe-mantissa = mantissa { $hex }

## What escapes

escapes-looking = Asking what escapes …
escapes-none = Nothing escapes.
escapes-heap = { $n ->
    [one] { $n } thing in the heap
   *[other] { $n } things in the heap
}
escapes-differ = { $n ->
    [one] { $n } kept otherwise by Sudog
   *[other] { $n } kept otherwise by Sudog
}
escapes-stays-too = what stays, too
escapes-more = Show { $n } more
escapes-why = Why
escapes-why-of = Why { $name }
escapes-line = Go to line { $line }
escapes-on-stack = stays on gc’s stack
escapes-addressed = in the heap, since its address is taken
escapes-captured = in the heap, since a function literal captures it and it is assigned again
escapes-large = in the heap, since values of its type are held by address
escapes-made = made in the heap
escapes-frame = in a frame, since its address is never taken
escapes-note = In the words of go build -gcflags='-m -l', which leaves inlining out; with inlining gc may keep more on the stack.
unsafe-vet = go vet
unsafe-checkptr = checkptr
unsafe-checkptr-hint = Stop where a rule of package unsafe is broken, as a program does that is built with -d=checkptr
