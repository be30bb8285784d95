// Encoders and decoders of JSON, tokens, and text made compact or indented.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"
	"strings"
)

// ---- streams

type slow struct {
	s string
	k int
}

func (s *slow) Read(p []byte) (int, error) {
	if s.s == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), s.k)], s.s)
	s.s = s.s[n:]
	return n, nil
}

type failing struct {
	s   string
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.s == "" {
		return 0, f.err
	}
	n := copy(p, f.s)
	f.s = f.s[n:]
	return n, nil
}

type failW struct{ n int }

func (f *failW) Write(p []byte) (int, error) {
	f.n--
	if f.n < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func tokens(s string, k int, number bool) {
	d := json.NewDecoder(&slow{s, k})
	if number {
		d.UseNumber()
	}
	fmt.Printf("%q:", s)
	for i := 0; i < 40; i++ {
		t, err := d.Token()
		if err != nil {
			fmt.Printf(" ! %v %T %d\n", err, err, d.InputOffset())
			return
		}
		fmt.Printf(" %T(%v)@%d", t, t, d.InputOffset())
		if i%3 == 1 {
			fmt.Printf("[%v %d]", d.More(), d.InputOffset())
		}
	}
	fmt.Println()
}

func streams() {
	for _, k := range []int{1, 7, 1000} {
		d := json.NewDecoder(&slow{`{"A":1} {"A":2}
[3] "x" 4 5.5 true null {"A":"x"} {"A":3}`, k})
		for {
			var v struct{ A int }
			err := d.Decode(&v)
			fmt.Println(v, err, d.InputOffset())
			if err == io.EOF {
				break
			}
		}
		for _, s := range []string{`{"a":[1,"x",{"b":null}],"c":true}`, `[1,2`, `[1,`, `[1`, `[`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":tr`, `"abc`, `12`, `1 2 3`, `[1 2]`, `[,1]`, `{"a" 1}`, `{1:2}`, `{"a":1 "b":2}`, `{"a":1,}`, `[1,]`, `}`, `]`, `[}`, `{]`, `[1}`, `{"a":1]`, `{"a":}`, `{"a"}`, `{:1}`, `{,}`, `{null:1}`, `{true:1}`, `{{}:1}`, `{[]:1}`, `x`, `[x]`, `nulx`, `1e400`, `-`, ``, `  `, `,`, `:`, `1,2`, `{"a":1}{"b":2}`, "\"\\ud800\"", `[[],{},[{}]]`, `"a" : 1`, `[1:2]`, `{"a",1}`, `{"a":1:2}`} {
			tokens(s, k, k == 7)
		}
		for _, s := range []string{`{"A":1`, `{"A":1}}`, `[1,2`, `x`, `1 x`, `"abc`, `nul`, ` `, `{"A" 1}`, `}`, `]`, `,`, `1,2`, `-`, `1.`} {
			d := json.NewDecoder(&slow{s, k})
			for range 3 {
				var v any
				err := d.Decode(&v)
				fmt.Printf("%q %v %v %T %d", s, v, err, err, d.InputOffset())
				var se *json.SyntaxError
				if errors.As(err, &se) {
					fmt.Print(" ", se.Offset)
				}
				fmt.Println(" ", d.More())
			}
		}
	}
	d := json.NewDecoder(strings.NewReader(`[{"A":1},{"A":2} , {"A":3,"B":9}] tail`))
	fmt.Println(d.Token())
	for d.More() {
		var v struct{ A int }
		fmt.Println(d.InputOffset(), d.Decode(&v), v, d.InputOffset())
	}
	fmt.Println(d.Token())
	b, _ := io.ReadAll(d.Buffered())
	fmt.Printf("%q\n", b)
	d = json.NewDecoder(strings.NewReader(`{"k":{"A":1,"B":2},"l":[1,2],"A":5}`))
	d.DisallowUnknownFields()
	var v struct{ A int }
	fmt.Println(d.Token())
	fmt.Println(d.Token())
	fmt.Println(d.Decode(&v), v)
	var name string
	fmt.Println(d.Decode(&name), name)
	fmt.Println(d.Decode(&v), v)
	fmt.Println(d.Token())
	fmt.Println(d.Token())
	fmt.Println(d.Token())
	fmt.Println(d.Token())
	d = json.NewDecoder(strings.NewReader(`{1:2}`))
	fmt.Println(d.Token())
	fmt.Println(d.Decode(&v))
	fmt.Println(d.Decode(&v))
	d = json.NewDecoder(strings.NewReader(`{"X":1,"A":"s"}`))
	d.DisallowUnknownFields()
	fmt.Println(d.Decode(&v), v)
	d = json.NewDecoder(strings.NewReader(`{"a":1.50,"b":[2]}`))
	d.UseNumber()
	var any1 any
	fmt.Println(d.Decode(&any1), any1)
	fmt.Printf("%T\n", any1.(map[string]any)["a"])
	for _, s := range []string{"", "1", "[1", "{"} {
		d = json.NewDecoder(&failing{s, errors.New("broken")})
		fmt.Println(d.Decode(&any1))
		fmt.Println(d.Decode(&any1), d.More())
		d = json.NewDecoder(&failing{s, errors.New("broken")})
		fmt.Println(d.Token())
		fmt.Println(d.More(), d.More())
		fmt.Println(d.Token())
	}
	d = json.NewDecoder(strings.NewReader("1 2"))
	fmt.Println(d.Decode(nil), d.Decode(5), d.Decode(&any1), any1)

	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.Encode(map[string]any{"a": "<b>\u2028", "r": json.RawMessage(`"<\u2028"`)})
	e.SetEscapeHTML(false)
	e.Encode(map[string]any{"a<": "<b>\u2028", "r": json.RawMessage("\"<\u2028\"")})
	e.Encode(struct {
		A int `json:"<a>"`
	}{1})
	e.SetIndent(">", "  ")
	e.Encode(map[string]any{"a": []any{1, []int{}, map[string]int{}, map[string]int{"x": 1}}, "b": nil})
	fmt.Println(e.Encode(make(chan int)))
	fmt.Println(e.Encode(math.Inf(1)))
	e.SetIndent("", "")
	e.SetEscapeHTML(true)
	e.Encode("<")
	fmt.Print(out.String())
	w := json.NewEncoder(&failW{1})
	fmt.Println(w.Encode(1), w.Encode(2), w.Encode(3))
}

func texts() {
	for _, s := range []string{` { "a" : [ 1 , { } , [ ] , "x : , {" , null ] , "b" : { "c" : 1.50e3 } } ` + "\n", `1`, `"<&>"`, `[]`, ` [ ] `, `{`, `[1,]`, "", "[1]  x", "\"\xff\u2028\"", `{"a":1,"a":2}`, `[[[]]]`} {
		var b bytes.Buffer
		err := json.Compact(&b, []byte(s))
		fmt.Printf("%q %v\n", b.String(), err)
		b.Reset()
		err = json.Indent(&b, []byte(s), "--", "\t")
		fmt.Printf("%q %v\n", b.String(), err)
		b.Reset()
		err = json.Indent(&b, []byte(s), "", " ")
		fmt.Printf("%q %v\n", b.String(), err)
		b.Reset()
		json.HTMLEscape(&b, []byte(s))
		fmt.Printf("%q %v\n", b.String(), json.Valid([]byte(s)))
	}
	b, err := json.MarshalIndent(map[string]any{"x": []int{1, 2}, "y": struct{}{}, "z": []any{}}, "> ", "..")
	fmt.Println(string(b), err)
	_, err = json.MarshalIndent(make(chan int), "", " ")
	fmt.Println(err)
	fmt.Println(json.Number("12").Int64())
	fmt.Println(json.Number("1.5").Int64())
	fmt.Println(json.Number("1.5").Float64())
	fmt.Println(json.Number("x").Float64())
	fmt.Println(json.Delim('['), json.Number("7"))
	for _, e := range []error{&json.SyntaxError{}, &json.UnsupportedValueError{Str: "s"}, &json.InvalidUTF8Error{S: "\xff"}, &json.InvalidUnmarshalError{}, &json.UnmarshalTypeError{Value: "v"}} {
		func() {
			defer func() {
				if recover() != nil {
					fmt.Println("panics")
				}
			}()
			fmt.Println(e.Error())
		}()
	}
	names := []string{}
	for k := range map[string]int{"a": 1, "b": 2} {
		names = append(names, k)
	}
	sort.Strings(names)
}

func main() {
	streams()
	texts()
}
