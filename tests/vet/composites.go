// Struct literals of other packages without field names.
package main

import (
	"container/list"
	"fmt"
	"io/fs"
	"sync"
	"time"
	"unicode"
)

type local struct{ a, b int }
type alias = list.Element
type defined list.Element

func wrong() {
	_ = time.ParseError{"", "", "", "", ""}
	_ = &time.ParseError{"", "", "", "", ""}
	_ = []time.ParseError{{"", "", "", "", ""}}
	_ = []*time.ParseError{{"", "", "", "", ""}}
	_ = map[string]time.ParseError{"": {"", "", "", "", ""}}
	_ = unicode.SpecialCase{unicode.CaseRange{1, 2, unicode.CaseRange{}.Delta}}
	_ = unicode.CaseRange{1, 2, [3]rune{}}
	_ = unicode.Range16{1, 2, 3}
	_ = []unicode.Range16{{1, 2, 3}}
	_ = alias{Value: 1}
	_ = map[time.ParseError]int{{"", "", "", "", ""}: 1}
	_ = unicode.RangeTable{nil, nil, 1}
	f(unicode.Range16{1, 2, 3})
	_ = fs.PathError{"", "", nil}
	_ = &fs.PathError{"", "", nil}
	_ = box[time.ParseError]{time.ParseError{"", "", "", "", ""}}
}

func f(unicode.Range16) {}

type box[T any] struct{ v T }

func right() {
	_ = local{1, 2}
	_ = &local{1, 2}
	_ = time.ParseError{Value: ""}
	_ = time.ParseError{}
	_ = sync.Mutex{}
	_ = []local{{1, 2}}
	_ = defined{Value: 1}
	_ = struct{ a int }{1}
	_ = unicode.SpecialCase{}
	_ = fmt.Sprint()
	_ = []time.Duration{1}
}

func main() {}
