//! Statements with goroutines and channels whose results do not depend on who runs when.

use super::scope::Gen;
use super::world::{INT, Ty};

impl Gen {
    /// One expression without effects, for goroutines beside others.
    fn pure(&mut self, ty: &Ty, depth: usize) -> String {
        let old = std::mem::replace(&mut self.pure, true);
        let text = self.expr(ty, depth).text;
        self.pure = old;
        text
    }

    pub(super) fn goroutine(&mut self) {
        if !self.world.params.is_empty() && self.rng.chance(50) {
            return self.say();
        }
        let label = self.label();
        match self.rng.below(10) {
            0 | 1 => self.serial(label),
            2 => self.by_index(label),
            3 => self.stream(label),
            4 => self.select(label),
            5 => self.locked(label),
            6 => self.merge(label),
            7 => self.ping_pong(label),
            8 => self.misused(label),
            _ => self.pulled(label),
        }
    }

    /// Started and waited for: may do what it likes.
    fn serial(&mut self, label: usize) {
        let done = self.fresh("done");
        let body = self.body(&[], 3);
        match self.rng.below(3) {
            0 => {
                self.line(format!("{done} := make(chan struct{{}})"));
                self.line(format!(
                    "go func() {{\n\tdefer close({done})\n\tdefer h.Guard({label})\n{body}\t}}()"
                ));
                self.line(format!("<-{done}"));
            }
            1 => {
                self.line(format!("var {done} sync.WaitGroup"));
                self.line(format!(
                    "{done}.Go(func() {{\n\tdefer h.Guard({label})\n{body}\t}})"
                ));
                self.line(format!("{done}.Wait()"));
            }
            _ => {
                let ty = self.some_type(1);
                let name = self.name(&ty);
                let e = self.expr(&ty, 2).text;
                let x = self.fresh("x");
                self.line(format!("{done} := make(chan {name}, 1)"));
                self.line(format!(
                    "go func({x} {name}) {{\n\tdefer func() {{ {done} <- {x} }}()\n\tdefer h.Guard({label})\n{body}\t}}({e})"
                ));
                let v = self.fresh("v");
                self.line(format!("{v} := <-{done}; h.P({label}, {v})"));
                self.declare(&v, &ty, true);
            }
        }
    }

    /// Each writes its own place.
    fn by_index(&mut self, label: usize) {
        let (wg, out, i) = (self.fresh("wg"), self.fresh("out"), self.fresh("i"));
        let n = self.rng.between(2, 5);
        let ty = self.some_type(1);
        let mark = self.vars.len();
        self.declare_small(&i);
        let e = self.pure(&ty, 3);
        self.vars.truncate(mark);
        self.line(format!("var {wg} sync.WaitGroup"));
        self.line(format!("{out} := make([]string, {n})"));
        self.line(format!("for {i} := range {n} {{"));
        self.line(format!("\t_ = {i}"));
        let run = format!("{out}[{i}] = h.Caught(func() string {{ return h.Show({e}) }})");
        match self.rng.chance(50) {
            true => self.line(format!(
                "\t{wg}.Add(1); go func() {{ defer {wg}.Done(); {run} }}()"
            )),
            false => self.line(format!("\t{wg}.Go(func() {{ {run} }})")),
        }
        self.line("}");
        self.line(format!("{wg}.Wait(); h.P({label}, {out})"));
    }

    /// One sends, one receives.
    fn stream(&mut self, label: usize) {
        let (ch, i, v) = (self.fresh("ch"), self.fresh("i"), self.fresh("v"));
        let n = self.rng.between(1, 5);
        let room = self.rng.below(3);
        let ty = self.some_type(1);
        let name = self.name(&ty);
        let mark = self.vars.len();
        self.declare_small(&i);
        let old = std::mem::replace(&mut self.calm, true);
        let e = self.pure(&ty, 2);
        self.calm = old;
        self.vars.truncate(mark);
        self.line(format!("{ch} := make(chan {name}, {room})"));
        self.line(format!(
            "go func(out chan<- {name}) {{ defer close(out); for {i} := range {n} {{ _ = {i}; out <- {e} }} }}({ch})"
        ));
        match self.rng.below(3) {
            0 => {
                let ok = self.fresh("ok");
                self.line(format!(
                    "for {{ {v}, {ok} := <-{ch}; if !{ok} {{ h.P({label}, {v}); break }}; h.P({label}, {v}) }}"
                ));
            }
            1 => {
                // Through a stage in between.
                let mid = self.fresh("ch");
                self.line(format!("{mid} := make(chan string)"));
                self.line(format!(
                    "go func() {{ defer close({mid}); for {v} := range {ch} {{ {mid} <- h.Show({v}) }} }}()"
                ));
                self.line(format!("for {v} := range {mid} {{ h.P({label}, {v}) }}"));
            }
            _ => self.line(format!(
                "for {v} := range {ch} {{ h.P({label}, {v}, cap({ch})) }}"
            )),
        }
    }

    /// At most one case is ready.
    fn select(&mut self, label: usize) {
        let ty = self.some_type(1);
        let name = self.name(&ty);
        let n = self.rng.between(1, 4);
        let ready = self.rng.below(n + 1);
        let mut chans = Vec::new();
        for i in 0..n {
            let ch = self.fresh("ch");
            // A sender finds room, a receiver a value or the end; the others wait.
            let sends = self.rng.chance(35);
            let state = match (i == ready, sends) {
                (true, true) => format!("make(chan {name}, 1)"),
                (true, false) => format!("make(chan {name}, 2)"),
                (false, _) if self.rng.chance(40) => format!("chan {name}(nil)"),
                (false, _) => format!("make(chan {name})"),
            };
            let state = state.replace(&format!("chan {name}(nil)"), &format!("(chan {name})(nil)"));
            self.line(format!("{ch} := {state}"));
            if i == ready && !sends {
                let e = self.expr(&ty, 2).text;
                match self.rng.chance(30) {
                    true => self.line(format!("close({ch})")),
                    false => self.line(format!("{ch} <- {e}")),
                }
            }
            chans.push((ch, sends));
        }
        self.line("select {");
        for (ch, sends) in &chans {
            let v = self.fresh("v");
            let ok = self.fresh("ok");
            let label = self.label();
            if *sends {
                let e = self.expr(&ty, 2).text;
                self.line(format!("case {ch} <- {e}:"));
                self.line(format!("\th.P({label}, len({ch}))"));
            } else {
                match self.rng.below(4) {
                    0 => self.line(format!("case <-{ch}:")),
                    1 => {
                        self.line(format!("case {v}, {ok} := <-{ch}:"));
                        self.line(format!("\th.P({label}, {v}, {ok})"));
                    }
                    2 => {
                        let slot = self.vars.iter().rev().find(|x| x.mutable && x.ty == ty);
                        match slot.map(|x| x.name.clone()) {
                            Some(x) => self.line(format!("case {x} = <-{ch}:")),
                            None => self.line(format!("case <-{ch}:")),
                        }
                    }
                    _ => {
                        self.line(format!("case {v} := <-{ch}:"));
                        self.line(format!("\th.P({label}, {v})"));
                    }
                }
            }
            self.block(1);
        }
        if ready == n || self.rng.chance(40) {
            self.line("default:");
            let label = self.label();
            self.line(format!("\th.P({label}, \"default\")"));
        }
        self.line("}");
        let _ = label;
    }

    fn locked(&mut self, label: usize) {
        let (mu, wg, sum, i) = (
            self.fresh("mu"),
            self.fresh("wg"),
            self.fresh("sum"),
            self.fresh("i"),
        );
        let n = self.rng.between(2, 5);
        match self.rng.below(4) {
            0 => {
                self.line(format!(
                    "var {mu} sync.Mutex; var {wg} sync.WaitGroup; {sum} := 0"
                ));
                self.line(format!(
                    "for {i} := range {n} {{ {wg}.Add(1); go func() {{ defer {wg}.Done(); {mu}.Lock(); defer {mu}.Unlock(); {sum} += {i} * {i} }}() }}"
                ));
                self.line(format!("{wg}.Wait(); h.P({label}, {sum}, {mu}.TryLock())"));
            }
            1 => {
                self.line(format!("var {sum} atomic.Int64; var {wg} sync.WaitGroup"));
                self.line(format!(
                    "for {i} := range {n} {{ {wg}.Go(func() {{ {sum}.Add(int64({i})<<{i}) }}) }}"
                ));
                self.line(format!(
                    "{wg}.Wait(); h.P({label}, {sum}.Load(), {sum}.CompareAndSwap(3, 4))"
                ));
            }
            2 => {
                self.line(format!("var {mu} sync.Once; {sum} := 0"));
                self.line(format!(
                    "for {i} := range {n} {{ {mu}.Do(func() {{ {sum} += 10 + {i} }}) }}"
                ));
                self.line(format!("h.P({label}, {sum})"));
            }
            _ => {
                // The first error by index, as errgroup would not promise.
                self.line(format!(
                    "{sum} := make([]error, {n}); var {wg} sync.WaitGroup"
                ));
                self.line(format!(
                    "for {i} := range {n} {{ {wg}.Go(func() {{ if {i}%2 == 1 {{ {sum}[{i}] = fmt.Errorf(\"e%d: %w\", {i}, myErr({i})) }} }}) }}"
                ));
                let e = self.fresh("e");
                self.line(format!("{wg}.Wait(); {e} := errors.Join({sum}...)"));
                self.line(format!(
                    "h.P({label}, {e} != nil && errors.Is({e}, myErr(1)), fmt.Sprint({e}))"
                ));
            }
        }
    }

    /// Two channels into one sum.
    fn merge(&mut self, label: usize) {
        let (a, b, n, v, ok) = (
            self.fresh("ch"),
            self.fresh("ch"),
            self.fresh("n"),
            self.fresh("v"),
            self.fresh("ok"),
        );
        let (x, y) = (self.rng.between(1, 4), self.rng.between(0, 3));
        let room = self.rng.below(2);
        self.line(format!(
            "{a}, {b}, {n} := make(chan int), make(chan int, {room}), 0"
        ));
        self.line(format!(
            "go func() {{ for i := range {x} {{ {a} <- i + 1 }}; close({a}) }}()"
        ));
        self.line(format!(
            "go func() {{ for i := range {y} {{ {b} <- 100 * i }}; close({b}) }}()"
        ));
        self.line(format!("for {a} != nil || {b} != nil {{"));
        self.line("\tselect {");
        self.line(format!(
            "\tcase {v}, {ok} := <-{a}: if !{ok} {{ {a} = nil; break }}; {n} += {v}"
        ));
        self.line(format!(
            "\tcase {v}, {ok} := <-{b}: if !{ok} {{ {b} = nil; continue }}; {n} += {v}"
        ));
        self.line("\t}");
        self.line("}");
        self.line(format!("h.P({label}, {n})"));
        self.declare(&n, &INT, true);
    }

    fn ping_pong(&mut self, label: usize) {
        let (a, b, x) = (self.fresh("ch"), self.fresh("ch"), self.fresh("x"));
        let n = self.rng.between(1, 4);
        let ty = Ty::Int(self.rng.below(super::world::INTS.len()));
        let name = self.name(&ty);
        let start = self.expr(&ty, 2).text;
        let k = self.rng.between(1, 9);
        self.line(format!("{a}, {b} := make(chan {name}), make(chan {name})"));
        self.line(format!(
            "go func() {{ defer close({b}); for v := range {a} {{ {b} <- v*{k} + 1 }} }}()"
        ));
        self.line(format!("{x} := {name}({start})"));
        self.line(format!(
            "for range {n} {{ {a} <- {x}; {x} = <-{b}; h.P({label}, {x}) }}"
        ));
        self.line(format!(
            "close({a}); _, {a}ok := <-{b}; h.P({label}, {a}ok)"
        ));
        self.declare(&x, &ty, true);
    }

    /// What channels and locks do not take.
    fn misused(&mut self, label: usize) {
        let ch = self.fresh("ch");
        let what = match self.rng.below(5) {
            0 => format!("{ch} := make(chan int); close({ch}); close({ch})"),
            1 => format!("{ch} := make(chan int, 1); close({ch}); {ch} <- 1"),
            2 => format!("var {ch} chan string; close({ch})"),
            3 => format!("var {ch} sync.WaitGroup; {ch}.Done()"),
            _ => format!("{ch} := make([]int, h.Id(-1)); _ = {ch}"),
        };
        self.line(format!(
            "h.P({label}, h.Caught(func() string {{ {what}; return \"well\" }}))"
        ));
    }

    fn pulled(&mut self, label: usize) {
        let (next, stop, v, ok) = (
            self.fresh("next"),
            self.fresh("stop"),
            self.fresh("v"),
            self.fresh("ok"),
        );
        let n = self.rng.between(1, 3);
        let yields: Vec<String> = (0..n)
            .map(|_| {
                let e = self.expr(&INT, 2).text;
                format!("if !yield({e}) {{ return }}")
            })
            .collect();
        self.line(format!(
            "{next}, {stop} := iter.Pull(func(yield func(int) bool) {{ h.Step(); {} }})",
            yields.join("; ")
        ));
        let take = self.rng.between(0, n + 1);
        self.line(format!(
            "for range {take} {{ {v}, {ok} := {next}(); h.P({label}, {v}, {ok}) }}"
        ));
        self.line(format!("{stop}()"));
    }
}
