//! Types as interned values: structurally equal types have equal ids, except where identity
//! needs more than structure (interfaces, parameter names, aliases): ask `World::identical`.

use base::HashMap;

use base::{Idx, IndexVec, Symbol, newtype_index};
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

impl Basic {
    /// The type's id: `World::new` interns all of them first, in order.
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }
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

/// A declared type. The checker sets `rhs` once it is known; `World::underlying` follows it, and
/// expands instances when they are first asked for.
#[derive(Clone, Debug)]
pub struct NamedType {
    pub obj: ObjId,
    /// The generic type that this is an instance of (itself for a non-instance).
    pub origin: NamedId,
    pub targs: Box<[TypeId]>,
    pub tparams: Box<[TypeParamId]>,
    /// Of a type declared inside a generic function: that function's type parameters (receiver's
    /// first). Only substitution for code generation looks at them.
    pub outer_tparams: Box<[TypeParamId]>,
    /// What stands for `outer_tparams` in this instance; empty when nothing was substituted.
    pub outer_targs: Box<[TypeId]>,
    /// The type on the right-hand side of the declaration, as written.
    pub rhs: Option<TypeId>,
    /// Cache of `World::underlying`.
    pub(crate) underlying: Option<TypeId>,
    /// Declared methods in source order (function objects of the origin).
    pub methods: Vec<ObjId>,
}

#[derive(Clone, Debug)]
pub struct Alias {
    pub obj: ObjId,
    pub origin: AliasId,
    pub targs: Box<[TypeId]>,
    pub tparams: Box<[TypeParamId]>,
    /// The right-hand side, which may be an alias again.
    pub actual: Option<TypeId>,
}

#[derive(Clone, Debug)]
pub struct TypeParam {
    pub obj: ObjId,
    pub index: u32,
    /// The constraint as declared (an interface, or a type that is wrapped into an implicit one).
    pub bound: Option<TypeId>,
}

/// Origin, type arguments, outer type arguments.
pub(crate) type InstanceKey = (NamedId, Box<[TypeId]>, Box<[TypeId]>);

/// Results that are kept because they are asked for often. Lookup only, never iterated in hash
/// order for anything that shows.
#[derive(Default)]
pub(crate) struct Caches {
    /// Instances by origin, type arguments and outer type arguments.
    pub(crate) instances: HashMap<InstanceKey, TypeId>,
    pub(crate) alias_instances: HashMap<(AliasId, Box<[TypeId]>), TypeId>,
    /// Type sets by (complete) interface type.
    pub(crate) type_sets: HashMap<TypeId, std::sync::Arc<crate::TypeSet>>,
    pub(crate) canonical: HashMap<TypeId, TypeId>,
    /// Size and alignment by type.
    pub(crate) layout: HashMap<TypeId, (i64, i64)>,
    pub(crate) ptr_bytes: HashMap<TypeId, i64>,
    /// Levels of constructors and type arguments, see `World::nesting`.
    pub(crate) nesting: HashMap<TypeId, u32>,
    /// Whether a type mentions type parameters.
    pub(crate) open: HashMap<TypeId, bool>,
    /// Signatures of methods of instances.
    pub(crate) method_sigs: HashMap<(TypeId, ObjId), TypeId>,
}

/// A place in a [`TypeStore`] to go back to.
#[derive(Clone, Copy, Debug)]
pub struct TypeMark {
    pub(crate) types: usize,
    pub(crate) named: usize,
    pub(crate) aliases: usize,
    pub(crate) tparams: usize,
}

/// The table of types.
#[derive(Default)]
pub struct TypeStore {
    pub(crate) types: IndexVec<TypeId, Type>,
    pub(crate) lookup: HashMap<Type, TypeId>,
    /// What was worked out about types; see `World::reset_types`.
    pub(crate) caches: Caches,
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
    /// Forgets the types from the given table lengths on, and all that was worked out about them.
    /// No type below may mention one above.
    pub(crate) fn truncate(&mut self, mark: TypeMark) {
        for ty in self.types.as_slice().iter().skip(mark.types) {
            self.lookup.remove(ty);
        }
        self.types.truncate(mark.types);
        self.named.truncate(mark.named);
        self.aliases.truncate(mark.aliases);
        self.tparams.truncate(mark.tparams);
        let kept = |t: TypeId| t.index() < mark.types;
        let c = &mut self.caches;
        c.instances.retain(|_, t| kept(*t));
        c.alias_instances.retain(|_, t| kept(*t));
        c.type_sets.retain(|t, _| kept(*t));
        c.canonical.retain(|t, u| kept(*t) && kept(*u));
        c.layout.retain(|t, _| kept(*t));
        c.ptr_bytes.retain(|t, _| kept(*t));
        c.nesting.retain(|t, _| kept(*t));
        c.open.retain(|t, _| kept(*t));
        c.method_sigs.retain(|(t, _), u| kept(*t) && kept(*u));
        // A library type's instance that only the forgotten program looked into.
        for named in self.named.iter_mut() {
            if named.underlying.is_some_and(|u| !kept(u)) {
                named.underlying = None;
            }
            if named.rhs.is_some_and(|u| !kept(u)) {
                named.rhs = None;
            }
        }
    }
    /// How far the tables reach.
    pub(crate) fn mark(&self) -> TypeMark {
        TypeMark {
            types: self.types.len(),
            named: self.named.len(),
            aliases: self.aliases.len(),
            tparams: self.tparams.len(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }
}
