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
	SIGHUP    = Signal(1)
	SIGINT    = Signal(2)
	SIGQUIT   = Signal(3)
	SIGILL    = Signal(4)
	SIGTRAP   = Signal(5)
	SIGABRT   = Signal(6)
	SIGBUS    = Signal(7)
	SIGFPE    = Signal(8)
	SIGKILL   = Signal(9)
	SIGUSR1   = Signal(10)
	SIGSEGV   = Signal(11)
	SIGUSR2   = Signal(12)
	SIGPIPE   = Signal(13)
	SIGALRM   = Signal(14)
	SIGTERM   = Signal(15)
	SIGCHLD   = Signal(17)
	SIGCONT   = Signal(18)
	SIGSTOP   = Signal(19)
	SIGTSTP   = Signal(20)
	SIGTTIN   = Signal(21)
	SIGTTOU   = Signal(22)
	SIGURG    = Signal(23)
	SIGXCPU   = Signal(24)
	SIGXFSZ   = Signal(25)
	SIGVTALRM = Signal(26)
	SIGPROF   = Signal(27)
	SIGWINCH  = Signal(28)
	SIGIO     = Signal(29)
	SIGPWR    = Signal(30)
	SIGSYS    = Signal(31)
)

var signalNames = [...]string{
	1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap",
	6: "aborted", 7: "bus error", 8: "floating point exception", 9: "killed",
	10: "user defined signal 1", 11: "segmentation fault", 12: "user defined signal 2",
	13: "broken pipe", 14: "alarm clock", 15: "terminated",
	16: "stack fault", 17: "child exited", 18: "continued", 19: "stopped (signal)", 20: "stopped",
	21: "stopped (tty input)", 22: "stopped (tty output)", 23: "urgent I/O condition",
	24: "CPU time limit exceeded", 25: "file size limit exceeded", 26: "virtual timer expired",
	27: "profiling timer expired", 28: "window changed", 29: "I/O possible", 30: "power failure",
	31: "bad system call",
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
	EPERM        = Errno(1)
	ENOENT       = Errno(2)
	ESRCH        = Errno(3)
	EINTR        = Errno(4)
	EIO          = Errno(5)
	ENXIO        = Errno(6)
	EBADF        = Errno(9)
	ECHILD       = Errno(10)
	EAGAIN       = Errno(11)
	ENOMEM       = Errno(12)
	EACCES       = Errno(13)
	EBUSY        = Errno(16)
	EEXIST       = Errno(17)
	EXDEV        = Errno(18)
	ENODEV       = Errno(19)
	ENOTDIR      = Errno(20)
	EISDIR       = Errno(21)
	EINVAL       = Errno(22)
	EMFILE       = Errno(24)
	ENOTTY       = Errno(25)
	EFBIG        = Errno(27)
	ENOSPC       = Errno(28)
	ESPIPE       = Errno(29)
	EROFS        = Errno(30)
	EPIPE        = Errno(32)
	ERANGE       = Errno(34)
	ENAMETOOLONG = Errno(36)
	ENOSYS       = Errno(38)
	ENOTEMPTY    = Errno(39)
	ELOOP        = Errno(40)
	ENOTSUP      = Errno(95)
	EADDRINUSE   = Errno(98)
	ECONNABORTED = Errno(103)
	ECONNRESET   = Errno(104)
	ETIMEDOUT    = Errno(110)
	ECONNREFUSED = Errno(111)
	EHOSTUNREACH = Errno(113)
	EINPROGRESS  = Errno(115)
	EWOULDBLOCK  = EAGAIN
	EOPNOTSUPP   = ENOTSUP
)

var errors = [...]string{
	EPERM:        "operation not permitted",
	ENOENT:       "no such file or directory",
	ESRCH:        "no such process",
	EINTR:        "interrupted system call",
	EIO:          "input/output error",
	ENXIO:        "no such device or address",
	EBADF:        "bad file descriptor",
	ECHILD:       "no child processes",
	EAGAIN:       "resource temporarily unavailable",
	ENOMEM:       "cannot allocate memory",
	EACCES:       "permission denied",
	EBUSY:        "device or resource busy",
	EEXIST:       "file exists",
	EXDEV:        "invalid cross-device link",
	ENODEV:       "no such device",
	ENOTDIR:      "not a directory",
	EISDIR:       "is a directory",
	EINVAL:       "invalid argument",
	EMFILE:       "too many open files",
	ENOTTY:       "inappropriate ioctl for device",
	EFBIG:        "file too large",
	ENOSPC:       "no space left on device",
	ESPIPE:       "illegal seek",
	EROFS:        "read-only file system",
	EPIPE:        "broken pipe",
	ERANGE:       "numerical result out of range",
	ENAMETOOLONG: "file name too long",
	ENOSYS:       "function not implemented",
	ENOTEMPTY:    "directory not empty",
	ELOOP:        "too many levels of symbolic links",
	ENOTSUP:      "operation not supported",
	EADDRINUSE:   "address already in use",
	ECONNABORTED: "software caused connection abort",
	ECONNRESET:   "connection reset by peer",
	ETIMEDOUT:    "connection timed out",
	ECONNREFUSED: "connection refused",
	EHOSTUNREACH: "no route to host",
	EINPROGRESS:  "operation now in progress",
}

// Error is the error's text.
func (e Errno) Error() string {
	if uintptr(e) < uintptr(len(errors)) && errors[e] != "" {
		return errors[e]
	}
	return "errno " + strconv.Itoa(int(e))
}

// Is makes error numbers equal to the errors of io/fs for errors.Is.
func (e Errno) Is(target error) bool {
	switch target {
	case oserr.ErrPermission:
		return e == EACCES || e == EPERM
	case oserr.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case oserr.ErrNotExist:
		return e == ENOENT
	}
	return false
}

// Temporary reports whether trying again may help.
func (e Errno) Temporary() bool {
	return e == EINTR || e == EMFILE || e == ECONNRESET || e == ECONNABORTED || e.Timeout()
}

// Timeout reports whether time ran out.
func (e Errno) Timeout() bool { return e == EAGAIN || e == ETIMEDOUT }

// Umask does nothing but to say what new files never get: permissions to write, but for their owner.
func Umask(mask int) (oldmask int) { return 022 }

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
