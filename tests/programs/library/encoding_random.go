// Hashes, hex and binary.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"io"
	"strings"
)

// What the program prints goes into a sum; now and then it is shown.
var (
	sum   = fnv.New64a()
	lines int
)

func noted() {
	if lines++; lines%50 == 0 {
		fmt.Printf("%d %x\n", lines, sum.Sum64())
	}
}

func out(a ...any) {
	fmt.Fprintln(sum, a...)
	noted()
}

func outf(format string, a ...any) {
	fmt.Fprintf(sum, format, a...)
	noted()
}

func outp(a ...any) { fmt.Fprint(sum, a...) }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			outf("%s: %v\n", name, r)
		}
	}()
	f()
}

type In struct {
	A int8
	_ [3]byte
	B uint16
}
type St struct {
	X   uint32
	Y   int64
	F   float32
	G   float64
	C   complex64
	D   complex128
	B   bool
	Arr [3]In
	I   In
}
type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) {
	if len(p) > 3 {
		p = p[:3]
	}
	return s.r.Read(p)
}
func main() {
	data := []byte("The quick brown fox jumps over the lazy dog, twice over 64 bytes so that lines wrap.\x00\xff\x7f")
	for i := 0; i <= len(data); i += 23 {
		d := data[:i]
		for _, h := range []hash.Hash{fnv.New32(), fnv.New32a(), fnv.New64(), fnv.New64a(), fnv.New128(), fnv.New128a(), crc32.NewIEEE(), crc32.New(crc32.MakeTable(crc32.Castagnoli)), crc32.New(crc32.MakeTable(crc32.Koopman))} {
			h.Write(d[:i/2])
			h.Write(d[i/2:])
			outf("%x %d %d ", h.Sum([]byte{1}), h.Size(), h.BlockSize())
			h.Reset()
			outf("%x\n", h.Sum(nil))
		}
		out(crc32.ChecksumIEEE(d), crc32.Checksum(d, crc32.MakeTable(1234567)), crc32.Update(77, crc32.IEEETable, d))
		outp(hex.Dump(d))
		s := hex.EncodeToString(d)
		out(s)
		out(hex.DecodeString(s))
		out(hex.DecodeString(s[:len(s)*i/90]))
		out(hex.DecodeString(s + "g"))
		out(hex.AppendDecode([]byte("q"), []byte(strings.ToUpper(s)+"zz")))
		out(string(hex.AppendEncode([]byte("q"), d)))
		var b bytes.Buffer
		w := hex.Dumper(&b)
		w.Write(d[:i/3])
		w.Write(d[i/3:])
		outp(b.String())
		w.Close()
		outp(b.String())
		out(w.Write(nil))
		out(w.Close())
		r, e := io.ReadAll(hex.NewDecoder(slow{strings.NewReader(s)}))
		out(r, e)
		r, e = io.ReadAll(hex.NewDecoder(strings.NewReader(s + "f")))
		out(r, e)
		r, e = io.ReadAll(hex.NewDecoder(strings.NewReader(s + "x")))
		out(r, e)
		r, e = io.ReadAll(hex.NewDecoder(slow{strings.NewReader(s + " 0")}))
		out(r, e)
		hex.NewEncoder(sum).Write(d)
		out()
	}
	big := bytes.Repeat(data, 50)
	var bb bytes.Buffer
	out(hex.NewEncoder(&bb).Write(big))
	r, e := io.ReadAll(hex.NewDecoder(&bb))
	out(bytes.Equal(r, big), e)
	out(hex.ErrLength, hex.InvalidByteError(0xe9), hex.InvalidByteError('\n'), errors.Is(hex.ErrLength, hex.ErrLength))
	for _, o := range []interface {
		binary.ByteOrder
		binary.AppendByteOrder
	}{binary.LittleEndian, binary.BigEndian, binary.NativeEndian} {
		outf("%v %#v\n", o, o)
		b := make([]byte, 8)
		o.PutUint16(b, 0x1234)
		out(b, o.Uint16(b))
		o.PutUint32(b, 0x12345678)
		out(b, o.Uint32(b))
		o.PutUint64(b, 0x123456789abcdef0)
		out(b, o.Uint64(b))
		out(o.AppendUint16(nil, 1), o.AppendUint32(nil, 0x10203), o.AppendUint64(nil, 1<<60+5))
		try("sh", func() { o.Uint32(b[:3]) })
		try("sh", func() { o.PutUint64(b[:3], 1) })
		st := St{1, -2, 1.5, -2.5, complex(1, 2), complex(3, -4), true, [3]In{{1, [3]byte{}, 2}, {-3, [3]byte{}, 4}}, In{5, [3]byte{}, 6}}
		var buf bytes.Buffer
		out(binary.Write(&buf, o, st))
		out(buf.Bytes(), binary.Size(st), binary.Size(&st))
		var s2 St
		raw := append([]byte{}, buf.Bytes()...)
		out(binary.Read(&buf, o, &s2))
		out(s2 == st)
		out(binary.Read(&buf, o, &s2))
		out(binary.Read(bytes.NewReader(raw[:5]), o, &s2))
		var s3 St
		out(binary.Decode(raw, o, &s3))
		out(s3 == st)
		out(binary.Decode(raw[:9], o, &s3))
		out(binary.Append([]byte{9}, o, &st))
		out(binary.Encode(make([]byte, 3), o, st))
		out(binary.Encode(make([]byte, 200), o, st))
		for _, v := range []any{true, int8(-1), uint8(2), int16(-3), uint16(4), int32(-5), uint32(6), int64(-7), uint64(8), float32(1.5), 2.5, complex64(1), []bool{true, false}, []int16{1, -2}, []uint32{7}, []float64{1}, [2]int32{1, 2}, []In{{1, [3]byte{}, 2}}, []St{}, []byte("ab"), 5, "x", []int{1}, struct{ P *int }{}, map[int]int{}, []string{"a"}, [][]int8{{1}}, new([]int16)} {
			b, e := binary.Append(nil, o, v)
			out(b, e, binary.Size(v))
			out(binary.Write(io.Discard, o, v))
			out(binary.Encode(nil, o, v))
		}
		x := []int16{0, 0}
		out(binary.Read(bytes.NewReader([]byte{1, 2, 3, 4}), o, x), x)
		out(binary.Read(bytes.NewReader([]byte{1, 2, 3, 4}), o, 5))
		y := []In{{}, {}}
		out(binary.Read(bytes.NewReader(raw), o, y), y)
		var bo bool
		out(binary.Read(bytes.NewReader([]byte{7}), o, &bo), bo)
	}
	seq := uint64(1)
	for i := 0; i < 80; i++ {
		seq ^= seq << 13
		seq ^= seq >> 7
		seq ^= seq << 17
		v := seq >> (seq % 64)
		b := binary.AppendUvarint(nil, v)
		c := binary.AppendVarint(nil, int64(v))
		d := make([]byte, 10)
		out(b, c, binary.PutUvarint(d, v), binary.PutVarint(d, -int64(v)), d)
		out(binary.Uvarint(b))
		out(binary.Varint(c))
		out(binary.Uvarint(b[:len(b)-1]))
		out(binary.ReadUvarint(bytes.NewReader(b)))
		out(binary.ReadVarint(bytes.NewReader(c)))
		out(binary.ReadVarint(bytes.NewReader(c[:len(c)-1])))
	}
	for _, b := range [][]byte{bytes.Repeat([]byte{255}, 9), bytes.Repeat([]byte{255}, 10), bytes.Repeat([]byte{255}, 11), append(bytes.Repeat([]byte{255}, 9), 1), append(bytes.Repeat([]byte{255}, 9), 2), append(bytes.Repeat([]byte{128}, 10), 0)} {
		out(binary.Uvarint(b))
		out(binary.Varint(b))
		out(binary.ReadUvarint(bytes.NewReader(b)))
		out(binary.ReadVarint(bytes.NewReader(b)))
	}

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
