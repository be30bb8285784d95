// Index past an array's length.
package main

func main() {
	var a [4]string
	i := len(a)
	a[i] = "x"
}
