// A tokenizer, a Pratt parser and an evaluator.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

type node interface {
	eval(env map[string]float64) (float64, error)
}

type num float64
type name string
type unary struct {
	op byte
	x  node
}
type binary struct {
	op   byte
	l, r node
}

func (n num) eval(map[string]float64) (float64, error) { return float64(n), nil }
func (n name) eval(env map[string]float64) (float64, error) {
	if v, ok := env[string(n)]; ok {
		return v, nil
	}
	return 0, fmt.Errorf("undefined: %s", string(n))
}
func (u unary) eval(env map[string]float64) (float64, error) {
	v, err := u.x.eval(env)
	return -v, err
}
func (b binary) eval(env map[string]float64) (float64, error) {
	l, err := b.l.eval(env)
	if err != nil {
		return 0, err
	}
	r, err := b.r.eval(env)
	if err != nil {
		return 0, err
	}
	switch b.op {
	case '+':
		return l + r, nil
	case '-':
		return l - r, nil
	case '*':
		return l * r, nil
	case '/':
		if r == 0 {
			return 0, errors.New("division by zero")
		}
		return l / r, nil
	case '^':
		return math.Pow(l, r), nil
	}
	panic("bad op " + string(b.op))
}

type parser struct {
	s string
	i int
}

type syntaxError struct {
	at   int
	what string
}

func (e syntaxError) Error() string { return fmt.Sprintf("at %d: %s", e.at, e.what) }

func (p *parser) peek() byte {
	for p.i < len(p.s) && p.s[p.i] == ' ' {
		p.i++
	}
	if p.i == len(p.s) {
		return 0
	}
	return p.s[p.i]
}

func (p *parser) fail(f string, a ...any) { panic(syntaxError{p.i, fmt.Sprintf(f, a...)}) }

var power = map[byte]int{'+': 1, '-': 1, '*': 2, '/': 2, '^': 4}

func (p *parser) expr(min int) node {
	var l node
	switch c := p.peek(); {
	case c == '(':
		p.i++
		l = p.expr(0)
		if p.peek() != ')' {
			p.fail("expected )")
		}
		p.i++
	case c == '-':
		p.i++
		l = unary{'-', p.expr(3)}
	case c >= '0' && c <= '9':
		j := p.i
		for p.i < len(p.s) && strings.IndexByte("0123456789.", p.s[p.i]) >= 0 {
			p.i++
		}
		f, err := strconv.ParseFloat(p.s[j:p.i], 64)
		if err != nil {
			p.fail("%v", err)
		}
		l = num(f)
	case unicode.IsLetter(rune(c)):
		j := p.i
		for p.i < len(p.s) && unicode.IsLetter(rune(p.s[p.i])) {
			p.i++
		}
		l = name(p.s[j:p.i])
	default:
		p.fail("unexpected %q", c)
	}
	for {
		op := p.peek()
		w, ok := power[op]
		if !ok || w <= min {
			return l
		}
		p.i++
		if op == '^' {
			w--
		}
		l = binary{op, l, p.expr(w)}
	}
}

func parse(s string) (n node, err error) {
	defer func() {
		if e, ok := recover().(syntaxError); ok {
			err = e
		}
	}()
	p := &parser{s: s}
	n = p.expr(0)
	if p.peek() != 0 {
		p.fail("trailing %q", p.s[p.i:])
	}
	return
}

func main() {
	env := map[string]float64{"x": 3, "pi": math.Pi}
	for _, s := range []string{"1+2*3", "(1+2)*3", "2^3^2", "-x^2", "8/2/2", "1/(x-3)", "pi*2", "y+1", "1+", "(1", "1 2", "1..2", "10 - 4 - 3"} {
		n, err := parse(s)
		if err != nil {
			fmt.Println(s, "=> syntax error", err)
			continue
		}
		v, err := n.eval(env)
		fmt.Println(s, "=>", v, err)
	}
	n, _ := parse("1+-x*2")
	fmt.Printf("%v %#v\n", n, n)
}
