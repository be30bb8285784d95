// The environment: that of a small machine where everybody is root, the same for every run, and the
// program's own after its start.

package os

import (
	"errors"
	"sync"
)

// env holds pairs in the order in which they were set; envLock guards it.
var (
	envLock sync.RWMutex
	env     = []struct{ key, value string }{
		{"PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
		{"HOME", "/root"},
		{"USER", "root"},
		{"PWD", "/"},
	}
)

func lookup(key string) int {
	for i := range env {
		if env[i].key == key {
			return i
		}
	}
	return -1
}

// Getenv is the value of the variable key, empty if there is none.
func Getenv(key string) string {
	value, _ := LookupEnv(key)
	return value
}

// LookupEnv is Getenv that tells an empty variable from none.
func LookupEnv(key string) (string, bool) {
	envLock.RLock()
	defer envLock.RUnlock()
	if i := lookup(key); i >= 0 {
		return env[i].value, true
	}
	return "", false
}

// Setenv sets the variable key.
func Setenv(key, value string) error {
	bad := key == ""
	for i := 0; i < len(key); i++ {
		bad = bad || key[i] == '=' || key[i] == 0
	}
	for i := 0; i < len(value); i++ {
		bad = bad || value[i] == 0
	}
	if bad {
		return &SyscallError{"setenv", errors.New("invalid argument")}
	}
	envLock.Lock()
	defer envLock.Unlock()
	if i := lookup(key); i >= 0 {
		env[i].value = value
	} else {
		env = append(env, struct{ key, value string }{key, value})
	}
	return nil
}

// Unsetenv removes the variable key.
func Unsetenv(key string) error {
	envLock.Lock()
	defer envLock.Unlock()
	if i := lookup(key); i >= 0 {
		env = append(env[:i], env[i+1:]...)
	}
	return nil
}

// Clearenv removes all variables.
func Clearenv() {
	envLock.Lock()
	defer envLock.Unlock()
	env = nil
}

// Environ is all variables as "key=value".
func Environ() []string {
	envLock.RLock()
	defer envLock.RUnlock()
	out := make([]string, 0, len(env))
	for _, e := range env {
		out = append(out, e.key+"="+e.value)
	}
	return out
}

// SyscallError is an error and the system call that gave it.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout reports whether the error says that time ran out.
func (e *SyscallError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// NewSyscallError is err with the name of the system call, or nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// ExpandEnv is s with $name and ${name} replaced by variables of the environment.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand is s with $name and ${name} replaced by what mapping says.
func Expand(s string, mapping func(string) string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			out = append(out, s[i])
			continue
		}
		name, width := variable(s[i+1:])
		switch {
		case name != "":
			out = append(out, mapping(name)...)
		case width == 0:
			// Nothing that could be a name: the sign stands for itself.
			out = append(out, '$')
		}
		i += width
	}
	return string(out)
}

// variable is the name at the start of s, which follows a dollar sign, and how much of s it takes.
// Without a name, what is taken is bad syntax that is dropped.
func variable(s string) (name string, width int) {
	if s[0] == '{' {
		if len(s) > 2 && special(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if special(s[0]) {
		return s[:1], 1
	}
	i := 0
	for i < len(s) && (s[i] == '_' || '0' <= s[i] && s[i] <= '9' || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
		i++
	}
	return s[:i], i
}

// special reports whether c alone names a variable of the shell.
func special(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-':
		return true
	}
	return '0' <= c && c <= '9'
}
