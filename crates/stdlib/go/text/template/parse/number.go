// Numbers, which have no type yet.

package parse

import (
	"fmt"
	"strconv"
	"strings"
)

// NumberNode is a number, as each kind of number that has its value.
type NumberNode struct {
	NodeType
	Pos
	tr         *Tree
	IsInt      bool
	IsUint     bool
	IsFloat    bool
	IsComplex  bool
	Int64      int64
	Uint64     uint64
	Float64    float64
	Complex128 complex128
	Text       string // as it was written
}

func (n *NumberNode) tree() *Tree                 { return n.tr }
func (n *NumberNode) String() string              { return n.Text }
func (n *NumberNode) writeTo(sb *strings.Builder) { sb.WriteString(n.Text) }

// Copy is a copy of n.
func (n *NumberNode) Copy() Node {
	c := *n
	return &c
}

func (n *NumberNode) setComplex(c complex128) {
	n.IsComplex, n.Complex128 = true, c
	if imag(c) == 0 {
		n.IsFloat, n.Float64 = true, real(c)
		n.narrow()
	}
}

// narrow finds out which integers have the value of a float.
func (n *NumberNode) narrow() {
	f := n.Float64
	if n.IsInt = float64(int64(f)) == f; n.IsInt {
		n.Int64 = int64(f)
	}
	if n.IsUint = float64(uint64(f)) == f; n.IsUint {
		n.Uint64 = uint64(f)
	}
}

func (t *Tree) newNumber(tok token) (*NumberNode, error) {
	s := tok.text
	n := &NumberNode{tr: t, NodeType: NodeNumber, Pos: tok.pos, Text: s}
	switch tok.kind {
	case kCharConstant:
		r, _, tail, err := strconv.UnquoteChar(s[1:], s[0])
		if err != nil {
			return nil, err
		}
		if tail != "'" {
			return nil, fmt.Errorf("malformed character constant: %s", s)
		}
		n.IsInt, n.Int64 = true, int64(r)
		n.IsUint, n.Uint64 = true, uint64(r)
		n.IsFloat, n.Float64 = true, float64(r)
		return n, nil
	case kComplex:
		var c complex128
		if _, err := fmt.Sscan(s, &c); err != nil {
			return nil, err
		}
		n.setComplex(c)
		return n, nil
	}
	if im, ok := strings.CutSuffix(s, "i"); ok {
		if f, err := strconv.ParseFloat(im, 64); err == nil {
			n.setComplex(complex(0, f))
			return n, nil
		}
	}
	if u, err := strconv.ParseUint(s, 0, 64); err == nil {
		n.IsUint, n.Uint64 = true, u
		n.IsFloat, n.Float64 = true, float64(u)
	}
	if i, err := strconv.ParseInt(s, 0, 64); err == nil {
		n.IsInt, n.Int64 = true, i
		n.IsUint = n.IsUint || i == 0
		n.IsFloat, n.Float64 = true, float64(i)
	}
	if n.IsFloat {
		return n, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, fmt.Errorf("illegal number syntax: %q", s)
	}
	if !strings.ContainsAny(s, ".eEpP") {
		return nil, fmt.Errorf("integer overflow: %q", s)
	}
	n.IsFloat, n.Float64 = true, f
	n.narrow()
	return n, nil
}
