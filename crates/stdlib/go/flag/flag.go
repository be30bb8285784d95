// Package flag reads the flags among a program's arguments.
package flag

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

// ErrHelp is what comes of -help and -h if there is no such flag.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling is what Parse does about bad arguments.
type ErrorHandling int

// Ways to handle errors.
const (
	ContinueOnError ErrorHandling = iota // returns them
	ExitOnError                          // ends the program
	PanicOnError
)

// A Flag is one flag.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string
}

// A FlagSet is a set of flags that are read together.
type FlagSet struct {
	// Usage is called when arguments are bad. Without it there is a text of all flags.
	Usage func()

	name    string
	parsed  bool
	set     map[string]*Flag // that were set
	flags   map[string]*Flag
	args    []string // after the flags
	onError ErrorHandling
	output  io.Writer
	missed  map[string]string // where flags were set that were not there
}

// NewFlagSet is an empty set.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, onError: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

// Init gives the set a name and a way to handle errors.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name, f.onError = name, errorHandling
}

// Output is where messages go: if nothing else was set, standard error.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// SetOutput sets where messages go.
func (f *FlagSet) SetOutput(output io.Writer) { f.output = output }

// Name is the set's name.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling is what Parse does about errors.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.onError }

// Parsed reports whether Parse was called.
func (f *FlagSet) Parsed() bool { return f.parsed }

// NFlag is the number of flags that were set.
func (f *FlagSet) NFlag() int { return len(f.set) }

// NArg is the number of arguments after the flags.
func (f *FlagSet) NArg() int { return len(f.args) }

// Args is the arguments after the flags.
func (f *FlagSet) Args() []string { return f.args }

// Arg is argument i after the flags, or "".
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// Lookup is the flag of that name, or nil.
func (f *FlagSet) Lookup(name string) *Flag { return f.flags[name] }

func visit(flags map[string]*Flag, fn func(*Flag)) {
	for _, name := range slices.Sorted(maps.Keys(flags)) {
		fn(flags[name])
	}
}

// VisitAll calls fn for all flags, by name.
func (f *FlagSet) VisitAll(fn func(*Flag)) { visit(f.flags, fn) }

// Visit calls fn for the flags that were set, by name.
func (f *FlagSet) Visit(fn func(*Flag)) { visit(f.set, fn) }

// Set sets a flag.
func (f *FlagSet) Set(name, value string) error { return f.assign(name, value) }

func (f *FlagSet) assign(name, value string) error {
	flag := f.flags[name]
	if flag == nil {
		_, file, line, ok := runtime.Caller(2)
		if !ok {
			file, line = "?", 0
		}
		if f.missed == nil {
			f.missed = map[string]string{}
		}
		f.missed[name] = fmt.Sprintf("%s:%d", file, line)
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	f.wasSet(flag)
	return nil
}

func (f *FlagSet) wasSet(flag *Flag) {
	if f.set == nil {
		f.set = map[string]*Flag{}
	}
	f.set[flag.Name] = flag
}

// Var adds a flag.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.say("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.say("flag %q contains =", name))
	}
	flag := &Flag{name, usage, value, value.String()}
	if f.flags[name] != nil {
		text := "flag redefined: " + name
		if f.name != "" {
			text = f.name + " " + text
		}
		panic(f.say("%s", text))
	}
	if place := f.missed[name]; place != "" {
		panic(fmt.Sprintf("flag %s set at %s before being defined", name, place))
	}
	if f.flags == nil {
		f.flags = map[string]*Flag{}
	}
	f.flags[name] = flag
}

// say prints a message and returns it.
func (f *FlagSet) say(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	fmt.Fprintln(f.Output(), text)
	return text
}

// fail prints a message and how flags are used.
func (f *FlagSet) fail(format string, args ...any) error {
	text := f.say(format, args...)
	f.usage()
	return errors.New(text)
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
		return
	}
	f.Usage()
}

func (f *FlagSet) defaultUsage() {
	if f.name == "" {
		fmt.Fprintln(f.Output(), "Usage:")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

// UnquoteUsage is what a flag's value is called, between backquotes in its usage or by its type,
// and the usage without backquotes.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	usage = flag.Usage
	if before, rest, ok := strings.Cut(usage, "`"); ok {
		if name, after, ok := strings.Cut(rest, "`"); ok {
			return name, before + name + after
		}
	}
	switch v := flag.Value.(type) {
	case boolFlag:
		if v.IsBoolFlag() {
			return "", usage
		}
	case *durationValue:
		return "duration", usage
	case *float64Value:
		return "float", usage
	case *intValue, *int64Value:
		return "int", usage
	case *stringValue:
		return "string", usage
	case *uintValue, *uint64Value:
		return "uint", usage
	}
	return "value", usage
}

// isZero reports whether a flag's first value is what its type has without being set.
func isZero(flag *Flag) (zero bool, err error) {
	t := reflect.TypeOf(flag.Value)
	var v reflect.Value
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
		v = reflect.New(t)
	} else {
		v = reflect.Zero(t)
	}
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic calling String method on zero %v for flag %s: %v", t, flag.Name, e)
		}
	}()
	return v.Interface().(Value).String() == flag.DefValue, nil
}

// PrintDefaults prints all flags and what they are for.
func (f *FlagSet) PrintDefaults() {
	const margin = "\n    \t"
	var problems []error
	f.VisitAll(func(flag *Flag) {
		name, usage := UnquoteUsage(flag)
		text := "  -" + flag.Name
		if name != "" {
			text += " " + name
		}
		if len(text) <= 4 {
			text += "\t"
		} else {
			text += margin
		}
		text += strings.ReplaceAll(usage, "\n", margin)
		zero, err := isZero(flag)
		if err != nil {
			problems = append(problems, err)
		} else if !zero {
			format := " (default %v)"
			if _, ok := flag.Value.(*stringValue); ok {
				format = " (default %q)"
			}
			text += fmt.Sprintf(format, flag.DefValue)
		}
		fmt.Fprint(f.Output(), text, "\n")
	})
	if problems != nil {
		fmt.Fprintln(f.Output())
	}
	for _, err := range problems {
		fmt.Fprintln(f.Output(), err)
	}
}

// Parse reads flags from arguments, which are without the program's name.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.parseOne()
		if err != nil {
			return f.handle(err)
		}
		if !more {
			return nil
		}
	}
}

func (f *FlagSet) handle(err error) error {
	switch f.onError {
	case ExitOnError:
		if err == ErrHelp {
			os.Exit(0)
		}
		os.Exit(2)
	case PanicOnError:
		panic(err)
	case ContinueOnError:
		return err
	}
	return nil
}

// parseOne reads the flag that comes next, if one does.
func (f *FlagSet) parseOne() (more bool, err error) {
	if len(f.args) == 0 || len(f.args[0]) < 2 || f.args[0][0] != '-' {
		return false, nil
	}
	arg := f.args[0]
	if arg == "--" {
		f.args = f.args[1:]
		return false, nil
	}
	name := strings.TrimPrefix(arg[1:], "-")
	if name == "" || name[0] == '-' || name[0] == '=' {
		return false, f.fail("bad flag syntax: %s", arg)
	}
	f.args = f.args[1:]
	name, value, hasValue := strings.Cut(name, "=")
	flag := f.flags[name]
	if flag == nil {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.fail("flag provided but not defined: -%s", name)
	}
	if b, ok := flag.Value.(boolFlag); ok && b.IsBoolFlag() {
		if !hasValue {
			value = "true"
		}
		if err := b.Set(value); err != nil {
			if !hasValue {
				return false, f.fail("invalid boolean flag %s: %v", name, err)
			}
			return false, f.fail("invalid boolean value %q for -%s: %v", value, name, err)
		}
	} else {
		if !hasValue {
			if len(f.args) == 0 {
				return false, f.fail("flag needs an argument: -%s", name)
			}
			value, f.args = f.args[0], f.args[1:]
		}
		if err := flag.Value.Set(value); err != nil {
			return false, f.fail("invalid value %q for flag -%s: %v", value, name, err)
		}
	}
	f.wasSet(flag)
	return true, nil
}
