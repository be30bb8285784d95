// Select.

package reflect

import (
	"internal/rt"
	"unsafe"
)

// SelectDir is the direction of a case.
type SelectDir int

// Directions.
const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// SelectCase is a case of a Select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

const (
	mostRecvs = 20
	mostSends = 6
)

// selection is a select statement with room for any cases: those that are not
// there have nil channels, which are never ready.
type selection struct {
	recv  [mostRecvs]chan w4
	send  [mostSends]chan w4
	value [mostSends]w4
}

// Select runs a select statement: it says which case was taken, and what was
// received. Channels must have elements of up to 32 bytes.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	var sel selection
	var recvs, sends []int // numbers of cases
	byDefault := -1
	for i, c := range cases {
		if c.Dir == SelectDefault {
			if byDefault >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
			byDefault = i
			continue
		}
		if c.Dir != SelectSend && c.Dir != SelectRecv {
			panic("reflect.Select: invalid Dir")
		}
		if !c.Chan.IsValid() {
			continue
		}
		c.Chan.must("Select", Chan)
		elem := c.Chan.t.Elem
		if words(elem) > 4 {
			unsupported("Select on channels of large elements")
		}
		ch := *(*chan w4)(c.Chan.ptr)
		if c.Dir == SelectRecv {
			if c.Chan.t.N&int(RecvDir) == 0 {
				panic("reflect.Select: RecvDir case using send-only channel")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if len(recvs) == mostRecvs {
				unsupported("Select with so many receives")
			}
			sel.recv[len(recvs)] = ch
			recvs = append(recvs, i)
			continue
		}
		if c.Chan.t.N&int(SendDir) == 0 {
			panic("reflect.Select: SendDir case using recv-only channel")
		}
		if !c.Send.IsValid() {
			panic("reflect.Select: SendDir case missing Send value")
		}
		if len(sends) == mostSends {
			unsupported("Select with so many sends")
		}
		load(elem, c.Send.as("reflect.Select", elem).ptr, unsafe.Pointer(&sel.value[len(sends)]))
		sel.send[len(sends)] = ch
		sends = append(sends, i)
	}
	var n int
	var w w4
	if byDefault >= 0 {
		n, w, recvOK = sel.poll()
	} else {
		n, w, recvOK = sel.wait()
	}
	switch {
	case n < 0:
		return byDefault, Value{}, false
	case n >= mostRecvs:
		return sends[n-mostRecvs], Value{}, false
	}
	chosen = recvs[n]
	return chosen, received(cases[chosen].Chan.t.Elem, unsafe.Pointer(&w), recvOK), recvOK
}

// received is the element that came, or the zero value of a closed channel's.
func received(elem *rt.Type, w unsafe.Pointer, ok bool) Value {
	if !ok {
		return Zero(toType(elem))
	}
	return store(elem, w)
}

// wait blocks until a case is ready.
func (s *selection) wait() (n int, w w4, ok bool) {
	select {
	case w, ok = <-s.recv[0]:
		n = 0
	case w, ok = <-s.recv[1]:
		n = 1
	case w, ok = <-s.recv[2]:
		n = 2
	case w, ok = <-s.recv[3]:
		n = 3
	case w, ok = <-s.recv[4]:
		n = 4
	case w, ok = <-s.recv[5]:
		n = 5
	case w, ok = <-s.recv[6]:
		n = 6
	case w, ok = <-s.recv[7]:
		n = 7
	case w, ok = <-s.recv[8]:
		n = 8
	case w, ok = <-s.recv[9]:
		n = 9
	case w, ok = <-s.recv[10]:
		n = 10
	case w, ok = <-s.recv[11]:
		n = 11
	case w, ok = <-s.recv[12]:
		n = 12
	case w, ok = <-s.recv[13]:
		n = 13
	case w, ok = <-s.recv[14]:
		n = 14
	case w, ok = <-s.recv[15]:
		n = 15
	case w, ok = <-s.recv[16]:
		n = 16
	case w, ok = <-s.recv[17]:
		n = 17
	case w, ok = <-s.recv[18]:
		n = 18
	case w, ok = <-s.recv[19]:
		n = 19
	case s.send[0] <- s.value[0]:
		n = mostRecvs + 0
	case s.send[1] <- s.value[1]:
		n = mostRecvs + 1
	case s.send[2] <- s.value[2]:
		n = mostRecvs + 2
	case s.send[3] <- s.value[3]:
		n = mostRecvs + 3
	case s.send[4] <- s.value[4]:
		n = mostRecvs + 4
	case s.send[5] <- s.value[5]:
		n = mostRecvs + 5
	}
	return n, w, ok
}

// poll is wait that gives -1 instead of blocking.
func (s *selection) poll() (n int, w w4, ok bool) {
	select {
	case w, ok = <-s.recv[0]:
		n = 0
	case w, ok = <-s.recv[1]:
		n = 1
	case w, ok = <-s.recv[2]:
		n = 2
	case w, ok = <-s.recv[3]:
		n = 3
	case w, ok = <-s.recv[4]:
		n = 4
	case w, ok = <-s.recv[5]:
		n = 5
	case w, ok = <-s.recv[6]:
		n = 6
	case w, ok = <-s.recv[7]:
		n = 7
	case w, ok = <-s.recv[8]:
		n = 8
	case w, ok = <-s.recv[9]:
		n = 9
	case w, ok = <-s.recv[10]:
		n = 10
	case w, ok = <-s.recv[11]:
		n = 11
	case w, ok = <-s.recv[12]:
		n = 12
	case w, ok = <-s.recv[13]:
		n = 13
	case w, ok = <-s.recv[14]:
		n = 14
	case w, ok = <-s.recv[15]:
		n = 15
	case w, ok = <-s.recv[16]:
		n = 16
	case w, ok = <-s.recv[17]:
		n = 17
	case w, ok = <-s.recv[18]:
		n = 18
	case w, ok = <-s.recv[19]:
		n = 19
	case s.send[0] <- s.value[0]:
		n = mostRecvs + 0
	case s.send[1] <- s.value[1]:
		n = mostRecvs + 1
	case s.send[2] <- s.value[2]:
		n = mostRecvs + 2
	case s.send[3] <- s.value[3]:
		n = mostRecvs + 3
	case s.send[4] <- s.value[4]:
		n = mostRecvs + 4
	case s.send[5] <- s.value[5]:
		n = mostRecvs + 5
	default:
		n = -1
	}
	return n, w, ok
}
