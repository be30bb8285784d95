// Duplicate cases in switches.
package main

func main() {
	x := 1
	switch x {
	case 1, 2:
	case 3, 1:
	}
	switch "a" {
	case "a":
	case "b", "a":
	}
	switch any(x).(type) {
	case int:
	case string, int:
	case nil:
	case nil:
	}
	switch {
	default:
	default:
	}
}
