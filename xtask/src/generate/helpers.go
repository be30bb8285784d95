// Package h is what generated programs share: fuel, traced values, and values as text.
//
// Show goes through values by reflection and says the same in every run: pointers are followed,
// functions and channels are nil or not, maps come in the order of their keys' texts.
package h

import (
	"fmt"
	"reflect"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

// Number is what arithmetic works on that orders, too.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// Integer is what shifts work on.
type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// Ordered is what min and max work on.
type Ordered interface {
	Number | ~string
}

const tank = 1500

var (
	fuel  int
	lines int
	kept  any
)

// Step pays for a call or a round of a loop; it panics when nothing is left to pay with.
func Step() {
	fuel--
	if fuel < 0 {
		panic("out of fuel")
	}
}

// Left says whether a loop of its own may go on.
func Left() bool {
	fuel--
	return fuel >= 0
}

// Refuel begins a section.
func Refuel() {
	fuel, lines = tank, 0
}

// Keep makes what it gets reachable, so that it lies in the heap.
func Keep(x any) { kept = x }

// Id returns its argument.
//
//go:noinline
func Id[T any](x T) T { return x }

// T says that x was evaluated.
func T[V any](label int, x V) V {
	say("  t" + strconv.Itoa(label) + " " + Show(x))
	return x
}

// Ix is an index into n elements, if there are any.
func Ix[I Integer](i I, n int) int {
	if n <= 0 {
		return 0
	}
	return int(uint64(i) % uint64(n))
}

// P prints values.
func P(label int, xs ...any) {
	parts := make([]string, 0, len(xs)+1)
	parts = append(parts, strconv.Itoa(label)+":")
	for _, x := range xs {
		parts = append(parts, Show(x))
	}
	say(strings.Join(parts, " "))
}

// F prints what a format makes of values.
func F(label int, format string, xs ...any) {
	say(strconv.Itoa(label) + ": " + fmt.Sprintf(format, xs...))
}

func say(s string) {
	lines++
	if lines > 60 {
		fuel -= 20
	}
	if len(s) > 400 {
		sum := uint32(7)
		for i := range len(s) {
			sum = sum*31 + uint32(s[i])
		}
		s = s[:400] + fmt.Sprint("... ", len(s), " ", sum)
	}
	fmt.Println(s)
}

// Try calls f and says how it ended.
func Try(name string, f func()) {
	Refuel()
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", Text(r))
		}
	}()
	f()
	fmt.Println(name, "ends")
}

// Text says what was recovered.
func Text(r any) string {
	switch r := r.(type) {
	case nil:
		return "nothing"
	case runtime.Error:
		// Which of the two it is depends on what gc inlined.
		if s := r.Error(); strings.HasPrefix(s, "value method ") || strings.HasSuffix(s, "nil pointer dereference") {
			return "runtime: nil pointer"
		}
		return "runtime: " + r.Error()
	case string:
		return strconv.Quote(r)
	case error:
		if reflect.TypeOf(r).Kind() == reflect.Pointer {
			return "error " + reflect.TypeOf(r).String()
		}
	}
	return fmt.Sprintf("%T ", r) + Show(r)
}

// Sum is a number for a value, whatever order values are summed up in.
func Sum(xs ...any) uint64 {
	sum := uint64(1469598103934665603)
	for _, x := range xs {
		s := Show(x)
		for i := range len(s) {
			sum = (sum ^ uint64(s[i])) * 1099511628211
		}
	}
	return sum >> 3
}

// Show says what a value is.
func Show(x any) string {
	var b strings.Builder
	show(&b, reflect.ValueOf(x), 6)
	return b.String()
}

func show(b *strings.Builder, v reflect.Value, depth int) {
	if b.Len() > 600 || depth == 0 {
		b.WriteString("…")
		return
	}
	switch v.Kind() {
	case reflect.Invalid:
		b.WriteString("nil")
	case reflect.Bool:
		b.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		b.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		b.WriteString(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32:
		b.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, 32))
	case reflect.Float64:
		b.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case reflect.Complex64:
		b.WriteString(strconv.FormatComplex(v.Complex(), 'g', -1, 64))
	case reflect.Complex128:
		b.WriteString(strconv.FormatComplex(v.Complex(), 'g', -1, 128))
	case reflect.String:
		b.WriteString(strconv.Quote(v.String()))
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() {
			b.WriteString("nil")
		}
		b.WriteString("[")
		for i := range v.Len() {
			if i > 0 {
				b.WriteString(" ")
			}
			if i == 16 {
				b.WriteString("…")
				break
			}
			show(b, v.Index(i), depth-1)
		}
		b.WriteString("]")
	case reflect.Map:
		if v.IsNil() {
			b.WriteString("nil")
		}
		var entries []string
		for it := v.MapRange(); it.Next(); {
			var e strings.Builder
			show(&e, it.Key(), depth-1)
			e.WriteString(":")
			show(&e, it.Value(), depth-1)
			entries = append(entries, e.String())
		}
		sort.Strings(entries)
		b.WriteString("map{" + strings.Join(entries, " ") + "}")
	case reflect.Struct:
		b.WriteString(v.Type().Name() + "{")
		for i := range v.NumField() {
			if i > 0 {
				b.WriteString(" ")
			}
			show(b, v.Field(i), depth-1)
		}
		b.WriteString("}")
	case reflect.Pointer:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		b.WriteString("&")
		show(b, v.Elem(), depth-1)
	case reflect.Interface:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		e := v.Elem()
		b.WriteString(e.Type().String() + "(")
		show(b, e, depth-1)
		b.WriteString(")")
	case reflect.Chan:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		b.WriteString("chan " + strconv.Itoa(v.Len()) + "/" + strconv.Itoa(v.Cap()))
	default:
		if v.IsNil() {
			b.WriteString("nil ")
		}
		b.WriteString(v.Kind().String())
	}
}

// Upto yields the first n numbers.
func Upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer func() { say("  upto done") }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Each yields indices and elements.
func Each[E any](s []E) func(func(int, E) bool) {
	return func(yield func(int, E) bool) {
		for i, e := range s {
			if !yield(i, e) {
				return
			}
		}
	}
}

// Cut keeps strings from growing without end.
func Cut[S ~string](s S) S {
	if len(s) > 64 {
		return s[:64]
	}
	return s
}

// Trim does the same for slices.
func Trim[S ~[]E, E any](s S) S {
	if len(s) > 24 {
		return s[:24]
	}
	return s
}

// Short does it for whatever may be a string.
func Short[T Ordered](x T) T {
	if v := reflect.ValueOf(&x).Elem(); v.Kind() == reflect.String && v.Len() > 64 {
		v.SetString(v.String()[:64])
	}
	return x
}

// First is the first of two results.
func First[A, B any](a A, _ B) A { return a }

// Sorted sorts a copy.
func Sorted[S ~[]E, E Ordered](s S) S {
	s = append(S(nil), s...)
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	return s
}

// First3 is the first of three results.
func First3[A, B, C any](a A, _ B, _ C) A { return a }

// Num is x, but a number: the sign of what is none differs between processors.
func Num(x float64) float64 {
	if x != x {
		return 1
	}
	return x
}

// Pack makes one value of many.
func Pack(xs ...any) []any { return xs }

// Guard, deferred, keeps a goroutine's panic from ending the program.
func Guard(label int) {
	if r := recover(); r != nil {
		say(strconv.Itoa(label) + ": guarded " + Text(r))
	}
}

// Caught is what f panics with, or how it ends.
func Caught(f func() string) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = "caught " + Text(r)
		}
	}()
	return f()
}

// Stable sorts by what Show says.
func Stable[S ~[]E, E any](s S) {
	sort.SliceStable(s, func(i, j int) bool { return Show(s[i]) < Show(s[j]) })
}

// Cmp compares neighbours.
func Cmp[S ~[]E, E any](s S, by func(x, y any) int) (list []int) {
	for i := 1; i < len(s) && i < 8; i++ {
		list = append(list, by(s[i-1], s[i]))
	}
	return list
}
