// Statements that do not parse.
package main

func main() {
	x := := 1
	for i := 0; i < 3 i++ {
	}
	var 1 = 2
	if x {
	}
	else {
	}
}
