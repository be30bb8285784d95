//! A little language for little concurrent programs, as text.
//!
//! Shared names begin with a capital letter, locals do not. `var X, A[4]=1; chan C(2);
//! mutex M[3]; rw R; wg W=3` declare; `proc` begins a process, `func` one that `go N` starts.
//! Each of the other statements that names something shared is one visible operation.

use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bin {
    Add,
    Sub,
    Mul,
    Mod,
    Eq,
    Ne,
    Lt,
    Le,
    And,
    Or,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Expr {
    Int(i64),
    Reg(usize),
    Bin(Bin, Box<Expr>, Box<Expr>),
}

impl Expr {
    pub fn eval(&self, regs: &[i64]) -> i64 {
        match self {
            Expr::Int(n) => *n,
            Expr::Reg(r) => regs[*r],
            Expr::Bin(op, a, b) => {
                let (a, b) = (a.eval(regs), b.eval(regs));
                match op {
                    Bin::Add => a + b,
                    Bin::Sub => a - b,
                    Bin::Mul => a * b,
                    Bin::Mod => a.rem_euclid(b),
                    Bin::Eq => i64::from(a == b),
                    Bin::Ne => i64::from(a != b),
                    Bin::Lt => i64::from(a < b),
                    Bin::Le => i64::from(a <= b),
                    Bin::And => i64::from(a != 0 && b != 0),
                    Bin::Or => i64::from(a != 0 || b != 0),
                }
            }
        }
    }
}

/// A shared thing: number of the first of its name, plus an index.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    pub base: usize,
    pub index: Expr,
}

impl Place {
    pub fn at(&self, regs: &[i64]) -> usize {
        self.base + self.index.eval(regs) as usize
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    pub chan: Place,
    /// A send of this value, or a receive.
    pub send: Option<Expr>,
    pub into: Option<usize>,
    pub ok: Option<usize>,
    pub target: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Ins {
    // Invisible.
    Set(usize, Expr),
    Jump(usize),
    Unless(Expr, usize),
    Note(Expr),
    // Visible.
    Load(usize, Place),
    Store(Place, Expr),
    Add(Place, Expr),
    Cas(Option<usize>, Place, Expr, Expr),
    Lock(Place),
    Unlock(Place),
    TryLock(usize, Place),
    RLock(Place),
    RUnlock(Place),
    /// First half of a writer's lock: its place among the writers.
    WTicket(Place),
    /// Second half: keeps new readers out and waits for the present ones.
    WAnnounce(Place),
    WUnlock(Place),
    Send(Place, Expr),
    Recv(Option<usize>, Option<usize>, Place),
    Close(Place),
    Select(Vec<Case>, Option<usize>),
    WgAdd(Place, Expr),
    Done(Place),
    Wait(Place),
    Go(usize),
    Choose(usize, i64),
    Block,
    End,
}

#[derive(Clone, Debug, Default)]
pub struct Program {
    pub vars: Vec<i64>,
    pub chans: Vec<usize>,
    pub mutexes: usize,
    pub rws: usize,
    pub wgs: Vec<i64>,
    /// Code of every process, and whether it is there from the start.
    pub procs: Vec<(Vec<Ins>, bool)>,
    pub regs: usize,
    pub has_select: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Var,
    Chan,
    Mutex,
    Rw,
    Wg,
}

struct Parser<'a> {
    tokens: Vec<&'a str>,
    at: usize,
    shared: BTreeMap<&'a str, (Sort, usize)>,
    locals: BTreeMap<&'a str, usize>,
    program: Program,
    code: Vec<Ins>,
    /// Jumps out of the loops around, to be patched.
    breaks: Vec<Vec<usize>>,
}

fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let n = if c.is_whitespace() || c == ';' {
            rest = &rest[1..];
            continue;
        } else if word(c) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if ["==", "!=", "<=", ">=", "&&", "||"]
            .iter()
            .any(|t| rest.starts_with(t))
        {
            2
        } else {
            1
        };
        out.push(&rest[..n]);
        rest = &rest[n..];
    }
    out
}

/// Reads a program; panics on anything that is not one.
pub fn parse(text: &str) -> Program {
    let mut p = Parser {
        tokens: tokens(text),
        at: 0,
        shared: BTreeMap::new(),
        locals: BTreeMap::new(),
        program: Program::default(),
        code: Vec::new(),
        breaks: Vec::new(),
    };
    p.program();
    p.program
}

impl<'a> Parser<'a> {
    fn peek(&self) -> &'a str {
        self.tokens.get(self.at).copied().unwrap_or("")
    }
    fn next(&mut self) -> &'a str {
        let t = self.peek();
        self.at += 1;
        t
    }
    fn eat(&mut self, t: &str) -> bool {
        let is = self.peek() == t;
        self.at += usize::from(is);
        is
    }
    fn want(&mut self, t: &str) {
        let got = self.next();
        assert_eq!(
            got,
            t,
            "at {:?}",
            &self.tokens[self.at.saturating_sub(6)..self.at]
        );
    }
    fn int(&mut self) -> i64 {
        let minus = self.eat("-");
        let n: i64 = self.next().parse().expect("number");
        if minus { -n } else { n }
    }

    fn program(&mut self) {
        loop {
            match self.next() {
                "" => return,
                "var" => self.declare(Sort::Var),
                "chan" => self.declare(Sort::Chan),
                "mutex" => self.declare(Sort::Mutex),
                "rw" => self.declare(Sort::Rw),
                "wg" => self.declare(Sort::Wg),
                kind @ ("proc" | "func") => {
                    self.locals.clear();
                    self.block(&["proc", "func", ""]);
                    self.code.push(Ins::End);
                    let code = std::mem::take(&mut self.code);
                    self.program.procs.push((code, kind == "proc"));
                }
                t => panic!("declaration: {t}"),
            }
        }
    }

    fn declare(&mut self, sort: Sort) {
        loop {
            let name = self.next();
            let p = &self.program;
            let base = match sort {
                Sort::Var => p.vars.len(),
                Sort::Chan => p.chans.len(),
                Sort::Mutex => p.mutexes,
                Sort::Rw => p.rws,
                Sort::Wg => p.wgs.len(),
            };
            self.shared.insert(name, (sort, base));
            let mut n = 1;
            if self.eat("[") {
                n = self.int() as usize;
                self.want("]");
            }
            let mut value = 0;
            if self.eat("=") {
                value = self.int();
            } else if self.eat("(") {
                value = self.int();
                self.want(")");
            }
            let p = &mut self.program;
            match sort {
                Sort::Var => p.vars.resize(base + n, value),
                Sort::Chan => p.chans.resize(base + n, value as usize),
                Sort::Mutex => p.mutexes += n,
                Sort::Rw => p.rws += n,
                Sort::Wg => p.wgs.resize(base + n, value),
            }
            if !self.eat(",") {
                return;
            }
        }
    }

    fn block(&mut self, ends: &[&str]) {
        while !ends.contains(&self.peek()) {
            self.statement();
        }
    }

    fn local(&mut self, name: &'a str) -> usize {
        assert!(
            name.chars().next().is_some_and(char::is_lowercase),
            "local: {name}"
        );
        let n = self.locals.len();
        let r = *self.locals.entry(name).or_insert(n);
        self.program.regs = self.program.regs.max(r + 1);
        r
    }

    fn place(&mut self, sort: Sort) -> Place {
        let name = self.next();
        let (s, base) = *self
            .shared
            .get(name)
            .unwrap_or_else(|| panic!("shared: {name}"));
        assert_eq!(s, sort, "{name}");
        let index = if self.eat("[") {
            let e = self.expr(0);
            self.want("]");
            e
        } else {
            Expr::Int(0)
        };
        Place { base, index }
    }

    fn expr(&mut self, above: u8) -> Expr {
        let mut left = match self.peek() {
            "(" => {
                self.next();
                let e = self.expr(0);
                self.want(")");
                e
            }
            t if t == "-" || t.starts_with(|c: char| c.is_ascii_digit()) => Expr::Int(self.int()),
            t => {
                self.next();
                Expr::Reg(self.local(t))
            }
        };
        loop {
            let (op, rank, swap) = match self.peek() {
                "||" => (Bin::Or, 1, false),
                "&&" => (Bin::And, 2, false),
                "==" => (Bin::Eq, 3, false),
                "!=" => (Bin::Ne, 3, false),
                "<" => (Bin::Lt, 3, false),
                "<=" => (Bin::Le, 3, false),
                ">" => (Bin::Lt, 3, true),
                ">=" => (Bin::Le, 3, true),
                "+" => (Bin::Add, 4, false),
                "-" => (Bin::Sub, 4, false),
                "*" => (Bin::Mul, 5, false),
                "%" => (Bin::Mod, 5, false),
                _ => return left,
            };
            if rank <= above {
                return left;
            }
            self.next();
            let right = self.expr(rank);
            left = match swap {
                false => Expr::Bin(op, left.into(), right.into()),
                true => Expr::Bin(op, right.into(), left.into()),
            };
        }
    }

    /// The operand of a receive or compare-and-swap, after its verb.
    fn operation(&mut self, into: Option<usize>, ok: Option<usize>) {
        let ins = match self.next() {
            "recv" => Ins::Recv(into, ok, self.place(Sort::Chan)),
            "cas" => {
                let place = self.place(Sort::Var);
                self.want(",");
                let old = self.expr(0);
                self.want(",");
                Ins::Cas(into, place, old, self.expr(0))
            }
            "trylock" => Ins::TryLock(into.expect("result"), self.place(Sort::Mutex)),
            "choose" => Ins::Choose(into.expect("result"), self.int()),
            t => panic!("operation: {t}"),
        };
        self.code.push(ins);
    }

    fn statement(&mut self) {
        let t = self.peek();
        let is_shared = self.shared.contains_key(t);
        if is_shared {
            let place = self.place(Sort::Var);
            self.want("=");
            let value = self.expr(0);
            self.code.push(Ins::Store(place, value));
            return;
        }
        match t {
            "recv" | "cas" => return self.operation(None, None),
            "if" | "while" | "select" | "break" => return self.structured(),
            _ => {}
        }
        self.next();
        let ins = match t {
            "add" => {
                let place = self.place(Sort::Var);
                self.want(",");
                Ins::Add(place, self.expr(0))
            }
            "lock" => Ins::Lock(self.place(Sort::Mutex)),
            "unlock" => Ins::Unlock(self.place(Sort::Mutex)),
            "rlock" => Ins::RLock(self.place(Sort::Rw)),
            "runlock" => Ins::RUnlock(self.place(Sort::Rw)),
            "wlock" => {
                let place = self.place(Sort::Rw);
                self.code.push(Ins::WTicket(place.clone()));
                Ins::WAnnounce(place)
            }
            "wunlock" => Ins::WUnlock(self.place(Sort::Rw)),
            "send" => {
                let place = self.place(Sort::Chan);
                self.want(",");
                Ins::Send(place, self.expr(0))
            }
            "close" => Ins::Close(self.place(Sort::Chan)),
            "wgadd" => {
                let place = self.place(Sort::Wg);
                self.want(",");
                Ins::WgAdd(place, self.expr(0))
            }
            "done" => Ins::Done(self.place(Sort::Wg)),
            "wait" => Ins::Wait(self.place(Sort::Wg)),
            "go" => Ins::Go(self.int() as usize),
            "note" => Ins::Note(self.expr(0)),
            "block" => Ins::Block,
            name => {
                let r = self.local(name);
                let ok = match self.eat(",") {
                    true => {
                        let name = self.next();
                        Some(self.local(name))
                    }
                    false => None,
                };
                self.want("=");
                let t = self.peek();
                if matches!(t, "recv" | "cas" | "trylock" | "choose") {
                    return self.operation(Some(r), ok);
                } else if self.shared.contains_key(t) {
                    Ins::Load(r, self.place(Sort::Var))
                } else {
                    Ins::Set(r, self.expr(0))
                }
            }
        };
        self.code.push(ins);
    }

    fn structured(&mut self) {
        match self.next() {
            "if" => {
                let e = self.expr(0);
                self.want("then");
                let test = self.code.len();
                self.code.push(Ins::Unless(e, 0));
                self.block(&["else", "end"]);
                let mut otherwise = self.code.len();
                if self.eat("else") {
                    let skip = self.code.len();
                    self.code.push(Ins::Jump(0));
                    otherwise = self.code.len();
                    self.block(&["end"]);
                    self.code[skip] = Ins::Jump(self.code.len());
                }
                self.want("end");
                if let Ins::Unless(_, to) = &mut self.code[test] {
                    *to = otherwise;
                }
            }
            "while" => {
                let start = self.code.len();
                let e = self.expr(0);
                self.want("do");
                self.code.push(Ins::Unless(e, 0));
                self.breaks.push(Vec::new());
                self.block(&["end"]);
                self.want("end");
                self.code.push(Ins::Jump(start));
                let after = self.code.len();
                if let Ins::Unless(_, to) = &mut self.code[start] {
                    *to = after;
                }
                for k in self.breaks.pop().expect("loop") {
                    self.code[k] = Ins::Jump(after);
                }
            }
            "break" => {
                let k = self.code.len();
                self.breaks.last_mut().expect("loop").push(k);
                self.code.push(Ins::Jump(0));
            }
            "select" => self.select(),
            t => panic!("statement: {t}"),
        }
    }

    fn select(&mut self) {
        self.program.has_select = true;
        let at = self.code.len();
        self.code.push(Ins::Block);
        let mut cases = Vec::new();
        let mut default = None;
        let mut ends = Vec::new();
        while !self.eat("end") {
            if self.eat("default") {
                self.want(":");
                default = Some(self.code.len());
            } else {
                self.want("case");
                let case = if self.eat("send") {
                    let chan = self.place(Sort::Chan);
                    self.want(",");
                    (chan, Some(self.expr(0)), None, None)
                } else {
                    let mut into = None;
                    let mut ok = None;
                    if self.peek() != "recv" {
                        let name = self.next();
                        into = Some(self.local(name));
                        if self.eat(",") {
                            let name = self.next();
                            ok = Some(self.local(name));
                        }
                        self.want("=");
                    }
                    self.want("recv");
                    (self.place(Sort::Chan), None, into, ok)
                };
                self.want(":");
                cases.push(Case {
                    chan: case.0,
                    send: case.1,
                    into: case.2,
                    ok: case.3,
                    target: self.code.len(),
                });
            }
            self.block(&["case", "default", "end"]);
            ends.push(self.code.len());
            self.code.push(Ins::Jump(0));
        }
        for k in ends {
            self.code[k] = Ins::Jump(self.code.len());
        }
        self.code[at] = Ins::Select(cases, default);
    }
}
