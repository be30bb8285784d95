// NO RACE
// Ownership that travels.

package main

func main() {
	in, out := make(chan []int), make(chan []int)
	go func() {
		for s := range in {
			s[0]++
			out <- s
		}
		close(out)
	}()
	go func() {
		for i := range 3 {
			in <- []int{i}
		}
		close(in)
	}()
	for s := range out {
		s[0]++
		println(s[0])
	}
}
