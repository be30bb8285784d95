// Going through whole trees.

package fs

import (
	"errors"
	"path"
)

// What a WalkDirFunc returns to leave out what is left of a folder, or of all.
var (
	SkipDir = errors.New("skip this directory")
	SkipAll = errors.New("skip everything and stop the walk")
)

// WalkDirFunc is called for each file and folder. err says that path cannot be described, or
// that the folder that it is cannot be read.
type WalkDirFunc func(path string, d DirEntry, err error) error

// WalkDir calls fn for root and for all that is below it, by name.
func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	info, err := Stat(fsys, root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(fsys, root, FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	err := fn(name, d, nil)
	if err == nil && d.IsDir() {
		var list []DirEntry
		if list, err = ReadDir(fsys, name); err != nil {
			err = fn(name, d, err)
		}
		for i := 0; i < len(list) && err == nil; i++ {
			err = walk(fsys, path.Join(name, list[i].Name()), list[i], fn)
		}
		// A folder below has taken its own SkipDir: this one is by a file, for its folder.
	}
	if err == SkipDir && d.IsDir() {
		return nil
	}
	return err
}
