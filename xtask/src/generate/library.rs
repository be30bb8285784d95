//! Calls of the library that give a value of a wanted type.
//!
//! In a template `{s}` stands for a string, `{i}` an int, `{n}` a small count, `{f}` a float64, `{b}`
//! bytes, `{r}` a rune, `{u}` a uint64, `{t}` a bool, `{l}` strings, `{x}` ints.

use super::scope::Gen;
use super::world::{BYTE, INT, RUNE, Ty};

const STRING: &[&str] = &[
    "strings.ToUpper({s})",
    "strings.ToLower({s})",
    "strings.TrimSpace({s})",
    "strings.Trim({s}, {s})",
    "strings.TrimLeft({s}, \"ah \")",
    "strings.TrimPrefix({s}, \"h\")",
    "strings.TrimSuffix({s}, \"o\")",
    "strings.TrimFunc({s}, unicode.IsLetter)",
    "h.Cut(strings.Repeat({s}, {n}))",
    "h.Cut(strings.ReplaceAll({s}, \"a\", {s}))",
    "h.Cut(strings.Replace({s}, {s}, \"<>\", {n}-1))",
    "h.Cut(strings.Join({l}, {s}))",
    "h.Cut(strings.Join(strings.Fields({s}), \"_\"))",
    "h.Cut(strings.Join(strings.Split({s}, {s}), \"|\"))",
    "h.Cut(strings.Join(strings.SplitN({s}, \",\", {n}-1), \"|\"))",
    "h.Cut(strings.Join(strings.SplitAfter({s}, \"l\"), \"|\"))",
    "strings.Map(func(r rune) rune { return r + rune({n}) }, {s})",
    "strings.ToValidUTF8({s}, \"?\")",
    "strconv.Itoa({i})",
    "strconv.FormatInt(int64({i}), {n}+2)",
    "strconv.FormatUint({u}, 36)",
    "h.Cut(strconv.Quote({s}))",
    "h.Cut(strconv.QuoteToASCII({s}))",
    "strconv.QuoteRune({r})",
    "h.Cut(strconv.FormatFloat({f}, 'e', {n}, 64))",
    "h.Cut(strconv.FormatFloat({f}, 'f', {n}, 64))",
    "strconv.FormatFloat({f}, 'g', -1, 64)",
    "strconv.FormatFloat({f}, 'g', {n}+1, 32)",
    "strconv.FormatFloat({f}, 'b', -1, 64)",
    "h.Cut(strconv.FormatFloat({f}, 'x', {n}, 64))",
    "strconv.FormatBool({t})",
    "h.Cut(string(strconv.AppendInt({b}, int64({i}), 16)))",
    "h.Cut(fmt.Sprint({s}, {i}, {i}, {f}, {t}))",
    "h.Cut(fmt.Sprintln({s}, {i}, {x}))",
    "h.Cut(string(bytes.ToUpper({b})))",
    "h.Cut(string(bytes.TrimRight({b}, {s})))",
    "strings.NewReplacer(\"a\", \"1\", \"l\", \"22\", \"é\", \"\").Replace({s})",
    "fmt.Sprint(time.Duration({i}))",
    "h.First3(strings.Cut({s}, {s}))",
    "strings.Title(strings.ToLower({s}))",
];

const INTEGER: &[&str] = &[
    "strings.Index({s}, {s})",
    "strings.LastIndex({s}, \"l\")",
    "strings.IndexByte({s}, byte({i}))",
    "strings.IndexRune({s}, {r})",
    "strings.IndexAny({s}, \"olé\")",
    "strings.IndexFunc({s}, unicode.IsUpper)",
    "strings.Count({s}, {s})",
    "strings.Compare({s}, {s})",
    "len(strings.Fields({s}))",
    "len(strings.Split({s}, \"\"))",
    "utf8.RuneCountInString({s})",
    "utf8.RuneLen({r})",
    "utf8.RuneCount({b})",
    "h.First(strconv.Atoi({s}))",
    "int(h.First(strconv.ParseInt({s}, 0, 16)))",
    "bits.LeadingZeros64({u})",
    "bits.TrailingZeros32(uint32({u}))",
    "bits.OnesCount64({u})",
    "bits.Len16(uint16({u}))",
    "cmp.Compare({i}, {i})",
    "cmp.Compare({f}, {f})",
    "bytes.Compare({b}, {b})",
    "bytes.IndexByte({b}, 'l')",
    "slices.Index({x}, {i})",
    "sort.SearchInts({x}, {i})",
    "h.First(slices.BinarySearch({x}, {i}))",
    "slices.Compare({x}, {x})",
    "len(slices.Compact({x}))",
    "copy({x}, {x})",
    "copy({b}, {s})",
    "len(h.First(strconv.Unquote({s})))",
    "cmp.Or({i}, {i}, 3)",
];

const FLOAT: &[&str] = &[
    "h.First(strconv.ParseFloat({s}, 64))",
    "math.Mod({f}, {f})",
    "math.Copysign({f}, h.Num({f}))",
    "math.Max({f}, {f})",
    "math.Min({f}, {f})",
    "math.Dim({f}, {f})",
    "math.Float64frombits({u})",
    "h.First(math.Modf({f}))",
    "h.First(math.Frexp({f}))",
    "math.Ldexp({f}, {n})",
    "math.Remainder({f}, {f})",
    "math.Nextafter({f}, {f})",
    "float64(math.Float32frombits(uint32({u})))",
];

const BOOL: &[&str] = &[
    "strings.Contains({s}, {s})",
    "strings.HasPrefix({s}, {s})",
    "strings.HasSuffix({s}, {s})",
    "strings.EqualFold({s}, {s})",
    "strings.ContainsAny({s}, {s})",
    "utf8.ValidString({s})",
    "utf8.ValidRune({r})",
    "unicode.IsLetter({r})",
    "unicode.IsDigit({r})",
    "unicode.IsSpace({r})",
    "unicode.IsUpper({r})",
    "math.IsNaN({f})",
    "math.IsInf({f}, {n}-1)",
    "math.Signbit(h.Num({f}))",
    "bytes.Equal({b}, {b})",
    "bytes.Contains({b}, {b})",
    "slices.Contains({x}, {i})",
    "slices.Equal({x}, {x})",
    "slices.IsSorted({x})",
    "sort.IntsAreSorted({x})",
    "errors.Is(fmt.Errorf(\"%w %w\", myErr(1), io.EOF), myErr({n}))",
    "cmp.Less({f}, {f})",
];

const RUNES: &[&str] = &[
    "unicode.ToUpper({r})",
    "unicode.ToLower({r})",
    "h.First(utf8.DecodeRuneInString({s}))",
    "h.First(utf8.DecodeLastRuneInString({s}))",
    "h.First(utf8.DecodeRune({b}))",
    "unicode.SimpleFold({r} & 0xffff)",
];

const UINT64: &[&str] = &[
    "bits.Reverse64({u})",
    "bits.RotateLeft64({u}, {i})",
    "bits.ReverseBytes64({u})",
    "h.First(bits.Mul64({u}, {u}))",
    "h.First(bits.Add64({u}, {u}, {u}&1))",
    "h.First(bits.Sub64({u}, {u}, {u}&1))",
    "h.First(strconv.ParseUint({s}, 10, 64))",
    "math.Float64bits(h.Num({f}))",
    "uint64(math.Float32bits(float32(h.Num({f}))))",
];

const STRINGS: &[&str] = &[
    "h.Trim(strings.Fields({s}))",
    "h.Trim(strings.Split({s}, {s}))",
    "h.Trim(strings.FieldsFunc({s}, unicode.IsPunct))",
    "slices.Sorted(maps.Keys(map[string]int{{s}+\"1\": 1, {s}+\"2\": {i}}))",
    "h.Trim(slices.Collect(strings.SplitSeq({s}, \",\")))",
    "slices.Compact({l})",
    "h.Sorted({l})",
];

const BYTES: &[&str] = &[
    "h.Trim(bytes.TrimSpace({b}))",
    "h.Trim(bytes.Join([][]byte{{b}, {b}}, {b}))",
    "h.Trim(fmt.Appendf({b}, \"%d\", {i}))",
    "h.Trim(strconv.AppendQuote({b}, {s}))",
    "h.Trim(utf8.AppendRune({b}, {r}))",
    "bytes.ToLower({b})",
    "bytes.Clone({b})",
];

const INTEGERS: &[&str] = &[
    "slices.Clone({x})",
    "h.Sorted({x})",
    "slices.Sorted(slices.Values({x}))",
    "slices.Collect(maps.Values(map[int]int{1: {i}}))",
    "h.Trim(slices.Insert(slices.Clone({x}), 0, {i}, {i}))",
    "h.Trim(slices.Concat({x}, {x}))",
    "h.Trim(slices.Repeat({x}, {n}))",
    "slices.DeleteFunc(slices.Clone({x}), func(v int) bool { return v%2 == 0 })",
    "slices.Grow({x}, {n})",
    "slices.Clip({x})",
    "h.Trim(slices.AppendSeq({x}, slices.Values({x})))",
    "slices.Concat(slices.Collect(slices.Chunk({x}, {n}+1))...)",
];

/// A call that gives the type, if the library has some.
pub(super) fn call(g: &mut Gen, ty: &Ty, depth: usize) -> Option<String> {
    let under = g.world.under(ty);
    let list = match &under {
        Ty::Str => STRING,
        Ty::Int(0) => INTEGER,
        Ty::Int(3) => RUNES,
        Ty::Int(9) => UINT64,
        Ty::F64 => FLOAT,
        Ty::Bool => BOOL,
        Ty::Slice(e) if **e == Ty::Str => STRINGS,
        Ty::Slice(e) if **e == BYTE => BYTES,
        Ty::Slice(e) if **e == INT => INTEGERS,
        _ => return None,
    };
    let template = *g.rng.pick(list);
    let writes = ["copy(", "Compact(", "Append", "Insert(", "func("];
    if (g.pure || g.calm) && writes.iter().any(|w| template.contains(w)) {
        return None;
    }
    let below = depth.saturating_sub(1);
    let text = fill(g, template, below);
    Some(match *ty == under {
        true => text,
        false => g.convert(ty, &text),
    })
}

/// A template with its holes filled.
pub(super) fn fill(g: &mut Gen, template: &str, depth: usize) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let hole = rest.get(at + 1..at + 3).unwrap_or("");
        let ty = match hole {
            "s}" => Ty::Str,
            "i}" | "n}" => INT,
            "f}" => Ty::F64,
            "b}" => BYTE.slice(),
            "r}" => RUNE,
            "u}" => Ty::Int(9),
            "t}" => Ty::Bool,
            "l}" => Ty::Str.slice(),
            "x}" => INT.slice(),
            _ => {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + 3..];
        match hole {
            "n}" => {
                let i = g.value(&INT, depth.min(1));
                out.push_str(&format!("h.Ix({i}, 5)"));
            }
            _ => out.push_str(&g.value(&ty, depth)),
        }
    }
    out.push_str(rest);
    out
}
