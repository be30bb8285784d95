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
	treeLock.Lock()
	defer treeLock.Unlock()
	r = &File{&file{fd: newFD(), name: "|0", stream: readEnd{p}}}
	w = &File{&file{fd: newFD(), name: "|1", stream: writeEnd{p}}}
	return r, w, nil
}

type (
	readEnd  struct{ p *pipe }
	writeEnd struct{ p *pipe }
)

func (readEnd) write([]byte) (int, error) { return 0, syscall.EBADF }

func (writeEnd) read([]byte) (int, error) { return 0, syscall.EBADF }

func (w writeEnd) write(data []byte) (n int, err error) {
	p := w.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(data) > 0 {
		for len(p.data) >= pipeSize && !p.deaf && !p.done {
			p.changed.Wait()
		}
		if p.done {
			return n, ErrClosed // by somebody else, meanwhile
		}
		if p.deaf {
			return n, syscall.EPIPE
		}
		some := min(len(data), pipeSize-len(p.data))
		p.data = append(p.data, data[:some]...)
		data = data[some:]
		n += some
		p.changed.Broadcast()
	}
	return n, nil
}

func (r readEnd) read(to []byte) (n int, err error) {
	p := r.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 && len(to) > 0 {
		if p.deaf {
			return 0, ErrClosed // by somebody else, meanwhile
		}
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

func (r readEnd) close() { r.p.close(&r.p.deaf) }

func (w writeEnd) close() { w.p.close(&w.p.done) }

func (p *pipe) close(end *bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	*end = true
	p.changed.Broadcast()
}
