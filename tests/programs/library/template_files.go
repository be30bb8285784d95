// Templates made of files and of file systems.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

func main() {
	dir, err := os.MkdirTemp("", "tmpl")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{"a.tmpl": `A({{.}}){{template "b.tmpl" .}}{{template "d" .}}`, "b.tmpl": `B{{define "d"}}D{{end}}`, "c.txt": `C`, "bad.txt": `{{`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			panic(err)
		}
	}
	show := func(t *template.Template, err error) {
		if err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), dir, "DIR"), errors.Is(err, fs.ErrNotExist))
			return
		}
		fmt.Print(t.Name(), " ")
		fmt.Println(" ", t.Execute(os.Stdout, 1))
	}
	show(template.ParseFiles(filepath.Join(dir, "a.tmpl"), filepath.Join(dir, "b.tmpl")))
	show(template.New("root").ParseFiles(filepath.Join(dir, "c.txt")))
	show(template.New("c.txt").ParseFiles(filepath.Join(dir, "c.txt")))
	show(template.ParseFiles(filepath.Join(dir, "none")))
	show(template.ParseFiles(filepath.Join(dir, "bad.txt")))
	show(template.ParseFiles())
	show(template.ParseGlob(filepath.Join(dir, "*.tmpl")))
	show(template.ParseGlob(filepath.Join(dir, "*.none")))
	show(template.ParseGlob("["))
	show(template.New("x").ParseGlob(filepath.Join(dir, "c*")))
	show(template.ParseFS(os.DirFS(dir), "*.tmpl", "c.txt"))
	show(template.ParseFS(os.DirFS(dir), "*.none"))
	show(template.ParseFS(os.DirFS(dir), "bad.txt"))
	show(template.ParseFS(os.DirFS(dir)))
	show(template.New("c.txt").ParseFS(os.DirFS(dir), "c*"))
}
