//! Properties of a program, decided by running it: once in Go's order, then under seeds. Makes no
//! claim about schedules that it did not run.

use std::sync::Arc;

use protocol as p;
use protocol::{EndKind, Property, Verdict, has_line, same};
use sched::{Base, Policy};
use vm::{Config, Record, RunOutcome, StopReason, Until, Vm};

use crate::convert;
use crate::workbench::{Code, Workbench};

/// Runs of one verification.
const MAX_RUNS: u32 = 1_000;
/// Different outputs that are reported, and their length.
const MAX_OUTPUTS: usize = 8;
const MAX_OUTPUT: usize = 2_000;

/// A verification under way.
pub struct Verification {
    files: Vec<p::SourceFile>,
    properties: Vec<Property>,
    limits: p::Limits,
    runs: u32,
    code: Option<Arc<Code>>,
    run: Option<(Vm, Policy)>,
    done: u32,
    verdict: Verdict,
    deadlocked: bool,
}

impl Verification {
    pub fn new(
        files: Vec<p::SourceFile>,
        properties: Vec<Property>,
        runs: u32,
        limits: p::Limits,
    ) -> Self {
        Verification {
            files,
            properties,
            limits,
            runs: runs.clamp(1, MAX_RUNS),
            code: None,
            run: None,
            done: 0,
            verdict: Verdict {
                runs: 0,
                outputs: Vec::new(),
                failures: Vec::new(),
                diagnostics: p::Diagnostics::default(),
            },
            deadlocked: false,
        }
    }

    /// Goes on by about so many instructions; the verdict when it is there.
    pub fn go(&mut self, bench: &mut Workbench, budget: u64) -> Option<Verdict> {
        let code = match &self.code {
            Some(code) => Arc::clone(code),
            None => match bench.build(&self.files) {
                Ok(code) => {
                    self.code = Some(Arc::new(code));
                    return None;
                }
                Err(errors) => {
                    self.verdict.diagnostics = errors.diagnostics;
                    for i in 0..self.properties.len() {
                        self.fail(i, 0, None, String::new());
                    }
                    return Some(self.verdict.clone());
                }
            },
        };
        let number = self.done;
        let (vm, policy) = self
            .run
            .get_or_insert_with(|| start(&code, number, &self.limits));
        let stop = match vm.run(policy, budget, Until::NONE) {
            RunOutcome::Stopped(stop) => stop,
            RunOutcome::Choice => StopReason::Internal("nobody to ask".to_owned()),
            _ => return None,
        };
        let text = String::from_utf8_lossy(&vm.output().stdout()).into_owned();
        let left = vm
            .goroutines()
            .iter()
            .filter(|g| !g.system && g.id != 1)
            .count();
        self.run = None;
        self.judge(number, &stop, &text, left);
        self.done += 1;
        self.verdict.runs = self.done;
        if self.done < self.runs {
            return None;
        }
        if !self.deadlocked
            && let Some(i) = self
                .properties
                .iter()
                .position(|p| *p == Property::SomeDeadlock)
        {
            self.fail(i, 0, Some(convert::end_kind(&stop)), short(&text));
        }
        Some(self.verdict.clone())
    }

    fn judge(&mut self, run: u32, stop: &StopReason, text: &str, left: usize) {
        let kind = convert::end_kind(stop);
        self.deadlocked |= kind == EndKind::Deadlock;
        let shown = short(text);
        if self.verdict.outputs.len() < MAX_OUTPUTS && !self.verdict.outputs.contains(&shown) {
            self.verdict.outputs.push(shown.clone());
        }
        for i in 0..self.properties.len() {
            let holds = self
                .properties
                .get(i)
                .is_none_or(|property| match property {
                    Property::Compiles | Property::SomeDeadlock => true,
                    Property::NoDeadlock => kind != EndKind::Deadlock,
                    Property::NoPanic => !matches!(kind, EndKind::Panicked | EndKind::Fatal),
                    Property::NoLeak => kind != EndKind::Finished || left == 0,
                    Property::Exit(code) => {
                        matches!(kind, EndKind::Finished | EndKind::Exited)
                            && stop.exit_code() == *code
                    }
                    Property::Output(any) => any.iter().any(|want| same(want, text)),
                    Property::Line(want) => has_line(want, text),
                    // These runs have no detector: what was not looked for is not promised.
                    Property::NoRace => false,
                });
            if !holds {
                self.fail(i, run, Some(kind), shown.clone());
            }
        }
    }

    fn fail(&mut self, property: usize, run: u32, end: Option<EndKind>, output: String) {
        let property = property as u32;
        if !self.verdict.failures.iter().any(|f| f.property == property) {
            self.verdict.failures.push(p::Failure {
                property,
                run,
                end,
                output,
            });
        }
    }
}

fn start(code: &Code, number: u32, limits: &p::Limits) -> (Vm, Policy) {
    let base = if number == 0 { Base::Go } else { Base::Random };
    let config = Config {
        seed: u64::from(number),
        args: vec!["main".to_owned()],
        stdin: Vec::new(),
        limits: convert::limits(limits),
        record: Record::Off,
        race: false,
        touches: false,
        eager: false,
    };
    let vm = Vm::new(Arc::clone(&code.program), config);
    (vm, Policy::new(base, u64::from(number)))
}

fn short(text: &str) -> String {
    text.chars().take(MAX_OUTPUT).collect()
}
