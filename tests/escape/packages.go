package main

type config struct {
	name string
	tags []string
}

func load(name string) *config { return &config{name: name} }

var (
	static  = &config{name: "static", tags: []string{"a"}}
	table   = []*config{{name: "a"}, {name: "b"}}
	index   = map[string]*config{"a": {name: "a"}}
	loaded  = load("x")
	mixed   = []*config{{name: "m"}, load("y")}
	made    = make([]int, 5)
	maker   = func() *int { x := 1; return &x }
	counter = func() func() int {
		n := 0
		return func() int { n++; return n }
	}()
	dynamic any = 3
)

func set(c *config) { loaded = c }

func main() {
	c := config{name: "local"}
	set(&c)
	_ = maker()
	_ = counter()
}
