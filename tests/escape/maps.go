package main

type key struct{ p *int }

func put(m map[string]*int) {
	x := 1
	m["a"] = &x
}

func putKey(m map[key]bool, p *int) { m[key{p}] = true }

func look(m map[key]bool, p *int) bool { return m[key{p}] }

func remove(m map[key]bool, p *int) { delete(m, key{p}) }

func get(m map[string]*int, k string) *int { return m[k] }

func getOk(m map[string]*int, k string) (p *int, ok bool) {
	p, ok = m[k]
	return
}

func local() int {
	m := map[string]int{}
	m["a"]++
	return m["a"]
}

func dynamic(m map[any]any, n int) { m[n] = n + 1 }

func counted(words []string) map[string]int {
	out := make(map[string]int, len(words))
	for _, w := range words {
		out[w]++
	}
	return out
}

func main() {
	x := 1
	put(map[string]*int{})
	putKey(map[key]bool{}, &x)
	look(nil, &x)
	remove(nil, &x)
	get(nil, "a")
	getOk(nil, "a")
	local()
	dynamic(map[any]any{}, 1)
	counted(nil)
}
