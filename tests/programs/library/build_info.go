// Builds as text and back, HTML's names for XML, and constants by kind.
package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"math/big"
	"runtime/debug"
	"slices"
	"strings"
)

func main() {
	info := &debug.BuildInfo{
		GoVersion: "go1.99",
		Path:      "a b",
		Main:      debug.Module{Path: "m", Version: "v1", Sum: "s"},
		Deps: []*debug.Module{{
			Path: "d", Version: "v2", Replace: &debug.Module{Path: "r", Version: "v3", Sum: "q"},
		}},
		Settings: []debug.BuildSetting{{"a b", "c d"}, {"", "\n"}, {"e=", "f"}, {"plain", ""}},
	}
	fmt.Printf("%q\n", info.String())
	back, err := debug.ParseBuildInfo(info.String())
	fmt.Println(err)
	fmt.Printf("%q\n", back.String())
	text, err := json.Marshal(back)
	fmt.Printf("%s %v\n", text, err)
	for _, text := range []string{
		"", "x", "path\ta\n=>\tb\n", "mod\ta\n", "mod\ta\tb\n=>\tx\ty\n", "build\t\n", "build\t=\n",
		"build\tab\n", "build\t\"a\n", "build\t\"a\"\n", "build\t\"a\"b\n", "build\ta b=c\n", "build\ta=b c\n",
		"build\ta=\"b\n", "build\ta=b", "mod\ta\tb\tc\td\n", "foo\nmod\ta\n", "mod\ta\tb\nfoo\n=>\tx\ty\tz\n",
	} {
		info, err := debug.ParseBuildInfo(text)
		fmt.Printf("%q %v %v\n", text, err, info)
	}
	fmt.Println(debug.SetCrashOutput(nil, debug.CrashOptions{}))

	for _, name := range slices.Sorted(maps.Keys(xml.HTMLEntity)) {
		fmt.Printf("%s %+q ", name, xml.HTMLEntity[name])
	}
	fmt.Println(len(xml.HTMLEntity))
	d := xml.NewDecoder(strings.NewReader("<a>&lang;&eacute;&copy;</a>"))
	d.Entity = xml.HTMLEntity
	var a string
	fmt.Println(d.Decode(&a), a)
	fmt.Printf("%T\n", big.MaxBase)
}
