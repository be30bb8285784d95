// Package ring is a circular list.
package ring

// A Ring is an element of a circular list; its zero value is a ring of one.
type Ring struct {
	next, prev *Ring

	// Value is what is kept here.
	Value any
}

// New makes a ring of n elements.
func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	first := new(Ring)
	last := first
	for range n - 1 {
		last.next = &Ring{prev: last}
		last = last.next
	}
	last.next, first.prev = first, last
	return first
}

// ready makes the zero value usable.
func (r *Ring) ready() *Ring {
	if r.next == nil {
		r.next, r.prev = r, r
	}
	return r
}

// Next is the element after r.
func (r *Ring) Next() *Ring { return r.ready().next }

// Prev is the element before r.
func (r *Ring) Prev() *Ring { return r.ready().prev }

// Move goes n elements forward, or backward if n is negative.
func (r *Ring) Move(n int) *Ring {
	r.ready()
	for ; n > 0; n-- {
		r = r.next
	}
	for ; n < 0; n++ {
		r = r.prev
	}
	return r
}

// Link makes s follow r, and returns what followed r before. If both were in
// the same ring, what lay between them is a ring of its own then.
func (r *Ring) Link(s *Ring) *Ring {
	n := r.Next()
	if s != nil {
		p := s.Prev()
		r.next, s.prev = s, r
		n.prev, p.next = p, n
	}
	return n
}

// Unlink takes the n elements after r out of the ring.
func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

// Len counts the elements.
func (r *Ring) Len() int {
	n := 0
	r.Do(func(any) { n++ })
	return n
}

// Do calls f for each value, from r on.
func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	f(r.Value)
	for p := r.Next(); p != r; p = p.next {
		f(p.Value)
	}
}
