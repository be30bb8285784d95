// Strings and runes that do not end.
package main

func main() {
	s := "no end
	r := 'ab'
	t := ''
	u := "\q"
	_, _, _, _ = s, r, t, u
}
