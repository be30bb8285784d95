package main

import "testing"

func boom() { panic("boom") }

func TestOK(t *testing.T) {}

func TestPanic(t *testing.T) {
	t.Cleanup(func() { t.Log("cleaned") })
	t.Log("before")
	t.Run("sub", func(t *testing.T) {
		boom()
	})
}

func TestNever(t *testing.T) {}
