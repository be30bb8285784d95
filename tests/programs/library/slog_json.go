// JSON handlers of log/slog: every kind of value in all places that groups make.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math"
	"os"
	"strings"
	"time"
)

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("REDACTED") }

type loop struct{}

func (l loop) LogValue() slog.Value { return slog.AnyValue(l) }

type boom struct{}

func (*boom) LogValue() slog.Value { panic("no") }

type nilStr struct{ s string }

func (n *nilStr) String() string { return n.s }

type tm struct{ fail bool }

func (t tm) MarshalText() ([]byte, error) {
	if t.fail {
		return nil, errors.New("failed to marshal")
	}
	return []byte("t m"), nil
}

type pan struct{}

func (pan) MarshalText() ([]byte, error) { panic("pan") }

type ptm struct{}

func (p *ptm) MarshalText() ([]byte, error) { _ = *p; return nil, nil }

type bytesT []byte

type mj struct{}

func (mj) MarshalJSON() ([]byte, error) { return []byte(`{"own": [1, 2]}`), nil }

type em struct{}

func (em) MarshalJSON() ([]byte, error) { return []byte(`"both"`), nil }
func (em) Error() string                { return "error" }

type user struct {
	ID   int
	Name string
}

func (u user) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("id", u.ID), slog.String("name", u.Name))
}

func noTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

func handlers(opts *slog.HandlerOptions) []slog.Handler {
	return []slog.Handler{slog.NewJSONHandler(os.Stdout, opts)}
}

func main() {
	when := time.Date(2024, 2, 3, 4, 5, 6, 789123456, time.UTC)
	est := time.FixedZone("EST", -5*3600)
	attrs := []slog.Attr{
		slog.String("s", "plain"), slog.String("s", "with space"), slog.String("s", ""), slog.String("s", "a=b"),
		slog.String("s", "q\"q"), slog.String("s", "back\\slash"), slog.String("s", "new\nline"), slog.String("s", "tab\t"),
		slog.String("s", "ünï"), slog.String("s", "\x7f"), slog.String("s", "\xff"), slog.String("s", "\u2028"), slog.String("s", "\u00a0"),
		slog.String("", "emptykey"), slog.String("a b", "key"), slog.String("a=b", "key"),
		slog.Int("i", -5), slog.Int64("i", 1<<62), slog.Uint64("u", 1<<63), slog.Float64("f", 3.14), slog.Float64("f", 1e21), slog.Float64("f", 1e-7),
		slog.Bool("b", true), slog.Bool("b", false), slog.Duration("d", 1500*time.Millisecond), slog.Time("t", when), slog.Time("t", when.In(est)), slog.Time("t", time.Time{}),
		slog.Any("nil", nil), slog.Any("err", errors.New("an error")), slog.Any("err", fmt.Errorf("wrap: %w", io.EOF)), slog.Any("x", []int{1, 2}), slog.Any("x", map[string]int{"b": 1, "a": 2}),
		slog.Any("x", struct{ A, B int }{1, 2}), slog.Any("x", &struct{ A, B int }{1, 2}), slog.Any("bs", []byte("hi there")), slog.Any("bs", bytesT("x=y")),
		slog.Any("sec", secret("p")), slog.Any("loop", loop{}), slog.Any("tm", tm{}), slog.Any("tm", tm{true}), slog.Any("pan", pan{}), slog.Any("ptm", (*ptm)(nil)), slog.Any("ns", (*nilStr)(nil)),
		slog.Group("g", slog.Int("a", 1), slog.Int("b", 2)), slog.Group("", slog.Int("inl", 1)), slog.Group("empty"), slog.Group("g", slog.Group("h", "x", 1), "y", "z"),
		slog.Any("user", user{1, "bob"}), slog.Any("lvl", slog.LevelWarn+1), slog.Any("i8", int8(-3)), slog.Any("u8", uint8(3)), slog.Any("up", uintptr(9)), slog.Any("f32", float32(0.5)),
		slog.Any("kind", slog.KindGroup), slog.Any("attr", slog.Int("k", 1)), slog.Any("attrs", []slog.Attr{slog.Int("k", 1)}), slog.Any("val", slog.IntValue(7)), slog.Any("str", fmt.Stringer(slog.LevelInfo)),
		slog.Attr{}, slog.Any("src", &slog.Source{Function: "f", File: "a/b.go", Line: 3}), slog.Any("src", (*slog.Source)(nil)), slog.Any("src", &slog.Source{}), slog.Any("c", 1+2i), slog.Float64("nan", math.NaN()), slog.Float64("inf", math.Inf(1)), slog.String("ctl", "\x00\x1b\b\f"), slog.Any("html", "<a&b>"), slog.Any("m", map[string]any{"<": []any{nil, 1.5, "x"}}), slog.Any("mj", mj{}), slog.Any("em", em{}), slog.Any("ch", (chan int)(nil)), slog.Time("far", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)),
		slog.Group("", slog.Group("empty2")), slog.Group("only", slog.Attr{}),
	}
	for _, a := range attrs {
		for _, opts := range []*slog.HandlerOptions{nil, {ReplaceAttr: noTime}} {
			for _, h := range handlers(opts) {
				r := slog.NewRecord(when, slog.LevelInfo, "msg", 0)
				r.AddAttrs(a)
				h.Handle(context.Background(), r)
				h.WithAttrs([]slog.Attr{a}).Handle(context.Background(), slog.NewRecord(time.Time{}, slog.LevelInfo, "m m", 0))
				h.WithGroup("G").WithAttrs([]slog.Attr{a}).WithGroup("H").WithAttrs([]slog.Attr{slog.Int("z", 1)}).Handle(context.Background(), r)
				h.WithGroup("G").WithGroup("H").Handle(context.Background(), slog.NewRecord(time.Time{}, slog.LevelInfo, "", 0))
				h.WithGroup("G").WithGroup("H").WithAttrs([]slog.Attr{a}).Handle(context.Background(), slog.NewRecord(time.Time{}, slog.LevelInfo, "", 0))
			}
		}
		fmt.Println(a.Value.Kind(), a, a.Value.Resolve().Kind())
	}
	logger := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, Level: slog.LevelDebug, ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		if a.Key == slog.SourceKey {
			s := a.Value.Any().(*slog.Source)
			s.File = s.File[strings.LastIndexByte(s.File, '/')+1:]
		}
		return a
	}}))
	logger.Info("with source")
	func() { logger.Log(nil, slog.LevelWarn+1, "in func") }()
	logger.LogAttrs(context.Background(), slog.LevelDebug, "attrs", slog.Int("a", 1))
	slog.SetDefault(logger)
	log.Print("from log")
	log.Printf("from log %d\n", 2)
	slog.Info("default")
	slog.LogAttrs(context.Background(), slog.LevelError, "def attrs", slog.Bool("b", true))
	ll := slog.NewLogLogger(logger.Handler(), slog.LevelWarn)
	ll.Println("log logger")
	ll.SetPrefix("p: ")
	ll.Print("log logger")
	fmt.Println(logger.Enabled(nil, slog.LevelDebug-1), logger.Enabled(nil, slog.LevelDebug))
	m := slog.New(slog.NewMultiHandler(logger.Handler(), slog.DiscardHandler, logger.Handler().WithGroup("second")))
	m.Info("multi", "k", "v")
	m.With("w", 1).WithGroup("gg").Info("multi", "k", "v")
}
