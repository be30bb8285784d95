// RACE s.n
// Through an interface it is the same memory.

package main

type shape struct{ n int }

func (s *shape) area() int { return s.n * s.n }

func main() {
	s := &shape{1}
	var i interface{ area() int } = s
	done := make(chan bool, 1)
	go func() {
		println(i.area())
		done <- true
	}()
	s.n = 2
	<-done
}
