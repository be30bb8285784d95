// NO RACE
// SetFinalizer comes before the finalizer.

package main

import "runtime"

func clear() int {
	var a [40]int
	for i := range a {
		a[i] = i
	}
	return a[3]
}

func main() {
	x := 0
	done := make(chan bool)
	func() {
		p := new([4]string)
		x = 1
		runtime.SetFinalizer(p, func(*[4]string) {
			x = 2
			done <- true
		})
	}()
	clear()
	runtime.GC()
	<-done
	println(x)
}
