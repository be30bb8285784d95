// WaitGroup.Add inside the goroutine that it is to wait for.
package main

import "sync"

type pool struct {
	wg sync.WaitGroup
	sync.Mutex
}

type emb struct{ sync.WaitGroup }

func wrong(p *pool, e *emb, pwg *sync.WaitGroup) {
	var wg sync.WaitGroup
	go func() {
		wg.Add(1)
		defer wg.Done()
	}()
	go func() {
		defer wg.Done()
		wg.Add(1)
	}()
	go func() {
		p.wg.Add(1)
	}()
	go func() {
		e.Add(1)
	}()
	go func() {
		pwg.Add(2)
	}()
	go func(n int) {
		(wg.Add(n))
	}(1)
	go func() {
		wg.Add(1)
		wg.Add(1)
	}()
	wg.Wait()
}

func right() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		println()
		wg.Add(1)
	}()
	func() {
		wg.Add(1)
	}()
	go func() {
		if true {
			wg.Add(1)
		}
	}()
	go func() {
		defer wg.Add(1)
	}()
	go wg.Done()
	f := func() { wg.Add(1) }
	go f()
	wg.Go(func() { wg.Add(1) })
	go func() {}()
	go func() {
		go func() {
			wg.Add(1)
		}()
	}()
	defer func() {
		wg.Add(1)
	}()
	go func() {
		var wg sync.WaitGroup
		wg.Add(1)
		wg.Wait()
	}()
	go func() {
		sync.OnceFunc(nil)
		wg.Add(1)
	}()
}

func main() {}
