// Errors, and the types that users implement or meet.

package json

import (
	"encoding/json/internal/jsontext"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// A Marshaler writes itself as JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// An Unmarshaler reads itself from JSON, which it must copy to keep.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// RawMessage is JSON that is left as it is.
type RawMessage = jsontext.Value

// A Token is a Delim, bool, float64, Number, string or nil.
type Token any

// A Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// A Number is a number as it was written.
type Number string

func (n Number) String() string { return string(n) }

// Float64 is the number's value.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 is the number's value.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// text is the number as it is written, in quotes if it is to be a string.
func (n Number) text(quoted bool) (string, error) {
	if n == "" {
		n = "0"
	}
	s := string(n)
	if quoted {
		s = `"` + s + `"`
	}
	if !isNumber(string(n)) {
		return "", fmt.Errorf("cannot parse %q as JSON number: %w", s, strconv.ErrSyntax)
	}
	return s, nil
}

// UnsupportedTypeError is about a type that JSON has nothing for.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// UnsupportedValueError is about a value that JSON has nothing for.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// InvalidUTF8Error is not used any more.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// MarshalerError is what went wrong in a method, or with what it returned.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	method := e.sourceFunc
	if method == "" {
		method = "MarshalJSON"
	}
	return "json: error calling " + method + " for type " + e.Type.String() + ": " + e.Err.Error()
}

// Unwrap is the method's error.
func (e *MarshalerError) Unwrap() error { return e.Err }

// InvalidUnmarshalError is about a destination that is no pointer, or nil.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// UnmarshalTypeError is about JSON that does not fit a Go type.
type UnmarshalTypeError struct {
	Value  string // what kind of JSON it is, perhaps with the value
	Type   reflect.Type
	Offset int64  // bytes read when it was found
	Struct string // name of the type of all that is read
	Field  string // way from there to the value
	Err    error
}

func (e *UnmarshalTypeError) Error() string {
	s := "json: cannot unmarshal " + e.Value + " into Go value"
	if e.Struct != "" || e.Field != "" {
		s = "json: cannot unmarshal " + e.Value + " into "
		last := e.Field[strings.LastIndexByte(e.Field, '.')+1:]
		// A number is taken for an index.
		if last == "" || strings.Trim(last, "0123456789") != "" {
			s += "Go struct field "
		}
		s += e.Struct + "." + e.Field
	}
	s += " of type " + e.Type.String()
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap is the reason, if there is one.
func (e *UnmarshalTypeError) Unwrap() error { return e.Err }

// UnmarshalFieldError is not used any more.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " +
		e.Field.Name + " of type " + e.Type.String()
}

var errNotText = errors.New("JSON value must be string type")
