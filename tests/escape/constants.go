package main

var sink any

const debug = false

func replaced() {
	n := 3
	s := "text"
	sink = n
	sink = s
	m := n
	sink = m
}

func changed() {
	n := 3
	n++
	sink = n
}

func addressed() {
	n := 3
	p := &n
	*p = 4
	sink = n
}

func dead(p *int) {
	if debug {
		sink = p
	}
	if !debug {
		return
	}
	sink = p
}

func after(p *int) int {
	return 1
	sink = p
	return 2
}

func typed() {
	type celsius float64
	sink = celsius(36.6)
	sink = byte('a')
	sink = 'a'
	sink = uint(1) << 3
	sink = 1 + 2i
}

func main() {
	replaced()
	changed()
	addressed()
	dead(nil)
	after(nil)
	typed()
}
