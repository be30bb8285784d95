// Levels: how important a record is.

package slog

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
)

// Level is the importance of a record: higher is more important.
type Level int

// The levels that have names; others are named by their distance from these.
const (
	LevelDebug Level = -4
	LevelInfo  Level = 0
	LevelWarn  Level = 4
	LevelError Level = 8
)

var levelNames = [...]string{"DEBUG", "INFO", "WARN", "ERROR"}

// String is the nearest name that is not higher, and how far l is above it: "WARN+2".
func (l Level) String() string {
	nearest := min(max(LevelDebug, l&^3), LevelError)
	name := levelNames[nearest/4+1]
	switch d := int(l - nearest); {
	case d > 0:
		return name + "+" + strconv.Itoa(d)
	case d < 0:
		return name + strconv.Itoa(d)
	}
	return name
}

// MarshalJSON is String, quoted.
func (l Level) MarshalJSON() ([]byte, error) { return strconv.AppendQuote(nil, l.String()), nil }

// UnmarshalJSON reads what MarshalJSON writes, in any case.
func (l *Level) UnmarshalJSON(data []byte) error {
	s, err := strconv.Unquote(string(data))
	if err != nil {
		return err
	}
	return l.parse(s)
}

// AppendText appends String.
func (l Level) AppendText(b []byte) ([]byte, error) { return append(b, l.String()...), nil }

// MarshalText is String.
func (l Level) MarshalText() ([]byte, error) { return l.AppendText(nil) }

// UnmarshalText reads what MarshalText writes, in any case.
func (l *Level) UnmarshalText(data []byte) error { return l.parse(string(data)) }

func (l *Level) parse(s string) error {
	name, offset := s, 0
	if i := strings.IndexAny(s, "+-"); i >= 0 {
		n, err := strconv.Atoi(s[i:])
		if err != nil {
			return fmt.Errorf("slog: level string %q: %w", s, err)
		}
		name, offset = s[:i], n
	}
	name = strings.ToUpper(name)
	for i, known := range levelNames {
		if name == known {
			*l = LevelDebug + Level(4*i+offset)
			return nil
		}
	}
	return fmt.Errorf("slog: level string %q: %w", s, errors.New("unknown name"))
}

// Level makes a Level a Leveler.
func (l Level) Level() Level { return l }

// Leveler is what knows a Level.
type Leveler interface {
	Level() Level
}

// LevelVar is a Level that may change while handlers look at it. The zero one is
// LevelInfo.
type LevelVar struct {
	level atomic.Int64
}

// Level is the level by now.
func (v *LevelVar) Level() Level { return Level(v.level.Load()) }

// Set sets the level.
func (v *LevelVar) Set(l Level) { v.level.Store(int64(l)) }

func (v *LevelVar) String() string { return "LevelVar(" + v.Level().String() + ")" }

// AppendText appends the level's name.
func (v *LevelVar) AppendText(b []byte) ([]byte, error) { return v.Level().AppendText(b) }

// MarshalText is the level's name.
func (v *LevelVar) MarshalText() ([]byte, error) { return v.AppendText(nil) }

// UnmarshalText sets the level by name.
func (v *LevelVar) UnmarshalText(data []byte) error {
	var l Level
	if err := l.UnmarshalText(data); err != nil {
		return err
	}
	v.Set(l)
	return nil
}
