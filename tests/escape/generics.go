package main

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() T {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}

type number interface{ ~int | ~float64 }

func pointer[T any](x T) *T { return &x }

func mapped[A, B any](list []A, f func(A) B) []B {
	out := make([]B, 0, len(list))
	for _, x := range list {
		out = append(out, f(x))
	}
	return out
}

func total[T number](list ...T) (sum T) {
	for _, x := range list {
		sum += x
	}
	return sum
}

type named interface{ name() string }
type dog struct{ called string }

func (d dog) name() string { return d.called }

func names[T named](list []T) (out []string) {
	for _, x := range list {
		out = append(out, x.name())
	}
	return
}

func boxed[T any](x T) any { return x }

func main() {
	s := &stack[string]{}
	s.push("a")
	s.pop()
	pointer(1)
	pointer("a")
	mapped([]int{1}, func(n int) string { return "" })
	total(1, 2)
	total(1.5)
	names([]dog{{"rex"}})
	boxed(1)
	boxed(&s)
}
