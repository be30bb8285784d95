package main

import (
	"testing"
	"testing/synctest"
)

func TestSelect(t *testing.T) {
	var c chan int
	synctest.Test(t, func(t *testing.T) { c = make(chan int, 1) })
	select {
	case <-c:
	case c <- 1:
	}
}
