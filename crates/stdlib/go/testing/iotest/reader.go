// TestReader.

package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// TestReader reports whether r reads content and then io.EOF, in small reads too. Where r can
// seek or read at places, that is tried as well.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		if n, err := r.Read(nil); n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	data, err := io.ReadAll(&small{r: r})
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.ReadSeeker); ok {
		if err := testSeeker(s, content); err != nil {
			return err
		}
	}
	if a, ok := r.(io.ReaderAt); ok {
		return testReaderAt(a, content)
	}
	return nil
}

// small reads a few bytes at a time, and not always as many.
type small struct {
	r io.Reader
	n int
}

func (s *small) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	s.n = s.n%3 + 1
	n := min(s.n, len(p))
	got, err := s.r.Read(p[:n])
	if err != nil && err != io.EOF {
		err = fmt.Errorf("Read(%d) at offset %d: %v", n, got, err)
	}
	return got, err
}

func testSeeker(r io.ReadSeeker, content []byte) error {
	seek := func(what string, offset int64, whence int, want int64) error {
		if at, err := r.Seek(offset, whence); err != nil || at != want {
			return fmt.Errorf("%s = %d, %v, want %d, nil", what, at, err, want)
		}
		return nil
	}
	all := func(what string, want []byte) error {
		data, err := io.ReadAll(&small{r: r})
		if err != nil {
			return fmt.Errorf("ReadAll %s: %v", what, err)
		}
		if !bytes.Equal(data, want) {
			return fmt.Errorf("ReadAll %s = %q\n\twant %q", what, data, want)
		}
		return nil
	}
	size := int64(len(content))
	middle := size - size/3
	err := seek("Seek(0, 1) from EOF", 0, io.SeekCurrent, size)
	if err == nil {
		err = seek("Seek(0, 0) from EOF", 0, io.SeekStart, 0)
	}
	if err == nil {
		err = all("from start", content)
	}
	if err == nil {
		err = seek(fmt.Sprintf("Seek(%d, 2) from EOF", middle-size), middle-size, io.SeekEnd, middle)
	}
	if err == nil {
		err = all("from middle", content[middle:])
	}
	if err == nil {
		err = seek(fmt.Sprintf("Seek(%d, 0) from EOF", middle/2), middle/2, io.SeekStart, middle/2)
	}
	if err == nil {
		err = seek(fmt.Sprintf("Seek(%d, 1) from %d", middle-middle/2, middle/2), middle-middle/2, io.SeekCurrent, middle)
	}
	if err == nil {
		err = all("from middle", content[middle:])
	}
	return err
}

func testReaderAt(r io.ReaderAt, content []byte) error {
	for i := range len(content) + 1 {
		for n := range len(content) - i + 2 {
			buf := make([]byte, n)
			got, err := r.ReadAt(buf, int64(i))
			want := content[i:min(i+n, len(content))]
			switch {
			case !bytes.Equal(buf[:got], want):
				return fmt.Errorf("ReadAt(%d, %d) = %q\n\twant %q", n, i, buf[:got], want)
			case got < n && err == nil:
				return fmt.Errorf("ReadAt(%d, %d) = %d, nil, want an error", n, i, got)
			case err != nil && err != io.EOF:
				return fmt.Errorf("ReadAt(%d, %d) = %v", n, i, err)
			}
		}
	}
	if _, err := r.ReadAt(make([]byte, 1), -1); err == nil {
		return errors.New("ReadAt at offset -1: no error")
	}
	return nil
}
