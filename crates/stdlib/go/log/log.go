// Package log writes lines with a prefix and a time, by default to standard error.
package log

import (
	"fmt"
	"io"
	"log/internal"
	"os"
	"runtime"
	"sync"
	"time"
)

// Flags: what stands before each line. They do not change its order.
const (
	Ldate         = 1 << iota // 2009/01/23
	Ltime                     // 01:23:23
	Lmicroseconds             // 01:23:23.123123
	Llongfile                 // /a/b/c/d.go:23
	Lshortfile                // d.go:23
	LUTC                      // date and time in UTC
	Lmsgprefix                // the prefix before the message, not before all
	LstdFlags     = Ldate | Ltime
)

// Logger writes lines to one writer. Several goroutines may use it.
type Logger struct {
	mu     sync.Mutex // for all below
	out    io.Writer
	prefix *string // so that a Logger has the size that it has in Go
	flag   int32
}

// New makes a Logger that writes to out.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: &prefix, flag: int32(flag)}
}

var std = New(os.Stderr, "", LstdFlags)

func init() {
	internal.DefaultOutput = func(pc uintptr, line []byte) error { return std.output(pc, 0, string(line)) }
}

// Default is the Logger that the package's functions use.
func Default() *Logger { return std }

// SetOutput makes l write to w.
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}

// Writer is where l writes to.
func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

// SetPrefix sets l's prefix.
func (l *Logger) SetPrefix(prefix string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefix = &prefix
}

func (l *Logger) text() string {
	if l.prefix == nil {
		return ""
	}
	return *l.prefix
}

// Prefix is l's prefix.
func (l *Logger) Prefix() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text()
}

// SetFlags sets l's flags.
func (l *Logger) SetFlags(flag int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flag = int32(flag)
}

// Flags is l's flags.
func (l *Logger) Flags() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return int(l.flag)
}

// Output writes s as a line. The file and line are those of the caller that is
// calldepth calls up: 1 is the caller of Output.
func (l *Logger) Output(calldepth int, s string) error {
	return l.output(0, calldepth+1, s)
}

// output is Output; calldepth counts from its own caller. Where pc is not 0, it is the place.
func (l *Logger) output(pc uintptr, calldepth int, s string) error {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.out == io.Discard {
		return nil
	}
	buf := make([]byte, 0, 64)
	if l.flag&Lmsgprefix == 0 {
		buf = append(buf, l.text()...)
	}
	buf = appendTime(buf, now, int(l.flag))
	if l.flag&(Lshortfile|Llongfile) != 0 {
		file, line := "???", 0
		if pc != 0 {
			if f, _ := runtime.CallersFrames([]uintptr{pc}).Next(); f.File != "" {
				file, line = f.File, f.Line
			}
		} else if _, f, n, ok := runtime.Caller(calldepth); ok {
			file, line = f, n
		}
		if l.flag&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		buf = append(buf, file...)
		buf = append(buf, ':')
		buf = appendInt(buf, line, 1)
		buf = append(buf, ": "...)
	}
	if l.flag&Lmsgprefix != 0 {
		buf = append(buf, l.text()...)
	}
	buf = append(buf, s...)
	if len(buf) == 0 || buf[len(buf)-1] != '\n' {
		buf = append(buf, '\n')
	}
	_, err := l.out.Write(buf)
	return err
}

func appendTime(buf []byte, t time.Time, flag int) []byte {
	if flag&LUTC != 0 {
		t = t.UTC()
	}
	if flag&Ldate != 0 {
		year, month, day := t.Date()
		buf = append(appendInt(buf, year, 4), '/')
		buf = append(appendInt(buf, int(month), 2), '/')
		buf = append(appendInt(buf, day, 2), ' ')
	}
	if flag&(Ltime|Lmicroseconds) != 0 {
		hour, minute, second := t.Clock()
		buf = append(appendInt(buf, hour, 2), ':')
		buf = append(appendInt(buf, minute, 2), ':')
		buf = appendInt(buf, second, 2)
		if flag&Lmicroseconds != 0 {
			buf = appendInt(append(buf, '.'), t.Nanosecond()/1e3, 6)
		}
		buf = append(buf, ' ')
	}
	return buf
}

// appendInt appends n >= 0 with at least width digits.
func appendInt(buf []byte, n, width int) []byte {
	div := 1
	for d := 1; d < width || n/div >= 10; d++ {
		div *= 10
	}
	for ; div > 0; div /= 10 {
		buf = append(buf, byte('0'+n/div%10))
	}
	return buf
}

// Print logs its operands as fmt.Print writes them.
func (l *Logger) Print(v ...any) { l.output(0, 2, fmt.Sprint(v...)) }

// Printf logs as fmt.Printf writes.
func (l *Logger) Printf(format string, v ...any) { l.output(0, 2, fmt.Sprintf(format, v...)) }

// Println logs its operands as fmt.Println writes them.
func (l *Logger) Println(v ...any) { l.output(0, 2, fmt.Sprintln(v...)) }

// Fatal is Print and os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	l.output(0, 2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf and os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	l.output(0, 2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println and os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	l.output(0, 2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print and panic.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.output(0, 2, s)
	panic(s)
}

// Panicf is Printf and panic.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.output(0, 2, s)
	panic(s)
}

// Panicln is Println and panic.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.output(0, 2, s)
	panic(s)
}
