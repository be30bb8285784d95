package main

import "testing"

func TestX(t *testing.T)      { go t.Fatal("x"); z := 1; z = z }
func Testlower(t *testing.T)  {}
func Testother(n int)         {}
func Benchmark(b *testing.B)  {}
func Benchmarkb(b *testing.B) {}
func ExampleNothing()         {}
func Exampletagged()          {}
func Example_lower()          {}
func Example_Upper()          {}
func Example()                {}
func ExampleMine(n int) int   { return n }
