// Several readers as one, and several writers as one.

package io

// MultiReader reads its readers one after another.
func MultiReader(readers ...Reader) Reader {
	return &multiReader{append([]Reader(nil), readers...)}
}

type multiReader struct {
	left []Reader
}

func (m *multiReader) Read(p []byte) (n int, err error) {
	for len(m.left) > 0 {
		if inner, ok := m.left[0].(*multiReader); ok && len(m.left) == 1 {
			// Chains of them would nest ever deeper.
			m.left = inner.left
			continue
		}
		n, err = m.left[0].Read(p)
		if err == EOF {
			// Another may read from the same list.
			m.left[0] = ended{}
			m.left = m.left[1:]
		}
		if n > 0 || err != EOF {
			if err == EOF && len(m.left) > 0 {
				err = nil
			}
			return n, err
		}
	}
	return 0, EOF
}

type ended struct{}

func (ended) Read([]byte) (int, error) { return 0, EOF }

func (m *multiReader) WriteTo(w Writer) (sum int64, err error) {
	for len(m.left) > 0 {
		n, err := Copy(w, m.left[0])
		sum += n
		if err != nil {
			return sum, err
		}
		m.left[0] = nil
		m.left = m.left[1:]
	}
	m.left = nil
	return sum, nil
}

// MultiWriter writes everything to each of its writers, in order, and stops
// at the first error.
func MultiWriter(writers ...Writer) Writer {
	all := make([]Writer, 0, len(writers))
	for _, w := range writers {
		if m, ok := w.(*multiWriter); ok {
			all = append(all, m.writers...)
		} else {
			all = append(all, w)
		}
	}
	return &multiWriter{all}
}

type multiWriter struct {
	writers []Writer
}

func (m *multiWriter) Write(p []byte) (n int, err error) {
	for _, w := range m.writers {
		n, err = w.Write(p)
		if err != nil {
			return n, err
		}
		if n != len(p) {
			return n, ErrShortWrite
		}
	}
	return len(p), nil
}

func (m *multiWriter) WriteString(s string) (n int, err error) {
	for _, w := range m.writers {
		n, err = WriteString(w, s)
		if err != nil {
			return n, err
		}
		if n != len(s) {
			return n, ErrShortWrite
		}
	}
	return len(s), nil
}
