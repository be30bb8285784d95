// Open files of the tree.

package os

import (
	"errors"
	"io"
	"maps"
	"slices"
	"syscall"
	"time"
)

// handle is a file or folder that is open. treeLock guards it.
type handle struct {
	node *node
	flag int
	pos  int

	// Of a folder: the names that ReadDir has yet to yield, if it has begun.
	listed bool
	names  []string
}

// mostSize is more than a file may have.
const mostSize = 1 << 40

// handle is f's, nil if f is no file of the tree.
func (f *File) handle() *handle {
	h, _ := f.stream.(*handle)
	return h
}

// within does something with f's handle. What is no file of the tree cannot do it.
func (f *File) within(op string, do func(h *handle) error) error {
	if err := f.fail(op); err != nil {
		return err
	}
	h := f.handle()
	if h == nil {
		return &PathError{Op: op, Path: f.name, Err: syscall.EINVAL}
	}
	return withTree(op, f.name, func() error { return do(h) })
}

func (h *handle) isNull() bool { return h.node.mode&ModeDevice != 0 }

func (h *handle) read(p []byte) (n int, err error) {
	treeLock.Lock()
	defer treeLock.Unlock()
	n, err = h.readAt(p, h.pos)
	h.pos += n
	return n, err
}

func (h *handle) readAt(p []byte, pos int) (n int, err error) {
	switch {
	case h.flag&O_WRONLY != 0:
		return 0, syscall.EBADF
	case h.node.entries != nil:
		return 0, syscall.EISDIR
	case len(p) == 0:
		return 0, nil
	case pos >= len(h.node.data):
		return 0, io.EOF
	}
	return copy(p, h.node.data[pos:]), nil
}

func (h *handle) write(p []byte) (n int, err error) {
	treeLock.Lock()
	defer treeLock.Unlock()
	if h.flag&O_APPEND != 0 {
		h.pos = len(h.node.data)
	}
	n, err = h.writeAt(p, h.pos)
	h.pos += n
	return n, err
}

func (h *handle) writeAt(p []byte, pos int) (n int, err error) {
	switch {
	case h.flag&(O_WRONLY|O_RDWR) == 0:
		return 0, syscall.EBADF
	case h.isNull():
		return len(p), nil
	case pos+len(p) > mostSize:
		return 0, syscall.EFBIG
	}
	if len(p) > 0 {
		h.node.resize(max(pos+len(p), len(h.node.data)))
	}
	return copy(h.node.data[pos:], p), nil
}

func (h *handle) close() {}

// ReadAt reads from a place on, and says why where it is less than len(p).
func (f *File) ReadAt(p []byte, off int64) (n int, err error) {
	if err := f.fail("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{Op: "readat", Path: f.name, Err: errors.New("negative offset")}
	}
	err = f.within("read", func(h *handle) (err error) {
		n, err = h.readAt(p, int(off))
		return err
	})
	if errors.Is(err, io.EOF) || err == nil && n < len(p) {
		err = io.EOF
	}
	return n, err
}

// WriteAt writes at a place.
func (f *File) WriteAt(p []byte, off int64) (n int, err error) {
	if err := f.fail("write"); err != nil {
		return 0, err
	}
	if h := f.handle(); h != nil && h.flag&O_APPEND != 0 {
		return 0, errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
	}
	if off < 0 {
		return 0, &PathError{Op: "writeat", Path: f.name, Err: errors.New("negative offset")}
	}
	err = f.within("write", func(h *handle) (err error) {
		n, err = h.writeAt(p, int(off))
		return err
	})
	return n, err
}

// Seek sets where the next Read or Write begins, from the start of the file (whence 0), from where
// it would have begun (1) or from the end (2).
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if f != nil && !f.closed && f.handle() == nil {
		return 0, &PathError{Op: "seek", Path: f.name, Err: syscall.ESPIPE}
	}
	err = f.within("seek", func(h *handle) error {
		from := 0
		switch whence {
		case io.SeekStart:
		case io.SeekCurrent:
			from = h.pos
		case io.SeekEnd:
			from = len(h.node.data)
		default:
			return syscall.EINVAL
		}
		to := from + int(offset)
		if to < 0 {
			return syscall.EINVAL
		}
		h.pos, h.listed = to, false
		ret = int64(to)
		return nil
	})
	return ret, err
}

// Truncate sets the file's size.
func (f *File) Truncate(size int64) error {
	return f.within("truncate", func(h *handle) error {
		if h.flag&(O_WRONLY|O_RDWR) == 0 {
			return syscall.EINVAL
		}
		return h.node.truncate(size)
	})
}

// Chmod sets the file's permissions.
func (f *File) Chmod(mode FileMode) error {
	return f.within("chmod", func(h *handle) error { return h.node.chmod(mode) })
}

// Chown does nothing: owners are not kept.
func (f *File) Chown(uid, gid int) error {
	return f.within("chown", func(*handle) error { return nil })
}

// Chdir is Chdir to the folder that f is.
func (f *File) Chdir() error {
	return f.within("chdir", func(h *handle) error { return h.node.enter() })
}

// Stat describes the file. Streams are pipes.
func (f *File) Stat() (out FileInfo, err error) {
	if err := f.fail("stat"); err != nil {
		return nil, err
	}
	if f.handle() == nil {
		return (&node{mode: ModeNamedPipe | 0600}).info(f.name), nil
	}
	err = f.within("stat", func(h *handle) error {
		out = h.node.info(f.name)
		return nil
	})
	return out, err
}

// next is the names of the next n entries, of all that are left if n <= 0.
func (f *File) next(op string, n int) (names []string, nodes []*node, err error) {
	if f != nil && f.closed {
		return nil, nil, &PathError{Op: op, Path: f.name, Err: errors.New("use of closed file")}
	}
	err = f.within(op, func(h *handle) error {
		if h.node.entries == nil {
			return syscall.ENOTDIR
		}
		if !h.listed {
			h.listed, h.names = true, slices.Sorted(maps.Keys(h.node.entries))
		}
		for len(h.names) > 0 && (n <= 0 || len(names) < n) {
			name := h.names[0]
			h.names = h.names[1:]
			if child := h.node.entries[name]; child != nil {
				names, nodes = append(names, name), append(nodes, child)
			}
		}
		return nil
	})
	if err == nil && n > 0 && len(names) == 0 {
		err = io.EOF
	}
	return names, nodes, err
}

// ReadDir yields the next n entries of a folder, all that are left if n <= 0.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	names, nodes, err := f.next("readdirent", n)
	out := make([]DirEntry, len(names))
	for i, name := range names {
		out[i] = &entry{f.name, name, nodes[i].mode}
	}
	return out, err
}

// Readdir is ReadDir with descriptions.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	names, nodes, err := f.next("readdirent", n)
	out := make([]FileInfo, len(names))
	for i, name := range names {
		out[i] = nodes[i].info(name)
	}
	return out, err
}

// Readdirnames is ReadDir with names alone.
func (f *File) Readdirnames(n int) (names []string, err error) {
	names, _, err = f.next("readdirent", n)
	if names == nil {
		names = []string{}
	}
	return names, err
}

// plainFile is a File without the methods that io.Copy would call again.
type plainFile struct{ f *File }

func (p plainFile) Read(b []byte) (int, error)  { return p.f.Read(b) }
func (p plainFile) Write(b []byte) (int, error) { return p.f.Write(b) }

// ReadFrom writes all that r has.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.fail("write"); err != nil {
		return 0, err
	}
	return io.Copy(plainFile{f}, r)
}

// WriteTo reads all that is left, into w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.fail("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, plainFile{f})
}

// SetDeadline fails: nothing here waits for a device.
func (f *File) SetDeadline(t time.Time) error { return f.deadline() }

// SetReadDeadline fails.
func (f *File) SetReadDeadline(t time.Time) error { return f.deadline() }

// SetWriteDeadline fails.
func (f *File) SetWriteDeadline(t time.Time) error { return f.deadline() }

func (f *File) deadline() error {
	if err := f.fail("set deadline"); err != nil {
		return err
	}
	return ErrNoDeadline
}
