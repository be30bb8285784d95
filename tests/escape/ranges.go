package main

type item struct {
	name string
	next *item
}

func values(items []item) *item {
	for _, it := range items {
		if it.next != nil {
			return it.next
		}
	}
	return nil
}

func addresses(items []item) *item {
	for i := range items {
		return &items[i]
	}
	return nil
}

func copies(items []item) *item {
	for _, it := range items {
		return &it
	}
	return nil
}

func array(a [3]*int) *int {
	for _, p := range a {
		return p
	}
	return nil
}

func overMap(m map[string]*int) (out []*int) {
	for _, p := range m {
		out = append(out, p)
	}
	return
}

func overChannel(ch chan *int) *int {
	for p := range ch {
		return p
	}
	return nil
}

func overString(s string) (n int) {
	for _, r := range s {
		n += int(r)
	}
	for range []byte(s) {
		n++
	}
	return
}

func assigned(s []*int) *int {
	var p *int
	for _, p = range s {
	}
	return p
}

func main() {
	values(nil)
	addresses(nil)
	copies(nil)
	array([3]*int{})
	overMap(nil)
	ch := make(chan *int)
	close(ch)
	overChannel(ch)
	overString("a")
	assigned(nil)
}
