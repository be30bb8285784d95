package main

import (
	"testing"
	"testing/synctest"
)

func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		go func() { select {} }()
		panic("in bubble")
	})
}
