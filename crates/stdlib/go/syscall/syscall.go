// Package syscall has signals and error numbers by name. There is no operating
// system beneath the playground, so nothing else of Go's syscall is here.
package syscall

import (
	"internal/oserr"
	"internal/rt"
	"internal/sig"
	"strconv"
)

// Signal is a number of a signal.
type Signal int

// Signals.
const (
	SIGHUP  = Signal(1)
	SIGINT  = Signal(2)
	SIGQUIT = Signal(3)
	SIGILL  = Signal(4)
	SIGTRAP = Signal(5)
	SIGABRT = Signal(6)
	SIGBUS  = Signal(7)
	SIGFPE  = Signal(8)
	SIGKILL = Signal(9)
	SIGUSR1 = Signal(10)
	SIGSEGV = Signal(11)
	SIGUSR2 = Signal(12)
	SIGPIPE = Signal(13)
	SIGALRM = Signal(14)
	SIGTERM = Signal(15)
	SIGCHLD = Signal(17)
	SIGCONT = Signal(18)
	SIGSTOP = Signal(19)
	SIGTSTP = Signal(20)
)

var signalNames = [...]string{
	1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap",
	6: "aborted", 7: "bus error", 8: "floating point exception", 9: "killed",
	10: "user defined signal 1", 11: "segmentation fault", 12: "user defined signal 2",
	13: "broken pipe", 14: "alarm clock", 15: "terminated",
}

// Signal makes Signal an os.Signal.
func (s Signal) Signal() {}

// String is the signal's name.
func (s Signal) String() string {
	if 0 < s && int(s) < len(signalNames) {
		return signalNames[s]
	}
	return "signal " + strconv.Itoa(int(s))
}

// Errno is the number of an error.
type Errno uintptr

// Error numbers.
const (
	EPERM   = Errno(1)
	ENOENT  = Errno(2)
	ESRCH   = Errno(3)
	EINTR   = Errno(4)
	EIO     = Errno(5)
	EAGAIN  = Errno(11)
	EACCES  = Errno(13)
	EEXIST  = Errno(17)
	ENOTDIR = Errno(20)
	EISDIR  = Errno(21)
	EINVAL  = Errno(22)
	EROFS   = Errno(30)
	EPIPE   = Errno(32)
	ENOSYS  = Errno(38)
)

// Error is the error's text.
func (e Errno) Error() string {
	switch e {
	case EPERM:
		return "operation not permitted"
	case ENOENT:
		return "no such file or directory"
	case ESRCH:
		return "no such process"
	case EINTR:
		return "interrupted system call"
	case EIO:
		return "input/output error"
	case EAGAIN:
		return "resource temporarily unavailable"
	case EACCES:
		return "permission denied"
	case EEXIST:
		return "file exists"
	case ENOTDIR:
		return "not a directory"
	case EISDIR:
		return "is a directory"
	case EROFS:
		return "read-only file system"
	case EINVAL:
		return "invalid argument"
	case EPIPE:
		return "broken pipe"
	case ENOSYS:
		return "function not implemented"
	}
	return "errno " + strconv.Itoa(int(e))
}

// Is makes error numbers equal to the errors of io/fs for errors.Is.
func (e Errno) Is(target error) bool {
	switch target {
	case oserr.ErrPermission:
		return e == EACCES || e == EPERM
	case oserr.ErrExist:
		return e == EEXIST
	case oserr.ErrNotExist:
		return e == ENOENT
	}
	return false
}

// Temporary reports whether trying again may help.
func (e Errno) Temporary() bool { return e == EINTR || e.Timeout() }

// Timeout reports whether time ran out.
func (e Errno) Timeout() bool { return e == EAGAIN }

// Getpid is the number of the one process there is.
func Getpid() int { return 1 }

// Kill sends a signal. There is one process to send it to, this one.
func Kill(pid int, s Signal) error {
	if pid != Getpid() && pid != 0 && pid != -1 {
		return ESRCH
	}
	if s < 0 || s >= sig.Count {
		return EINVAL
	}
	sig.Deliver(int(s), s.String())
	return nil
}

// Exit ends the run.
func Exit(code int) { rt.Exit(code) }
