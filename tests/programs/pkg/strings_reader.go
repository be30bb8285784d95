// Reading from a string.
package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	r := strings.NewReader("hello, 世界")
	buf := make([]byte, 4)
	n, err := r.Read(buf)
	fmt.Println(n, err, string(buf), r.Len(), r.Size())
	c, _ := r.ReadByte()
	r.UnreadByte()
	ru, size, _ := r.ReadRune()
	fmt.Println(string(c), string(ru), size)
	r.Seek(-6, io.SeekEnd)
	rest, err := io.ReadAll(r)
	fmt.Println(string(rest), err)
	_, err = r.Read(buf)
	fmt.Println(err, err == io.EOF)
}
