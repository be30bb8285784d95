//go:build unix && !windows && (amd64 || go1.99)

package main

var zzz = say("zzz.go")
