// Executing templates: actions, control, and what is printed.

package template

import (
	"fmt"
	"io"
	"reflect"
	"runtime"
	"text/template/parse"
)

// deepest is how many templates can be within each other.
const deepest = 100000

// ExecError is what went wrong, other than in writing.
type ExecError struct {
	Name string // of the template
	Err  error
}

func (e ExecError) Error() string { return e.Err.Error() }

// Unwrap is the error with the place where it was.
func (e ExecError) Unwrap() error { return e.Err }

// writeError is an error of the writer, on its way up.
type writeError struct{ err error }

type state struct {
	tmpl  *Template
	w     io.Writer
	node  parse.Node // for messages
	vars  []variable
	depth int
}

type variable struct {
	name  string
	value reflect.Value
}

// outcome is how a node ended.
type outcome int

const (
	done outcome = iota
	broken
	continued
)

// ExecuteTemplate executes the template of that name that belongs to t.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	x := t.Lookup(name)
	if x == nil {
		return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
	}
	return x.Execute(wr, data)
}

// Execute writes t to wr, with data for the dot.
func (t *Template) Execute(wr io.Writer, data any) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case runtime.Error:
			panic(e)
		case writeError:
			err = e.err
		case ExecError:
			err = e
		default:
			panic(e)
		}
	}()
	dot, ok := data.(reflect.Value)
	if !ok {
		dot = reflect.ValueOf(data)
	}
	s := &state{tmpl: t, w: wr, vars: []variable{{"$", dot}}}
	if t.Tree == nil || t.Root == nil {
		s.errorf("%q is an incomplete or empty template", t.name)
	}
	s.walk(dot, t.Root)
	return nil
}

func (s *state) at(n parse.Node) { s.node = n }

func (s *state) errorf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	if s.node == nil {
		err = fmt.Errorf("template: %s: %w", s.tmpl.name, err)
	} else {
		place, context := s.tmpl.ErrorContext(s.node)
		err = fmt.Errorf("template: %s: executing %q at <%s>: %w", place, s.tmpl.name, context, err)
	}
	panic(ExecError{s.tmpl.name, err})
}

// ---- variables

func (s *state) variable(name string) *variable {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return &s.vars[i]
		}
	}
	s.errorf("undefined variable: %s", name)
	return nil
}

// set sets or declares a variable.
func (s *state) set(pipe *parse.PipeNode, name string, value reflect.Value) {
	if pipe.IsAssign {
		s.variable(name).value = value
		return
	}
	s.vars = append(s.vars, variable{name, value})
}

// ---- nodes

func (s *state) walk(dot reflect.Value, n parse.Node) outcome {
	s.at(n)
	switch n := n.(type) {
	case *parse.ActionNode:
		value := s.pipeline(dot, n.Pipe)
		if len(n.Pipe.Decl) == 0 {
			s.print(n, value)
		}
	case *parse.BreakNode:
		return broken
	case *parse.ContinueNode:
		return continued
	case *parse.CommentNode:
	case *parse.IfNode:
		return s.branch(dot, &n.BranchNode)
	case *parse.WithNode:
		return s.branch(dot, &n.BranchNode)
	case *parse.RangeNode:
		return s.loop(dot, n)
	case *parse.ListNode:
		for _, part := range n.Nodes {
			if out := s.walk(dot, part); out != done {
				return out
			}
		}
	case *parse.TemplateNode:
		s.template(dot, n)
	case *parse.TextNode:
		if _, err := s.w.Write(n.Text); err != nil {
			panic(writeError{err})
		}
	default:
		s.errorf("unknown node: %s", n)
	}
	return done
}

func (s *state) branch(dot reflect.Value, b *parse.BranchNode) (out outcome) {
	known := len(s.vars)
	value := s.pipeline(dot, b.Pipe)
	truth, ok := isTrue(content(value))
	if !ok {
		s.errorf("if/with can't use %v", value)
	}
	switch {
	case truth && b.NodeType == parse.NodeWith:
		out = s.walk(value, b.List)
	case truth:
		out = s.walk(dot, b.List)
	case b.ElseList != nil:
		out = s.walk(dot, b.ElseList)
	}
	s.vars = s.vars[:known]
	return out
}

// IsTrue reports whether a value is not empty, and whether that can be said of it.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(v reflect.Value) (truth, ok bool) {
	switch v.Kind() {
	case reflect.Invalid:
		return false, true
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0, true
	case reflect.Struct:
		return true, true
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0, true
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0, true
	}
	return !v.IsZero(), true
}

// loop is a range.
func (s *state) loop(dot reflect.Value, r *parse.RangeNode) (out outcome) {
	known := len(s.vars)
	defer func() { s.vars = s.vars[:known] }()
	value, _ := indirect(s.pipeline(dot, r.Pipe))
	decl := r.Pipe.Decl
	inner := len(s.vars)
	ran := false
	// once is the body for one element; false if that was the last.
	once := func(index, elem reflect.Value) bool {
		ran = true
		// The pipeline made the variables; of two, the first is for the index.
		switch {
		case len(decl) == 0:
		case r.Pipe.IsAssign && len(decl) > 1:
			s.variable(decl[0].Ident[0]).value = index
			s.variable(decl[1].Ident[0]).value = elem
		case r.Pipe.IsAssign:
			s.variable(decl[0].Ident[0]).value = elem
		default:
			s.vars[inner-1].value = elem
			if len(decl) > 1 {
				s.vars[inner-2].value = index
			}
		}
		end := s.walk(elem, r.List)
		s.vars = s.vars[:inner]
		return end != broken
	}
	switch value.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if len(decl) > 1 {
			s.errorf("can't use %v to iterate over more than one variable", value)
		}
		value.Seq()(func(v reflect.Value) bool { return once(reflect.Value{}, v) })
	case reflect.Array, reflect.Slice:
		for i := 0; i < value.Len() && once(reflect.ValueOf(i), value.Index(i)); i++ {
		}
	case reflect.Map:
		for _, key := range sortedKeys(value) {
			if !once(key, value.MapIndex(key)) {
				break
			}
		}
	case reflect.Chan:
		s.receive(value, once)
	case reflect.Func:
		s.call(value, decl, once)
	case reflect.Invalid:
	default:
		s.errorf("range can't iterate over %v", value)
	}
	if !ran && r.ElseList != nil {
		return s.walk(dot, r.ElseList)
	}
	return done
}

func (s *state) receive(value reflect.Value, once func(index, elem reflect.Value) bool) {
	if value.IsNil() {
		return
	}
	if value.Type().ChanDir() == reflect.SendDir {
		s.errorf("range over send-only channel %v", value)
	}
	for i := 0; ; i++ {
		elem, ok := value.Recv()
		if !ok || !once(reflect.ValueOf(i), elem) {
			return
		}
	}
}

func (s *state) call(value reflect.Value, decl []*parse.VariableNode, once func(index, elem reflect.Value) bool) {
	switch {
	case value.Type().CanSeq():
		if len(decl) > 1 {
			s.errorf("can't use %v iterate over more than one variable", value)
		}
		value.Seq()(func(v reflect.Value) bool { return once(reflect.Value{}, v) })
	case value.Type().CanSeq2():
		value.Seq2()(func(k, v reflect.Value) bool {
			if len(decl) > 1 {
				return once(k, v)
			}
			return once(reflect.Value{}, k)
		})
	default:
		s.errorf("range can't iterate over %v", value)
	}
}

func (s *state) template(dot reflect.Value, n *parse.TemplateNode) {
	t := s.tmpl.Lookup(n.Name)
	if t == nil {
		s.errorf("template %q not defined", n.Name)
	}
	if s.depth == deepest {
		s.errorf("exceeded maximum template depth (%v)", deepest)
	}
	dot = s.pipeline(dot, n.Pipe)
	inner := *s
	inner.depth++
	inner.tmpl = t
	inner.vars = []variable{{"$", dot}}
	inner.walk(dot, t.Root)
}

// ---- printing

func (s *state) print(n parse.Node, v reflect.Value) {
	s.at(n)
	x, ok := printable(v)
	if !ok {
		s.errorf("can't print %s of type %s", n, v.Type())
	}
	if _, err := fmt.Fprint(s.w, x); err != nil {
		panic(writeError{err})
	}
}

// printable is what package fmt is to print for v.
func printable(v reflect.Value) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	if !prints(v.Type()) {
		if v.CanAddr() && prints(reflect.PointerTo(v.Type())) {
			v = v.Addr()
		} else if k := v.Kind(); k == reflect.Chan || k == reflect.Func {
			return nil, false
		}
	}
	return v.Interface(), true
}

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	valueType    = reflect.TypeFor[reflect.Value]()
)

// prints reports whether values of t say themselves how they print.
func prints(t reflect.Type) bool { return t.Implements(errorType) || t.Implements(stringerType) }

// indirect is what v points to or holds, and whether it met nil.
func indirect(v reflect.Value) (reflect.Value, bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}

// content is what v holds if it is an interface.
func content(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Interface {
		return v
	}
	return v.Elem()
}
