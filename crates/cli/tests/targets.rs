//! Programs built for a system and an architecture, and of files that are named one by one.

mod common;

use common::{sudog, sudog_for};

/// Says which of its files were taken.
const PROGRAM: &str = "package main

import \"runtime\"

func main() { println(runtime.GOOS, runtime.GOARCH, system, word, 32<<(^uint(0)>>63)) }
-- s_linux.go --
package main

const system = \"l\"
-- s_darwin.go --
package main

const system = \"d\"
-- s_windows.go --
package main

const system = \"w\"
-- s_js.go --
package main

const system = \"j\"
-- word.go --
//go:build amd64 || arm64

package main

const word = 64
-- short_386.go --
package main

const word = 32
-- short.go --
// +build arm wasm

package main

const word = 32
";

#[track_caller]
fn check(env: &[(&str, &str)], code: i32, said: &str) {
    let ran = sudog_for(env, &["run", "-"], PROGRAM);
    assert_eq!((ran.code, ran.err.as_str()), (code, said));
}

#[test]
fn files_are_chosen_by_the_target() {
    check(&[], 0, "linux amd64 l 64 64\n");
    check(
        &[("GOOS", "linux"), ("GOARCH", "")],
        0,
        "linux amd64 l 64 64\n",
    );
    let modelled = |target: &str, narrow: &str, said: &str| {
        format!("sudog: files are chosen for {target}, but run as on linux/amd64{narrow}\n{said}\n")
    };
    let narrow = ": int, uint and pointers have 64 bits, not 32";
    check(
        &[("GOOS", "windows")],
        0,
        &modelled("windows/amd64", "", "windows amd64 w 64 64"),
    );
    check(
        &[("GOOS", "darwin"), ("GOARCH", "arm64")],
        0,
        &modelled("darwin/arm64", "", "darwin arm64 d 64 64"),
    );
    check(
        &[("GOOS", "js"), ("GOARCH", "wasm")],
        0,
        &modelled("js/wasm", "", "js wasm j 32 64"),
    );
    for arch in ["386", "arm"] {
        let said = format!("linux {arch} l 32 64");
        check(
            &[("GOARCH", arch)],
            0,
            &modelled(&format!("linux/{arch}"), narrow, &said),
        );
    }
    check(
        &[("GOOS", "js")],
        64,
        "sudog: unsupported GOOS/GOARCH pair js/amd64; see sudog --help\n",
    );
}

/// Runs files with these names and texts in a directory of their own, named in this order.
#[track_caller]
fn check_list(name: &str, files: &[(&str, &str)], code: i32, said: &str) {
    let dir = std::env::temp_dir().join(format!("sudog-list-{name}-{}", std::process::id()));
    let mut args = vec!["run".to_owned()];
    for (file, text) in files {
        let path = dir.join(file);
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("made");
        std::fs::write(&path, text).expect("written");
        args.push(path.to_string_lossy().into_owned());
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = sudog(&args, "");
    std::fs::remove_dir_all(&dir).expect("removed");
    assert_eq!(ran.code, code, "{}", ran.err);
    assert!(ran.err.contains(said), "{}", ran.err);
}

#[test]
fn files_named_one_by_one() {
    let main = "package main\n\nvar _ = say(\"main\")\n\nfunc say(s string) int { println(s); return 0 }\n\nfunc main() {}\n";
    let more = "//go:build ignore\n\npackage main\n\nvar _ = say(\"more\")\n";
    // Both are taken, in the order in which they are named.
    check_list(
        "order",
        &[("z.go", main), ("a_windows.go", more)],
        0,
        "main\nmore\n",
    );
    check_list(
        "other",
        &[("a_windows.go", more), ("z.go", main)],
        0,
        "more\nmain\n",
    );
    check_list(
        "apart",
        &[("a.go", main), ("b/b.go", more)],
        64,
        "named files must all be in one directory; have ",
    );
}
