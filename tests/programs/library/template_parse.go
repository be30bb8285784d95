// What templates are made of, how they belong together, and what is wrong with some.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

func parses(texts ...string) {
	for _, text := range texts {
		fmt.Printf("%q => ", text)
		t, err := template.New("name").Parse(text)
		if err != nil {
			fmt.Println("ERROR", err)
			continue
		}
		if t.Tree == nil {
			fmt.Println("no tree")
			continue
		}
		fmt.Printf("%q", t.Root.String())
		for _, n := range t.Root.Nodes {
			fmt.Printf(" %d@%d", n.Type(), n.Position())
		}
		fmt.Println(" ", t.Root.Copy().String() == t.Root.String())
	}
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) {
	if f.n--; f.n < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func main() {
	parses(``, `text`, ` {{- 1 -}} x`, "a\n {{- /* c */ -}} \n b", `{{/* c */}}`, `{{.}}`, `{{.A.B.C}}`, `{{$}}`, `{{$x := 1}}{{$x}}`, `{{$x := .A | printf "%d" 1}}`, `{{printf "%d" 1 | len}}`, `{{(.A).B}}`, `{{(len .).X.Y}}`,
		`{{if .A}}a{{else}}b{{end}}`, `{{if .A}}a{{else if .B}}b{{else}}c{{end}}`, `{{range $i, $e := .A}}x{{else}}y{{end}}`, `{{with .A}}x{{else with .B}}y{{end}}`, `{{range .}}{{break}}{{continue}}{{end}}`, `{{template "x"}}`, `{{template "x" .A}}`, `{{block "b" .}}x{{end}}`, `{{define "d"}}x{{end}}`,
		`{{true}}{{false}}{{nil | print}}{{1.5}}{{'a'}}{{"s"}}`, "{{`raw`}}", `{{print true 'x' 2i nil}}`, `{{range $i, $e = .A}}{{end}}`, `{{- 3 }}`, `{{3 -}}`, `{{-3}}`, "{{\n.A\n}}", `{{.A}}}}`, `{{print (print 1) (print 2)}}`, `{{eq .A.B $.C}}`, `{{if (eq 1 2) }}{{end}}`, `{{break}}`,
	)
	parses(`{{`, `{{.`, `{{}}`, `{{ }}`, `{{end}}`, `{{else}}`, `{{if}}`, `{{if .A}}`, `{{if .A}}{{else}}{{else}}{{end}}`, `{{range}}{{end}}`, `{{nofunc 1}}`, `{{$x}}`, `{{.A | }}`, `{{ | .A}}`, `{{.A | 1}}`, `{{.A | "x"}}`, `{{1 | nil}}`, `{{"unclosed}}`, "{{`unclosed}}", `{{'a}}`, `{{'ab'}}`, `{{''}}`, `{{(1}}`, `{{1)}}`, `{{()}}`, `{{.A}`, `{{.A.}}`, `{{.A..B}}`, `{{1.2.3}}`, `{{0x}}`, `{{1a}}`, `{{99999999999999999999}}`, `{{+}}`, `{{1+2}}`, `{{1+2i}}`, `{{#}}`, `{{é}}`, "{{\x01}}", "{{\u00a0}}", `{{.A!}}`, `{{a!}}`, `{{$x!}}`,
		`{{$x := }}`, `{{$x :}}`, `{{$x = 1}}`, `{{$x, $y := 1}}`, `{{range $x, 1 := .}}{{end}}`, `{{range $x, $y, $z := .}}{{end}}`, `{{range $x, := .}}{{end}}`, `{{template}}`, `{{template x}}`, `{{template "x" 1 2 | }}`, `{{define}}`, `{{define "x"}}`, `{{define x}}{{end}}`, `{{define "x" .}}{{end}}`, `{{if 1}}{{define "x"}}{{end}}{{end}}`, `{{block "x"}}{{end}}`, `{{block "x" .}}`, `{{break}}{{continue}}`, `{{range .}}{{break 1}}{{end}}`, `{{range .}}{{define "x"}}{{break}}{{end}}{{end}}`, `{{/* open`, `{{/* c */ 1}}`, `{{/* c */`, `{{define "a"}}1{{end}}{{define "a"}}2{{end}}`, `{{define "a"}} {{end}}{{define "a"}}2{{end}}`, `{{template "\x"}}`, `{{"\x"}}`, "line\nline {{\n\n.A }\n", "{{if\n\n.A\n", "a\nb{{range .}}\n{{nofunc}}", `{{with .A}}{{else if .B}}{{end}}{{end}}`, `{{if .A}}{{else with .B}}{{end}}`, `{{true.X}}`, `{{1.X}}`, `{{"a".X}}`, `{{..X}}`, `{{.A,}}`, `{{:}}`, `{{.A:=1}}`, `{{=}}`, `{{if $x := 1}}{{end}}{{$x}}`, `{{nil}}`, `{{/*a*/}}{{- /*b*/ -}}`, `{{-}}`, `{{- }}`, `{{ -}}`,
	)
	t := template.Must(template.New("root").Parse(`{{define "a"}}A({{.}}){{template "b" .}}{{end}}{{define "b"}}B{{end}}root {{template "a" 1}} {{block "c" 2}}C{{.}}{{end}}`))
	fmt.Println(t.Execute(os.Stdout, nil))
	c := template.Must(t.Clone())
	template.Must(c.New("b").Parse("other b"))
	template.Must(c.Parse(`{{define "c"}}new c{{end}}`))
	fmt.Println(c.Execute(os.Stdout, nil), t.Execute(os.Stdout, nil))
	fmt.Println(t.ExecuteTemplate(os.Stdout, "a", "q"), t.ExecuteTemplate(os.Stdout, "zz", 1))
	var names []string
	for _, x := range c.Templates() {
		names = append(names, x.Name())
	}
	slices.Sort(names)
	fmt.Println(names, t.Lookup("a").Name(), t.Lookup("nope") == nil, t.Name())
	fmt.Println(template.New("one").DefinedTemplates() == "", template.Must(template.New("one").Parse("x")).DefinedTemplates())
	fmt.Println(template.New("empty").Execute(os.Stdout, 1))
	var zero template.Template
	fmt.Println(zero.Execute(os.Stdout, 1), zero.Lookup("x") == nil, zero.Templates(), zero.Name())
	r := template.Must(template.New("r").Parse(`{{define "loop"}}{{if .}}{{template "loop" false}}{{end}}.{{end}}{{template "loop" true}}{{template "gone"}}`))
	fmt.Println(r.Execute(os.Stdout, nil))
	d := template.Must(template.New("d").Delims("<<", ">>").Parse(`{{.}} <<.>> <<- /* c */ ->> <<if .>>y<<end>>`))
	fmt.Println(d.Execute(os.Stdout, 3), d.Root)
	fmt.Println(t.Execute(&failing{0}, nil), t.Execute(&failing{2}, nil))
	tree, err := parse.Parse("p", `{{/* kept */}}{{nofunc .X}}{{define "q"}}z{{end}}`, "", "", map[string]any{"nofunc": 1})
	fmt.Println(len(tree), err, tree["p"].Root, tree["q"].Root, tree["q"].ParseName)
	pt := parse.New("m")
	pt.Mode = parse.ParseComments | parse.SkipFuncCheck
	_, err = pt.Parse(`{{/* kept */}}{{nofunc .X}}`, "", "", map[string]*parse.Tree{})
	fmt.Println(pt.Root, err, parse.IsEmptyTree(pt.Root))
	loc, ctx := pt.ErrorContext(pt.Root.Nodes[1])
	fmt.Println(loc, ctx, pt.Copy().Root)
	nt, err := template.New("x").AddParseTree("y", tree["q"])
	fmt.Println(nt.Name(), err, nt.Execute(os.Stdout, nil))
	try(func() { template.Must(template.New("bad").Parse("{{")) })
	try(func() { template.New("x").Funcs(template.FuncMap{"a-b": strings.ToUpper}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"": strings.ToUpper}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"f": 1}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"f": func() {}}) })
	try(func() { template.New("x").Funcs(template.FuncMap{"f": func() (int, int) { return 1, 2 }}) })
	try(func() { template.New("x").Option("nope") })
	try(func() { template.New("x").Option("") })
	fmt.Println(template.Must(template.New("x").Funcs(template.FuncMap{"break": func() string { return "brk" }, "len": func(string) int { return 42 }}).Parse("{{break}}{{len .}}\n")).Execute(os.Stdout, "s"))
	_, err = template.ParseFiles()
	fmt.Println(err)
}
