// Package fs is what file systems have in common: files, their modes, and errors. It has no file
// system of its own.
package fs

import (
	"internal/oserr"
	"time"
)

// Errors to compare with errors.Is.
var (
	ErrInvalid    = oserr.ErrInvalid
	ErrPermission = oserr.ErrPermission
	ErrExist      = oserr.ErrExist
	ErrNotExist   = oserr.ErrNotExist
	ErrClosed     = oserr.ErrClosed
)

// PathError is an error, the operation and the file.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

func (e *PathError) Unwrap() error { return e.Err }

// Timeout reports whether the error says that time ran out.
func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// FS is a file system. Names are slash-separated paths below its root; see ValidPath.
type FS interface {
	Open(name string) (File, error)
}

// File is an open file.
type File interface {
	Stat() (FileInfo, error)
	Read([]byte) (int, error)
	Close() error
}

// ReadDirFile is an open folder.
type ReadDirFile interface {
	File
	// ReadDir yields the next n entries, all that are left if n <= 0.
	ReadDir(n int) ([]DirEntry, error)
}

// FileInfo describes a file.
type FileInfo interface {
	Name() string
	Size() int64
	Mode() FileMode
	ModTime() time.Time
	IsDir() bool
	Sys() any
}

// DirEntry is an entry of a folder.
type DirEntry interface {
	Name() string
	IsDir() bool
	Type() FileMode
	Info() (FileInfo, error)
}

// FileMode is a file's mode and permissions.
type FileMode uint32

// Bits of FileMode.
const (
	ModeDir        FileMode = 1 << 31
	ModeAppend     FileMode = 1 << 30
	ModeExclusive  FileMode = 1 << 29
	ModeTemporary  FileMode = 1 << 28
	ModeSymlink    FileMode = 1 << 27
	ModeDevice     FileMode = 1 << 26
	ModeNamedPipe  FileMode = 1 << 25
	ModeSocket     FileMode = 1 << 24
	ModeSetuid     FileMode = 1 << 23
	ModeSetgid     FileMode = 1 << 22
	ModeCharDevice FileMode = 1 << 21
	ModeSticky     FileMode = 1 << 20
	ModeIrregular  FileMode = 1 << 19

	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	ModePerm FileMode = 0777
)

// String is the mode as "ls -l" shows it.
func (m FileMode) String() string {
	const letters = "dalTLDpSugct?"
	const perms = "rwxrwxrwx"
	var out []byte
	for i := 0; i < len(letters); i++ {
		if m&(1<<(31-i)) != 0 {
			out = append(out, letters[i])
		}
	}
	if len(out) == 0 {
		out = append(out, '-')
	}
	for i := 0; i < len(perms); i++ {
		if m&(1<<(8-i)) != 0 {
			out = append(out, perms[i])
		} else {
			out = append(out, '-')
		}
	}
	return string(out)
}

// IsDir reports whether the mode is a folder's.
func (m FileMode) IsDir() bool { return m&ModeDir != 0 }

// IsRegular reports whether the mode is a plain file's.
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }

// Perm is the permission bits.
func (m FileMode) Perm() FileMode { return m & ModePerm }

// Type is the type bits.
func (m FileMode) Type() FileMode { return m & ModeType }
