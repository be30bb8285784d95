package main

import "testing"

type T struct{ x int }

func TestNil(t *testing.T) {
	var p *T
	t.Run("a", func(t *testing.T) { t.Parallel(); t.Log("par") })
	_ = p.x
}
func TestDup(t *testing.T) { t.Parallel(); t.Parallel() }
