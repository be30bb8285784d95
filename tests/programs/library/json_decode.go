// What json reads into Go values, and what it says if it does not fit.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

func show(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

func dec(s string, v any) {
	err := json.Unmarshal([]byte(s), v)
	fmt.Printf("%s => %s | %v | %T\n", s, show(v), err, err)
	var te *json.UnmarshalTypeError
	if errors.As(err, &te) {
		fmt.Printf("   %q %v %d %q %q %v\n", te.Value, te.Type, te.Offset, te.Struct, te.Field, te.Err)
	}
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

// ---- decoding

type Small struct {
	A   int
	B   string `json:"bee"`
	C   []int
	D   map[string]int
	E   *Small
	F   any
	G   [2]int
	H   float32
	I   uint8
	J   bool
	K   []byte
	L   json.Number
	M   json.RawMessage
	N   time.Time
	O   *int
	P   PtrM
	Q   ValT
	R   *PtrM
	S   *ValT
	T   map[string]*Small
	U   []Small
	V   fmt.Stringer
	Ünï int
	X   any
	Y   **int
	Z   struct{ In struct{ Deep int } }
}

func decodes() {
	for _, s := range []string{
		`{"A":1,"bee":"x","c":[1,2],"D":{"a":1},"e":{"a":2},"f":{"x":[1,"2",null]},"G":[1],"h":1.5,"i":255,"J":true,"K":"aGk=","L":12.50,"M": {"a" : 1},"N":"2020-01-02T03:04:05Z","O":4}`,
		`{"a":1,"A":2,"BEE":"y","Bee":"z","ÜNÏ":5,"ünï":6}`,
		`{"A":"x"}`, `{"A":1.5}`, `{"A":99999999999999999999}`, `{"A":null,"bee":null,"C":null,"E":null,"G":null,"J":null,"K":null,"L":null,"M":null,"N":null,"O":null,"P":null,"Q":null,"R":null,"S":null}`,
		`{"bee":1}`, `{"C":{}}`, `{"C":[1,"x",3]}`, `{"C":["x","y"],"A":"z"}`, `{"D":[1]}`, `{"D":{"a":"x","b":2}}`, `{"E":[]}`, `{"E":{"E":{"A":"x"}}}`,
		`{"G":[1,2,3]}`, `{"G":"x"}`, `{"H":1e39}`, `{"H":"1"}`, `{"I":256}`, `{"I":-1}`, `{"J":1}`, `{"K":1}`, `{"K":"!"}`, `{"K":[1,2]}`, `{"K":[300]}`,
		`{"L":"12"}`, `{"L":"x"}`, `{"L":[]}`, `{"M":tru}`, `{"N":"x"}`, `{"N":1}`, `{"N":{}}`, `{"P":{"x": 1}}`, `{"P":"err"}`, `{"P":"err","A":"x"}`, `{"A":"x","P":"err"}`,
		`{"Q":"abc"}`, `{"Q":"bad"}`, `{"Q":1}`, `{"Q":{"a":1}}`, `{"R":1}`, `{"S":"q"}`, `{"S":1}`, `{"T":{"a":{"A":1},"b":null}}`, `{"T":{"a":{"A":"x"}}}`, `{"U":[{"A":1},{"A":"x"}]}`,
		`{"V":1}`, `{"V":null}`, `{"V":{"a":1}}`, `{"V":"x","A":2}`, `{"X":1e400}`, `{"X":[1e400]}`, `{"Y":5}`, `{"Y":"x"}`, `{"Z":{"In":{"Deep":"x"}}}`, `{"Z":{"In":[]}}`,
		`{"z":{"in":{"deep":3}}}`, `{"unknown":1,"A":3}`, `{"Z":{"a/b~c":1}}`, `{"D":{"a/b~c":"x"}}`, `{"D":{"a.0":"x"}}`, `{"D":{"7":"x"}}`, `{"D":{"":"x"}}`,
		`[]`, `"x"`, `1`, `null`, `true`, ``, `{`, `{"A":1}}`, `{"A":1} x`, ` {"A" : 1 } `,
	} {
		var v Small
		dec(s, &v)
	}
	var c C1
	dec(`{"X":1,"y":2,"Z":3,"zed":4}`, &c)
	var d D1
	dec(`{"Pub":1,"X":2,"y":3}`, &d)
	fmt.Println(d.A1 != nil, d.priv)
	var e E1
	dec(`{"Pub":1,"F":2}`, &e)
	var r Rec
	dec(`{"Name":"a","Rec":{"Name":"b"}}`, &r)
	var f F1
	dec(`{"MyInt":1,"myInt":2,"named":{"X":1},"-":4,"a.b-c/d é":5,"A.B-C/D É":6,"Bad":7,"a":"8"}`, &f)
	var t3 Tag3
	dec(`{"v":1}`, &t3)
	var ap App
	dec(`1`, &ap)
	// Interfaces that hold something.
	var any1 any = 5
	dec(`"x"`, &any1)
	i := 5
	any1 = &i
	dec(`7`, &any1)
	fmt.Println(i)
	dec(`"x"`, &any1)
	dec(`null`, &any1)
	pi := &i
	any1 = &pi
	dec(`null`, &any1)
	fmt.Println(pi == nil, any1 != nil)
	any1 = &Small{A: 1, B: "keep"}
	dec(`{"A":2}`, &any1)
	fmt.Printf("%T\n", any1)
	any1 = map[string]any{"a": 1}
	dec(`{"b":2}`, &any1)
	var st fmt.Stringer = time.Second
	dec(`1`, &st)
	var sp fmt.Stringer = new(time.Month)
	dec(`3`, &sp)
	dec(`null`, &sp)
	// Merging.
	sl := []Small{{A: 1, B: "x"}, {A: 2}, {A: 3}}
	dec(`[{"bee":"y"},{"A":5}]`, &sl)
	fmt.Println(len(sl), cap(sl), show(sl[:3]))
	dec(`[]`, &sl)
	fmt.Println(sl == nil)
	dec(`null`, &sl)
	fmt.Println(sl == nil)
	ms := map[string]Small{"a": {A: 1, B: "x"}}
	dec(`{"a":{"bee":"y"},"b":{}}`, &ms)
	mp := map[string]*Small{"a": {A: 1, B: "x"}}
	dec(`{"a":{"bee":"y"}}`, &mp)
	arr := [3]int{7, 8, 9}
	dec(`[1]`, &arr)
	dec(`[1,2,3,4,5]`, &arr)
	dec(`{}`, &arr)
	bs := []byte("longer text")
	dec(`"aGk="`, &bs)
	dec(`"aGk"`, &bs)
	dec(`""`, &bs)
	dec(`[1,2,"x"]`, &bs)
	nb := []NB{}
	dec(`"aGk="`, &nb)
	ab := [3]byte{}
	dec(`"aGk="`, &ab)
	dec(`[1,2]`, &ab)
	// Keys.
	mi := map[int8]string{}
	dec(`{"1":"a","-5":"b","300":"c","x":"d","1.5":"e"}`, &mi)
	mu := map[uint16]int{}
	dec(`{"1":1,"-1":2}`, &mu)
	mf := map[float64]int{}
	dec(`{"1.5":1,"x":2,"1e3":4}`, &mf)
	mt := map[ValT]int{}
	dec(`{"abc":1,"bad":2}`, &mt)
	mk := map[KeyInt]int{}
	dec(`{"k5":1}`, &mk)
	mks := map[KeyStr]int{}
	dec(`{"k5":1}`, &mks)
	mb := map[bool]int{}
	dec(`{"true":1}`, &mb)
	dec(`{"x":1}`, &mb)
	ma := map[any]int{}
	err := json.Unmarshal([]byte(`{"x":1}`), &ma)
	fmt.Println(ma, err)
	mn := map[json.Number]int{}
	dec(`{"1":1}`, &mn)
	dec(`{"x":1}`, &mn)
	mtm := map[time.Time]int{}
	dec(`{"2020-01-02T03:04:05Z":1,"x":2}`, &mtm)
	ss := map[struct{ A int }]int{}
	dec(`{"x":1}`, &ss)
	var mnil map[string]int
	dec(`{"a":1,"a":2}`, &mnil)
	dec(`null`, &mnil)
	var str string
	for _, s := range []string{`"a\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"\ude00\ud83d"`, "\"\xff\xfe\"", "\"\xe2\x80\"", `"\uD83D\uDE00"`, `""`, `"\u0000"`} {
		json.Unmarshal([]byte(s), &str)
		fmt.Printf("%s %q\n", s, str)
	}
	var fn func()
	fmt.Println(json.Unmarshal([]byte(`1`), &fn), json.Unmarshal([]byte(`null`), &fn))
	var cx complex128
	fmt.Println(json.Unmarshal([]byte(`1`), &cx), cx)
	var b bool
	dec(`"true"`, &b)
	dec(`1`, &b)
	var in int
	dec(`1.0`, &in)
	dec(`-0`, &in)
	dec(`9223372036854775807`, &in)
	dec(`9223372036854775808`, &in)
	dec(`-9223372036854775808`, &in)
	dec(`-9223372036854775809`, &in)
	var u uint
	dec(`18446744073709551615`, &u)
	dec(`18446744073709551616`, &u)
	dec(`-0`, &u)
	var f32 float32
	dec(`3.4e38`, &f32)
	dec(`3.5e38`, &f32)
	dec(`1e-50`, &f32)
	var raw json.RawMessage
	dec(` { "a" : 1 } `, &raw)
	fmt.Println(string(raw), raw)
	var rp *json.RawMessage
	dec(`null`, &rp)
	dec(`[1 ]`, &rp)
	type Str struct {
		A int         `json:",string"`
		B *int        `json:",string"`
		C string      `json:",string"`
		D *string     `json:",string"`
		E bool        `json:",string"`
		F float64     `json:",string"`
		G json.Number `json:",string"`
		H ValT        `json:",string"`
		I any         `json:",string"`
	}
	for _, s := range []string{`{"A":"1"}`, `{"A":1}`, `{"A":" 1"}`, `{"A":"1x"}`, `{"A":""}`, `{"A":"null"}`, `{"A":null}`, `{"A":"+1"}`, `{"A":"0x1"}`, `{"A":"99999999999999999999"}`, `{"B":"5"}`, `{"B":"null"}`, `{"B":null}`, `{"B":5}`, `{"B":"x"}`,
		`{"C":"\"x\""}`, `{"C":"x"}`, `{"C":""}`, `{"C":"\"x"}`, `{"C":"\"x\"y"}`, `{"C":"null"}`, `{"C":1}`, `{"C":"\"\\n\""}`, `{"D":"\"x\""}`, `{"D":"null"}`, `{"E":"true"}`, `{"E":"True"}`, `{"E":true}`, `{"E":"null"}`, `{"F":"1.5"}`, `{"F":"1e3"}`, `{"F":"0x1p4"}`, `{"F":1}`, `{"G":"5"}`, `{"G":5}`, `{"H":"a"}`, `{"I":"a"}`, `{"I":1}`} {
		v := Str{A: -7, B: new(3), D: new("d"), E: false}
		dec(s, &v)
	}
	var deep any
	for _, n := range []int{9999, 10000, 10001} {
		err := json.Unmarshal([]byte(strings.Repeat("[", n)+strings.Repeat("]", n)), &deep)
		fmt.Println(n, err)
		var se *json.SyntaxError
		if errors.As(err, &se) {
			fmt.Println(se.Offset)
		}
	}
}

func main() { decodes() }
