// A panic two packages down, with the frames of each.
package main

import "example/store"

func main() {
	s := store.Open("db")
	s.Put("k", 1)
	s.Close()
	s.Put("k", 2)
}
