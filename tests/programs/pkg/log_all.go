// Package log writes to stderr, or where it is told to.
package main

import (
	"bytes"
	"fmt"
	"log"
)

func main() {
	log.SetFlags(0)
	log.Println("plain", 1)
	log.SetPrefix("pre: ")
	log.Printf("%d-%s", 5, "x")
	log.SetFlags(log.Lmsgprefix)
	log.Print("moved")
	var b bytes.Buffer
	l := log.New(&b, "[own] ", log.Lshortfile)
	l.Println("with a place")
	l.SetPrefix("")
	l.SetFlags(0)
	l.Print("no newline needed")
	fmt.Print(b.String())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		log.Panicf("bad %d", 1)
	}()
	log.Fatalln("the end")
}
