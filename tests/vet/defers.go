// What is worked out when the defer statement runs.
package main

import (
	"fmt"
	"time"
)

func wrong() {
	start := time.Now()
	defer fmt.Println(time.Since(start))
	defer fmt.Println("took", time.Since(start).Seconds())
	defer record(1, time.Since(start))
	defer (func(d time.Duration) {})(time.Since(start))
	defer evaluate(func() {}, fmt.Sprint(time.Since(start)))
	defer fmt.Println(time.Since(start), time.Since(start))
}

func record(int, time.Duration)  {}
func evaluate(func(), string)    {}
func Since(time.Time) int        { return 1 }

type T struct{}

func (T) Since(time.Time) int { return 1 }

func right() {
	start := time.Now()
	defer func() { fmt.Println(time.Since(start)) }()
	x := time.Since(start)
	defer fmt.Println(x)
	defer fmt.Println(Since(start))
	defer evaluate(func() { fmt.Println(time.Since(start)) }, "")
	defer fmt.Println(time.Now().Sub(start))
	defer fmt.Println(T{}.Since(start))
	go fmt.Println(time.Since(start))
	defer time.Since(start).String()
	defer time.Since(start)
	f := time.Since
	defer fmt.Println(f(start))
}

func main() {}
