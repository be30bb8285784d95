// What is decoded into things that are no pointers.
package main

import (
	"encoding/json"
	"encoding/xml"
	"io"
)

type t struct{ A int }

func wrong(b []byte, r io.Reader, v t, m map[string]int) {
	json.Unmarshal(b, v)
	json.Unmarshal(b, m)
	xml.Unmarshal(b, v)
	json.NewDecoder(r).Decode(v)
	d := xml.NewDecoder(r)
	d.Decode(t{})
	_ = json.Unmarshal([]byte{}, 1)
}

func right(b []byte, r io.Reader, v t, a any) {
	json.Unmarshal(b, &v)
	json.Unmarshal(b, a)
	json.NewDecoder(r).Decode(&v)
	var p *t
	json.Unmarshal(b, p)
	xml.Unmarshal(b, new(t))
}

func generic[T any, P *t](b []byte, v T, p P) {
	json.Unmarshal(b, v)
	json.Unmarshal(b, &v)
	json.Unmarshal(b, p)
}

func main() {}
