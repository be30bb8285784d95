// Nodes of trees.

package parse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Node is a part of a tree. String is the part as a template may write it.
type Node interface {
	Type() NodeType
	String() string
	Copy() Node
	Position() Pos // where in the text it begins
	tree() *Tree
	writeTo(*strings.Builder)
}

// NodeType is what a node is.
type NodeType int

// Pos is a place in the text, in bytes.
type Pos int

// Position is p.
func (p Pos) Position() Pos { return p }

// Type is t.
func (t NodeType) Type() NodeType { return t }

// Types of nodes.
const (
	NodeText NodeType = iota
	NodeAction
	NodeBool
	NodeChain
	NodeCommand
	NodeDot
	nodeElse
	nodeEnd
	NodeField
	NodeIdentifier
	NodeIf
	NodeList
	NodeNil
	NodeNumber
	NodePipe
	NodeRange
	NodeString
	NodeTemplate
	NodeVariable
	NodeWith
	NodeComment
	NodeBreak
	NodeContinue
)

func text(n Node) string {
	var sb strings.Builder
	n.writeTo(&sb)
	return sb.String()
}

// action writes what stands between delimiters.
func (t *Tree) action(sb *strings.Builder, parts ...string) {
	sb.WriteString(t.leftDelim)
	for _, p := range parts {
		sb.WriteString(p)
	}
	sb.WriteString(t.rightDelim)
}

// ListNode is nodes one after the other.
type ListNode struct {
	NodeType
	Pos
	tr    *Tree
	Nodes []Node
}

func (t *Tree) newList(pos Pos) *ListNode { return &ListNode{tr: t, NodeType: NodeList, Pos: pos} }

func (l *ListNode) append(n Node)  { l.Nodes = append(l.Nodes, n) }
func (l *ListNode) tree() *Tree    { return l.tr }
func (l *ListNode) String() string { return text(l) }
func (l *ListNode) writeTo(sb *strings.Builder) {
	for _, n := range l.Nodes {
		n.writeTo(sb)
	}
}

// CopyList is a copy of l.
func (l *ListNode) CopyList() *ListNode {
	if l == nil {
		return nil
	}
	c := l.tr.newList(l.Pos)
	for _, n := range l.Nodes {
		c.append(n.Copy())
	}
	return c
}

// Copy is a copy of l.
func (l *ListNode) Copy() Node { return l.CopyList() }

// TextNode is text that stands for itself.
type TextNode struct {
	NodeType
	Pos
	tr   *Tree
	Text []byte
}

func (t *TextNode) tree() *Tree                 { return t.tr }
func (t *TextNode) String() string              { return fmt.Sprintf("%s", t.Text) }
func (t *TextNode) writeTo(sb *strings.Builder) { sb.WriteString(t.String()) }

// Copy is a copy of t.
func (t *TextNode) Copy() Node {
	c := *t
	c.Text = append([]byte{}, t.Text...)
	return &c
}

// CommentNode is a comment.
type CommentNode struct {
	NodeType
	Pos
	tr   *Tree
	Text string
}

func (c *CommentNode) tree() *Tree                 { return c.tr }
func (c *CommentNode) String() string              { return text(c) }
func (c *CommentNode) writeTo(sb *strings.Builder) { c.tr.action(sb, c.Text) }

// Copy is a copy of c.
func (c *CommentNode) Copy() Node {
	d := *c
	return &d
}

// PipeNode is commands of which each takes what the one before gives.
type PipeNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	IsAssign bool // to variables that were there before
	Decl     []*VariableNode
	Cmds     []*CommandNode
}

func (p *PipeNode) append(c *CommandNode) { p.Cmds = append(p.Cmds, c) }
func (p *PipeNode) tree() *Tree           { return p.tr }
func (p *PipeNode) String() string        { return text(p) }
func (p *PipeNode) writeTo(sb *strings.Builder) {
	for i, v := range p.Decl {
		if i > 0 {
			sb.WriteString(", ")
		}
		v.writeTo(sb)
	}
	switch {
	case len(p.Decl) == 0:
	case p.IsAssign:
		sb.WriteString(" = ")
	default:
		sb.WriteString(" := ")
	}
	for i, c := range p.Cmds {
		if i > 0 {
			sb.WriteString(" | ")
		}
		c.writeTo(sb)
	}
}

// CopyPipe is a copy of p.
func (p *PipeNode) CopyPipe() *PipeNode {
	if p == nil {
		return nil
	}
	c := *p
	c.Decl = make([]*VariableNode, len(p.Decl))
	for i, v := range p.Decl {
		c.Decl[i] = v.Copy().(*VariableNode)
	}
	c.Cmds = nil
	for _, cmd := range p.Cmds {
		c.append(cmd.Copy().(*CommandNode))
	}
	return &c
}

// Copy is a copy of p.
func (p *PipeNode) Copy() Node { return p.CopyPipe() }

// ActionNode is a pipeline whose value is printed, unless it sets variables.
type ActionNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Pipe *PipeNode
}

func (a *ActionNode) tree() *Tree                 { return a.tr }
func (a *ActionNode) String() string              { return text(a) }
func (a *ActionNode) writeTo(sb *strings.Builder) { a.tr.action(sb, a.Pipe.String()) }

// Copy is a copy of a.
func (a *ActionNode) Copy() Node {
	c := *a
	c.Pipe = a.Pipe.CopyPipe()
	return &c
}

// CommandNode is a function, method or operand with arguments.
type CommandNode struct {
	NodeType
	Pos
	tr   *Tree
	Args []Node
}

func (c *CommandNode) append(arg Node) { c.Args = append(c.Args, arg) }
func (c *CommandNode) tree() *Tree     { return c.tr }
func (c *CommandNode) String() string  { return text(c) }
func (c *CommandNode) writeTo(sb *strings.Builder) {
	for i, arg := range c.Args {
		if i > 0 {
			sb.WriteByte(' ')
		}
		operand(sb, arg)
	}
}

// operand writes n, in parentheses if it is a pipeline.
func operand(sb *strings.Builder, n Node) {
	if _, ok := n.(*PipeNode); ok {
		sb.WriteString("(" + n.String() + ")")
		return
	}
	n.writeTo(sb)
}

// Copy is a copy of c.
func (c *CommandNode) Copy() Node {
	if c == nil {
		return c
	}
	d := *c
	d.Args = nil
	for _, arg := range c.Args {
		d.append(arg.Copy())
	}
	return &d
}

// IdentifierNode is the name of a function.
type IdentifierNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident string
}

// NewIdentifier is a node for the function ident.
func NewIdentifier(ident string) *IdentifierNode {
	return &IdentifierNode{NodeType: NodeIdentifier, Ident: ident}
}

// SetPos sets where it stands.
func (i *IdentifierNode) SetPos(pos Pos) *IdentifierNode {
	i.Pos = pos
	return i
}

// SetTree sets whose it is.
func (i *IdentifierNode) SetTree(t *Tree) *IdentifierNode {
	i.tr = t
	return i
}

func (i *IdentifierNode) tree() *Tree                 { return i.tr }
func (i *IdentifierNode) String() string              { return i.Ident }
func (i *IdentifierNode) writeTo(sb *strings.Builder) { sb.WriteString(i.Ident) }

// Copy is a copy of i.
func (i *IdentifierNode) Copy() Node {
	c := *i
	return &c
}

// VariableNode is a variable, perhaps with fields.
type VariableNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (t *Tree) newVariable(pos Pos, name string) *VariableNode {
	return &VariableNode{tr: t, NodeType: NodeVariable, Pos: pos, Ident: strings.Split(name, ".")}
}

func (v *VariableNode) tree() *Tree                 { return v.tr }
func (v *VariableNode) String() string              { return strings.Join(v.Ident, ".") }
func (v *VariableNode) writeTo(sb *strings.Builder) { sb.WriteString(v.String()) }

// Copy is a copy of v.
func (v *VariableNode) Copy() Node {
	c := *v
	c.Ident = slices.Clone(v.Ident)
	return &c
}

// DotNode is the dot.
type DotNode struct {
	NodeType
	Pos
	tr *Tree
}

// Type is NodeDot.
func (d *DotNode) Type() NodeType              { return NodeDot }
func (d *DotNode) tree() *Tree                 { return d.tr }
func (d *DotNode) String() string              { return "." }
func (d *DotNode) writeTo(sb *strings.Builder) { sb.WriteByte('.') }

// Copy is a copy of d.
func (d *DotNode) Copy() Node {
	c := *d
	return &c
}

// NilNode is nil.
type NilNode struct {
	NodeType
	Pos
	tr *Tree
}

// Type is NodeNil.
func (n *NilNode) Type() NodeType              { return NodeNil }
func (n *NilNode) tree() *Tree                 { return n.tr }
func (n *NilNode) String() string              { return "nil" }
func (n *NilNode) writeTo(sb *strings.Builder) { sb.WriteString("nil") }

// Copy is a copy of n.
func (n *NilNode) Copy() Node {
	c := *n
	return &c
}

// FieldNode is fields of the dot.
type FieldNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (t *Tree) newField(pos Pos, name string) *FieldNode {
	return &FieldNode{tr: t, NodeType: NodeField, Pos: pos, Ident: strings.Split(name[1:], ".")}
}

func (f *FieldNode) tree() *Tree                 { return f.tr }
func (f *FieldNode) String() string              { return "." + strings.Join(f.Ident, ".") }
func (f *FieldNode) writeTo(sb *strings.Builder) { sb.WriteString(f.String()) }

// Copy is a copy of f.
func (f *FieldNode) Copy() Node {
	c := *f
	c.Ident = slices.Clone(f.Ident)
	return &c
}

// ChainNode is fields of something else.
type ChainNode struct {
	NodeType
	Pos
	tr    *Tree
	Node  Node
	Field []string
}

// Add adds a field, given with its dot.
func (c *ChainNode) Add(field string) {
	if !strings.HasPrefix(field, ".") {
		panic("no dot in field")
	}
	if field == "." {
		panic("empty field")
	}
	c.Field = append(c.Field, field[1:])
}

func (c *ChainNode) tree() *Tree    { return c.tr }
func (c *ChainNode) String() string { return text(c) }
func (c *ChainNode) writeTo(sb *strings.Builder) {
	operand(sb, c.Node)
	for _, field := range c.Field {
		sb.WriteString("." + field)
	}
}

// Copy is a copy of c.
func (c *ChainNode) Copy() Node {
	d := *c
	d.Field = slices.Clone(c.Field)
	return &d
}

// BoolNode is true or false.
type BoolNode struct {
	NodeType
	Pos
	tr   *Tree
	True bool
}

func (b *BoolNode) tree() *Tree                 { return b.tr }
func (b *BoolNode) String() string              { return strconv.FormatBool(b.True) }
func (b *BoolNode) writeTo(sb *strings.Builder) { sb.WriteString(b.String()) }

// Copy is a copy of b.
func (b *BoolNode) Copy() Node {
	c := *b
	return &c
}

// StringNode is a string.
type StringNode struct {
	NodeType
	Pos
	tr     *Tree
	Quoted string // as it was written
	Text   string
}

func (s *StringNode) tree() *Tree                 { return s.tr }
func (s *StringNode) String() string              { return s.Quoted }
func (s *StringNode) writeTo(sb *strings.Builder) { sb.WriteString(s.Quoted) }

// Copy is a copy of s.
func (s *StringNode) Copy() Node {
	c := *s
	return &c
}

// endNode ends what was begun; it is in no tree.
type endNode struct {
	NodeType
	Pos
	tr *Tree
}

func (e *endNode) tree() *Tree                 { return e.tr }
func (e *endNode) String() string              { return text(e) }
func (e *endNode) writeTo(sb *strings.Builder) { e.tr.action(sb, "end") }
func (e *endNode) Copy() Node {
	c := *e
	return &c
}

// elseNode begins what is done otherwise; it is in no tree.
type elseNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
}

func (e *elseNode) tree() *Tree                 { return e.tr }
func (e *elseNode) String() string              { return text(e) }
func (e *elseNode) writeTo(sb *strings.Builder) { e.tr.action(sb, "else") }
func (e *elseNode) Copy() Node {
	c := *e
	return &c
}

// BranchNode is what if, range and with have in common.
type BranchNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	Pipe     *PipeNode
	List     *ListNode
	ElseList *ListNode
}

var branches = map[NodeType]string{NodeIf: "if ", NodeRange: "range ", NodeWith: "with "}

func (b *BranchNode) tree() *Tree    { return b.tr }
func (b *BranchNode) String() string { return text(b) }
func (b *BranchNode) writeTo(sb *strings.Builder) {
	name, ok := branches[b.NodeType]
	if !ok {
		panic("unknown branch type")
	}
	b.tr.action(sb, name, b.Pipe.String())
	b.List.writeTo(sb)
	if b.ElseList != nil {
		b.tr.action(sb, "else")
		b.ElseList.writeTo(sb)
	}
	b.tr.action(sb, "end")
}

// Copy is a node of b's own type with the same parts.
func (b *BranchNode) Copy() Node {
	switch b.NodeType {
	case NodeIf:
		return &IfNode{*b}
	case NodeRange:
		return &RangeNode{*b}
	case NodeWith:
		return &WithNode{*b}
	}
	panic("unknown branch type")
}

func (b *BranchNode) deep() BranchNode {
	c := *b
	c.Pipe, c.List, c.ElseList = b.Pipe.CopyPipe(), b.List.CopyList(), b.ElseList.CopyList()
	return c
}

// IfNode is an if.
type IfNode struct{ BranchNode }

// Copy is a copy of i.
func (i *IfNode) Copy() Node { return &IfNode{i.deep()} }

// RangeNode is a range.
type RangeNode struct{ BranchNode }

// Copy is a copy of r.
func (r *RangeNode) Copy() Node { return &RangeNode{r.deep()} }

// WithNode is a with.
type WithNode struct{ BranchNode }

// Copy is a copy of w.
func (w *WithNode) Copy() Node { return &WithNode{w.deep()} }

// BreakNode ends a range.
type BreakNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (b *BreakNode) tree() *Tree                 { return b.tr }
func (b *BreakNode) String() string              { return text(b) }
func (b *BreakNode) writeTo(sb *strings.Builder) { b.tr.action(sb, "break") }

// Copy is a copy of b.
func (b *BreakNode) Copy() Node {
	c := *b
	return &c
}

// ContinueNode goes on with the next element of a range.
type ContinueNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (c *ContinueNode) tree() *Tree                 { return c.tr }
func (c *ContinueNode) String() string              { return text(c) }
func (c *ContinueNode) writeTo(sb *strings.Builder) { c.tr.action(sb, "continue") }

// Copy is a copy of c.
func (c *ContinueNode) Copy() Node {
	d := *c
	return &d
}

// TemplateNode executes another template.
type TemplateNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Name string
	Pipe *PipeNode // what is the dot there
}

func (t *TemplateNode) tree() *Tree    { return t.tr }
func (t *TemplateNode) String() string { return text(t) }
func (t *TemplateNode) writeTo(sb *strings.Builder) {
	parts := []string{"template ", strconv.Quote(t.Name)}
	if t.Pipe != nil {
		parts = append(parts, " ", t.Pipe.String())
	}
	t.tr.action(sb, parts...)
}

// Copy is a copy of t.
func (t *TemplateNode) Copy() Node {
	c := *t
	c.Pipe = t.Pipe.CopyPipe()
	return &c
}
