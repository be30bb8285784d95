// Examples: programs that say what they print.

package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// InternalExample is an example and what it should print.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

func runExamples(examples []InternalExample) (ran, ok bool) {
	ok = true
	for _, e := range examples {
		if wanted(flags.run, e.Name) {
			ran = true
			ok = e.run() && ok
		}
	}
	return
}

// run calls the example with its output going into a pipe.
func (e *InternalExample) run() (ok bool) {
	if !flags.quiet {
		fmt.Printf("=== RUN   %s\n", e.Name)
	}
	stdout := os.Stdout
	r, w, _ := os.Pipe()
	os.Stdout = w
	printed := make(chan string)
	go func() {
		text, _ := io.ReadAll(r)
		printed <- string(text)
	}()
	finished := false
	start := time.Now()
	defer func() {
		spent := time.Since(start)
		w.Close()
		os.Stdout = stdout
		got := <-printed
		v := recover()
		ok = e.judge(got, spent, finished, v)
		if v == nil && !finished {
			v = errUnfinished
		}
		if v != nil {
			panic(v)
		}
	}()
	e.F()
	finished = true
	return
}

func (e *InternalExample) judge(printed string, spent time.Duration, finished bool, v any) bool {
	got, want := strings.TrimSpace(printed), strings.TrimSpace(e.Output)
	why := ""
	if e.Unordered {
		if v == nil && !slices.Equal(sorted(got), sorted(want)) {
			why = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", printed, e.Output)
		}
	} else if v == nil && got != want {
		why = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	if why != "" || !finished || v != nil {
		fmt.Printf("--- FAIL: %s (%s)\n%s", e.Name, seconds(spent), why)
		return false
	}
	if !flags.quiet {
		fmt.Printf("--- PASS: %s (%s)\n", e.Name, seconds(spent))
	}
	return true
}

func sorted(text string) []string { return slices.Sorted(strings.SplitSeq(text, "\n")) }
