//! The syntax tree of Go 1.27: plain data, never mutated after parsing, every node with an id
//! under which the checker keeps what it learns. Not a lossless tree: comments are a side list.

use base::{FileId, Span, Symbol, newtype_index};

newtype_index! {
    /// Key of every side table. Ids are unique across all files parsed with one [`NodeIds`].
    pub struct NodeId;
}

/// Hands out [`NodeId`]s.
#[derive(Clone, Debug, Default)]
pub struct NodeIds {
    pub next: u32,
}

impl NodeIds {
    pub fn fresh(&mut self) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        id
    }
}

/// A name where it stands. `_` is the symbol of `"_"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ident {
    pub id: NodeId,
    pub name: Symbol,
    pub span: Span,
}

/// One parsed file.
#[derive(Clone, Debug)]
pub struct File {
    pub file: FileId,
    /// Span of the `package` keyword.
    pub package_span: Span,
    pub package: Ident,
    pub decls: Vec<Decl>,
    pub comments: Vec<Comment>,
    /// End of file.
    pub eof: Span,
}

/// A comment, delimiters included, in source order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    pub span: Span,
    pub block: bool,
}

#[derive(Clone, Debug)]
pub enum Decl {
    Import(ImportDecl),
    Const(ConstDecl),
    Var(VarDecl),
    Type(TypeDecl),
    Func(FuncDecl),
    /// What could not be parsed; already reported.
    Bad(Span),
}

#[derive(Clone, Debug)]
pub struct ImportDecl {
    pub id: NodeId,
    pub span: Span,
    /// `name`, `.` or `_` before the path.
    pub name: Option<Ident>,
    pub path: BasicLit,
    pub group: Option<GroupId>,
}

newtype_index! {
    /// Declarations of one parenthesised group share it.
    pub struct GroupId;
}

/// One line of a `const` declaration.
#[derive(Clone, Debug)]
pub struct ConstDecl {
    pub id: NodeId,
    pub span: Span,
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    /// Empty when the line repeats the previous one's implicitly.
    pub values: Vec<Expr>,
    /// Position in its group: the value of `iota`.
    pub iota: u32,
    pub group: Option<GroupId>,
}

/// One line of a `var` declaration.
#[derive(Clone, Debug)]
pub struct VarDecl {
    pub id: NodeId,
    pub span: Span,
    pub names: Vec<Ident>,
    pub ty: Option<Expr>,
    pub values: Vec<Expr>,
    pub group: Option<GroupId>,
}

#[derive(Clone, Debug)]
pub struct TypeDecl {
    pub id: NodeId,
    pub span: Span,
    pub name: Ident,
    pub tparams: Vec<Field>,
    /// `type A = T`.
    pub alias: bool,
    pub ty: Expr,
    pub group: Option<GroupId>,
}

#[derive(Clone, Debug)]
pub struct FuncDecl {
    pub id: NodeId,
    pub span: Span,
    /// The receiver list as written: exactly one field in a correct program.
    pub recv: Option<Vec<Field>>,
    pub name: Ident,
    /// Go 1.27 allows them on methods too.
    pub tparams: Vec<Field>,
    pub ty: FuncType,
    pub body: Option<Block>,
}

/// One parameter, result, struct field or type parameter with at most one name: `a, b int` gives
/// two fields with the same `ty` (cloned node ids are shared, and `shared_type` is set on all but
/// the first so that types are resolved once).
#[derive(Clone, Debug)]
pub struct Field {
    pub id: NodeId,
    pub span: Span,
    pub name: Option<Ident>,
    pub ty: Expr,
    pub shared_type: bool,
    /// `...T` (last parameter only in a correct program).
    pub variadic: bool,
    /// Struct fields: embedded (then `name` is None) and tag.
    pub embedded: bool,
    pub tag: Option<BasicLit>,
}

#[derive(Clone, Debug)]
pub struct FuncType {
    pub span: Span,
    pub params: Vec<Field>,
    pub results: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub id: NodeId,
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LitKind {
    Int,
    Float,
    Imag,
    Rune,
    String,
}

/// A literal as written; its text is the source under `span`, interned in `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicLit {
    pub kind: LitKind,
    pub text: Symbol,
    pub span: Span,
    /// Malformed (already reported): the checker stays silent about it.
    pub bad: bool,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Already reported.
    Bad,
    Name(Ident),
    Lit(BasicLit),
    /// `T{...}`; `ty` is None for elided inner types.
    CompositeLit {
        ty: Option<Box<Expr>>,
        elems: Vec<Element>,
        rbrace: Span,
    },
    FuncLit(Box<FuncLit>),
    Paren(Box<Expr>),
    Selector {
        x: Box<Expr>,
        sel: Ident,
    },
    /// `x[i]`, or an instantiation `x[T, U]` (indices non-empty).
    Index {
        x: Box<Expr>,
        indices: Vec<Expr>,
    },
    Slice {
        x: Box<Expr>,
        lo: Option<Box<Expr>>,
        hi: Option<Box<Expr>>,
        max: Option<Box<Expr>>,
        full: bool,
    },
    /// `x.(T)`; `ty` None is `x.(type)`.
    TypeAssert {
        x: Box<Expr>,
        ty: Option<Box<Expr>>,
    },
    /// `has_dots` = `f(xs...)`.
    Call {
        fun: Box<Expr>,
        args: Vec<Expr>,
        has_dots: bool,
        rparen: Span,
    },
    /// `*x`: dereference or pointer type.
    Star(Box<Expr>),
    Unary {
        op: UnaryOp,
        x: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        op_span: Span,
        x: Box<Expr>,
        y: Box<Expr>,
    },
    /// Only inside composite literals of `elems` is a key kept apart; this is for misplaced ones.
    KeyValue {
        key: Box<Expr>,
        value: Box<Expr>,
    },
    // Types
    /// `[N]T`; `len` None is `[...]T`.
    ArrayType {
        len: Option<Box<Expr>>,
        elem: Box<Expr>,
    },
    SliceType(Box<Expr>),
    StructType {
        fields: Vec<Field>,
    },
    FuncType(Box<FuncType>),
    InterfaceType(Box<InterfaceType>),
    MapType {
        key: Box<Expr>,
        value: Box<Expr>,
    },
    ChanType {
        dir: ChanDir,
        elem: Box<Expr>,
    },
    /// `...T` where it may not stand (reported by the checker).
    Ellipsis(Option<Box<Expr>>),
}

#[derive(Clone, Debug)]
pub struct Element {
    pub key: Option<Expr>,
    pub value: Expr,
}

#[derive(Clone, Debug)]
pub struct FuncLit {
    pub ty: FuncType,
    pub body: Block,
}

#[derive(Clone, Debug)]
pub struct InterfaceType {
    pub methods: Vec<Method>,
    /// Embedded elements: types and unions (`Binary` with `Or`, `Unary` with `Tilde`).
    pub embeds: Vec<Expr>,
}

#[derive(Clone, Debug)]
pub struct Method {
    pub name: Ident,
    pub ty: FuncType,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChanDir {
    Both,
    Send,
    Recv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Plus,
    Neg,
    Not,
    /// `^x`
    Xor,
    /// `&x`
    Addr,
    /// `<-x`
    Recv,
    /// `~T` in constraints
    Tilde,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    LogOr,
    LogAnd,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Or,
    Xor,
    Mul,
    Div,
    Rem,
    And,
    AndNot,
    Shl,
    Shr,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub id: NodeId,
    /// From `{` to `}` inclusive.
    pub span: Span,
    pub stmts: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct Stmt {
    pub id: NodeId,
    pub span: Span,
    pub kind: StmtKind,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    Bad,
    Empty,
    Expr(Expr),
    Send {
        chan: Expr,
        value: Expr,
    },
    /// `x++`, `x--`
    IncDec {
        x: Expr,
        inc: bool,
    },
    /// `lhs op= rhs`; `op` None is plain `=`.
    Assign {
        lhs: Vec<Expr>,
        op: Option<BinaryOp>,
        op_span: Span,
        rhs: Vec<Expr>,
    },
    /// `lhs := rhs`; non-names on the left are reported by the parser.
    Define {
        lhs: Vec<Expr>,
        op_span: Span,
        rhs: Vec<Expr>,
    },
    Decl(Vec<Decl>),
    Go(Expr),
    Defer(Expr),
    Return(Vec<Expr>),
    Branch {
        tok: BranchTok,
        label: Option<Ident>,
    },
    Block(Block),
    If(Box<IfStmt>),
    Switch(Box<SwitchStmt>),
    TypeSwitch(Box<TypeSwitchStmt>),
    Select(Vec<CommClause>),
    For(Box<ForStmt>),
    Range(Box<RangeStmt>),
    Labeled {
        label: Ident,
        stmt: Box<Stmt>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchTok {
    Break,
    Continue,
    Goto,
    Fallthrough,
}

#[derive(Clone, Debug)]
pub struct IfStmt {
    pub init: Option<Stmt>,
    pub cond: Expr,
    pub then: Block,
    /// A `Block` or `If` statement.
    pub els: Option<Stmt>,
}

#[derive(Clone, Debug)]
pub struct SwitchStmt {
    pub init: Option<Stmt>,
    pub tag: Option<Expr>,
    pub cases: Vec<CaseClause>,
    /// From `{` to `}`.
    pub body_span: Span,
}

#[derive(Clone, Debug)]
pub struct CaseClause {
    pub id: NodeId,
    pub span: Span,
    /// Values or, in a type switch, types (`nil` is a `Name`).
    pub exprs: Vec<Expr>,
    pub is_default: bool,
    pub colon: Span,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    pub init: Option<Stmt>,
    /// `v` of `switch v := x.(type)`; the implicit variable of clause `c` is keyed by `c.id`.
    pub bind: Option<Ident>,
    /// What stands in the place of `v` and is no name. That is an error to all but the formatter.
    pub odd_bind: Option<Expr>,
    /// The operand `x`.
    pub x: Expr,
    pub cases: Vec<CaseClause>,
    pub body_span: Span,
}

#[derive(Clone, Debug)]
pub struct CommClause {
    pub id: NodeId,
    pub span: Span,
    /// A `Send`, `Expr` (receive), `Assign` or `Define` statement; None is `default`.
    pub comm: Option<Stmt>,
    pub colon: Span,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub struct ForStmt {
    pub init: Option<Stmt>,
    pub cond: Option<Expr>,
    pub post: Option<Stmt>,
    pub body: Block,
}

#[derive(Clone, Debug)]
pub struct RangeStmt {
    pub key: Option<Expr>,
    pub value: Option<Expr>,
    /// Further left-hand sides, which are an error (reported by the checker at their place).
    pub extra: Vec<Expr>,
    /// `:=` rather than `=`.
    pub define: bool,
    pub x: Expr,
    pub body: Block,
    /// Span of `range`.
    pub range_span: Span,
}
