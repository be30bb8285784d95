// Files by name.

package os

import (
	"internal/slash"
	"io"
	"slices"
	"syscall"
	"time"
)

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create makes a file, or empties it, and opens it for reading and writing.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens a file as the flags say; perm is for one that it makes.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	var f *File
	err := withTree("open", name, func() error {
		at, err := find(name, flag&O_EXCL == 0)
		writing := flag&(O_WRONLY|O_RDWR) != 0
		switch n := at.node; {
		case err != nil:
			return err
		case n == nil && flag&O_CREATE == 0:
			return syscall.ENOENT
		case n == nil && name[len(name)-1] == '/':
			return syscall.EISDIR
		case n == nil:
			at.node = &node{mode: perm & ^umask & (ModePerm | ModeSetuid | ModeSetgid | ModeSticky)}
			at.dir.add(at.name, at.node)
		case flag&(O_CREATE|O_EXCL) == O_CREATE|O_EXCL:
			return syscall.EEXIST
		case n.entries != nil && (writing || flag&O_CREATE != 0):
			return syscall.EISDIR
		case n.entries == nil && name[len(name)-1] == '/':
			return syscall.ENOTDIR
		case flag&O_TRUNC != 0:
			n.resize(0)
		}
		f = &File{&file{fd: newFD(), name: name, stream: &handle{node: at.node, flag: flag}}}
		return nil
	})
	return f, err
}

// lastFD is the number of the file that was opened last; treeLock guards it.
var lastFD = 2

func newFD() int {
	lastFD++
	return lastFD
}

// ReadFile is the contents of a file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// WriteFile makes a file of data, or replaces its contents.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return firstOf(err, f.Close())
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func stat(op, name string, follow bool) (out FileInfo, err error) {
	err = withTree(op, name, func() error {
		n, err := look(name, follow)
		if err == nil {
			out = n.info(name)
		}
		return err
	})
	return out, err
}

// Stat describes a file; where it is a link, what it leads to.
func Stat(name string) (FileInfo, error) { return stat("stat", name, true) }

// Lstat describes a file, a link too.
func Lstat(name string) (FileInfo, error) { return stat("lstat", name, false) }

// ReadDir is the entries of a folder, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.handle().node.entries == nil {
		return nil, &PathError{Op: "open", Path: name, Err: syscall.ENOTDIR}
	}
	return f.ReadDir(-1)
}

// Mkdir makes a folder.
func Mkdir(name string, perm FileMode) error {
	return withTree("mkdir", name, func() error {
		at, err := find(name, false)
		switch {
		case err != nil:
			return err
		case at.node != nil:
			return syscall.EEXIST
		}
		mode := ModeDir | perm & ^umask & (ModePerm|ModeSetuid|ModeSetgid|ModeSticky)
		at.dir.add(at.name, &node{mode: mode, entries: map[string]*node{}})
		return nil
	})
}

// MkdirAll makes a folder and those that it is in, if they are not there.
func MkdirAll(path string, perm FileMode) error {
	if fi, err := Stat(path); err == nil {
		if fi.IsDir() {
			return nil
		}
		return &PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
	}
	if up := slash.Trim(path); slash.Contains(up, '/') {
		if up = slash.Trim(up[:slash.Last(up, '/')]); up != "" {
			if err := MkdirAll(up, perm); err != nil {
				return err
			}
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		if fi, e := Lstat(path); e == nil && fi.IsDir() {
			return nil
		}
	}
	return err
}

// Remove removes a file or an empty folder.
func Remove(name string) error {
	return withTree("remove", name, func() error {
		at, err := find(name, false)
		switch {
		case err != nil:
			return err
		case at.node == nil:
			return syscall.ENOENT
		case at.name == "":
			return syscall.EINVAL
		case len(at.node.entries) > 0:
			return syscall.ENOTEMPTY
		}
		at.dir.remove(at.name)
		return nil
	})
}

// RemoveAll removes path and all that is below it. It is no error if there is nothing.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if path == "." || slash.HasSuffix(path, "/.") {
		return &PathError{Op: "RemoveAll", Path: path, Err: syscall.EINVAL}
	}
	return withTree("unlinkat", path, func() error {
		at, err := find(path, false)
		switch {
		case err == syscall.ENOENT || err == nil && at.node == nil:
			return nil
		case err != nil:
			return err
		case at.name == "":
			return syscall.EBUSY
		}
		at.dir.remove(at.name)
		return nil
	})
}

// LinkError is an error, the operation and its two files.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }

func (e *LinkError) Unwrap() error { return e.Err }

// twoNames is withTree for what has two names.
func twoNames(op, old, new string, do func() error) error {
	treeLock.Lock()
	defer treeLock.Unlock()
	if err := do(); err != nil {
		return &LinkError{op, old, new, err}
	}
	return nil
}

// Rename moves a file, in place of one that newpath may be.
func Rename(oldpath, newpath string) error {
	return twoNames("rename", oldpath, newpath, func() error {
		to, err := find(newpath, false)
		from, err2 := find(oldpath, false)
		if err2 != nil {
			return err2
		}
		if from.node == nil {
			return syscall.ENOENT
		}
		if err != nil {
			return err
		}
		if to.node != nil && to.node.entries != nil && to.node != from.node {
			return syscall.EEXIST
		}
		if from.node.entries != nil && to.node != nil && to.node.entries == nil {
			return syscall.ENOTDIR
		}
		if from.name == "" || to.name == "" {
			return syscall.EBUSY
		}
		if to.node == from.node {
			return nil
		}
		for dir := to.dir; from.node.entries != nil && dir != root; dir = dir.up {
			if dir == from.node {
				return syscall.EINVAL
			}
		}
		from.dir.remove(from.name)
		to.dir.add(to.name, from.node)
		return nil
	})
}

// Link gives a file a second name.
func Link(oldname, newname string) error {
	return twoNames("link", oldname, newname, func() error {
		n, err := look(oldname, false)
		if err != nil {
			return err
		}
		at, err := find(newname, false)
		switch {
		case err != nil:
			return err
		case at.node != nil:
			return syscall.EEXIST
		case n.entries != nil:
			return syscall.EPERM
		}
		at.dir.add(at.name, n)
		return nil
	})
}

// Symlink makes a link that leads to oldname, which need not be there.
func Symlink(oldname, newname string) error {
	return twoNames("symlink", oldname, newname, func() error {
		at, err := find(newname, false)
		switch {
		case err != nil:
			return err
		case oldname == "":
			return syscall.ENOENT
		case at.node != nil:
			return syscall.EEXIST
		}
		at.dir.add(at.name, &node{mode: ModeSymlink | 0777, target: oldname})
		return nil
	})
}

// Readlink is where a link leads.
func Readlink(name string) (target string, err error) {
	err = withTree("readlink", name, func() error {
		n, err := look(name, false)
		if err == nil && n.mode&ModeSymlink == 0 {
			err = syscall.EINVAL
		}
		if err == nil {
			target = n.target
		}
		return err
	})
	return target, err
}

// change does something to a file that must be there.
func change(op, name string, do func(n *node) error) error {
	return withTree(op, name, func() error {
		n, err := look(name, true)
		if err != nil {
			return err
		}
		return do(n)
	})
}

// Chmod sets a file's permissions.
func Chmod(name string, mode FileMode) error {
	return change("chmod", name, func(n *node) error { return n.chmod(mode) })
}

func (n *node) chmod(mode FileMode) error {
	const bits = ModePerm | ModeSetuid | ModeSetgid | ModeSticky
	n.mode = n.mode&^bits | mode&bits
	return nil
}

// Chtimes sets when a file was changed last; the time of the last access is not kept.
func Chtimes(name string, atime, mtime time.Time) error {
	return change("chtimes", name, func(n *node) error {
		if !mtime.IsZero() {
			n.changed = mtime
		}
		return nil
	})
}

// Chown does nothing to a file that is there: owners are not kept.
func Chown(name string, uid, gid int) error {
	return change("chown", name, func(*node) error { return nil })
}

// Lchown is Chown for a link.
func Lchown(name string, uid, gid int) error {
	return withTree("lchown", name, func() error {
		_, err := look(name, false)
		return err
	})
}

// Truncate sets a file's size.
func Truncate(name string, size int64) error {
	return change("truncate", name, func(n *node) error { return n.truncate(size) })
}

func (n *node) truncate(size int64) error {
	switch {
	case n.entries != nil:
		return syscall.EISDIR
	case size < 0:
		return syscall.EINVAL
	case size > mostSize:
		return syscall.EFBIG
	}
	n.resize(int(size))
	return nil
}

// Chdir makes dir the folder that paths start from if they do not start from the root.
func Chdir(dir string) error {
	return change("chdir", dir, func(n *node) error { return n.enter() })
}

func (n *node) enter() error {
	if n.entries == nil {
		return syscall.ENOTDIR
	}
	current, currentP = n, "/"
	var names []string
	for ; n != root && n != n.up; n = n.up {
		for name, child := range n.up.entries {
			if child == n {
				names = append(names, name)
			}
		}
	}
	slices.Reverse(names)
	currentP += slash.Join(names)
	return nil
}

// Getwd is the folder that paths start from.
func Getwd() (dir string, err error) {
	treeLock.Lock()
	defer treeLock.Unlock()
	return currentP, nil
}

// IsPathSeparator reports whether c separates parts of a path.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }
