// What encoding/xml writes and reads: tags, name spaces, tokens, and what is wrong with bad input.
package main

import (
	"encoding"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type address struct {
	Street string `xml:"street"`
	Zip    string `xml:"zip,attr,omitempty"`
}

type common struct {
	ID   int    `xml:"id,attr"`
	Note string `xml:"note"`
}

type person struct {
	XMLName xml.Name `xml:"person"`
	common
	First   string     `xml:"name>first"`
	Last    string     `xml:"name>last"`
	Mails   []string   `xml:"contact>mail"`
	Age     *int       `xml:"age,omitempty"`
	Home    *address   `xml:"home"`
	All     []address  `xml:"addr"`
	Comment string     `xml:",comment"`
	Text    string     `xml:",chardata"`
	Score   float32    `xml:"score,omitempty"`
	OK      bool       `xml:"ok"`
	Raw     []byte     `xml:"raw"`
	When    time.Time  `xml:"when"`
	Skip    string     `xml:"-"`
	Any     any        `xml:"any"`
	Attrs   []xml.Attr `xml:",any,attr"`
	hidden  int
}

type spaced struct {
	XMLName xml.Name `xml:"urn:a root"`
	B       string   `xml:"urn:b child"`
	C       string   `xml:"urn:c attr,attr"`
	D       string   `xml:"plain"`
}

type inner struct {
	XMLName xml.Name
	Inner   string `xml:",innerxml"`
}

type cdata struct {
	Data string `xml:",cdata"`
}

type rest struct {
	Known string  `xml:"known"`
	Other []inner `xml:",any"`
}

type color int

func (c color) MarshalText() ([]byte, error) {
	if c < 0 {
		return nil, errors.New("no such color")
	}
	return []byte(fmt.Sprintf("color-%d", int(c))), nil
}
func (c *color) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "color-%d", (*int)(c))
	return err
}

type custom struct{ n int }

func (c custom) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	start.Name.Local = "own-" + start.Name.Local
	return e.EncodeElement(strings.Repeat("*", c.n), start)
}
func (c *custom) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var s string
	err := d.DecodeElement(&s, &start)
	c.n = len(s)
	return err
}

type lazy struct{}

func (lazy) UnmarshalXML(*xml.Decoder, xml.StartElement) error { return nil }

type open struct{}

func (open) MarshalXML(e *xml.Encoder, start xml.StartElement) error { return e.EncodeToken(start) }

type hexAttr int

func (h hexAttr) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	return xml.Attr{Name: name, Value: fmt.Sprintf("%x", int(h))}, nil
}
func (h *hexAttr) UnmarshalXMLAttr(a xml.Attr) error {
	_, err := fmt.Sscanf(a.Value, "%x", (*int)(h))
	return err
}

type methods struct {
	C  color   `xml:"c"`
	CA color   `xml:"ca,attr"`
	X  custom  `xml:"x"`
	H  hexAttr `xml:"h,attr"`
	P  *custom `xml:"p"`
}

type pair[K, V any] struct {
	Key K `xml:"key"`
	Val V `xml:"val"`
}

var _ encoding.TextMarshaler = color(0)

func write(v any) {
	b, err := xml.Marshal(v)
	fmt.Printf("%s | %v %T\n", b, err, err)
}

func read(s string, v any) {
	err := xml.Unmarshal([]byte(s), v)
	fmt.Printf("%q => %+v | %v %T\n", s, v, err, err)
}

func tokens(s string, set func(*xml.Decoder)) {
	d := xml.NewDecoder(strings.NewReader(s))
	if set != nil {
		set(d)
	}
	fmt.Printf("%q:", s)
	for {
		t, err := d.Token()
		if err != nil {
			line, column := d.InputPos()
			fmt.Printf(" ! %v %T %d:%d %d\n", err, err, line, column, d.InputOffset())
			return
		}
		switch t := t.(type) {
		case xml.CharData:
			fmt.Printf(" text(%q)", string(t))
		case xml.Comment:
			fmt.Printf(" comment(%q)", string(t))
		case xml.Directive:
			fmt.Printf(" directive(%q)", string(t))
		case xml.ProcInst:
			fmt.Printf(" inst(%s %q)", t.Target, t.Inst)
		default:
			fmt.Printf(" %T%v", t, t)
		}
	}
}

func main() {
	age := 7
	p := &person{common: common{3, "n&<"}, First: "A", Last: "B", Mails: []string{"x@y", "z"}, Age: &age, Home: &address{"S \"1\"", "12"}, All: []address{{Street: "q"}, {Zip: "9"}}, Comment: " hi ", Text: "t\n\tu", Score: 1.5, OK: true, Raw: []byte("raw>"), When: time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), Any: 5, Attrs: []xml.Attr{{Name: xml.Name{Local: "extra"}, Value: "v"}}}
	write(p)
	write(person{})
	b, err := xml.MarshalIndent(p, ">", "  ")
	fmt.Println(string(b), err)
	var back person
	fmt.Println(xml.Unmarshal(b, &back), back.common, back.First, back.Last, back.Comment, back.Text, back.Score, back.OK, string(back.Raw), back.When, back.Attrs)
	fmt.Println(*back.Age, *back.Home, back.All, back.Mails)
	write(spaced{B: "b", C: "c", D: "d"})
	write([]spaced{{}, {B: "x"}})
	write(inner{xml.Name{Local: "in"}, "<raw/>"})
	write(cdata{"a<b]]>c"})
	write(cdata{})
	write(methods{C: 1, CA: 2, X: custom{3}, H: 255, P: &custom{1}})
	write(methods{C: -1})
	write(open{})
	write(pair[string, int]{"k", 1})
	write([]any{1, "a", true, 2.5, []byte("b"), [2]byte{65, 66}, nil, color(4)})
	for _, v := range []any{1, "s<", nil, (*int)(nil), make(chan int), map[string]int{}, struct{ A int }{1}, func() {}, complex(1, 2), []int{1, 2}, struct {
		XMLName xml.Name `xml:"s"`
		A       int      `xml:"a,attr"`
		B       *string  `xml:"b,attr"`
		C       []int    `xml:"c,attr"`
		D       [2]byte  `xml:"d"`
	}{A: 1, C: []int{1, 2}}, struct {
		A int `xml:"a,attr,chardata"`
	}{}, struct {
		A int `xml:"a>"`
	}{}, struct {
		A int `xml:"a"`
		B int `xml:"a"`
	}{}, struct {
		A int `xml:"a>b"`
		B int `xml:"a"`
	}{}, struct {
		C int `xml:",comment"`
	}{}, struct {
		XMLName xml.Name `xml:"c"`
		C       string   `xml:",comment"`
	}{C: "a--b"}, struct {
		XMLName xml.Name `xml:"c"`
		C       string   `xml:",comment"`
	}{C: "a-"}} {
		write(v)
	}
	write("\x00\ufffe\xff tab\t nl\n cr\r '\"&<>")
	for _, s := range []string{
		`<person id="5" extra="e" more="m"><note>n</note><name><first>F</first><last>L</last></name><contact><mail>1</mail><other/><mail>2</mail></contact><!-- c1 --><age> 41 </age>text<addr zip="1"><street>s</street></addr><addr/><ok>true</ok><raw>r&amp;</raw>more<any><x/></any></person>`,
		`<person/>`, `<people/>`, `<person id="x"/>`, `<person><age>x</age></person>`, `<person><ok>maybe</ok></person>`, `<person><when>x</when></person>`, `<person><score>1e99</score></person>`, `<person>`, `<person></persons>`, ``, `text`, `<!-- only -->`, `<person><age></age><ok></ok></person>`, `<?xml version="1.0"?><!DOCTYPE x><person><note><![CDATA[<raw>]]></note></person>`,
	} {
		var v person
		err := xml.Unmarshal([]byte(s), &v)
		if v.Age != nil {
			fmt.Print(*v.Age, " ")
			v.Age = nil
		}
		fmt.Printf("%.60q => %+v | %v %T\n", s, v, err, err)
	}
	var sp spaced
	read(`<root xmlns="urn:a" xmlns:c="urn:c" c:attr="A" attr="B"><child xmlns="urn:b">x</child><child>y</child><plain>z</plain></root>`, &sp)
	read(`<a:root xmlns:a="urn:a" xmlns:b="urn:b"><b:child>x</b:child></a:root>`, &sp)
	read(`<root/>`, &sp)
	read(`<root xmlns="urn:z"/>`, &sp)
	var r rest
	read(`<r><known>k</known><a x="1">in<b/>ner</a><c/></r>`, &r)
	var m methods
	read(`<m ca="color-4" h="ff"><c>color-9</c><x>12345</x></m>`, &m)
	read(`<m ca="nope"/>`, &m)
	read(`<m><c>nope</c></m>`, &m)
	var l struct {
		L lazy `xml:"l"`
	}
	read(`<m><l>x</l></m>`, &l)
	var pr pair[string, float64]
	read(`<q><key>k</key><val>2.5</val></q>`, &pr)
	var n int
	fmt.Println(xml.Unmarshal([]byte(`<n> 12 </n>`), &n), xml.Unmarshal([]byte(`<n>x</n>`), &n), n)
	var ss []string
	read(`<n>a</n>`, &ss)
	read(`<n>b</n>`, &ss)
	var mp map[string]int
	read(`<n>b</n>`, &mp)
	fmt.Println(xml.Unmarshal([]byte("<a/>"), n), xml.Unmarshal([]byte("<a/>"), (*int)(nil)))

	for _, s := range []string{
		`<a b="1" c='2'>x &lt;&#65;&#x42;&amp;&apos;&quot;&gt;</a>`, `<a/>`, `<a><b/></a>`, `<a></b>`, `</a>`, `<a`, `<a `, `<a b`, `<a b=`, `<a b=1>`, `<a b="1`, `<a b>`, `<a b="<">`, `<1a/>`, `<a:b:c/>`, `<:a/>`, `<a /b>`, `<a>&nope;</a>`, `<a>&lt</a>`, `<a>&#xZ;</a>`, `<a>& </a>`, `<a>]]></a>`, `<![CDATA[x]]>`, `<![CDATA[x`, `<![CDATX[`, `<!-- a -- b -->`, `<!-- a`, `<!- x`, `<!--a--><!---->`, `<!DOCTYPE a [<!ENTITY x "y>"> <!-- c > --> ]>`, `<!DOCTYPE`, `<?xml version="1.1"?>`, `<?xml version="1.0" encoding="latin1"?>`, `<?xml version="1.0" encoding="UTF-8"?><a/>`, `<?a b?>`, `<?a`, `<??>`, "<a>\r\n\r\n</a>\n", "<a>\x01</a>", "<a>\xff</a>", `<x:a xmlns:x="u"><x:b y="1" x:z="2"/><b/></x:a>`, `<a xmlns="u"><b xmlns=""/></a>`, `<x:a xmlns:x="u"></y:a>`, `<a></a x>`, `<a/ >`, `<é/>`, `<a><b></a>`, ``, ` `, `<a xml:lang="en"/>`, `<a></a ><b></b>`,
	} {
		tokens(s, nil)
	}
	tokens(`<a b c=d e='f'><br><p>x</b>&nope; &lt</a>`, func(d *xml.Decoder) { d.Strict = false; d.AutoClose = []string{"br"} })
	tokens(`<a>&x; &y;</a>`, func(d *xml.Decoder) { d.Entity = map[string]string{"x": "ex", "y": "<why>"} })
	tokens(`<a xmlns:p="q"><p:b/></a>`, func(d *xml.Decoder) { d.DefaultSpace = "dflt" })
	tokens(`<?xml version="1.0" encoding="up"?><a>x</a>`, func(d *xml.Decoder) {
		d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
			if name != "up" {
				return nil, errors.New("no")
			}
			b, err := io.ReadAll(r)
			return strings.NewReader(strings.ToUpper(string(b))), err
		}
	})
	d := xml.NewDecoder(strings.NewReader(`<a><b>x<c/></b><d/></a>`))
	d.Token()
	d.Token()
	fmt.Println(d.Skip())
	fmt.Println(d.Token())
	fmt.Println(d.RawToken())

	e := xml.NewEncoder(os.Stdout)
	start := xml.StartElement{Name: xml.Name{Space: "u", Local: "a"}, Attr: []xml.Attr{{Name: xml.Name{Local: "x"}, Value: "1<"}, {Name: xml.Name{Space: "http://e.x/ns", Local: "y"}, Value: "2"}, {Name: xml.Name{Space: "http://f/ns", Local: "z"}, Value: "3"}}}
	for _, t := range []xml.Token{xml.ProcInst{Target: "xml", Inst: []byte(`version="1.0"`)}, xml.Directive("DOCTYPE a"), xml.Comment("c"), start, xml.CharData("t<\n\t"), xml.StartElement{Name: xml.Name{Local: "b"}}, xml.EndElement{Name: xml.Name{Local: "c"}}, xml.EndElement{Name: xml.Name{Local: "b"}}, xml.EndElement{Name: xml.Name{Local: "a"}}, start.End(), xml.EndElement{Name: xml.Name{Local: "q"}}, xml.StartElement{}, xml.EndElement{}, xml.Comment("x-->y"), xml.ProcInst{Target: "xml"}, xml.ProcInst{Target: "1"}, xml.ProcInst{Target: "t", Inst: []byte("?>")}, xml.Directive("<"), xml.Directive("x <!-- > --> y"), 5, xml.StartElement{Name: xml.Name{Local: "open"}}} {
		if err := e.EncodeToken(t); err != nil {
			e.Flush()
			fmt.Println(" ", err)
		}
	}
	fmt.Println(e.Flush(), e.Close(), e.Close(), e.Encode(1))
	fmt.Println(xml.NewEncoder(os.Stdout).EncodeElement(5, xml.StartElement{}), xml.NewEncoder(os.Stdout).EncodeElement([]int{5, 6}, xml.StartElement{Name: xml.Name{Local: "n"}}))
	xml.EscapeText(os.Stdout, []byte("a<b>\n"))
	fmt.Print(xml.Header)
	t := xml.CopyToken(xml.CharData("x"))
	fmt.Printf("%T %v\n", t, len(xml.HTMLAutoClose))
}
