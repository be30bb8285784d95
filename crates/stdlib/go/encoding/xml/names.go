// What HTML names characters, for decoders that read HTML.

package xml

import (
	"internal/htmlnames"
	"strings"
)

// HTMLEntity has the characters that HTML 4 names.
var HTMLEntity = htmlEntities()

func htmlEntities() map[string]string {
	m := make(map[string]string, 252)
	for line := range strings.SplitSeq(strings.TrimSuffix(htmlnames.Names, "\n"), "\n") {
		i := strings.IndexAny(line, " !")
		m[line[:i]] = line[i+1:]
	}
	// HTML 5 has other brackets under these names, and names of its own.
	m["lang"], m["rang"] = "\u2329", "\u232a"
	for _, later := range [...]string{"AMP", "COPY", "GT", "LT", "QUOT", "REG", "apos"} {
		delete(m, later)
	}
	return m
}
