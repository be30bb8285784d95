package ext

import "testing"

func TestInside(t *testing.T) {
	t.Log(hidden())
}

func TestMain(m *testing.M) {
	println("first")
	m.Run()
}
