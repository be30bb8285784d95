package main

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	fmt.Println("setup")
	code := m.Run()
	fmt.Println("teardown", code)
	if code == 1 {
		os.Exit(7)
	}
}

func TestA(t *testing.T) { t.Error("x") }
