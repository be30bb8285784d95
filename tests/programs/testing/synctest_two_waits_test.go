package main

import (
	"testing"
	"testing/synctest"
)

func TestWait2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		go synctest.Wait()
		synctest.Wait()
	})
}
