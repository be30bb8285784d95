// Reading all of standard input.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	data, err := io.ReadAll(os.Stdin)
	fmt.Println(len(data), err)
	words := strings.Fields(string(data))
	count := map[string]int{}
	for _, w := range words {
		count[w]++
	}
	fmt.Println(count)
}
