// Command stdlib_diff compares our Go library with the real one: it builds our packages with the
// real compiler, under other import paths, over a shim in place of the machine, and runs the
// programs in testdata, which feed the same inputs to both.
//
// Run it from the root of the repository:
//
//	go run tests/stdlib_diff/main.go [case...]
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	library = "crates/stdlib/go"
	data    = "tests/stdlib_diff/testdata"
)

// ours are the packages that are compared. The others are taken from Go; so are io and unicode by
// ours, whose types and errors the programs share with Go's packages.
var ours = []string{
	"internal/rt", "errors", "unicode/utf8", "unicode/utf16", "io", "io/fs", "os", "unicode",
	"strconv", "fmt", "strings", "bytes", "bufio", "log", "path", "path/filepath",
	"text/tabwriter",
}

var shared = map[string]bool{"io": true, "io/fs": true, "unicode": true}

var importLine = regexp.MustCompile(`(?m)^((?:import )?\s*(?:\w+ |_ |\. )?)"([\w/]+)"$`)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "stdlib_diff:", err)
		os.Exit(1)
	}
}

func run(cases []string) error {
	module, err := os.MkdirTemp("", "stdlib_diff")
	if err != nil {
		return err
	}
	defer os.RemoveAll(module)
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module x\n\ngo 1.27\n"), 0o644); err != nil {
		return err
	}
	for _, path := range ours {
		if err := copyPackage(path, filepath.Join(module, path)); err != nil {
			return err
		}
	}
	if err := copyFile(data+"/shim/shim.go", module+"/internal/rt/shim.go"); err != nil {
		return err
	}
	programs, err := os.ReadDir(data)
	if err != nil {
		return err
	}
	var failed []string
	for _, p := range programs {
		name := p.Name()
		dir := filepath.Join(module, "cases", name)
		if name == "diff" {
			dir = filepath.Join(module, name)
		}
		if name == "shim" {
			continue
		}
		if err := copyFile(filepath.Join(data, name, file(name)), filepath.Join(dir, file(name))); err != nil {
			return err
		}
	}
	for _, p := range programs {
		name := p.Name()
		if name == "diff" || name == "shim" || len(cases) > 0 && !contains(cases, name) {
			continue
		}
		fmt.Printf("== %s\n", name)
		cmd := exec.Command("go", "run", "./cases/"+name)
		cmd.Dir, cmd.Stdout, cmd.Stderr = module, os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			failed = append(failed, name)
		}
	}
	if len(failed) > 0 {
		return fmt.Errorf("differences in %s", strings.Join(failed, ", "))
	}
	return nil
}

func file(name string) string {
	if name == "diff" {
		return "diff.go"
	}
	return "main.go"
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o644)
}

// copyPackage copies our package path to dir, with its imports of our packages renamed.
func copyPackage(path, dir string) error {
	files, err := filepath.Glob(filepath.Join(library, path, "*.go"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, from := range files {
		base := filepath.Base(from)
		if path == "internal/rt" && (base == "eface.go" || base == "natives.go") {
			continue // the shim has these
		}
		raw, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		text := importLine.ReplaceAllStringFunc(string(raw), func(line string) string {
			m := importLine.FindStringSubmatch(line)
			if contains(ours, m[2]) && !shared[m[2]] {
				return m[1] + `"x/` + m[2] + `"`
			}
			return line
		})
		switch {
		case path == "io" && base == "io.go":
			text = alias(text, "realio", "io", "EOF = errors.New(\"EOF\")", "EOF = realio.EOF")
		case path == "fmt" && base == "scan.go":
			text = aliasInterface(text, "ScanState")
		case path == "fmt" && base == "print.go":
			text = aliasInterface(text, "State")
		}
		if err := os.WriteFile(filepath.Join(dir, base), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// alias imports the real package and replaces old by new.
func alias(text, name, path, old, new string) string {
	text = strings.Replace(text, old, new, 1)
	pattern := regexp.MustCompile(`(?m)^import `)
	at := pattern.FindStringIndex(text)
	return text[:at[0]] + "import " + name + " \"" + path + "\"\n\n" + text[at[0]:]
}

// aliasInterface makes fmt's interface the same type as Go's, so that one method fits both.
func aliasInterface(text, name string) string {
	start := strings.Index(text, "type "+name+" interface")
	end := start + strings.Index(text[start:], "\n}\n") + len("\n}\n")
	return alias(text, "realfmt", "fmt", text[start:end], "type "+name+" = realfmt."+name+"\n")
}
