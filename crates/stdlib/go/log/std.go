// The functions of the default Logger.

package log

import (
	"fmt"
	"io"
	"os"
)

// SetOutput makes the default Logger write to w.
func SetOutput(w io.Writer) { std.SetOutput(w) }

// Writer is where the default Logger writes to.
func Writer() io.Writer { return std.Writer() }

// SetPrefix sets the default Logger's prefix.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Prefix is the default Logger's prefix.
func Prefix() string { return std.Prefix() }

// SetFlags sets the default Logger's flags.
func SetFlags(flag int) { std.SetFlags(flag) }

// Flags is the default Logger's flags.
func Flags() int { return std.Flags() }

// Output is the default Logger's Output.
func Output(calldepth int, s string) error { return std.output(0, calldepth+1, s) }

// Print logs its operands as fmt.Print writes them.
func Print(v ...any) { std.output(0, 2, fmt.Sprint(v...)) }

// Printf logs as fmt.Printf writes.
func Printf(format string, v ...any) { std.output(0, 2, fmt.Sprintf(format, v...)) }

// Println logs its operands as fmt.Println writes them.
func Println(v ...any) { std.output(0, 2, fmt.Sprintln(v...)) }

// Fatal is Print and os.Exit(1).
func Fatal(v ...any) {
	std.output(0, 2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf and os.Exit(1).
func Fatalf(format string, v ...any) {
	std.output(0, 2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println and os.Exit(1).
func Fatalln(v ...any) {
	std.output(0, 2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print and panic.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.output(0, 2, s)
	panic(s)
}

// Panicf is Printf and panic.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.output(0, 2, s)
	panic(s)
}

// Panicln is Println and panic.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.output(0, 2, s)
	panic(s)
}
