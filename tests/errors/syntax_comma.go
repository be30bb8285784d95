// A composite literal without its last comma.
package main

func main() {
	_ = []int{
		1,
		2
	}
}
