// What json writes: embedding, tags, methods, keys, floats, errors.
package main

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

func enc(v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%s | %v | %T\n", b, err, err)
}

// ---- embedding

type A1 struct {
	X int
	Y int `json:"y"`
}
type B1 struct {
	X string
	Z int
}
type C1 struct {
	A1
	B1
	Z int `json:"zed"`
}
type lower struct {
	Pub  int
	priv int
}
type D1 struct {
	lower
	*A1
	N int `json:",omitempty"`
}
type E1 struct {
	*lower
	F int
}
type Tag1 struct {
	A int `json:"v"`
}
type Tag2 struct {
	V int `json:"v"`
}
type Tag3 struct {
	Tag1
	Tag2
}
type Tag4 struct {
	Tag1
	V2 int `json:"v"`
}
type Rec struct {
	Name string
	*Rec
}
type MyInt int
type myInt int
type F1 struct {
	MyInt
	myInt
	A1   `json:"named"`
	Any  any
	Fn   func() `json:"-"`
	Dash int    `json:"-,"`
	Odd  int    `json:"a.b-c/d é"`
	Bad  int    `json:"a\"b"`
	Bad2 int    `json:"a'b,string"`
	Opt  string `json:",omitempty,string"`
}
type iface interface{ M() }
type G1 struct {
	iface
	fmt.Stringer
	error
}

// ---- methods

type ValM struct{ s string }

func (v ValM) MarshalJSON() ([]byte, error) {
	return []byte(` { "v" : "` + v.s + `" , "<" : [ ] } `), nil
}

type PtrM struct{ s string }

func (v *PtrM) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte(`"nil!"`), nil
	}
	return json.Marshal("ptr:" + v.s)
}
func (v *PtrM) UnmarshalJSON(b []byte) error {
	v.s = "got " + string(b)
	if strings.Contains(v.s, "err") {
		return errors.New("refused")
	}
	return nil
}

type ValT struct{ s string }

func (v ValT) MarshalText() ([]byte, error) { return []byte("<" + v.s + ">"), nil }
func (v *ValT) UnmarshalText(b []byte) error {
	if string(b) == "bad" {
		return errors.New("bad text")
	}
	v.s = strings.ToUpper(string(b))
	return nil
}

type KeyInt int

func (k KeyInt) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("k%d", int(k))), nil }
func (k *KeyInt) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "k%d", (*int)(k))
	return err
}

type KeyStr string

func (k KeyStr) MarshalText() ([]byte, error) { return []byte("never" + string(k)), nil }

type App struct{ n int }

func (a App) AppendText(b []byte) ([]byte, error) {
	if a.n < 0 {
		return nil, errors.New("negative")
	}
	return append(b, strings.Repeat("a", a.n)...), nil
}

type Zer struct{ n int }

func (z Zer) IsZero() bool { return z.n == 7 }

type PZer struct{ N int }

func (z *PZer) IsZero() bool { return z.N == 8 }

type NilT struct{}

func (n *NilT) MarshalText() ([]byte, error) {
	if n == nil {
		return []byte("nilt"), nil
	}
	return []byte("t"), nil
}

type Emb struct {
	ValT
	N int
}
type EmbTagged struct {
	ValT `json:"t"`
	N    int
}
type ByteM byte

func (b ByteM) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprint(int(b) + 100)), nil }

type NB byte
type Omit struct {
	A int                        `json:",omitempty"`
	B string                     `json:",omitempty"`
	C []int                      `json:",omitempty"`
	D map[string]int             `json:",omitempty"`
	E *int                       `json:",omitempty"`
	F any                        `json:",omitempty"`
	G struct{}                   `json:",omitempty"`
	H [0]int                     `json:",omitempty"`
	I [2]int                     `json:",omitempty"`
	J bool                       `json:",omitempty"`
	K float64                    `json:",omitempty"`
	L time.Time                  `json:",omitempty"`
	M time.Time                  `json:",omitzero"`
	N struct{ X int }            `json:",omitzero"`
	O [2]int                     `json:",omitzero"`
	P Zer                        `json:",omitzero"`
	Q PZer                       `json:",omitzero"`
	R *PZer                      `json:",omitzero"`
	S any                        `json:",omitzero"`
	T []int                      `json:",omitzero"`
	U uint8                      `json:",omitempty,omitzero"`
	V interface{ IsZero() bool } `json:",omitzero"`
}

func encodes() {
	enc(C1{A1{1, 2}, B1{"b", 3}, 4})
	enc(D1{lower: lower{1, 2}})
	enc(D1{lower: lower{1, 2}, A1: &A1{3, 4}, N: 5})
	enc(E1{F: 1})
	enc(Tag3{Tag1{1}, Tag2{2}})
	enc(Tag4{Tag1{1}, 3})
	enc(Rec{"a", &Rec{"b", nil}})
	enc(F1{MyInt: 1, myInt: 2, A1: A1{1, 2}, Any: 3, Dash: 4, Odd: 5, Bad: 6, Bad2: 7})
	enc(G1{})
	enc(G1{error: errors.New("x"), Stringer: time.Second})
	enc(ValM{"x"})
	enc(&ValM{"x"})
	enc([]ValM{{"a"}})
	enc(map[string]ValM{"k": {"a"}})
	enc(PtrM{"x"})
	enc(&PtrM{"x"})
	enc([]PtrM{{"a"}})
	enc([1]PtrM{{"a"}})
	enc(&[1]PtrM{{"a"}})
	enc(map[string]PtrM{"k": {"a"}})
	enc(map[string]*PtrM{"k": {"a"}, "n": nil})
	enc(struct{ P PtrM }{PtrM{"f"}})
	enc(&struct{ P PtrM }{PtrM{"f"}})
	enc(struct{ P *PtrM }{})
	enc(struct{ P json.Marshaler }{(*PtrM)(nil)})
	enc(struct{ P json.Marshaler }{})
	enc(struct{ P any }{(*PtrM)(nil)})
	enc(struct{ P encoding.TextMarshaler }{(*NilT)(nil)})
	enc([]any{NilT{}, &NilT{}, (*NilT)(nil)})
	enc(ValT{"x&y"})
	enc(map[ValT]int{{"b"}: 1, {"a"}: 2})
	enc(map[KeyInt]int{10: 1, 9: 2})
	enc(map[KeyStr]int{"b": 1, "a": 2})
	enc(map[*NilT]int{nil: 1})
	enc(map[App]int{{2}: 1, {0}: 3})
	enc(App{3})
	enc(App{-3})
	enc(map[App]int{{-2}: 1})
	enc(Emb{ValT{"e"}, 3})
	enc(EmbTagged{ValT{"e"}, 3})
	enc([]ByteM{1, 2})
	enc([]NB{1, 2, 3})
	enc([]byte("hello"))
	enc([]byte{})
	enc([]byte(nil))
	enc([3]byte{1, 2, 3})
	enc([]int(nil))
	enc([]int{})
	enc(map[string]int(nil))
	enc(map[string]int{})
	enc(map[int8]string{-1: "a", 10: "b", 9: "c"})
	enc(map[uint]string{1: "a", 10: "b", 9: "c"})
	enc(map[string]any{"z": 1, "a": []any{1, "x", nil, true, 1.5}, "<": map[string]any{}})
	enc(Omit{})
	one := 1
	enc(Omit{A: 1, B: "b", C: []int{}, D: map[string]int{"a": 1}, E: &one, F: 0, J: true, K: math.Copysign(0, -1), P: Zer{7}, Q: PZer{8}, R: &PZer{8}, S: 0, T: []int{}, U: 1, V: Zer{7}})
	x := &Omit{I: [2]int{1}, O: [2]int{0, 1}, N: struct{ X int }{1}, P: Zer{1}, Q: PZer{8}, R: &PZer{9}, V: (*PZer)(nil)}
	enc(x)
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1e20, 1e21, 1.5e21, 1e-6, 1e-7, 9.99e-7, 123456789.125, math.MaxFloat64, math.SmallestNonzeroFloat64, 1e100, 1e-100, 3.0000000000000004} {
		enc(f)
		enc(float32(f))
	}
	enc("a\u00e9\U0001f600\u2029\t\n\r\b\f\x1f\"\\/<>&'")
	enc(map[string]int{"a\xffb": 1, "<>": 2, "\u2028": 3})
	enc(int8(-128))
	enc(uint64(math.MaxUint64))
	enc(uintptr(5))
	enc(true)
	enc(nil)
	enc((*int)(nil))
	pp := &one
	enc(&pp)
	enc(struct{ C complex64 }{})
	enc(map[string]any{"a": make(chan int)})
	enc([]any{func() {}})
	enc(struct {
		A map[string]any
		B []any
	}{map[string]any{"n": math.NaN()}, nil})
	enc(time.Date(2020, 1, 2, 3, 4, 5, 6000, time.UTC))
	enc(map[time.Time]int{time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC): 1})
	enc(map[bool]string{true: "x"})
	enc(struct{ M map[bool]string }{map[bool]string{true: "x"}})
	enc(struct {
		X int
		M map[[1]int]string
	}{1, map[[1]int]string{{1}: "x"}})
	enc(errors.New("e"))
	enc(struct {
		A json.RawMessage
		B *json.RawMessage
		C json.RawMessage `json:",omitempty"`
	}{A: json.RawMessage(` [1, 2] `)})
	enc(struct{ N json.Number }{})
	enc(struct{ N json.Number }{"-1.5e3"})
	enc(json.Delim('{'))
	enc(struct {
		A int     `json:"a,string"`
		B *int    `json:"b,string"`
		C *int    `json:"c,string"`
		D float32 `json:",string"`
		E []int   `json:",string"`
		F ValT    `json:",string"`
		G uint8   `json:",string"`
		H *string `json:",string"`
		I *bool   `json:",string"`
	}{1, &one, nil, 1.5, []int{1}, ValT{"q"}, 255, new("s<\""), new(true)})
}

func main() { encodes() }
