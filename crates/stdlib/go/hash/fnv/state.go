// States of hashes as bytes, which are a name and the sum, and copies.

package fnv

import (
	"errors"
	"hash"
)

const magic = "fnv"

// state takes the name off, which ends in a number for the kind of hash, and reads the words.
func state(b []byte, kind byte, size int) (hi, lo uint64, err error) {
	head := len(magic) + 1
	if len(b) < head || string(b[:head]) != magic+string(rune(kind)) {
		return 0, 0, errors.New("hash/fnv: invalid hash state identifier")
	}
	if len(b) != head+size {
		return 0, 0, errors.New("hash/fnv: invalid hash state size")
	}
	for _, c := range b[head:] {
		hi, lo = hi<<8|lo>>56, lo<<8|uint64(c)
	}
	return
}

func (s *sum32) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, magic+"\x01"...)), nil }
func (s *sum32a) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, magic+"\x02"...)), nil
}
func (s *sum64) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, magic+"\x03"...)), nil }
func (s *sum64a) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, magic+"\x04"...)), nil
}
func (s *sum128) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, magic+"\x05"...)), nil
}
func (s *sum128a) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, magic+"\x06"...)), nil
}

func (s *sum32) MarshalBinary() ([]byte, error)   { return s.AppendBinary(nil) }
func (s *sum32a) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum64) MarshalBinary() ([]byte, error)   { return s.AppendBinary(nil) }
func (s *sum64a) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum128) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum128a) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum32) UnmarshalBinary(b []byte) error {
	_, lo, err := state(b, 1, 4)
	if err == nil {
		*s = sum32(lo)
	}
	return err
}

func (s *sum32a) UnmarshalBinary(b []byte) error {
	_, lo, err := state(b, 2, 4)
	if err == nil {
		*s = sum32a(lo)
	}
	return err
}

func (s *sum64) UnmarshalBinary(b []byte) error {
	_, lo, err := state(b, 3, 8)
	if err == nil {
		*s = sum64(lo)
	}
	return err
}

func (s *sum64a) UnmarshalBinary(b []byte) error {
	_, lo, err := state(b, 4, 8)
	if err == nil {
		*s = sum64a(lo)
	}
	return err
}

func (s *sum128) UnmarshalBinary(b []byte) error {
	hi, lo, err := state(b, 5, 16)
	if err == nil {
		*s = sum128{hi, lo}
	}
	return err
}

func (s *sum128a) UnmarshalBinary(b []byte) error {
	hi, lo, err := state(b, 6, 16)
	if err == nil {
		*s = sum128a{hi, lo}
	}
	return err
}

func (s *sum32) Clone() (hash.Cloner, error)   { return copied(s), nil }
func (s *sum32a) Clone() (hash.Cloner, error)  { return copied(s), nil }
func (s *sum64) Clone() (hash.Cloner, error)   { return copied(s), nil }
func (s *sum64a) Clone() (hash.Cloner, error)  { return copied(s), nil }
func (s *sum128) Clone() (hash.Cloner, error)  { return copied(s), nil }
func (s *sum128a) Clone() (hash.Cloner, error) { return copied(s), nil }

func copied[T any](s *T) *T {
	c := *s
	return &c
}
