// Sizes and alignments of library types that are seldom held by value.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"math/rand"
	randv2 "math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"
	"unsafe"
)

func show[T any](name string) {
	var v T
	fmt.Println(name, unsafe.Sizeof(v), unsafe.Alignof(v))
}

func main() {
	show[log.Logger]("log.Logger")
	show[rand.Rand]("rand.Rand")
	show[rand.Zipf]("rand.Zipf")
	show[randv2.Rand]("rand/v2.Rand")
	show[randv2.PCG]("rand/v2.PCG")
	show[randv2.ChaCha8]("rand/v2.ChaCha8")
	show[randv2.Zipf]("rand/v2.Zipf")
	show[os.File]("os.File")
	show[os.Process]("os.Process")
	show[os.PathError]("os.PathError")
	show[reflect.MapIter]("reflect.MapIter")
	show[reflect.StructField]("reflect.StructField")
	show[runtime.Frame]("runtime.Frame")
	show[runtime.Frames]("runtime.Frames")
	show[runtime.Func]("runtime.Func")
	show[runtime.TypeAssertionError]("runtime.TypeAssertionError")
	show[runtime.MemStats]("runtime.MemStats")
	show[strings.Replacer]("strings.Replacer")
	show[testing.PB]("testing.PB")
	show[time.Location]("time.Location")
	show[time.ParseError]("time.ParseError")
	show[unicode.RangeTable]("unicode.RangeTable")
	show[io.SectionReader]("io.SectionReader")
	show[fs.FileMode]("fs.FileMode")
	fmt.Println(errors.ErrUnsupported != nil)
}
