// Values of flags.

package flag

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// A Value is what a flag sets.
type Value interface {
	String() string
	Set(string) error
}

// A Getter is a Value that can be had.
type Getter interface {
	Value
	Get() any
}

// boolFlag is a Value that needs no argument if it says so.
type boolFlag interface {
	Value
	IsBoolFlag() bool
}

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

// short is err without what was parsed.
func short(err error) error {
	if e, ok := err.(*strconv.NumError); ok {
		switch e.Err {
		case strconv.ErrSyntax:
			return errParse
		case strconv.ErrRange:
			return errRange
		}
	}
	return err
}

type (
	boolValue     bool
	intValue      int
	int64Value    int64
	uintValue     uint
	uint64Value   uint64
	stringValue   string
	float64Value  float64
	durationValue time.Duration
	funcValue     func(string) error
	boolFuncValue func(string) error
)

func (b *boolValue) Set(s string) error {
	x, err := strconv.ParseBool(s)
	*b = boolValue(x)
	return short(err)
}

func (i *intValue) Set(s string) error {
	x, err := strconv.ParseInt(s, 0, strconv.IntSize)
	*i = intValue(x)
	return short(err)
}

func (i *int64Value) Set(s string) error {
	x, err := strconv.ParseInt(s, 0, 64)
	*i = int64Value(x)
	return short(err)
}

func (i *uintValue) Set(s string) error {
	x, err := strconv.ParseUint(s, 0, strconv.IntSize)
	*i = uintValue(x)
	return short(err)
}

func (i *uint64Value) Set(s string) error {
	x, err := strconv.ParseUint(s, 0, 64)
	*i = uint64Value(x)
	return short(err)
}

func (s *stringValue) Set(x string) error {
	*s = stringValue(x)
	return nil
}

func (f *float64Value) Set(s string) error {
	x, err := strconv.ParseFloat(s, 64)
	*f = float64Value(x)
	return short(err)
}

func (d *durationValue) Set(s string) error {
	x, err := time.ParseDuration(s)
	*d = durationValue(x)
	if err != nil {
		return errParse
	}
	return nil
}

func (f funcValue) Set(s string) error     { return f(s) }
func (f boolFuncValue) Set(s string) error { return f(s) }

func (b *boolValue) Get() any     { return bool(*b) }
func (i *intValue) Get() any      { return int(*i) }
func (i *int64Value) Get() any    { return int64(*i) }
func (i *uintValue) Get() any     { return uint(*i) }
func (i *uint64Value) Get() any   { return uint64(*i) }
func (s *stringValue) Get() any   { return string(*s) }
func (f *float64Value) Get() any  { return float64(*f) }
func (d *durationValue) Get() any { return time.Duration(*d) }

func (b *boolValue) String() string     { return strconv.FormatBool(bool(*b)) }
func (i *intValue) String() string      { return strconv.Itoa(int(*i)) }
func (i *int64Value) String() string    { return strconv.FormatInt(int64(*i), 10) }
func (i *uintValue) String() string     { return strconv.FormatUint(uint64(*i), 10) }
func (i *uint64Value) String() string   { return strconv.FormatUint(uint64(*i), 10) }
func (s *stringValue) String() string   { return string(*s) }
func (f *float64Value) String() string  { return strconv.FormatFloat(float64(*f), 'g', -1, 64) }
func (d *durationValue) String() string { return time.Duration(*d).String() }
func (f funcValue) String() string      { return "" }
func (f boolFuncValue) String() string  { return "" }

func (b *boolValue) IsBoolFlag() bool    { return true }
func (f boolFuncValue) IsBoolFlag() bool { return true }

// textValue is a flag whose variable reads itself.
type textValue struct{ p encoding.TextUnmarshaler }

// newText sets the variable at p to value.
func newText(p encoding.TextUnmarshaler, value encoding.TextMarshaler) textValue {
	to, from := reflect.ValueOf(p), reflect.ValueOf(value)
	if to.Kind() != reflect.Pointer {
		panic("variable value type must be a pointer")
	}
	if from.Kind() == reflect.Pointer {
		from = from.Elem()
	}
	if from.Type() != to.Type().Elem() {
		panic(fmt.Sprintf("default type does not match variable type: %v != %v", from.Type(), to.Type().Elem()))
	}
	to.Elem().Set(from)
	return textValue{p}
}

func (t textValue) Set(s string) error { return t.p.UnmarshalText([]byte(s)) }
func (t textValue) Get() any           { return t.p }

func (t textValue) String() string {
	if m, ok := t.p.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}
