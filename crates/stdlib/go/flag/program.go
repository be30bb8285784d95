// The flags of the program itself.

package flag

import (
	"encoding"
	"fmt"
	"os"
	"time"
)

// CommandLine is the set of the program's own flags.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Programs may change the variable Usage, but not the meaning of CommandLine.Usage.
func init() { CommandLine.Usage = func() { Usage() } }

// Usage prints all flags of the program.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

// The functions below are the methods of CommandLine.

// Parse reads the flags from os.Args.
func Parse() { CommandLine.Parse(os.Args[1:]) }

// Parsed reports whether Parse was called.
func Parsed() bool { return CommandLine.Parsed() }

// VisitAll calls fn for all flags, by name.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }

// Visit calls fn for the flags that were set, by name.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// Lookup is the flag of that name, or nil.
func Lookup(name string) *Flag { return CommandLine.Lookup(name) }

// Set sets a flag.
func Set(name, value string) error { return CommandLine.assign(name, value) }

// PrintDefaults prints all flags and what they are for.
func PrintDefaults() { CommandLine.PrintDefaults() }

// NFlag is the number of flags that were set.
func NFlag() int { return CommandLine.NFlag() }

// NArg is the number of arguments after the flags.
func NArg() int { return CommandLine.NArg() }

// Arg is argument i after the flags, or "".
func Arg(i int) string { return CommandLine.Arg(i) }

// Args is the arguments after the flags.
func Args() []string { return CommandLine.Args() }

// Var adds a flag.
func Var(value Value, name string, usage string) { CommandLine.Var(value, name, usage) }

// TextVar adds a flag for the variable at p, which reads itself.
func TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}

// Func adds a flag that calls fn with its value.
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

// BoolFunc adds a flag without value that calls fn.
func BoolFunc(name, usage string, fn func(string) error) { CommandLine.BoolFunc(name, usage, fn) }

// BoolVar adds a flag for the variable at p, and sets that to value.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool adds a flag for a new variable.
func Bool(name string, value bool, usage string) *bool { return CommandLine.Bool(name, value, usage) }

// IntVar adds a flag for the variable at p, and sets that to value.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

// Int adds a flag for a new variable.
func Int(name string, value int, usage string) *int { return CommandLine.Int(name, value, usage) }

// Int64Var adds a flag for the variable at p, and sets that to value.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 adds a flag for a new variable.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}

// UintVar adds a flag for the variable at p, and sets that to value.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint adds a flag for a new variable.
func Uint(name string, value uint, usage string) *uint { return CommandLine.Uint(name, value, usage) }

// Uint64Var adds a flag for the variable at p, and sets that to value.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 adds a flag for a new variable.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

// StringVar adds a flag for the variable at p, and sets that to value.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String adds a flag for a new variable.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

// Float64Var adds a flag for the variable at p, and sets that to value.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 adds a flag for a new variable.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

// DurationVar adds a flag for the variable at p, and sets that to value.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration adds a flag for a new variable.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}
