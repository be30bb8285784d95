// Profiles, labels and traces: what programs can ask of them, and builds and collections as text.
package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"runtime/trace"
	"strings"
)

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panic:", r)
		}
	}()
	f()
}

func main() {
	ctx := pprof.WithLabels(context.Background(), pprof.Labels("b", "2", "a", "1", "b", "3"))
	pprof.Do(context.Background(), pprof.Labels("c", "4", "a", "5"), func(ctx context.Context) {
		pprof.ForLabels(ctx, func(k, v string) bool { fmt.Print(k, "=", v, " "); return true })
		fmt.Println(pprof.Label(ctx, "a"))
		fmt.Println(pprof.Label(ctx, "z"))
	})
	fmt.Println(pprof.Label(ctx, "a"))
	try("labels", func() { pprof.Labels("a") })
	p := pprof.NewProfile("mine")
	try("new", func() { pprof.NewProfile("mine") })
	try("new", func() { pprof.NewProfile("heap") })
	try("new", func() { pprof.NewProfile("") })
	p.Add(1, 0)
	p.Add("two", 0)
	try("add", func() { p.Add(1, 0) })
	try("add", func() { pprof.Lookup("heap").Add(1, 0) })
	fmt.Println(p.Name(), p.Count(), pprof.Lookup("mine") == p, pprof.Lookup("none") == nil)
	p.Remove(1)
	p.Remove(1)
	fmt.Println(p.Count())
	var b bytes.Buffer
	fmt.Println(p.WriteTo(&b, 1), strings.HasPrefix(b.String(), "mine profile: total 1\n1 @"), strings.Contains(b.String(), "main.main+"))
	stop := make(chan int)
	for range 3 {
		go func() { <-stop }()
	}
	runtime.Gosched()
	b.Reset()
	fmt.Println(pprof.Lookup("goroutine").WriteTo(&b, 1), strings.HasPrefix(b.String(), "goroutine profile: total 4\n3 @"), strings.Count(b.String(), "main.main.func"))
	b.Reset()
	fmt.Println(pprof.Lookup("goroutine").WriteTo(&b, 2), strings.Count(b.String(), "[chan receive]"), strings.HasPrefix(b.String(), "goroutine 1 [running]:\n"))
	fmt.Println(pprof.StartCPUProfile(&b))
	fmt.Println(pprof.StartCPUProfile(&b))
	pprof.StopCPUProfile()
	fmt.Println(trace.IsEnabled(), trace.Start(&b), trace.IsEnabled(), trace.Start(&b))
	ctx, task := trace.NewTask(ctx, "task")
	trace.WithRegion(ctx, "region", func() { trace.Logf(ctx, "cat", "%d", 1) })
	task.End()
	trace.Stop()
	fmt.Println(trace.IsEnabled())
	info := debug.BuildInfo{GoVersion: "go1", Path: "p", Main: debug.Module{Path: "m", Version: "v"}, Deps: []*debug.Module{{Path: "d", Version: "v1", Sum: "s", Replace: &debug.Module{Path: "r"}}}, Settings: []debug.BuildSetting{{Key: "k", Value: "v"}}}
	fmt.Printf("%q\n", info.String())
	var gc debug.GCStats
	runtime.GC()
	debug.ReadGCStats(&gc)
	fmt.Println(gc.NumGC > 0)
	n, ok := runtime.BlockProfile(nil)
	fmt.Println(n, ok)
	n, ok = runtime.MutexProfile(nil)
	fmt.Println(n, ok)
	r := runtime.MemProfileRecord{AllocBytes: 5, FreeBytes: 2, AllocObjects: 3, FreeObjects: 1}
	fmt.Println(r.InUseBytes(), r.InUseObjects(), len(r.Stack()))
}
