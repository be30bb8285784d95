package main

import (
	"testing"
	"testing/synctest"
)

func TestNot(t *testing.T) { synctest.Wait() }
