// Package os is the small part of an operating system that a run in the playground has:
// arguments, an environment, three streams, an exit, and files that live in memory.
package os

import (
	"errors"
	"internal/rt"
	"io"
	"io/fs"
	"syscall"
)

// Errors to compare with errors.Is.
var (
	ErrInvalid          = fs.ErrInvalid
	ErrPermission       = fs.ErrPermission
	ErrExist            = fs.ErrExist
	ErrNotExist         = fs.ErrNotExist
	ErrClosed           = fs.ErrClosed
	ErrNoDeadline       = errors.New("file type does not support deadline")
	ErrDeadlineExceeded = errors.New("i/o timeout")
	ErrProcessDone      = errors.New("os: process already finished")
)

// Flags to OpenFile.
const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200
)

// Parts of file names.
const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// Bits of FileMode.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// Origins for Seek, as io has them.
const (
	SEEK_SET = 0
	SEEK_CUR = 1
	SEEK_END = 2
)

type (
	// PathError is an error, the operation and the file.
	PathError = fs.PathError
	// FileMode is a file's mode and permissions.
	FileMode = fs.FileMode
	// FileInfo describes a file.
	FileInfo = fs.FileInfo
	// DirEntry is an entry of a folder.
	DirEntry = fs.DirEntry
)

// Args is the program's name and its arguments.
var Args = rt.Args()

// The three streams of a run.
var (
	Stdin  = &stdin
	Stdout = &stdout
	Stderr = &stderr
)

var (
	stdin  = File{&file{fd: 0, name: "/dev/stdin", stream: std(0)}}
	stdout = File{&file{fd: 1, name: "/dev/stdout", stream: std(1)}}
	stderr = File{&file{fd: 2, name: "/dev/stderr", stream: std(2)}}
)

// File is an open file, a stream of the run, or an end of a pipe.
type File struct{ *file }

type file struct {
	fd     int
	name   string
	closed bool
	stream stream
}

// stream is what a File does; programs without files have no code for them. Errors are io.EOF or
// without the name.
type stream interface {
	write(p []byte) (n int, err error)
	read(p []byte) (n int, err error)
	close()
}

// std is a stream of the run, by number. No other number is open.
type std int

func (fd std) write(p []byte) (n int, err error) {
	if fd != 1 && fd != 2 {
		return 0, syscall.EBADF
	}
	return rt.Write(int(fd), p), nil
}

func (fd std) read(p []byte) (n int, err error) {
	if fd != 0 {
		return 0, syscall.EBADF
	}
	if n = rt.Read(0, p); n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (std) close() {}

// NewFile is a File for the open stream number fd: one of the three.
func NewFile(fd uintptr, name string) *File {
	return &File{&file{fd: int(fd), name: name, stream: std(fd)}}
}

func (f *File) fail(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{Op: op, Path: f.name, Err: ErrClosed}
	}
	return nil
}

// named is err as an error of this package.
func (f *File) named(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &PathError{Op: op, Path: f.name, Err: err}
}

// Write writes p.
func (f *File) Write(p []byte) (n int, err error) {
	if err := f.fail("write"); err != nil {
		return 0, err
	}
	n, err = f.stream.write(p)
	return n, f.named("write", err)
}

// WriteString writes s.
func (f *File) WriteString(s string) (n int, err error) {
	if f == nil || f.closed || f.stream != std(1) && f.stream != std(2) {
		return f.Write([]byte(s))
	}
	return rt.WriteString(f.fd, s), nil
}

// Read reads some bytes.
func (f *File) Read(p []byte) (n int, err error) {
	if err := f.fail("read"); err != nil {
		return 0, err
	}
	n, err = f.stream.read(p)
	return n, f.named("read", err)
}

// Close closes the file; later reads and writes fail.
func (f *File) Close() error {
	if err := f.fail("close"); err != nil {
		return err
	}
	f.closed = true
	f.stream.close()
	return nil
}

// Sync does nothing: nothing is buffered.
func (f *File) Sync() error { return f.fail("sync") }

// Name is the name that the file was opened with.
func (f *File) Name() string { return f.name }

// Fd is the file's number.
func (f *File) Fd() uintptr {
	if f == nil || f.closed {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

// Exit ends the run at once, without deferred calls.
func Exit(code int) { rt.Exit(code) }

// Getpid is the number of the one process there is.
func Getpid() int { return 1 }

// Getppid is Getpid's parent's.
func Getppid() int { return 0 }

// Hostname is the name of the machine.
func Hostname() (name string, err error) { return "playground", nil }

// IsExist reports whether err says that a file exists already.
func IsExist(err error) bool { return means(err, ErrExist) }

// IsNotExist reports whether err says that a file does not exist.
func IsNotExist(err error) bool { return means(err, ErrNotExist) }

// IsPermission reports whether err says that permission is missing.
func IsPermission(err error) bool { return means(err, ErrPermission) }

// IsTimeout reports whether err says that time ran out.
func IsTimeout(err error) bool {
	t, ok := underlying(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// means looks below errors of this package only, unlike errors.Is.
func means(err, target error) bool {
	err = underlying(err)
	if err == target {
		return true
	}
	n, ok := err.(syscall.Errno)
	return ok && n.Is(target)
}

func underlying(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}
