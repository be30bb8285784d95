// defer and go need calls.
package main

func f() int { return 1 }

func main() {
	defer f
	go func() {}
	defer len("x")
	go 1
	defer (f())
	go int(3)
	defer recover()
	defer append([]int{}, 1)
}
