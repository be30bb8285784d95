package main

type node struct{ next any }

func kinds(v any) *int {
	switch x := v.(type) {
	case *int:
		return x
	case int:
		return &x
	case node:
		n, _ := x.next.(*int)
		return n
	case nil:
		return nil
	default:
		sink = x
	}
	return nil
}

var sink any

func several(v any) any {
	switch x := v.(type) {
	case string, []byte:
		return x
	}
	return nil
}

func plain(v any) int {
	switch v.(type) {
	case int:
		return 1
	}
	return 0
}

func values(n int, v any) int {
	switch v {
	case n:
		return 1
	case "text":
		return 2
	}
	switch {
	case n > 3:
		p := &n
		return *p
	}
	return 0
}

func main() {
	kinds(1)
	several("a")
	plain(nil)
	values(1, 2)
}
