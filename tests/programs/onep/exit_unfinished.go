// main returns while others could run.
package main

func main() {
	for i := range 3 {
		go func() { println("goroutine", i) }()
	}
	println("main ends")
}
