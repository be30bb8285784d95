// Files. The playground's file system is empty and read-only: what is looked for is not there, and
// nothing can be made.

package os

import "syscall"

func missing(op, name string) error { return &PathError{Op: op, Path: name, Err: syscall.ENOENT} }

func refuse(op, name string) error { return &PathError{Op: op, Path: name, Err: syscall.EROFS} }

// Open finds no file.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create cannot make a file.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile finds no file and cannot make one.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if flag&O_CREATE != 0 && name != "" {
		return nil, refuse("open", name)
	}
	return nil, missing("open", name)
}

// ReadFile finds no file.
func ReadFile(name string) ([]byte, error) { return nil, missing("open", name) }

// WriteFile cannot make a file.
func WriteFile(name string, data []byte, perm FileMode) error {
	_, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	return err
}

// Stat finds no file.
func Stat(name string) (FileInfo, error) { return nil, missing("stat", name) }

// Lstat finds no file.
func Lstat(name string) (FileInfo, error) { return nil, missing("lstat", name) }

// ReadDir finds no folder.
func ReadDir(name string) ([]DirEntry, error) { return nil, missing("open", name) }

// Remove finds no file.
func Remove(name string) error { return missing("remove", name) }

// RemoveAll has nothing to remove, which is no error.
func RemoveAll(path string) error { return nil }

// Mkdir cannot make a folder.
func Mkdir(name string, perm FileMode) error { return refuse("mkdir", name) }

// MkdirAll cannot make a folder.
func MkdirAll(path string, perm FileMode) error { return refuse("mkdir", path) }

// Chdir finds no folder.
func Chdir(dir string) error { return missing("chdir", dir) }

// Chmod finds no file.
func Chmod(name string, mode FileMode) error { return missing("chmod", name) }

// Truncate finds no file.
func Truncate(name string, size int64) error { return missing("truncate", name) }

// LinkError is an error, the operation and its two files.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }

func (e *LinkError) Unwrap() error { return e.Err }

// Rename finds no file.
func Rename(oldpath, newpath string) error {
	return &LinkError{"rename", oldpath, newpath, syscall.ENOENT}
}

// Getwd is the root, the one folder there is.
func Getwd() (dir string, err error) { return "/", nil }

// TempDir is the folder for temporary files, if there were any.
func TempDir() string { return "/tmp" }

// IsPathSeparator reports whether c separates parts of a path.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }
