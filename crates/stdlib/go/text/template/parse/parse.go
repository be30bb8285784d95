// The parser.

package parse

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// Tree is one template.
type Tree struct {
	Name      string
	ParseName string // of the template whose text it stands in, for messages
	Root      *ListNode
	Mode      Mode

	text                  string
	leftDelim, rightDelim string

	// While it is parsed:
	funcs      []map[string]any
	lex        *lexer
	line       int // of the token that was looked at last
	vars       []string
	set        map[string]*Tree
	actionLine int
	ranges     int
	parens     int
}

// Mode is a set of options.
type Mode uint

// Options.
const (
	ParseComments Mode = 1 << iota // comments are in the tree
	SkipFuncCheck                  // functions need not be known
)

const deepest = 10000

// New is an empty tree.
func New(name string, funcs ...map[string]any) *Tree { return &Tree{Name: name, funcs: funcs} }

// Copy is a copy of t.
func (t *Tree) Copy() *Tree {
	if t == nil {
		return nil
	}
	return &Tree{
		Name: t.Name, ParseName: t.ParseName, Root: t.Root.CopyList(),
		text: t.text, leftDelim: t.leftDelim, rightDelim: t.rightDelim,
	}
}

// Parse is the templates that text has, by name.
func Parse(name, text, leftDelim, rightDelim string, funcs ...map[string]any) (map[string]*Tree, error) {
	set := map[string]*Tree{}
	t := New(name)
	t.text = text
	_, err := t.Parse(text, leftDelim, rightDelim, set, funcs...)
	return set, err
}

// Parse makes t of text, and adds it and what is defined in it to treeSet.
func (t *Tree) Parse(text, leftDelim, rightDelim string, treeSet map[string]*Tree, funcs ...map[string]any) (tree *Tree, err error) {
	defer func() {
		e := recover()
		if e == nil {
			return
		}
		if _, bad := e.(runtime.Error); bad {
			panic(e)
		}
		t.stop()
		err = e.(error)
	}()
	t.ParseName = t.Name
	t.leftDelim, t.rightDelim = "{{", "}}"
	if leftDelim != "" {
		t.leftDelim = leftDelim
	}
	if rightDelim != "" {
		t.rightDelim = rightDelim
	}
	t.text = text
	l := &lexer{input: text, left: t.leftDelim, right: t.rightDelim}
	t.start(funcs, l, treeSet)
	l.comments = t.Mode&ParseComments != 0
	l.breaks, l.continues = !t.knows("break"), !t.knows("continue")
	l.run()
	t.top()
	t.add()
	t.stop()
	return t, nil
}

func (t *Tree) start(funcs []map[string]any, l *lexer, set map[string]*Tree) {
	t.Root = nil
	t.lex, t.funcs, t.set = l, funcs, set
	t.vars = []string{"$"}
	t.parens = 0
}

func (t *Tree) stop() { t.lex, t.vars, t.funcs, t.set = nil, nil, nil, nil }

// part is a new tree that is defined within t.
func (t *Tree) part(name string) *Tree {
	p := New(name)
	p.text, p.Mode, p.ParseName = t.text, t.Mode, t.ParseName
	p.leftDelim, p.rightDelim = t.leftDelim, t.rightDelim
	p.start(t.funcs, t.lex, t.set)
	return p
}

// ErrorContext is where n stands and what it is.
func (t *Tree) ErrorContext(n Node) (location, context string) {
	tree := n.tree()
	if tree == nil {
		tree = t
	}
	before := tree.text[:n.Position()]
	column := len(before) - strings.LastIndexByte(before, '\n') - 1
	line := 1 + strings.Count(before, "\n")
	return fmt.Sprintf("%s:%d:%d", tree.ParseName, line, column), n.String()
}

func (t *Tree) errorf(format string, args ...any) {
	t.Root = nil
	text := fmt.Sprintf(format, args...)
	panic(fmt.Errorf("template: %s:%d: %s", t.ParseName, t.line, text))
}

// ---- tokens

func (t *Tree) next() token {
	l := t.lex
	at := min(l.at, len(l.tokens)-1)
	tok := l.tokens[at]
	if l.at == l.given {
		l.given++
		t.line = tok.line
	}
	l.at++
	return tok
}

func (t *Tree) back() { t.lex.at-- }

func (t *Tree) peek() token {
	tok := t.next()
	t.back()
	return tok
}

func (t *Tree) nextWord() token {
	for {
		if tok := t.next(); tok.kind != kSpace {
			return tok
		}
	}
}

func (t *Tree) peekWord() token {
	tok := t.nextWord()
	t.back()
	return tok
}

func (t *Tree) expect(k kind, context string) token {
	tok := t.nextWord()
	if tok.kind != k {
		t.unexpected(tok, context)
	}
	return tok
}

func (t *Tree) unexpected(tok token, context string) {
	if tok.kind != kError {
		t.errorf("unexpected %s in %s", tok, context)
	}
	where := ""
	if t.actionLine != 0 && t.actionLine != tok.line {
		where = fmt.Sprintf(" in action started at %s:%d", t.ParseName, t.actionLine)
		if strings.HasSuffix(tok.text, " action") {
			where = strings.TrimPrefix(where, " in action")
		}
	}
	t.errorf("%s%s", tok, where)
}

// ---- trees

// add puts t into the set, where no other tree of that name may say anything.
func (t *Tree) add() {
	if old := t.set[t.Name]; old == nil || IsEmptyTree(old.Root) {
		t.set[t.Name] = t
	} else if !IsEmptyTree(t.Root) {
		t.errorf("template: multiple definition of template %q", t.Name)
	}
}

// IsEmptyTree reports whether a tree has nothing but space and comments.
func IsEmptyTree(n Node) bool {
	switch n := n.(type) {
	case nil, *CommentNode:
		return true
	case *TextNode:
		return len(bytes.TrimSpace(n.Text)) == 0
	case *ListNode:
		for _, part := range n.Nodes {
			if !IsEmptyTree(part) {
				return false
			}
		}
		return true
	case *ActionNode, *IfNode, *RangeNode, *TemplateNode, *WithNode:
		return false
	}
	panic("unknown node: " + n.String())
}

func (t *Tree) top() {
	t.Root = t.newList(t.peek().pos)
	for t.peek().kind != kEOF {
		if t.peek().kind == kLeftDelim {
			at := t.lex.at
			t.next()
			if t.nextWord().kind == kDefine {
				t.part("definition").definition()
				continue
			}
			t.lex.at = at
		}
		n := t.textOrAction()
		if k := n.Type(); k == nodeEnd || k == nodeElse {
			t.errorf("unexpected %s", n)
		}
		t.Root.append(n)
	}
}

func (t *Tree) definition() {
	const context = "define clause"
	tok := t.nextWord()
	t.Name = t.templateName(tok, context)
	t.expect(kRightDelim, context)
	t.body(t, context)
}

// body reads what is defined up to its end; messages about that are those of outer.
func (t *Tree) body(outer *Tree, context string) {
	list, end := t.list()
	t.Root = list
	if end.Type() != nodeEnd {
		outer.errorf("unexpected %s in %s", end, context)
	}
	t.add()
	t.stop()
}

// list reads nodes up to an end or else.
func (t *Tree) list() (*ListNode, Node) {
	l := t.newList(t.peekWord().pos)
	for t.peekWord().kind != kEOF {
		n := t.textOrAction()
		if k := n.Type(); k == nodeEnd || k == nodeElse {
			return l, n
		}
		l.append(n)
	}
	t.errorf("unexpected EOF")
	return nil, nil
}

func (t *Tree) textOrAction() Node {
	tok := t.nextWord()
	switch tok.kind {
	case kText:
		return &TextNode{tr: t, NodeType: NodeText, Pos: tok.pos, Text: []byte(tok.text)}
	case kLeftDelim:
		t.actionLine = tok.line
		n := t.control()
		t.actionLine = 0
		return n
	case kComment:
		return &CommentNode{tr: t, NodeType: NodeComment, Pos: tok.pos, Text: tok.text}
	}
	t.actionLine = 0
	t.unexpected(tok, "input")
	return nil
}

// ---- actions

func (t *Tree) control() Node {
	tok := t.nextWord()
	switch tok.kind {
	case kBlock:
		return t.block()
	case kBreak:
		t.inRange("{{break}}")
		return &BreakNode{tr: t, NodeType: NodeBreak, Pos: tok.pos, Line: tok.line}
	case kContinue:
		t.inRange("{{continue}}")
		return &ContinueNode{tr: t, NodeType: NodeContinue, Pos: tok.pos, Line: tok.line}
	case kElse:
		next := t.peekWord()
		if next.kind != kIf && next.kind != kWith {
			next = t.expect(kRightDelim, "else")
		}
		return &elseNode{tr: t, NodeType: nodeElse, Pos: next.pos, Line: next.line}
	case kEnd:
		return &endNode{tr: t, NodeType: nodeEnd, Pos: t.expect(kRightDelim, "end").pos}
	case kIf:
		return &IfNode{t.branch("if", NodeIf)}
	case kRange:
		return &RangeNode{t.branch("range", NodeRange)}
	case kWith:
		return &WithNode{t.branch("with", NodeWith)}
	case kTemplate:
		return t.template()
	}
	t.back()
	pipe := t.pipeline("command", kRightDelim)
	return &ActionNode{tr: t, NodeType: NodeAction, Pos: tok.pos, Line: tok.line, Pipe: pipe}
}

func (t *Tree) inRange(action string) {
	if tok := t.nextWord(); tok.kind != kRightDelim {
		t.unexpected(tok, action)
	}
	if t.ranges == 0 {
		t.errorf("%s outside {{range}}", action)
	}
}

func (t *Tree) branch(context string, k NodeType) BranchNode {
	known := len(t.vars)
	b := BranchNode{tr: t, NodeType: k}
	b.Pipe = t.pipeline(context, kRightDelim)
	b.Pos, b.Line = b.Pipe.Pos, b.Pipe.Line
	if context == "range" {
		t.ranges++
	}
	var next Node
	b.List, next = t.list()
	if context == "range" {
		t.ranges--
	}
	if next.Type() == nodeElse {
		switch after := t.peek(); {
		case context == "if" && after.kind == kIf:
			t.next()
			b.ElseList = t.newList(next.Position())
			b.ElseList.append(&IfNode{t.branch("if", NodeIf)})
		case context == "with" && after.kind == kWith:
			t.next()
			b.ElseList = t.newList(next.Position())
			b.ElseList.append(&WithNode{t.branch("with", NodeWith)})
		default:
			b.ElseList, next = t.list()
			if next.Type() != nodeEnd {
				t.errorf("expected end; found %s", next)
			}
		}
	}
	t.vars = t.vars[:known]
	return b
}

func (t *Tree) templateName(tok token, context string) string {
	if tok.kind != kString && tok.kind != kRawString {
		t.unexpected(tok, context)
	}
	name, err := strconv.Unquote(tok.text)
	if err != nil {
		t.errorf("%s", err)
	}
	return name
}

func (t *Tree) newTemplate(tok token, name string, pipe *PipeNode) Node {
	return &TemplateNode{tr: t, NodeType: NodeTemplate, Pos: tok.pos, Line: tok.line, Name: name, Pipe: pipe}
}

func (t *Tree) block() Node {
	const context = "block clause"
	tok := t.nextWord()
	name := t.templateName(tok, context)
	pipe := t.pipeline(context, kRightDelim)
	t.part(name).body(t, context)
	return t.newTemplate(tok, name, pipe)
}

func (t *Tree) template() Node {
	const context = "template clause"
	tok := t.nextWord()
	name := t.templateName(tok, context)
	var pipe *PipeNode
	if t.nextWord().kind != kRightDelim {
		t.back()
		pipe = t.pipeline(context, kRightDelim)
	}
	return t.newTemplate(tok, name, pipe)
}

// ---- pipelines

func (t *Tree) pipeline(context string, end kind) *PipeNode {
	tok := t.peekWord()
	pipe := &PipeNode{tr: t, NodeType: NodePipe, Pos: tok.pos, Line: tok.line}
	t.declarations(pipe, context)
	for {
		switch tok := t.nextWord(); tok.kind {
		case end:
			if len(pipe.Cmds) == 0 {
				t.errorf("missing value for %s", context)
			}
			for i, c := range pipe.Cmds[1:] {
				switch c.Args[0].Type() {
				case NodeBool, NodeDot, NodeNil, NodeNumber, NodeString:
					t.errorf("non executable command in pipeline stage %d", i+2)
				}
			}
			return pipe
		case kBool, kCharConstant, kComplex, kDot, kField, kIdentifier, kNumber, kNil, kRawString, kString,
			kVariable, kLeftParen:
			t.back()
			pipe.append(t.command())
		default:
			t.unexpected(tok, context)
		}
	}
}

// declarations reads the variables that a pipeline sets, if it does.
func (t *Tree) declarations(pipe *PipeNode, context string) {
	for t.peekWord().kind == kVariable {
		at := t.lex.at
		v := t.nextWord()
		next := t.nextWord()
		comma := next.kind == kChar && next.text == ","
		if next.kind != kAssign && next.kind != kDeclare && !comma {
			t.lex.at = at
			return
		}
		pipe.Decl = append(pipe.Decl, t.newVariable(v.pos, v.text))
		t.vars = append(t.vars, v.text)
		if !comma {
			pipe.IsAssign = next.kind == kAssign
			return
		}
		if context != "range" || len(pipe.Decl) > 1 {
			t.errorf("too many declarations in %s", context)
		}
		switch t.peekWord().kind {
		case kVariable, kRightDelim, kRightParen:
		default:
			t.errorf("range can only initialize variables")
		}
	}
}

func (t *Tree) command() *CommandNode {
	cmd := &CommandNode{tr: t, NodeType: NodeCommand, Pos: t.peekWord().pos}
	for more := true; more; {
		t.peekWord()
		if n := t.operand(); n != nil {
			cmd.append(n)
		}
		switch tok := t.next(); tok.kind {
		case kSpace:
		case kRightDelim, kRightParen:
			t.back()
			more = false
		case kPipe:
			more = false
		default:
			t.unexpected(tok, "operand")
		}
	}
	if len(cmd.Args) == 0 {
		t.errorf("empty command")
	}
	return cmd
}

// operand reads a term with the fields that follow it; nil if none comes.
func (t *Tree) operand() Node {
	n := t.term()
	if n == nil || t.peek().kind != kField {
		return n
	}
	chain := &ChainNode{tr: t, NodeType: NodeChain, Pos: t.peek().pos, Node: n}
	for t.peek().kind == kField {
		chain.Add(t.next().text)
	}
	switch n.Type() {
	case NodeField:
		return t.newField(chain.Pos, chain.String())
	case NodeVariable:
		return t.newVariable(chain.Pos, chain.String())
	case NodeBool, NodeString, NodeNumber, NodeNil, NodeDot:
		t.errorf("unexpected . after term %q", n.String())
	}
	return chain
}

func (t *Tree) term() Node {
	tok := t.nextWord()
	switch tok.kind {
	case kIdentifier:
		if t.Mode&SkipFuncCheck == 0 && !t.knows(tok.text) {
			t.errorf("function %q not defined", tok.text)
		}
		return NewIdentifier(tok.text).SetTree(t).SetPos(tok.pos)
	case kDot:
		return &DotNode{tr: t, NodeType: NodeDot, Pos: tok.pos}
	case kNil:
		return &NilNode{tr: t, NodeType: NodeNil, Pos: tok.pos}
	case kVariable:
		v := t.newVariable(tok.pos, tok.text)
		for _, name := range t.vars {
			if name == v.Ident[0] {
				return v
			}
		}
		t.errorf("undefined variable %q", v.Ident[0])
	case kField:
		return t.newField(tok.pos, tok.text)
	case kBool:
		return &BoolNode{tr: t, NodeType: NodeBool, Pos: tok.pos, True: tok.text == "true"}
	case kCharConstant, kComplex, kNumber:
		n, err := t.newNumber(tok)
		if err != nil {
			t.errorf("%s", err)
		}
		return n
	case kLeftParen:
		if t.parens >= deepest {
			t.errorf("max expression depth exceeded")
		}
		t.parens++
		p := t.pipeline("parenthesized pipeline", kRightParen)
		t.parens--
		return p
	case kString, kRawString:
		s, err := strconv.Unquote(tok.text)
		if err != nil {
			t.errorf("%s", err)
		}
		return &StringNode{tr: t, NodeType: NodeString, Pos: tok.pos, Quoted: tok.text, Text: s}
	}
	t.back()
	return nil
}

func (t *Tree) knows(name string) bool {
	for _, funcs := range t.funcs {
		if funcs[name] != nil {
			return true
		}
	}
	return false
}
