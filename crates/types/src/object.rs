//! What names denote: packages, constants, types, variables, functions, labels, builtins, nil.

use base::HashMap;
use std::sync::Arc;

use base::{Span, Symbol, newtype_index};
use syntax::ast;

use crate::constant::ConstValue;
use crate::{Initializer, TypeId};

newtype_index! {
    /// A declared thing.
    pub struct ObjId;
}
newtype_index! {
    /// A package. `PkgId(0)` is the universe.
    pub struct PkgId;
}
newtype_index! {
    /// A lexical scope. `ScopeId(0)` is the universe.
    pub struct ScopeId;
}

/// Where a package-level object (or method) is declared: `package.files[file].decls[decl]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclRef {
    pub pkg: PkgId,
    pub file: u32,
    pub decl: u32,
}

#[derive(Clone, Debug)]
pub struct Object {
    pub name: Symbol,
    pub pkg: PkgId,
    /// The declaring identifier.
    pub span: Span,
    /// None until resolved.
    pub ty: Option<TypeId>,
    pub kind: ObjectKind,
    /// For package-level objects and methods.
    pub decl: Option<DeclRef>,
    /// Scope of declaration.
    pub scope: Option<ScopeId>,
    /// Offset from which a local is visible; 0 for package level.
    pub visible_from: u32,
    pub used: bool,
}

#[derive(Clone, Debug)]
pub enum ObjectKind {
    PkgName {
        imported: PkgId,
    },
    Const {
        value: ConstValue,
    },
    TypeName,
    Var {
        is_field: bool,
        embedded: bool,
        is_param: bool,
    },
    /// `recv`: the receiver's base type for methods (of the generic origin); `ptr_recv`.
    /// `recv_tparams`: the receiver's own type parameters as named in the method's declaration
    /// (substituted by the instance's arguments).
    Func {
        recv: Option<TypeId>,
        ptr_recv: bool,
        recv_tparams: Box<[crate::TypeParamId]>,
        body_checked: bool,
    },
    /// Method of an interface type.
    InterfaceMethod {
        iface: Option<TypeId>,
    },
    Label,
    Builtin(crate::Builtin),
    Nil,
}

/// A name table; `parent` chains to the universe.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub parent: Option<ScopeId>,
    /// Lookup only: never iterated (hash order), see `order`.
    pub names: HashMap<Symbol, ObjId>,
    /// Objects in order of declaration.
    pub order: Vec<ObjId>,
    pub is_func: bool,
    pub span: Span,
}

/// A loaded package.
#[derive(Clone, Debug)]
pub struct Package {
    pub path: String,
    pub name: Symbol,
    pub scope: ScopeId,
    /// Shared so that the checker and the compiler can walk trees while they change the world.
    pub files: Vec<Arc<ast::File>>,
    /// In order of first import, without duplicates.
    pub imports: Vec<PkgId>,
    /// Package-level variable initialisation in order.
    pub init_order: Vec<Initializer>,
    /// `func init()` declarations in source order.
    pub inits: Vec<ObjId>,
    /// Library package: positions print as `$GOROOT/src/...`, bodies are checked lazily.
    pub is_library: bool,
}
