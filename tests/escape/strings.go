package main

func sum(a, b string) int {
	s := a + b + "!"
	return len(s)
}

func sumOut(a, b string) string { return a + "," + b }

func grown(s string) string {
	for range 3 {
		s += s + "x"
	}
	return s
}

func bytes(s string) int {
	b := []byte(s)
	return len(b)
}

func bytesWritten(s string) int {
	b := []byte(s)
	b[0] = 'x'
	return len(b)
}

func bytesOut(s string) []byte { return []byte(s) }

func text(b []byte) int { return len(string(b)) }

func textOut(b []byte) string { return string(b) }

func runes(s string) (int, string) {
	r := []rune(s)
	return len(r), string(r[:1])
}

func one(r rune) string { return string(r) }

func part(s string) string { return s[1:] }

func main() {
	sum("a", "b")
	sumOut("a", "b")
	grown("a")
	bytes("a")
	bytesWritten("a")
	bytesOut("a")
	text(nil)
	textOut(nil)
	runes("ab")
	one('x')
	part("ab")
}
