//! Where a program's variables live in the machine, for people who compare it with what gc does.
//! Tells what `escape` and `ty` decide; decides nothing.

use syntax::ast::Decl;
use types::{ObjId, PkgId, World};

use crate::Gen;
use crate::escape::{Facts, analyse_expr, analyse_func};
use crate::ty::Rep;

/// Why a variable lives in the machine's heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Its address is taken.
    Addressed,
    /// A function literal captures it, and it is assigned besides its declaration.
    Captured,
    /// Values of its type are held by address.
    Large,
}

/// Those of the variables of these packages that live in the heap, in the order given.
pub fn keeps(world: &mut World, packages: &[PkgId], variables: &[ObjId]) -> Vec<(ObjId, Keeps)> {
    let mut facts = Facts::default();
    for pkg in packages {
        for file in world.packages[*pkg].files.clone() {
            for decl in &file.decls {
                match decl {
                    Decl::Func(f) => analyse_func(world, &mut facts, f),
                    Decl::Var(v) => {
                        for e in &v.values {
                            analyse_expr(world, &mut facts, e.id, e);
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    let mut generator = Gen::new(world);
    let mut why = |o: ObjId| match (facts.boxed.contains(&o), facts.addressed.contains(&o)) {
        (true, true) => Some(Keeps::Addressed),
        (true, false) => Some(Keeps::Captured),
        _ => {
            let t = generator.w.objects[o].ty?;
            (generator.ti(t).rep == Rep::Indirect).then_some(Keeps::Large)
        }
    };
    let told = |o: &ObjId| why(*o).map(|k| (*o, k));
    variables.iter().filter_map(told).collect()
}
