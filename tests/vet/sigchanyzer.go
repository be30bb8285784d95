// Channels without a buffer given to signal.Notify.
package main

import (
	"os"
	"os/signal"
)

var global = make(chan os.Signal)

func wrong() {
	c := make(chan os.Signal)
	signal.Notify(c)
	d := make(chan os.Signal, 0)
	signal.Notify(d, os.Interrupt)
	signal.Notify(make(chan os.Signal), os.Interrupt)
	var e = make(chan os.Signal)
	signal.Notify(e)
	var f chan os.Signal
	f = make(chan os.Signal)
	signal.Notify(f)
	signal.Notify(global)
	type sig chan os.Signal
	g := make(sig)
	signal.Notify(g)
	h, i := make(chan os.Signal), 1
	signal.Notify(h)
	_ = i
	const zero = 0
	j := make(chan os.Signal, zero)
	signal.Notify(j)
	signal.Notify((c))
}

func right(p chan os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c)
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	signal.Notify(p)
	n := 3
	e := make(chan os.Signal, n)
	signal.Notify(e)
	f := make(chan os.Signal)
	signal.Stop(f)
	var g chan os.Signal
	signal.Notify(g)
	s := struct{ c chan os.Signal }{make(chan os.Signal)}
	signal.Notify(s.c)
}

func main() {}
