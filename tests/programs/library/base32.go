// Encodings of package base32, good and bad input, readers and writers.
package main

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"io"
	"strings"
)

// byteReader reads byte by byte.
type byteReader struct{ r io.Reader }

func (b byteReader) Read(p []byte) (int, error) { return b.r.Read(p[:min(len(p), 1)]) }

func oneByte(r io.Reader) io.Reader { return byteReader{r} }

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func main() {
	encs := []*base32.Encoding{base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding), base32.StdEncoding.WithPadding('@')}
	texts := []string{"", "f", "fo", "foo", "foob", "fooba", "foobar", "\x00\xff\xfe\x3f\xbf", strings.Repeat("xyz!", 700)}
	bad := []string{"!!!!", "====", "x===", "=AAA", "A=AA", "AA=A", "AA==A", "AAA=AAAA", "AAAAA", "AAAAAA", "A=", "A==", "AA=", "AA==", "AAA=", "AAAA", "AAAAAA=", "AA======", "AAA=====", "AAAA====", "AAAAA===", "AAAAAA==", "AAAAAAA=", "A=======", "AAAAAAAA", "AAAAAAAA=", "MY======", "MZXQ====\n", "MZXW6===", "MZXW6YQ=", "MZXW6YTB", "MZXW6YTBOI======", "MZXW6YTBOI=====", "MZXW6Y\nTBOI======", "MZ@", "mzxw", "MY", "MZXQ", "MZXW6", "MZX", "YWJjZA=====", "A!\n", "A=\n", "", "\n", "YQ=\n=\n", "YQ==\n\n", "Y\nQ\n=\r=", "YR==", "YWK=", "YR", "YWK", "YQ", "YQ@@", "Zm8@", "Zm8=", "----", "_-__", "Zm9v\nYmFy\r\n", "Zm9vYmFyZm9vYmFy!", "Zm9vYmFyZm9vYm=y", "Zg==Zg=="}
	for i, e := range encs {
		for _, t := range texts {
			s := e.EncodeToString([]byte(t))
			if len(s) < 100 {
				fmt.Println(i, s, e.EncodedLen(len(t)), e.DecodedLen(len(s)))
			}
			b, err := e.DecodeString(s)
			fmt.Println(string(b) == t, err, string(e.AppendEncode([]byte("pre"), []byte("q"))))
			var out bytes.Buffer
			w := base32.NewEncoder(e, &out)
			for k := 0; k < len(t); k += 5 {
				n, err := w.Write([]byte(t[k:min(k+5, len(t))]))
				if err != nil || n == 0 {
					fmt.Println(n, err)
				}
			}
			fmt.Println(w.Close(), out.String() == s)
			b, err = io.ReadAll(base32.NewDecoder(e, strings.NewReader(s)))
			fmt.Println(string(b) == t, err)
			b, err = io.ReadAll(base32.NewDecoder(e, oneByte(strings.NewReader(s))))
			fmt.Println(string(b) == t, err)
		}
		for _, s := range bad {
			b, err := e.DecodeString(s)
			c, err2 := e.AppendDecode([]byte("<"), []byte(s))
			d, err3 := io.ReadAll(base32.NewDecoder(e, strings.NewReader(s)))
			f, err4 := io.ReadAll(base32.NewDecoder(e, oneByte(strings.NewReader(s))))
			fmt.Printf("%d %q %q %v | %q %v | %q %v | %q %v\n", i, s, b, err, c, err2, d, err3, f, err4)
		}
	}
	try(func() { base32.NewEncoding("abc") })
	try(func() { base32.NewEncoding(strings.Repeat("a", 64)) })
	try(func() { base32.NewEncoding("\n" + strings.Repeat("a", 63)) })
	try(func() { base32.StdEncoding.WithPadding('A') })
	try(func() { base32.StdEncoding.WithPadding('\n') })
	try(func() { base32.StdEncoding.WithPadding(300) })
	var b [3]byte
	n, err := io.ReadFull(base32.NewDecoder(base32.StdEncoding, strings.NewReader("Zm9v\n\nYmFy")), b[:2])
	fmt.Println(n, err, b)
}
