// Jumping into a block.
package main

func main() {
	goto inside
	{
	inside:
		println("x")
	}
	for {
	loop:
		break
	}
	goto loop
}
