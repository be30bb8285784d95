//! The front end as a session uses it: the library loaded once, programs coming and going.

use protocol::SourceFile;
use session::Workbench;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile {
        name: name.into(),
        text: text.into(),
    }
}

const HELLO: &str =
    "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\")\n}\n";

#[test]
fn builds_hello() {
    let mut bench = Workbench::new();
    if let Err(e) = bench.build(&[file("hello.go", HELLO)]) {
        panic!("{}", e.text);
    }
}
