// break, continue, goto and labels in the wrong places.
package main

func main() {
	break
	continue
	if true {
		break
	}
	goto missing
	goto over
	x := 1
	_ = x
over:
	switch {
	case true:
		continue
	}
	func() { break }()
}
