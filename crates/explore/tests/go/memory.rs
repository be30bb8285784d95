//! What a search holds on to does not grow with the number of executions.

use explore::go::{Exploration, Relation};
use explore::{Options, Status};
use session::Workbench;

use crate::support::{compile, setup};

/// Two goroutines with ten additions each: 184,756 executions, all of one length. (With more
/// goroutines the trees of what is still to come first grow up to their size, which takes more
/// than a thousand executions.)
const TEXT: &str = "package main\n\nimport \"sync/atomic\"\n\nvar x atomic.Int64\n\nfunc main() {\n\
    \tfor range 2 {\n\t\tgo func() {\n\t\t\tfor range 10 {\n\t\t\t\t_ = x.Add(1)\n\t\t\t}\n\t\t}()\n\t}\n}\n";

#[test]
fn a_hundred_thousand_executions_need_no_more_than_a_thousand() {
    let program = compile(&mut Workbench::new(), TEXT);
    let options = Options {
        executions: 100_000,
        ..Options::default()
    };
    let mut search = Exploration::new(
        setup(&program, Relation::Ticket),
        options,
        None,
        false,
        [],
        [],
    );
    let mut early = 0;
    while search.run(1_000).status == Status::Running {
        if early == 0 && search.progress().executions() >= 1_000 {
            early = search.held();
        }
    }
    assert_eq!(search.progress().executions(), 100_000);
    assert_eq!(search.outcomes(), 1);
    assert!(early > 0);
    let late = search.held();
    assert!(
        late <= early * 5 / 4,
        "{early} after a thousand, {late} after all"
    );
}
