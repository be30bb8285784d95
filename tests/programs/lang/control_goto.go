// goto, forwards and backwards.
package main

import (
	"fmt"
)

func main() {
	i := 0
loop:
	if i < 3 {
		fmt.Println("i", i)
		i++
		goto loop
	}
	for {
		if i > 5 {
			goto end
		}
		i++
	}
end:
	fmt.Println("end", i)
	{
		goto inner
	}
inner:
	fmt.Println("inner")
}
