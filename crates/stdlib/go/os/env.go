// The environment: empty at the start of a run, and the program's own after.

package os

import (
	"errors"
	"sync"
)

// env holds pairs in the order in which they were set; envLock guards it.
var (
	envLock sync.RWMutex
	env     []struct{ key, value string }
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
