// Hash functions at all lengths around their blocks, random numbers, names of characters, handles.
package main

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc64"
	"hash/maphash"
	"html"
	"math"
	"math/big"
	"strings"
	"unique"
)

type T struct {
	a int
	b string
	c any
	d [2]float64
	_ int
}

func main() {
	data := make([]byte, 1000)
	for i := range data {
		data[i] = byte(i*i + i>>3)
	}
	kinds := []struct {
		name string
		f    func() hash.Hash
	}{
		{"md5", md5.New}, {"sha1", sha1.New}, {"sha256", sha256.New}, {"sha224", sha256.New224},
		{"sha512", sha512.New}, {"sha384", sha512.New384}, {"512/256", sha512.New512_256}, {"512/224", sha512.New512_224},
		{"adler32", func() hash.Hash { return adler32.New() }},
		{"crc64", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ISO)) }},
		{"ecma", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) }},
		{"other", func() hash.Hash { return crc64.New(crc64.MakeTable(0x123456789abcdef)) }},
	}
	for _, k := range kinds {
		h := k.f()
		fmt.Println(k.name, h.Size(), h.BlockSize())
		for _, n := range []int{0, 1, 3, 55, 56, 57, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 1000} {
			h.Reset()
			h.Write(data[:n])
			fmt.Printf("%d %x\n", n, h.Sum([]byte("x")))
		}
		h.Reset()
		for i, n := 0, 1; i < len(data); n++ {
			k := min(n, len(data)-i)
			h.Write(data[i : i+k])
			i += k
			if n == 17 {
				s, err := h.(encoding.BinaryMarshaler).MarshalBinary()
				fmt.Printf("%x %v\n", s, err)
				g := k1(kinds, h, s)
				g.Write([]byte("abc"))
				fmt.Printf("%x\n", g.Sum(nil))
				u := g.(encoding.BinaryUnmarshaler)
				fmt.Println(u.UnmarshalBinary(nil), u.UnmarshalBinary(s[:len(s)-1]), u.UnmarshalBinary([]byte("sha\x09....................................................")))
				c, err := h.(hash.Cloner).Clone()
				c.Write([]byte("abc"))
				fmt.Printf("%x %v\n", c.Sum(nil), err)
			}
		}
		fmt.Printf("%x\n", h.Sum(nil))
	}
	fmt.Printf("%x %x %x %x\n", md5.Sum(data), sha1.Sum(data), sha256.Sum256(data), sha256.Sum224(data))
	fmt.Printf("%x %x %x %x\n", sha512.Sum512(data), sha512.Sum384(data), sha512.Sum512_256(data), sha512.Sum512_224(data))
	fmt.Println(adler32.Checksum([]byte(strings.Repeat("\xff", 100000))), crc64.Checksum(data, crc64.MakeTable(crc64.ISO)), crc64.Update(5, crc64.MakeTable(crc64.ECMA), data))

	// What depends on a seed, in ways that hold for all.
	seed := maphash.MakeSeed()
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString("hel")
	h.Write([]byte("l"))
	h.WriteByte('o')
	fmt.Println(h.Sum64() == maphash.String(seed, "hello"), h.Sum64() == maphash.Bytes(seed, []byte("hello")), h.Size(), h.BlockSize(), h.Seed() == seed, len(h.Sum(nil)))
	h.Reset()
	fmt.Println(h.Sum64() == maphash.String(seed, ""), maphash.String(seed, "a") != maphash.String(seed, "b"), maphash.MakeSeed() != seed)
	z := 0.0
	same := func(name string, a, b any) {
		fmt.Println(name, maphash.Comparable(seed, a) == maphash.Comparable(seed, b))
	}
	same("zeros", z, -z)
	same("floats", 1.5, 2.5)
	same("strings", "ab"+fmt.Sprint(1), "ab1")
	same("structs", T{1, "x", 5, [2]float64{0, 1}, 0}, T{1, "x", 5, [2]float64{math.Copysign(0, -1), 1}, 0})
	same("other", T{a: 1}, T{a: 2})
	same("any", T{c: 1}, T{c: int8(1)})
	same("nil", nil, nil)
	same("complex", complex(0, 1), complex(math.Copysign(0, -1), 1))
	p, q := new(int), new(int)
	same("pointers", p, p)
	same("pointers", p, q)
	fmt.Println(maphash.Comparable(seed, 7) == maphash.Comparable(seed, 7))
	func() {
		defer func() { fmt.Println(recover()) }()
		maphash.Comparable[any](seed, []int{1})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		maphash.String(maphash.Seed{}, "")
	}()
	b := make([]byte, 64)
	n, err := rand.Read(b)
	fmt.Println(n, err, string(b) != string(make([]byte, 64)), len(rand.Text()), strings.Trim(rand.Text(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == "")
	for _, m := range []int64{1, 2, 3, 255, 256, 257, 1 << 40} {
		v, err := rand.Int(rand.Reader, big.NewInt(m))
		fmt.Println(v.Sign() >= 0, v.Cmp(big.NewInt(m)) < 0, err)
	}
	fmt.Println(rand.Int(strings.NewReader("\x01\xff\x00\x05"), big.NewInt(300)))
	fmt.Println(rand.Int(strings.NewReader(""), big.NewInt(300)))
	func() {
		defer func() { fmt.Println(recover()) }()
		rand.Int(rand.Reader, big.NewInt(0))
	}()
	for _, bits := range []int{2, 3, 8, 9, 17, 64, 100} {
		p, err := rand.Prime(rand.Reader, bits)
		fmt.Println(p.BitLen(), p.ProbablyPrime(10), err)
	}
	fmt.Println(rand.Prime(rand.Reader, 1))

	for _, s := range []string{"", "a", "<a href=\"x\">'&'</a>", "&amp;&lt;&gt;&quot;&apos;&#39;&#x27;&#X41;&#65", "&amp", "&ampx", "&ampamp;", "&notit;", "&notin;", "&not", "&copy&copy;&copyx", "&#0;&#128;&#x9f;&#xd800;&#x110000;&#1;&#12;", "&#", "&#;", "&#x;", "&#1", "&#1a", "&#12a", "&&amp;&", "& a", "&unknown;", "&Aacute;&aacute&AACUTE;", "a&b", "&eacute=", "&hearts;&alpha;&Omega;&euro;&nbsp;|", "&lt", "&gtx", "&#xZ", "&;"} {
		fmt.Printf("%q %q %q\n", s, html.EscapeString(s), html.UnescapeString(s))
	}
	a, c := unique.Make("x"+fmt.Sprint(1)), unique.Make("x1")
	fmt.Println(a == c, a.Value(), unique.Make(1) == unique.Make(2), unique.Make[any](1) == unique.Make[any](1), unique.Make[any](1).Value(), unique.Make(T{a: 1}) == unique.Make(T{a: 1}))
}

func k1(kinds []struct {
	name string
	f    func() hash.Hash
}, h hash.Hash, s []byte) hash.Hash {
	for _, k := range kinds {
		g := k.f()
		if g.(encoding.BinaryUnmarshaler).UnmarshalBinary(s) == nil {
			return g
		}
	}
	panic("none")
}
