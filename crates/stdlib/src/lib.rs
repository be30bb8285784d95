//! The Go library: sources in Go, packed at build time.
