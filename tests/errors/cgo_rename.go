package main

import cc "C"

func main() {}
