// Writing.

package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// Marshal is v as JSON.
func Marshal(v any) ([]byte, error) {
	e := encoder{html: true, plans: plans{}}
	if err := e.root(v); err != nil {
		return nil, err
	}
	return e.buf, nil
}

// MarshalIndent is Marshal with each element on a line of its own.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return appendIndent(nil, b, prefix, indent)
}

type encoder struct {
	buf   []byte
	html  bool
	plans plans
	depth int
	seen  map[visit]bool
}

// visit is a reference being written.
type visit struct {
	t   reflect.Type
	p   unsafe.Pointer
	len int
}

// item is a value on its way: addressable unless it was copied to be so, where methods of its
// pointer do not count.
type item struct {
	reflect.Value
	copied bool
}

// keyError is about a map's key that is no name, and the way to the map, last step first.
type keyError struct {
	offset int
	path   []string
}

func (e *keyError) Error() string {
	s := "jsontext: object member name must be a string"
	if len(e.path) > 0 {
		way := ""
		for _, step := range e.path {
			step = strings.ReplaceAll(strings.ReplaceAll(step, "~", "~0"), "/", "~1")
			way = "/" + step + way
		}
		s += " within " + strconv.Quote(way)
	}
	return s + " after offset " + strconv.Itoa(e.offset)
}

// within is err with a step more if it tells the way.
func within(err error, step string) error {
	if k, ok := err.(*keyError); ok {
		k.path = append(k.path, step)
	}
	return err
}

func (e *encoder) root(v any) error {
	err := e.start(v)
	if k, ok := err.(*keyError); ok {
		return &UnsupportedValueError{Str: k.Error()}
	}
	return err
}

func (e *encoder) start(v any) error {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() || rv.Kind() == reflect.Pointer && rv.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	if rv.Kind() == reflect.Pointer {
		rv = rv.Elem()
		return e.value(e.plans.of(rv.Type()), item{rv, false}, false)
	}
	return e.value(e.plans.of(rv.Type()), copied(rv), false)
}

func copied(v reflect.Value) item {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	return item{c, true}
}

// usable reports whether a method with that receiver counts for v.
func (v item) usable(m how) bool { return m == byValue || m == byPointer && !v.copied }

func (e *encoder) value(p *plan, v item, asString bool) error {
	switch {
	case p.isNumber:
		s, err := Number(v.String()).text(asString)
		if err != nil {
			return &MarshalerError{reflect.PointerTo(p.t), err, "MarshalJSONTo"}
		}
		e.buf = append(e.buf, s...)
		return nil
	case p.kind == reflect.Interface:
		return e.iface(p, v)
	case v.usable(p.marshal):
		return e.marshaler(p, v.Addr().Interface().(Marshaler))
	case v.usable(p.appendText), v.usable(p.marshalText):
		text, err := e.text(p, v)
		if err == nil {
			e.buf = appendString(e.buf, text, e.html)
		}
		return err
	}
	return e.plain(p, v, asString)
}

// text is what v's method says.
func (e *encoder) text(p *plan, v item) (string, error) {
	var text []byte
	var err error
	method := "MarshalText"
	if v.usable(p.appendText) {
		method = "AppendText"
		text, err = v.Addr().Interface().(encoding.TextAppender).AppendText(nil)
	} else {
		text, err = v.Addr().Interface().(encoding.TextMarshaler).MarshalText()
	}
	if err != nil {
		return "", &MarshalerError{reflect.PointerTo(p.t), err, method}
	}
	return string(text), nil
}

func (e *encoder) marshaler(p *plan, m Marshaler) error {
	b, err := m.MarshalJSON()
	if err == nil {
		start, end, bad := scanDocument(b)
		if bad == nil {
			e.buf = appendCompact(e.buf, b[start:end], e.html, true)
			return nil
		}
		bad.Offset += int64(len(e.buf))
		err = bad
	}
	if text, ok := strings.CutPrefix(err.Error(), "Time.MarshalJSON: "); ok && p.isTime {
		err = errors.New(text)
	}
	return &MarshalerError{reflect.PointerTo(p.t), err, "MarshalJSON"}
}

func (e *encoder) iface(p *plan, v item) error {
	if v.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	inner := v.Elem()
	if inner.Kind() == reflect.Pointer && inner.IsNil() {
		// A method that the interface has is called all the same.
		var err error
		var text []byte
		method := ""
		switch {
		case p.marshal != none:
			return e.marshaler(e.plans.of(inner.Type()), inner.Interface().(Marshaler))
		case p.appendText != none:
			method = "AppendText"
			text, err = inner.Interface().(encoding.TextAppender).AppendText(nil)
		case p.marshalText != none:
			method = "MarshalText"
			text, err = inner.Interface().(encoding.TextMarshaler).MarshalText()
		}
		if err != nil {
			return &MarshalerError{reflect.PointerTo(p.t), err, method}
		}
		if method != "" {
			e.buf = appendString(e.buf, string(text), e.html)
			return nil
		}
	}
	return e.value(e.plans.of(inner.Type()), copied(inner), false)
}

// plain writes v without looking at its methods.
func (e *encoder) plain(p *plan, v item, asString bool) error {
	start := len(e.buf)
	switch p.kind {
	case reflect.Bool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.buf = strconv.AppendUint(e.buf, v.Uint(), 10)
	case reflect.Float32, reflect.Float64:
		if err := e.float(p, v.Value); err != nil {
			return err
		}
	case reflect.String:
		e.buf = appendString(e.buf, v.String(), e.html)
	case reflect.Struct:
		return e.object(p, v)
	case reflect.Map:
		return e.mapping(p, v)
	case reflect.Slice, reflect.Array:
		return e.array(p, v)
	case reflect.Pointer:
		return e.pointer(p, v, asString)
	case reflect.Interface:
		return e.iface(p, v)
	default:
		return &UnsupportedTypeError{p.t}
	}
	if asString {
		text := string(e.buf[start:])
		e.buf = appendString(e.buf[:start], text, false)
	}
	return nil
}

func (e *encoder) float(p *plan, v reflect.Value) error {
	f := v.Float()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return &UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, 64)}
	}
	// As JavaScript writes numbers.
	form := byte('f')
	if abs := math.Abs(f); abs != 0 {
		small, large := abs < 1e-6, abs >= 1e21
		if p.kind == reflect.Float32 {
			small, large = float32(abs) < 1e-6, float32(abs) >= 1e21
		}
		if small || large {
			form = 'e'
		}
	}
	e.buf = strconv.AppendFloat(e.buf, f, form, -1, p.t.Bits())
	if n := len(e.buf); form == 'e' && n >= 4 && string(e.buf[n-4:n-1]) == "e-0" {
		e.buf[n-2] = e.buf[n-1]
		e.buf = e.buf[:n-1]
	}
	return nil
}

// deep is from where on a chain of references may be a circle.
const deep = 1000

// enter notes that what v refers to is being written.
func (e *encoder) enter(p *plan, v reflect.Value) error {
	if e.depth++; e.depth <= deep {
		return nil
	}
	at := visitOf(v)
	if e.seen[at] {
		return &UnsupportedValueError{Str: "encountered a cycle via " + p.t.String()}
	}
	if e.seen == nil {
		e.seen = map[visit]bool{}
	}
	e.seen[at] = true
	return nil
}

func (e *encoder) leave(v reflect.Value) {
	if e.depth > deep {
		delete(e.seen, visitOf(v))
	}
	e.depth--
}

func visitOf(v reflect.Value) visit {
	n := 0
	if v.Kind() == reflect.Slice {
		n = v.Len()
	}
	return visit{v.Type(), v.UnsafePointer(), n}
}

func (e *encoder) pointer(p *plan, v item, asString bool) error {
	if v.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	if err := e.enter(p, v.Value); err != nil {
		return err
	}
	e.plans.resolve(p)
	err := e.value(p.elem, item{v.Elem(), false}, asString && p.elem.kind != reflect.Pointer)
	e.leave(v.Value)
	return err
}

func (e *encoder) array(p *plan, v item) error {
	e.plans.resolve(p)
	if p.kind == reflect.Slice {
		if v.IsNil() {
			e.buf = append(e.buf, "null"...)
			return nil
		}
		if el := p.elem; el.kind == reflect.Uint8 && el.marshal|el.appendText|el.marshalText == none {
			e.buf = append(e.buf, '"')
			e.buf = base64.StdEncoding.AppendEncode(e.buf, v.Bytes())
			e.buf = append(e.buf, '"')
			return nil
		}
		if err := e.enter(p, v.Value); err != nil {
			return err
		}
		defer e.leave(v.Value)
	}
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		// Elements of slices are variables.
		el := item{v.Index(i), v.copied && p.kind == reflect.Array}
		if err := e.value(p.elem, el, false); err != nil {
			return within(err, strconv.Itoa(i))
		}
	}
	e.buf = append(e.buf, ']')
	return nil
}

// isEmpty reports whether omitempty leaves v out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Map, reflect.Slice, reflect.Array:
		return v.Len() == 0
	case reflect.Pointer, reflect.Interface:
		return v.IsNil()
	case reflect.Float32, reflect.Float64:
		return v.Float() == 0
	case reflect.Struct, reflect.Complex64, reflect.Complex128, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return false
	}
	return v.IsZero()
}

// isZero reports whether omitzero leaves v out.
func (f *field) isNone(v reflect.Value) bool {
	type zeroer interface{ IsZero() bool }
	switch {
	case f.isZero == none:
		return v.IsZero()
	case f.isZero == byPointer:
		return v.Addr().Interface().(zeroer).IsZero()
	case v.Kind() == reflect.Pointer && v.IsNil():
		return true
	case v.Kind() == reflect.Interface && (v.IsNil() || v.Elem().Kind() == reflect.Pointer && v.Elem().IsNil()):
		return true
	}
	return v.Interface().(zeroer).IsZero()
}

// at is the field of v, unless an embedded pointer on the way is nil.
func (f *field) at(v item) (item, bool) {
	for k, i := range f.index {
		if k > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = item{v.Elem(), false}
		}
		v.Value = v.Field(i)
	}
	return v, true
}

func (e *encoder) object(p *plan, v item) error {
	e.plans.resolve(p)
	e.buf = append(e.buf, '{')
	first := true
	for i := range p.fields {
		f := &p.fields[i]
		fv, ok := f.at(v)
		if !ok || f.omitZero && f.isNone(fv.Value) || f.omitEmpty && isEmpty(fv.Value) {
			continue
		}
		if !first {
			e.buf = append(e.buf, ',')
		}
		first = false
		e.buf = append(e.buf, f.quoted[rank(e.html)]...)
		if err := e.value(f.p, fv, f.asString); err != nil {
			return within(err, f.name)
		}
	}
	e.buf = append(e.buf, '}')
	return nil
}

type entry struct {
	name string
	v    reflect.Value
}

func (e *encoder) mapping(p *plan, v item) error {
	if v.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	if err := e.enter(p, v.Value); err != nil {
		return err
	}
	e.plans.resolve(p)
	entries := make([]entry, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		name, err := e.keyName(p.key, copied(it.Key()))
		if err != nil {
			return err
		}
		entries = append(entries, entry{name, it.Value()})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	e.buf = append(e.buf, '{')
	for i, x := range entries {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		e.buf = append(appendString(e.buf, x.name, e.html), ':')
		if err := e.value(p.elem, copied(x.v), false); err != nil {
			return within(err, x.name)
		}
	}
	e.buf = append(e.buf, '}')
	e.leave(v.Value)
	return nil
}

// keyName is a map's key as the name of a member.
func (e *encoder) keyName(p *plan, k item) (string, error) {
	switch {
	case p.isNumber:
		return k.String(), nil
	case p.kind == reflect.String:
		return k.String(), nil
	case p.kind == reflect.Pointer && !k.IsNil():
		e.plans.resolve(p)
		return e.keyName(p.elem, item{k.Elem(), false})
	case p.kind == reflect.Pointer && (p.t.Implements(textMarshalerType) || p.t.Implements(textAppenderType)):
		return "", nil
	case p.kind == reflect.Interface && !k.IsNil():
		inner := k.Elem()
		return e.keyName(e.plans.of(inner.Type()), copied(inner))
	case k.usable(p.appendText), k.usable(p.marshalText):
		return e.text(p, k)
	}
	switch p.kind {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(k.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(k.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		before := len(e.buf)
		err := e.float(p, k.Value)
		name := string(e.buf[before:])
		e.buf = e.buf[:before]
		return name, err
	}
	return "", &keyError{offset: len(e.buf) + 2}
}
