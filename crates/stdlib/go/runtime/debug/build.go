// Builds, and builds as text.

package debug

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// Module describes a module of the build.
type Module struct {
	Path    string  `json:",omitempty"`
	Version string  `json:",omitempty"`
	Sum     string  `json:",omitempty"`
	Replace *Module `json:",omitempty"`
}

// BuildSetting is one setting of the build.
type BuildSetting struct {
	Key   string `json:",omitempty"`
	Value string `json:",omitempty"`
}

// BuildInfo describes the build.
type BuildInfo struct {
	GoVersion string         `json:",omitempty"`
	Path      string         `json:",omitempty"`
	Main      Module         `json:""`
	Deps      []*Module      `json:",omitempty"`
	Settings  []BuildSetting `json:",omitempty"`
}

// ReadBuildInfo describes the running program.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return &BuildInfo{
		GoVersion: runtime.Version(),
		Path:      "command-line-arguments",
		Main:      Module{Path: "play", Version: "(devel)"},
	}, true
}

// quotedKey reports whether the key of a setting stands in quotes.
func quotedKey(key string) bool { return key == "" || quotedValue(key) || strings.Contains(key, "=") }

// quotedValue reports whether the value of a setting stands in quotes.
func quotedValue(value string) bool { return strings.ContainsAny(value, " \t\r\n\"`") }

// String is the build as "go version -m" prints it.
func (bi *BuildInfo) String() string {
	var out strings.Builder
	line := func(parts ...string) {
		out.WriteString(strings.Join(parts, "\t"))
		out.WriteByte('\n')
	}
	module := func(word string, m Module) {
		if m.Replace == nil {
			line(word, m.Path, m.Version, m.Sum)
			return
		}
		line(word, m.Path, m.Version)
		line("=>", m.Replace.Path, m.Replace.Version, m.Replace.Sum)
		line() // as it is printed there
	}
	if bi.GoVersion != "" {
		line("go", bi.GoVersion)
	}
	if bi.Path != "" {
		line("path", bi.Path)
	}
	if bi.Main != (Module{}) {
		module("mod", bi.Main)
	}
	for _, dep := range bi.Deps {
		module("dep", *dep)
	}
	for _, s := range bi.Settings {
		key, value := s.Key, s.Value
		if quotedKey(key) {
			key = strconv.Quote(key)
		}
		if quotedValue(value) {
			value = strconv.Quote(value)
		}
		line("build", key+"="+value)
	}
	return out.String()
}

// ParseBuildInfo reads what String wrote, but for the version of Go. A last line without its end
// does not count.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = new(BuildInfo)
	var replaceable *Module
	for number := 1; ; number++ {
		line, rest, whole := strings.Cut(data, "\n")
		if !whole {
			return bi, nil
		}
		data = rest
		if replaceable, err = bi.parse(line, replaceable); err != nil {
			return nil, fmt.Errorf("could not parse Go build info: line %d: %w", number, err)
		}
	}
}

// parse reads one line. What it returns is the module that a next line may replace.
func (bi *BuildInfo) parse(line string, replaceable *Module) (*Module, error) {
	word, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return replaceable, nil
	}
	columns := strings.Split(rest, "\t")
	module := func(m *Module) error {
		switch len(columns) {
		case 3:
			m.Sum = columns[2]
		case 2:
		default:
			return fmt.Errorf("expected 2 or 3 columns; got %d", len(columns))
		}
		m.Path, m.Version = columns[0], columns[1]
		return nil
	}
	switch word {
	case "path":
		bi.Path = rest
	case "mod":
		bi.Main = Module{}
		return &bi.Main, module(&bi.Main)
	case "dep":
		dep := new(Module)
		bi.Deps = append(bi.Deps, dep)
		return dep, module(dep)
	case "=>":
		if len(columns) != 3 {
			return nil, fmt.Errorf("expected 3 columns for replacement; got %d", len(columns))
		}
		if replaceable == nil {
			return nil, errors.New("replacement with no module on previous line")
		}
		replaceable.Replace = new(Module)
		return nil, module(replaceable.Replace)
	case "build":
		setting, err := parseSetting(rest)
		if err != nil {
			return nil, err
		}
		bi.Settings = append(bi.Settings, setting)
	}
	return replaceable, nil
}

// parseSetting reads a setting, either part of which may stand in quotes.
func parseSetting(text string) (s BuildSetting, err error) {
	if text == "" {
		return s, errors.New("build line missing '='")
	}
	value := ""
	switch text[0] {
	case '=':
		return s, errors.New("build line with missing key")
	case '`', '"':
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return s, errors.New("invalid quoted key in build line")
		}
		value = text[len(quoted):]
		if value == "" {
			return s, errors.New("build line missing '=' after quoted key")
		}
		if value[0] != '=' {
			return s, fmt.Errorf("unexpected character after quoted key: %q", value[0])
		}
		value = value[1:]
		s.Key, _ = strconv.Unquote(quoted)
	default:
		var ok bool
		if s.Key, value, ok = strings.Cut(text, "="); !ok {
			return s, errors.New("build line missing '=' after key")
		}
		if quotedKey(s.Key) {
			return s, fmt.Errorf("unquoted key %q must be quoted", s.Key)
		}
	}
	switch {
	case value != "" && (value[0] == '`' || value[0] == '"'):
		if s.Value, err = strconv.Unquote(value); err != nil {
			return s, errors.New("invalid quoted value in build line")
		}
	case quotedValue(value):
		return s, fmt.Errorf("unquoted value %q must be quoted", value)
	default:
		s.Value = value
	}
	return s, nil
}
