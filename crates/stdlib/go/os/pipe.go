// Pipes in memory.

package os

import (
	"io"
	"sync"
	"syscall"
)

// pipeSize is how much a pipe holds before writers wait.
const pipeSize = 1 << 16

type pipe struct {
	mu      sync.Mutex
	changed sync.Cond
	data    []byte
	// deaf and done: the end for reading, and that for writing, is closed.
	deaf, done bool
}

// Pipe returns two connected files: what is written to w is read from r.
func Pipe() (r, w *File, err error) {
	p := new(pipe)
	p.changed.L = &p.mu
	return &File{&file{fd: 3, name: "|0", pipe: p}}, &File{&file{fd: 4, name: "|1", pipe: p}}, nil
}

func (p *pipe) write(data []byte) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(data) > 0 {
		for len(p.data) >= pipeSize && !p.deaf {
			p.changed.Wait()
		}
		if p.deaf {
			return n, &PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}
		}
		some := min(len(data), pipeSize-len(p.data))
		p.data = append(p.data, data[:some]...)
		data = data[some:]
		n += some
		p.changed.Broadcast()
	}
	return n, nil
}

func (p *pipe) read(to []byte) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 {
		if p.done {
			return 0, io.EOF
		}
		p.changed.Wait()
	}
	n = copy(to, p.data)
	p.data = p.data[n:]
	p.changed.Broadcast()
	return n, nil
}

func (p *pipe) close(reading bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if reading {
		p.deaf = true
	} else {
		p.done = true
	}
	p.changed.Broadcast()
}
