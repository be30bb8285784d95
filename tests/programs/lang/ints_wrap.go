// Every integer type wraps around.
package main

import (
	"fmt"
	"math"
)

func main() {
	var i8 int8 = 127
	var i16 int16 = 32767
	var i32 int32 = math.MaxInt32
	var i64 int64 = math.MaxInt64
	var u8 uint8 = 255
	var u16 uint16 = 65535
	var u32 uint32 = math.MaxUint32
	var u64 uint64 = math.MaxUint64
	i8++
	i16++
	i32++
	i64++
	u8++
	u16++
	u32++
	u64++
	fmt.Println(i8, i16, i32, i64, u8, u16, u32, u64)
	u8--
	u64 -= 2
	i8 -= 1
	fmt.Println(u8, u64, i8)
	x := int32(100000)
	fmt.Println(x*x, uint16(x), int8(x), -i32, i64*2)
	var up uintptr = 0
	up--
	fmt.Println(up == math.MaxUint64)
}
