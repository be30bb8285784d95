//go:build go1.21

// Loop variables in goroutines that outlive the iteration.
package main

import "testing"

func use(...any) {}

func loops(list []int, m map[int]int) {
	for i, v := range list {
		go func() { use(i, v) }()
	}
	for i, v := range list {
		defer func() { use(i) }()
		_ = v
	}
	for i := range list {
		defer func() { use(i) }()
	}
	for i := 0; i < 3; i++ {
		go func() { use(i) }()
	}
	for i := 0; i < 3; i++ {
		go func() { use(i) }()
		println()
	}
	for _, v := range list {
		v := v
		go func() { use(v) }()
	}
	for _, v := range list {
		go func(v int) { use(v) }(v)
	}
	for _, v := range list {
		if v > 1 {
			go func() { use(v) }()
		} else {
			defer func() { use(v) }()
		}
	}
	for _, v := range list {
		switch v {
		case 1:
			go func() { use(v) }()
		default:
			println()
			go func() { use(v) }()
		}
	}
	for _, v := range list {
		select {
		default:
			go func() { use(v) }()
		}
	}
	for _, v := range list {
		{
			go func() { use(v) }()
		}
	}
	for _, v := range list {
		for j := range list {
			go func() { use(v, j) }()
		}
	}
	var k int
	for k = range list {
		go func() { use(k) }()
	}
	for i, j := 0, 1; i < j; i++ {
		go func() { use(i, j) }()
	}
	for _, v := range list {
		func() { use(v) }()
	}
	for _, v := range list {
		f := func() { use(v) }
		f()
	}
	for _, v := range list {
		go func() {
			go func() { use(v) }()
		}()
	}
	for _, v := range list {
		go use(func() { use(v) })
	}
	for _, v := range list {
		switch any(v).(type) {
		case int:
			defer func() { use(v) }()
		}
	}
L:
	for _, v := range list {
		go func() { use(v) }()
		continue L
	}
	for i := 0; i < 3; i++ {
		go func() { i++ }()
	}
	for i := 0; i < 3; i += 2 {
		go func() { use(i) }()
	}
	for x, y := 0, 1; x < 3; x, y = x+1, y+1 {
		go func() { use(x, y) }()
	}
}

func subtests(t *testing.T, list []int) {
	for _, v := range list {
		t.Run("x", func(t *testing.T) {
			t.Parallel()
			use(v)
		})
	}
	for _, v := range list {
		t.Run("x", func(t *testing.T) {
			use(v)
			t.Parallel()
			use(v)
		})
	}
	for _, v := range list {
		t.Run("x", func(t *testing.T) {
			use(v)
		})
	}
	for _, v := range list {
		t.Run("x", func(t *testing.T) {
			t.Parallel()
			use(v)
		})
		println()
	}
	for _, v := range list {
		v := v
		t.Run("x", func(t *testing.T) {
			t.Parallel()
			use(v)
		})
	}
	for _, v := range list {
		t.Run("x", func(t2 *testing.T) {
			t.Parallel()
			use(v)
		})
	}
	for _, v := range list {
		t.Run("x", func(t *testing.T) {
			if true {
				t.Parallel()
			}
			use(v)
		})
	}
}

func main() {}
