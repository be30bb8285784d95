// Functions that may end without a return.
package main

func a(x int) int {
	if x > 0 {
		return 1
	}
}

func b(x int) int {
	for {
		break
	}
}

func c(x int) int {
	switch x {
	case 1:
		return 1
	}
}

func fine(x int) int {
	for {
	}
}

func alsoFine(x int) int {
	switch {
	case x > 1:
		return 1
	default:
		panic("no")
	}
}

func main() {}
