package main

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestTimer(t *testing.T) {
	var timer *time.Timer
	synctest.Test(t, func(t *testing.T) { timer = time.NewTimer(time.Hour) })
	timer.Stop()
}
