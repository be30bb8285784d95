// Package encoding names the methods of types that can be stored.
package encoding

// A BinaryMarshaler can turn itself into bytes.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// A BinaryUnmarshaler can read what MarshalBinary wrote.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// A BinaryAppender is a BinaryMarshaler that appends.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// A TextMarshaler can turn itself into text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// A TextUnmarshaler can read what MarshalText wrote.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// A TextAppender is a TextMarshaler that appends.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
