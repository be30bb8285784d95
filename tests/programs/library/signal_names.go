// Signals by name.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	for _, s := range []syscall.Signal{
		syscall.SIGTTIN, syscall.SIGTTOU, syscall.SIGURG, syscall.SIGXCPU, syscall.SIGXFSZ, syscall.SIGVTALRM,
		syscall.SIGPROF, syscall.SIGWINCH, syscall.SIGIO, syscall.SIGPWR, syscall.SIGSYS, syscall.SIGTSTP,
		16, syscall.SIGCHLD, syscall.SIGCONT, syscall.SIGSTOP, 32, 0, -1,
	} {
		fmt.Println(int(s), s)
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH)
	syscall.Kill(syscall.Getpid(), syscall.SIGWINCH)
	fmt.Println(<-c)
}
