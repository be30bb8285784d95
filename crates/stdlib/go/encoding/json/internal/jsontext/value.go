// Package jsontext holds the type of raw JSON, which has this package's name in messages.
package jsontext

import "errors"

// Value is the text of one JSON value.
type Value []byte

// MarshalJSON is v itself, or null.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	return v, nil
}

// UnmarshalJSON keeps a copy of b.
func (v *Value) UnmarshalJSON(b []byte) error {
	if v == nil {
		return errors.New("jsontext.Value: UnmarshalJSON on nil pointer")
	}
	*v = append((*v)[:0], b...)
	return nil
}

// Clone is a copy of v.
func (v Value) Clone() Value {
	if v == nil {
		return nil
	}
	return append(Value{}, v...)
}

// String is v as it stands.
func (v Value) String() string {
	if v == nil {
		return "null"
	}
	return string(v)
}
