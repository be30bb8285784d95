// The bytes package and its Buffer.
package main

import (
	"bytes"
	"fmt"
	"io"
)

func main() {
	b := []byte("hello world")
	fmt.Println(bytes.Contains(b, []byte("lo")), bytes.Index(b, []byte("o")), bytes.Equal(b, []byte("x")), bytes.Compare([]byte("a"), []byte("b")), bytes.Count(b, []byte("o")), bytes.HasPrefix(b, []byte("he")))
	fmt.Printf("%s %s %q %s\n", bytes.ToUpper(b), bytes.TrimSuffix(b, []byte("world")), bytes.Split(b, []byte(" ")), bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("+")))
	fmt.Printf("%q %s %s\n", bytes.Fields([]byte(" a b ")), bytes.ReplaceAll(b, []byte("l"), []byte("L")), bytes.Repeat([]byte("x"), 3))
	var buf bytes.Buffer
	buf.WriteString("line one\nline two\nrest")
	l, err := buf.ReadString('\n')
	fmt.Printf("%q %v %d\n", l, err, buf.Len())
	x, _ := buf.ReadByte()
	buf.UnreadByte()
	fmt.Println(string(x), string(buf.Next(4)))
	fmt.Fprintf(&buf, "!%d", 5)
	out, err := buf.ReadBytes('Z')
	fmt.Printf("%q %v %q\n", out, err, buf.String())
	buf.Reset()
	buf.Write([]byte{1, 2, 3})
	buf.Truncate(1)
	fmt.Println(buf.Bytes(), buf.Len())
	n, err := io.Copy(&buf, bytes.NewReader([]byte("copied")))
	fmt.Println(n, err, buf.String()[1:])
	nb := bytes.NewBufferString("abc")
	p := make([]byte, 2)
	nb.Read(p)
	fmt.Println(string(p), nb, bytes.TrimSpace([]byte(" t ")))
}
