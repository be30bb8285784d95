package sub

import (
	"context"
	"fmt"
	"sync"
)

type S struct{ A int }

func (S) M() {}

type M struct{ mu sync.Mutex }

type Logger interface{ Infof(format string, args ...any) }

type impl struct{}

func New() Logger { return impl{} }

func (impl) Infof(format string, args ...any) { Logf(format, args...) }

func Die() { panic(1) }

func Logf(f string, a ...any) { fmt.Printf(f, a...) }

func C(m M) { y := 1; y = y }

func Lost(b bool) {
	_, cancel := context.WithCancel(context.Background())
	if b {
		Die()
	}
	cancel()
}
