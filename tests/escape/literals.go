package main

type point struct{ x, y int }
type line struct {
	from, to *point
	names    []string
}

var kept *line

func stay() int {
	p := &point{1, 2}
	s := []int{1, 2, 3}
	a := [2]*point{{1, 2}, {3, 4}}
	m := map[string]int{"a": 1}
	return p.x + s[0] + a[0].x + m["a"]
}

func leave() {
	kept = &line{from: &point{1, 2}, to: new(point), names: []string{"a"}}
}

func inMap() int {
	m := map[string]*point{"a": {1, 2}}
	k := map[*point]bool{{1, 2}: true}
	return len(m) + len(k)
}

func inSlice() []*point {
	return []*point{{1, 2}, nil, {3, 4}}
}

func nested() [][]int { return [][]int{{1}, {2, 3}} }

func indexed() int {
	s := [...]string{2: "b", 0: "a"}
	return len(s)
}

func ofValue() *point {
	return new(point{3, 4})
}

func main() {
	stay()
	leave()
	inMap()
	inSlice()
	nested()
	indexed()
	ofValue()
}
