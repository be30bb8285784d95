//! Every package of the library, with the body of every function, passes our own checker.

use base::Idx;
use types::{Importer, ObjId, World};

struct Library;

impl Importer for Library {
    fn package(&self, path: &str) -> Option<Vec<(String, String)>> {
        let package = stdlib::package(path)?;
        Some(
            package
                .files
                .iter()
                .map(|&(n, t)| (n.to_owned(), t.to_owned()))
                .collect(),
        )
    }

    fn nearest(&self, path: &str) -> Vec<String> {
        stdlib::nearest(path)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }
}

#[test]
fn library_checks() {
    let mut failures = String::new();
    for path in stdlib::paths() {
        // A world of its own, so that one package's errors do not hide another's.
        let mut world = World::new();
        match world.load_library(path, &Library) {
            Err(errors) => {
                failures += &format!("{path}:\n{}\n", types::render_diagnostics(&world, &errors))
            }
            Ok(_) => {
                let mut at = 0;
                while at < world.objects.len() {
                    let errors = world.check_body(ObjId::from_usize(at));
                    if !errors.is_empty() {
                        failures +=
                            &format!("{path}:\n{}\n", types::render_diagnostics(&world, &errors));
                    }
                    at += 1;
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
