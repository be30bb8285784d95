// Programs at work. Time is bounded by the size of the program times that of the text.

package regexp

import (
	"io"
	"strings"
	"unicode/utf8"
)

// A text is what is searched: a string, or what a reader gives.
type text struct {
	s      string
	reader io.RuneReader
}

const none = rune(-1)

// at is the character at a place; none at the end. A reader must be asked for one place after the
// other.
func (t *text) at(pos int) (rune, int) {
	if t.reader != nil {
		c, w, err := t.reader.ReadRune()
		if err != nil {
			return none, 0
		}
		return c, w
	}
	if pos < len(t.s) {
		if c := t.s[pos]; c < utf8.RuneSelf {
			return rune(c), 1
		}
		return utf8.DecodeRuneInString(t.s[pos:])
	}
	return none, 0
}

func (t *text) before(pos int) rune {
	if pos <= 0 || t.reader != nil {
		return none
	}
	c, _ := utf8.DecodeLastRuneInString(t.s[:pos])
	return c
}

func isWord(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// holds is all that is true between two characters.
func holds(before, after rune) assertion {
	a := noWordEdge
	if isWord(before) != isWord(after) {
		a = wordEdge
	}
	switch before {
	case none:
		a |= beginText | beginLine
	case '\n':
		a |= beginLine
	}
	switch after {
	case none:
		a |= endText | endLine
	case '\n':
		a |= endLine
	}
	return a
}

// find looks for a match from pos on and returns the first n places that it remembers; nil if there is
// none.
func (re *Regexp) find(t text, pos, n int) []int {
	if t.reader == nil {
		if re.prog.anchored && pos > 0 {
			return nil
		}
		if bits := len(re.prog.insts) * (len(t.s) - pos + 1); bits <= 1<<18 {
			return re.backtrack(t, pos, n, bits)
		}
	}
	return re.simulate(t, pos, n)
}

// A state of the machine that tries one way after the other: an instruction and a place; or a place to
// be put back, if pc is negative.
type state struct{ pc, pos int }

// backtrack tries one way after the other, and no instruction twice at a place.
func (re *Regexp) backtrack(t text, pos, n, bits int) []int {
	insts := re.prog.insts
	seen := make([]uint32, bits/32+1)
	width := len(t.s) - pos + 1
	first := pos
	caps := make([]int, max(n, 2))
	var best []int
	var stack []state
	for at, w := pos, 0; at <= len(t.s); at += max(w, 1) {
		if re.start != "" {
			skip := strings.Index(t.s[at:], re.start)
			if skip < 0 {
				break
			}
			at += skip
		}
		for i := range caps {
			caps[i] = -1
		}
		_, w = t.at(at)
		stack = append(stack[:0], state{re.prog.start(), at})
		for len(stack) > 0 {
			s := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if s.pc < 0 {
				caps[-1-s.pc] = s.pos
				continue
			}
			pc, p := s.pc, s.pos
		run:
			for {
				bit := pc*width + p - first
				if seen[bit/32]>>(bit%32)&1 != 0 {
					break
				}
				seen[bit/32] |= 1 << (bit % 32)
				i := &insts[pc]
				switch i.op {
				case oChar:
					c, w := t.at(p)
					if !has(i.class, c) {
						break run
					}
					p += w
				case oSplit:
					stack = append(stack, state{i.other, p})
				case oAssert:
					after, _ := t.at(p)
					if i.what&^holds(t.before(p), after) != 0 {
						break run
					}
				case oSave:
					if i.arg < len(caps) {
						stack = append(stack, state{-1 - i.arg, caps[i.arg]})
						caps[i.arg] = p
					}
				case oMatch:
					if best == nil || best[1] < p {
						best = append(best[:0], caps...)
					}
					if !re.longest || p == len(t.s) {
						return best[:n:n]
					}
					break run
				default:
					break run
				}
				pc = i.out
			}
		}
		if best != nil || re.prog.anchored {
			break
		}
	}
	if best == nil {
		return nil
	}
	return best[:n:n]
}

// A thread waits at an instruction with the places that it remembers.
type thread struct {
	pc   int
	caps []int
}

// A queue holds threads in order of preference, one for each instruction.
type queue struct {
	sparse  []int
	visited []int
	threads []thread
}

func (q *queue) clear() { q.visited, q.threads = q.visited[:0], q.threads[:0] }

func (q *queue) visit(pc int) bool {
	if i := q.sparse[pc]; i < len(q.visited) && q.visited[i] == pc {
		return false
	}
	q.sparse[pc] = len(q.visited)
	q.visited = append(q.visited, pc)
	return true
}

// simulate follows all ways at once, character by character.
func (re *Regexp) simulate(t text, pos, n int) []int {
	size := len(re.prog.insts)
	now, next := &queue{sparse: make([]int, size)}, &queue{sparse: make([]int, size)}
	caps := make([]int, max(n, 2))
	var best []int
	before := t.before(pos)
	c, w := t.at(pos)
	var free [][]int
	var stack []state
	// add lets a thread go on to all that it comes to without a character.
	add := func(q *queue, pc, pos int, caps []int, true assertion) {
		stack = append(stack[:0], state{pc, 0})
		for len(stack) > 0 {
			s := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if s.pc < 0 {
				caps[-1-s.pc] = s.pos
				continue
			}
			for pc := s.pc; q.visit(pc); {
				i := &re.prog.insts[pc]
				pc = i.out
				switch i.op {
				case oSplit:
					stack = append(stack, state{i.other, 0})
					continue
				case oAssert:
					if i.what&^true == 0 {
						continue
					}
				case oSave:
					if i.arg < len(caps) {
						stack = append(stack, state{-1 - i.arg, caps[i.arg]})
						caps[i.arg] = pos
					}
					continue
				case oChar, oMatch:
					var own []int
					if k := len(free); k > 0 {
						own, free = free[k-1], free[:k-1]
					} else {
						own = make([]int, len(caps))
					}
					copy(own, caps)
					q.threads = append(q.threads, thread{q.visited[len(q.visited)-1], own})
				}
				break
			}
		}
	}
	for {
		if len(now.threads) == 0 {
			if best != nil || re.prog.anchored && pos > 0 {
				break
			}
			if re.start != "" && t.reader == nil {
				skip := strings.Index(t.s[min(pos, len(t.s)):], re.start)
				if skip < 0 {
					break
				}
				if skip > 0 {
					pos += skip
					before = t.before(pos)
					c, w = t.at(pos)
				}
			}
		}
		true := holds(before, c)
		if best == nil && (pos == 0 || !re.prog.anchored) {
			for i := range caps {
				caps[i] = -1
			}
			add(now, re.prog.start(), pos, caps, true)
		}
		before = c
		end := pos + w
		after, width := none, 0
		if c != none {
			after, width = t.at(end)
		}
		true = holds(c, after)
		next.clear()
		for k := 0; k < len(now.threads); k++ {
			th := now.threads[k]
			if re.longest && best != nil && th.caps[0] > best[0] {
				continue
			}
			i := &re.prog.insts[th.pc]
			if i.op == oMatch {
				if best == nil || !re.longest || best[1] < pos {
					best = append(best[:0], th.caps...)
				}
				if !re.longest {
					// What comes after it is not preferred.
					break
				}
			} else if c != none && has(i.class, c) {
				add(next, i.out, end, th.caps, true)
			}
			free = append(free, th.caps)
		}
		now.clear()
		now, next = next, now
		if c == none {
			break
		}
		pos, c, w = end, after, width
	}
	if best == nil {
		return nil
	}
	return best[:n:n]
}
