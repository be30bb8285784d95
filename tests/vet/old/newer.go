//go:build go1.22

package main

func newer(l []int) {
	for _, v := range l {
		go func() { println(v) }()
	}
}
