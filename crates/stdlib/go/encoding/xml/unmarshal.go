// Elements as values.

package xml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// An UnmarshalError is about an element that is not the one that was expected.
type UnmarshalError string

func (e UnmarshalError) Error() string { return string(e) }

// An Unmarshaler reads itself from an element, of which it must read all.
type Unmarshaler interface {
	UnmarshalXML(d *Decoder, start StartElement) error
}

// An UnmarshalerAttr reads itself from an attribute.
type UnmarshalerAttr interface {
	UnmarshalXMLAttr(attr Attr) error
}

// Unmarshal reads the first element of data into what v points to.
func Unmarshal(data []byte, v any) error { return NewDecoder(bytes.NewReader(data)).Decode(v) }

// Decode reads the next element into what v points to.
func (d *Decoder) Decode(v any) error { return d.DecodeElement(v, nil) }

// DecodeElement reads the element that start begins into what v points to.
func (d *Decoder) DecodeElement(v any, start *StartElement) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer {
		return errors.New("non-pointer passed to Unmarshal")
	}
	if rv.IsNil() {
		return errors.New("nil pointer passed to Unmarshal")
	}
	u := unmarshaler{d, infos{}}
	return u.element(rv.Elem(), start)
}

// Skip reads to the end of the element.
func (d *Decoder) Skip() error {
	for depth := 0; depth >= 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t.(type) {
		case StartElement:
			depth++
		case EndElement:
			depth--
		}
	}
	return nil
}

// deepest is how many elements can be within each other.
const deepest = 10000

type unmarshaler struct {
	*Decoder
	infos infos
}

func (u *unmarshaler) method(m Unmarshaler, start *StartElement) error {
	d := u.Decoder
	// Tokens end with the element: the mark lies below it and its name spaces.
	at := len(d.stack) - 1
	for d.stack[at].kind != elementFrame {
		at--
	}
	for at > 0 && d.stack[at-1].kind == spaceFrame {
		at--
	}
	d.stack = slices.Insert(d.stack, at, frame{kind: endFrame})
	before := d.inMethod
	d.inMethod = true
	err := m.UnmarshalXML(d, *start)
	d.inMethod = before
	ended := d.atEnd()
	if ended {
		d.stack = d.stack[:len(d.stack)-1]
	}
	if err == nil && !ended {
		err = fmt.Errorf("xml: %s.UnmarshalXML did not consume entire <%s> element", receiver(m), start.Name.Local)
	}
	return err
}

func (u *unmarshaler) text(m encoding.TextUnmarshaler) error {
	var text []byte
	for depth := 1; depth > 0; {
		t, err := u.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case CharData:
			if depth == 1 {
				text = append(text, t...)
			}
		case StartElement:
			depth++
		case EndElement:
			depth--
		}
	}
	return m.UnmarshalText(text)
}

func (u *unmarshaler) attribute(v reflect.Value, a Attr) error {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if m, ok := as[UnmarshalerAttr](v); ok {
		return m.UnmarshalXMLAttr(a)
	}
	if m, ok := as[encoding.TextUnmarshaler](v); ok {
		return m.UnmarshalText([]byte(a.Value))
	}
	if v.Kind() == reflect.Slice && !isBytes(v.Type()) {
		return appended(v, func(e reflect.Value) error { return u.attribute(e, a) })
	}
	if v.Type() == attrType {
		v.Set(reflect.ValueOf(a))
		return nil
	}
	return setText(v, []byte(a.Value))
}

// appended adds an element to a slice, which read fills.
func appended(v reflect.Value, read func(reflect.Value) error) error {
	n := v.Len()
	v.Grow(1)
	v.SetLen(n + 1)
	err := read(v.Index(n))
	if err != nil {
		v.SetLen(n)
	}
	return err
}

// target is where the parts of an element go. Values that are not valid are not wanted.
type target struct {
	object                     reflect.Value
	info                       *structInfo
	text, comment, inner, rest reflect.Value
}

func (u *unmarshaler) element(v reflect.Value, start *StartElement) error {
	if u.depth > deepest {
		return errors.New("exceeded max depth")
	}
	for start == nil {
		t, err := u.Token()
		if err != nil {
			return err
		}
		if e, ok := t.(StartElement); ok {
			start = &e
		}
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		if e := v.Elem(); e.Kind() == reflect.Pointer && !e.IsNil() {
			v = e
		}
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if m, ok := as[Unmarshaler](v); ok {
		return u.method(m, start)
	}
	if m, ok := as[encoding.TextUnmarshaler](v); ok {
		return u.text(m)
	}
	var to target
	switch v.Kind() {
	case reflect.Interface:
		return u.Skip()
	case reflect.Slice:
		if !isBytes(v.Type()) {
			return appended(v, func(e reflect.Value) error { return u.element(e, start) })
		}
		to.text = v
	case reflect.Struct:
		if v.Type() == nameType {
			v.Set(reflect.ValueOf(start.Name))
			break
		}
		if err := u.object(&to, v, start); err != nil {
			return err
		}
	case reflect.Bool, reflect.String:
		to.text = v
	default:
		if !v.CanInt() && !v.CanUint() && !v.CanFloat() {
			return errors.New("unknown type " + v.Type().String())
		}
		to.text = v
	}
	return u.content(&to)
}

// object sets the attributes of a struct, and finds out which of its fields want what.
func (u *unmarshaler) object(to *target, v reflect.Value, start *StartElement) (err error) {
	to.object = v
	if to.info, err = u.infos.of(v.Type()); err != nil {
		return err
	}
	if f := to.info.name; f != nil {
		if f.name != "" && f.name != start.Name.Local {
			return UnmarshalError("expected element type <" + f.name + "> but have <" + start.Name.Local + ">")
		}
		if f.space != "" && f.space != start.Name.Space {
			have := start.Name.Space
			if have == "" {
				have = "no name space"
			}
			return UnmarshalError("expected element <" + f.name + "> in name space " + f.space + " but have " + have)
		}
		if fv := f.of(v, true); fv.Type() == nameType {
			fv.Set(reflect.ValueOf(start.Name))
		}
	}
	for _, a := range start.Attr {
		if err := u.attributes(to, a); err != nil {
			return err
		}
	}
	for i := range to.info.fields {
		f := &to.info.fields[i]
		want := map[mode]*reflect.Value{
			isCDATA: &to.text, isCharData: &to.text, isComment: &to.comment, isInner: &to.inner,
			isAny: &to.rest, isAny | isElement: &to.rest,
		}[f.mode&modes]
		if want != nil && !want.IsValid() {
			*want = f.of(v, true)
		}
	}
	return nil
}

// attributes sets the fields that want a, or the first that wants any.
func (u *unmarshaler) attributes(to *target, a Attr) error {
	var rest *field
	taken := false
	for i := range to.info.fields {
		f := &to.info.fields[i]
		switch f.mode & modes {
		case isAttr:
			fv := f.of(to.object, true)
			if a.Name.Local == f.name && (f.space == "" || f.space == a.Name.Space) {
				if err := u.attribute(fv, a); err != nil {
					return err
				}
				taken = true
			}
		case isAny | isAttr:
			if rest == nil {
				rest = f
			}
		}
	}
	if taken || rest == nil {
		return nil
	}
	return u.attribute(rest.of(to.object, true), a)
}

// content reads up to the end of the element.
func (u *unmarshaler) content(to *target) error {
	d := u.Decoder
	var text, comment, inner []byte
	from, first := 0, false
	if to.inner.IsValid() {
		if first = d.saved == nil; first {
			d.saved = new(bytes.Buffer)
		} else {
			from = d.savedLen()
		}
	}
	for open := true; open; {
		end := 0
		if to.inner.IsValid() {
			end = d.savedLen()
		}
		t, err := u.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case StartElement:
			if err := u.inner(to, &t); err != nil {
				return err
			}
		case EndElement:
			if to.inner.IsValid() {
				inner = d.saved.Bytes()[from:end]
				if from == 0 {
					d.saved = nil
				}
			}
			open = false
		case CharData:
			if to.text.IsValid() {
				text = append(text, t...)
			}
		case Comment:
			if to.comment.IsValid() {
				comment = append(comment, t...)
			}
		}
	}
	if m, ok := as[encoding.TextUnmarshaler](to.text); ok {
		if err := m.UnmarshalText(text); err != nil {
			return err
		}
	} else if err := setText(to.text, text); err != nil {
		return err
	}
	switch c := to.comment; c.Kind() {
	case reflect.String:
		c.SetString(string(comment))
	case reflect.Slice:
		c.Set(reflect.ValueOf(comment))
	}
	switch x := to.inner; x.Kind() {
	case reflect.String:
		x.SetString(string(inner))
	case reflect.Slice:
		if isBytes(x.Type()) {
			x.Set(reflect.ValueOf(inner))
		}
	}
	return nil
}

// inner reads an element within another.
func (u *unmarshaler) inner(to *target, start *StartElement) error {
	if to.object.IsValid() {
		taken, err := u.path(to, nil, start)
		if taken || err != nil {
			return err
		}
		if to.rest.IsValid() {
			return u.element(to.rest, start)
		}
	}
	return u.Skip()
}

// path reads an element that lies within parents for the fields that want it.
func (u *unmarshaler) path(to *target, parents []string, start *StartElement) (taken bool, err error) {
	depth := len(parents)
	deeper := false
	for i := range to.info.fields {
		f := &to.info.fields[i]
		if f.mode&isElement == 0 || len(f.parents) < depth || f.space != "" && f.space != start.Name.Space ||
			!slices.Equal(parents, f.parents[:depth]) {
			continue
		}
		if len(f.parents) == depth {
			if f.name == start.Name.Local {
				return true, u.element(f.of(to.object, true), start)
			}
		} else if f.parents[depth] == start.Name.Local {
			deeper = true
			parents = f.parents[:depth+1]
			break
		}
	}
	if !deeper {
		return false, nil
	}
	for {
		t, err := u.Token()
		if err != nil {
			return true, err
		}
		switch t := t.(type) {
		case StartElement:
			taken, err := u.path(to, parents, &t)
			if err == nil && !taken {
				err = u.Skip()
			}
			if err != nil {
				return true, err
			}
		case EndElement:
			return true, nil
		}
	}
}

// setText sets v, if it is valid, to what s writes.
func setText(v reflect.Value, s []byte) error {
	whole := v
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	text := strings.TrimSpace(string(s))
	switch {
	case !v.IsValid():
	case v.Kind() == reflect.String:
		v.SetString(string(s))
	case v.Kind() == reflect.Slice:
		v.SetBytes(append([]byte{}, s...))
	case v.Kind() != reflect.Bool && !v.CanInt() && !v.CanUint() && !v.CanFloat():
		return errors.New("cannot unmarshal into " + whole.Type().String())
	case len(s) == 0:
		v.SetZero()
	case v.Kind() == reflect.Bool:
		x, err := strconv.ParseBool(text)
		if err != nil {
			return err
		}
		v.SetBool(x)
	case v.CanInt():
		x, err := strconv.ParseInt(text, 10, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetInt(x)
	case v.CanUint():
		x, err := strconv.ParseUint(text, 10, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetUint(x)
	default:
		x, err := strconv.ParseFloat(text, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetFloat(x)
	}
	return nil
}
