// RACE b[0]
// A conversion reads the bytes.

package main

func main() {
	b := []byte("abc")
	done := make(chan bool, 1)
	go func() {
		b[0] = 'x'
		done <- true
	}()
	_ = string(b)
	<-done
}
