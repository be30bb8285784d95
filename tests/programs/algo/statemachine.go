// States as functions that return functions.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

type lexer struct {
	in  string
	pos int
	out chan string
}

type state func(*lexer) state

func (l *lexer) run() {
	for s := state(text); s != nil; {
		s = s(l)
	}
	close(l.out)
}

func text(l *lexer) state {
	start := l.pos
	for l.pos < len(l.in) && l.in[l.pos] != '{' {
		l.pos++
	}
	if l.pos > start {
		l.out <- "text " + strconv.Quote(l.in[start:l.pos])
	}
	if l.pos == len(l.in) {
		return nil
	}
	return action
}

func action(l *lexer) state {
	end := strings.IndexByte(l.in[l.pos:], '}')
	if end < 0 {
		l.out <- "error: unclosed"
		return nil
	}
	l.out <- "action " + l.in[l.pos+1:l.pos+end]
	l.pos += end + 1
	return text
}

func main() {
	for _, s := range []string{"hello {name}, you are {age}", "", "{a}{b}", "open {x"} {
		l := &lexer{in: s, out: make(chan string)}
		go l.run()
		for t := range l.out {
			fmt.Println(t)
		}
		fmt.Println("--")
	}
}
