// Cancelling reaches children, not parents.
package main

import (
	"context"
	"errors"
	"fmt"
)

func main() {
	parent, cancelParent := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(parent)
	grand, cancelGrand := context.WithCancel(child)
	defer cancelGrand()
	cancelChild()
	<-grand.Done()
	fmt.Println(parent.Err(), child.Err(), grand.Err())
	cancelParent()
	cancelParent()
	fmt.Println(parent.Err(), errors.Is(parent.Err(), context.Canceled))
}
