//! A whole program: types, constants, variables with an order of initialisation, functions, methods,
//! sections that use them, and an end that only a process of its own survives.

use super::scope::{Function, Gen};
use super::world::{Field, Generic, INT, INTS, Kind, Named, Ty, Under};

/// Functions from here on call no methods, and methods call these.
const LEAF: usize = 100;

/// The text of a package with functions `Run` and `Last`; with `orders`, what `Run` does ends with
/// statements of which several parts may panic.
pub(super) fn program(seed: u64, package: &str, orders: bool) -> String {
    let mut g = Gen::new(seed);
    g.types();
    g.pool();
    let types = g.captured(Gen::type_texts);
    let mut text = types;
    g.signatures();
    let globals = g.captured(Gen::globals);
    text.push_str(&globals);
    let constants = g.captured(Gen::constants);
    text.push_str(&constants);
    let functions = g.captured(Gen::bodies);
    text.push_str(&functions);
    let run = g.captured(Gen::run);
    text.push_str(&run);
    let last = g.captured(Gen::last);
    text.push_str(&last);
    match orders {
        true => text.push_str(&super::orders::orders(seed)),
        false => text.push_str("func zzOrders() {}\n"),
    }
    format!(
        "package {package}\n\nimport (\n{})\n\n{text}",
        imports(&text)
    )
}

/// The packages that a text mentions.
fn imports(text: &str) -> String {
    let mut out = String::from("\t\"gen/h\"\n");
    for path in [
        "bytes",
        "cmp",
        "errors",
        "fmt",
        "io",
        "iter",
        "maps",
        "math",
        "math/bits",
        "os",
        "runtime",
        "slices",
        "sort",
        "strconv",
        "strings",
        "sync",
        "sync/atomic",
        "time",
        "unicode",
        "unicode/utf8",
    ] {
        let name = path.rsplit('/').next().unwrap_or(path);
        let mentioned = text.match_indices(&format!("{name}.")).any(|(at, _)| {
            !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_')
        });
        if mentioned {
            out.push_str(&format!("\t\"{path}\"\n"));
        }
    }
    out
}

impl Gen {
    fn types(&mut self) {
        for _ in 0..4 {
            let params = (0..self.rng.below(3)).map(|_| self.new_type(0)).collect();
            let results = (0..self.rng.below(3)).map(|_| self.new_type(0)).collect();
            self.world.methods.push((params, results));
        }
        // One method at least has one result, so that it can stand in expressions.
        self.world.methods[3].1 = vec![INT];
        for n in 0..2 {
            let mut methods: Vec<usize> = (0..4).filter(|_| self.rng.chance(40)).collect();
            if methods.is_empty() {
                methods.push(n + 2);
            }
            self.named(format!("I{n}"), Under::Interface(methods));
        }
        for n in 0..self.rng.between(1, 3) {
            let kinds: Vec<Kind> = (0..self.rng.between(1, 2))
                .map(|_| {
                    *self
                        .rng
                        .pick(&[Kind::Any, Kind::Any, Kind::Comparable, Kind::Number])
                })
                .collect();
            let mut fields = Vec::new();
            for _ in 0..self.rng.between(1, 3) {
                let p = self.rng.below(kinds.len());
                let param = Ty::Param(p);
                let ty = match self.rng.below(6) {
                    0 | 1 => param,
                    2 => param.slice(),
                    3 => Ty::Str.map(param),
                    4 => param.ptr(),
                    _ => Ty::Func(vec![param.clone()], vec![param]),
                };
                fields.push(self.field(ty));
            }
            let methods = self.method_list();
            self.world.generics.push(Generic {
                name: format!("G{n}"),
                kinds,
                under: Under::Struct(fields),
                methods,
            });
        }
        for n in 0..self.rng.between(2, 6) {
            let under = match self.rng.below(9) {
                0 => Under::Type(Ty::Int(self.rng.below(INTS.len()))),
                1 => Under::Type(
                    self.rng
                        .pick(&[Ty::Str, Ty::F64, Ty::Bool, Ty::F32])
                        .clone(),
                ),
                2 => {
                    let e = self.new_type(1);
                    Under::Type(
                        self.rng
                            .pick(&[e.clone().slice(), Ty::Array(3, Box::new(e))])
                            .clone(),
                    )
                }
                3 => Under::Type(Ty::Str.map(self.new_type(1))),
                _ => {
                    let mut fields = Vec::new();
                    for _ in 0..self.rng.between(1, 5) {
                        let ty = self.new_type(2);
                        fields.push(self.field(ty));
                    }
                    self.embed(&mut fields);
                    Under::Struct(fields)
                }
            };
            let methods = self.method_list();
            let Ty::Named(at) = self.named(format!("N{n}"), under) else {
                continue;
            };
            self.world.named[at].methods = methods;
            if self.rng.chance(25)
                && let Under::Struct(fields) = &mut self.world.named[at].under
            {
                fields.push(Field {
                    name: format!("next{n}"),
                    ty: Ty::Named(at).ptr(),
                    embedded: false,
                });
            }
        }
    }

    fn named(&mut self, name: String, under: Under) -> Ty {
        self.world.named.push(Named {
            name,
            under,
            methods: Vec::new(),
            instance: None,
        });
        Ty::Named(self.world.named.len() - 1)
    }

    fn field(&mut self, ty: Ty) -> Field {
        let name = match self.rng.chance(20) {
            true => self.fresh("F"),
            false => self.fresh("f"),
        };
        Field {
            name,
            ty,
            embedded: false,
        }
    }

    fn method_list(&mut self) -> Vec<(usize, bool)> {
        let pointers = self.rng.chance(50);
        let mut list = Vec::new();
        for m in 0..4 {
            if self.rng.chance(45) {
                list.push((m, pointers && self.rng.chance(80)));
            }
        }
        list
    }

    /// Some of the types before, without names.
    fn embed(&mut self, fields: &mut Vec<Field>) {
        for n in 0..self.world.named.len() {
            if !self.rng.chance(22) {
                continue;
            }
            let named = &self.world.named[n];
            if matches!(named.under, Under::Type(Ty::Ptr(_))) {
                continue;
            }
            let name = named.name.split('[').next().unwrap_or("").to_owned();
            if fields.iter().any(|f| f.name == name) {
                continue;
            }
            let interface = matches!(named.under, Under::Interface(_));
            let ty = match !interface && self.rng.chance(40) {
                true => Ty::Named(n).ptr(),
                false => Ty::Named(n),
            };
            fields.push(Field {
                name,
                ty,
                embedded: true,
            });
        }
    }

    fn pool(&mut self) {
        for _ in 0..9 {
            let ty = self.new_type(2);
            self.pool.push(ty);
        }
        self.pool.push(INT);
        self.pool.push(Ty::Str);
    }

    fn type_texts(&mut self) {
        self.line("type myErr int\n");
        self.line("func (e myErr) Error() string { return \"myErr \" + strconv.Itoa(int(e)) }\n");
        for n in 0..self.world.named.len() {
            let named = self.world.named[n].clone();
            if named.instance.is_some() {
                continue;
            }
            match &named.under {
                Under::Type(t) => {
                    let t = self.name(t);
                    self.line(format!("type {} {t}\n", named.name));
                }
                Under::Struct(fields) => self.struct_text(&named.name, fields),
                Under::Interface(methods) => {
                    self.line(format!("type {} interface {{", named.name));
                    for m in methods {
                        let (params, results) = self.world.method_type(*m);
                        let s = self.world.signature(&params, &results);
                        self.line(format!("\tM{m}{s}"));
                    }
                    self.line("}\n");
                }
            }
        }
        for n in 0..self.world.generics.len() {
            let generic = self.world.generics[n].clone();
            self.enter(&generic.kinds);
            let head = format!("{}[{}]", generic.name, self.parameters());
            if let Under::Struct(fields) = &generic.under {
                self.struct_text(&head, fields);
            }
            self.world.params.clear();
        }
    }

    fn struct_text(&mut self, name: &str, fields: &[Field]) {
        self.line(format!("type {name} struct {{"));
        for f in fields {
            let ty = self.name(&f.ty);
            let tag = if f.name.starts_with('F') {
                " `json:\"x\"`"
            } else {
                ""
            };
            match f.embedded {
                true => self.line(format!("\t{ty}")),
                false => self.line(format!("\t{} {ty}{tag}", f.name)),
            }
        }
        self.line("}\n");
    }

    /// Type parameters in scope: `A`, `B`...
    fn enter(&mut self, kinds: &[Kind]) {
        self.world.params = kinds
            .iter()
            .enumerate()
            .map(|(i, k)| (["A", "B", "C"][i % 3].to_owned(), *k))
            .collect();
    }

    fn parameters(&self) -> String {
        let list: Vec<String> = self
            .world
            .params
            .iter()
            .map(|(n, k)| format!("{n} {}", k.name()))
            .collect();
        list.join(", ")
    }

    fn signatures(&mut self) {
        let ordinary = self.rng.between(1, 4);
        let leaves = self.rng.between(1, 3);
        for n in 0..ordinary + leaves {
            let rank = if n < ordinary { n + 1 } else { LEAF + n };
            let kinds: Vec<Kind> = match self.rng.chance(35) {
                true => (0..self.rng.between(1, 2))
                    .map(|_| {
                        *self.rng.pick(&[
                            Kind::Any,
                            Kind::Comparable,
                            Kind::Ordered,
                            Kind::Number,
                            Kind::Integer,
                        ])
                    })
                    .collect(),
                false => Vec::new(),
            };
            self.enter(&kinds);
            let mut params: Vec<Ty> = (0..self.rng.below(4)).map(|_| self.some_type(1)).collect();
            if !kinds.is_empty() && self.rng.chance(70) {
                let p = Ty::Param(self.rng.below(kinds.len()));
                params.push(self.rng.pick(&[p.clone(), p.slice()]).clone());
            }
            let many = self.rng.below(10);
            let results = match many {
                0 => Vec::new(),
                1 | 2 => vec![self.some_type(1), self.some_type(1)],
                _ => vec![self.some_type(1)],
            };
            let variadic = matches!(params.last(), Some(Ty::Slice(_))) && self.rng.chance(50);
            self.world.params.clear();
            self.functions.push(Function {
                name: format!("fn{n}"),
                kinds,
                params,
                results,
                variadic,
                rank,
            });
        }
    }

    /// Package variables that need each other, in any order.
    fn globals(&mut self) {
        let n = self.rng.between(2, 6);
        let mut texts = Vec::new();
        self.calm = true;
        self.line("var order []string\n");
        self.line(
            "func in[T any](n int, x T) T { order = append(order, strconv.Itoa(n)); return x }\n",
        );
        for i in 0..n {
            let ty = self.some_type(2);
            let name = format!("g{i}");
            let type_name = self.name(&ty);
            let e = self.expr(&ty, 3).text;
            texts.push(match self.rng.below(6) {
                0 => format!("var {name} {type_name}"),
                1 => format!("var {name} {type_name} = {e}"),
                2 => format!(
                    "var {name} = init{i}()\n\nfunc init{i}() {type_name} {{ return in({i}, {type_name}({e})) }}"
                )
                .replace(
                    &format!("{type_name}({e})"),
                    &self.convert(&ty, &e),
                ),
                3 => format!("var {name}, _ = func() ({type_name}, error) {{ return in[{type_name}]({i}, {e}), nil }}()"),
                _ => format!("var {name} = in[{type_name}]({i}, {e})"),
            });
            self.declare(&name, &ty, true);
        }
        while !texts.is_empty() {
            let at = self.rng.below(texts.len());
            let text = texts.swap_remove(at);
            self.line(format!("{text}\n"));
        }
        self.calm = false;
    }

    fn bodies(&mut self) {
        for f in self.functions.clone() {
            self.enter(&f.kinds);
            let head = match f.kinds.is_empty() {
                true => format!("func {}", f.name),
                false => format!("func {}[{}]", f.name, self.parameters()),
            };
            self.method_rank = if f.rank >= LEAF { 99 } else { 0 };
            self.function(&head, None, &f.params, &f.results, f.variadic, f.rank);
            self.world.params.clear();
        }
        for n in 0..self.world.named.len() {
            let named = self.world.named[n].clone();
            if named.instance.is_none() {
                for (m, pointer) in &named.methods {
                    self.method(&Ty::Named(n), *m, *pointer);
                }
            }
        }
        for n in 0..self.world.generics.len() {
            let generic = self.world.generics[n].clone();
            self.enter(&generic.kinds);
            let args: Vec<Ty> = (0..generic.kinds.len()).map(Ty::Param).collect();
            let receiver = self.world.instance(n, &args);
            for (m, pointer) in &generic.methods {
                self.method(&receiver, *m, *pointer);
            }
            self.world.params.clear();
        }
    }

    fn method(&mut self, receiver: &Ty, m: usize, pointer: bool) {
        let (params, results) = self.world.method_type(m);
        let ty = match pointer {
            true => receiver.clone().ptr(),
            false => receiver.clone(),
        };
        self.method_rank = m + 1;
        let head = format!("func (rc {}) M{m}", self.name(&ty));
        self.function(&head, Some(&ty), &params, &results, false, LEAF);
    }

    fn function(
        &mut self,
        head: &str,
        receiver: Option<&Ty>,
        params: &[Ty],
        results: &[Ty],
        variadic: bool,
        rank: usize,
    ) {
        let mark = self.vars.len();
        self.rank = rank;
        if let Some(ty) = receiver {
            self.declare("rc", ty, true);
        }
        let mut list = Vec::new();
        for (i, p) in params.iter().enumerate() {
            let name = self.fresh("p");
            let last = variadic && i + 1 == params.len();
            list.push(match (last, p) {
                (true, Ty::Slice(e)) => format!("{name} ...{}", self.name(e)),
                _ => format!("{name} {}", self.name(p)),
            });
            self.declare(&name, p, true);
        }
        let named = !results.is_empty() && self.rng.chance(40);
        let mut result_names = Vec::new();
        let result = match named {
            true => {
                let mut parts = Vec::new();
                for r in results {
                    let name = self.fresh("r");
                    parts.push(format!("{name} {}", self.name(r)));
                    self.declare(&name, r, true);
                    result_names.push(name);
                }
                format!("({})", parts.join(", "))
            }
            false => {
                let types: Vec<String> = results.iter().map(|t| self.name(t)).collect();
                match types.len() {
                    1 => types.concat(),
                    0 => String::new(),
                    _ => format!("({})", types.join(", ")),
                }
            }
        };
        self.results = results.to_vec();
        self.result_names = result_names;
        self.budget = self.rng.between(4, 14);
        self.line(format!("{head}({}) {result} {{", list.join(", ")));
        self.indent = 1;
        self.line("h.Step()");
        let n = self.budget;
        self.statements(n);
        if !results.is_empty() {
            let values = self.args(results, 3);
            self.line(format!("return {values}"));
        }
        self.indent = 0;
        self.line("}\n");
        self.results.clear();
        self.result_names.clear();
        self.vars.truncate(mark);
    }

    fn run(&mut self) {
        let n = self.rng.between(2, 4);
        self.method_rank = 0;
        self.rank = 0;
        for i in 0..n {
            self.line(format!("func sec{i}() {{"));
            self.indent = 1;
            let mark = self.vars.len();
            self.budget = self.rng.between(15, 40);
            for _ in 0..4 {
                self.declaration();
            }
            self.statements(100);
            self.indent = 0;
            self.vars.truncate(mark);
            self.line("}\n");
        }
        let globals: Vec<String> = self.vars.iter().map(|v| v.name.clone()).collect();
        self.line("// Run does what can be done beside other programs.");
        self.line("func Run() {");
        self.line("\th.P(0, order)");
        self.line("\tconstants()");
        self.line("\tzzOrders()");
        for i in 0..n {
            self.line(format!("\th.Try(\"sec{i}\", sec{i})"));
            self.line(format!("\th.P(0, {})", globals.join(", ")));
        }
        self.line("}\n");
    }

    /// An end that takes the process with it.
    fn last(&mut self) {
        self.line("// Last ends the process.");
        self.line("func Last() {");
        self.indent = 1;
        self.line("h.Refuel()");
        self.budget = 8;
        let mark = self.vars.len();
        self.declaration();
        self.statements(4);
        let e = self.expr(&INT, 1).text;
        let mut texts: Vec<String> = Vec::new();
        for _ in 0..self.rng.below(3) {
            texts.push(
                self.rng
                    .word(&[
                        "defer func() { h.P(1, \"deferred\") }()",
                        "defer func() { r := recover(); h.P(2, h.Text(r)); panic(r) }()",
                        "defer func() { panic(\"in defer\") }()",
                        "defer func() { panic(fmt.Errorf(\"second %d\", 2)) }()",
                        "defer func() { defer func() { h.P(3, h.Text(recover())) }(); panic(4) }()",
                        "defer func() { _ = recover() }()",
                    ])
                    .into(),
            );
        }
        // The same constant twice in a row: gc has it once, and tells of it once.
        texts.sort();
        texts.dedup();
        let end = self.rng.below(19);
        texts.push(match end {
            0 => format!("os.Exit(h.Ix({e}, 200))"),
            1 => "panic(\"text\\nof lines\")".into(),
            2 => format!("panic({e})"),
            3 => format!("panic(myErr({e}))"),
            4 => "panic(errors.New(\"new\"))".into(),
            5 => "var m map[string]int; m[\"x\"] = 1".into(),
            6 => "var p *struct{ a, b int }; p.b++".into(),
            7 => format!("a := []int{{1, 2}}; h.P(9, a[h.Id(2)+h.Ix({e}, 3)])"),
            8 => format!("h.P(9, 1/h.Id(0), {e})"),
            9 => "var x any = \"s\"; h.P(9, x.(int))".into(),
            10 => "ch := make(chan int); <-ch".into(),
            11 => "var mu sync.Mutex; mu.Lock(); mu.Lock()".into(),
            12 => "var mu sync.Mutex; mu.Unlock()".into(),
            13 => "done := make(chan int); go func() { panic(\"elsewhere\") }(); <-done".into(),
            14 => "runtime.Goexit()".into(),
            15 => "select {}".into(),
            16 => format!("println({e}, 1.5, true, \"s\", int8(-3), 2i); panic(1.25)"),
            17 => "var x any = []int{1}; h.P(9, x == x)".into(),
            _ => "panic(struct{ a int }{1})".into(),
        });
        for text in texts {
            self.line(text);
        }
        self.vars.truncate(mark);
        self.indent = 0;
        self.line("}\n");
    }
}
