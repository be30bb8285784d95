// A folder as a file system.

package fs

import (
	"errors"
	"path"
)

// SubFS is an FS that makes file systems of its folders itself.
type SubFS interface {
	FS
	Sub(dir string) (FS, error)
}

// Sub is the file system below dir. A link in it may lead out.
func Sub(fsys FS, dir string) (FS, error) {
	if !ValidPath(dir) {
		return nil, &PathError{Op: "sub", Path: dir, Err: ErrInvalid}
	}
	if dir == "." {
		return fsys, nil
	}
	if own, ok := fsys.(SubFS); ok {
		return own.Sub(dir)
	}
	return &below{fsys, dir}, nil
}

type below struct {
	fsys FS
	dir  string
}

// full is name's name in the file system around.
func (b *below) full(op, name string) (string, error) {
	if !ValidPath(name) {
		return "", &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return path.Join(b.dir, name), nil
}

func (b *below) inner(name string) (string, bool) {
	if name == b.dir {
		return ".", true
	}
	if n := len(b.dir); len(name) > n && name[:n] == b.dir && name[n] == '/' {
		return name[n+1:], true
	}
	return name, false
}

// through does something with name's full name, and gives errors the name that was asked for.
func through[T any](b *below, op, name string, do func(fsys FS, full string) (T, error)) (T, error) {
	full, err := b.full(op, name)
	if err != nil {
		var none T
		return none, err
	}
	out, err := do(b.fsys, full)
	if e, ok := err.(*PathError); ok {
		if inner, ok := b.inner(e.Path); ok {
			e.Path = inner
		}
	}
	return out, err
}

func (b *below) Open(name string) (File, error) { return through(b, "open", name, FS.Open) }

func (b *below) ReadDir(name string) ([]DirEntry, error) { return through(b, "read", name, ReadDir) }

func (b *below) ReadFile(name string) ([]byte, error) { return through(b, "read", name, ReadFile) }

func (b *below) ReadLink(name string) (string, error) {
	return through(b, "readlink", name, ReadLink)
}

func (b *below) Lstat(name string) (FileInfo, error) { return through(b, "lstat", name, Lstat) }

func (b *below) Glob(pattern string) ([]string, error) {
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if pattern == "." {
		return []string{"."}, nil
	}
	list, err := Glob(b.fsys, b.dir+"/"+pattern)
	for i, name := range list {
		inner, ok := b.inner(name)
		if !ok {
			return nil, errors.New("invalid result from inner fsys Glob: " + name + " not in " + b.dir)
		}
		list[i] = inner
	}
	return list, err
}

func (b *below) Sub(dir string) (FS, error) {
	if dir == "." {
		return b, nil
	}
	full, err := b.full("sub", dir)
	if err != nil {
		return nil, err
	}
	return &below{b.fsys, full}, nil
}
