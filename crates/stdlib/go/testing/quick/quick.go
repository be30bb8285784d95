// Package quick looks for arguments for which a property of functions does not hold, at random.
package quick

import (
	"fmt"
	"math/rand"
	"reflect"
	"strings"
)

// Generator is a value that makes random ones of its type; size says how large, about.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

// size is how large values are, about.
const size = 50

// Value is a random value of type t, if one can be made.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return random(t, rand, size)
}

func random(t reflect.Type, r *rand.Rand, size int) (reflect.Value, bool) {
	if g, ok := reflect.Zero(t).Interface().(Generator); ok {
		return g.Generate(r, size), true
	}
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(r.Int()&1 == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(r.Uint64())
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float(t, r))
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(float(t, r), float(t, r)))
	case reflect.String:
		runes := make([]rune, r.Intn(size))
		for i := range runes {
			runes[i] = rune(r.Intn(0x10ffff))
		}
		v.SetString(string(runes))
	case reflect.Pointer:
		if r.Intn(size) == 0 {
			break // nil
		}
		elem, ok := random(t.Elem(), r, size)
		if !ok {
			return v, false
		}
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(elem)
	case reflect.Slice, reflect.Array, reflect.Struct:
		n, left := 0, size
		switch t.Kind() {
		case reflect.Slice:
			n = r.Intn(size)
			left = size - n
			v.Set(reflect.MakeSlice(t, n, n))
		case reflect.Array:
			n = t.Len()
		default:
			// What is nested is small, so that types that hold themselves come to an end.
			n = t.NumField()
			if left /= max(n, 1); left == 0 {
				left = 1
			}
		}
		for i := range n {
			to := v
			if t.Kind() == reflect.Struct {
				to = v.Field(i)
			} else {
				to = v.Index(i)
			}
			elem, ok := random(to.Type(), r, left)
			if !ok {
				return v, false
			}
			to.Set(elem)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range r.Intn(size) {
			key, ok1 := random(t.Key(), r, size)
			elem, ok2 := random(t.Elem(), r, size)
			if !ok1 || !ok2 {
				return v, false
			}
			v.SetMapIndex(key, elem)
		}
	default:
		return v, false
	}
	return v, true
}

// float is any float of t's size, of either sign.
func float(t reflect.Type, r *rand.Rand) float64 {
	most := 0x1p127 * (1 + (1 - 0x1p-23))
	if t.Size() == 8 && t.Kind() == reflect.Float64 || t.Size() == 16 {
		most = 0x1p1023 * (1 + (1 - 0x1p-52))
	}
	f := r.Float64() * most
	if r.Int()&1 == 1 {
		return -f
	}
	return f
}

// Config says how to look. The zero one, or nil, is the usual.
type Config struct {
	// MaxCount is how many tries are made; 0 for MaxCountScale times the usual number.
	MaxCount      int
	MaxCountScale float64
	// Rand is where randomness comes from; nil for one of its own.
	Rand *rand.Rand
	// Values makes arguments; nil for Value.
	Values func([]reflect.Value, *rand.Rand)
}

// usualCount is how many tries are usual.
const usualCount = 100

func (c *Config) count() int {
	switch {
	case c.MaxCount != 0:
		return c.MaxCount
	case c.MaxCountScale != 0:
		return int(c.MaxCountScale * usualCount)
	}
	return usualCount
}

// SetupError says that Check was asked something that it cannot answer.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// CheckError is what Check found.
type CheckError struct {
	Count int
	In    []any
}

func (s *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", s.Count, listed(s.In))
}

// CheckEqualError is what CheckEqual found.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (s *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s",
		s.Count, listed(s.In), listed(s.Out1), listed(s.Out2))
}

func listed(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprintf("%#v", v)
	}
	return strings.Join(texts, ", ")
}

// Check calls f, which returns a bool, with random arguments, until that is false: then it
// returns a *CheckError.
func Check(f any, config *Config) error {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func {
		return SetupError("argument is not a function")
	}
	if t := v.Type(); t.NumOut() != 1 {
		return SetupError("function does not return one value")
	} else if t.Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	return try(v.Type(), config, func(count int, in []reflect.Value) error {
		if v.Call(in)[0].Bool() {
			return nil
		}
		return &CheckError{count, interfaces(in)}
	})
}

// CheckEqual calls f and g with the same random arguments, until their results differ: then it
// returns a *CheckEqualError.
func CheckEqual(f, g any, config *Config) error {
	v, w := reflect.ValueOf(f), reflect.ValueOf(g)
	if v.Kind() != reflect.Func {
		return SetupError("f is not a function")
	}
	if w.Kind() != reflect.Func {
		return SetupError("g is not a function")
	}
	if v.Type() != w.Type() {
		return SetupError("functions have different types")
	}
	return try(v.Type(), config, func(count int, in []reflect.Value) error {
		out1, out2 := interfaces(v.Call(in)), interfaces(w.Call(in))
		if reflect.DeepEqual(out1, out2) {
			return nil
		}
		return &CheckEqualError{CheckError{count, interfaces(in)}, out1, out2}
	})
}

func try(t reflect.Type, config *Config, do func(count int, in []reflect.Value) error) error {
	if config == nil {
		config = new(Config)
	}
	r := config.Rand
	if r == nil {
		r = rand.New(rand.NewSource(rand.Int63()))
	}
	for i := range config.count() {
		in := make([]reflect.Value, t.NumIn())
		if config.Values != nil {
			config.Values(in, r)
		} else {
			for j := range in {
				v, ok := Value(t.In(j), r)
				if !ok {
					return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", t.In(j), j))
				}
				in[j] = v
			}
		}
		if err := do(i+1, in); err != nil {
			return err
		}
	}
	return nil
}

func interfaces(values []reflect.Value) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v.Interface()
	}
	return out
}
