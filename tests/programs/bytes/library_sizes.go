// Sizes and alignments of common library types.
package main

import (
	"bufio"
	"bytes"
	"container/list"
	"context"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

func show[T any](name string) {
	var v T
	fmt.Println(name, unsafe.Sizeof(v), unsafe.Alignof(v))
}
func main() {
	show[time.Time]("time.Time")
	show[time.Duration]("time.Duration")
	show[time.Month]("time.Month")
	show[time.Timer]("time.Timer")
	show[time.Ticker]("time.Ticker")
	show[strings.Builder]("strings.Builder")
	show[strings.Reader]("strings.Reader")
	show[bytes.Buffer]("bytes.Buffer")
	show[bytes.Reader]("bytes.Reader")
	show[context.Context]("context.Context")
	show[context.CancelFunc]("context.CancelFunc")
	show[reflect.Value]("reflect.Value")
	show[reflect.Type]("reflect.Type")
	show[list.Element]("list.Element")
	show[list.List]("list.List")
	show[bufio.Reader]("bufio.Reader")
	show[bufio.Writer]("bufio.Writer")
	show[bufio.Scanner]("bufio.Scanner")
	show[io.LimitedReader]("io.LimitedReader")
	show[strconv.NumError]("strconv.NumError")
}
