//! The types of a generated program: what there is, how it is written, what methods it has.
//!
//! Instances of generic types are types of their own here, made when first wanted.

use std::collections::BTreeMap;

/// A type, as an expression of the program would name it.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub(super) enum Ty {
    Bool,
    /// One of [`INTS`].
    Int(usize),
    F32,
    F64,
    C64,
    C128,
    Str,
    Slice(Box<Ty>),
    Array(usize, Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
    Ptr(Box<Ty>),
    Func(Vec<Ty>, Vec<Ty>),
    Any,
    Error,
    /// An anonymous struct, with fields `a`, `b`...
    Struct(Vec<Ty>),
    /// One of [`World::named`].
    Named(usize),
    /// A type parameter of the declaration at hand.
    Param(usize),
}

pub(super) const INTS: &[&str] = &[
    "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
    "uintptr",
];

/// Bits of an integer type; whether it has a sign.
pub(super) fn int_shape(kind: usize) -> (u32, bool) {
    match kind {
        0 | 4 => (64, true),
        1 => (8, true),
        2 => (16, true),
        3 => (32, true),
        6 => (8, false),
        7 => (16, false),
        8 => (32, false),
        _ => (64, false),
    }
}

pub(super) const INT: Ty = Ty::Int(0);
pub(super) const BYTE: Ty = Ty::Int(6);
pub(super) const RUNE: Ty = Ty::Int(3);

impl Ty {
    pub(super) fn slice(self) -> Ty {
        Ty::Slice(Box::new(self))
    }
    pub(super) fn ptr(self) -> Ty {
        Ty::Ptr(Box::new(self))
    }
    pub(super) fn map(self, elem: Ty) -> Ty {
        Ty::Map(Box::new(self), Box::new(elem))
    }

    /// With `args` in the places of type parameters.
    pub(super) fn subst(&self, args: &[Ty], world: &mut World) -> Ty {
        let mut each = |list: &[Ty]| {
            list.iter()
                .map(|t| t.subst(args, world))
                .collect::<Vec<_>>()
        };
        match self {
            Ty::Param(i) => args.get(*i).cloned().unwrap_or(INT),
            Ty::Slice(e) => e.subst(args, world).slice(),
            Ty::Array(n, e) => Ty::Array(*n, Box::new(e.subst(args, world))),
            Ty::Map(k, e) => {
                let key = k.subst(args, world);
                key.map(e.subst(args, world))
            }
            Ty::Ptr(e) => e.subst(args, world).ptr(),
            Ty::Func(p, r) => {
                let params = each(p);
                Ty::Func(params, each(r))
            }
            Ty::Struct(f) => Ty::Struct(each(f)),
            Ty::Named(n) => match world.named[*n].instance.clone() {
                Some((generic, old)) => {
                    let new: Vec<Ty> = old.iter().map(|t| t.subst(args, world)).collect();
                    world.instance(generic, &new)
                }
                None => self.clone(),
            },
            _ => self.clone(),
        }
    }
}

/// What values of a type parameter can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Any,
    Comparable,
    Ordered,
    Number,
    Integer,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Any => "any",
            Kind::Comparable => "comparable",
            Kind::Ordered => "h.Ordered",
            Kind::Number => "h.Number",
            Kind::Integer => "h.Integer",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) ty: Ty,
    pub(super) embedded: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Under {
    Type(Ty),
    Struct(Vec<Field>),
    /// Numbers of methods.
    Interface(Vec<usize>),
}

#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) under: Under,
    /// Methods by number; whether the receiver is a pointer.
    pub(super) methods: Vec<(usize, bool)>,
    /// The generic type and its arguments.
    pub(super) instance: Option<(usize, Vec<Ty>)>,
}

/// A generic type; its fields' types mention parameters.
#[derive(Clone, Debug)]
pub(super) struct Generic {
    pub(super) name: String,
    pub(super) kinds: Vec<Kind>,
    pub(super) under: Under,
    pub(super) methods: Vec<(usize, bool)>,
}

/// All types and method signatures of a program.
#[derive(Default)]
pub(super) struct World {
    pub(super) named: Vec<Named>,
    pub(super) generics: Vec<Generic>,
    /// Parameters and results of method `M0`, `M1`...: the same wherever it is declared.
    pub(super) methods: Vec<(Vec<Ty>, Vec<Ty>)>,
    /// Of the declaration at hand.
    pub(super) params: Vec<(String, Kind)>,
}

impl World {
    /// As the program writes it.
    pub(super) fn name(&self, ty: &Ty) -> String {
        match ty {
            Ty::Bool => "bool".into(),
            Ty::Int(i) => INTS[*i].into(),
            Ty::F32 => "float32".into(),
            Ty::F64 => "float64".into(),
            Ty::C64 => "complex64".into(),
            Ty::C128 => "complex128".into(),
            Ty::Str => "string".into(),
            Ty::Slice(e) => format!("[]{}", self.name(e)),
            Ty::Array(n, e) => format!("[{n}]{}", self.name(e)),
            Ty::Map(k, e) => format!("map[{}]{}", self.name(k), self.name(e)),
            Ty::Ptr(e) => format!("*{}", self.name(e)),
            Ty::Func(p, r) => format!("func{}", self.signature(p, r)),
            Ty::Any => "any".into(),
            Ty::Error => "error".into(),
            Ty::Struct(f) => {
                let fields: Vec<String> = f
                    .iter()
                    .enumerate()
                    .map(|(i, t)| format!("{} {}", letter(i), self.name(t)))
                    .collect();
                format!("struct{{ {} }}", fields.join("; "))
            }
            Ty::Named(n) => self.named[*n].name.clone(),
            Ty::Param(i) => self.params.get(*i).map_or("int".into(), |p| p.0.clone()),
        }
    }

    /// Without names.
    pub(super) fn signature(&self, params: &[Ty], results: &[Ty]) -> String {
        let list = |l: &[Ty]| {
            l.iter()
                .map(|t| self.name(t))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match results {
            [] => format!("({})", list(params)),
            [one] => format!("({}) {}", list(params), self.name(one)),
            _ => format!("({}) ({})", list(params), list(results)),
        }
    }

    /// The type itself, or what a named type is made of.
    pub(super) fn under(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Named(n) => match &self.named[*n].under {
                Under::Type(t) => self.under(t),
                _ => ty.clone(),
            },
            _ => ty.clone(),
        }
    }

    /// The fields of a named struct.
    pub(super) fn fields(&self, ty: &Ty) -> Option<Vec<Field>> {
        match ty {
            Ty::Named(n) => match &self.named[*n].under {
                Under::Struct(fields) => Some(fields.clone()),
                _ => None,
            },
            Ty::Struct(list) => Some(
                list.iter()
                    .enumerate()
                    .map(|(i, t)| Field {
                        name: letter(i),
                        ty: t.clone(),
                        embedded: false,
                    })
                    .collect(),
            ),
            _ => None,
        }
    }

    /// The methods that an interface type asks for.
    pub(super) fn interface(&self, ty: &Ty) -> Option<Vec<usize>> {
        match ty {
            Ty::Named(n) => match &self.named[*n].under {
                Under::Interface(m) => Some(m.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn is_interface(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Any | Ty::Error) || self.interface(ty).is_some()
    }

    pub(super) fn comparable(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Slice(_) | Ty::Map(..) | Ty::Func(..) => false,
            Ty::Array(_, e) => self.comparable(e),
            Ty::Struct(f) => f.iter().all(|t| self.comparable(t)),
            Ty::Param(i) => self.params.get(*i).is_none_or(|p| p.1 != Kind::Any),
            Ty::Named(n) => match &self.named[*n].under {
                Under::Type(t) => self.comparable(t),
                Under::Struct(f) => f.iter().all(|f| self.comparable(&f.ty)),
                Under::Interface(_) => true,
            },
            _ => true,
        }
    }

    /// Whether comparing, and using as a key, is sure to go well and has one answer.
    pub(super) fn key(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::Int(_) | Ty::Str => true,
            Ty::Array(_, e) => self.key(e),
            Ty::Struct(f) => f.iter().all(|t| self.key(t)),
            Ty::Named(n) => match &self.named[*n].under {
                Under::Type(t) => self.key(t),
                Under::Struct(f) => f.iter().all(|f| self.key(&f.ty)),
                Under::Interface(_) => false,
            },
            _ => false,
        }
    }

    /// Whether package fmt prints the same for it in every run.
    pub(super) fn printable(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::Int(_) | Ty::F32 | Ty::F64 | Ty::C64 | Ty::C128 | Ty::Str => true,
            Ty::Slice(e) | Ty::Array(_, e) => self.printable(e),
            Ty::Map(k, e) => self.key(k) && self.printable(e),
            Ty::Struct(f) => f.iter().all(|t| self.printable(t)),
            Ty::Named(n) => match &self.named[*n].under {
                Under::Type(t) => self.printable(t),
                Under::Struct(f) => f.iter().all(|f| self.printable(&f.ty)),
                Under::Interface(_) => false,
            },
            _ => false,
        }
    }

    /// Named types that can be written anywhere: those made of type parameters cannot.
    pub(super) fn closed(&self) -> Vec<usize> {
        let open = |n: &Named| {
            n.instance
                .as_ref()
                .is_some_and(|i| i.1.iter().any(|t| self.open(t)))
        };
        (0..self.named.len())
            .filter(|n| !open(&self.named[*n]))
            .collect()
    }

    fn open(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Param(_) => true,
            Ty::Slice(e) | Ty::Array(_, e) | Ty::Ptr(e) => self.open(e),
            Ty::Map(k, e) => self.open(k) || self.open(e),
            Ty::Func(p, r) => p.iter().chain(r).any(|t| self.open(t)),
            Ty::Struct(f) => f.iter().any(|t| self.open(t)),
            Ty::Named(n) => match &self.named[*n].instance {
                Some((_, args)) => args.iter().any(|t| self.open(t)),
                None => false,
            },
            _ => false,
        }
    }

    pub(super) fn method_type(&self, number: usize) -> (Vec<Ty>, Vec<Ty>) {
        self.methods[number].clone()
    }

    /// Methods callable on a value of the type: number and whether an address is needed.
    /// Found level by level; what occurs twice on one level is nobody's.
    pub(super) fn method_set(&self, ty: &Ty) -> BTreeMap<usize, bool> {
        let mut found: BTreeMap<usize, bool> = BTreeMap::new();
        let mut dead: Vec<usize> = Vec::new();
        // Types of this level, and whether a pointer was passed on the way.
        let mut level: Vec<(Ty, bool)> = match ty {
            Ty::Ptr(e) if !self.is_interface(e) => vec![((**e).clone(), true)],
            _ => vec![(ty.clone(), false)],
        };
        for _ in 0..5 {
            let mut here: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
            let mut next = Vec::new();
            for (t, through) in &level {
                let Ty::Named(n) = t else { continue };
                let named = &self.named[*n];
                for (m, pointer) in &named.methods {
                    let e = here.entry(*m).or_insert((0, false));
                    *e = (e.0 + 1, *pointer && !through);
                }
                match &named.under {
                    Under::Interface(list) => {
                        for m in list {
                            let e = here.entry(*m).or_insert((0, false));
                            *e = (e.0 + 1, false);
                        }
                    }
                    Under::Struct(fields) => {
                        for f in fields.iter().filter(|f| f.embedded) {
                            match &f.ty {
                                Ty::Ptr(e) => next.push(((**e).clone(), true)),
                                t => next.push((t.clone(), *through)),
                            }
                        }
                    }
                    Under::Type(_) => {}
                }
            }
            for (m, (count, pointer)) in here {
                if dead.contains(&m) || found.contains_key(&m) {
                    continue;
                }
                match count {
                    1 => drop(found.insert(m, pointer)),
                    _ => dead.push(m),
                }
            }
            level = next;
        }
        found
    }

    /// Whether a value of the type may be assigned to the interface.
    pub(super) fn implements(&self, ty: &Ty, interface: &Ty) -> bool {
        match interface {
            Ty::Any => true,
            Ty::Error => *ty == Ty::Error,
            _ => {
                let has = self.method_set(ty);
                let wanted = self.interface(interface).unwrap_or_default();
                wanted.iter().all(|m| has.get(m) == Some(&false))
            }
        }
    }

    /// An instance of a generic type.
    pub(super) fn instance(&mut self, generic: usize, args: &[Ty]) -> Ty {
        let old = self.named.iter().position(|n| {
            n.instance
                .as_ref()
                .is_some_and(|i| i.0 == generic && i.1 == args)
        });
        if let Some(old) = old {
            return Ty::Named(old);
        }
        let made = self.generics[generic].clone();
        let list: Vec<String> = args.iter().map(|t| self.name(t)).collect();
        let at = self.named.len();
        self.named.push(Named {
            name: format!("{}[{}]", made.name, list.join(", ")),
            under: Under::Type(INT),
            methods: made.methods.clone(),
            instance: Some((generic, args.to_vec())),
        });
        let under = match &made.under {
            Under::Struct(fields) => Under::Struct(
                fields
                    .iter()
                    .map(|f| Field {
                        ty: f.ty.subst(args, self),
                        ..f.clone()
                    })
                    .collect(),
            ),
            Under::Type(t) => Under::Type(t.subst(args, self)),
            other => other.clone(),
        };
        self.named[at].under = under;
        Ty::Named(at)
    }

    /// Whether an argument will do for a parameter of that kind.
    pub(super) fn satisfies(&self, ty: &Ty, kind: Kind) -> bool {
        let under = self.under(ty);
        let own = match ty {
            Ty::Param(i) => self.params.get(*i).map(|p| p.1),
            _ => None,
        };
        match kind {
            Kind::Any => true,
            Kind::Comparable => match own {
                Some(k) => k != Kind::Any,
                None => self.key(ty),
            },
            Kind::Ordered => match own {
                Some(k) => matches!(k, Kind::Ordered | Kind::Number | Kind::Integer),
                None => matches!(under, Ty::Int(_) | Ty::F32 | Ty::F64 | Ty::Str),
            },
            Kind::Number => match own {
                Some(k) => matches!(k, Kind::Number | Kind::Integer),
                None => matches!(under, Ty::Int(_) | Ty::F32 | Ty::F64),
            },
            Kind::Integer => match own {
                Some(k) => k == Kind::Integer,
                None => matches!(under, Ty::Int(_)),
            },
        }
    }
}

/// Names of an anonymous struct's fields.
pub(super) fn letter(i: usize) -> String {
    char::from(b'a' + (i % 26) as u8).to_string()
}
