//! Types as interned values: structurally equal types have equal ids, except where identity
//! needs more than structure (interfaces, parameter names, aliases): ask `World::identical`.

use std::collections::HashMap;

use base::{IndexVec, Symbol, newtype_index};
use syntax::ast::ChanDir;

use crate::{ObjId, PkgId};

newtype_index! {
    /// A type of a [`TypeStore`].
    pub struct TypeId;
}
newtype_index! {
    /// A declared (defined) type or an instance of a generic one.
    pub struct NamedId;
}
newtype_index! {
    /// An alias declaration or an instance of a generic one.
    pub struct AliasId;
}
newtype_index! {
    /// A type parameter.
    pub struct TypeParamId;
}

/// The predeclared types, untyped kinds included. `byte` and `rune` are aliases that print as
/// written: `Byte`/`Rune` are distinct here for messages and identical to `Uint8`/`Int32`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basic {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
    Byte,
    Rune,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    Basic(Basic),
    Named(NamedId),
    Alias(AliasId),
    Pointer(TypeId),
    Slice(TypeId),
    /// `len` < 0: invalid length, already reported.
    Array {
        len: i64,
        elem: TypeId,
    },
    Map {
        key: TypeId,
        elem: TypeId,
    },
    Chan {
        dir: ChanDir,
        elem: TypeId,
    },
    Struct(Box<[StructField]>),
    /// Results of a call with other than one result; the empty tuple is "no value".
    Tuple(Box<[TypeId]>),
    /// Methods' receivers are not part of their signature.
    Signature {
        tparams: Box<[TypeParamId]>,
        params: Box<[Param]>,
        results: Box<[Param]>,
        variadic: bool,
    },
    /// Explicit methods and embedded elements as declared; the type set is computed on demand.
    /// `implicit`: the constraint `interface{ ~int }` written as `~int`.
    Interface {
        methods: Box<[InterfaceMethod]>,
        embeds: Box<[TypeId]>,
        implicit: bool,
    },
    Union(Box<[Term]>),
    TypeParam(TypeParamId),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StructField {
    pub name: Symbol,
    /// Package of declaration: matters for unexported names.
    pub pkg: PkgId,
    pub ty: TypeId,
    pub embedded: bool,
    /// Unquoted tag.
    pub tag: Option<Symbol>,
    /// The field's object (position, for messages); not part of identity: `World::identical`
    /// ignores it.
    pub obj: ObjId,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Param {
    pub name: Option<Symbol>,
    /// Of a variadic last parameter: the slice type `[]T`.
    pub ty: TypeId,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct InterfaceMethod {
    pub name: Symbol,
    pub pkg: PkgId,
    pub sig: TypeId,
    pub obj: ObjId,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    pub tilde: bool,
    pub ty: TypeId,
}

/// A declared type. `underlying` is None while it is being resolved or, for an instance, until it
/// is asked for (`World::underlying` expands lazily).
#[derive(Clone, Debug)]
pub struct NamedType {
    pub obj: ObjId,
    /// The generic type that this is an instance of (itself for a non-instance).
    pub origin: NamedId,
    pub targs: Box<[TypeId]>,
    pub tparams: Box<[TypeParamId]>,
    pub underlying: Option<TypeId>,
    /// Declared methods in source order (function objects of the origin).
    pub methods: Vec<ObjId>,
}

#[derive(Clone, Debug)]
pub struct Alias {
    pub obj: ObjId,
    pub origin: AliasId,
    pub targs: Box<[TypeId]>,
    pub tparams: Box<[TypeParamId]>,
    pub actual: Option<TypeId>,
}

#[derive(Clone, Debug)]
pub struct TypeParam {
    pub obj: ObjId,
    pub index: u32,
    /// The constraint as declared (an interface, or a type that is wrapped into an implicit one).
    pub bound: Option<TypeId>,
}

/// The table of types.
#[derive(Default)]
pub struct TypeStore {
    pub(crate) types: IndexVec<TypeId, Type>,
    pub(crate) lookup: HashMap<Type, TypeId>,
    pub named: IndexVec<NamedId, NamedType>,
    pub aliases: IndexVec<AliasId, Alias>,
    pub tparams: IndexVec<TypeParamId, TypeParam>,
}

impl TypeStore {
    /// The id of `ty`, interned.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(&id) = self.lookup.get(&ty) {
            return id;
        }
        let id = self.types.push(ty.clone());
        self.lookup.insert(ty, id);
        id
    }
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id]
    }
    pub fn len(&self) -> usize {
        self.types.len()
    }
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }
}
