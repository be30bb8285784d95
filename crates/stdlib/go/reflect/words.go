// Values as the words that the machine passes them in.

package reflect

import (
	"internal/rt"
	"unsafe"
)

// mostWords is how many words of parameters a call can have here.
const mostWords = 16

// mostResults is how many words of results.
const mostResults = 8

// w0 to w16 stand for any parameters or results of so many words: calls do not
// look at types. Words may hold pointers, and so have to look like some.
type (
	w0  struct{}
	w1  struct{ a unsafe.Pointer }
	w2  struct{ a, b unsafe.Pointer }
	w3  struct{ a, b, c unsafe.Pointer }
	w4  struct{ a, b, c, d unsafe.Pointer }
	w5  struct{ a, b, c, d, e unsafe.Pointer }
	w6  struct{ a, b, c, d, e, f unsafe.Pointer }
	w7  struct{ a, b, c, d, e, f, g unsafe.Pointer }
	w8  struct{ a, b, c, d, e, f, g, h unsafe.Pointer }
	w9  struct{ a, b, c, d, e, f, g, h, i unsafe.Pointer }
	w10 struct{ a, b, c, d, e, f, g, h, i, j unsafe.Pointer }
	w11 struct{ a, b, c, d, e, f, g, h, i, j, k unsafe.Pointer }
	w12 struct{ a, b, c, d, e, f, g, h, i, j, k, l unsafe.Pointer }
	w13 struct{ a, b, c, d, e, f, g, h, i, j, k, l, m unsafe.Pointer }
	w14 struct{ a, b, c, d, e, f, g, h, i, j, k, l, m, n unsafe.Pointer }
	w15 struct{ a, b, c, d, e, f, g, h, i, j, k, l, m, n, o unsafe.Pointer }
	w16 struct{ a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p unsafe.Pointer }
)

// indirect reports whether a t in a register is a pointer to memory.
func indirect(t *rt.Type) bool { return t.Flags&rt.FlagIndirect != 0 }

// words is the number of words that a t takes.
func words(t *rt.Type) int {
	if indirect(t) {
		return 1
	}
	return int(t.Size+7) / 8
}

// load writes the t at p as words to w.
func load(t *rt.Type, p, w unsafe.Pointer) {
	switch k := t.Kind; {
	case indirect(t):
		c := rt.NewObject(t)
		rt.TypedCopy(c, p, t.Size)
		*(*unsafe.Pointer)(w) = c
	case k.IsSigned():
		*(*int64)(w) = rt.LoadInt(k, p)
	case k == rt.Bool:
		*(*uint64)(w) = uint64(*(*uint8)(p))
	case k.IsUnsigned():
		*(*uint64)(w) = rt.LoadUint(k, p)
	case k == rt.Float32:
		*(*uint64)(w) = uint64(*(*uint32)(p))
	default:
		rt.TypedCopy(w, p, t.Size)
	}
}

// store makes a t of the words at w.
func store(t *rt.Type, w unsafe.Pointer) Value {
	p := rt.NewObject(t)
	if indirect(t) {
		w = *(*unsafe.Pointer)(w)
	}
	rt.TypedCopy(p, w, t.Size) // little-endian: small values come first
	return Value{t, p, 0}
}

func invoke[P, R any](f, in, out unsafe.Pointer) {
	*(*R)(out) = (*(*func(P) R)(unsafe.Pointer(&f)))(*(*P)(in))
}

func invokeWith[P any](f, in, out unsafe.Pointer, results int) {
	switch results {
	case 0:
		invoke[P, w0](f, in, out)
	case 1:
		invoke[P, w1](f, in, out)
	case 2:
		invoke[P, w2](f, in, out)
	case 3:
		invoke[P, w3](f, in, out)
	case 4:
		invoke[P, w4](f, in, out)
	case 5:
		invoke[P, w5](f, in, out)
	case 6:
		invoke[P, w6](f, in, out)
	case 7:
		invoke[P, w7](f, in, out)
	case 8:
		invoke[P, w8](f, in, out)
	}
}

// callWords calls the function value f.
func callWords(f, in, out unsafe.Pointer, params, results int) {
	switch params {
	case 0:
		invokeWith[w0](f, in, out, results)
	case 1:
		invokeWith[w1](f, in, out, results)
	case 2:
		invokeWith[w2](f, in, out, results)
	case 3:
		invokeWith[w3](f, in, out, results)
	case 4:
		invokeWith[w4](f, in, out, results)
	case 5:
		invokeWith[w5](f, in, out, results)
	case 6:
		invokeWith[w6](f, in, out, results)
	case 7:
		invokeWith[w7](f, in, out, results)
	case 8:
		invokeWith[w8](f, in, out, results)
	case 9:
		invokeWith[w9](f, in, out, results)
	case 10:
		invokeWith[w10](f, in, out, results)
	case 11:
		invokeWith[w11](f, in, out, results)
	case 12:
		invokeWith[w12](f, in, out, results)
	case 13:
		invokeWith[w13](f, in, out, results)
	case 14:
		invokeWith[w14](f, in, out, results)
	case 15:
		invokeWith[w15](f, in, out, results)
	case 16:
		invokeWith[w16](f, in, out, results)
	}
}

func closure[P, R any](body func(in, out unsafe.Pointer)) unsafe.Pointer {
	f := func(p P) (r R) {
		body(unsafe.Pointer(&p), unsafe.Pointer(&r))
		return r
	}
	return *(*unsafe.Pointer)(unsafe.Pointer(&f))
}

func closureWith[P any](body func(in, out unsafe.Pointer), results int) unsafe.Pointer {
	switch results {
	case 0:
		return closure[P, w0](body)
	case 1:
		return closure[P, w1](body)
	case 2:
		return closure[P, w2](body)
	case 3:
		return closure[P, w3](body)
	case 4:
		return closure[P, w4](body)
	case 5:
		return closure[P, w5](body)
	case 6:
		return closure[P, w6](body)
	case 7:
		return closure[P, w7](body)
	case 8:
		return closure[P, w8](body)
	}
	return nil
}

// makeWords makes a function value that calls body.
func makeWords(params, results int, body func(in, out unsafe.Pointer)) unsafe.Pointer {
	switch params {
	case 0:
		return closureWith[w0](body, results)
	case 1:
		return closureWith[w1](body, results)
	case 2:
		return closureWith[w2](body, results)
	case 3:
		return closureWith[w3](body, results)
	case 4:
		return closureWith[w4](body, results)
	case 5:
		return closureWith[w5](body, results)
	case 6:
		return closureWith[w6](body, results)
	case 7:
		return closureWith[w7](body, results)
	case 8:
		return closureWith[w8](body, results)
	case 9:
		return closureWith[w9](body, results)
	case 10:
		return closureWith[w10](body, results)
	case 11:
		return closureWith[w11](body, results)
	case 12:
		return closureWith[w12](body, results)
	case 13:
		return closureWith[w13](body, results)
	case 14:
		return closureWith[w14](body, results)
	case 15:
		return closureWith[w15](body, results)
	case 16:
		return closureWith[w16](body, results)
	}
	return nil
}

func receive[W any](c, out unsafe.Pointer) (ok bool) {
	*(*W)(out), ok = <-*(*chan W)(unsafe.Pointer(&c))
	return ok
}

// receiveWords receives from the channel c, whose elements have n words.
func receiveWords(c, out unsafe.Pointer, n int) bool {
	switch n {
	case 0:
		return receive[w0](c, out)
	case 1:
		return receive[w1](c, out)
	case 2:
		return receive[w2](c, out)
	case 3:
		return receive[w3](c, out)
	case 4:
		return receive[w4](c, out)
	case 5:
		return receive[w5](c, out)
	case 6:
		return receive[w6](c, out)
	case 7:
		return receive[w7](c, out)
	case 8:
		return receive[w8](c, out)
	case 9:
		return receive[w9](c, out)
	case 10:
		return receive[w10](c, out)
	case 11:
		return receive[w11](c, out)
	case 12:
		return receive[w12](c, out)
	case 13:
		return receive[w13](c, out)
	case 14:
		return receive[w14](c, out)
	case 15:
		return receive[w15](c, out)
	case 16:
		return receive[w16](c, out)
	}
	return false
}
