// Package oserr has the errors that io/fs, os and syscall share.
package oserr

import "errors"

// Errors that error numbers stand for.
var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)
