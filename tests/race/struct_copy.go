// RACE p.y
// A copy reads all fields.

package main

type point struct{ x, y, z int }

func main() {
	p := new(point)
	done := make(chan bool, 1)
	go func() {
		p.y = 1
		done <- true
	}()
	q := *p
	<-done
	println(q.y)
}
