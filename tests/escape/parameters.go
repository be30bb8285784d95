package main

var global *int

type pair struct{ a, b *int }

func toHeap(p *int)                  { global = p }
func toResult(p *int) *int           { return p }
func toSecond(p, q *int) (a, b *int) { return nil, q }
func content(p **int)                { global = *p }
func loaded(p **int) *int            { return *p }
func loadedTwice(p ***int) *int      { return **p }
func untouched(p *int) int           { return *p }
func unused(_ *int, int2 *int)       {}
func ofField(t *pair) *int           { return t.a }
func ofValue(t pair) *int            { return t.b }
func both(p *int) *int {
	global = p
	return p
}
func scalar(n int, s string) int { return n + len(s) }
func itself(p *int) **int        { return &p }

func main() {
	x, y := 1, 2
	p := &y
	toHeap(&x)
	_ = *toResult(p) + *loaded(&p) + untouched(p) + scalar(1, "a")
	toSecond(p, p)
	content(&p)
	pp := &p
	loadedTwice(&pp)
	unused(p, p)
	ofField(&pair{p, p})
	ofValue(pair{p, p})
	both(p)
	itself(p)
}
