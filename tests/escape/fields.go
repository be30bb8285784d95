package main

type inner struct{ p, q *int }
type object struct {
	buf  []byte
	in   inner
	ptr  *inner
	list [2]*int
}

func (o *object) trim()          { o.buf = o.buf[1:] }
func (o *object) swap()          { o.in.p = o.in.q }
func (o *object) exchange()      { o.list[0], o.list[1] = o.list[1], o.list[0] }
func (o *object) set(p *int)     { o.in.p = p }
func (o *object) setPtr(p *int)  { o.ptr.p = p }
func (o object) setCopy(p *int)  { o.in.p = p }
func whole(o object) (inner, *int) { return o.in, o.list[0] }

func local(p *int) *int {
	var o object
	o.in.p = p
	o.list[1] = new(int)
	return o.in.q
}

func main() {
	o := &object{buf: make([]byte, 3), ptr: &inner{}}
	o.trim()
	o.swap()
	o.exchange()
	o.set(new(int))
	o.setPtr(new(int))
	o.setCopy(new(int))
	whole(*o)
	local(nil)
}
