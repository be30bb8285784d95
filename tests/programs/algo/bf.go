// An interpreter for a tiny language.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func run(src string, in io.Reader, out io.Writer) (steps int, err error) {
	jump := map[int]int{}
	var open []int
	for i, c := range src {
		switch c {
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				return 0, fmt.Errorf("unmatched ] at %d", i)
			}
			j := open[len(open)-1]
			open = open[:len(open)-1]
			jump[i], jump[j] = j, i
		}
	}
	if len(open) > 0 {
		return 0, fmt.Errorf("unmatched [ at %d", open)
	}
	var tape [300]byte
	at := 0
	for pc := 0; pc < len(src); pc++ {
		steps++
		switch src[pc] {
		case '>':
			at++
		case '<':
			at--
		case '+':
			tape[at]++
		case '-':
			tape[at]--
		case '.':
			out.Write(tape[at : at+1])
		case ',':
			var b [1]byte
			if _, err := in.Read(b[:]); err != nil {
				b[0] = 0
			}
			tape[at] = b[0]
		case '[':
			if tape[at] == 0 {
				pc = jump[pc]
			}
		case ']':
			if tape[at] != 0 {
				pc = jump[pc]
			}
		}
	}
	return
}

func main() {
	hello := "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
	fmt.Println(run(hello, nil, os.Stdout))
	fmt.Println(run(",[.,]", strings.NewReader("echo\n"), os.Stdout))
	fmt.Println(run("[[", nil, nil))
	fmt.Println(run("]", nil, nil))
	defer func() { fmt.Println("caught", recover()) }()
	run("<+", nil, nil)
}
