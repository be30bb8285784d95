// The many ways to ask for matches.

package regexp

import (
	"io"
	"unsafe"
)

// view is b as a string, as long as nobody changes it.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func cut(b []byte, m []int, i int) []byte {
	if 2*i >= len(m) || m[2*i] < 0 {
		return nil
	}
	return b[m[2*i]:m[2*i+1]:m[2*i+1]]
}

func cuts(b []byte, m []int) [][]byte {
	out := make([][]byte, len(m)/2)
	for i := range out {
		out[i] = cut(b, m, i)
	}
	return out
}

func cutString(s string, m []int, i int) string {
	if 2*i >= len(m) || m[2*i] < 0 {
		return ""
	}
	return s[m[2*i]:m[2*i+1]]
}

func cutStrings(s string, m []int) []string {
	out := make([]string, len(m)/2)
	for i := range out {
		out[i] = cutString(s, m, i)
	}
	return out
}

// FindIndex are the bounds of the first match; nil if there is none.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.FindStringIndex(view(b)) }

// FindStringIndex are the bounds of the first match; nil if there is none.
func (re *Regexp) FindStringIndex(s string) (loc []int) { return re.find(text{s: s}, 0, 2) }

// FindReaderIndex are the bounds of the first match in what r gives.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) {
	return re.find(text{reader: r}, 0, 2)
}

// FindSubmatchIndex are the bounds of the first match and its groups.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.FindStringSubmatchIndex(view(b)) }

// FindStringSubmatchIndex are the bounds of the first match and its groups.
func (re *Regexp) FindStringSubmatchIndex(s string) []int {
	return re.find(text{s: s}, 0, 2*len(re.names))
}

// FindReaderSubmatchIndex are the bounds of the first match in what r gives, and of its groups.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	return re.find(text{reader: r}, 0, 2*len(re.names))
}

// Find is the first match; nil if there is none.
func (re *Regexp) Find(b []byte) []byte { return cut(b, re.FindIndex(b), 0) }

// FindString is the first match; empty if there is none.
func (re *Regexp) FindString(s string) string { return cutString(s, re.FindStringIndex(s), 0) }

// FindSubmatch is the first match and its groups.
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	m := re.FindSubmatchIndex(b)
	if m == nil {
		return nil
	}
	return cuts(b, m)
}

// FindStringSubmatch is the first match and its groups.
func (re *Regexp) FindStringSubmatch(s string) []string {
	m := re.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	return cutStrings(s, m)
}

// FindAllIndex are the bounds of up to n matches; a negative n is no bound.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.FindAllStringIndex(view(b), n) }

// FindAllStringIndex are the bounds of up to n matches.
func (re *Regexp) FindAllStringIndex(s string, n int) (all [][]int) {
	re.each(s, n, func(m []int) { all = append(all, m[:2:2]) })
	return all
}

// FindAllSubmatchIndex are the bounds of up to n matches and their groups.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.FindAllStringSubmatchIndex(view(b), n)
}

// FindAllStringSubmatchIndex are the bounds of up to n matches and their groups.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (all [][]int) {
	re.each(s, n, func(m []int) { all = append(all, m) })
	return all
}

// FindAll are up to n matches.
func (re *Regexp) FindAll(b []byte, n int) (all [][]byte) {
	re.each(view(b), n, func(m []int) { all = append(all, cut(b, m, 0)) })
	return all
}

// FindAllString are up to n matches.
func (re *Regexp) FindAllString(s string, n int) (all []string) {
	re.each(s, n, func(m []int) { all = append(all, cutString(s, m, 0)) })
	return all
}

// FindAllSubmatch are up to n matches and their groups.
func (re *Regexp) FindAllSubmatch(b []byte, n int) (all [][][]byte) {
	re.each(view(b), n, func(m []int) { all = append(all, cuts(b, m)) })
	return all
}

// FindAllStringSubmatch are up to n matches and their groups.
func (re *Regexp) FindAllStringSubmatch(s string, n int) (all [][]string) {
	re.each(s, n, func(m []int) { all = append(all, cutStrings(s, m)) })
	return all
}
