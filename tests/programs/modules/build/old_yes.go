// +build linux,amd64 foo
// +build !cgo cgo

package main

func old() string { return "old" }
