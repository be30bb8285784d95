// What the program is built for. Whoever loads the library for another target puts another text in
// this file's place.

package runtime

// GOOS is the operating system that the program believes in.
const GOOS string = "linux"

// GOARCH is the architecture that the program believes in.
const GOARCH string = "amd64"
