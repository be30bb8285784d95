// NO RACE
// Different fields do not race.

package main

type point struct{ x, y int }

func main() {
	p := new(point)
	done := make(chan bool, 1)
	go func() {
		p.y = 1
		done <- true
	}()
	p.x = 2
	<-done
	println(p.x, p.y)
}
