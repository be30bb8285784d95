package main

import (
	"fmt"
	"testing"
)

func TestMain(m *testing.M) {
	fmt.Println("setup")
	m.Run()
}

func TestA(t *testing.T) { t.Error("x") }
