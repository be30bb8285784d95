//! Generic code: what is inferred, what is refused and in which words (gc's own), what instances
//! are called at run time, how large they are.

use std::path::{Path, PathBuf};

use types::{Importer, ObjectKind, World};

/// The library's sources, straight from the neighbouring crate.
struct Library(PathBuf);

impl Importer for Library {
    fn package(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.0.join(path))
            .ok()?
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| p.extension().is_some_and(|x| x == "go"))
            .collect();
        files.sort();
        let list: Vec<(String, String)> = files
            .iter()
            .filter_map(|p| {
                let name = p.file_name()?.to_string_lossy().into_owned();
                Some((name, std::fs::read_to_string(p).ok()?))
            })
            .collect();
        (!list.is_empty()).then_some(list)
    }
    fn nearest(&self, _path: &str) -> Vec<String> {
        Vec::new()
    }
}

fn program(world: &mut World, body: &str) -> Vec<String> {
    let library = Library(Path::new(env!("CARGO_MANIFEST_DIR")).join("../stdlib/go"));
    let text = format!("package main\n{body}\nfunc main() {{}}\n");
    let out = world.check_program(vec![("x.go".to_string(), text)], &library);
    out.diagnostics
        .iter()
        .map(|d| d.render(&world.map))
        .collect()
}

/// `want`: the messages without `x.go:`, line 2 being the first of `body`.
#[track_caller]
fn check(body: &str, want: &[&str]) {
    let got = program(&mut World::new(), body);
    let got: Vec<String> = got.iter().map(|m| m.replace("x.go:", "")).collect();
    assert_eq!(got, want);
}

#[track_caller]
fn check_ok(body: &str) {
    check(body, &[]);
}

#[test]
fn arguments_are_inferred() {
    check_ok(
        "func Map[T, U any](s []T, f func(T) U) []U { return nil }
         var _ []string = Map([]int{1}, func(int) string { return \"\" })
         func Max[T int | float64](a, b T) T { return a }
         var _ float64 = Max(1, 2.5)
         var _ int = Max('a', int(1))
         func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }
         type Ages map[string]int
         var _ []string = Keys(Ages{})
         func Ptr[T any, P interface{ *T; Set(string) }](s string) T { var t T; P(&t).Set(s); return t }
         type S struct{}
         func (*S) Set(string) {}
         var _ S = Ptr[S](\"x\")",
    );
}

#[test]
fn functions_are_inferred_from_what_they_are_assigned_to() {
    check_ok(
        "func id[T any](x T) T { return x }
         var f func(int) int = id
         func apply[A, B any](f func(A) B, a A) B { return f(a) }
         var _ string = apply(id, \"x\")
         func _() func(byte) byte { return id }",
    );
}

#[test]
fn what_cannot_be_inferred_is_said() {
    check(
        "func New[T any]() T { var t T; return t }
var _ = New()",
        &["3:12: in call to New, cannot infer T (declared at 2:10)"],
    );
    check(
        "func Same[T any](a, b T) {}
func _() { Same(1, \"x\") }",
        &[
            "3:20: in call to Same, mismatched types untyped int and untyped string (cannot infer T)",
        ],
    );
    check(
        "func Same[T any](a, b T) {}
func _(i int, s string) { Same(i, s) }",
        &["3:35: in call to Same, type string of s does not match inferred type int for T"],
    );
    check(
        "func Elems[T any](s []T) {}
func _(m map[int]int) { Elems(m) }",
        &["3:31: in call to Elems, type map[int]int of m does not match []T (cannot infer T)"],
    );
}

#[test]
fn constraints_are_checked() {
    check(
        "type Number interface{ ~int | ~float64 }
func Sum[T Number](s ...T) {}
func _() { Sum(\"x\") }",
        &["4:15: string does not satisfy Number (string missing in ~int | ~float64)"],
    );
    check(
        "type I interface{ M() }
type P struct{}
func (*P) M() {}
func f[T I](T) {}
func _() { f(P{}) }",
        &["6:13: in call to f, T (type P) does not satisfy I (method M has pointer receiver)"],
    );
    check(
        "func eq[T comparable](a T) {}
func _() { eq([]int{}) }",
        &["3:14: []int does not satisfy comparable"],
    );
    check(
        "type Int int
func f[T int](T) {}
func _(i Int) { f(i) }",
        &["4:18: Int does not satisfy int (possibly missing ~ for int in int)"],
    );
    check_ok("func eq[T comparable](a T) {}\nfunc _(x any) { eq(x) }");
}

#[test]
fn operations_need_the_whole_type_set() {
    check(
        "func less[T any](a, b T) bool { return a < b }
func add[T int | string | []byte](a, b T) T { return a + b }
func cmp[T any](a, b T) bool { return a == b }",
        &[
            "2:40: invalid operation: a < b (type parameter T cannot use operator <)",
            "3:54: invalid operation: operator + not defined on a (variable of type T constrained by int | string | []byte)",
            "4:39: invalid operation: a == b (incomparable types in type set)",
        ],
    );
    check_ok(
        "func sum[T ~int | ~string](a, b T) T { return a + b }
         func at[S ~[]E, E any](s S) E { return s[0] }
         func conv[T ~int32 | ~float32](x T) float64 { return float64(x) }
         func size[T ~[]int | ~[4]int](x T) int { return len(x) }
         func each[M ~map[string]int](m M) { for k, v := range m { _, _ = k, v } }",
    );
}

#[test]
fn generic_types_and_their_methods() {
    check_ok(
        "type List[T any] struct { head *node[T]; n int }
         type node[T any] struct { v T; next *node[T] }
         func (l *List[E]) Push(v E) { l.head = &node[E]{v, l.head}; l.n++ }
         func (l *List[_]) Len() int { return l.n }
         type Sized interface { Len() int }
         var _ Sized = &List[string]{}
         type Tree[K interface{ Less(K) bool }, V any] struct { l, r *Tree[K, V]; k K; v V }
         type Set[T comparable] = map[T]struct{}
         var _ Set[int] = map[int]struct{}{}
         func (l *List[T]) Map[U any](f func(T) U) []U { return nil }
         var _ []string = (&List[int]{}).Map(func(int) string { return \"\" })",
    );
    check(
        "type T[P any] struct{}
var _ T
var _ T[int, string]",
        &[
            "3:7: cannot use generic type T[P any] without instantiation",
            "4:7: too many type arguments for type T: have 2, want 1",
        ],
    );
}

#[test]
fn endless_instances_are_refused() {
    check(
        "type T[P any] struct{ next *T[[]P] }",
        &["2:8: instantiation cycle:\n\t2:31: P instantiated as []P"],
    );
    check(
        "func f[P any](n int) { f[*P](n - 1) }",
        &["2:8: instantiation cycle:\n\t2:26: P instantiated as *P"],
    );
}

#[test]
fn missing_methods_are_explained() {
    check(
        "type I interface{ M(int) string }
type A struct{}
type B struct{}
func (B) M() {}
type C struct{}
func (C) m(int) string { return \"\" }
type D struct{ M int }
var _ I = A{}
var _ I = B{}
var _ I = C{}
var _ I = D{}
var _ I = new(I)",
        &[
            "9:11: cannot use A{} (value of struct type A) as I value in variable declaration: A does not implement I (missing method M)",
            "10:11: cannot use B{} (value of struct type B) as I value in variable declaration: B does not implement I (wrong type for method M)\n\t\thave M()\n\t\twant M(int) string",
            "11:11: cannot use C{} (value of struct type C) as I value in variable declaration: C does not implement I (missing method M)\n\t\thave m(int) string\n\t\twant M(int) string",
            "12:11: cannot use D{} (value of struct type D) as I value in variable declaration: D does not implement I (D.M is a field, not a method)",
            "13:11: cannot use new(I) (value of type *I) as I value in variable declaration: *I does not implement I (type *I is pointer to interface, not interface)",
        ],
    );
}

/// Names are what real Go prints with `%T`.
#[test]
fn types_are_named_as_reflect_names_them() {
    let cases = [
        ("T[int]", "main.T[int]"),
        ("P[int, string]", "main.P[int,string]"),
        ("T[T[byte]]", "main.T[main.T[uint8]]"),
        ("T[map[string]any]", "main.T[map[string]interface {}]"),
        (
            "T[struct{ X int; y string `a:\"b\"` }]",
            "main.T[struct { X int; main.y string \"a:\\\"b\\\"\" }]",
        ),
        (
            "struct{ X int; y string `a:\"b\"` }",
            "struct { X int; y string \"a:\\\"b\\\"\" }",
        ),
        (
            "struct{ E; *U; X []rune }",
            "struct { main.E; *main.U; X []int32 }",
        ),
        ("struct{}", "struct {}"),
        (
            "interface{ M(); m(int) string }",
            "interface { M(); main.m(int) string }",
        ),
        ("interface{ x(); A() }", "interface { A(); main.x() }"),
        ("*error", "*error"),
        (
            "func(int, ...string) (a int, b error)",
            "func(int, ...string) (int, error)",
        ),
        ("chan (<-chan int)", "chan (<-chan int)"),
        ("chan<- chan int", "chan<- chan int"),
        ("<-chan chan<- int", "<-chan chan<- int"),
        ("A", "[]int"),
        ("T[A]", "main.T[[]int]"),
        ("[3]T[struct{}]", "[3]main.T[struct {}]"),
    ];
    let mut body = "type T[X any] struct{ v X }\ntype P[X, Y any] struct{ x X; y Y }\n\
                    type E struct{}\ntype U int\ntype A = []int\n"
        .to_string();
    for (i, (ty, _)) in cases.iter().enumerate() {
        body.push_str(&format!("var v{i} {ty}\n"));
    }
    let mut world = World::new();
    assert_eq!(program(&mut world, &body), Vec::<String>::new());
    for (i, (ty, want)) in cases.iter().enumerate() {
        let t = var_type(&mut world, &format!("v{i}"));
        assert_eq!(&world.reflect_string(t), want, "{ty}");
        let canonical = world.canonical(t);
        assert_eq!(&world.reflect_string(canonical), want, "{ty}, canonical");
        assert_eq!(world.canonical(canonical), canonical, "{ty}");
        assert!(world.identical(t, canonical), "{ty}");
    }
}

fn var_type(world: &mut World, name: &str) -> types::TypeId {
    let symbol = world.names.find(name).expect("a name of the program");
    let main = world.find_package("main").expect("package main");
    let scope = world.packages[main].scope;
    let obj = world.scopes[scope].names[&symbol];
    assert!(matches!(world.objects[obj].kind, ObjectKind::Var { .. }));
    world.objects[obj].ty.expect("a type")
}

/// Each pair is written in two ways that mean the same type.
#[test]
fn identical_types_have_one_canonical_form() {
    let pairs = [
        ("[]byte", "[]uint8"),
        ("any", "interface{}"),
        ("func(x, y int) (z string)", "func(int, int) string"),
        ("interface{ A(); B() }", "interface{ B(); A() }"),
        ("interface{ I; B() }", "interface{ A(); B() }"),
        ("T[byte]", "T[uint8]"),
        ("T[Al]", "T[map[string]any]"),
        ("struct{ X byte }", "struct{ X uint8 }"),
        ("struct{ X int `` }", "struct{ X int }"),
        ("map[rune]any", "map[int32]interface{}"),
        ("G[int]", "[]int"),
    ];
    let mut body = "type T[X any] struct{ v X }\ntype I interface{ A() }\n\
                    type Al = map[string]interface{}\ntype G[X any] = []X\n"
        .to_string();
    for (i, (a, b)) in pairs.iter().enumerate() {
        body.push_str(&format!("var a{i} {a}\nvar b{i} {b}\n"));
    }
    let mut world = World::new();
    assert_eq!(program(&mut world, &body), Vec::<String>::new());
    for (i, (a, b)) in pairs.iter().enumerate() {
        let x = var_type(&mut world, &format!("a{i}"));
        let y = var_type(&mut world, &format!("b{i}"));
        assert!(world.identical(x, y), "{a} and {b}");
        assert_eq!(world.canonical(x), world.canonical(y), "{a} and {b}");
    }
    for (a, b) in [("a0", "a1"), ("a3", "a9"), ("a5", "a6"), ("a7", "a8")] {
        let (x, y) = (var_type(&mut world, a), var_type(&mut world, b));
        assert!(!world.identical(x, y));
        assert_ne!(world.canonical(x), world.canonical(y));
    }
}

/// Real Go accepts this program too: array lengths compare what it computes.
#[test]
fn sizes_are_gcs() {
    check_ok(
        "import \"unsafe\"
         type S struct { a byte; b int64; c bool; d string; e [3]uint16; f any; g []int; h struct{} }
         type N[T any] struct { x T; y byte }
         var s S
         var _ [96]int = [unsafe.Sizeof(s)]int{}
         var _ [8]int = [unsafe.Alignof(s)]int{}
         var _ [24]int = [unsafe.Offsetof(s.d)]int{}
         var _ [40]int = [unsafe.Offsetof(s.e)]int{}
         var _ [48]int = [unsafe.Offsetof(s.f)]int{}
         var _ [16]int = [unsafe.Sizeof(N[int32]{}) + unsafe.Sizeof(N[[3]byte]{}) + 4]int{}
         var _ [24]int = [unsafe.Sizeof(N[complex128]{})]int{}
         var _ [12]int = [unsafe.Sizeof(N[complex64]{})]int{}",
    );
}

/// Types share their parts: what is written in a few bytes may be endless when spelled out.
#[test]
fn shared_parts_cost_nothing() {
    let nested = |name: &str| format!("{}int{}", format!("{name}[").repeat(50), "]".repeat(50));
    let body = format!(
        "type A[T any] = struct{{ a, b T }}
type B[T any] = struct{{ a, b T }}
type M[T comparable] struct{{ a, b T }}
var a {}
var b {}
var m {}
var _ = a == b && m == m
func f[T any](x A[A[A[A[T]]]]) {{}}
func _() {{ f(a.a.a) }}
func _() string {{ return a }}",
        nested("A"),
        nested("B"),
        nested("M")
    );
    let got = program(&mut World::new(), &body);
    assert_eq!(got.len(), 1, "{got:?}");
    assert!(
        got[0].contains("cannot use a (variable of struct type A["),
        "{}",
        got[0]
    );
    assert!(got[0].len() < 10_000, "the text is cut");
}
