// Package path works on paths with slashes, as those in URLs. It works on
// texts alone and looks at no files.
package path

// Clean is the shortest path with the same meaning as path: one slash between
// elements, no ".", ".." only at the start of a relative path. "" becomes ".".
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	out := make([]byte, 0, len(path))
	if rooted {
		out = append(out, '/')
	}
	floor := len(out) // what .. may not take away
	for i := 0; i < len(path); {
		if path[i] == '/' {
			i++
			continue
		}
		end := i
		for end < len(path) && path[end] != '/' {
			end++
		}
		switch elem := path[i:end]; {
		case elem == ".":
		case elem == ".." && len(out) > floor:
			cut := len(out) - 1
			for cut > floor && out[cut] != '/' {
				cut--
			}
			out = out[:cut]
		case elem == ".." && rooted:
		default:
			if len(out) > 0 && out[len(out)-1] != '/' {
				out = append(out, '/')
			}
			out = append(out, elem...)
			if elem == ".." {
				floor = len(out)
			}
		}
		i = end
	}
	if len(out) == 0 {
		return "."
	}
	if string(out) == path {
		return path
	}
	return string(out)
}

// Split is path up to and with its last slash, and the rest.
func Split(path string) (dir, file string) {
	i := lastSlash(path)
	return path[:i+1], path[i+1:]
}

func lastSlash(s string) int {
	i := len(s) - 1
	for i >= 0 && s[i] != '/' {
		i--
	}
	return i
}

// Join is the elements that are not empty with slashes between them, cleaned.
func Join(elem ...string) string {
	var out []byte
	for _, e := range elem {
		if e == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, '/')
		}
		out = append(out, e...)
	}
	if len(out) == 0 {
		return ""
	}
	return Clean(string(out))
}

// Ext is what follows from the last dot of the last element on.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

// Base is the last element: "." of an empty path, "/" of only slashes.
func Base(path string) string {
	if path == "" {
		return "."
	}
	for len(path) > 0 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	if path == "" {
		return "/"
	}
	return path[lastSlash(path)+1:]
}

// IsAbs reports whether path begins with a slash.
func IsAbs(path string) bool { return path != "" && path[0] == '/' }

// Dir is all but the last element, cleaned.
func Dir(path string) string { return Clean(path[:lastSlash(path)+1]) }
