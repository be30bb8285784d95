// Files that are not there: the errors that programs tell apart.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

func load(p string) error {
	_, err := os.ReadFile(p)
	if err != nil {
		return fmt.Errorf("load config: %w", err)
	}
	return nil
}

func main() {
	_, err := os.Open("missing.txt")
	fmt.Println(err, errors.Is(err, os.ErrNotExist), errors.Is(err, fs.ErrNotExist), os.IsNotExist(err), os.IsExist(err))
	var pe *os.PathError
	if errors.As(err, &pe) {
		fmt.Println(pe.Op, pe.Path, pe.Err, pe.Timeout())
	}
	err = load("missing.json")
	fmt.Println(err, os.IsNotExist(err), errors.Is(err, os.ErrNotExist))
	_, err = os.Stat("missing")
	fmt.Println(err)
	fmt.Println(os.Remove("missing"), os.RemoveAll("missing"), os.Rename("missing", "there"), os.Chdir("missing"))
	os.Setenv("WHO", "gopher")
	fmt.Println(os.ExpandEnv("hi $WHO ${WHO}! $ $$ ${} $1 ${WHO $-x ${*}"))
	fmt.Println(os.Expand("$a-${b}c", strings.ToUpper))
	fmt.Println(os.FileMode(0o755), os.FileMode(0o644)|os.ModeDir, os.ModePerm)
	fmt.Println(strings.CutLast("a/b/c", "/"))
	fmt.Println(strings.CutLast("abc", "/"))
}
