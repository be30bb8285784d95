package store

type Store struct {
	name string
	data map[string]int
}

func Open(name string) *Store { return &Store{name, map[string]int{}} }

func (s *Store) Put(k string, v int) {
	s.check()
	s.data[k] = v
}

func (s *Store) Close() { s.data = nil }

//go:noinline
func (s *Store) check() {
	if s.data == nil {
		panic("store " + s.name + " is closed")
	}
}
