// Readers and writers, combined.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

func main() {
	var out bytes.Buffer
	var c counter
	w := io.MultiWriter(&out, &c)
	n, err := io.Copy(w, upper{io.LimitReader(strings.NewReader("hello world"), 5)})
	fmt.Println(n, err, out.String(), c.n)
	data, _ := io.ReadAll(io.MultiReader(strings.NewReader("a"), strings.NewReader("b")))
	fmt.Println(string(data))
	buf := make([]byte, 4)
	fmt.Println(io.ReadFull(strings.NewReader("ab"), buf))
	fmt.Println(io.ReadAtLeast(strings.NewReader("abcdef"), buf, 2))
	fmt.Println(io.WriteString(&out, "!"))
	fmt.Println(io.CopyN(io.Discard, strings.NewReader("abc"), 5))
	var tee bytes.Buffer
	io.ReadAll(io.TeeReader(strings.NewReader("tee"), &tee))
	fmt.Println(tee.String())
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through the pipe")
		pw.CloseWithError(errors.New("closed on purpose"))
	}()
	got, err := io.ReadAll(pr)
	fmt.Println(string(got), err)
	sr := io.NewSectionReader(strings.NewReader("0123456789"), 3, 4)
	sec, _ := io.ReadAll(sr)
	fmt.Println(string(sec), io.EOF, io.ErrUnexpectedEOF)
}
