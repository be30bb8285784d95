//! The predeclared identifiers, package unsafe, and the constructors of types.

use base::{Span, Symbol};
use syntax::ast::ChanDir;

use crate::constant::ConstValue;
use crate::{
    Alias, AliasId, Basic, Builtin, Info, InterfaceMethod, NamedId, NamedType, ObjId, Object,
    ObjectKind, Package, Param, PkgId, Scope, ScopeId, Sizes, Type, TypeId, TypeMark, TypeParam,
    TypeParamId, TypeStore, World,
};

/// Where the predeclared things are. `World::new` fills it in.
#[derive(Clone, Copy, Debug)]
pub struct Universe {
    pub scope: ScopeId,
    pub pkg: PkgId,
    pub unsafe_pkg: PkgId,
    /// The alias type `any`.
    pub any: TypeId,
    pub error: TypeId,
    pub comparable: TypeId,
    /// `comparable`'s underlying interface: the one whose type set is all comparable types.
    pub comparable_iface: TypeId,
    pub empty_interface: TypeId,
    /// The type of no value.
    pub empty_tuple: TypeId,
    pub iota: ObjId,
    pub nil: ObjId,
    pub error_method: ObjId,
    /// The symbol of `_`.
    pub blank: Symbol,
}

/// Basic types in the order of [`Basic`], with the names that messages print.
pub(crate) const BASICS: [(Basic, &str); 28] = [
    (Basic::Invalid, "invalid type"),
    (Basic::Bool, "bool"),
    (Basic::Int, "int"),
    (Basic::Int8, "int8"),
    (Basic::Int16, "int16"),
    (Basic::Int32, "int32"),
    (Basic::Int64, "int64"),
    (Basic::Uint, "uint"),
    (Basic::Uint8, "uint8"),
    (Basic::Uint16, "uint16"),
    (Basic::Uint32, "uint32"),
    (Basic::Uint64, "uint64"),
    (Basic::Uintptr, "uintptr"),
    (Basic::Float32, "float32"),
    (Basic::Float64, "float64"),
    (Basic::Complex64, "complex64"),
    (Basic::Complex128, "complex128"),
    (Basic::String, "string"),
    (Basic::UnsafePointer, "unsafe.Pointer"),
    (Basic::UntypedBool, "untyped bool"),
    (Basic::UntypedInt, "untyped int"),
    (Basic::UntypedRune, "untyped rune"),
    (Basic::UntypedFloat, "untyped float"),
    (Basic::UntypedComplex, "untyped complex"),
    (Basic::UntypedString, "untyped string"),
    (Basic::UntypedNil, "untyped nil"),
    (Basic::Byte, "byte"),
    (Basic::Rune, "rune"),
];

const BUILTINS: [(&str, Builtin); 18] = [
    ("append", Builtin::Append),
    ("cap", Builtin::Cap),
    ("clear", Builtin::Clear),
    ("close", Builtin::Close),
    ("complex", Builtin::Complex),
    ("copy", Builtin::Copy),
    ("delete", Builtin::Delete),
    ("imag", Builtin::Imag),
    ("len", Builtin::Len),
    ("make", Builtin::Make),
    ("max", Builtin::Max),
    ("min", Builtin::Min),
    ("new", Builtin::New),
    ("panic", Builtin::Panic),
    ("print", Builtin::Print),
    ("println", Builtin::Println),
    ("real", Builtin::Real),
    ("recover", Builtin::Recover),
];

const UNSAFE_BUILTINS: [(&str, Builtin); 8] = [
    ("Add", Builtin::UnsafeAdd),
    ("Alignof", Builtin::UnsafeAlignof),
    ("Offsetof", Builtin::UnsafeOffsetof),
    ("Sizeof", Builtin::UnsafeSizeof),
    ("Slice", Builtin::UnsafeSlice),
    ("SliceData", Builtin::UnsafeSliceData),
    ("String", Builtin::UnsafeString),
    ("StringData", Builtin::UnsafeStringData),
];

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A world that knows the predeclared identifiers and package unsafe, for amd64.
    pub fn new() -> World {
        World::for_target("amd64", Sizes::AMD64)
    }

    /// The same for another of gc's targets.
    pub fn for_target(arch: &'static str, sizes: Sizes) -> World {
        let pkg = PkgId(0);
        let scope = ScopeId(0);
        let mut world = World {
            map: Default::default(),
            names: Default::default(),
            ids: Default::default(),
            types: TypeStore::default(),
            objects: Default::default(),
            scopes: Default::default(),
            packages: Default::default(),
            info: Info::default(),
            universe: Universe {
                scope,
                pkg,
                unsafe_pkg: PkgId(1),
                any: Basic::Invalid.id(),
                error: Basic::Invalid.id(),
                comparable: Basic::Invalid.id(),
                comparable_iface: Basic::Invalid.id(),
                empty_interface: Basic::Invalid.id(),
                empty_tuple: Basic::Invalid.id(),
                iota: ObjId(0),
                nil: ObjId(0),
                error_method: ObjId(0),
                blank: Symbol(0),
            },
            cur_pkg: pkg,
            minor: base::NEWEST_MINOR,
            sizes,
            arch,
        };
        for (basic, _) in BASICS {
            world.types.intern(Type::Basic(basic));
        }
        let no_name = world.names.intern("");
        world.universe.blank = world.names.intern("_");
        world.scopes.push(Scope::default());
        world.packages.push(new_package("", no_name, scope));
        world.declare_basics();
        world.declare_interfaces();
        world.declare_values();
        world.declare_unsafe();
        world
    }

    fn declare_basics(&mut self) {
        for (basic, name) in BASICS {
            let predeclared = !name.contains(' ') && basic != Basic::UnsafePointer;
            if predeclared {
                self.predeclare(name, Some(basic.id()), ObjectKind::TypeName);
            }
        }
    }

    fn declare_interfaces(&mut self) {
        self.universe.empty_tuple = self.mk_tuple(&[]);
        let empty = self.types.intern(Type::Interface {
            methods: Box::default(),
            embeds: Box::default(),
            implicit: false,
        });
        self.universe.empty_interface = empty;

        let any_obj = self.predeclare("any", None, ObjectKind::TypeName);
        let any = self.new_alias(any_obj);
        if let Type::Alias(id) = *self.types.get(any) {
            self.types.aliases[id].actual = Some(empty);
        }
        self.universe.any = any;

        let error_obj = self.predeclare("error", None, ObjectKind::TypeName);
        let error = self.new_named(error_obj);
        let string = Param {
            name: None,
            ty: Basic::String.id(),
        };
        let sig = self.mk_sig(&[], &[string], false);
        let name = self.names.intern("Error");
        let method = self.objects.push(Object {
            name,
            pkg: self.universe.pkg,
            span: Span::NONE,
            ty: Some(sig),
            kind: ObjectKind::InterfaceMethod { iface: Some(error) },
            decl: None,
            scope: None,
            visible_from: 0,
            used: true,
        });
        self.universe.error_method = method;
        let iface = self.types.intern(Type::Interface {
            methods: Box::new([InterfaceMethod {
                name,
                pkg: self.universe.pkg,
                sig,
                obj: method,
            }]),
            embeds: Box::default(),
            implicit: false,
        });
        self.set_rhs(error, iface);
        self.universe.error = error;

        // `comparable` embeds itself: so its interface differs from every other one and prints
        // as gc prints it. `type_set` knows it.
        let obj = self.predeclare("comparable", None, ObjectKind::TypeName);
        let comparable = self.new_named(obj);
        let iface = self.types.intern(Type::Interface {
            methods: Box::default(),
            embeds: Box::new([comparable]),
            implicit: false,
        });
        self.set_rhs(comparable, iface);
        self.universe.comparable = comparable;
        self.universe.comparable_iface = iface;
    }

    fn declare_values(&mut self) {
        for (name, value) in [("true", true), ("false", false)] {
            self.predeclare(
                name,
                Some(Basic::UntypedBool.id()),
                ObjectKind::Const {
                    value: ConstValue::Bool(value),
                },
            );
        }
        self.universe.iota = self.predeclare(
            "iota",
            Some(Basic::UntypedInt.id()),
            ObjectKind::Const {
                value: ConstValue::Int(0),
            },
        );
        self.universe.nil = self.predeclare("nil", Some(Basic::UntypedNil.id()), ObjectKind::Nil);
        for (name, builtin) in BUILTINS {
            self.predeclare(
                name,
                Some(Basic::Invalid.id()),
                ObjectKind::Builtin(builtin),
            );
        }
    }

    fn declare_unsafe(&mut self) {
        let scope = self.scopes.push(Scope {
            parent: Some(self.universe.scope),
            ..Scope::default()
        });
        let name = self.names.intern("unsafe");
        let pkg = self.packages.push(new_package("unsafe", name, scope));
        self.universe.unsafe_pkg = pkg;
        self.declare_in(
            scope,
            pkg,
            "Pointer",
            Some(Basic::UnsafePointer.id()),
            ObjectKind::TypeName,
        );
        for (name, builtin) in UNSAFE_BUILTINS {
            self.declare_in(
                scope,
                pkg,
                name,
                Some(Basic::Invalid.id()),
                ObjectKind::Builtin(builtin),
            );
        }
    }

    pub(crate) fn predeclare(&mut self, name: &str, ty: Option<TypeId>, kind: ObjectKind) -> ObjId {
        self.declare_in(self.universe.scope, self.universe.pkg, name, ty, kind)
    }

    fn declare_in(
        &mut self,
        scope: ScopeId,
        pkg: PkgId,
        name: &str,
        ty: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjId {
        let name = self.names.intern(name);
        let obj = self.objects.push(Object {
            name,
            pkg,
            span: Span::NONE,
            ty,
            kind,
            decl: None,
            scope: Some(scope),
            visible_from: 0,
            used: true,
        });
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.names.insert(name, obj);
            scope.order.push(obj);
        }
        obj
    }

    /// A new declared type for the type name `obj`, whose type it becomes. The right-hand side
    /// follows with [`World::set_rhs`], type parameters by setting `types.named[..].tparams`.
    pub fn new_named(&mut self, obj: ObjId) -> TypeId {
        let origin = self.types.named.next_id();
        let id = self.types.named.push(NamedType {
            obj,
            origin,
            targs: Box::default(),
            tparams: Box::default(),
            outer_tparams: Box::default(),
            outer_targs: Box::default(),
            rhs: None,
            underlying: None,
            methods: Vec::new(),
        });
        let ty = self.types.intern(Type::Named(id));
        if let Some(obj) = self.objects.get_mut(obj) {
            obj.ty = Some(ty);
        }
        ty
    }

    /// Sets the right-hand side of a declared type.
    pub fn set_rhs(&mut self, named: TypeId, rhs: TypeId) {
        if let Some(id) = self.named_id(named)
            && let Some(named) = self.types.named.get_mut(id)
        {
            named.rhs = Some(rhs);
            named.underlying = None;
        }
    }

    /// A new alias for the type name `obj`; `actual` is to be set.
    pub fn new_alias(&mut self, obj: ObjId) -> TypeId {
        let origin = self.types.aliases.next_id();
        let id: AliasId = self.types.aliases.push(Alias {
            obj,
            origin,
            targs: Box::default(),
            tparams: Box::default(),
            actual: None,
        });
        let ty = self.types.intern(Type::Alias(id));
        if let Some(obj) = self.objects.get_mut(obj) {
            obj.ty = Some(ty);
        }
        ty
    }

    /// A new type parameter for the type name `obj`; its bound is to be set.
    pub fn new_tparam(&mut self, obj: ObjId, index: u32) -> TypeId {
        let id: TypeParamId = self.types.tparams.push(TypeParam {
            obj,
            index,
            bound: None,
        });
        let ty = self.types.intern(Type::TypeParam(id));
        if let Some(obj) = self.objects.get_mut(obj)
            && obj.ty.is_none()
        {
            obj.ty = Some(ty);
        }
        ty
    }

    pub fn mk_named(&mut self, id: NamedId) -> TypeId {
        self.types.intern(Type::Named(id))
    }
    pub fn mk_tparam(&mut self, id: TypeParamId) -> TypeId {
        self.types.intern(Type::TypeParam(id))
    }
    pub fn mk_pointer(&mut self, elem: TypeId) -> TypeId {
        self.types.intern(Type::Pointer(elem))
    }
    pub fn mk_slice(&mut self, elem: TypeId) -> TypeId {
        self.types.intern(Type::Slice(elem))
    }
    pub fn mk_array(&mut self, len: i64, elem: TypeId) -> TypeId {
        self.types.intern(Type::Array { len, elem })
    }
    pub fn mk_map(&mut self, key: TypeId, elem: TypeId) -> TypeId {
        self.types.intern(Type::Map { key, elem })
    }
    pub fn mk_chan(&mut self, dir: ChanDir, elem: TypeId) -> TypeId {
        self.types.intern(Type::Chan { dir, elem })
    }
    pub fn mk_tuple(&mut self, types: &[TypeId]) -> TypeId {
        self.types.intern(Type::Tuple(types.into()))
    }
    /// A signature without type parameters.
    pub fn mk_sig(&mut self, params: &[Param], results: &[Param], variadic: bool) -> TypeId {
        self.types.intern(Type::Signature {
            tparams: Box::default(),
            params: params.into(),
            results: results.into(),
            variadic,
        })
    }
    /// Marks how far the type tables reach.
    pub fn mark_types(&self) -> TypeMark {
        self.types.mark()
    }
    /// Forgets types made since `mark`, and everything cached about them.
    pub fn reset_types(&mut self, mark: TypeMark) {
        self.types.truncate(mark);
    }
}

fn new_package(path: &str, name: Symbol, scope: ScopeId) -> Package {
    Package {
        path: path.to_string(),
        name,
        scope,
        files: Vec::new(),
        imports: Vec::new(),
        init_order: Vec::new(),
        inits: Vec::new(),
        is_library: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_ids_are_fixed() {
        let world = World::new();
        for (basic, name) in BASICS {
            assert_eq!(world.types.get(basic.id()), &Type::Basic(basic), "{name}");
        }
    }

    #[test]
    fn every_predeclared_name_is_there() {
        let world = World::new();
        let scope = &world.scopes[world.universe.scope];
        let mut names: Vec<&str> = scope
            .order
            .iter()
            .map(|&o| world.names.text(world.objects[o].name))
            .collect();
        names.sort_unstable();
        assert_eq!(
            names.join(" "),
            "any append bool byte cap clear close comparable complex complex128 complex64 copy \
             delete error false float32 float64 imag int int16 int32 int64 int8 iota len make max \
             min new nil panic print println real recover rune string true uint uint16 uint32 \
             uint64 uint8 uintptr"
        );
    }
}
