package main

import "fmt"

func main() {
	notes := make(chan string)

	go func() {
		fmt.Println("writer: here is a note")
		notes <- "hello"
		fmt.Println("writer: handed over")
	}()

	fmt.Println("reader: waiting")
	note := <-notes
	fmt.Println("reader: got", note)
}
