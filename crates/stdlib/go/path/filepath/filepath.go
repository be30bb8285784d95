// Package filepath works on file paths, which in the playground have slashes, and on the files that
// they lead to.
package filepath

import (
	"errors"
	"path"
	"strings"
)

// Parts of file paths.
const (
	Separator     = '/'
	ListSeparator = ':'
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Clean is the shortest path with the same meaning.
func Clean(p string) string { return path.Clean(p) }

// Split is p up to and with its last separator, and the rest.
func Split(p string) (dir, file string) { return path.Split(p) }

// Join is the elements that are not empty with separators between them, cleaned.
func Join(elem ...string) string { return path.Join(elem...) }

// Ext is what follows from the last dot of the last element on.
func Ext(p string) string { return path.Ext(p) }

// Base is the last element.
func Base(p string) string { return path.Base(p) }

// Dir is all but the last element, cleaned.
func Dir(p string) string { return path.Dir(p) }

// IsAbs reports whether p is absolute.
func IsAbs(p string) bool { return path.IsAbs(p) }

// IsLocal reports whether p, from some folder, stays in it.
func IsLocal(p string) bool {
	if p == "" || IsAbs(p) {
		return false
	}
	p = Clean(p)
	return p != ".." && !strings.HasPrefix(p, "../")
}

// VolumeName is empty: there are no volumes.
func VolumeName(p string) string { return "" }

// ToSlash is p: separators are slashes.
func ToSlash(p string) string { return p }

// FromSlash is p: separators are slashes.
func FromSlash(p string) string { return p }

// SplitList is the paths in a list such as $PATH.
func SplitList(p string) []string {
	if p == "" {
		return []string{}
	}
	return strings.Split(p, string(ListSeparator))
}

// Match is path.Match for file paths.
func Match(pattern, name string) (matched bool, err error) {
	matched, err = path.Match(pattern, name)
	if err != nil {
		err = ErrBadPattern
	}
	return matched, err
}

// Rel is a path that leads from basepath to targpath.
func Rel(basepath, targpath string) (string, error) {
	base, target := Clean(basepath), Clean(targpath)
	if base == target {
		return ".", nil
	}
	fail := errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	if IsAbs(base) != IsAbs(target) {
		return "", fail
	}
	from, to := elements(base), elements(target)
	same := 0
	for same < len(from) && same < len(to) && from[same] == to[same] {
		same++
	}
	var out []string
	for _, elem := range from[same:] {
		if elem == ".." { // nobody knows what is above
			return "", fail
		}
		out = append(out, "..")
	}
	return strings.Join(append(out, to[same:]...), "/"), nil
}

// elements is the elements of a clean path.
func elements(p string) []string {
	if p = strings.TrimPrefix(p, "/"); p == "" || p == "." {
		return nil
	}
	return strings.Split(p, "/")
}
