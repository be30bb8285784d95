// Conditions that are not bool.
package main

func main() {
	x := 1
	if x {
	}
	for x {
	}
	if x = 2; x {
	}
	if "a" {
	}
	switch x {
	case "a":
	case 1.5:
	case true:
	case nil:
	}
	_ = x && true
	if x := 1 {
	}
}
