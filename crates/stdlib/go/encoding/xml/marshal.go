// Values as elements.

package xml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// A Marshaler writes itself as an element.
type Marshaler interface {
	MarshalXML(e *Encoder, start StartElement) error
}

// A MarshalerAttr writes itself as an attribute.
type MarshalerAttr interface {
	MarshalXMLAttr(name Name) (Attr, error)
}

// UnsupportedTypeError is about a type that XML has nothing for.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "xml: unsupported type: " + e.Type.String() }

// Marshal is v as XML.
func Marshal(v any) ([]byte, error) { return MarshalIndent(v, "", "") }

// MarshalIndent is Marshal with each element on a line of its own.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := NewEncoder(&b)
	enc.Indent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	if err := enc.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Bool, reflect.Interface, reflect.Pointer:
		return v.IsZero()
	case reflect.Float32, reflect.Float64:
		return v.IsZero()
	}
	return (v.CanInt() || v.CanUint()) && v.IsZero()
}

// value writes v as an element named by outer, by itself, by its field or by its type.
func (p *printer) value(v reflect.Value, f *field, outer *StartElement) error {
	if outer != nil && outer.Name.Local == "" {
		return errors.New("xml: EncodeElement of StartElement with missing name")
	}
	if !v.IsValid() || f != nil && f.mode&omitEmpty != 0 && isEmpty(v) {
		return nil
	}
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	t := v.Type()
	if m, ok := as[Marshaler](v); ok {
		return p.method(m, defaultStart(t, f, outer))
	}
	if m, ok := as[encoding.TextMarshaler](v); ok {
		return p.text(m, defaultStart(t, f, outer))
	}
	if (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && !isBytes(t) {
		for i := range v.Len() {
			if err := p.value(v.Index(i), f, outer); err != nil {
				return err
			}
		}
		return nil
	}
	info, err := p.infos.of(t)
	if err != nil {
		return err
	}
	start, err := p.startOf(v, info, f, outer)
	if err != nil {
		return err
	}
	if err := p.start(&start); err != nil {
		return err
	}
	if v.Kind() == reflect.Struct {
		err = p.parts(info, v)
	} else {
		var s []byte
		if s, err = simple(v); err == nil {
			escape(p, s, true)
		}
	}
	if err != nil {
		return err
	}
	if err := p.end(start.Name); err != nil {
		return err
	}
	return p.failed()
}

// startOf is the start of the element for v, with its attributes.
func (p *printer) startOf(v reflect.Value, info *structInfo, f *field, outer *StartElement) (start StartElement, err error) {
	t := v.Type()
	if outer != nil {
		start.Name = outer.Name
		start.Attr = append(start.Attr, outer.Attr...)
	} else if own := info.name; own != nil {
		if own.name != "" {
			start.Name = Name{own.space, own.name}
		} else if n, ok := own.of(v, false).Interface().(Name); ok && n.Local != "" {
			start.Name = n
		}
	}
	if start.Name.Local == "" && f != nil {
		start.Name = Name{f.space, f.name}
	}
	if start.Name.Local == "" {
		name, _, _ := strings.Cut(t.Name(), "[")
		if name == "" {
			return start, &UnsupportedTypeError{t}
		}
		start.Name.Local = name
	}
	for i := range info.fields {
		f := &info.fields[i]
		if f.mode&isAttr == 0 {
			continue
		}
		fv := f.of(v, false)
		if f.mode&omitEmpty != 0 && (!fv.IsValid() || isEmpty(fv)) || fv.Kind() == reflect.Interface && fv.IsNil() {
			continue
		}
		if err := p.attribute(&start, Name{f.space, f.name}, fv); err != nil {
			return start, err
		}
	}
	// An element without a name space within one that has one says so.
	if own := info.name; own != nil && start.Name.Space == "" && own.space == "" && own.name == "" &&
		len(p.tags) > 0 && p.tags[len(p.tags)-1].Space != "" {
		start.Attr = append(start.Attr, Attr{Name{"", xmlnsTag}, ""})
	}
	return start, nil
}

func defaultStart(t reflect.Type, f *field, outer *StartElement) (start StartElement) {
	switch {
	case outer != nil:
		start.Name = outer.Name
		start.Attr = append(start.Attr, outer.Attr...)
	case f != nil && f.name != "":
		start.Name = Name{f.space, f.name}
	case t.Name() != "":
		start.Name.Local = t.Name()
	default:
		start.Name.Local = t.Elem().Name()
	}
	return start
}

func (p *printer) method(m Marshaler, start StartElement) error {
	// The mark keeps the method from ending what it did not begin.
	p.tags = append(p.tags, Name{})
	n := len(p.tags)
	if err := m.MarshalXML(p.encoder, start); err != nil {
		return err
	}
	if len(p.tags) > n {
		return fmt.Errorf("xml: %s.MarshalXML wrote invalid XML: <%s> not closed", receiver(m), p.tags[len(p.tags)-1].Local)
	}
	p.tags = p.tags[:n-1]
	return nil
}

// receiver is the type of a method's receiver, for messages.
func receiver(x any) string {
	t := reflect.TypeOf(x)
	if t.Name() != "" {
		return t.String()
	}
	return "(" + t.String() + ")"
}

func (p *printer) text(m encoding.TextMarshaler, start StartElement) error {
	if err := p.start(&start); err != nil {
		return err
	}
	text, err := m.MarshalText()
	if err != nil {
		return err
	}
	escape(p, text, true)
	return p.end(start.Name)
}

func (p *printer) attribute(start *StartElement, name Name, v reflect.Value) error {
	if m, ok := as[MarshalerAttr](v); ok {
		a, err := m.MarshalXMLAttr(name)
		if err == nil && a.Name.Local != "" {
			start.Attr = append(start.Attr, a)
		}
		return err
	}
	if m, ok := as[encoding.TextMarshaler](v); ok {
		text, err := m.MarshalText()
		if err == nil {
			start.Attr = append(start.Attr, Attr{name, string(text)})
		}
		return err
	}
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Slice && !isBytes(v.Type()) {
		for i := range v.Len() {
			if err := p.attribute(start, name, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	if v.Type() == attrType {
		start.Attr = append(start.Attr, v.Interface().(Attr))
		return nil
	}
	s, err := simple(v)
	if err == nil {
		start.Attr = append(start.Attr, Attr{name, string(s)})
	}
	return err
}

// simple is a value that is no struct as text.
func simple(v reflect.Value) ([]byte, error) {
	switch k := v.Kind(); {
	case v.CanInt():
		return strconv.AppendInt(nil, v.Int(), 10), nil
	case v.CanUint():
		return strconv.AppendUint(nil, v.Uint(), 10), nil
	case v.CanFloat():
		return strconv.AppendFloat(nil, v.Float(), 'g', -1, v.Type().Bits()), nil
	case k == reflect.String:
		return []byte(v.String()), nil
	case k == reflect.Bool:
		return strconv.AppendBool(nil, v.Bool()), nil
	case k == reflect.Slice && isBytes(v.Type()):
		return v.Bytes(), nil
	case k == reflect.Array && isBytes(v.Type()):
		b := make([]byte, v.Len())
		for i := range b {
			b[i] = byte(v.Index(i).Uint())
		}
		return b, nil
	}
	return nil, &UnsupportedTypeError{v.Type()}
}

// around is the elements that are open around fields.
type around struct {
	p     *printer
	names []string
}

// leave closes those that are not in names.
func (a *around) leave(names []string) error {
	same := 0
	for same < len(names) && same < len(a.names) && names[same] == a.names[same] {
		same++
	}
	for i := len(a.names) - 1; i >= same; i-- {
		if err := a.p.end(Name{Local: a.names[i]}); err != nil {
			return err
		}
	}
	a.names = a.names[:same]
	return nil
}

// enter opens those of names that are not open yet.
func (a *around) enter(names []string) error {
	for _, name := range names[len(a.names):] {
		if err := a.p.start(&StartElement{Name: Name{Local: name}}); err != nil {
			return err
		}
		a.names = append(a.names, name)
	}
	return nil
}

// parts writes the fields of a struct that are no attributes.
func (p *printer) parts(info *structInfo, v reflect.Value) error {
	a := &around{p: p}
	for i := range info.fields {
		f := &info.fields[i]
		if f.mode&isAttr != 0 {
			continue
		}
		fv := f.of(v, false)
		if !fv.IsValid() {
			continue
		}
		switch m := f.mode & modes; m {
		case isCDATA, isCharData:
			if err := a.leave(f.parents); err != nil {
				return err
			}
			emit := EscapeText
			if m == isCDATA {
				emit = cdata
			}
			if err := p.chars(fv, emit); err != nil {
				return err
			}
			continue
		case isComment:
			if err := a.leave(f.parents); err != nil {
				return err
			}
			if err := p.comment(v.Type(), inside(fv)); err != nil {
				return err
			}
			continue
		case isInner:
			switch raw := inside(fv).Interface().(type) {
			case []byte:
				p.Write(raw)
				continue
			case string:
				p.put(raw)
				continue
			}
		case isElement, isElement | isAny:
			if err := a.leave(f.parents); err != nil {
				return err
			}
			isNil := (fv.Kind() == reflect.Pointer || fv.Kind() == reflect.Interface) && fv.IsNil()
			if len(f.parents) > len(a.names) && !isNil {
				if err := a.enter(f.parents); err != nil {
					return err
				}
			}
		}
		if err := p.value(fv, f, nil); err != nil {
			return err
		}
	}
	a.leave(nil)
	return p.failed()
}

// inside is what v points to or holds, down to a nil.
func inside(v reflect.Value) reflect.Value {
	for (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

// chars writes a field that is text.
func (p *printer) chars(v reflect.Value, emit func(io.Writer, []byte) error) error {
	if m, ok := as[encoding.TextMarshaler](v); ok {
		text, err := m.MarshalText()
		if err != nil {
			return err
		}
		return emit(p, text)
	}
	v = inside(v)
	if v.Kind() == reflect.Slice {
		if b, ok := v.Interface().([]byte); ok {
			return emit(p, b)
		}
		return nil
	}
	if v.Kind() == reflect.Array {
		return nil
	}
	if s, err := simple(v); err == nil {
		return emit(p, s)
	}
	return nil
}

func (p *printer) comment(t reflect.Type, v reflect.Value) error {
	var s string
	switch {
	case v.Kind() == reflect.String:
		s = v.String()
	case v.Kind() == reflect.Slice && isBytes(v.Type()):
		s = string(v.Bytes())
	default:
		return fmt.Errorf("xml: bad type for comment field of %s", t)
	}
	if s == "" {
		return nil
	}
	p.line(0)
	p.put("<!--")
	if strings.Contains(s, "--") {
		return errors.New(`xml: comments must not contain "--"`)
	}
	p.put(s)
	if strings.HasSuffix(s, "-") {
		p.put(" ")
	}
	p.put("-->")
	return nil
}
