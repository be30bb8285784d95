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
	for _, replica := range []string{"a", "b", "c"} {
		go func() {
			if answer, err := ask(replica); err == nil {
				answers <- answer
			}
		}()
	}
	return <-answers
}

func main() {
	fmt.Println(len(first()) > 0)
}
