// The file system: a tree in memory, with /root, /tmp and /dev in it at the start, which is gone when
// the run ends. Everybody is root, so permissions are kept but refuse nothing.

package os

import (
	"io/fs"
	"sync"
	"syscall"
	"time"
)

// node is a file, a folder or a link, whatever names it has.
type node struct {
	mode    FileMode
	data    []byte           // a file's
	target  string           // a link's
	entries map[string]*node // a folder's
	up      *node            // a folder's
	changed time.Time
}

var (
	treeLock sync.Mutex // for all nodes, and for what follows
	root     = startTree()
	current  = root
	currentP = "/"
)

func startTree() *node {
	r := &node{mode: ModeDir | 0755, entries: map[string]*node{}, changed: time.Now()}
	r.up = r
	r.add("root", &node{mode: ModeDir | 0700, entries: map[string]*node{}})
	r.add("tmp", &node{mode: ModeDir | ModeSticky | 0777, entries: map[string]*node{}})
	dev := &node{mode: ModeDir | 0755, entries: map[string]*node{}}
	r.add("dev", dev)
	dev.add("null", &node{mode: ModeDevice | ModeCharDevice | 0666})
	return r
}

// umask is the permissions that new files do not get.
const umask FileMode = 022

func (n *node) add(name string, child *node) {
	n.changed = time.Now()
	if child.changed.IsZero() {
		child.changed = n.changed
	}
	if child.entries != nil {
		child.up = n
	}
	n.entries[name] = child
}

func (n *node) remove(name string) {
	n.changed = time.Now()
	delete(n.entries, name)
}

// resize makes a file size bytes long.
func (n *node) resize(size int) {
	n.changed = time.Now()
	if size <= len(n.data) {
		n.data = n.data[:size]
		return
	}
	n.data = append(n.data, make([]byte, size-len(n.data))...)
}

// place is where a path leads: the folder that has its last element, and what is there, nil if
// nothing is.
type place struct {
	dir  *node
	name string // empty for the root and what ends in dots
	node *node
}

// mostLinks is how many links a path may lead through.
const mostLinks = 40

// find follows path, and the link that it ends with if follow says so. treeLock is held.
func find(path string, follow bool) (place, error) {
	if path == "" {
		return place{}, syscall.ENOENT
	}
	links := 0
	return walk(current, path, follow, &links)
}

func walk(from *node, path string, follow bool, links *int) (place, error) {
	at := place{dir: from, node: from}
	if path != "" && path[0] == '/' {
		at = place{dir: root, node: root}
	}
	for path != "" {
		if path[0] == '/' {
			path = path[1:]
			continue
		}
		end := 0
		for end < len(path) && path[end] != '/' {
			end++
		}
		elem, last := path[:end], true
		for i := end; i < len(path); i++ {
			last = last && path[i] == '/'
		}
		slash := end < len(path)
		path = path[end:]
		switch {
		case at.node == nil:
			return place{}, syscall.ENOENT
		case at.node.entries == nil:
			return place{}, syscall.ENOTDIR
		case len(elem) > 255:
			return place{}, syscall.ENAMETOOLONG
		case elem == ".":
			at = place{dir: at.node, node: at.node}
			continue
		case elem == "..":
			at = place{dir: at.node.up, node: at.node.up}
			continue
		}
		at = place{at.node, elem, at.node.entries[elem]}
		if n := at.node; n != nil && n.mode&ModeSymlink != 0 && (!last || slash || follow) {
			if *links++; *links > mostLinks {
				return place{}, syscall.ELOOP
			}
			to, err := walk(at.dir, n.target, true, links)
			if err != nil {
				return place{}, err
			}
			at = to
		}
		if slash && at.node != nil && at.node.entries == nil {
			return place{}, syscall.ENOTDIR
		}
	}
	return at, nil
}

// look is what is at path, which must be there.
func look(path string, follow bool) (*node, error) {
	at, err := find(path, follow)
	if err == nil && at.node == nil {
		err = syscall.ENOENT
	}
	return at.node, err
}

// withTree does something to the tree, and makes an error of this package of what goes wrong.
func withTree(op, path string, do func() error) error {
	treeLock.Lock()
	defer treeLock.Unlock()
	if err := do(); err != nil {
		return &PathError{Op: op, Path: path, Err: err}
	}
	return nil
}

// info describes a node as it was.
type info struct {
	name    string
	size    int64
	mode    FileMode
	changed time.Time
	node    *node
}

func (n *node) info(path string) *info {
	size := len(n.data) + len(n.target)
	if n.entries != nil {
		size = 4096
	}
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	for i := len(path) - 2; i >= 0; i-- {
		if path[i] == '/' {
			path = path[i+1:]
			break
		}
	}
	return &info{path, int64(size), n.mode, n.changed, n}
}

func (i *info) Name() string       { return i.name }
func (i *info) Size() int64        { return i.size }
func (i *info) Mode() FileMode     { return i.mode }
func (i *info) ModTime() time.Time { return i.changed }
func (i *info) IsDir() bool        { return i.mode.IsDir() }
func (i *info) Sys() any           { return nil }

// SameFile reports whether two descriptions are of one file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*info)
	b, ok2 := fi2.(*info)
	return ok1 && ok2 && a.node == b.node
}

// entry is an entry of a folder.
type entry struct {
	dir, name string
	mode      FileMode
}

func (e *entry) Name() string            { return e.name }
func (e *entry) IsDir() bool             { return e.mode.IsDir() }
func (e *entry) Type() FileMode          { return e.mode.Type() }
func (e *entry) Info() (FileInfo, error) { return Lstat(e.dir + "/" + e.name) }
func (e *entry) String() string          { return fs.FormatDirEntry(e) }
