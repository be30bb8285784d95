// Facts writes what gc knows about the parameters of the library's functions: where they leak to.
//
// It asks gc itself: for every exported function and method of the packages that it is told, it
// writes a function with the same parameters that does nothing but call it, compiles these without
// inlining, and reads what gc says of their parameters. The table goes to standard output; its
// notation is that of crates/escape/src/facts.rs.
//
//	facts DIRECTORY PACKAGE...
package main

import (
	"bytes"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// probe is one wrapper.
type probe struct {
	key     string
	results map[string]int
}

func main() {
	dir := os.Args[1]
	imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, path := range os.Args[2:] {
		pkg, err := imp.Import(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, "facts:", path, err)
			continue
		}
		lines, err := facts(dir, pkg)
		if err != nil {
			fmt.Fprintln(os.Stderr, "facts:", path, err)
			os.Exit(1)
		}
		fmt.Printf("=%s\n%s", path, lines)
	}
}

func facts(dir string, pkg *types.Package) (string, error) {
	w := &writer{pkg: pkg, names: map[string]string{}}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		if !token.IsExported(name) {
			continue
		}
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			w.function(name, obj)
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() {
				w.methods(name, named)
			}
		}
	}
	return w.ask(dir)
}

type writer struct {
	pkg    *types.Package
	names  map[string]string // path to local name
	body   []string          // one line for each probe
	probes []probe
}

// qualify names a package in the file, and remembers to import it.
func (w *writer) qualify(p *types.Package) string {
	if n, ok := w.names[p.Path()]; ok {
		return n
	}
	n := "p" + strconv.Itoa(len(w.names))
	w.names[p.Path()] = n
	return n
}

func (w *writer) text(t types.Type) string { return types.TypeString(t, w.qualify) }

// sayable reports whether a type can be written outside its package.
func sayable(t types.Type, depth int) bool {
	if depth > 6 {
		return true
	}
	switch t := t.(type) {
	case *types.Named:
		for i := 0; i < t.TypeArgs().Len(); i++ {
			if !sayable(t.TypeArgs().At(i), depth+1) {
				return false
			}
		}
		o := t.Obj()
		return o.Pkg() == nil || o.Exported() && !strings.Contains(o.Pkg().Path(), "internal/")
	case *types.Alias:
		return sayable(types.Unalias(t), depth+1)
	case *types.Pointer:
		return sayable(t.Elem(), depth+1)
	case *types.Slice:
		return sayable(t.Elem(), depth+1)
	case *types.Array:
		return sayable(t.Elem(), depth+1)
	case *types.Map:
		return sayable(t.Key(), depth+1) && sayable(t.Elem(), depth+1)
	case *types.Chan:
		return sayable(t.Elem(), depth+1)
	case *types.Signature:
		for _, list := range []*types.Tuple{t.Params(), t.Results()} {
			for i := 0; i < list.Len(); i++ {
				if !sayable(list.At(i).Type(), depth+1) {
					return false
				}
			}
		}
	}
	return true
}

func (w *writer) function(key string, f *types.Func) {
	sig := f.Type().(*types.Signature)
	inst, targs := instantiate(sig)
	if inst == nil {
		return
	}
	call := w.qualify(w.pkg) + "." + f.Name()
	if len(targs) > 0 {
		call += "[" + w.list(targs) + "]"
	}
	w.probe(key, "", call, inst)
}

func (w *writer) list(ts []types.Type) string {
	var out []string
	for _, t := range ts {
		out = append(out, w.text(t))
	}
	return strings.Join(out, ", ")
}

func (w *writer) methods(name string, named *types.Named) {
	if types.IsInterface(named) {
		return
	}
	var recv types.Type = named
	if n := named.TypeParams().Len(); n > 0 {
		targs := arguments(named.TypeParams())
		if targs == nil {
			return
		}
		t, err := types.Instantiate(nil, named, targs, true)
		if err != nil {
			return
		}
		recv = t
	}
	base := recv.(*types.Named)
	for i := 0; i < base.NumMethods(); i++ {
		m := base.Method(i)
		sig := m.Type().(*types.Signature)
		if !m.Exported() || sig.TypeParams().Len() > 0 {
			continue
		}
		w.probe(name+"."+m.Name(), w.text(sig.Recv().Type()), "a0."+m.Name(), sig)
	}
}

// probe writes a function that calls call.
func (w *writer) probe(key, recv, call string, sig *types.Signature) {
	if !sayable(sig, 0) {
		return
	}
	var params, args, results []string
	n := 0
	if recv != "" {
		params = append(params, "a0 "+recv)
		n = 1
	}
	for i := 0; i < sig.Params().Len(); i++ {
		name := "a" + strconv.Itoa(n+i)
		params = append(params, name+" "+w.text(sig.Params().At(i).Type()))
		if sig.Variadic() && i == sig.Params().Len()-1 {
			name += "..."
		}
		args = append(args, name)
	}
	for i := 0; i < sig.Results().Len(); i++ {
		results = append(results, w.text(sig.Results().At(i).Type()))
	}
	ret := "return "
	if len(results) == 0 {
		ret = ""
	}
	w.body = append(w.body, fmt.Sprintf("func f%d(%s) (%s) { %s%s(%s) }",
		len(w.probes), strings.Join(params, ", "), strings.Join(results, ", "), ret, call, strings.Join(args, ", ")))
	w.probes = append(w.probes, probe{key: key})
}

// instantiate gives type arguments to a generic function: pointers where anything will do, since
// these tell most.
func instantiate(sig *types.Signature) (*types.Signature, []types.Type) {
	if sig.TypeParams().Len() == 0 {
		return sig, nil
	}
	targs := arguments(sig.TypeParams())
	if targs == nil {
		return nil, nil
	}
	t, err := types.Instantiate(nil, sig, targs, true)
	if err != nil {
		return nil, nil
	}
	return t.(*types.Signature), targs
}

func arguments(list *types.TypeParamList) []types.Type {
	simple := make(map[*types.TypeParam]types.Type)
	pointer := types.NewPointer(types.Typ[types.Int])
	for i := 0; i < list.Len(); i++ {
		p := list.At(i)
		if core(p) != nil {
			continue
		}
		simple[p] = types.Typ[types.Int]
		for _, t := range []types.Type{pointer, types.Typ[types.String]} {
			if types.Satisfies(t, p.Constraint().Underlying().(*types.Interface)) {
				simple[p] = t
				break
			}
		}
	}
	var out []types.Type
	for i := 0; i < list.Len(); i++ {
		p := list.At(i)
		if t, ok := simple[p]; ok {
			out = append(out, t)
			continue
		}
		arg := func(t types.Type) types.Type {
			if q, ok := t.(*types.TypeParam); ok && simple[q] != nil {
				return simple[q]
			}
			return t
		}
		switch c := core(p).(type) {
		case *types.Slice:
			out = append(out, types.NewSlice(arg(c.Elem())))
		case *types.Map:
			out = append(out, types.NewMap(arg(c.Key()), arg(c.Elem())))
		default:
			return nil
		}
	}
	return out
}

// core is the one type that a constraint like ~[]E allows.
func core(p *types.TypeParam) types.Type {
	iface := p.Constraint().Underlying().(*types.Interface)
	if iface.NumEmbeddeds() != 1 {
		return nil
	}
	switch u := iface.EmbeddedType(0).(type) {
	case *types.Union:
		if u.Len() == 1 {
			switch t := u.Term(0).Type().(type) {
			case *types.Slice, *types.Map:
				return t
			}
		}
	}
	return nil
}

var (
	place   = regexp.MustCompile(`^\./probes\.go:(\d+):\d+: (.*)$`)
	heap    = regexp.MustCompile(`^leaking param: a(\d+)$`)
	content = regexp.MustCompile(`^leaking param content: a(\d+)$`)
	result  = regexp.MustCompile(`^leaking param: a(\d+) to result ~r(\d+) level=(\d+)$`)
	leak    = regexp.MustCompile(`parameter a(\d+) leaks to \{heap\} for f\d+ with derefs=(\d+):`)
	mutates = regexp.MustCompile(`^mutates param: a(\d+) derefs=(\d+)$`)
	calls   = regexp.MustCompile(`^calls param: a(\d+) derefs=(\d+)$`)
)

// ask compiles the probes and reads what gc says.
func (w *writer) ask(dir string) (string, error) {
	if len(w.probes) == 0 {
		return "", nil
	}
	var head bytes.Buffer
	head.WriteString("package main\n")
	paths := make([]string, 0, len(w.names))
	for p := range w.names {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	for _, p := range paths {
		fmt.Fprintf(&head, "import %s %q\n", w.names[p], p)
	}
	head.WriteString("func main() {}\n")
	first := bytes.Count(head.Bytes(), []byte("\n")) + 1
	text := head.String() + strings.Join(w.body, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "probes.go"), []byte(text), 0o666); err != nil {
		return "", err
	}
	cmd := exec.Command("go", "build", "-gcflags=-m=2 -l -d=escapemutationscalls=1", "-o", os.DevNull, "probes.go")
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%v\n%s", err, said)
	}
	words := make([][]string, len(w.probes))
	least := make([]map[string]int, len(w.probes))
	for _, line := range strings.Split(string(said), "\n") {
		m := place.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		at, _ := strconv.Atoi(m[1])
		i := at - first
		if i < 0 || i >= len(words) {
			continue
		}
		if l := leak.FindStringSubmatch(m[2]); l != nil {
			// How deep content leaks is only said here.
			d, _ := strconv.Atoi(l[2])
			if least[i] == nil {
				least[i] = map[string]int{}
			}
			if old, ok := least[i][l[1]]; !ok || d < old {
				least[i][l[1]] = d
			}
		} else if l := heap.FindStringSubmatch(m[2]); l != nil {
			words[i] = append(words[i], l[1]+"h0")
		} else if l := content.FindStringSubmatch(m[2]); l != nil {
			words[i] = append(words[i], fmt.Sprintf("%sh%d", l[1], max(1, least[i][l[1]])))
		} else if l := result.FindStringSubmatch(m[2]); l != nil {
			words[i] = append(words[i], fmt.Sprintf("%sr%s.%s", l[1], l[2], l[3]))
		} else if l := mutates.FindStringSubmatch(m[2]); l != nil {
			words[i] = append(words[i], l[1]+"m"+l[2])
		} else if l := calls.FindStringSubmatch(m[2]); l != nil {
			words[i] = append(words[i], l[1]+"c"+l[2])
		}
	}
	var out strings.Builder
	for i, p := range w.probes {
		if len(words[i]) > 0 {
			sort.Strings(words[i])
			fmt.Fprintf(&out, "%s %s\n", p.key, strings.Join(words[i], " "))
		}
	}
	return out.String(), nil
}
