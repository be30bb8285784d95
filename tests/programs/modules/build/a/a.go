package a

import "fmt"

var Name = func() string { fmt.Println("a"); return "a" }()
