// Values of pipelines, commands and arguments.

package template

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// nothing stands for a last argument that does not come from a pipeline.
type nothingType struct{}

var nothing = reflect.ValueOf(nothingType{})
var nothingReflect = reflect.TypeFor[nothingType]()

func isNothing(v reflect.Value) bool { return v.IsValid() && v.Type() == nothingReflect }

func (s *state) pipeline(dot reflect.Value, pipe *parse.PipeNode) (value reflect.Value) {
	if pipe == nil {
		return value
	}
	s.at(pipe)
	value = nothing
	for _, cmd := range pipe.Cmds {
		value = s.command(dot, cmd, value)
		if value.Kind() == reflect.Interface && value.Type().NumMethod() == 0 {
			value = value.Elem()
		}
	}
	for _, v := range pipe.Decl {
		s.set(pipe, v.Ident[0], value)
	}
	return value
}

// command is the value of cmd; last is what comes through the pipeline.
func (s *state) command(dot reflect.Value, cmd *parse.CommandNode, last reflect.Value) reflect.Value {
	switch n := cmd.Args[0].(type) {
	case *parse.FieldNode:
		s.at(n)
		return s.chain(dot, dot, n, n.Ident, cmd.Args, last)
	case *parse.ChainNode:
		return s.chained(dot, n, cmd.Args, last)
	case *parse.IdentifierNode:
		return s.function(dot, n, cmd, cmd.Args, last)
	case *parse.PipeNode:
		s.noArguments(cmd.Args, last)
		return s.pipeline(dot, n)
	case *parse.VariableNode:
		return s.fields(dot, n, cmd.Args, last)
	}
	first := cmd.Args[0]
	s.at(first)
	s.noArguments(cmd.Args, last)
	switch n := first.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		s.errorf("nil is not a command")
	case *parse.NumberNode:
		return s.number(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.errorf("can't evaluate command %q", first)
	return reflect.Value{}
}

func (s *state) noArguments(args []parse.Node, last reflect.Value) {
	if len(args) > 1 || !isNothing(last) {
		s.errorf("can't give argument to non-function %s", args[0])
	}
}

// number is a number of the type that it would have in Go.
func (s *state) number(n *parse.NumberNode) reflect.Value {
	s.at(n)
	hex := len(n.Text) > 2 && n.Text[0] == '0' && (n.Text[1] == 'x' || n.Text[1] == 'X') && !strings.ContainsAny(n.Text, "pP")
	switch {
	case n.IsComplex:
		return reflect.ValueOf(n.Complex128)
	case n.IsFloat && !hex && n.Text[0] != '\'' && strings.ContainsAny(n.Text, ".eEpP"):
		return reflect.ValueOf(n.Float64)
	case n.IsInt:
		return reflect.ValueOf(int(n.Int64))
	case n.IsUint:
		s.errorf("%s overflows int", n.Text)
	}
	return reflect.Value{}
}

func (s *state) chained(dot reflect.Value, n *parse.ChainNode, args []parse.Node, last reflect.Value) reflect.Value {
	s.at(n)
	if len(n.Field) == 0 {
		s.errorf("internal error: no fields in evalChainNode")
	}
	if n.Node.Type() == parse.NodeNil {
		s.errorf("indirection through explicit nil in %s", n)
	}
	return s.chain(dot, s.argument(dot, nil, n.Node), n, n.Field, args, last)
}

// fields is a variable with the fields after it.
func (s *state) fields(dot reflect.Value, n *parse.VariableNode, args []parse.Node, last reflect.Value) reflect.Value {
	s.at(n)
	value := s.variable(n.Ident[0]).value
	if len(n.Ident) == 1 {
		s.noArguments(args, last)
		return value
	}
	return s.chain(dot, value, n, n.Ident[1:], args, last)
}

// chain is field after field of receiver; the arguments are for the last.
func (s *state) chain(dot, receiver reflect.Value, n parse.Node, names []string, args []parse.Node, last reflect.Value) reflect.Value {
	end := len(names) - 1
	for _, name := range names[:end] {
		receiver = s.field(dot, name, n, nil, nothing, receiver)
	}
	return s.field(dot, names[end], n, args, last, receiver)
}

func (s *state) function(dot reflect.Value, n *parse.IdentifierNode, cmd parse.Node, args []parse.Node, last reflect.Value) reflect.Value {
	s.at(n)
	f, builtin := s.tmpl.find(n.Ident)
	if !f.IsValid() {
		s.errorf("%q is not a defined function", n.Ident)
	}
	return s.invoke(dot, f, builtin, cmd, n.Ident, args, last)
}

// field is a method, field or element of receiver by name.
func (s *state) field(dot reflect.Value, name string, n parse.Node, args []parse.Node, last, receiver reflect.Value) reflect.Value {
	if !receiver.IsValid() {
		if s.tmpl.missing == missingError {
			s.errorf("nil data; no entry for key %q", name)
		}
		return reflect.Value{}
	}
	t := receiver.Type()
	receiver, isNil := indirect(receiver)
	if receiver.Kind() == reflect.Interface && isNil {
		s.errorf("nil pointer evaluating %s.%s", t, name)
	}
	// Methods of the pointer count where there is one.
	ptr := receiver
	if k := ptr.Kind(); k != reflect.Interface && k != reflect.Pointer && ptr.CanAddr() {
		ptr = ptr.Addr()
	}
	if method := ptr.MethodByName(name); method.IsValid() {
		return s.invoke(dot, method, false, n, name, args, last)
	}
	hasArgs := len(args) > 1 || !isNothing(last)
	switch receiver.Kind() {
	case reflect.Struct:
		sf, ok := receiver.Type().FieldByName(name)
		if !ok {
			break
		}
		value, err := receiver.FieldByIndexErr(sf.Index)
		if !sf.IsExported() {
			s.errorf("%s is an unexported field of struct type %s", name, t)
		}
		if err != nil {
			s.errorf("%v", err)
		}
		if hasArgs {
			s.errorf("%s has arguments but cannot be invoked as function", name)
		}
		return value
	case reflect.Map:
		key := reflect.ValueOf(name)
		if !key.Type().AssignableTo(receiver.Type().Key()) {
			break
		}
		if hasArgs {
			s.errorf("%s is not a method but has arguments", name)
		}
		value := receiver.MapIndex(key)
		if !value.IsValid() {
			switch s.tmpl.missing {
			case missingZero:
				value = reflect.Zero(receiver.Type().Elem())
			case missingError:
				s.errorf("map has no entry for key %q", name)
			}
		}
		return value
	case reflect.Pointer:
		elem := receiver.Type().Elem()
		if elem.Kind() == reflect.Struct {
			if _, ok := elem.FieldByName(name); !ok {
				break
			}
		}
		if isNil {
			s.errorf("nil pointer evaluating %s.%s", t, name)
		}
	}
	s.errorf("can't evaluate field %s in type %s", name, t)
	return reflect.Value{}
}

// invoke calls f; args begins with what names it, and last comes through the pipeline.
func (s *state) invoke(dot, f reflect.Value, builtin bool, n parse.Node, name string, args []parse.Node, last reflect.Value) reflect.Value {
	if args != nil {
		args = args[1:]
	}
	t := f.Type()
	count := len(args)
	if !isNothing(last) {
		count++
	}
	fixed := t.NumIn()
	if t.IsVariadic() {
		fixed--
		if count < fixed {
			s.errorf("wrong number of args for %s: want at least %d got %d", name, fixed, len(args))
		}
	} else if count != fixed {
		s.errorf("wrong number of args for %s: want %d got %d", name, fixed, count)
	}
	if err := goodFunc(name, t); err != nil {
		s.errorf("%v", err)
	}
	param := func(i int) reflect.Type {
		if i < fixed {
			return t.In(i)
		}
		return t.In(fixed).Elem()
	}
	if builtin && (name == "and" || name == "or") {
		return s.logic(dot, name, args, last)
	}
	in := make([]reflect.Value, 0, count+1)
	for i, arg := range args {
		in = append(in, s.argument(dot, param(i), arg))
	}
	if !isNothing(last) {
		in = append(in, s.fit(last, param(len(args))))
	}
	if builtin && name == "call" {
		callee := ""
		if len(args) == 0 {
			callee = last.String()
		} else {
			callee = args[0].String()
		}
		in = append([]reflect.Value{reflect.ValueOf(callee)}, in...)
		f = reflect.ValueOf(call)
	}
	value, err := safeCall(f, in)
	if err != nil {
		s.at(n)
		s.errorf("error calling %s: %w", name, err)
	}
	return unwrap(value)
}

// logic is and or or, which look at no more arguments than they need.
func (s *state) logic(dot reflect.Value, name string, args []parse.Node, last reflect.Value) (value reflect.Value) {
	for _, arg := range args {
		value = s.argument(dot, valueType, arg).Interface().(reflect.Value)
		if truth(value) == (name == "or") {
			return value
		}
	}
	if !isNothing(last) {
		value = unwrap(s.fit(last, valueType))
	}
	return value
}

// unwrap is the value that v holds if it is a reflect.Value itself.
func unwrap(v reflect.Value) reflect.Value {
	if v.Type() == valueType {
		return v.Interface().(reflect.Value)
	}
	return v
}

func canBeNil(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return t == valueType
}

// fit is value as an argument of type t; any type will do if t is nil.
func (s *state) fit(value reflect.Value, t reflect.Type) reflect.Value {
	if !value.IsValid() {
		if t == nil {
			return value
		}
		if !canBeNil(t) {
			s.errorf("invalid value; expected %s", t)
		}
		return reflect.Zero(t)
	}
	if t == valueType && value.Type() != t {
		return reflect.ValueOf(value)
	}
	if t == nil || value.Type().AssignableTo(t) {
		return value
	}
	if value.Kind() == reflect.Interface && !value.IsNil() {
		value = value.Elem()
		if value.Type().AssignableTo(t) {
			return value
		}
	}
	switch {
	case value.Kind() == reflect.Pointer && value.Type().Elem().AssignableTo(t):
		value = value.Elem()
		if !value.IsValid() {
			s.errorf("dereference of nil pointer of type %s", t)
		}
	case value.CanAddr() && reflect.PointerTo(value.Type()).AssignableTo(t):
		value = value.Addr()
	default:
		s.errorf("wrong type for value; expected %s; got %s", t, value.Type())
	}
	return value
}

// argument is the value of n for a parameter of type t.
func (s *state) argument(dot reflect.Value, t reflect.Type, n parse.Node) reflect.Value {
	s.at(n)
	switch n := n.(type) {
	case *parse.DotNode:
		return s.fit(dot, t)
	case *parse.NilNode:
		if !canBeNil(t) {
			s.errorf("cannot assign nil to %s", t)
		}
		return reflect.Zero(t)
	case *parse.FieldNode:
		return s.fit(s.chain(dot, dot, n, n.Ident, []parse.Node{n}, nothing), t)
	case *parse.VariableNode:
		return s.fit(s.fields(dot, n, nil, nothing), t)
	case *parse.PipeNode:
		return s.fit(s.pipeline(dot, n), t)
	case *parse.IdentifierNode:
		return s.fit(s.function(dot, n, n, nil, nothing), t)
	case *parse.ChainNode:
		return s.fit(s.chained(dot, n, nil, nothing), t)
	}
	return s.constant(t, n)
}

// constant is the bool, number or string n for a parameter of type t.
func (s *state) constant(t reflect.Type, n parse.Node) reflect.Value {
	v := reflect.New(t).Elem()
	number, _ := n.(*parse.NumberNode)
	want := ""
	switch t.Kind() {
	case reflect.Bool:
		if b, ok := n.(*parse.BoolNode); ok {
			v.SetBool(b.True)
			return v
		}
		want = "bool"
	case reflect.String:
		if text, ok := n.(*parse.StringNode); ok {
			v.SetString(text.Text)
			return v
		}
		want = "string"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if number != nil && number.IsInt {
			v.SetInt(number.Int64)
			return v
		}
		want = "integer"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if number != nil && number.IsUint {
			v.SetUint(number.Uint64)
			return v
		}
		want = "unsigned integer"
	case reflect.Float32, reflect.Float64:
		if number != nil && number.IsFloat {
			v.SetFloat(number.Float64)
			return v
		}
		want = "float"
	case reflect.Complex64, reflect.Complex128:
		if number != nil && number.IsComplex {
			v.SetComplex(number.Complex128)
			return v
		}
		want = "complex"
	case reflect.Interface:
		if t.NumMethod() == 0 {
			return s.plain(n)
		}
	case reflect.Struct:
		if t == valueType {
			return reflect.ValueOf(s.plain(n))
		}
	}
	if want != "" {
		s.errorf("expected %s; found %s", want, n)
	}
	s.errorf("can't handle %s for arg of type %s", n, t)
	return reflect.Value{}
}

// plain is a constant of the type that it has by itself.
func (s *state) plain(n parse.Node) reflect.Value {
	switch n := n.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.NumberNode:
		return s.number(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.errorf("can't handle assignment of %s to empty interface argument", n)
	return reflect.Value{}
}
