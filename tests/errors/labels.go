// Labels unused, misplaced and repeated; fallthrough out of place.
package main

func main() {
unused:
	for {
		continue nowhere
	}
twice:
	for {
		break twice
	}
twice:
	for {
		break twice
	}
block:
	{
		continue block
	}
	fallthrough
}
