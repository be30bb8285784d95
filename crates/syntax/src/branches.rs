//! Labels, `break`, `continue`, `goto` and `fallthrough`: gc checks them right after parsing a
//! function, and so do we. Everything here is about one function body; function literals in it
//! are checked on their own.

use base::{Interner, SourceMap, Span, Symbol};

use crate::ast::{Block, BranchTok, CaseClause, Decl, Expr, Ident, Stmt, StmtKind};
use crate::print::expr_string;

/// A message with its place and code.
pub(crate) type Found = (Span, String, &'static str);

/// Everything wrong with the labels and branches of `body`.
pub(crate) fn check(body: &Block, map: &SourceMap, interner: &Interner) -> Vec<Found> {
    let mut checker = Checker {
        map,
        interner,
        labels: Vec::new(),
        blocks: Vec::new(),
        found: Vec::new(),
    };
    let context = Context {
        breaks: Breaks::Nowhere,
        continues: false,
        case_index: None,
    };
    let gotos = checker.block(
        None,
        context,
        None,
        body.span,
        &body.stmts.iter().collect::<Vec<_>>(),
    );
    for label in gotos {
        let name = interner.text(label.name);
        let message = match checker
            .labels
            .iter_mut()
            .find(|l| l.name.name == label.name)
        {
            Some(target) => {
                target.used = true;
                let start = checker.blocks.get(target.block).map_or(0, |b| b.start.lo);
                format!(
                    "goto {name} jumps into block starting at {}",
                    map.describe(start)
                )
            }
            None => format!("label {name} not defined"),
        };
        checker.found.push((label.span, message, "UndeclaredLabel"));
    }
    for label in &checker.labels {
        if !label.used {
            let message = format!(
                "label {} defined and not used",
                interner.text(label.name.name)
            );
            checker
                .found
                .push((label.name.span, message, "UnusedLabel"));
        }
    }
    checker.found
}

struct Checker<'a> {
    map: &'a SourceMap,
    interner: &'a Interner,
    labels: Vec<Label>,
    blocks: Vec<BlockInfo>,
    found: Vec<Found>,
}

struct Label {
    name: Ident,
    /// The block that declares it.
    block: usize,
    labels: Labels,
    used: bool,
}

/// What kind of statement a label labels.
#[derive(Clone, Copy, PartialEq)]
enum Labels {
    Loop,
    /// `switch` or `select`
    Breakable,
    Other,
}

struct BlockInfo {
    parent: Option<usize>,
    start: Span,
    /// The label of the statement whose block this is.
    label: Option<usize>,
}

/// What unlabeled branches refer to.
#[derive(Clone, Copy)]
struct Context {
    breaks: Breaks,
    continues: bool,
    /// Index of the switch case around, if the statement is directly in it.
    case_index: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Breaks {
    Nowhere,
    LoopOrSelect,
    Switch { cases: usize },
    TypeSwitch,
}

enum Enclosing {
    Undefined,
    Invalid,
    Statement(Labels),
}

impl Checker<'_> {
    fn error(&mut self, span: Span, code: &'static str, message: String) {
        self.found.push((span, message, code));
    }

    /// The label of that name, and whether this is its first declaration.
    fn declare(&mut self, block: usize, name: Ident, stmt: &Stmt) -> (usize, bool) {
        let known = self.labels.iter().position(|l| l.name.name == name.name);
        if let Some(known) = known {
            let at = self.labels.get(known).map_or(0, |l| l.name.span.lo);
            let message = format!(
                "label {} already defined at {}",
                self.interner.text(name.name),
                self.map.describe(at)
            );
            self.error(name.span, "DuplicateLabel", message);
            return (known, false);
        }
        let labels = match stmt.kind {
            StmtKind::For(_) | StmtKind::Range(_) => Labels::Loop,
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => {
                Labels::Breakable
            }
            _ => Labels::Other,
        };
        self.labels.push(Label {
            name,
            block,
            labels,
            used: false,
        });
        (self.labels.len() - 1, true)
    }

    /// Whether some block from `block` outwards fulfils `test`.
    fn any_block(&self, block: usize, test: impl Fn(usize, &BlockInfo) -> bool) -> bool {
        let mut at = Some(block);
        while let Some(i) = at {
            let Some(info) = self.blocks.get(i) else {
                return false;
            };
            if test(i, info) {
                return true;
            }
            at = info.parent;
        }
        false
    }

    /// Whether a `goto` in `block` may jump to the label as far as it is known yet.
    fn goto_reaches(&mut self, block: usize, name: Symbol) -> bool {
        let Some(label) = self.labels.iter_mut().find(|l| l.name.name == name) else {
            return false;
        };
        label.used = true;
        let home = label.block;
        self.any_block(block, |i, _| i == home)
    }

    fn enclosing(&mut self, block: usize, name: Symbol) -> Enclosing {
        let Some(index) = self.labels.iter().position(|l| l.name.name == name) else {
            return Enclosing::Undefined;
        };
        let mut labels = Labels::Other;
        if let Some(label) = self.labels.get_mut(index) {
            label.used = true;
            labels = label.labels;
        }
        if self.any_block(block, |_, info| info.label == Some(index)) {
            Enclosing::Statement(labels)
        } else {
            Enclosing::Invalid
        }
    }

    /// Checks one statement list; returns the gotos whose label was not found yet.
    fn block(
        &mut self,
        parent: Option<usize>,
        context: Context,
        label: Option<usize>,
        start: Span,
        stmts: &[&Stmt],
    ) -> Vec<Ident> {
        let block = self.blocks.len();
        self.blocks.push(BlockInfo {
            parent,
            start,
            label,
        });
        // A fallthrough is last even if empty statements follow.
        let count = stmts
            .iter()
            .rposition(|s| !matches!(s.kind, StmtKind::Empty))
            .map_or(0, |i| i + 1);
        let mut list = List {
            block,
            context,
            gotos: Vec::new(),
            jumping: Vec::new(),
            variable: None,
        };
        for (i, stmt) in stmts.iter().take(count).enumerate() {
            self.stmt(&mut list, stmt, i + 1 == count);
        }
        list.gotos
    }

    fn stmt(&mut self, list: &mut List, stmt: &Stmt, last: bool) {
        let mut stmt = stmt;
        let mut own_label = None;
        while let StmtKind::Labeled { label, stmt: inner } = &stmt.kind {
            if self.interner.text(label.name) != "_" {
                let (index, new) = self.declare(list.block, *label, inner);
                self.resolve(list, *label, index);
                // A name's second statement is nobody's target: the name means the first.
                own_label = new.then_some(index);
            }
            stmt = inner;
        }
        match &stmt.kind {
            StmtKind::Decl(decls) => {
                for decl in decls {
                    if let Decl::Var(var) = decl
                        && let Some(name) = var.names.first()
                    {
                        let text = self.interner.text(name.name).to_string();
                        list.declares(var.span, text);
                        break;
                    }
                }
            }
            StmtKind::Define { lhs, op_span, .. } => {
                let names: Vec<String> = lhs.iter().map(|x| self.text(x)).collect();
                list.declares(*op_span, names.join(", "));
            }
            StmtKind::Branch { tok, label: None } => self.branch(list.context, *tok, stmt, last),
            StmtKind::Branch {
                tok,
                label: Some(label),
            } => self.labeled_branch(list, *tok, *label),
            StmtKind::Block(block) => {
                let inner = list.context.nested();
                self.inner(list, inner, own_label, block.span, &refs(&block.stmts));
            }
            StmtKind::If(s) => {
                let inner = list.context.nested();
                self.inner(list, inner, own_label, s.then.span, &refs(&s.then.stmts));
                if let Some(els) = &s.els {
                    self.inner(list, inner, own_label, els.span, &[els]);
                }
            }
            StmtKind::For(s) => self.looped(list, own_label, &s.body),
            StmtKind::Range(s) => self.looped(list, own_label, &s.body),
            StmtKind::Switch(s) => {
                let breaks = Breaks::Switch {
                    cases: s.cases.len(),
                };
                self.cases(list, own_label, breaks, &s.cases);
            }
            StmtKind::TypeSwitch(s) => self.cases(list, own_label, Breaks::TypeSwitch, &s.cases),
            StmtKind::Select(clauses) => {
                let inner = Context {
                    breaks: Breaks::LoopOrSelect,
                    ..list.context.nested()
                };
                for clause in clauses {
                    self.inner(list, inner, own_label, clause.span, &refs(&clause.body));
                }
            }
            StmtKind::Bad
            | StmtKind::Empty
            | StmtKind::Expr(_)
            | StmtKind::Send { .. }
            | StmtKind::IncDec { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Go(_)
            | StmtKind::Defer(_)
            | StmtKind::Return(_)
            | StmtKind::Labeled { .. } => {}
        }
    }

    fn text(&self, x: &Expr) -> String {
        expr_string(x, self.interner)
    }

    /// Settles the gotos that waited for `label`.
    fn resolve(&mut self, list: &mut List, label: Ident, index: usize) {
        let name = self.interner.text(label.name).to_string();
        let gotos = std::mem::take(&mut list.gotos);
        for goto in gotos {
            if goto.name != label.name {
                list.gotos.push(goto);
                continue;
            }
            if let Some(label) = self.labels.get_mut(index) {
                label.used = true;
            }
            if let Some((at, variable)) = &list.variable
                && list.jumping.contains(&goto)
            {
                let at = self.map.describe(at.lo);
                let message = format!("goto {name} jumps over declaration of {variable} at {at}");
                self.error(goto.span, "JumpOverDecl", message);
            }
        }
    }

    fn inner(
        &mut self,
        list: &mut List,
        context: Context,
        label: Option<usize>,
        start: Span,
        stmts: &[&Stmt],
    ) {
        let gotos = self.block(Some(list.block), context, label, start, stmts);
        list.gotos.extend(gotos);
    }

    fn looped(&mut self, list: &mut List, label: Option<usize>, body: &Block) {
        let inner = Context {
            breaks: Breaks::LoopOrSelect,
            continues: true,
            case_index: None,
        };
        self.inner(list, inner, label, body.span, &refs(&body.stmts));
    }

    fn cases(
        &mut self,
        list: &mut List,
        label: Option<usize>,
        breaks: Breaks,
        cases: &[CaseClause],
    ) {
        for (i, case) in cases.iter().enumerate() {
            let inner = Context {
                breaks,
                continues: list.context.continues,
                case_index: Some(i),
            };
            self.inner(list, inner, label, case.span, &refs(&case.body));
        }
    }

    fn branch(&mut self, context: Context, tok: BranchTok, stmt: &Stmt, last: bool) {
        let (code, message) = match tok {
            BranchTok::Break if context.breaks == Breaks::Nowhere => (
                "MisplacedBreak",
                "break is not in a loop, switch, or select",
            ),
            BranchTok::Continue if !context.continues => {
                ("MisplacedContinue", "continue is not in a loop")
            }
            BranchTok::Fallthrough => {
                let message = match (context.breaks, context.case_index) {
                    (Breaks::TypeSwitch, _) => "cannot fallthrough in type switch",
                    (Breaks::Switch { cases }, Some(i)) if last => {
                        if i + 1 < cases {
                            return;
                        }
                        "cannot fallthrough final case in switch"
                    }
                    _ => "fallthrough statement out of place",
                };
                ("MisplacedFallthrough", message)
            }
            BranchTok::Break | BranchTok::Continue | BranchTok::Goto => return,
        };
        self.error(stmt.span, code, message.to_string());
    }

    fn labeled_branch(&mut self, list: &mut List, tok: BranchTok, label: Ident) {
        let name = self.interner.text(label.name).to_string();
        match tok {
            BranchTok::Break => match self.enclosing(list.block, label.name) {
                Enclosing::Statement(Labels::Loop | Labels::Breakable) => {}
                Enclosing::Undefined => {
                    let message = format!("break label not defined: {name}");
                    self.error(label.span, "UndeclaredLabel", message);
                }
                Enclosing::Invalid | Enclosing::Statement(Labels::Other) => {
                    let message = format!("invalid break label {name}");
                    self.error(label.span, "MisplacedLabel", message);
                }
            },
            BranchTok::Continue => match self.enclosing(list.block, label.name) {
                Enclosing::Statement(Labels::Loop) => {}
                Enclosing::Undefined => {
                    let message = format!("continue label not defined: {name}");
                    self.error(label.span, "UndeclaredLabel", message);
                }
                Enclosing::Invalid | Enclosing::Statement(_) => {
                    let message = format!("invalid continue label {name}");
                    self.error(label.span, "MisplacedLabel", message);
                }
            },
            BranchTok::Goto | BranchTok::Fallthrough => {
                if !self.goto_reaches(list.block, label.name) {
                    list.gotos.push(label);
                }
            }
        }
    }
}

/// The state of one statement list.
struct List {
    block: usize,
    context: Context,
    /// Gotos whose label may still come.
    gotos: Vec<Ident>,
    /// Those of them that came before the latest variable declaration.
    jumping: Vec<Ident>,
    variable: Option<(Span, String)>,
}

impl List {
    fn declares(&mut self, at: Span, name: String) {
        self.variable = Some((at, name));
        self.jumping = self.gotos.clone();
    }
}

impl Context {
    /// In a block of a statement that is no target itself.
    fn nested(self) -> Context {
        Context {
            case_index: None,
            ..self
        }
    }
}

fn refs(stmts: &[Stmt]) -> Vec<&Stmt> {
    stmts.iter().collect()
}
