package main

var kept []*int

func ofArray() int {
	var a [4]int
	s := a[1:3]
	return s[0]
}

func ofArrayOut() []int {
	var a [4]int
	return a[:]
}

func appended(s []*int) []*int {
	x := 1
	return append(s, &x)
}

func appendAll(a, b []*int) []*int { return append(a, b...) }

func copied(a, b []*int) int { return copy(a, b) }

func stored(s []*int, p *int) { s[0] = p }

func part(s []int) []int { return s[1:2:3] }

func grown() int {
	var s []int
	for i := range 10 {
		s = append(s, i)
	}
	return len(s)
}

func toArray(s []*int) *int {
	a := [2]*int(s)
	p := (*[2]*int)(s)
	_ = p
	return a[0]
}

func main() {
	ofArray()
	ofArrayOut()
	appended(nil)
	appendAll(nil, nil)
	copied(nil, nil)
	stored(make([]*int, 1), nil)
	part(make([]int, 3))
	grown()
	toArray(make([]*int, 2))
}
