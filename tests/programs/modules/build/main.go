// Which files of a module belong to the build, and in which order their variables come.
package main

import (
	"fmt"

	"ex/a"
	lib "ex/a-b"
)

var main1 = say("main.go")

func main() { fmt.Println(a.Name, lib.Name, system(), old(), last) }
