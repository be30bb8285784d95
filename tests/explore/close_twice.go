// explore: relation=plain executions=2 outcomes=1
// explore: executions=2 outcomes=1
package main


func main() {
	c := make(chan int)
	for range 2 {
		go func() { close(c) }()
	}
	select {}
}
