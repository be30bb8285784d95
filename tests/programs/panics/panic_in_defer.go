// A deferred function panics while another panic is on its way.
package main

func main() {
	defer func() {
		panic("second")
	}()
	panic("first")
}
