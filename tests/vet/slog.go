// Alternating keys and values of log/slog.
package main

import (
	"context"
	"errors"
	"log/slog"
)

type key string

func args() []any { return nil }
func two() (string, any) { return "", 1 }

func wrong(l *slog.Logger, ctx context.Context, e error, a any, k key, at slog.Attr) {
	slog.Info("m", "k")
	slog.Info("m", 1)
	slog.Info("m", 1, 2)
	slog.Warn("m", "k", 1, "l")
	slog.Error("m", e)
	slog.Debug("m", "k", 1, 2, 3)
	l.Info("m", "k")
	l.InfoContext(ctx, "m", "k")
	slog.InfoContext(ctx, "m", 1, 2)
	l.With("k")
	slog.With("k", 1, 2)
	slog.Group("g", "k")
	slog.Group("g", 1, "k")
	l.Log(ctx, slog.LevelInfo, "m", "k")
	slog.Log(ctx, slog.LevelInfo, "m", errors.New("x"), 1)
	slog.Info("m", a, 1, 2)
	slog.Info("m", k, 1)
	slog.Info("m", at, "k")
	slog.Info("m", "k", 1, at, "l")
	slog.Info("m", a, "k")
	slog.Info("m", a)
	slog.Info("m", 'x', 1)
	slog.Info("m", nil, 1)
	slog.Info("m", []int{1}, "x")
	slog.Info("m", func() {}, "x")
	var r slog.Record
	r.Add("k")
	slog.Info("m", two)
	slog.Info("m", "k", "v", a, a, 3)
	slog.Info("m", 1+2)
}

func right(l *slog.Logger, ctx context.Context, a any, at slog.Attr) {
	slog.Info("m")
	slog.Info("m", "k", 1)
	slog.Info("m", at)
	slog.Info("m", at, "k", 1, at)
	slog.Info("m", slog.Int("a", 1), "k", 2)
	slog.Info("m", args()...)
	l.Info("m", a, 1)
	slog.LogAttrs(ctx, slog.LevelInfo, "m", at)
	slog.Group("g", at, "k", 1)
	slog.Info("m", "k", slog.GroupValue(at))
	const c = "k"
	slog.Info("m", c, 1)
}

func main() {}
