// Keywords as names.
package main

func main() {
	type := 1
	var func = 2
	for range := 1
	x.select = 3
}
