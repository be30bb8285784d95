// What the tags of a struct's fields say.

package xml

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// mode is what a field is in XML.
type mode int

const (
	isElement mode = 1 << iota
	isAttr
	isCDATA
	isCharData
	isInner
	isComment
	isAny
	omitEmpty
	modes = omitEmpty - 1
)

// field is a field with what its tag says.
type field struct {
	index   []int
	name    string
	space   string
	mode    mode
	parents []string // elements around it
}

type structInfo struct {
	name   *field // XMLName
	fields []field
}

// A TagPathError is about two fields whose tags are in each other's way.
type TagPathError struct {
	Struct       reflect.Type
	Field1, Tag1 string
	Field2, Tag2 string
}

func (e *TagPathError) Error() string {
	return fmt.Sprintf("%s field %q with tag %q conflicts with field %q with tag %q", e.Struct, e.Field1, e.Tag1, e.Field2, e.Tag2)
}

const nameField = "XMLName"

var (
	nameType = reflect.TypeFor[Name]()
	attrType = reflect.TypeFor[Attr]()
)

// infos is the types that were looked at in one call.
type infos map[reflect.Type]*structInfo

func (all infos) of(t reflect.Type) (*structInfo, error) {
	if info := all[t]; info != nil {
		return info, nil
	}
	info := &structInfo{}
	if t.Kind() == reflect.Struct && t != nameType {
		for i := range t.NumField() {
			if err := all.add(t, info, t.Field(i)); err != nil {
				return nil, err
			}
		}
	}
	all[t] = info
	return info, nil
}

func (all infos) add(t reflect.Type, info *structInfo, sf reflect.StructField) error {
	if !sf.IsExported() && !sf.Anonymous || sf.Tag.Get("xml") == "-" {
		return nil
	}
	if sf.Anonymous {
		inner := sf.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			parts, err := all.of(inner)
			if err != nil {
				return err
			}
			if info.name == nil {
				info.name = parts.name
			}
			for _, f := range parts.fields {
				f.index = append([]int{sf.Index[0]}, f.index...)
				if err := info.insert(t, f); err != nil {
					return err
				}
			}
			return nil
		}
	}
	f, err := parseTag(t, sf)
	if err != nil {
		return err
	}
	if sf.Name == nameField {
		info.name = f
		return nil
	}
	return info.insert(t, *f)
}

func parseTag(t reflect.Type, sf reflect.StructField) (*field, error) {
	f := &field{index: sf.Index}
	whole := sf.Tag.Get("xml")
	tag := whole
	if space, rest, ok := strings.Cut(tag, " "); ok {
		f.space, tag = space, rest
	}
	tag, options, some := strings.Cut(tag, ",")
	if !some {
		f.mode = isElement
	} else {
		for _, option := range strings.Split(options, ",") {
			switch option {
			case "attr":
				f.mode |= isAttr
			case "cdata":
				f.mode |= isCDATA
			case "chardata":
				f.mode |= isCharData
			case "innerxml":
				f.mode |= isInner
			case "comment":
				f.mode |= isComment
			case "any":
				f.mode |= isAny
			case "omitempty":
				f.mode |= omitEmpty
			}
		}
		good := true
		switch m := f.mode & modes; m {
		case 0:
			f.mode |= isElement
		case isAttr, isCDATA, isCharData, isInner, isComment, isAny, isAny | isAttr:
			good = sf.Name != nameField && (tag == "" || m == isAttr)
		default:
			good = false
		}
		if f.mode&modes == isAny {
			f.mode |= isElement
		}
		if f.mode&omitEmpty != 0 && f.mode&(isElement|isAttr) == 0 {
			good = false
		}
		if !good {
			return nil, fmt.Errorf("xml: invalid tag in field %s of type %s: %q", sf.Name, t, whole)
		}
	}
	if f.space != "" && tag == "" {
		return nil, fmt.Errorf("xml: namespace without name in field %s of type %s: %q", sf.Name, t, whole)
	}
	if sf.Name == nameField {
		f.name = tag
		return f, nil
	}
	own := ownName(sf.Type)
	if tag == "" {
		f.name = sf.Name
		if own != nil {
			f.space, f.name = own.space, own.name
		}
		return f, nil
	}
	path := strings.Split(tag, ">")
	last := len(path) - 1
	if path[0] == "" {
		path[0] = sf.Name
	}
	if path[last] == "" {
		return nil, fmt.Errorf("xml: trailing '>' in field %s of type %s", sf.Name, t)
	}
	f.name = path[last]
	if last > 0 {
		if f.mode&isElement == 0 {
			return nil, fmt.Errorf("xml: %s chain not valid with %s flag", tag, options)
		}
		f.parents = path[:last]
	}
	if f.mode&isElement != 0 && own != nil && own.name != f.name {
		return nil, fmt.Errorf("xml: name %q in tag of %s.%s conflicts with name %q in %s.XMLName", f.name, t, sf.Name, own.name, sf.Type)
	}
	return f, nil
}

// ownName is the name that the type of a field has for itself, if it has.
func ownName(t reflect.Type) *field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		if sf := t.Field(i); sf.Name == nameField {
			if f, err := parseTag(t, sf); err == nil && f.name != "" {
				return f
			}
			break
		}
	}
	return nil
}

// clash reports whether f and g want the same element or one that is around the other.
func (f *field) clash(g *field) bool {
	if f.mode&modes != g.mode&modes || f.space != "" && g.space != "" && f.space != g.space {
		return false
	}
	n := min(len(f.parents), len(g.parents))
	if !slices.Equal(f.parents[:n], g.parents[:n]) {
		return false
	}
	switch {
	case len(f.parents) > n:
		return f.parents[n] == g.name
	case len(g.parents) > n:
		return g.parents[n] == f.name
	}
	return f.name == g.name && f.space == g.space
}

// insert adds f, unless a field less deep is in its way; those that are deeper give way.
func (info *structInfo) insert(t reflect.Type, f field) error {
	var equal *field
	for i := range info.fields {
		old := &info.fields[i]
		if !old.clash(&f) {
			continue
		}
		if len(old.index) < len(f.index) {
			return nil
		}
		if len(old.index) == len(f.index) && equal == nil {
			equal = old
		}
	}
	if equal != nil {
		a, b := t.FieldByIndex(equal.index), t.FieldByIndex(f.index)
		return &TagPathError{t, a.Name, a.Tag.Get("xml"), b.Name, b.Tag.Get("xml")}
	}
	info.fields = slices.DeleteFunc(info.fields, func(old field) bool { return old.clash(&f) })
	info.fields = append(info.fields, f)
	return nil
}

// of is the field of v. Embedded pointers on the way that are nil get structs if fill is set.
func (f *field) of(v reflect.Value, fill bool) reflect.Value {
	for i, n := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct {
			if v.IsNil() {
				if !fill {
					return reflect.Value{}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v
}

// as is v, or the pointer to it, as an I.
func as[I any](v reflect.Value) (x I, ok bool) {
	if !v.IsValid() || !v.CanInterface() {
		return x, false
	}
	if x, ok = v.Interface().(I); !ok && v.CanAddr() {
		x, ok = v.Addr().Interface().(I)
	}
	return x, ok
}

func isBytes(t reflect.Type) bool { return t.Elem().Kind() == reflect.Uint8 }
