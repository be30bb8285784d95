// Reading standard input line by line.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	sc := bufio.NewScanner(os.Stdin)
	sum, lines := 0, 0
	for sc.Scan() {
		lines++
		for _, w := range strings.Fields(sc.Text()) {
			if n, err := strconv.Atoi(w); err == nil {
				sum += n
			} else {
				fmt.Println(err)
			}
		}
	}
	fmt.Println(lines, sum)
}
