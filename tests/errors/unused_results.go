// Expressions that are evaluated but not used.
package main

func f() int { return 1 }

func main() {
	x := 1
	x
	x + 1
	f
	"text"
	len("a")
	append([]int{}, 1)
	-x
	x == 1
	func() {}
	f()
	<-make(chan int)
}
