// What is to be known of a type, found out once for each call.

package json

import (
	"cmp"
	"encoding"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// how tells which receiver has a method.
type how uint8

const (
	none how = iota
	byValue
	byPointer
)

// plan is what a type's values are written and read by.
type plan struct {
	t    reflect.Type
	kind reflect.Kind

	isNumber, isTime                 bool
	marshal, appendText, marshalText how
	unmarshal, unmarshalText         how
	elem, key                        *plan // of pointers, slices, arrays and maps
	fields                           []field
	byName                           map[string]*field
	folded                           map[string]*field
	resolved                         bool
}

// field is an object's member.
type field struct {
	name      string
	quoted    [2]string // with colon; the second for HTML
	tagged    bool
	index     []int
	p         *plan
	omitEmpty bool
	omitZero  bool
	isZero    how
	asString  bool
	strict    bool // letters' case matters
}

type plans map[reflect.Type]*plan

var (
	marshalerType       = reflect.TypeFor[Marshaler]()
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	textAppenderType    = reflect.TypeFor[encoding.TextAppender]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	zeroerType          = reflect.TypeFor[interface{ IsZero() bool }]()
	numberType          = reflect.TypeFor[Number]()
	timeType            = reflect.TypeFor[time.Time]()
	anyType             = reflect.TypeFor[any]()
)

func implements(t, iface reflect.Type) how {
	switch {
	case t.Implements(iface):
		return byValue
	case t.Kind() != reflect.Interface && reflect.PointerTo(t).Implements(iface):
		return byPointer
	}
	return none
}

func (ps plans) of(t reflect.Type) *plan {
	if p := ps[t]; p != nil {
		return p
	}
	p := &plan{t: t, kind: t.Kind(), isNumber: t == numberType, isTime: t == timeType}
	ps[t] = p
	// Only what has a name, or fields that have methods, has methods.
	if p.kind != reflect.Pointer && (t.PkgPath() != "" || p.kind == reflect.Struct || p.kind == reflect.Interface) && !p.isNumber {
		p.marshal = implements(t, marshalerType)
		p.appendText = implements(t, textAppenderType)
		p.marshalText = implements(t, textMarshalerType)
		p.unmarshal = implements(t, unmarshalerType)
		p.unmarshalText = implements(t, textUnmarshalerType)
	}
	return p
}

// resolve fills in what p's parts are like.
func (ps plans) resolve(p *plan) {
	if p.resolved {
		return
	}
	p.resolved = true
	switch p.kind {
	case reflect.Map:
		p.key = ps.of(p.t.Key())
		p.elem = ps.of(p.t.Elem())
	case reflect.Pointer, reflect.Slice, reflect.Array:
		p.elem = ps.of(p.t.Elem())
	case reflect.Struct:
		ps.resolveFields(p)
	}
}

func (p *plan) hasMethods() bool {
	return p.marshal|p.appendText|p.marshalText|p.unmarshal|p.unmarshalText != none
}

// struct types that are embedded, with the way to them.
type level struct {
	t     reflect.Type
	index []int
	again bool // seen before: its own fields count, what it embeds does not
}

// embedded is the struct type whose fields an embedded field of type t brings, if any.
func embedded(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t = t.Elem()
	}
	return t
}

func (ps plans) resolveFields(p *plan) {
	var all []field
	queue := []level{{t: p.t}}
	seen := map[reflect.Type]bool{p.t: true}
	for ; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for i := range at.t.NumField() {
			sf := at.t.Field(i)
			f, embeds, ok := parseTag(sf)
			if !ok {
				continue
			}
			f.index = append(slices.Clone(at.index), i)
			inner := embedded(sf.Type)
			if (sf.Anonymous && !f.tagged || embeds) && inner.Kind() == reflect.Struct {
				if !at.again {
					queue = append(queue, level{inner, f.index, seen[inner]})
				}
				seen[inner] = true
				continue
			}
			f.p = ps.of(sf.Type)
			if !sf.IsExported() && (inner.Kind() != reflect.Struct || ps.of(inner).hasMethods() ||
				f.omitZero && implements(inner, zeroerType) != none) {
				continue
			}
			if f.omitZero {
				f.isZero = implements(sf.Type, zeroerType)
			}
			all = append(all, f)
		}
	}
	// Of one name the least deep field counts, and of those the one with a tag.
	slices.SortStableFunc(all, func(a, b field) int {
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
		if c := cmp.Compare(len(a.index), len(b.index)); c != 0 {
			return c
		}
		return rank(b.tagged) - rank(a.tagged)
	})
	for i := 0; i < len(all); {
		k := i + 1
		for k < len(all) && all[k].name == all[i].name {
			k++
		}
		if k == i+1 || len(all[i].index) != len(all[i+1].index) || all[i].tagged != all[i+1].tagged {
			p.fields = append(p.fields, all[i])
		}
		i = k
	}
	// Broader before deeper: that is how fields are found; then the other way for writing.
	slices.SortFunc(p.fields, func(a, b field) int {
		if c := cmp.Compare(len(a.index), len(b.index)); c != 0 {
			return c
		}
		return slices.Compare(a.index, b.index)
	})
	byDepth := slices.Clone(p.fields)
	slices.SortFunc(p.fields, func(a, b field) int { return slices.Compare(a.index, b.index) })
	p.byName = make(map[string]*field, len(p.fields))
	for i := range p.fields {
		f := &p.fields[i]
		p.byName[f.name] = f
		f.quoted[0] = string(appendString(nil, f.name, false)) + ":"
		f.quoted[1] = string(appendString(nil, f.name, true)) + ":"
	}
	p.folded = make(map[string]*field, len(p.fields))
	for _, f := range byDepth {
		if key := fold(f.name); !f.strict && p.folded[key] == nil {
			p.folded[key] = p.byName[f.name]
		}
	}
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fold is one name for all that differ in case only.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'a' <= c && c <= 'z' {
			return strings.Map(foldRune, s)
		}
	}
	return s
}

// foldRune is the least of the letters that differ from r in case only.
func foldRune(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return least
}

// find is the member that name stands for, or nil.
func (p *plan) find(name []byte) *field {
	if f := p.byName[string(name)]; f != nil {
		return f
	}
	return p.folded[fold(string(name))]
}

// parseTag reads a field's tag; ok is false if the field is none of the object's.
func parseTag(sf reflect.StructField) (f field, embeds, ok bool) {
	tag := sf.Tag.Get("json")
	if tag == "-" || !sf.IsExported() && !sf.Anonymous {
		return f, false, false
	}
	f.name = sf.Name
	name, options, _ := strings.Cut(tag, ",")
	if name != "" {
		if !strings.ContainsAny(name, "\\'\"`") {
			f.name, f.tagged = strings.ToValidUTF8(name, "\ufffd"), true
		} else if id := identifier(name); id != "" {
			f.name, f.tagged = id, true
		}
	}
	for options != "" {
		var option string
		option, options, _ = strings.Cut(options, ",")
		switch identifier(option) {
		case "omitempty":
			f.omitEmpty = true
		case "omitzero":
			f.omitZero = true
		case "string":
			f.asString = true
		case "embed":
			embeds = true
		case "case":
			f.strict = option == "case:strict"
		}
	}
	return f, embeds, true
}

// identifier is the letters and digits that s begins with.
func identifier(s string) string {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsNumber(r)) {
			return s[:i]
		}
	}
	return s
}
