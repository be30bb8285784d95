package main

type counter struct {
	n    int
	last *int
}

func (c *counter) add(p *int)    { c.last = p }
func (c *counter) count() int    { return c.n }
func (c counter) value() *int    { return c.last }
func (c *counter) self() *counter { return c }

type outer struct {
	counter
	inner *counter
}

var sink func() int

func calls() int {
	var c counter
	x := 1
	c.add(&x)
	return c.count() + *c.value() + c.self().n
}

func value() int {
	var c counter
	f := c.count
	return f()
}

func valueOut() {
	var c counter
	sink = c.count
}

func expression() int {
	f := (*counter).count
	g := counter.value
	c := counter{last: new(int)}
	return f(&c) + *g(c)
}

func promoted(o *outer) int {
	return o.count() + o.inner.count()
}

func promotedValue(o outer) *int { return o.value() }

func main() {
	calls()
	value()
	valueOut()
	expression()
	promoted(&outer{inner: &counter{}})
	promotedValue(outer{})
}
