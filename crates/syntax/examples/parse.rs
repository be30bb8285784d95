//! Prints the diagnostics of the files named on the command line, as gc would.
use base::{Interner, SourceMap};
use syntax::ast::NodeIds;
fn main() {
    for path in std::env::args().skip(1) {
        let text = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                println!("{path}: {error}");
                continue;
            }
        };
        let mut map = SourceMap::default();
        let file = map.add(path, text);
        let (_, diagnostics) = syntax::parse_file(
            &map,
            file,
            &mut Interner::default(),
            &mut NodeIds::default(),
        );
        for diagnostic in diagnostics {
            println!("{}", diagnostic.render(&map));
        }
    }
}
