// Package ext is tested from inside and from outside.
package ext

import "example/ext/lib"

// Double is Twice of the other package.
func Double(n int) int { return lib.Twice(n) }

func hidden() string { return "hidden" }
