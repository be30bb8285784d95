// The judge of layouts: what go/types says of every struct type that a file declares, for gc on each
// of the architectures named after it. One line of JSON for each architecture, in the form of
// `sudog layout --json` as far as go/types knows.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
)

type field struct {
	Name     string `json:"name"`
	Offset   int64  `json:"offset"`
	Size     int64  `json:"size"`
	Align    int64  `json:"align"`
	PadAfter int64  `json:"pad_after"`
}

type layout struct {
	Name   string  `json:"name"`
	Size   int64   `json:"size"`
	Align  int64   `json:"align"`
	PadEnd int64   `json:"pad_end"`
	Fields []field `json:"fields"`
}

type report struct {
	Arch  string   `json:"arch"`
	Types []layout `json:"types"`
}

func main() {
	for _, arch := range os.Args[2:] {
		line, err := json.Marshal(judge(os.Args[1], arch))
		if err != nil {
			fail(err)
		}
		fmt.Printf("%s\n", line)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func judge(path, arch string) report {
	build.Default.GOARCH = arch
	build.Default.GOOS = "linux"
	if arch == "wasm" {
		build.Default.GOOS = "js"
	}
	build.Default.CgoEnabled = false
	// Experiments are those of the machine's own architecture.
	build.Default.ToolTags = nil
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, 0)
	if err != nil {
		fail(err)
	}
	sizes := types.SizesFor("gc", arch)
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil), Sizes: sizes}
	info := types.Info{Defs: map[*ast.Ident]types.Object{}}
	if _, err := config.Check("main", fset, []*ast.File{file}, &info); err != nil {
		fail(err)
	}
	out := report{Arch: arch, Types: []layout{}}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.TYPE {
			continue
		}
		for _, spec := range group.Specs {
			spec := spec.(*ast.TypeSpec)
			s, ok := info.Defs[spec.Name].Type().Underlying().(*types.Struct)
			if !ok || spec.TypeParams != nil || spec.Assign.IsValid() {
				continue
			}
			out.Types = append(out.Types, measure(spec.Name.Name, s, sizes))
		}
	}
	return out
}

func measure(name string, s *types.Struct, sizes types.Sizes) layout {
	out := layout{Name: name, Size: sizes.Sizeof(s), Align: sizes.Alignof(s), Fields: []field{}}
	var vars []*types.Var
	for i := range s.NumFields() {
		vars = append(vars, s.Field(i))
	}
	offsets := sizes.Offsetsof(vars)
	for i, v := range vars {
		f := field{v.Name(), offsets[i], sizes.Sizeof(v.Type()), sizes.Alignof(v.Type()), 0}
		if i+1 < len(vars) {
			f.PadAfter = offsets[i+1] - f.Offset - f.Size
		} else {
			out.PadEnd = out.Size - f.Offset - f.Size
		}
		out.Fields = append(out.Fields, f)
	}
	return out
}
