// Calendar, formatting, parsing and rounding of random times.
package main

import (
	"fmt"
	"hash/fnv"
	"math/rand"
	"strings"
	"time"
)

// What the program prints goes into a sum; now and then it is shown.
var (
	sum   = fnv.New64a()
	lines int
)

func noted() {
	if lines++; lines%50 == 0 {
		fmt.Printf("%d %x\n", lines, sum.Sum64())
	}
}

func out(a ...any) {
	fmt.Fprintln(sum, a...)
	noted()
}

func outf(format string, a ...any) {
	fmt.Fprintf(sum, format, a...)
	noted()
}

var R = rand.New(rand.NewSource(7))

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			outf("%s: %v\n", name, r)
		}
	}()
	f()
}

var toks = []string{"2006", "06", "January", "Jan", "1", "01", "Monday", "Mon", "2", "_2", "02", "__2", "002", "15", "3", "03", "4", "04", "5", "05", "PM", "pm", "MST", ".000", ",000", ".999", ".000000000", ",999999999", ".0", ".9", ".99", "Z0700", "Z07:00", "Z07", "Z070000", "Z07:00:00", "-0700", "-07:00", "-07", "-070000", "-07:00:00", "_2006", " ", "-", "/", ":", "T", "x", "Janet", "Mondayish", "Monx", "__", "_", "00", "0", " at "}

func layout() string {
	if R.Intn(3) == 0 {
		return []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly}[R.Intn(19)]
	}
	var b strings.Builder
	for i := R.Intn(8); i >= 0; i-- {
		b.WriteString(toks[R.Intn(len(toks))])
		if R.Intn(2) == 0 {
			b.WriteByte(" -:,/."[R.Intn(6)])
		}
	}
	return b.String()
}

var locs []*time.Location

func rt() time.Time {
	var s int64
	switch R.Intn(6) {
	case 0:
		s = R.Int63n(1 << 33)
	case 1:
		s = -R.Int63n(1 << 37)
	case 2:
		s = R.Int63n(1 << 38)
	case 3:
		s = R.Int63() >> uint(R.Intn(62))
	case 4:
		s = -(R.Int63() >> uint(2+R.Intn(60)))
	case 5:
		s = R.Int63n(1e9) * 86400 / 3600 / 24 * R.Int63n(3)
	}
	ns := R.Int63n(1e9)
	switch R.Intn(4) {
	case 0:
		ns = 0
	case 1:
		ns = ns / 1e6 * 1e6
	case 2:
		ns = R.Int63() - R.Int63()
	}
	return time.Unix(s, ns).In(locs[R.Intn(len(locs))])
}
func mut(s string) string {
	b := []byte(s)
	for n := R.Intn(3); n > 0 && len(b) > 0; n-- {
		i := R.Intn(len(b))
		switch R.Intn(4) {
		case 0:
			b = append(b[:i], b[i+1:]...)
		case 1:
			b[i] = "0123456789:.-+ZTJanpmPM ,"[R.Intn(24)]
		case 2:
			b = append(b[:i], append([]byte{"0123456789:.-+ZT "[R.Intn(17)]}, b[i:]...)...)
		case 3:
			b[i] ^= 0x20
		}
	}
	return string(b)
}
func show(t time.Time) {
	out(t, t.Unix(), t.UnixNano(), t.Location(), t.IsZero())
	n, o := t.Zone()
	y, w := t.ISOWeek()
	a, b, c := t.Date()
	h, m, s := t.Clock()
	out(n, o, y, w, a, b, c, h, m, s, t.Weekday(), t.YearDay(), t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.UnixMilli(), t.UnixMicro())
	outf("%#v %v\n", t, t.UTC())
}
func main() {
	locs = []*time.Location{time.UTC, time.Local, time.FixedZone("", 3600), time.FixedZone("CET", 3600), time.FixedZone("X", -12345), time.FixedZone("", -59), time.FixedZone("", 100*3600), time.FixedZone("", -25*3600-61), time.FixedZone("GMT+3", 3*3600)}
	for i := 0; i < 100; i++ {
		t := rt()
		u := rt()
		show(t)
		out(t.Before(u), t.After(u), t.Equal(u), t.Compare(u), t.Sub(u), t.AddDate(R.Intn(50)-25, R.Intn(50)-25, R.Intn(100)-50))
		d := time.Duration(R.Uint64()) >> uint(R.Intn(64))
		e := time.Duration(R.Int63() >> uint(R.Intn(63)))
		if R.Intn(3) == 0 {
			e = []time.Duration{time.Hour, time.Minute, time.Second, time.Millisecond * 5, 24 * time.Hour, 7 * 24 * time.Hour, 3 * time.Nanosecond, 1500 * time.Millisecond}[R.Intn(8)]
		}
		out(d, e, d.Round(e), d.Truncate(e), d.Seconds(), d.Minutes(), d.Hours(), d.Abs(), d.Milliseconds(), d.Microseconds(), t.Add(d), t.Round(e), t.Truncate(e), t.Add(d).Sub(t))
		out(time.ParseDuration(d.String()))
		out(time.ParseDuration(mut(d.String())))
		l := layout()
		f := t.Format(l)
		outf("%q %q\n", l, f)
		p, err := time.Parse(l, f)
		out(p, err)
		if err == nil {
			show(p)
		}
		p, err = time.Parse(l, mut(f))
		out(p, err)
		p, err = time.Parse(mut(l), mut(f))
		out(p, err)
		p, err = time.ParseInLocation(l, mut(f), locs[R.Intn(len(locs))])
		out(p, err)
		out(t.MarshalBinary())
		out(t.MarshalText())
		j, err := t.MarshalJSON()
		out(string(j), err)
		out(t.AppendText([]byte("x")))
		var v time.Time
		b, _ := t.MarshalBinary()
		out(v.UnmarshalBinary(b), v)
		out(v.UnmarshalJSON([]byte(mut(string(j)))), v)
		out(v.UnmarshalText([]byte(f)), v)
		show(time.Date(R.Intn(10000)-3000, time.Month(R.Intn(60)-20), R.Intn(200)-100, R.Intn(200)-100, R.Intn(200)-100, R.Intn(200)-100, R.Intn(4e9)-2e9, locs[R.Intn(len(locs))]))
	}
	for _, s := range []string{"", "+", "-", "0", "-0", "+0", "1", "1.", "1.s", ".5s", "-.s", "3000000h", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "-9223372036854775809ns", "1h2m3.5s4ms5us6µs7μs8ns", "1e3s", "0.9223372036854775807h", "0.99999999999999999999999s", "1 s", "1d", "\x80s", "1\"s", "9007199254740993ns", "39h9m14.425s", "0.3333333333333333333h", "9223372036.854775808s"} {
		out(time.ParseDuration(s))
	}
	out(time.Month(13), time.Month(-1), time.Weekday(9), time.March, time.Sunday)
	var z time.Time
	show(z)
	out(time.Unix(1<<40, 0).Sub(z), z.Sub(time.Unix(1<<40, 0)), time.Unix(-1<<62, 0).Year(), time.Unix(1<<62, 0), z.Local(), z.Location() == time.UTC)
	try("in", func() { z.In(nil) })
	try("date", func() { time.Date(1, 1, 1, 1, 1, 1, 1, nil) })
	for _, n := range []string{"", "UTC", "Local", "No/Where", "../x", "/x", "\\y", "a..b"} {
		l, err := time.LoadLocation(n)
		out(l, err)
	}
	try("stop", func() { (&time.Timer{}).Stop() })
	try("reset", func() { (&time.Timer{}).Reset(1) })
	try("tick", func() { time.NewTicker(0) })
	(&time.Ticker{}).Stop()
	try("treset", func() { (&time.Ticker{}).Reset(1) })
	try("treset", func() { (&time.Ticker{}).Reset(0) })
	out(time.Tick(0) == nil)
	a, _ := time.Parse(time.RFC3339, "2020-01-01T00:00:00+02:00")
	b, _ := time.Parse(time.RFC3339, "2020-01-01T00:00:00+02:00")
	out(a == b, a)
	n := time.Now()
	out(n.Round(0) == n, n.Equal(n.Round(0)), n.Sub(n), n.Add(5).Sub(n), strings.Contains(n.String(), " m=+"), strings.Contains(n.Add(-1000*time.Hour).String(), " m=-"), n.AddDate(0, 0, 0).Equal(n), time.Since(n) < time.Second, time.Until(n) <= 0, n.Local().Location(), n.Location())
	done := make(chan int)
	time.AfterFunc(5*time.Millisecond, func() { close(done) })
	<-done
	<-time.After(time.Millisecond)
	tk := time.NewTicker(time.Millisecond)
	<-tk.C
	<-tk.C
	tk.Reset(2 * time.Millisecond)
	<-tk.C
	tk.Stop()
	tm := time.NewTimer(time.Hour)
	out(tm.Stop(), tm.Stop(), tm.Reset(time.Millisecond))
	<-tm.C
	time.Sleep(-1)
	time.Sleep(1)

	fmt.Printf("%d %x\n", lines, sum.Sum64())
}
