// Stacks name what belongs to a package that is tested by its path.
package p

import (
	"fmt"
	"testing"
)

type stack[T any] struct{ xs []T }

func (s *stack[T]) push(x T) { s.xs = append(s.xs, x) }
func (s *stack[T]) pop() T {
	x := s.xs[len(s.xs)-1]
	s.xs = s.xs[:len(s.xs)-1]
	return x
}

func TestOK(t *testing.T) { t.Log("fine") }
func TestPanics(t *testing.T) {
	t.Cleanup(func() { fmt.Println("cleanup runs") })
	t.Run("sub", func(t *testing.T) {
		var s stack[int]
		s.push(1)
		s.pop()
		s.pop()
	})
}
func TestNever(t *testing.T) { t.Log("no") }
