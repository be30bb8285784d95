// Regular expressions as programs.

package regexp

import "unicode/utf8"

type assertion uint8

const (
	beginLine assertion = 1 << iota
	endLine
	beginText
	endText
	wordEdge
	noWordEdge
)

type op uint8

const (
	oFail   op = iota
	oMatch     // all was matched
	oChar      // a character of class
	oSplit     // go on at out, or else at other
	oAssert    // go on if what holds
	oSave      // remember the place as number arg
)

type inst struct {
	op    op
	what  assertion
	class []rune
	arg   int
	out   int
	other int
}

// A program is instructions; execution starts at the last one.
type program struct {
	insts    []inst
	anchored bool // it matches at the start of the text only
}

func (p *program) start() int { return len(p.insts) - 1 }

func (p *program) add(i inst) int {
	p.insts = append(p.insts, i)
	return len(p.insts) - 1
}

func compile(n *node) *program {
	p := &program{insts: []inst{{op: oFail}}}
	match := p.add(inst{op: oMatch})
	p.add(inst{op: oSave, arg: 0, out: p.node(n, p.add(inst{op: oSave, arg: 1, out: match}))})
	p.anchored = n.anchored()
	return p
}

// anchored reports whether n begins with the start of the text, whatever comes first in it.
func (n *node) anchored() bool {
	switch n.kind {
	case kAssert:
		return n.what == beginText
	case kGroup, kCat:
		return n.subs[0].anchored()
	}
	return false
}

// node compiles n so that what follows it is at next, and returns where it starts.
func (p *program) node(n *node, next int) int {
	switch n.kind {
	case kClass:
		if len(n.class) == 0 {
			return 0
		}
		return p.add(inst{op: oChar, class: n.class, out: next})
	case kAssert:
		return p.add(inst{op: oAssert, what: n.what, out: next})
	case kGroup:
		end := p.add(inst{op: oSave, arg: 2*n.cap + 1, out: next})
		return p.add(inst{op: oSave, arg: 2 * n.cap, out: p.node(n.subs[0], end)})
	case kCat:
		for i := len(n.subs) - 1; i >= 0; i-- {
			next = p.node(n.subs[i], next)
		}
	case kAlt:
		at := p.node(n.subs[len(n.subs)-1], next)
		for i := len(n.subs) - 2; i >= 0; i-- {
			at = p.add(inst{op: oSplit, out: p.node(n.subs[i], next), other: at})
		}
		return at
	case kRepeat:
		return p.repeat(n, next)
	}
	return next
}

func (p *program) split(into, past int, lazy bool) int {
	if lazy {
		into, past = past, into
	}
	return p.add(inst{op: oSplit, out: into, other: past})
}

func (p *program) repeat(n *node, next int) int {
	sub := n.subs[0]
	if n.max >= 0 {
		// What may be there stands one in the other.
		at := next
		for range n.max - n.min {
			at = p.split(p.node(sub, at), next, n.lazy)
		}
		for range n.min {
			at = p.node(sub, at)
		}
		return at
	}
	// The body leads back to the choice between another round and the end.
	loop := p.split(0, next, n.lazy)
	body := p.node(sub, loop)
	if n.lazy {
		p.insts[loop].other = body
	} else {
		p.insts[loop].out = body
	}
	if n.min == 0 {
		if sub.nullable() {
			// Entering the body first keeps the order of what may be empty.
			return p.split(body, next, n.lazy)
		}
		return loop
	}
	at := body
	for range n.min - 1 {
		at = p.node(sub, at)
	}
	return at
}

// nullable reports whether n may match nothing at all.
func (n *node) nullable() bool {
	switch n.kind {
	case kClass:
		return false
	case kGroup:
		return n.subs[0].nullable()
	case kCat:
		for _, s := range n.subs {
			if !s.nullable() {
				return false
			}
		}
	case kAlt:
		for _, s := range n.subs {
			if s.nullable() {
				return true
			}
		}
		return false
	case kRepeat:
		return n.min == 0 || n.subs[0].nullable()
	}
	return true
}

// prefix is the text that every match begins with, and whether that is all of it. What must match at
// the start of the text has one, as in Go, only if it must match at its end too.
func (p *program) prefix(n *node) (string, bool) {
	pc := p.past(p.start())
	end := condition{oMatch, 0}
	if p.anchored && n.kind == kCat && n.subs[len(n.subs)-1].what == endText {
		pc, end = p.past(p.insts[pc].out), condition{oAssert, endText}
	}
	var text []rune
	for {
		i := &p.insts[pc]
		if i.op != oChar || len(i.class) != 2 || i.class[0] != i.class[1] || i.class[0] == utf8.RuneError {
			all := condition{i.op, i.what} == end
			return string(text), all && (i.op == oMatch || p.insts[p.past(i.out)].op == oMatch)
		}
		text = append(text, i.class[0])
		pc = p.past(i.out)
	}
}

type condition struct {
	op   op
	what assertion
}

// past is the first instruction from pc on that does more than remember places.
func (p *program) past(pc int) int {
	for p.insts[pc].op == oSave {
		pc = p.insts[pc].out
	}
	return pc
}
