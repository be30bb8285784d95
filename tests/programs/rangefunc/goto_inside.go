package main

import (
	"fmt"
	"slices"
)

// Labels within a loop's body, jumped to from before and from behind, and out of a body in it.
func main() {
	for i := range slices.All([]int{10, 20, 30}) {
		n := 0
	back:
		n++
		if n < i {
			goto back
		}
		{
			if i == 1 {
				goto forth
			}
			fmt.Println("not jumped", i, n)
		}
	forth:
		fmt.Println("behind", i)
		for j := range slices.Values([]int{1, 2, 3}) {
			if j == i {
				goto out
			}
			fmt.Println("inner", i, j)
		}
	out:
		func() {
			if i == 2 {
				goto out
			}
			fmt.Println("a literal's own label", i)
		out:
		}()
		if i == 2 {
			goto end
		}
	}
	fmt.Println("never")
end:
	fmt.Println("end")
}
