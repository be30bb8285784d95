// Tables read and written by package encoding/csv, with good and bad quotes.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

func read(text string, set func(*csv.Reader)) {
	r := csv.NewReader(strings.NewReader(text))
	if set != nil {
		set(r)
	}
	fmt.Printf("%q\n", text)
	for {
		record, err := r.Read()
		fmt.Printf("  %q %v", record, err)
		var p *csv.ParseError
		if errors.As(err, &p) {
			fmt.Printf(" %d %d %d", p.StartLine, p.Line, p.Column)
		}
		for i := range record {
			if err == nil || p != nil && p.Err == csv.ErrFieldCount {
				line, column := r.FieldPos(i)
				fmt.Printf(" %d:%d", line, column)
			}
		}
		fmt.Println(" at", r.InputOffset())
		if err == io.EOF || err != nil && p == nil {
			break
		}
	}
	r = csv.NewReader(strings.NewReader(text))
	if set != nil {
		set(r)
	}
	all, err := r.ReadAll()
	fmt.Printf("  %q %v\n", all, err)
}

func main() {
	for _, text := range []string{
		"", "\n", "a", "a,b,c\n1,2,3\n", "a,b\r\nc,d\r\n", "a,\"b\"\n", "\"a,b\",c\n", "\"a\nb\",c\nd,e\n", "\"a\"\"b\",c", "\n\na,b\n\n\nc,d\n\n", ",,\n", "a,b\nc\n", "a,b\nc,d,e\n",
		"a\"b,c\n", "a,\"b\"c,d\n", "\"a", "\"a\n", "\"a\nb", "\"a\"\n\"b\"x\n", "\"\"\n", "\"\",\"\"", "a,\"\r\nb\"\r\n", "a\rb,c\r", "é,日本,\"ü\"\n", " a, b ,c \n", "a,b,\n", "\"\"\"\"\n", "\"a\",\n\"b", "x,\"\n\n\",y\nz\n", "a,b\n\"c\nd\"e,f\ng,h\n",
	} {
		read(text, nil)
	}
	read("a\"b,c\"d\n\"a\"b\",c\n\"open\nx", func(r *csv.Reader) { r.LazyQuotes = true })
	read("  a,  \"b\" ,\t c\n   \n , x\n", func(r *csv.Reader) { r.TrimLeadingSpace = true })
	read(" a;\"b\";c\n", func(r *csv.Reader) { r.Comma = ';'; r.TrimLeadingSpace = true })
	read("#c\na,b\n# d\nc,#e\n", func(r *csv.Reader) { r.Comment = '#' })
	read("aλbλ\"cλ\"\n", func(r *csv.Reader) { r.Comma = 'λ' })
	read("a,b\nc\nd,e,f\n", func(r *csv.Reader) { r.FieldsPerRecord = -1 })
	read("a,b\nc\n", func(r *csv.Reader) { r.FieldsPerRecord = 3 })
	read("a,b\nc,d\n", func(r *csv.Reader) { r.ReuseRecord = true })
	read("a,b\n", func(r *csv.Reader) { r.Comma = '\n' })
	read("a,b\n", func(r *csv.Reader) { r.Comment = ',' })
	read(strings.Repeat("long field,", 600)+"\"end\"\n", func(r *csv.Reader) { r.FieldsPerRecord = 601 })

	for _, crlf := range []bool{false, true} {
		w := csv.NewWriter(os.Stdout)
		w.UseCRLF = crlf
		w.Write([]string{"a", "b c", " lead", "trail ", "q\"q", "c,c", "n\nl", "r\rn", "\r\n", `\.`, "", "é", "\t"})
		w.Write([]string{""})
		w.Write(nil)
		w.Flush()
		fmt.Println(w.Error())
	}
	w := csv.NewWriter(os.Stdout)
	w.Comma = ';'
	fmt.Println(w.WriteAll([][]string{{"a;b", "c,d"}, {"e"}}))
	w.Comma = '"'
	fmt.Println(w.Write([]string{"x"}))
	w = csv.NewWriter(failing{})
	fmt.Println(w.WriteAll([][]string{{"x"}}), w.Error())
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }
