package main

import (
	"testing"
	"testing/synctest"
)

func TestNest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {})
	})
}
