package main

import (
	"errors"
	"fmt"
)

func ask(replica string) (string, error) {
	if replica == "b" {
		return "", errors.New("b is down")
	}
	return "answer from " + replica, nil
}

func first() string {
	answers := make(chan string)
	done := make(chan bool)
	defer close(done)
	for _, replica := range []string{"a", "b", "c"} {
		go func() {
			answer, err := ask(replica)
			if err != nil {
				return
			}
			select {
			case answers <- answer:
			case <-done: // Too late: nobody listens any more.
			}
		}()
	}
	return <-answers
}

func main() {
	fmt.Println(len(first()) > 0)
}
