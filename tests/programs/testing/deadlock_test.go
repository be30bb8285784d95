package main

import "testing"

func TestDead(t *testing.T) {
	c := make(chan int)
	<-c
}
