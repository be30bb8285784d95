// What the race detector is told by the program itself; there under --race only.

//go:build race

package runtime

import "unsafe"

// RaceRead tells the detector of a read of the byte at addr.
func RaceRead(addr unsafe.Pointer)

// RaceWrite tells the detector of a write of the byte at addr.
func RaceWrite(addr unsafe.Pointer)

// RaceReadRange tells the detector of a read of len bytes.
func RaceReadRange(addr unsafe.Pointer, len int)

// RaceWriteRange tells the detector of a write of len bytes.
func RaceWriteRange(addr unsafe.Pointer, len int)

// RaceErrors is how many races were found so far.
func RaceErrors() int

// RaceAcquire orders what was released at addr before what follows.
func RaceAcquire(addr unsafe.Pointer)

// RaceRelease orders what came before it before later acquisitions at addr,
// in place of what was released there.
func RaceRelease(addr unsafe.Pointer)

// RaceReleaseMerge does so beside what was released there.
func RaceReleaseMerge(addr unsafe.Pointer)

// RaceDisable makes the detector ignore synchronisation by this goroutine
// until RaceEnable was called as often.
func RaceDisable()

// RaceEnable ends what RaceDisable began.
func RaceEnable()
