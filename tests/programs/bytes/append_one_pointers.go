// Capacities over 20 appends of one element with pointers, of 8 to 128 bytes.
package main

import (
	"fmt"
	"unsafe"
)

var sink any

func grow[T any]() {
	var s []T
	var one T
	var caps []int
	for range 20 {
		s = append(s, one)
		caps = append(caps, cap(s))
	}
	sink = s
	fmt.Println(unsafe.Sizeof(one), caps)
}
func main() {
	grow[*int]()
	grow[struct {
		p *int
		b [8]byte
	}]()
	grow[[2]*int]()
	grow[struct {
		p *int
		b [16]byte
	}]()
	grow[[3]*int]()
	grow[struct {
		p *int
		b [24]byte
	}]()
	grow[[4]*int]()
	grow[struct {
		p *int
		b [32]byte
	}]()
	grow[[5]*int]()
	grow[struct {
		p *int
		b [40]byte
	}]()
	grow[[6]*int]()
	grow[struct {
		p *int
		b [48]byte
	}]()
	grow[[7]*int]()
	grow[struct {
		p *int
		b [56]byte
	}]()
	grow[[8]*int]()
	grow[struct {
		p *int
		b [64]byte
	}]()
	grow[[9]*int]()
	grow[struct {
		p *int
		b [72]byte
	}]()
	grow[[10]*int]()
	grow[struct {
		p *int
		b [80]byte
	}]()
	grow[[11]*int]()
	grow[struct {
		p *int
		b [88]byte
	}]()
	grow[[12]*int]()
	grow[struct {
		p *int
		b [96]byte
	}]()
	grow[[13]*int]()
	grow[struct {
		p *int
		b [104]byte
	}]()
	grow[[14]*int]()
	grow[struct {
		p *int
		b [112]byte
	}]()
	grow[[15]*int]()
	grow[struct {
		p *int
		b [120]byte
	}]()
	grow[[16]*int]()
}
