// Package pprof writes profiles as text. Those of time, memory and waits stay empty: the page shows
// what they would. Goroutines are listed, and programs may keep profiles of their own.
package pprof

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Profile is a set of stacks with a name.
type Profile struct {
	name string
	mu   sync.Mutex
	all  map[any][]uintptr
	own  bool // made by NewProfile
}

var profiles struct {
	mu  sync.Mutex
	all map[string]*Profile
}

// locked holds the lock of all profiles, and makes those that are always there.
func locked() map[string]*Profile {
	profiles.mu.Lock()
	if profiles.all == nil {
		profiles.all = map[string]*Profile{}
		for _, name := range []string{"allocs", "block", "goroutine", "heap", "mutex", "threadcreate"} {
			profiles.all[name] = &Profile{name: name}
		}
	}
	return profiles.all
}

// NewProfile makes an empty profile.
func NewProfile(name string) *Profile {
	all := locked()
	defer profiles.mu.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if all[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, own: true, all: map[any][]uintptr{}}
	all[name] = p
	return p
}

// Lookup is the profile of that name; nil if there is none.
func Lookup(name string) *Profile {
	all := locked()
	defer profiles.mu.Unlock()
	return all[name]
}

// Profiles is all profiles, by name.
func Profiles() []*Profile {
	all := locked()
	defer profiles.mu.Unlock()
	out := make([]*Profile, 0, len(all))
	for _, p := range all {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *Profile) int { return strings.Compare(a.name, b.name) })
	return out
}

// Name is the profile's name.
func (p *Profile) Name() string { return p.name }

// Count is how many stacks the profile has.
func (p *Profile) Count() int {
	if p.name == "goroutine" {
		return runtime.NumGoroutine()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.all)
}

// Add adds the stack of its caller, or that skip levels above, under value.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if !p.own {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	stack := make([]uintptr, 32)
	stack = stack[:runtime.Callers(skip+1, stack)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.all[value] = stack
}

// Remove takes away what was added under value, if anything was.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.all, value)
}

// errBinary says that there is only text.
var errBinary = errors.New("pprof: profiles are only written as text here: use debug=1 or debug=2")

// WriteTo writes the profile: with debug 1 stacks with how often each is there, with debug 2, of
// goroutines, what an uncaught panic would print. Addresses of calls are not known, and are 0.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	if debug <= 0 {
		return errBinary
	}
	var stacks []string
	if p.name == "goroutine" {
		text := everybody()
		if debug >= 2 {
			_, err := io.WriteString(w, text)
			return err
		}
		stacks = ofText(text)
	} else {
		p.mu.Lock()
		for _, pcs := range p.all {
			stacks = append(stacks, ofPCs(pcs))
		}
		p.mu.Unlock()
	}
	return counted(w, p.name, stacks)
}

// everybody is the stacks of all goroutines.
func everybody() string {
	for size := 1 << 16; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size {
			return string(buf[:n])
		}
	}
}

// ofText is the stacks in a text like everybody's, as counted writes them.
func ofText(text string) []string {
	var stacks []string
	for block := range strings.SplitSeq(text, "\n\n") {
		lines := strings.Split(block, "\n")
		var out strings.Builder
		for i := 1; i+1 < len(lines) && !strings.HasPrefix(lines[i], "created by"); i += 2 {
			name := lines[i]
			if at := strings.LastIndexByte(name, '('); at >= 0 {
				name = name[:at]
			}
			place, offset, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " ")
			fmt.Fprintf(&out, "#\t0x0\t%s%s\t%s\n", name, offset, place)
		}
		stacks = append(stacks, out.String())
	}
	return stacks
}

func ofPCs(pcs []uintptr) string {
	var out strings.Builder
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if f.Function != "" {
			fmt.Fprintf(&out, "#\t%#x\t%s+%#x\t%s:%d\n", f.PC, f.Function, f.PC-f.Entry, f.File, f.Line)
		}
		if !more {
			return out.String()
		}
	}
}

// counted writes each stack with how often it is there, the most frequent first.
func counted(w io.Writer, name string, stacks []string) error {
	count := map[string]int{}
	var distinct []string
	for _, s := range stacks {
		if count[s]++; count[s] == 1 {
			distinct = append(distinct, s)
		}
	}
	slices.SortFunc(distinct, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	if _, err := fmt.Fprintf(w, "%s profile: total %d\n", name, len(stacks)); err != nil {
		return err
	}
	for _, s := range distinct {
		if _, err := fmt.Fprintf(w, "%d @\n%s\n", count[s], s); err != nil {
			return err
		}
	}
	return nil
}

// WriteHeapProfile fails as WriteTo does with debug 0.
func WriteHeapProfile(w io.Writer) error { return Lookup("heap").WriteTo(w, 0) }

var cpu struct {
	mu sync.Mutex
	on bool
}

// StartCPUProfile is accepted once at a time; nothing is measured, and nothing is written.
func StartCPUProfile(w io.Writer) error {
	cpu.mu.Lock()
	defer cpu.mu.Unlock()
	if cpu.on {
		return errors.New("cpu profiling already in use")
	}
	cpu.on = true
	return nil
}

// StopCPUProfile ends what StartCPUProfile began.
func StopCPUProfile() {
	cpu.mu.Lock()
	defer cpu.mu.Unlock()
	cpu.on = false
}
