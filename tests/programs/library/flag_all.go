// Flags of all types, bad arguments, usage texts, and the flags of the program itself.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string { return strings.Join(*l, ",") }
func (l *list) Set(s string) error {
	if s == "no" {
		return errors.New("refused")
	}
	*l = append(*l, s)
	return nil
}

type level int

func (l level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("L%d", int(l))), nil }
func (l *level) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "L%d", (*int)(l))
	return err
}

type fragile struct{ p *int }

func (f *fragile) String() string   { return fmt.Sprint(*f.p) }
func (f *fragile) Set(string) error { return nil }

type maybe struct{ set bool }

func (m *maybe) String() string     { return fmt.Sprint(m.set) }
func (m *maybe) Set(s string) error { m.set = s == "true"; return nil }
func (m *maybe) IsBoolFlag() bool   { return true }

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("panic: %v %T\n", e, e)
		}
	}()
	f()
}

func full(name string, h flag.ErrorHandling) (*flag.FlagSet, *bytes.Buffer) {
	f := flag.NewFlagSet(name, h)
	var out bytes.Buffer
	f.SetOutput(&out)
	f.Bool("b", false, "a bool")
	f.Bool("bt", true, "a true bool")
	f.Int("n", 5, "number of `things` to do")
	f.Int64("i64", -6, "long")
	f.Uint("u", 0, "unsigned")
	f.Uint64("u64", 7, "unsigned long")
	f.String("s", "def \"q\"", "text")
	f.String("empty", "", "text\nover lines")
	f.Float64("f", 1.5, "float")
	f.Float64("f0", 0, "float")
	f.Duration("d", time.Second, "duration")
	f.Duration("d0", 0, "duration")
	var l list
	f.Var(&l, "l", "list of `one only")
	var lv level
	f.TextVar(&lv, "level", level(3), "level")
	f.Func("fn", "calls", func(s string) error {
		if s == "bad" {
			return errors.New("fn says no")
		}
		fmt.Println("fn", s)
		return nil
	})
	f.BoolFunc("bf", "calls bool", func(s string) error {
		if s != "true" {
			return errors.New("bf says no")
		}
		fmt.Println("bf", s)
		return nil
	})
	f.Var(&maybe{}, "m", "maybe")
	return f, &out
}

func main() {
	for _, args := range [][]string{
		{}, {"a"}, {"-b"}, {"--b"}, {"-b=false", "x"}, {"-b", "false"}, {"-b=x"}, {"-b="}, {"-bt=F"}, {"-n", "7"}, {"-n=0x10"}, {"-n=0b11", "-n=0o17"}, {"-n=1_000"}, {"-n", "x"}, {"-n"}, {"-n="}, {"-n=99999999999999999999"}, {"-i64", "-5"},
		{"-u=-1"}, {"-u64", "18446744073709551615"}, {"-u64", "18446744073709551616"}, {"-s", "x y"}, {"-s="}, {"-s"}, {"-s=a=b"}, {"-f", "1e3"}, {"-f=1e400"}, {"-f=z"}, {"-d", "1h2m"}, {"-d=5"}, {"-l", "a", "-l=b"}, {"-l=no"}, {"-level=L9"}, {"-level", "x"},
		{"-fn", "q"}, {"-fn", "bad"}, {"-fn"}, {"-bf"}, {"-bf=false"}, {"-m"}, {"-m=no"}, {"-zz"}, {"--zz=1"}, {"-"}, {"--"}, {"--", "-b"}, {"-b", "--", "-n"}, {"---b"}, {"-=x"}, {"--=x"}, {"-h"}, {"-help"}, {"--help"}, {"-b", "-n", "3", "rest", "-s", "q"}, {"-b", "-", "-n"}, {"-h=1"},
	} {
		f, out := full("prog", flag.ContinueOnError)
		err := f.Parse(args)
		fmt.Printf("%q => %v args=%q n=%d %v %T help=%v\n", args, err, f.Args(), f.NFlag(), f.Parsed(), err, err == flag.ErrHelp)
		f.Visit(func(x *flag.Flag) { fmt.Printf("  %s=%s", x.Name, x.Value) })
		lines := strings.Split(out.String(), "\n")
		fmt.Println(" |", lines[0], len(lines))
	}
	f, out := full("prog", flag.ContinueOnError)
	f.PrintDefaults()
	f.Usage()
	fmt.Println(out.String())
	f, out = full("", flag.ContinueOnError)
	f.Parse([]string{"-x"})
	fmt.Println(out.String())
	f.VisitAll(func(x *flag.Flag) {
		g, ok := x.Value.(flag.Getter)
		fmt.Printf("%s %T %q %v", x.Name, x.Value, x.DefValue, ok)
		if ok && x.Name != "level" {
			fmt.Printf(" %T %v", g.Get(), g.Get())
		}
		n, u := flag.UnquoteUsage(x)
		fmt.Printf(" %q %q\n", n, u)
	})
	fmt.Println(f.Lookup("n").DefValue, f.Lookup("nope") == nil, f.Set("n", "9"), f.Lookup("n").Value, f.NFlag(), f.Set("n", "x"), f.Set("nope", "1"))
	fmt.Println(f.Arg(0) == "", f.Arg(-1) == "", f.NArg(), f.Name(), f.ErrorHandling())
	f.Init("other", flag.PanicOnError)
	fmt.Println(f.Name(), f.ErrorHandling())
	try(func() { f.Parse([]string{"-x"}) })
	try(func() { f.Parse([]string{"-h"}) })
	try(func() { f.Int("n", 1, "again") })
	try(func() { f.Int("-n", 1, "dash") })
	try(func() { f.Int("a=b", 1, "equals") })
	try(func() { f.Int("", 1, "no name") })
	try(func() {
		var lv level
		f.TextVar(&lv, "t", new(level), "ok")
		var tm time.Time
		f.TextVar(&tm, "u", level(1), "wrong")
	})
	out.Reset()
	one := 1
	f.Var(&fragile{&one}, "frag", "fragile")
	f.PrintDefaults()
	fmt.Println(out.String())
	g := flag.NewFlagSet("g", flag.ContinueOnError)
	g.SetOutput(os.Stdout)
	g.Usage = func() { fmt.Fprintln(g.Output(), "own usage") }
	fmt.Println(g.Parse([]string{"-q"}))
	fmt.Println(g.Parse([]string{"-h"}))
	var z flag.FlagSet
	z.SetOutput(os.Stdout)
	fmt.Println(z.Parse([]string{"-q"}), z.Parse(nil), z.Parsed())
	fmt.Println(z.Set("later", "1"))
	try(func() { z.Bool("other", false, "") })
	var p *flag.Flag
	z.VisitAll(func(f *flag.Flag) { p = f })
	fmt.Println(p.Name)

	os.Args = []string{"cmd", "-v", "-name=x", "rest"}
	flag.CommandLine.Init("cmd", flag.ContinueOnError)
	flag.CommandLine.SetOutput(os.Stdout)
	v := flag.Bool("v", false, "verbose")
	name := flag.String("name", "", "the `name`")
	var n int
	flag.IntVar(&n, "n", 3, "number")
	var dur time.Duration
	flag.DurationVar(&dur, "dur", 0, "dur")
	flag.Parse()
	fmt.Println(*v, *name, n, flag.Args(), flag.NArg(), flag.NFlag(), flag.Arg(0), flag.Parsed())
	flag.PrintDefaults()
	flag.Usage()
	flag.CommandLine.Parse([]string{"-bad"})
	flag.Usage = func() { fmt.Println("mine") }
	flag.CommandLine.Parse([]string{"-bad"})
	fmt.Println(flag.Lookup("n").Value, flag.Set("n", "8"), n)
	flag.Visit(func(f *flag.Flag) { fmt.Print(f.Name, " ") })
	fmt.Println()
}
