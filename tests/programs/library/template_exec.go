// What templates print, and what they say when they cannot.
package main

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"text/template"
)

type inner struct {
	Deep  string
	small int
}

type part struct{ Promoted string }

type data struct {
	Name   string
	N      int
	U      uint8
	F      float64
	C      complex128
	B      bool
	S      []string
	E      []int
	A      [3]int
	M      map[string]int
	MI     map[int]string
	MF     map[float64]bool
	MS     map[inner]int
	MM     map[string]map[string]string
	Nil    *inner
	Inner  inner
	Ptr    *inner
	Any    any
	AnyNil any
	Err    error
	Str    fmt.Stringer
	Fn     func(int, string) string
	FnErr  func(bool) (string, error)
	Vari   func(string, ...int) string
	NilFn  func() int
	Ch     chan int
	Seq    iter.Seq[string]
	Seq2   iter.Seq2[string, int]
	hidden int
	*part
}

func (d data) Hello(who string) string                 { return "hello " + who }
func (d *data) Count(n ...int) int                     { return len(n) }
func (d *data) Fail(s string) (string, error)          { return s, errors.New("failed: " + s) }
func (d *data) Panic() string                          { panic("oh no") }
func (d *data) Div(a, b int) int                       { return a / b }
func (d *data) Self() *data                            { return d }
func (d *data) Types(i int8, u uint, f float32) string { return fmt.Sprint(i, u, f) }
func (d *data) Two() (int, int)                        { return 1, 2 }
func (i inner) String() string                         { return "inner:" + i.Deep }
func (d *data) TakesAny(x any) string                  { return fmt.Sprintf("%T", x) }
func (d *data) TakesInner(x inner) string              { return x.Deep }
func (d *data) TakesPtr(x *inner) string               { return fmt.Sprint(x == nil) }
func (d *data) Value(v reflect.Value) string           { return v.Kind().String() }

type key string

func run(d any, texts ...string) {
	funcs := template.FuncMap{
		"upper":   strings.ToUpper,
		"join":    strings.Join,
		"add":     func(a, b int) int { return a + b },
		"fail":    func() (int, error) { return 7, errors.New("fail says so") },
		"pair":    func() []int { return []int{3, 4} },
		"nothing": func() any { return nil },
		"boom":    func() int { var m map[string]int; m["a"] = 1; return 0 },
		"seen":    func(s string) string { fmt.Print("[", s, "]"); return s },
	}
	for _, text := range texts {
		fmt.Printf("%s => ", text)
		t, err := template.New("t").Funcs(funcs).Parse(text)
		if err != nil {
			fmt.Println("PARSE", err)
			continue
		}
		var sb strings.Builder
		err = t.Execute(&sb, d)
		fmt.Printf("%q", sb.String())
		if err != nil {
			fmt.Printf(" ERROR %v", err)
			var exec template.ExecError
			fmt.Printf(" %v", errors.As(err, &exec))
		}
		fmt.Println()
	}
}

func main() {
	ch := make(chan int, 3)
	ch <- 5
	ch <- 6
	close(ch)
	d := &data{
		Name: "<Ann & 'Bob'>", N: -3, U: 200, F: 2.5, C: 1 + 2i, B: true,
		S: []string{"x", "y", "z"}, A: [3]int{7, 8, 9},
		M: map[string]int{"b": 2, "a": 1, "c": 3}, MI: map[int]string{10: "ten", 2: "two"},
		MF: map[float64]bool{1.5: true, -1: false}, MS: map[inner]int{{"q", 1}: 1, {"p", 2}: 2},
		MM: map[string]map[string]string{"o": {"i": "v"}}, Inner: inner{Deep: "d"}, Ptr: &inner{Deep: "p"},
		Any: map[string]any{"k": []any{1, "two", nil}}, Err: errors.New("an error"), Str: inner{Deep: "s"},
		Fn: func(n int, s string) string { return strings.Repeat(s, n) },
		FnErr: func(ok bool) (string, error) {
			if ok {
				return "fine", nil
			}
			return "bad", errors.New("not fine")
		},
		Vari: func(s string, n ...int) string { return s + fmt.Sprint(n) },
		Ch:   ch, Seq: slices.Values([]string{"q", "r"}), Seq2: maps.All(map[string]int{"only": 1}),
		part: &part{"promoted"},
	}
	run(d, `plain`, `{{.Name}} {{.N}} {{.U}} {{.F}} {{.C}} {{.B}} {{.S}} {{.A}} {{.M}} {{.E}}`,
		`{{.Nil}} {{.Inner}} {{.Ptr}} {{.Any}} {{.AnyNil}} {{.Err}} {{.Str}} {{.Promoted}}`,
		`{{.Inner.Deep}} {{.Ptr.Deep}} {{.Nil.Deep}}`, `{{.Any.k}} {{.Any.none}} {{.AnyNil.x}}`, `{{.M.a}} {{.M.zz}} {{.MM.o.i}} {{.MM.x.y}}`,
		`{{.hidden}}`, `{{.Inner.small}}`, `{{.Missing}}`, `{{.Name.X}}`, `{{.Fn}}`, `{{.Ch}}`, `{{.S.x}}`, `{{.Promoted}}{{.part}}`,
		`{{.Hello "you"}} {{.Count}} {{.Count 1 2 3}} {{.Hello}}`, `{{.Hello 1}}`, `{{.Hello .N}}`, `{{.Hello "a" "b"}}`, `{{.Fail "it"}}`, `{{.Panic}}`, `{{.Div 6 3}} {{.Div 1 0}}`, `{{.Self.Self.Name}}`, `{{.Two}}`,
		`{{.Types 1 2 3}} {{.Types 'a' 0x10 1.5}}`, `{{.Types 300 1 1}}`, `{{.Types 1 -1 1}}`, `{{.Types 1.5 1 1}}`, `{{.Types true 1 1}}`,
		`{{.TakesAny 1}} {{.TakesAny "s"}} {{.TakesAny 1.5}} {{.TakesAny true}} {{.TakesAny .}} {{.TakesAny nil}} {{.TakesAny 2i}} {{.TakesAny 'x'}} {{.TakesAny .S}}`,
		`{{.TakesInner .Inner}} {{.TakesInner .Ptr}} {{.TakesPtr .Inner}} {{.TakesPtr nil}} {{.TakesPtr .Nil}}`, `{{.TakesInner .Nil}}`, `{{.TakesInner nil}}`, `{{.TakesInner "x"}}`, `{{.TakesInner .N}}`, `{{.Value .N}} {{.Value .Nil}} {{.Value "s"}}`,
	)
	run(d, `{{1}} {{-1}} {{1.5}} {{1e3}} {{0x1F}} {{0b11}} {{0o17}} {{'a'}} {{2i}} {{1+2i}} {{"q\n"}} {{`+"`raw`"+`}} {{true}} {{1_000}} {{.5}} {{0x1p4}}`,
		`{{nil}}`, `{{18446744073709551615}}`, `{{1 2}}`, `{{"a" | "b"}}`, `{{.N 1}}`, `{{1 | .N}}`, `{{.S | len}} {{len "abc"}} {{len .N}} `, `{{len .Nil}}`, `{{len nil}}`, `{{len 3}}`,
		`{{$x := 5}}{{$x}} {{$x = 6}}{{$x}} {{$}}`[:len(`{{$x := 5}}{{$x}} {{$x = 6}}{{$x}}`)], `{{$x := 1}}{{if true}}{{$x = 2}}{{$y := 3}}{{$x}}{{$y}}{{end}}{{$x}}`, `{{$.Name}} {{$.Inner.Deep}}`, `{{with $y := .Inner}}{{$y.Deep}}{{.Deep}}{{end}}`,
		`{{if .B}}yes{{else}}no{{end}} {{if .E}}yes{{else}}no{{end}} {{if .Nil}}a{{else if .S}}b{{else}}c{{end}} {{if 0}}x{{end}}{{if ""}}x{{end}}{{if .Inner}}s{{end}}{{if 0.0}}x{{end}}{{if .AnyNil}}x{{end}}{{if not .B}}x{{end}}`,
		`{{with .Inner}}{{.Deep}}{{else}}none{{end}}{{with .Nil}}x{{else with .Ptr}}{{.Deep}}{{else}}y{{end}}{{with 5}}{{.}}{{end}}`,
		`{{range .S}}{{.}},{{end}} {{range $i, $e := .S}}{{$i}}={{$e}} {{end}} {{range $e := .S}}{{$e}}{{end}} {{range .E}}x{{else}}empty{{end}}`,
		`{{range .M}}{{.}}{{end}} {{range $k, $v := .M}}{{$k}}{{$v}}{{end}} {{range $k, $v := .MI}}{{$k}}{{$v}} {{end}}{{range $k, $v := .MF}}{{$k}}{{$v}} {{end}}{{range $k, $v := .MS}}{{$k}}{{$v}} {{end}}`,
		`{{range .A}}{{.}}{{end}}{{range $i, $c := .Ch}}{{$i}}:{{$c}} {{end}}{{range .Ch}}x{{else}}drained{{end}}`, `{{range 3}}{{.}}{{end}}{{range $i := 2}}{{$i}}{{end}}{{range .U}}{{break}}{{end}}{{range -1}}x{{else}}none{{end}}`, `{{range $a, $b := 3}}{{end}}`,
		`{{range .Seq}}{{.}}{{end}}{{range $s := .Seq}}{{$s}}{{break}}{{end}}{{range $k, $v := .Seq2}}{{$k}}{{$v}}{{end}}{{range .Seq2}}{{.}}{{end}}`, `{{range .Nil}}x{{else}}nil{{end}}`, `{{range .AnyNil}}x{{else}}nil{{end}}`, `{{range .N}}x{{else}}negative{{end}}`, `{{range .Name}}{{.}}{{end}}`, `{{range .F}}{{end}}`,
		`{{range $i, $e := .S}}{{if eq $i 1}}{{continue}}{{end}}{{$e}}{{if eq $e "z"}}{{break}}{{end}}{{end}}`, `{{range .S}}{{range $.A}}{{if eq . 8}}{{break}}{{end}}{{.}}{{end}}{{.}}{{end}}`, `{{$x := 0}}{{range $x = .S}}{{end}}{{$x}}`, `{{$x := 0}}{{$y := 0}}{{range $x, $y = .S}}{{end}}{{$x}}{{$y}}`, `{{range $i, $e := .S}}{{with $q := $i}}{{$q}}{{break}}{{end}}{{end}}`,
	)
	run(d, `{{and 1 2}} {{and 0 2}} {{and .E 1}} {{or 0 "x"}} {{or 0 ""}} {{or 1 (boom)}} {{and 0 (boom)}} {{not 0}} {{not 1}} {{1 | and 2}} {{0 | or 0}} {{and}}`, `{{or (seen "a") (seen "b")}}`, `{{and (seen "a") (seen "b")}}`, `{{and true (boom)}}`,
		`{{eq 1 1}} {{eq 1 2 1}} {{eq "a" "a"}} {{eq 1.5 1.5}} {{eq .N -3}} {{eq .U 200}} {{eq 200 .U}} {{eq true true}} {{eq 2i 2i}} {{ne 1 2}} {{eq .Nil nil}} {{eq .AnyNil nil}} {{eq .Inner .Inner}} {{eq .Ptr .Ptr}} {{eq .Err .Err}}`, `{{eq 1 1.0}}`, `{{eq 1 "a"}}`, `{{eq .S .S}}`, `{{eq .M .M}}`, `{{eq 1}}`, `{{eq .Inner 1}}`, `{{eq .Inner .S}}`, `{{eq .E nil}} {{eq nil .Nil}}`,
		`{{lt 1 2}} {{lt 2 1}} {{le 1 1}} {{gt 2 1}} {{ge 1 2}} {{lt "a" "b"}} {{lt 1.5 2.5}} {{lt .N .U}} {{lt .U .N}} {{gt .U 100}} {{ge .U 200}}`, `{{lt 1 "a"}}`, `{{lt true false}}`, `{{lt .S .S}}`, `{{gt 2i 1i}}`, `{{ge nil 1}}`,
		`{{index .S 1}} {{index .M "a"}} {{index .M "zz"}} {{index .MI 10}} {{index .A .U}}`, `{{index .S 0}} {{index .MM "o" "i"}} {{index .Name 1}} {{index .S}}`, `{{index .S 3}}`, `{{index .S -1}}`, `{{index .S "a"}}`, `{{index .S nil}}`, `{{index nil 1}}`, `{{index .Nil 1}}`, `{{index .M 1}}`, `{{index .N 1}}`, `{{index .Any "k" 1}}`, `{{index .Any "k" 2}}`, `{{index .MI nil}}`,
		`{{slice .S 1}} {{slice .S 0 2}} {{slice .S 0 1 2}} {{slice .Name 1 4}} {{slice .A 1 2}} {{slice .A 1 2 3}} {{slice .S}}`, `{{slice .S 2 1}}`, `{{slice .S 0 9}}`, `{{slice .Name 0 1 2}}`, `{{slice .S 0 1 2 3}}`, `{{slice .N 1}}`, `{{slice nil}}`, `{{slice .Nil 1}}`, `{{slice .S 0 2 1}}`,
		`{{call .Fn 2 "ab"}} {{call .FnErr true}} {{call .Vari "v"}} {{call .Vari "v" 1 2}} {{2 | call .Vari "v"}}`, `{{call .FnErr false}}`, `{{call .Fn 1}}`, `{{call .Fn "a" "b"}}`, `{{call .NilFn}}`, `{{call nil}}`, `{{call .N}}`, `{{call .Vari}}`, `{{call .Vari 1}}`, `{{call .Fn nil "x"}}`,
		`{{print 1 2 "a" "b" 3}} {{printf "%d %s %v %5.2f|%q" 1 "a" .S 2.5 .Name}} {{println "x" 1}}`, `{{printf "%d"}} {{printf "%d" "a"}}`, `{{printf 1}}`, `{{.Name | printf "%s-%s" "pre"}}`, `{{.Name | html}} {{html .Name 1 .S}} {{js .Name}} {{js "é\u2028=<\t\\"}} {{urlquery .Name "a b/ü~"}}`, `{{html .Nil}} {{html nil}}`,
		`{{upper "abc"}} {{"abc" | upper | printf "%s!"}} {{join .S ", "}} {{add 1 2 | add 3}} {{(pair)}} {{index (pair) 1}} {{(index .S 0) | upper}}`, `{{fail}}`, `{{boom}}`, `{{nothing}} {{print nothing}}`, `{{add 1 "a"}}`, `{{add 1}}`, `{{upper .N}}`, `{{upper nil}}`, `{{join .M "x"}}`, `{{(.Self).Name}} {{(.Hello "p").X}}`, `{{(.Self.Inner).Deep}}`, `{{(nothing).X}}`, `{{nil.X}}`, `{{(index .MM "o").i}}`,
	)
	run(nil, `{{.}}`, `{{.X}}`, `{{if .}}a{{else}}b{{end}}`, `{{range .}}a{{else}}b{{end}}`, `{{with .}}{{else}}w{{end}}`, `{{printf "%v" .}}`)
	run(map[string]any{"a": nil, "b": 1}, `{{.a}} {{.b}} {{.c}} {{.a.x}}`, `{{.b.x}}`, `{{index . "c"}}`, `{{len .}}`, `{{.c.d.e}}`)
	run(map[key]int{"a": 1}, `{{.a}}`, `{{index . "a"}}`, `{{range $k, $v := .}}{{$k}}{{$v}}{{end}}`)
	run([]any{1, "a", nil, []int{2}}, `{{range .}}<{{.}}>{{end}}`, `{{index . 2}}`, `{{range .}}{{if .}}t{{else}}f{{end}}{{end}}`)
	for _, option := range []string{"default", "invalid", "zero", "error"} {
		t := template.Must(template.New("opt").Option("missingkey=" + option).Parse("{{.x}} {{.y.z}}\n"))
		fmt.Println(t.Execute(os.Stdout, map[string]int{"a": 1}))
		fmt.Println(t.Execute(os.Stdout, map[string]any{"x": 1, "y": nil}))
	}
	fmt.Println(template.IsTrue(0))
	fmt.Println(template.IsTrue("x"))
	fmt.Println(template.IsTrue(struct{}{}))
	fmt.Println(template.HTMLEscapeString(`<a b="c">'&`+"\x00"), template.JSEscapeString("'\"\\\n\u00a0é"), template.URLQueryEscaper("a&b=c d"), template.HTMLEscaper(1, "<", 2))
}
