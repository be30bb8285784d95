package main

import (
	"testing"
	"testing/synctest"
)

func TestPar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Parallel() })
}
