package main

import (
	"testing"
	"testing/synctest"
)

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Run("x", func(t *testing.T) {}) })
}
