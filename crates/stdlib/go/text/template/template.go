// Package template fills in texts with values.
package template

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
)

// Template is a text with actions, and the other templates that it can execute.
type Template struct {
	name string
	*parse.Tree
	*common
	left, right string
}

// common is what templates that belong together share.
type common struct {
	mu         sync.RWMutex
	tmpl       map[string]*Template
	parseFuncs FuncMap
	execFuncs  map[string]reflect.Value
	missing    missing
}

// missing is what comes of a key that a map does not have.
type missing int

const (
	missingInvalid missing = iota
	missingZero
	missingError
)

// New is an empty template.
func New(name string) *Template {
	t := &Template{name: name}
	t.init()
	return t
}

func (t *Template) init() {
	if t.common == nil {
		t.common = &common{tmpl: map[string]*Template{}, parseFuncs: FuncMap{}, execFuncs: map[string]reflect.Value{}}
	}
}

// Name is the template's name.
func (t *Template) Name() string { return t.name }

// New is an empty template that belongs to t.
func (t *Template) New(name string) *Template {
	t.init()
	return &Template{name: name, common: t.common, left: t.left, right: t.right}
}

// Clone is a copy of t and all that belong to it, to which others can be added.
func (t *Template) Clone() (*Template, error) {
	c := &Template{name: t.name, Tree: t.Tree, left: t.left, right: t.right}
	c.init()
	if t.common == nil {
		return c, nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	c.missing = t.missing
	for name, other := range t.tmpl {
		if name == t.name {
			c.tmpl[name] = c
			continue
		}
		o := *other
		o.common = c.common
		c.tmpl[name] = &o
	}
	maps.Copy(c.parseFuncs, t.parseFuncs)
	maps.Copy(c.execFuncs, t.execFuncs)
	return c, nil
}

// AddParseTree makes tree the template name that belongs to t.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	t.init()
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t
	if name != t.name {
		n = t.New(name)
	}
	// An empty text does not take the place of one that says something.
	old := t.tmpl[name]
	replaces := old == nil || old.Tree == nil || !parse.IsEmptyTree(tree.Root)
	if replaces {
		t.tmpl[name] = n
	}
	if replaces || n.Tree == nil {
		n.Tree = tree
	}
	return n, nil
}

// Templates is all templates that belong to t.
func (t *Template) Templates() []*Template {
	if t.common == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	all := make([]*Template, 0, len(t.tmpl))
	for _, x := range t.tmpl {
		all = append(all, x)
	}
	return all
}

// Delims sets what actions stand between; "" is {{ or }}.
func (t *Template) Delims(left, right string) *Template {
	t.init()
	t.left, t.right = left, right
	return t
}

// Funcs adds functions that templates can call.
func (t *Template) Funcs(funcMap FuncMap) *Template {
	t.init()
	t.mu.Lock()
	defer t.mu.Unlock()
	addFuncs(t.execFuncs, funcMap)
	maps.Copy(t.parseFuncs, funcMap)
	return t
}

// Lookup is the template of that name that belongs to t, or nil.
func (t *Template) Lookup(name string) *Template {
	if t.common == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.tmpl[name]
}

// Parse makes text the template's text.
func (t *Template) Parse(text string) (*Template, error) {
	t.init()
	t.mu.RLock()
	trees, err := parse.Parse(t.name, text, t.left, t.right, t.parseFuncs, always)
	t.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	for name, tree := range trees {
		if _, err := t.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Option sets options: "missingkey=default", "=invalid", "=zero" or "=error".
func (t *Template) Option(opt ...string) *Template {
	t.init()
	for _, o := range opt {
		if o == "" {
			panic("empty option string")
		}
		switch o {
		case "missingkey=default", "missingkey=invalid":
			t.missing = missingInvalid
		case "missingkey=zero":
			t.missing = missingZero
		case "missingkey=error":
			t.missing = missingError
		default:
			panic("unrecognized option: " + o)
		}
	}
	return t
}

// DefinedTemplates names the templates that belong to t, for messages.
func (t *Template) DefinedTemplates() string {
	if t.common == nil {
		return ""
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	var names []string
	for name, x := range t.tmpl {
		if x.Tree != nil && x.Root != nil {
			names = append(names, fmt.Sprintf("%q", name))
		}
	}
	if names == nil {
		return ""
	}
	return "; defined templates are: " + strings.Join(names, ", ")
}

// Must is t; it panics if there was an error.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}
