// Fields, embedding, comparison, anonymous structs, tags.
package main

import (
	"fmt"
)

func main() {
	type point struct{ x, y int }
	type named struct {
		point
		name string
		tags []string `json:"tags"`
	}
	a := named{point{1, 2}, "a", nil}
	b := a
	b.x = 10
	b.point.y = 20
	fmt.Println(a, b, a.point == point{1, 2}, a.x)
	p := &a
	p.name = "changed"
	(*p).x++
	fmt.Printf("%v %+v %#v\n", a, a, a.point)
	anon := struct {
		id int
		in struct{ s string }
	}{id: 1}
	anon.in.s = "deep"
	fmt.Println(anon, anon == struct {
		id int
		in struct{ s string }
	}{1, struct{ s string }{"deep"}})
	var z named
	fmt.Println(z.name == "", z.tags == nil, z)
	list := []*point{{1, 2}, {3, 4}}
	for _, q := range list {
		q.x *= 10
	}
	fmt.Println(*list[0], *list[1])
	type empty struct{}
	fmt.Println(empty{} == empty{}, len(map[empty]int{{}: 1}))
	type _blank struct {
		_ int
		v int
	}
	fmt.Println(_blank{v: 1} == _blank{v: 1})
}
