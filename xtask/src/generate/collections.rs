//! Statements about slices, arrays and maps: what shares memory, and who sees what is written.

use super::scope::Gen;
use super::world::{INT, Ty};

impl Gen {
    pub(super) fn sequences(&mut self) {
        let label = self.label();
        let (a, b) = (self.fresh("a"), self.fresh("b"));
        match self.rng.below(9) {
            0 | 1 => {
                // Two appends to one slice.
                let ty = self.some_type(1);
                let name = self.name(&ty);
                let n = self.rng.below(3);
                let room = n + self.rng.below(4);
                let base = self.fresh("s");
                let (x, y) = (
                    self.args(&[ty.clone(), ty.clone()], 2),
                    self.expr(&ty, 2).text,
                );
                self.line(format!("{base} := make([]{name}, {n}, {room})"));
                self.line(format!("{a} := append({base}, {x})"));
                self.line(format!("{b} := append({base}, {y})"));
                self.line(format!("h.Keep({a}); h.Keep({b})"));
                self.line(format!(
                    "h.P({label}, {a}, {b}, len({a}), {base}[:{n}:{room}])"
                ));
                self.declare(&a, &ty.clone().slice(), true);
                self.declare(&b, &ty.clone().slice(), true);
                self.declare(&base, &ty.slice(), true);
            }
            2 => {
                let Some((s, elem)) = self.slice_var() else {
                    return self.builder();
                };
                let x = self.expr(&elem, 2).text;
                let i = self.expr(&INT, 1).text;
                self.line(format!("{a} := {s}[h.Ix({i}, len({s})+1):]"));
                self.line(format!("if len({a}) > 0 {{ {a}[0] = {x} }}"));
                let label = self.label();
                self.line(format!("h.P({label}, {s}, {a})"));
                self.declare(&a, &elem.slice(), true);
            }
            3 => {
                let Some((s, elem)) = self.slice_var() else {
                    return self.builder();
                };
                let other = self.expr(&elem.slice(), 2).text;
                let text = match self.rng.below(4) {
                    0 => format!("h.P({label}, copy({s}, {other}), {s})"),
                    1 => format!("h.P({label}, copy({s}, {s}[len({s})/2:]), {s})"),
                    2 => format!("h.P({label}, copy({s}[len({s})/2:], {s}), {s})"),
                    _ => format!("clear({s}[len({s})/2:])"),
                };
                self.line(text);
            }
            4 => {
                let Some((s, elem)) = self.slice_var() else {
                    return self.builder();
                };
                let n = self.rng.between(1, 3);
                let name = self.name(&elem);
                let (p, arr) = (self.fresh("p"), self.fresh("arr"));
                let x = self.expr(&elem, 1).text;
                self.line(format!("if {s} := h.Trim({s}); len({s}) >= {n} {{"));
                self.line(format!(
                    "\t{p}, {arr} := (*[{n}]{name})({s}), [{n}]{name}({s})"
                ));
                let at = self.rng.below(n);
                self.line(format!("\t{p}[{at}] = {x}"));
                self.line(format!("\th.P({label}, {s}, {p}, {arr})"));
                self.line("}");
            }
            5 => {
                // An array is a value.
                let ty = self.some_type(1);
                let n = self.rng.between(1, 4);
                let array = Ty::Array(n, Box::new(ty.clone()));
                let e = self.literal(&array, 2).text;
                let x = self.expr(&ty, 1).text;
                self.line(format!("{a} := {e}"));
                self.line(format!("{b} := {a}"));
                let at = self.rng.below(n);
                self.line(format!("{b}[{at}] = {x}"));
                let same = match self.world.comparable(&ty) && !matches!(ty, Ty::Ptr(_)) {
                    true => format!(", {a} == {b}"),
                    false => String::new(),
                };
                self.line(format!("h.P({label}, {a}, {b}{same})"));
                self.declare(&a, &array, true);
                self.declare(&b, &array, true);
            }
            6 => {
                let Some((s, _)) = self.slice_var() else {
                    return self.builder();
                };
                let f = self.rng.below(4);
                let by = "func(x, y any) int { return strings.Compare(h.Show(x), h.Show(y)) }";
                let text = match f {
                    0 => format!("slices.Reverse({s})"),
                    1 => format!(
                        "sort.SliceStable({s}, func(i, j int) bool {{ return h.Show({s}[i]) < h.Show({s}[j]) }})"
                    ),
                    2 => format!("h.Stable({s})"),
                    _ => format!(
                        "h.P({label}, len(slices.Collect(slices.Values({s}))), h.Cmp({s}, {by}))"
                    ),
                };
                self.line(text);
            }
            7 => {
                // Two dimensions.
                let ty = self.some_type(0);
                let table = ty.clone().slice().slice();
                let e = self.literal(&table, 3).text;
                let (i, j) = (self.fresh("i"), self.fresh("j"));
                let x = self.expr(&ty, 1).text;
                self.line(format!("{a} := {e}; h.Keep({a})"));
                self.line(format!(
                    "for {i} := 0; {i} < len({a}); {i}++ {{ for {j} := 0; {j} < len({a}[{i}]); {j}++ {{ h.Step(); if {i} == {j} {{ {a}[{i}][{j}] = {x} }}; h.P({label}, {a}[{i}][{j}]) }} }}"
                ));
                self.declare(&a, &table, true);
            }
            _ => self.builder(),
        }
    }

    pub(super) fn entries(&mut self) {
        let label = self.label();
        let (v, ok) = (self.fresh("v"), self.fresh("ok"));
        let Some((m, key, elem)) = self.map_var() else {
            let key = self.key_type();
            let elem = self.some_type(1);
            let ty = key.map(elem);
            let m = self.fresh("m");
            let e = self.literal(&ty, 3).text;
            self.line(format!("{m} := {e}; _ = {m}"));
            return self.declare(&m, &ty, true);
        };
        let k = self.expr(&key, 2).text;
        match self.rng.below(9) {
            0 => {
                self.line(format!("delete({m}, {k})"));
                self.line(format!("h.P({label}, len({m}))"));
            }
            1 | 2 => {
                self.line(format!("{v}, {ok} := {m}[{k}]"));
                self.line(format!("h.P({label}, {v}, {ok})"));
                self.declare(&v, &elem, true);
            }
            3 => {
                let label = self.label();
                self.line(format!(
                    "if {v}, {ok} := {m}[{k}]; {ok} {{ h.P({label}, {v}) }}"
                ));
            }
            4 => self.line(format!("if len({m}) > 3 {{ clear({m}) }}")),
            5 => {
                self.line(format!(
                    "for {v} := range {m} {{ if h.Sum({v})%2 == 0 {{ delete({m}, {v}) }} }}"
                ));
                self.line(format!("h.P({label}, {m})"));
            }
            6 => {
                let c = self.fresh("m");
                let x = self.expr(&elem, 1).text;
                self.line(format!("{c} := maps.Clone({m})"));
                self.line(format!("if {c} != nil {{ {c}[{k}] = {x} }}"));
                self.line(format!("h.P({label}, {m}, {c})"));
            }
            _ => {
                let x = self.expr(&elem, 2).text;
                self.line(format!("if {m} == nil {{ {m} = {{}} }}").replace(
                    "= {}",
                    &format!("= make(map[{}]{})", self.name(&key), self.name(&elem)),
                ));
                self.line(format!("{m}[{k}] = {x}"));
            }
        }
    }
}
