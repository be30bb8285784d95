// Iteration over the parts of types and values.

package reflect

import "iter"

// each yields get(0) to get(n-1).
func each[T any](n int, get func(i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(get(i)) {
				return
			}
		}
	}
}

func (t *rtype) Fields() iter.Seq[StructField] { return each(t.NumField(), t.Field) }

func (t *rtype) Methods() iter.Seq[Method] { return each(t.NumMethod(), t.Method) }

func (t *rtype) Ins() iter.Seq[Type] { return each(t.NumIn(), t.In) }

func (t *rtype) Outs() iter.Seq[Type] { return each(t.NumOut(), t.Out) }

// Fields yields a struct's fields, with what they are.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	v.must("NumField", Struct)
	t := toType(v.t)
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// Methods yields v's exported methods, as funcs too.
func (v Value) Methods() iter.Seq2[Method, Value] {
	n := v.NumMethod()
	t := toType(v.t)
	return func(yield func(Method, Value) bool) {
		for i := range n {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}
