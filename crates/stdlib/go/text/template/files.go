// Templates from files.

package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// ParseFiles makes templates of files, named as they are.
func ParseFiles(filenames ...string) (*Template, error) {
	return parseFiles(nil, os.ReadFile, filenames)
}

// ParseFiles adds templates made of files to t.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	t.init()
	return parseFiles(t, os.ReadFile, filenames)
}

// ParseGlob is ParseFiles for the files that match pattern.
func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }

// ParseGlob is ParseFiles for the files that match pattern.
func (t *Template) ParseGlob(pattern string) (*Template, error) {
	t.init()
	return parseGlob(t, pattern)
}

// ParseFS is ParseFiles for the files of fsys that match patterns.
func ParseFS(fsys fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fsys, patterns) }

// ParseFS is ParseFiles for the files of fsys that match patterns.
func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	t.init()
	return parseFS(t, fsys, patterns)
}

func noFiles(pattern string) error {
	return fmt.Errorf("template: pattern matches no files: %#q", pattern)
}

func parseGlob(t *Template, pattern string) (*Template, error) {
	filenames, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(filenames) == 0 {
		return nil, noFiles(pattern)
	}
	return parseFiles(t, os.ReadFile, filenames)
}

func parseFS(t *Template, fsys fs.FS, patterns []string) (*Template, error) {
	var filenames []string
	for _, pattern := range patterns {
		found, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, noFiles(pattern)
		}
		filenames = append(filenames, found...)
	}
	read := func(name string) ([]byte, error) { return fs.ReadFile(fsys, name) }
	return parseFiles(t, read, filenames)
}

func parseFiles(t *Template, read func(name string) ([]byte, error), filenames []string) (*Template, error) {
	if len(filenames) == 0 {
		return nil, errors.New("template: no files named in call to ParseFiles")
	}
	for _, file := range filenames {
		text, err := read(file)
		if err != nil {
			return nil, err
		}
		name := path.Base(file)
		if t == nil {
			t = New(name)
		}
		x := t
		if name != t.name {
			x = t.New(name)
		}
		if _, err := x.Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return t, nil
}
