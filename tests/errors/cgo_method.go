package main

import "C"

func (c C.int) M() {}

func main() {}
