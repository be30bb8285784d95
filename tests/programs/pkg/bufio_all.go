// Scanners, readers and writers.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func main() {
	sc := bufio.NewScanner(strings.NewReader("one two\nthree\r\n\nlast"))
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err())
	sc = bufio.NewScanner(strings.NewReader("a bb  ccc"))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Print(sc.Text(), ";")
	}
	sc = bufio.NewScanner(strings.NewReader("hé"))
	sc.Split(bufio.ScanRunes)
	for sc.Scan() {
		fmt.Print(len(sc.Bytes()), ";")
	}
	fmt.Println()
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	sc.Buffer(make([]byte, 10), 20)
	fmt.Println(sc.Scan(), sc.Err())
	r := bufio.NewReader(strings.NewReader("line\nrest of it"))
	l, err := r.ReadString('\n')
	p, _ := r.Peek(4)
	fmt.Printf("%q %v %s %d\n", l, err, p, r.Buffered())
	ru, n, _ := r.ReadRune()
	r.UnreadRune()
	rest, err := r.ReadString('\n')
	fmt.Println(string(ru), n, rest, err)
	w := bufio.NewWriterSize(os.Stdout, 16)
	fmt.Fprint(w, "buffered ")
	fmt.Fprintf(os.Stdout, "[%d] ", w.Buffered())
	w.WriteString("and flushed at last\n")
	w.Flush()
	fmt.Println(w.Available())
}
