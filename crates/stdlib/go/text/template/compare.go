// Comparing values, for the functions that do and for the order of maps.

package template

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

var (
	errIncomparable = errors.New("invalid type for comparison")
	errAlone        = errors.New("missing argument for comparison")
)

// class is kinds that can be compared with each other; integers with and without sign are two.
type class int

const (
	noClass class = iota
	boolClass
	complexClass
	intClass
	floatClass
	stringClass
	uintClass
)

func classOf(v reflect.Value) class {
	switch {
	case v.CanInt():
		return intClass
	case v.CanUint():
		return uintClass
	case v.CanFloat():
		return floatClass
	case v.CanComplex():
		return complexClass
	case v.Kind() == reflect.Bool:
		return boolClass
	case v.Kind() == reflect.String:
		return stringClass
	}
	return noClass
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return v.IsNil()
	}
	return !v.IsValid()
}

// eq reports whether a equals one of the others.
func eq(a reflect.Value, others ...reflect.Value) (bool, error) {
	a = content(a)
	if len(others) == 0 {
		return false, errAlone
	}
	for _, b := range others {
		same, err := equal(a, content(b))
		if same || err != nil {
			return same, err
		}
	}
	return false, nil
}

func equal(a, b reflect.Value) (bool, error) {
	k, l := classOf(a), classOf(b)
	switch {
	case k == intClass && l == uintClass:
		return a.Int() >= 0 && uint64(a.Int()) == b.Uint(), nil
	case k == uintClass && l == intClass:
		return equal(b, a)
	case k != l && a.IsValid() && b.IsValid():
		return false, fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
	case k != l:
		return false, nil
	}
	switch k {
	case boolClass:
		return a.Bool() == b.Bool(), nil
	case complexClass:
		return a.Complex() == b.Complex(), nil
	case floatClass:
		return a.Float() == b.Float(), nil
	case intClass:
		return a.Int() == b.Int(), nil
	case stringClass:
		return a.String() == b.String(), nil
	case uintClass:
		return a.Uint() == b.Uint(), nil
	}
	if a.IsValid() && b.IsValid() && a.Kind() != b.Kind() {
		return false, fmt.Errorf("non-comparable types %s: %v, %s: %v", a, a.Type(), b.Type(), b)
	}
	if isNil(a) || isNil(b) {
		return isNil(a) == isNil(b), nil
	}
	if !b.Type().Comparable() {
		return false, fmt.Errorf("non-comparable type %s: %v", b, b.Type())
	}
	return a.Interface() == b.Interface(), nil
}

func ne(a, b reflect.Value) (bool, error) {
	same, err := eq(a, b)
	return !same, err
}

func lt(a, b reflect.Value) (bool, error) {
	a, b = content(a), content(b)
	k, l := classOf(a), classOf(b)
	switch {
	case k == noClass || l == noClass:
		return false, errIncomparable
	case k == intClass && l == uintClass:
		return a.Int() < 0 || uint64(a.Int()) < b.Uint(), nil
	case k == uintClass && l == intClass:
		return b.Int() >= 0 && a.Uint() < uint64(b.Int()), nil
	case k != l:
		return false, fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
	}
	switch k {
	case floatClass:
		return a.Float() < b.Float(), nil
	case intClass:
		return a.Int() < b.Int(), nil
	case stringClass:
		return a.String() < b.String(), nil
	case uintClass:
		return a.Uint() < b.Uint(), nil
	}
	return false, errIncomparable
}

func le(a, b reflect.Value) (bool, error) {
	less, err := lt(a, b)
	if less || err != nil {
		return less, err
	}
	return eq(a, b)
}

func gt(a, b reflect.Value) (bool, error) {
	notMore, err := le(a, b)
	return err == nil && !notMore, err
}

func ge(a, b reflect.Value) (bool, error) {
	less, err := lt(a, b)
	return err == nil && !less, err
}

// sortedKeys is the keys of a map, in the order in which package fmt prints them.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortStableFunc(keys, order)
	return keys
}

func order(a, b reflect.Value) int {
	switch k := a.Kind(); {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.CanComplex():
		x, y := a.Complex(), b.Complex()
		return cmp.Or(cmp.Compare(real(x), real(y)), cmp.Compare(imag(x), imag(y)))
	case k == reflect.String:
		return strings.Compare(a.String(), b.String())
	case k == reflect.Bool:
		return bit(a.Bool()) - bit(b.Bool())
	case k == reflect.Pointer || k == reflect.Chan || k == reflect.UnsafePointer:
		return cmp.Compare(a.Pointer(), b.Pointer())
	case k == reflect.Struct:
		for i := range a.NumField() {
			if c := order(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case k == reflect.Array:
		for i := range a.Len() {
			if c := order(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	case k == reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return bit(b.IsNil()) - bit(a.IsNil())
		}
		// Types are ordered by where they lie.
		t := cmp.Compare(reflect.ValueOf(a.Elem().Type()).Pointer(), reflect.ValueOf(b.Elem().Type()).Pointer())
		if t != 0 {
			return t
		}
		return order(a.Elem(), b.Elem())
	}
	return 0
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
