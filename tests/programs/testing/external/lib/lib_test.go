package lib

import "testing"

func TestNotRun(t *testing.T) { t.Error("of another package") }
