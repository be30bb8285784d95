// main and init with parameters or results.
package main

func main(x int) int { return 0 }

func init() int { return 0 }

var y = init
