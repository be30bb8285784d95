// Package list is a doubly linked list.
package list

// An Element is a place in a list.
type Element struct {
	// The list is a ring through its root.
	next, prev *Element
	list       *List

	// Value is what is kept here.
	Value any
}

// Next is the element after e, or nil.
func (e *Element) Next() *Element { return e.real(e.next) }

// Prev is the element before e, or nil.
func (e *Element) Prev() *Element { return e.real(e.prev) }

// real is p unless that is the root.
func (e *Element) real(p *Element) *Element {
	if e.list == nil || p == &e.list.root {
		return nil
	}
	return p
}

// A List is a doubly linked list; its zero value is empty.
type List struct {
	root Element
	len  int
}

// New makes an empty list.
func New() *List { return new(List).Init() }

// Init empties l.
func (l *List) Init() *List {
	l.root.next, l.root.prev = &l.root, &l.root
	l.len = 0
	return l
}

// ready makes the zero value usable.
func (l *List) ready() {
	if l.root.next == nil {
		l.Init()
	}
}

// Len is the number of elements.
func (l *List) Len() int { return l.len }

// Front is the first element, or nil.
func (l *List) Front() *Element {
	if l.len == 0 {
		return nil
	}
	return l.root.next
}

// Back is the last element, or nil.
func (l *List) Back() *Element {
	if l.len == 0 {
		return nil
	}
	return l.root.prev
}

// link puts e behind at.
func link(e, at *Element) {
	e.prev, e.next = at, at.next
	at.next.prev = e
	at.next = e
}

func unlink(e *Element) {
	e.prev.next = e.next
	e.next.prev = e.prev
}

// add makes an element behind at.
func (l *List) add(v any, at *Element) *Element {
	e := &Element{list: l, Value: v}
	link(e, at)
	l.len++
	return e
}

// move puts e behind at.
func move(e, at *Element) {
	if e != at {
		unlink(e)
		link(e, at)
	}
}

// Remove takes e out of l if it is there, and returns its value.
func (l *List) Remove(e *Element) any {
	if e.list == l {
		unlink(e)
		e.next, e.prev, e.list = nil, nil, nil
		l.len--
	}
	return e.Value
}

// PushFront adds v at the front.
func (l *List) PushFront(v any) *Element {
	l.ready()
	return l.add(v, &l.root)
}

// PushBack adds v at the back.
func (l *List) PushBack(v any) *Element {
	l.ready()
	return l.add(v, l.root.prev)
}

// InsertBefore adds v before mark; nil if mark is not in l.
func (l *List) InsertBefore(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.add(v, mark.prev)
}

// InsertAfter adds v after mark; nil if mark is not in l.
func (l *List) InsertAfter(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.add(v, mark)
}

// MoveToFront moves e to the front.
func (l *List) MoveToFront(e *Element) {
	if e.list == l && l.root.next != e {
		move(e, &l.root)
	}
}

// MoveToBack moves e to the back.
func (l *List) MoveToBack(e *Element) {
	if e.list == l && l.root.prev != e {
		move(e, l.root.prev)
	}
}

// MoveBefore moves e before mark.
func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		move(e, mark.prev)
	}
}

// MoveAfter moves e after mark.
func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		move(e, mark)
	}
}

// PushBackList adds a copy of other, which may be l, at the back.
func (l *List) PushBackList(other *List) {
	l.ready()
	e := other.Front()
	for range other.len {
		l.add(e.Value, l.root.prev)
		e = e.Next()
	}
}

// PushFrontList adds a copy of other, which may be l, at the front.
func (l *List) PushFrontList(other *List) {
	l.ready()
	e := other.Back()
	for range other.len {
		l.add(e.Value, &l.root)
		e = e.Prev()
	}
}
