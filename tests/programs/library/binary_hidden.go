// Package binary reads into exported fields only; loggers end lines that are not ended; contexts that
// a signal ended were cancelled.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%T %v\n", e, e)
		}
	}()
	f()
}

type inner struct{ X uint8 }

type mine bool

func main() {
	data := []byte{7, 8, 15: 0}
	for _, p := range []any{
		&struct{ a int8 }{}, &struct{ a uint32 }{}, &struct{ a bool }{}, &struct{ a float32 }{},
		&struct{ a complex128 }{}, &struct{ a [2]int16 }{}, &struct{ a inner }{}, &struct{ inner }{},
		&struct {
			A int8
			b uint8
		}{}, &struct{ a [0]int8 }{}, &struct{ _, B int8 }{}, &struct{ mine }{},
		&struct{ a struct{ inner } }{},
	} {
		fmt.Printf("%T\n", p)
		try(func() { fmt.Println(binary.Read(bytes.NewReader(data), binary.LittleEndian, p)) })
		try(func() { fmt.Println(binary.Decode(data, binary.BigEndian, p)) })
		try(func() { fmt.Println(binary.Append(nil, binary.BigEndian, p)) })
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT)
	defer stop()
	syscall.Kill(syscall.Getpid(), syscall.SIGINT)
	<-ctx.Done()
	cause := context.Cause(ctx)
	fmt.Println(cause, errors.Is(cause, context.Canceled), errors.Is(cause, context.DeadlineExceeded))

	l := log.New(os.Stdout, "\n", 0)
	l.Output(0, "")
	l.Print("x")
	l.SetFlags(log.Lmsgprefix)
	l.Print("")
	l.SetPrefix("")
	l.Print("")
}
