package main

func main() {
	x := 1
	switch x {
	case 1, 2:
	case 2:
	case "a":
	default:
	default:
	}
	switch {
	case x:
	case x > 1:
	}
	switch f := main; f {
	case nil:
	}
	switch x := x.(type) {
	}
	var e any
	switch e.(type) {
	case int, int:
	case nil, nil:
	case foo:
	}
	for x {
	}
	if x := 1; x {
	}
	for range 3.5 {
	}
	for i, j := range 10 {
	}
	for range func(yield func(int)) {} {
	}
}
