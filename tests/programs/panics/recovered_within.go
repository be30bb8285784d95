// What run-time panics say, recovered while another panic is in progress: its signal line stays.
package main

import (
	"fmt"
	"sync"
)

type T struct{ mu sync.Mutex; m map[string]int }

func (t *T) inc(k string) { t.m[k]++ }

func main() {
	t := &T{}
	defer func() {
		r := recover()
		fmt.Println("got", r)
		var e error = r.(error)
		fmt.Printf("%T %v\n", e, e)
		var arr []int
		idx := 5
		defer func() {
			fmt.Println(recover())
			func() {
				defer func() { fmt.Println(recover()) }()
				var i any = "str"
				_ = i.(fmt.Stringer)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				var i any = 3
				_ = i.(string)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				a := make([]int, 2, 4)
				_ = a[3:idx]
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				a := make([]int, 2, 4)
				_ = [4]int(a)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				_ = make([]int, idx-10)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				var c chan int
				close(c)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				c := make(chan int)
				close(c)
				close(c)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				z := 0
				fmt.Println(1 / z)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				var f func()
				f()
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				m := map[any]int{}
				m[[]int{1}] = 2
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				var s struct{ p *struct{ x [10]int } }
				fmt.Println(s.p.x[3])
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				s := "abc"
				fmt.Println(s[idx])
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				panic(nil)
			}()
			func() {
				defer func() { fmt.Println(recover()) }()
				x := uint64(1 << 40)
				a := []int{1}
				fmt.Println(a[x])
			}()
			t.mu.Lock()
			panic(fmt.Sprintf("%v", t.m == nil))
		}()
		fmt.Println(arr[idx])
	}()
	t.inc("a")
}
