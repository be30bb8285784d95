// explore: N=13 executions=1
// explore: N=14 executions=2
// explore: N=16 executions=8
// explore: N=18 executions=32
// explore: N=19 executions=64
package main

import "sync"

const N = 13

var (
	locki [32]sync.Mutex
	lockb [26]sync.Mutex
	inode [32]int
	busy  [26]bool
)

func main() {
	for tid := range N {
		go func() {
			i := tid % 32
			locki[i].Lock()
			if inode[i] == 0 {
				for b := (i * 2) % 26; ; b = (b + 1) % 26 {
					lockb[b].Lock()
					if !busy[b] {
						busy[b] = true
						inode[i] = b + 1
						lockb[b].Unlock()
						break
					}
					lockb[b].Unlock()
				}
			}
			locki[i].Unlock()
		}()
	}
}
