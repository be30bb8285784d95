// Descriptions as lines of text.

package fs

import (
	"strconv"
	"time"
)

// FormatFileInfo is mode, size, time and name, with a slash after a folder's.
func FormatFileInfo(info FileInfo) string {
	line := info.Mode().String() + " " + strconv.FormatInt(info.Size(), 10) + " " +
		info.ModTime().Format(time.DateTime) + " " + info.Name()
	if info.IsDir() {
		line += "/"
	}
	return line
}

// FormatDirEntry is type and name, with a slash after a folder's.
func FormatDirEntry(dir DirEntry) string {
	mode := dir.Type().String()
	line := mode[:len(mode)-len("rwxrwxrwx")] + " " + dir.Name()
	if dir.IsDir() {
		line += "/"
	}
	return line
}
