// Functions that templates can call, those of the user and those that are always there.

package template

import (
	"errors"
	"fmt"
	"reflect"
	"unicode"
)

// FuncMap is functions by name.
type FuncMap map[string]any

// builtins is the functions that are always there.
func builtins() FuncMap {
	return FuncMap{
		"and": logic, "or": logic, "call": emptyCall,
		"not": not, "index": index, "slice": slice, "len": length,
		"eq": eq, "ne": ne, "lt": lt, "le": le, "gt": gt, "ge": ge,
		"print": fmt.Sprint, "printf": fmt.Sprintf, "println": fmt.Sprintln,
		"html": HTMLEscaper, "js": JSEscaper, "urlquery": URLQueryEscaper,
	}
}

var always = builtins()

func addFuncs(to map[string]reflect.Value, funcs FuncMap) {
	for name, f := range funcs {
		if !goodName(name) {
			panic(fmt.Errorf("function name %q is not a valid identifier", name))
		}
		v := reflect.ValueOf(f)
		if v.Kind() != reflect.Func {
			panic("value for " + name + " not a function")
		}
		if err := goodFunc(name, v.Type()); err != nil {
			panic(err)
		}
		to[name] = v
	}
}

func goodName(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

// goodFunc says what keeps templates from calling a function.
func goodFunc(name string, t reflect.Type) error {
	switch n := t.NumOut(); {
	case n == 1 || n == 2 && t.Out(1) == errorType:
		return nil
	case n == 2:
		return fmt.Errorf("invalid function signature for %s: second return value should be error; is %s", name, t.Out(1))
	default:
		return fmt.Errorf("function %s has %d return values; should be 1 or 2", name, n)
	}
}

// find is the function of that name, and whether it is one that is always there.
func (t *Template) find(name string) (f reflect.Value, builtin bool) {
	if t.common != nil {
		t.mu.RLock()
		f = t.execFuncs[name]
		t.mu.RUnlock()
		if f.IsValid() {
			return f, false
		}
	}
	if b := always[name]; b != nil {
		return reflect.ValueOf(b), true
	}
	return f, false
}

// safeCall calls f; that it panics is an error.
func safeCall(f reflect.Value, args []reflect.Value) (value reflect.Value, err error) {
	defer func() {
		if e := recover(); e != nil {
			var ok bool
			if err, ok = e.(error); !ok {
				err = fmt.Errorf("%v", e)
			}
		}
	}()
	out := f.Call(args)
	if len(out) == 2 && !out[1].IsNil() {
		err = out[1].Interface().(error)
	}
	return out[0], err
}

func truth(v reflect.Value) bool {
	t, _ := isTrue(content(v))
	return t
}

// logic and emptyCall stand for and, or and call, which are done where they are called.
func logic(reflect.Value, ...reflect.Value) reflect.Value     { panic("not reached") }
func emptyCall(reflect.Value, ...reflect.Value) reflect.Value { panic("not reached") }

func not(v reflect.Value) bool { return !truth(v) }

// call calls the function that is a value.
func call(name string, f reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	none := reflect.Value{}
	f = content(f)
	if !f.IsValid() {
		return none, errors.New("call of nil")
	}
	t := f.Type()
	if t.Kind() != reflect.Func {
		return none, fmt.Errorf("non-function %s of type %s", name, t)
	}
	if err := goodFunc(name, t); err != nil {
		return none, err
	}
	fixed := t.NumIn()
	if t.IsVariadic() {
		fixed--
		if len(args) < fixed {
			return none, fmt.Errorf("wrong number of args for %s: got %d want at least %d", name, len(args), fixed)
		}
	} else if len(args) != fixed {
		return none, fmt.Errorf("wrong number of args for %s: got %d want %d", name, len(args), fixed)
	}
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		var p reflect.Type
		if i < fixed {
			p = t.In(i)
		} else {
			p = t.In(fixed).Elem()
		}
		var err error
		if in[i], err = prepare(content(arg), p); err != nil {
			return none, fmt.Errorf("arg %d: %w", i, err)
		}
	}
	return safeCall(f, in)
}

// prepare is v as a t. Integers of all types will do for each other.
func prepare(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	if !v.IsValid() {
		if !canBeNil(t) {
			return v, fmt.Errorf("value is nil; should be of type %s", t)
		}
		v = reflect.Zero(t)
	}
	if v.Type().AssignableTo(t) {
		return v, nil
	}
	if isInteger(v.Kind()) && isInteger(t.Kind()) {
		return v.Convert(t), nil
	}
	return reflect.Value{}, fmt.Errorf("value has type %s; should be %s", v.Type(), t)
}

func isInteger(k reflect.Kind) bool { return reflect.Int <= k && k <= reflect.Uintptr }

// place is index as a place in something of n elements, or at its end.
func place(index reflect.Value, n int) (int, error) {
	var x int64
	switch {
	case !index.IsValid():
		return 0, errors.New("cannot index slice/array with nil")
	case index.CanInt():
		x = index.Int()
	case index.CanUint():
		x = int64(index.Uint())
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", index.Type())
	}
	if x < 0 || x > int64(n) {
		return 0, fmt.Errorf("index out of range: %d", x)
	}
	return int(x), nil
}

// index is item[i][j] and so on.
func index(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	none := reflect.Value{}
	item = content(item)
	if !item.IsValid() {
		return none, errors.New("index of untyped nil")
	}
	for _, i := range indexes {
		i = content(i)
		var isNil bool
		if item, isNil = indirect(item); isNil {
			return none, errors.New("index of nil pointer")
		}
		switch item.Kind() {
		case reflect.Array, reflect.Slice, reflect.String:
			x, err := place(i, item.Len())
			if err != nil {
				return none, err
			}
			item = item.Index(x)
		case reflect.Map:
			key, err := prepare(i, item.Type().Key())
			if err != nil {
				return none, err
			}
			elem := item.MapIndex(key)
			if !elem.IsValid() {
				elem = reflect.Zero(item.Type().Elem())
			}
			item = elem
		default:
			return none, fmt.Errorf("can't index item of type %s", item.Type())
		}
	}
	return item, nil
}

// slice is item[i:j:k], of which all may be left out.
func slice(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	none := reflect.Value{}
	item = content(item)
	if !item.IsValid() {
		return none, errors.New("slice of untyped nil")
	}
	var isNil bool
	if item, isNil = indirect(item); isNil {
		return none, errors.New("slice of nil pointer")
	}
	if len(indexes) > 3 {
		return none, fmt.Errorf("too many slice indexes: %d", len(indexes))
	}
	var room int
	switch item.Kind() {
	case reflect.String:
		if len(indexes) == 3 {
			return none, errors.New("cannot 3-index slice a string")
		}
		room = item.Len()
	case reflect.Array, reflect.Slice:
		room = item.Cap()
	default:
		return none, fmt.Errorf("can't slice item of type %s", item.Type())
	}
	at := [3]int{0, item.Len(), room}
	for i, index := range indexes {
		x, err := place(index, room)
		if err != nil {
			return none, err
		}
		at[i] = x
	}
	for i := range 2 {
		if at[i] > at[i+1] && (i == 0 || len(indexes) == 3) {
			return none, fmt.Errorf("invalid slice index: %d > %d", at[i], at[i+1])
		}
	}
	if len(indexes) < 3 {
		return item.Slice(at[0], at[1]), nil
	}
	return item.Slice3(at[0], at[1], at[2]), nil
}

func length(item reflect.Value) (int, error) {
	item, isNil := indirect(item)
	if isNil {
		return 0, errors.New("len of nil pointer")
	}
	switch item.Kind() {
	case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
		return item.Len(), nil
	}
	return 0, fmt.Errorf("len of type %s", item.Type())
}
