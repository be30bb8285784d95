// Temporary files, and folders that programs look for.

package os

import (
	"errors"
	"internal/rt"
	"internal/slash"
	"io"
	"io/fs"
	"path"
	"strconv"
	"syscall"
)

// TempDir is the folder for temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// temporary calls try with names that pattern stands for, until one is new.
func temporary(op, dir, pattern string, try func(name string) error) error {
	if slash.Contains(pattern, '/') {
		return &PathError{Op: op, Path: pattern, Err: errors.New("pattern contains path separator")}
	}
	if dir == "" {
		dir = TempDir()
	}
	if !slash.HasSuffix(dir, "/") {
		dir += "/"
	}
	star := slash.Last(pattern, '*')
	before, after := pattern, ""
	if star >= 0 {
		before, after = pattern[:star], pattern[star+1:]
	}
	for tries := 0; ; tries++ {
		err := try(dir + before + strconv.Itoa(int(rt.Rand64()>>32)) + after)
		if !IsExist(err) {
			return err
		}
		if tries == 10000 {
			return &PathError{Op: op, Path: dir + before + "*" + after, Err: ErrExist}
		}
	}
}

// CreateTemp makes a new file with a random number in place of the pattern's last *, or at its
// end, and opens it.
func CreateTemp(dir, pattern string) (f *File, err error) {
	err = temporary("createtemp", dir, pattern, func(name string) (err error) {
		f, err = OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		return err
	})
	return f, err
}

// MkdirTemp makes a new folder in the way of CreateTemp.
func MkdirTemp(dir, pattern string) (made string, err error) {
	err = temporary("mkdirtemp", dir, pattern, func(name string) error {
		made = name
		return Mkdir(name, 0700)
	})
	if err == nil {
		return made, nil
	}
	if _, gone := Stat(dir); dir != "" && IsNotExist(gone) {
		err = gone
	}
	return "", err
}

// UserHomeDir is $HOME.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

func userDir(name, below string) (string, error) {
	dir := Getenv(name)
	if dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + name + " is relative")
		}
		return dir, nil
	}
	if dir = Getenv("HOME"); dir == "" {
		return "", errors.New("neither $" + name + " nor $HOME are defined")
	}
	return dir + below, nil
}

// UserCacheDir is $XDG_CACHE_HOME, or .cache in $HOME.
func UserCacheDir() (string, error) { return userDir("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir is $XDG_CONFIG_HOME, or .config in $HOME.
func UserConfigDir() (string, error) { return userDir("XDG_CONFIG_HOME", "/.config") }

// DirFS is the files below a folder as a file system.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

// in does something with a file of the folder, and gives errors the name that was asked for.
func in[T any](dir dirFS, op, name string, do func(string) (T, error)) (T, error) {
	var none T
	if dir == "" {
		return none, &PathError{Op: op, Path: name, Err: errors.New("os: DirFS with empty root")}
	}
	if !fs.ValidPath(name) || slash.Contains(name, 0) {
		return none, &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	full := string(dir) + "/" + name
	if name == "." {
		full = string(dir)
	}
	out, err := do(full)
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return out, err
}

func (d dirFS) Open(name string) (fs.File, error) {
	f, err := in(d, "open", name, Open)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error)    { return in(d, "readfile", name, ReadFile) }
func (d dirFS) ReadDir(name string) ([]DirEntry, error) { return in(d, "readdir", name, ReadDir) }
func (d dirFS) Stat(name string) (FileInfo, error)      { return in(d, "stat", name, Stat) }
func (d dirFS) Lstat(name string) (FileInfo, error)     { return in(d, "lstat", name, Lstat) }
func (d dirFS) ReadLink(name string) (string, error)    { return in(d, "readlink", name, Readlink) }

// CopyFS copies all of fsys into dir, which it makes if it is not there. No file may be there.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := path.Join(dir, name)
		switch d.Type() {
		case ModeDir:
			return MkdirAll(to, 0777)
		case ModeSymlink:
			target, err := fs.ReadLink(fsys, name)
			if err != nil {
				return err
			}
			return Symlink(target, to)
		case 0:
		default:
			return &PathError{Op: "CopyFS", Path: name, Err: ErrInvalid}
		}
		from, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer from.Close()
		fi, err := from.Stat()
		if err != nil {
			return err
		}
		f, err := OpenFile(to, O_CREATE|O_EXCL|O_WRONLY, 0666|fi.Mode()&0777)
		if err != nil {
			return err
		}
		if _, err := io.Copy(f, from); err != nil {
			f.Close()
			return &PathError{Op: "Copy", Path: to, Err: err}
		}
		return f.Close()
	})
}

// Getpagesize is the size of a page of memory.
func Getpagesize() int { return 4096 }

// Getuid is root's number.
func Getuid() int { return 0 }

// Geteuid is root's number.
func Geteuid() int { return 0 }

// Getgid is root's number.
func Getgid() int { return 0 }

// Getegid is root's number.
func Getegid() int { return 0 }

// Getgroups is root's groups.
func Getgroups() ([]int, error) { return []int{0}, nil }

// Executable is the name of the running program.
func Executable() (string, error) {
	if len(Args) == 0 {
		return "", syscall.ENOENT
	}
	return Args[0], nil
}
