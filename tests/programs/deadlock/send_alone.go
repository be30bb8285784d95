// main sends and nobody receives.
package main

func main() {
	c := make(chan string)
	c <- "hello"
}
