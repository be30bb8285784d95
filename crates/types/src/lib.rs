//! Constants, the type checker, generics and gc's sizes.
//!
//! Built in types2's structure, concept by concept. Input: syntax trees. Output: a [`World`]
//! whose side tables are keyed by node id. The compiler only takes packages that checked without
//! errors. Bodies of library functions are checked on demand.

#![forbid(unsafe_code)]

mod assignability;
mod assignments;
mod builtins;
mod builtins_numeric;
mod call;
mod canonical;
mod cgo;
mod check;
pub mod constant;
mod conversion;
mod convert;
mod cycles;
mod decl;
mod directives;
mod expr;
mod folders;
mod gomod;
mod identical;
mod infer;
mod info;
mod initorder;
mod instance;
mod instantiate;
mod judged;
mod labels;
mod loader;
mod lookup;
mod missing;
mod mono;
mod object;
mod operand;
mod packages;
mod paths;
mod predicates;
mod program;
mod range;
mod record;
mod reflectstring;
mod resolver;
mod returns;
mod signature;
mod sizes;
mod std_packages;
mod stmt;
mod store;
mod struct_iface;
mod subst;
mod termlist;
mod testmain;
mod typeset;
mod typestring;
mod typexpr;
mod unexported;
mod unify;
mod universe;
mod unsafe_builtins;
mod version;
mod vet;

pub use assignability::{Cause, ConstErr};
pub use gomod::{ROOT, module_of};
pub use infer::{InferArg, InferError};
pub use judged::{Dialect, Terms};
pub use loader::{Importer, Mark};
pub use lookup::{Found, Lookup, MethodInfo};
pub use missing::Missing;
pub use predicates::is_exported;
pub use program::{CheckOutcome, Declared, render_diagnostics};
pub use sizes::Sizes;
pub use subst::Subst;
pub use testmain::FILE as TEST_MAIN;
pub use typeset::TypeSet;
pub use universe::Universe;

pub use info::{
    FuncObjs, Info, Initializer, Instance, Mode, Selection, SelectionKind, TypeAndValue,
};
pub use object::{DeclRef, ObjId, Object, ObjectKind, Package, PkgId, Scope, ScopeId};
pub use store::{
    Alias, AliasId, Basic, InterfaceMethod, NamedId, NamedType, Param, StructField, Term, Type,
    TypeId, TypeMark, TypeParam, TypeParamId, TypeStore,
};

use base::{IndexVec, Interner, SourceMap};
use syntax::ast::NodeIds;

/// All front-end state: grows while packages are loaded, and can be cut back to a mark, so that
/// library packages are loaded once and user programs come and go on top of them.
pub struct World {
    pub map: SourceMap,
    pub names: Interner,
    pub ids: NodeIds,
    pub types: TypeStore,
    pub objects: IndexVec<ObjId, Object>,
    pub scopes: IndexVec<ScopeId, Scope>,
    pub packages: IndexVec<PkgId, Package>,
    pub info: Info,
    pub universe: Universe,
    /// The package relative to which messages name types.
    pub cur_pkg: PkgId,
    /// The version of the language by which things are checked now: Go 1.`minor`.
    pub(crate) minor: u32,
    /// Word size and greatest alignment of the target.
    pub sizes: Sizes,
    /// The target's GOOS and GOARCH, for build constraints. What runs is laid out by `sizes`
    /// whatever they say.
    pub goos: String,
    pub goarch: String,
    /// Whether the files of programs were named one by one, and not found in a directory.
    pub listed: bool,
}

/// The predeclared functions and those of package unsafe.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Builtin {
    Append,
    /// In Go's fixtures only: a constant that must be true.
    Assert,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    UnsafeAdd,
    UnsafeAlignof,
    UnsafeOffsetof,
    UnsafeSizeof,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
}
