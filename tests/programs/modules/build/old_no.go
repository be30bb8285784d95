// +build ignore

package main

func old() string { return "not this" }
