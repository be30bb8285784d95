// Package hmac signs with a hash function and a key.
package hmac

import (
	"crypto/subtle"
	"hash"
)

type mac struct {
	inner, outer hash.Hash
	key          []byte // as long as a block
}

// New is a signature to write to.
func New(h func() hash.Hash, key []byte) hash.Hash {
	m := &mac{inner: h(), outer: h()}
	if m.inner == m.outer {
		panic("crypto/hmac: hash generation function does not produce unique values")
	}
	size := m.inner.BlockSize()
	if len(key) > size {
		m.outer.Write(key)
		key = m.outer.Sum(nil)
	}
	m.key = make([]byte, size)
	copy(m.key, key)
	m.Reset()
	return m
}

// begin starts h over with the key, each byte of it changed by pad.
func (m *mac) begin(h hash.Hash, pad byte) {
	block := make([]byte, len(m.key))
	for i, c := range m.key {
		block[i] = c ^ pad
	}
	h.Reset()
	h.Write(block)
}

func (m *mac) Reset()                      { m.begin(m.inner, 0x36) }
func (m *mac) Write(p []byte) (int, error) { return m.inner.Write(p) }
func (m *mac) Size() int                   { return m.outer.Size() }
func (m *mac) BlockSize() int              { return m.inner.BlockSize() }

func (m *mac) Sum(in []byte) []byte {
	m.begin(m.outer, 0x5c)
	m.outer.Write(m.inner.Sum(nil))
	return m.outer.Sum(in)
}

// Equal compares signatures without telling by the time where they differ.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
