//! What the checker learned, keyed by node id.

use base::HashMap;

use base::{FileId, IndexVec};
use syntax::ast::NodeId;

use crate::constant::ConstValue;
use crate::{ObjId, ScopeId, TypeId};

/// What kind of operand an expression is (types2's operand modes).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    #[default]
    Invalid,
    NoValue,
    Builtin,
    TypeExpr,
    Constant,
    /// Addressable.
    Variable,
    MapIndex,
    Value,
    NilValue,
    /// A call or `x.(T)`, `m[k]`, `<-c` that may yield a second, boolean value. When used so, the
    /// recorded type is the tuple (T, bool).
    CommaOk,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeAndValue {
    pub mode: Mode,
    /// Final type: untyped operands are recorded with the type they were converted to.
    pub ty: Option<TypeId>,
    pub value: Option<ConstValue>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    FieldVal,
    MethodVal,
    MethodExpr,
}

/// What `x.f` means when it is not a qualified identifier.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    pub kind: SelectionKind,
    /// Type of `x`.
    pub recv: TypeId,
    pub obj: ObjId,
    /// Field indices from `recv`; for methods the last index is the method's (ignore it) and the
    /// rest is the path to the embedded receiver.
    pub path: Box<[u32]>,
    /// A pointer was dereferenced on the way.
    pub indirect: bool,
    /// Type of `x.f` (for methods: signature without receiver; for method expressions: with it).
    pub ty: TypeId,
}

/// Type arguments of an instantiation, keyed by the identifier (or selector's `sel`) that denotes
/// the generic function or type.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    pub targs: Box<[TypeId]>,
    pub ty: TypeId,
}

/// One package-level initialisation: `lhs = rhs`, several `lhs` for a multi-value call. The
/// expression is `packages[..].files[decl.file].decls[decl.decl]`'s value number `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Initializer {
    pub lhs: Vec<ObjId>,
    pub decl: crate::DeclRef,
    pub value: u32,
}

/// The side tables.
#[derive(Default)]
pub struct Info {
    pub types: IndexVec<NodeId, TypeAndValue>,
    /// Declaring identifiers (`Ident::id`). The blank identifier and labels included.
    pub defs: IndexVec<NodeId, Option<ObjId>>,
    /// Using identifiers, `sel` of qualified identifiers and selections included.
    pub uses: IndexVec<NodeId, Option<ObjId>>,
    /// Keyed by the selector expression's id.
    pub selections: HashMap<NodeId, Selection>,
    pub instances: HashMap<NodeId, Instance>,
    /// Type switch clauses (`CaseClause::id`) to their implicit variable.
    pub implicits: HashMap<NodeId, ObjId>,
    /// Function bodies (FuncDecl::id, FuncLit's expression id) to parameter and result objects in
    /// order: receiver, params, results (unnamed ones have objects too).
    pub func_objs: HashMap<NodeId, FuncObjs>,
    /// Keys of composite literals that name a promoted field (Go 1.27), by the key identifier's
    /// id: the path of field indices from the literal's type. Absent for direct fields.
    pub promoted: HashMap<NodeId, Vec<u32>>,
    /// Scope of each file of a package.
    pub(crate) file_scopes: HashMap<FileId, ScopeId>,
    /// Scope of each declared function's parameters.
    pub(crate) func_scopes: HashMap<ObjId, ScopeId>,
    /// Library functions whose bodies were checked on demand, in order.
    pub(crate) checked_bodies: Vec<ObjId>,
}

/// The variables of a function's signature as its body sees them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FuncObjs {
    pub recv: Option<ObjId>,
    pub params: Vec<ObjId>,
    pub results: Vec<ObjId>,
}
