// What needs files: walks, patterns, links.

package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
)

// What a WalkFunc or fs.WalkDirFunc returns to leave out what is left of a folder, or of all.
var (
	SkipDir = fs.SkipDir
	SkipAll = fs.SkipAll
)

// system is the files that there are, by any path, as a file system.
type system struct{}

func (system) Open(name string) (fs.File, error)          { return os.Open(name) }
func (system) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (system) Stat(name string) (fs.FileInfo, error)      { return os.Lstat(name) }

// Glob is the names of all files that match pattern. The only error is ErrBadPattern.
func Glob(pattern string) (matches []string, err error) {
	matches, err = fs.Glob(system{}, pattern)
	if err != nil {
		err = ErrBadPattern
	}
	return matches, err
}

// WalkDir calls fn for root and for all that is below it, by name. It does not follow links.
func WalkDir(root string, fn fs.WalkDirFunc) error { return fs.WalkDir(system{}, root, fn) }

// WalkFunc is called for each file and folder. err says that path cannot be described, or that
// the folder that it is cannot be read.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Walk is WalkDir for a function that wants to know more of files.
func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(root, info, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(name string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(name, info, nil)
	}
	list, unread := os.ReadDir(name)
	if err := fn(name, info, unread); err != nil || unread != nil {
		return err
	}
	for _, entry := range list {
		below := path.Join(name, entry.Name())
		info, err := os.Lstat(below)
		if err != nil {
			if err = fn(below, info, err); err != nil && err != SkipDir {
				return err
			}
		} else if err = walk(below, info, fn); err != nil && (err != SkipDir || !info.IsDir()) {
			return err
		}
	}
	return nil
}

// Abs is p from the root on.
func Abs(p string) (string, error) {
	if IsAbs(p) {
		return Clean(p), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(dir, p), nil
}

// mostLinks is how many links EvalSymlinks follows.
const mostLinks = 255

// EvalSymlinks is a path to the same file without links in it.
func EvalSymlinks(p string) (string, error) {
	done, links := "", 0
	if IsAbs(p) {
		done = "/"
	}
	for rest := p; rest != ""; {
		var elem string
		var more bool
		elem, rest, more = strings.Cut(rest, "/")
		switch {
		case elem == "" || elem == ".":
			continue
		case elem == ".." && done != "/":
			if base := path.Base(done); done == "" || base == ".." {
				done = path.Join(done, "..")
			} else if done = path.Dir(done); done == "." {
				done = ""
			}
			continue
		case elem == "..":
			continue
		}
		next := path.Join(done, elem)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			if links++; links > mostLinks {
				return "", errors.New("EvalSymlinks: too many links")
			}
			target, err := os.Readlink(next)
			if err != nil {
				return "", err
			}
			if IsAbs(target) {
				done = "/"
			}
			if more {
				target += "/" + rest
			}
			rest = target
		case !info.IsDir() && more:
			return "", syscall.ENOTDIR
		default:
			done = next
		}
	}
	return Clean(done), nil
}

// Localize is a path of an fs.FS as one of the system.
func Localize(p string) (string, error) {
	if !fs.ValidPath(p) || strings.Contains(p, "\x00") {
		return "", errors.New("invalid path")
	}
	return p, nil
}

// HasPrefix reports whether p begins with prefix, whatever that says of folders.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }
