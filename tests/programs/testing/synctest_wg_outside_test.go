package main

import (
	"sync"
	"testing"
	"testing/synctest"
)

func TestWg(t *testing.T) {
	wg := new(sync.WaitGroup)
	synctest.Test(t, func(t *testing.T) { wg.Add(1) })
	wg.Done()
}
