// Package internal is how log/slog reaches the default Logger of package log.
package internal

// DefaultOutput writes a line with the default Logger; pc is the place that logged it, 0 if it is
// not known.
var DefaultOutput func(pc uintptr, line []byte) error
