// Writing.

package csv

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Writer writes records.
type Writer struct {
	Comma   rune
	UseCRLF bool // ends lines with \r\n
	w       *bufio.Writer
}

// NewWriter writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

// Write writes a record, with quotes where they are needed. See Flush.
func (w *Writer) Write(record []string) error {
	if !goodDelimiter(w.Comma) {
		return errDelimiter
	}
	var line []byte
	for i, field := range record {
		if i > 0 {
			line = utf8.AppendRune(line, w.Comma)
		}
		line = w.field(line, field)
	}
	if w.UseCRLF {
		line = append(line, '\r')
	}
	_, err := w.w.Write(append(line, '\n'))
	return err
}

func (w *Writer) field(line []byte, s string) []byte {
	if !w.needsQuotes(s) {
		return append(line, s...)
	}
	line = append(line, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			line = append(line, `""`...)
		case c == '\r' && w.UseCRLF:
		case c == '\n' && w.UseCRLF:
			line = append(line, "\r\n"...)
		default:
			line = append(line, c)
		}
	}
	return append(line, '"')
}

func (w *Writer) needsQuotes(s string) bool {
	if s == "" {
		return false
	}
	// \. alone ends the data for some databases.
	if s == `\.` || strings.ContainsRune(s, w.Comma) || strings.ContainsAny(s, "\"\r\n") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(first)
}

// Flush writes out what is left in the buffer. See Error.
func (w *Writer) Flush() { w.w.Flush() }

// Error is an error of a Write or Flush before.
func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

// WriteAll writes all records and flushes.
func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
