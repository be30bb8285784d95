package main

type message struct {
	text  string
	reply chan *message
}

func send(ch chan<- *int) {
	x := 1
	ch <- &x
}

func sendValue(ch chan int, n int) { ch <- n }

func receive(ch <-chan *int) *int { return <-ch }

func receiveOk(ch <-chan *message) (string, bool) {
	m, ok := <-ch
	if !ok {
		return "", false
	}
	return m.text, true
}

func selected(a, b chan *int) *int {
	x := 2
	select {
	case p := <-a:
		return p
	case b <- &x:
	default:
	}
	return nil
}

func reply() {
	m := message{"ask", make(chan *message, 1)}
	m.reply <- &message{text: "answer"}
}

func anyOf(ch chan any, n int) { ch <- n }

func main() {
	ch := make(chan *int, 3)
	send(ch)
	receive(ch)
	sendValue(make(chan int, 1), 1)
	receiveOk(nil)
	selected(ch, ch)
	reply()
	anyOf(make(chan any, 1), 2)
}
