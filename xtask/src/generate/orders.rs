//! Statements of which several parts may panic or change what others read: what comes first.
//!
//! They have dice of their own, so that the rest of a seed's program does not depend on them.
//! Shifts and variadic calls are left out, since what gc does with them depends on its inlining.

use crate::random::Random;

/// What the statements are about. Everything is put back before each.
const WORLD: &str = r#"type zzT struct {
	a int
	p *zzT
	s []int
}

//go:noinline
func (t zzT) V(x int) int { return x + t.a }
//go:noinline
func (t *zzT) P(x int) int { return x + t.a }

type zzI interface{ V(int) int }

var (
	zzN     int
	zzS     []int
	zzRows  [][]int
	zzTexts []string
	zzBytes []byte
	zzNone  any
	zzAnys  []any
	zzM     map[string]int
	zzK     map[int8]int
	zzIs    []zzI
	zzTs    []zzT
	zzP     *zzT
	zzNil   *zzT
	zzFs    []func(int) int
	zzA     [3]int
)

func zzReset() {
	zzN, zzS, zzRows = 1, []int{0, 1, 2}, [][]int{{1}, {2, 3}}
	zzTexts, zzBytes = []string{"", "a", "bc"}, []byte("ab")
	zzNone, zzAnys = nil, []any{1, "a", nil, []int{1}}
	zzM, zzK = map[string]int{"a": 1}, map[int8]int{1: 2}
	zzIs, zzTs = []zzI{zzT{a: 1}, nil}, []zzT{{a: 1}, {a: 2, p: &zzT{a: 3}}}
	zzP, zzNil = &zzT{a: 4, s: []int{5}}, nil
	zzFs, zzA = []func(int) int{func(x int) int { return x }, nil}, [3]int{1, 2, 3}
}

//go:noinline
func zzF(n, x, y int) int {
	h.P(n, x, y)
	switch n & 3 {
	case 0:
		zzN++
	case 1:
		zzS, zzTexts = []int{7, 8}, []string{"z"}
	case 2:
		zzP, zzNone = zzNil, 3
	}
	return x
}

//go:noinline
func zzB(b bool) int {
	if b {
		return 1
	}
	return 0
}

func zzTry(f func()) {
	zzReset()
	h.Try("zz", f)
	h.P(0, zzN, zzS, zzA, zzM, zzK, zzTs, zzP)
}

"#;

pub(super) fn orders(seed: u64) -> String {
    let mut o = Orders {
        dice: Random::scattered(seed ^ 0x6f72_6465_7273),
        calls: 0,
    };
    let mut text = String::from(WORLD);
    text.push_str("func zzOrders() {\n");
    for _ in 0..12 {
        let s = o.statement();
        text.push_str(&format!("\tzzTry(func() {{ {s} }})\n"));
    }
    text.push_str("}\n");
    text
}

struct Orders {
    dice: Random,
    calls: usize,
}

impl Orders {
    fn statement(&mut self) -> String {
        let d = self.dice.between(1, 3);
        match self.dice.below(14) {
            0 => format!("zzN = {}", self.int(d)),
            1 => format!("zzS[{}] = {}", self.int(d - 1), self.int(d)),
            2 => format!("zzM[{}] = {}", self.text(d - 1), self.int(d)),
            3 => {
                let op = self.dice.word(&["+", "-", "/", "|"]);
                format!("zzM[{}] {op}= h.Id({})", self.text(d - 1), self.int(d))
            }
            4 => {
                let op = self.dice.word(&["+", "*"]);
                format!("zzS[{}] {op}= {}", self.int(d - 1), self.int(d))
            }
            5 => format!("{}.a = {}", self.pointer(), self.int(d)),
            6 => {
                let (a, b) = (self.target(), self.target());
                format!("{a}, {b} = {}, {}", self.int(d), self.int(d))
            }
            7 => format!("x, y := {}, {}; h.P(1, x, y)", self.int(d), self.int(d)),
            8 => format!(
                "x, y := func() (int, int) {{ defer func() {{ h.P(2, h.Text(recover())) }}(); return {}, {} }}(); h.P(1, x, y)",
                self.int(d),
                self.int(d)
            ),
            9 => format!(
                "h.P(1, []any{{{}, {}, {}}})",
                self.any(d),
                self.any(d),
                self.any(d)
            ),
            10 => format!(
                "h.P(1, map[int]int{{{}: {}}}, map[int8]int{{int8({}): {}}})",
                self.int(d),
                self.int(d),
                self.int(d),
                self.int(d)
            ),
            11 => format!("if {} {{ h.P(1) }}", self.truth(d)),
            12 => format!(
                "h.P({}, zzF({}, {}, {}))",
                self.dice.below(9),
                self.dice.below(99),
                self.int(d),
                self.int(d)
            ),
            _ => format!("h.P(1, {}, {}, {})", self.any(d), self.any(d), self.any(d)),
        }
    }

    fn target(&mut self) -> String {
        match self.dice.below(6) {
            0 | 1 => "zzN".into(),
            2 => format!("zzS[{}]", self.int(0)),
            3 => format!("{}.a", self.pointer()),
            4 => format!("zzM[{}]", self.text(0)),
            _ => "_".into(),
        }
    }

    fn any(&mut self, d: usize) -> String {
        match self.dice.below(6) {
            0 => self.text(d),
            1 => self.truth(d),
            2 => format!("int8({})", self.int(d)),
            3 => format!("zzTs[{}]", self.int(0)),
            _ => self.int(d),
        }
    }

    fn pointer(&mut self) -> &'static str {
        self.dice
            .word(&["zzP", "zzNil", "zzP.p", "(&zzTs[1])", "zzTs[1].p"])
    }

    fn int(&mut self, d: usize) -> String {
        if d == 0 {
            return match self.dice.below(9) {
                0 => "zzN".into(),
                1 => format!("zzS[zzN+{}]", self.dice.below(3)),
                2 => format!("{}.a", self.pointer()),
                3 => "zzNone.(int)".into(),
                4 => format!("zzA[zzN+{}]", self.dice.below(3)),
                _ => self.dice.below(4).to_string(),
            };
        }
        let b = d - 1;
        match self.dice.below(24) {
            0 => format!("zzS[{}]", self.int(b)),
            1 => format!("({} / (zzN - {}))", self.int(b), self.dice.below(3)),
            2 | 3 => format!("({} + {})", self.int(b), self.int(b)),
            4 | 5 => {
                self.calls += 1;
                let n = self.calls;
                format!("zzF({n}, {}, {})", self.int(b), self.int(b))
            }
            6 => format!("len(zzRows[{}])", self.int(b)),
            7 => format!("{}.a", self.pointer()),
            8 => format!("zzAnys[{}].(int)", self.int(b)),
            9 => format!("zzM[{}]", self.text(b)),
            10 => format!("zzIs[{}].V({})", self.int(b), self.int(b)),
            11 => format!("zzTs[{}].V({})", self.int(b), self.int(b)),
            12 => format!("zzTs[{}].P({})", self.int(b), self.int(b)),
            13 => format!("zzB({})", self.truth(b)),
            14 => format!("zzT{{a: {}, s: []int{{{}}}}}.a", self.int(b), self.int(b)),
            15 => format!("[]int{{{}, {}}}[{}]", self.int(b), self.int(b), self.int(b)),
            16 => format!("min({}, {})", self.int(b), self.int(b)),
            17 => format!("zzRows[{}][{}:][0]", self.int(b), self.int(b)),
            18 => format!("*zzAnys[{}].(*int)", self.int(b)),
            19 => format!("zzFs[{}]({})", self.int(b), self.int(b)),
            20 => format!("zzK[int8({})]", self.int(b)),
            21 => format!("len({})", self.text(b)),
            22 => format!("append(zzRows[{}], {})[0]", self.int(b), self.int(b)),
            _ => self.int(0),
        }
    }

    fn text(&mut self, d: usize) -> String {
        if d == 0 {
            return match self.dice.below(4) {
                0 => "\"a\"".into(),
                1 => "zzAnys[zzN].(string)".into(),
                _ => format!("zzTexts[zzN+{}]", self.dice.below(2)),
            };
        }
        let b = d - 1;
        match self.dice.below(6) {
            0 => format!("zzTexts[{}]", self.int(b)),
            1 | 2 => format!("({} + {})", self.text(b), self.text(b)),
            3 => format!("string(zzBytes[{}:])", self.int(b)),
            4 => format!("{}[{}:]", "zzTexts[zzN]", self.int(b)),
            _ => self.text(0),
        }
    }

    fn truth(&mut self, d: usize) -> String {
        let b = d.saturating_sub(1);
        match self.dice.below(9) {
            0 => format!("({} == {})", self.text(b), self.text(b)),
            1 => format!("({} < {})", self.text(b), self.text(b)),
            2 => format!("({} == \"a\")", self.text(b)),
            3 => format!("(zzAnys[{}] == zzAnys[{}])", self.int(b), self.int(b)),
            4 => format!("(zzAnys[{}] == {})", self.int(b), self.int(b)),
            5 if d > 0 => format!("({} && {})", self.truth(b), self.truth(b)),
            6 => format!(
                "([2]int{{{}}} == [2]int{{{}, 1}})",
                self.int(b),
                self.int(b)
            ),
            _ => format!("({} < {})", self.int(b), self.int(b)),
        }
    }
}
