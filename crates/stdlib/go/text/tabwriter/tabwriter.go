// Package tabwriter aligns text in columns.
//
// A cell is text that a tab ends; a column is a block of such cells in lines
// that follow one another. Text after a line's last tab is in no column.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Flags for Init.
const (
	FilterHTML          uint = 1 << iota // tags are 0 wide, entities 1
	StripEscape                          // Escape bytes are not written
	AlignRight                           // cells stand right
	DiscardEmptyColumns                  // drop columns of empty cells that \v ends
	TabIndent                            // indent with tabs
	Debug                                // bars between columns
)

// Escape, around text, makes tabs and newlines in it ordinary.
const Escape = '\xff'

type cell struct {
	size  int  // bytes
	width int  // runes
	htab  bool // a \t ended it, not a \v
}

// Writer aligns what is written to it. It must be flushed at the end.
type Writer struct {
	output   io.Writer
	minwidth int
	tabwidth int
	padding  int
	padchar  byte
	flags    uint

	text   []byte   // of the cells in lines
	lines  [][]cell // the last one is not ended
	cur    cell     // at the end of text, not yet in lines
	done   int      // how much of text is in lines
	mark   int      // up to here text is counted in cur.width
	ending byte     // what ends the escaped text that we are in, or 0

	out    []byte
	widths []int // of the columns to the left
}

// NewWriter is an initialised Writer.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets the writer up: the least width of a cell, the width of a tab, the
// padding added to each cell and what to pad with.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight // tabs only work from the left
	}
	*b = Writer{output: output, minwidth: minwidth, tabwidth: tabwidth, padding: padding, padchar: padchar, flags: flags}
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.text = b.text[:0]
	b.lines = append(b.lines[:0], nil)
	b.cur = cell{}
	b.done, b.mark = 0, 0
	b.ending = 0
	b.widths = b.widths[:0]
}

// Write takes text; lines that cannot change any more are written on.
func (b *Writer) Write(buf []byte) (n int, err error) {
	defer b.panicking("Write")
	for i, c := range buf {
		if b.ending != 0 {
			b.inside(c)
			continue
		}
		switch c {
		case '\t', '\v':
			b.endCell(c == '\t')
		case '\n', '\f':
			b.endCell(false)
			cells := len(b.lines[len(b.lines)-1])
			b.lines = append(b.lines, nil)
			// A line without a tab ends all columns.
			if c == '\f' || cells == 1 {
				if err := b.flush(); err != nil {
					return i + 1, err
				}
				if c == '\f' && b.flags&Debug != 0 {
					if _, err := b.output.Write([]byte("---\n")); err != nil {
						return i + 1, err
					}
				}
			}
		case Escape:
			b.count()
			b.ending = Escape
			if b.flags&StripEscape == 0 {
				b.text = append(b.text, c)
			} else {
				b.mark = len(b.text)
			}
		case '<', '&':
			b.text = append(b.text, c)
			if b.flags&FilterHTML != 0 {
				b.text = b.text[:len(b.text)-1]
				b.count()
				b.text = append(b.text, c)
				b.ending = '>'
				if c == '&' {
					b.ending = ';'
				}
			}
		default:
			b.text = append(b.text, c)
		}
	}
	return len(buf), nil
}

// inside takes a byte of escaped text.
func (b *Writer) inside(c byte) {
	if c != b.ending {
		b.text = append(b.text, c)
		return
	}
	if c != Escape || b.flags&StripEscape == 0 {
		b.text = append(b.text, c)
	}
	b.endEscape()
}

func (b *Writer) endEscape() {
	switch b.ending {
	case Escape:
		b.count()
		if b.flags&StripEscape == 0 {
			b.cur.width -= 2
		}
	case '>': // no width
	case ';':
		b.cur.width++
	}
	b.mark = len(b.text)
	b.ending = 0
}

// count adds the text since mark to the cell's width.
func (b *Writer) count() {
	b.cur.width += utf8.RuneCount(b.text[b.mark:])
	b.mark = len(b.text)
}

func (b *Writer) endCell(htab bool) {
	b.count()
	b.cur.size = len(b.text) - b.done
	b.done = len(b.text)
	b.cur.htab = htab
	last := len(b.lines) - 1
	b.lines[last] = append(b.lines[last], b.cur)
	b.cur = cell{}
}

// Flush writes all that is left. Text in an unfinished escape counts as whole.
func (b *Writer) Flush() error {
	defer b.panicking("Flush")
	return b.flush()
}

// panicking says in the value of a panic, of the writer below, what was being done.
func (b *Writer) panicking(op string) {
	if e := recover(); e != nil {
		if op == "Flush" {
			b.reset()
		}
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
	}
}

func (b *Writer) flush() error {
	if b.ending != 0 {
		b.endEscape()
	}
	if len(b.text) > b.done {
		b.endCell(false)
	}
	b.out = b.out[:0]
	b.format(0, 0, len(b.lines))
	b.reset()
	if len(b.out) == 0 {
		return nil
	}
	n, err := b.output.Write(b.out)
	if err == nil && n < len(b.out) {
		err = io.ErrShortWrite
	}
	return err
}

// format writes lines first to end, whose text begins at pos, and says where
// it ends. The columns before len(b.widths) are known.
func (b *Writer) format(pos, first, end int) int {
	column := len(b.widths)
	for i := first; i < end; i++ {
		if column >= len(b.lines[i])-1 {
			continue
		}
		// A block of lines that have this column begins.
		pos = b.write(pos, first, i)
		first = i
		width, empty := b.minwidth, true
		for ; i < end && column < len(b.lines[i])-1; i++ {
			c := b.lines[i][column]
			width = max(width, c.width+b.padding)
			empty = empty && c.width == 0 && !c.htab
		}
		if empty && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		pos = b.format(pos, first, i)
		b.widths = b.widths[:column]
		first = i
	}
	return b.write(pos, first, end)
}

// write writes lines whose columns are all known.
func (b *Writer) write(pos, first, end int) int {
	for i := first; i < end; i++ {
		useTabs := b.flags&TabIndent != 0
		for j, c := range b.lines[i] {
			if j > 0 && b.flags&Debug != 0 {
				b.out = append(b.out, '|')
			}
			text := b.text[pos : pos+c.size]
			pos += c.size
			if len(text) > 0 {
				useTabs = false
			}
			if b.flags&AlignRight == 0 || len(text) == 0 {
				b.out = append(b.out, text...)
			}
			if j < len(b.widths) {
				b.pad(c.width, b.widths[j], useTabs)
			}
			if b.flags&AlignRight != 0 {
				b.out = append(b.out, text...)
			}
		}
		if i+1 < len(b.lines) {
			b.out = append(b.out, '\n')
		}
	}
	return pos
}

// pad fills a cell of width cellWidth with text of width textWidth in it.
func (b *Writer) pad(textWidth, cellWidth int, useTabs bool) {
	fill, n := b.padchar, cellWidth-textWidth
	if b.padchar == '\t' || useTabs {
		if b.tabwidth == 0 {
			return
		}
		fill = '\t'
		cellWidth = (cellWidth + b.tabwidth - 1) / b.tabwidth * b.tabwidth
		n = cellWidth - textWidth
		n = (n + b.tabwidth - 1) / b.tabwidth
	}
	for ; n > 0; n-- {
		b.out = append(b.out, fill)
	}
}
