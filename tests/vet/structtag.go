// Struct tags that reflect cannot read.
package main

type bad struct {
	A int `json`
	B int `json:`
	C int `json:a`
	D int "json:\"a\" "
	E int `json:"a",xml:"b"`
	F int `json: "a"`
	G int ` json:"g"`
	H int `:"g"`
	I int `json:"i`
	J int `json:"\i"`
	K int "a\tb:\"c\""
	L int `json:"l"xml:"l"`
	M int `hello world`
	N int `json:"n"  xml:"n"`
	O int `x:"1"; y:"2"`
	P int `json:"p" `
	Q int ``
	R, S int `json`
	T int `key:"v" key`
}

type dup struct {
	A int `json:"a"`
	B int `json:"a"`
	C int `json:"a,omitempty" xml:"c"`
	D int `xml:"c"`
	E int `json:"-"`
	F int `json:"-"`
	G int `json:",omitempty"`
	H int `json:",omitempty"`
	I int `xml:"c,attr"`
	J int `xml:"c,attr"`
	K int `xml:"a>b"`
	L int `xml:"a>b"`
	M int `yaml:"m"`
	N int `yaml:"m"`
}

type emb struct {
	Z int `json:"z"`
	Y int `json:"y"`
}

type outer struct {
	emb
	Z int `json:"z"`
}

type outer2 struct {
	emb `json:"emb"`
	Z   int `json:"z"`
	E   int `json:"emb"`
}

type outer3 struct {
	*emb
	A int `json:"y"`
	B int `json:"y"`
}

type unexported struct {
	a int `json:"a"`
	b int `xml:"b"`
	c int `yaml:"c"`
	d int `json:"-"`
	e int
	emb `json:"x"`
	f int `json:",omitempty"`
	g int `xml:"-"`
}

type spaces struct {
	A int `json:" a"`
	B int `json:"a b"`
	C int `json:"a, omitempty"`
	D int `json:"a,omitempty "`
	E int `xml:"a b"`
	F int `xml:" b"`
	G int `xml:"http://x y,attr"`
	H int `xml:"a, attr"`
	I int `xml:"a  b"`
	J int `json:"d ,omitempty"`
	K int `xml:"x y z"`
	L int `xml:"ns local,omitempty"`
}

type Pub struct {
	P int `json:"p"`
}

type edge struct {
	A int `json:"-,"`
	B int `json:"-,"`
	C int `xml:"a "`
	D int `xml:" "`
	E int `json:"日"`
	Pub
	F int `json:"p"`
	XMLName int `xml:"n"`
	G int `xml:"n"`
	H int `xml:",attr"`
	I int `xml:",attr"`
	J int `xml:"c,chardata"`
	K int `xml:"c,chardata"`
	L, M int `json:"l"`
	N int `xml:"n,omitempty"`
}

type edge2 struct {
	Pub
	*emb
	Y int `json:"y"`
	Z int
	Pub2 `json:",inline"`
	P2   int `json:"Pub2"`
	P3   int `json:"q"`
}

type Pub2 struct {
	Q int `json:"q"`
	R int `json:"q"`
}

type ok struct {
	A int `json:"a" xml:"b,attr" custom:"x y"`
	B int `a:"1" b:"2"`
	C int "plain:\"x\""
	D int `json:"d,string,omitempty"`
}

func local() {
	type l struct {
		A int `bad`
	}
	var _ struct {
		A int `json:"a"`
		B int `json:"a"`
	}
	_ = struct {
		X int `json`
	}{}
}

func param(struct {
	A int `json`
}) {
}

func main() {}
