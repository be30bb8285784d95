// Pipe: a reader and a writer that meet, without a buffer.

package io

import "sync"

// pipe hands the bytes of each Write to one or more Reads. Writers take turns
// by turn; data and taken carry the bytes over and the count back.
type pipe struct {
	turn  sync.Mutex
	data  chan []byte
	taken chan int

	once sync.Once
	done chan struct{}
	rerr firstError // what the reader's side closed with
	werr firstError // what the writer's side closed with
}

// firstError keeps the first error that it is given.
type firstError struct {
	mu  sync.Mutex
	err error
}

func (f *firstError) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

func (f *firstError) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// Pipe makes a pipe: what is written to the writer is read from the reader. A
// Write blocks until readers took all of it or the pipe is closed.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{PipeReader{pipe{
		data:  make(chan []byte),
		taken: make(chan int),
		done:  make(chan struct{}),
	}}}
	return &w.r, w
}

func (p *pipe) close() { p.once.Do(func() { close(p.done) }) }

// readError is what a Read of a closed pipe returns.
func (p *pipe) readError() error {
	werr := p.werr.get()
	if p.rerr.get() == nil && werr != nil {
		return werr
	}
	return ErrClosedPipe
}

// writeError is what a Write to a closed pipe returns.
func (p *pipe) writeError() error {
	rerr := p.rerr.get()
	if p.werr.get() == nil && rerr != nil {
		return rerr
	}
	return ErrClosedPipe
}

// PipeReader is the half of a pipe that is read.
type PipeReader struct{ pipe }

func (r *PipeReader) Read(b []byte) (n int, err error) {
	select {
	case <-r.done:
		return 0, r.readError()
	default:
	}
	select {
	case data := <-r.data:
		n = copy(b, data)
		r.taken <- n
		return n, nil
	case <-r.done:
		return 0, r.readError()
	}
}

// Close makes writes fail with ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError makes writes fail with err. It returns nil.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.rerr.set(err)
	r.close()
	return nil
}

// PipeWriter is the half of a pipe that is written.
type PipeWriter struct{ r PipeReader }

func (w *PipeWriter) Write(b []byte) (n int, err error) {
	p := &w.r.pipe
	select {
	case <-p.done:
		return 0, p.writeError()
	default:
		p.turn.Lock()
		defer p.turn.Unlock()
	}
	// An empty write waits for a reader too.
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.data <- b:
			got := <-p.taken
			b = b[got:]
			n += got
		case <-p.done:
			return n, p.writeError()
		}
	}
	return n, nil
}

// Close makes reads end with EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError makes reads end with err, or EOF if it is nil. It returns nil.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.werr.set(err)
	w.r.close()
	return nil
}
