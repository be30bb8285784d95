// Reading.

package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshal reads data, one value, into what v points to.
func Unmarshal(data []byte, v any) error {
	d := decoder{plans: plans{}}
	return d.document(data, v)
}

type decoder struct {
	data   []byte
	pos    int
	plans  plans
	path   []step
	root   reflect.Type
	err    error // the first that was found: reading goes on
	number bool
	strict bool
}

// step is a member or an element on the way to a value.
type step struct {
	name  []byte
	index int
}

func (d *decoder) document(data []byte, v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	start, _, bad := scanDocument(data)
	if bad != nil {
		return bad
	}
	d.data, d.pos, d.err, d.path = data, start, nil, d.path[:0]
	d.root = rv.Type().Elem()
	elem := rv.Elem()
	d.value(d.plans.of(d.root), elem, false)
	return d.err
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// end is the end of the value at start.
func (d *decoder) end(start int) int {
	end, _ := scanValue(d.data, start, 0)
	return end
}

// take reads the value that comes next as it stands.
func (d *decoder) take() []byte {
	start := d.pos
	d.pos = d.end(start)
	return d.data[start:d.pos]
}

func kindName(c byte) string {
	switch c {
	case 'n':
		return "null"
	case 't', 'f':
		return "bool"
	case '"':
		return "string"
	case '[':
		return "array"
	case '{':
		return "object"
	}
	return "number"
}

// mismatch notes that the value just read from start on does not fit t.
func (d *decoder) mismatch(t reflect.Type, start int, reason error) {
	c := d.data[start]
	at := d.pos
	if c == '{' || c == '[' {
		at = start + 1
	}
	d.misfit(t, kindName(c), at, reason)
}

func (d *decoder) misfit(t reflect.Type, value string, at int, reason error) {
	if d.err != nil {
		return
	}
	e := &UnmarshalTypeError{Value: value, Type: t, Offset: int64(at), Err: reason}
	if len(d.path) > 0 {
		e.Struct = d.root.Name()
		var parts []string
		for _, s := range d.path {
			if s.name == nil {
				parts = append(parts, strconv.Itoa(s.index))
				continue
			}
			name := strings.ReplaceAll(string(s.name), "~", "~0")
			parts = append(parts, strings.ReplaceAll(name, "/", "~1"))
		}
		e.Field = strings.Join(parts, ".")
	}
	d.err = e
}

// unparsed is about the number or string just read, whose text is no value of t.
func (d *decoder) unparsed(t reflect.Type, raw []byte, reason error) {
	value, text := kindName(raw[0]), string(raw)
	if t.Kind() != reflect.Bool {
		value = "number"
		if raw[0] == '"' {
			text = string(unquote(raw))
		}
		reason = nil
	}
	d.misfit(t, value+" "+text, d.pos, reason)
}

func (d *decoder) value(p *plan, v reflect.Value, asString bool) {
	start := d.pos
	c := d.data[start]
	switch {
	case p.isNumber:
		d.setNumberText(v, d.take(), asString)
		return
	case p.kind == reflect.Pointer:
		d.pointer(p, v, asString)
		return
	case p.kind == reflect.Interface:
		d.iface(p, v)
		return
	case p.unmarshal != none:
		raw := d.take()
		if p.isTime && c != '"' && c != 'n' {
			d.mismatch(p.t, start, nil)
			return
		}
		if err := v.Addr().Interface().(Unmarshaler).UnmarshalJSON(raw); err != nil {
			d.fail(err)
		}
		return
	case p.unmarshalText != none:
		raw := d.take()
		if c == 'n' {
			return
		}
		if c != '"' {
			d.mismatch(p.t, start, errNotText)
			return
		}
		if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(unquote(raw)); err != nil {
			d.fail(err)
		}
		return
	}
	switch p.kind {
	case reflect.Struct:
		d.object(p, v)
	case reflect.Map:
		d.mapping(p, v)
	case reflect.Slice, reflect.Array:
		d.array(p, v)
	default:
		raw := d.take()
		if c != 'n' && !d.scalar(p, v, raw, asString) {
			d.mismatch(p.t, start, nil)
		}
	}
}

// scalar reads raw into v; false if it is no such kind of thing.
func (d *decoder) scalar(p *plan, v reflect.Value, raw []byte, asString bool) bool {
	c := raw[0]
	quoted := c == '"'
	if p.kind != reflect.String && quoted != asString {
		return false
	}
	text := raw
	if quoted {
		text = unquote(raw)
	}
	s := string(text)
	var err error
	switch p.kind {
	case reflect.String:
		if !quoted {
			return false
		}
		if asString {
			if s == "null" {
				return true
			}
			end, bad := 0, truncated(0)
			if s != "" {
				bad = nil
				if s[0] != '"' {
					bad = unexpected(text, 0, "looking for beginning of object key string")
					bad.Offset = 0
				} else if end, bad = scanString(text, 0); bad == nil && end < len(text) {
					bad = unexpected(text, end, "after string value")
				}
			}
			if bad != nil {
				bad.Offset = 0
				d.misfit(p.t, "string", d.pos, bad)
				return true
			}
			s = string(unquote(text))
		}
		v.SetString(s)
	case reflect.Bool:
		if s == "true" || s == "false" {
			v.SetBool(s == "true")
		} else if !quoted {
			return false
		} else if s != "null" {
			d.unparsed(p.t, raw, strconv.ErrSyntax)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64:
		if !quoted && c != '-' && !isDigit(c) {
			return false
		}
		if err = setNumber(v, s); err != nil && !(quoted && s == "null") {
			d.unparsed(p.t, raw, nil)
		}
	default:
		return false
	}
	return true
}

// setNumber sets v to the number that s writes.
func setNumber(v reflect.Value, s string) error {
	bits := v.Type().Bits()
	switch {
	case v.CanInt():
		n, err := strconv.ParseInt(s, 10, bits)
		if err == nil {
			v.SetInt(n)
		}
		return err
	case v.CanUint():
		n, err := strconv.ParseUint(s, 10, bits)
		if err == nil {
			v.SetUint(n)
		}
		return err
	}
	f, err := strconv.ParseFloat(s, bits)
	if err == nil {
		v.SetFloat(f)
	}
	return err
}

// setNumberText sets a Number to the value raw.
func (d *decoder) setNumberText(v reflect.Value, raw []byte, quoted bool) {
	c := raw[0]
	text := raw
	switch {
	case c == 'n':
		return
	case c == '"':
		text = unquote(raw)
		if !isNumber(string(text)) {
			d.fail(&UnmarshalTypeError{Value: "string " + string(raw), Type: numberType, Err: strconv.ErrSyntax})
			return
		}
	case kindName(c) != "number" || quoted:
		d.fail(&UnmarshalTypeError{Value: kindName(c), Type: numberType})
		return
	}
	v.SetString(string(text))
}

func (d *decoder) pointer(p *plan, v reflect.Value, asString bool) {
	start := d.pos
	if d.data[start] == 'n' {
		d.take()
		v.SetZero()
		return
	}
	d.plans.resolve(p)
	asString = asString && p.elem.kind != reflect.Pointer
	if v.IsNil() {
		v.Set(reflect.New(p.t.Elem()))
	}
	before := d.err
	d.value(p.elem, v.Elem(), asString)
	if asString && d.err == before && string(d.data[start:d.pos]) == `"null"` {
		v.SetZero()
	}
}

func (d *decoder) iface(p *plan, v reflect.Value) {
	start := d.pos
	c := d.data[start]
	if !v.IsNil() {
		inner := v.Elem()
		if inner.Kind() != reflect.Pointer || inner.IsNil() {
			v.SetZero()
		} else if c == 'n' && inner.Elem().Kind() == reflect.Pointer {
			d.take()
			inner.Elem().SetZero()
			return
		}
	}
	if c == 'n' {
		d.take()
		v.SetZero()
		return
	}
	if !v.IsNil() {
		inner := v.Elem()
		d.value(d.plans.of(inner.Type()), copied(inner).Value, false)
		return
	}
	if p.t != anyType && p.t.NumMethod() > 0 {
		d.misfit(p.t, kindName(c), start, nil)
		d.take()
		return
	}
	v.Set(reflect.ValueOf(d.any()))
}

// any reads what comes next as what it is.
func (d *decoder) any() any {
	switch c := d.data[d.pos]; c {
	case '{':
		m := map[string]any{}
		d.members(func(raw []byte, _ int) {
			m[string(unquote(raw))] = d.any()
		})
		return m
	case '[':
		a := []any{}
		d.elements(func(int) { a = append(a, d.any()) })
		return a
	default:
		raw := d.take()
		switch c {
		case 'n':
			return nil
		case 't', 'f':
			return c == 't'
		case '"':
			return string(unquote(raw))
		}
		if d.number {
			return Number(raw)
		}
		f, err := strconv.ParseFloat(string(raw), 64)
		if err != nil {
			d.misfit(reflect.TypeFor[float64](), "number "+string(raw), d.pos, nil)
			return 0.0
		}
		return f
	}
}

// elements calls read for each element of the array that comes next.
func (d *decoder) elements(read func(i int)) {
	d.pos = skipSpace(d.data, d.pos+1)
	d.path = append(d.path, step{})
	for i := 0; d.data[d.pos] != ']'; i++ {
		d.path[len(d.path)-1].index = i
		read(i)
		if d.pos = skipSpace(d.data, d.pos); d.data[d.pos] == ',' {
			d.pos = skipSpace(d.data, d.pos+1)
		}
	}
	d.path = d.path[:len(d.path)-1]
	d.pos++
}

// members calls read for each member of the object that comes next, with the name as it stands and
// where that ends. It has to read the value.
func (d *decoder) members(read func(raw []byte, end int)) {
	d.pos = skipSpace(d.data, d.pos+1)
	d.path = append(d.path, step{})
	for d.data[d.pos] != '}' {
		raw := d.take()
		end := d.pos
		d.path[len(d.path)-1].name = unquote(raw)
		d.pos = skipSpace(d.data, d.pos)
		d.pos = skipSpace(d.data, d.pos+1)
		read(raw, end)
		if d.pos = skipSpace(d.data, d.pos); d.data[d.pos] == ',' {
			d.pos = skipSpace(d.data, d.pos+1)
		}
	}
	d.path = d.path[:len(d.path)-1]
	d.pos++
}

func (d *decoder) array(p *plan, v reflect.Value) {
	d.plans.resolve(p)
	start := d.pos
	c := d.data[start]
	switch {
	case c == 'n':
		d.take()
		if p.kind == reflect.Slice {
			v.SetZero()
		}
		return
	case c == '"' && p.kind == reflect.Slice && p.elem.kind == reflect.Uint8:
		text := unquote(d.take())
		b, err := base64.StdEncoding.AppendDecode(v.Bytes()[:0], text)
		if err != nil {
			d.mismatch(p.t, start, err)
			return
		}
		if b == nil {
			b = []byte{}
		}
		v.SetBytes(b)
		return
	case c != '[':
		d.take()
		d.mismatch(p.t, start, nil)
		return
	}
	n := 0
	if p.kind == reflect.Array {
		d.elements(func(i int) {
			if i >= v.Len() {
				d.take()
				return
			}
			d.value(p.elem, v.Index(i), false)
			n = i + 1
		})
		for ; n < v.Len(); n++ {
			v.Index(n).SetZero()
		}
		return
	}
	room := v.Cap()
	v.SetLen(room)
	d.elements(func(i int) {
		if i == room {
			v.Grow(1)
			room = v.Cap()
			v.SetLen(room)
		}
		d.value(p.elem, v.Index(i), false)
		n = i + 1
	})
	if n == 0 {
		v.Set(reflect.MakeSlice(p.t, 0, 0))
		return
	}
	v.SetLen(n)
}

func (d *decoder) object(p *plan, v reflect.Value) {
	start := d.pos
	if c := d.data[start]; c != '{' {
		d.take()
		if c != 'n' {
			d.mismatch(p.t, start, nil)
		}
		return
	}
	d.plans.resolve(p)
	d.members(func(raw []byte, _ int) {
		name := unquote(raw)
		f := p.find(name)
		if f == nil {
			if d.strict {
				d.fail(fmt.Errorf("json: unknown field %q", name))
			}
			d.take()
			return
		}
		fv, ok := f.make(v)
		if !ok {
			d.misfit(p.t, kindName(d.data[d.pos]), d.pos, errEmbedded)
			d.take()
			return
		}
		d.value(f.p, fv, f.asString)
	})
}

var errEmbedded = errors.New("cannot set embedded pointer to unexported struct type")

// make is the field of v, with new structs where embedded pointers on the way are nil.
func (f *field) make(v reflect.Value) (reflect.Value, bool) {
	for k, i := range f.index {
		if k > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !v.CanSet() {
					return v, false
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}

func (d *decoder) mapping(p *plan, v reflect.Value) {
	start := d.pos
	if c := d.data[start]; c != '{' {
		d.take()
		if c == 'n' {
			v.SetZero()
		} else {
			d.mismatch(p.t, start, nil)
		}
		return
	}
	d.plans.resolve(p)
	if v.IsNil() {
		v.Set(reflect.MakeMap(p.t))
	}
	key := reflect.New(p.t.Key()).Elem()
	elem := reflect.New(p.t.Elem()).Elem()
	d.members(func(raw []byte, end int) {
		key.SetZero()
		if !d.key(p.key, key, raw, end) {
			d.take()
			return
		}
		elem.SetZero()
		d.value(p.elem, elem, false)
		v.SetMapIndex(key, elem)
	})
}

// key reads the name of a member as the key of a map.
func (d *decoder) key(p *plan, k reflect.Value, raw []byte, end int) bool {
	first := d.err
	d.err = nil
	d.keyValue(p, k, raw, end)
	ok := d.err == nil
	if first != nil {
		d.err = first
	}
	return ok
}

func (d *decoder) keyValue(p *plan, k reflect.Value, raw []byte, end int) {
	switch {
	case p.kind == reflect.Pointer:
		d.plans.resolve(p)
		k.Set(reflect.New(p.t.Elem()))
		d.keyValue(p.elem, k.Elem(), raw, end)
		return
	case p.kind == reflect.Interface:
		if p.t != anyType && p.t.NumMethod() > 0 {
			d.misfit(p.t, "string", end-len(raw), nil)
			return
		}
		k.Set(reflect.ValueOf(string(unquote(raw))))
		return
	case p.unmarshalText != none:
		if err := k.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(unquote(raw)); err != nil {
			d.fail(err)
		}
		return
	}
	at := d.pos
	d.pos = end
	quoted := p.kind != reflect.Bool && p.kind != reflect.String
	if !d.scalar(p, k, raw, quoted) {
		d.misfit(p.t, "string", end, nil)
	}
	d.pos = at
}
