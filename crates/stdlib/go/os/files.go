// Files, of which the playground has none: every operation says so.

package os

import "errors"

// errNoFiles is the reason in every error about a file. It is ErrUnsupported
// to errors.Is, and not ErrNotExist: nothing was looked for.
var errNoFiles error = noFiles{}

type noFiles struct{}

func (noFiles) Error() string        { return "the playground has no file system" }
func (noFiles) Is(target error) bool { return target == errors.ErrUnsupported }

func refuse(op, name string) error { return &PathError{Op: op, Path: name, Err: errNoFiles} }

// Open fails: there are no files.
func Open(name string) (*File, error) { return nil, refuse("open", name) }

// Create fails: there are no files.
func Create(name string) (*File, error) { return nil, refuse("open", name) }

// OpenFile fails: there are no files.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	return nil, refuse("open", name)
}

// ReadFile fails: there are no files.
func ReadFile(name string) ([]byte, error) { return nil, refuse("open", name) }

// WriteFile fails: there are no files.
func WriteFile(name string, data []byte, perm FileMode) error { return refuse("open", name) }

// Remove fails: there are no files.
func Remove(name string) error { return refuse("remove", name) }

// RemoveAll fails: there are no files.
func RemoveAll(path string) error { return refuse("unlinkat", path) }

// Mkdir fails: there are no files.
func Mkdir(name string, perm FileMode) error { return refuse("mkdir", name) }

// MkdirAll fails: there are no files.
func MkdirAll(path string, perm FileMode) error { return refuse("mkdir", path) }

// Rename fails: there are no files.
func Rename(oldpath, newpath string) error { return refuse("rename", oldpath) }

// Getwd is the root, the one folder there could be.
func Getwd() (dir string, err error) { return "/", nil }

// TempDir is the folder for temporary files, if there were any.
func TempDir() string { return "/tmp" }
