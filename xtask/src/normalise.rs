//! Makes two runs of one program comparable: what Go itself leaves open is replaced or dropped.
//!
//! Left open are: addresses, goroutine ids, instruction offsets, argument words in frames, where
//! files lie, frames inside the library, and the order of goroutines after the first. Everything
//! else must agree byte for byte.

/// The comparable form of what a program wrote to stderr.
pub(crate) fn stderr(text: &str) -> String {
    let mut out = String::new();
    let mut report = Vec::new();
    let mut lines = text.lines();
    for line in lines.by_ref() {
        if line.starts_with("runtime: sp=") {
            continue;
        }
        if line.starts_with("fatal error: stack overflow") {
            // Which frames of a million fit is the machine's business.
            out.push_str("fatal error: stack overflow\n");
            return out;
        }
        if is_header(line) {
            report.push(line);
            break;
        }
        if let Some((before, after)) = line.split_once("synctest goroutine ") {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            out.push_str(&format!("{before}synctest goroutine N{after}\n"));
            continue;
        }
        out.push_str(&addresses(line));
        out.push('\n');
    }
    report.extend(lines);
    let mut blocks = goroutines(&report);
    if let Some(rest) = blocks.get_mut(1..) {
        rest.sort();
    }
    for block in blocks {
        out.push_str(&block);
        out.push('\n');
    }
    out
}

/// What tests print: how long they took is the machine's business, where they say so.
pub(crate) fn tests(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let report = line.trim_start().starts_with("--- ");
        match line.rsplit_once(" (") {
            Some((verdict, time)) if report && time.ends_with("s)\n") => {
                out.push_str(verdict);
                out.push_str(" (TIME)\n");
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Compile errors: the directory before the file name goes, and the header of `go build`.
pub(crate) fn errors(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|l| !l.starts_with("# ")) {
        // "note: module requires Go ..." and the like are the build tool's, not the compiler's.
        if line.starts_with("note: ") {
            continue;
        }
        let line = if line.starts_with(['\t', ' ']) {
            line
        } else {
            base_name_first(line)
        };
        // Where the library lies is the machine's business.
        let known = line
            .find(" is not in std (")
            .map_or(line.len(), |i| i + " is not in std".len());
        // Other places that a message names: "./a.go:3:4".
        out.push_str(&line.get(..known).unwrap_or(line).replace("./", ""));
        out.push('\n');
    }
    out
}

fn is_header(line: &str) -> bool {
    line.strip_prefix("goroutine ")
        .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()) && r.ends_with(':'))
}

/// One text per goroutine: header, then frames of the program itself.
fn goroutines(lines: &[&str]) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut keep = false;
    for line in lines {
        if is_header(line) {
            let rest = line.split_once('[').map_or("", |(_, r)| r);
            blocks.push(format!("goroutine N [{rest}\n"));
            keep = false;
            continue;
        }
        let Some(block) = blocks.last_mut() else {
            continue;
        };
        if line.trim().is_empty() || line.starts_with("exit status") {
            continue;
        }
        if let Some(place) = line.strip_prefix('\t') {
            if keep {
                let place = place.split(" +0x").next().unwrap_or(place);
                // Where the go command's main function has which line is its own affair.
                let generated = place.split_inclusive("_testmain.go").next();
                let place = generated.unwrap_or(place);
                block.push_str(&format!(
                    "\t{}\n",
                    place.rsplit('/').next().unwrap_or(place)
                ));
            }
            continue;
        }
        if let Some(creator) = line.strip_prefix("created by ") {
            let name = creator.split(" in goroutine ").next().unwrap_or(creator);
            keep = ours(name);
            // The runtime's own goroutines, which a fault lists: how many there are is left open.
            if name.starts_with("runtime.") && block.lines().count() == 1 {
                blocks.pop();
                continue;
            }
            if keep {
                block.push_str(&format!("created by {}\n", literals(name)));
            }
            continue;
        }
        // A frame: name(arguments). Receivers have parentheses of their own: cut at the last one.
        let name = line.rfind('(').map_or(*line, |i| &line[..i]);
        // Wrappers around deferred and go'ed calls exist only in gc's code.
        keep = ours(name) && !name.contains("wrap");
        if keep {
            block.push_str(&format!("{}(...)\n", literals(name)));
        }
    }
    blocks
}

fn ours(function: &str) -> bool {
    function.starts_with("main.") || function.starts_with("example/")
}

/// Names of function literals depend on what gc inlined where: only "a literal in X" is comparable.
fn literals(name: &str) -> String {
    match name.find(".func") {
        Some(i) => format!("{}.func", &name[..i]),
        None => name.to_owned(),
    }
}

/// Replaces hexadecimal addresses; a fault's own small address stays, because Go fixes it.
fn addresses(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("0x") {
        let (before, number) = rest.split_at(at);
        let digits = number[2..]
            .bytes()
            .take_while(u8::is_ascii_hexdigit)
            .count();
        out.push_str(before);
        // Small numbers are data that the program printed, or a fault's address, which Go fixes.
        if digits < 6 && !before.ends_with("pc=") {
            out.push_str(&number[..2 + digits]);
        } else {
            out.push_str("0xADDR");
        }
        rest = &number[2 + digits..];
    }
    out.push_str(rest);
    out
}

fn base_name_first(line: &str) -> &str {
    let colon = line.find(':').unwrap_or(line.len());
    let slash = line[..colon].rfind('/').map_or(0, |i| i + 1);
    &line[slash..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(stderr(text), want);
    }

    #[test]
    fn plain_output_stays() {
        check("one 0x10\ntwo 0xc000012345\n", "one 0x10\ntwo 0xADDR\n");
    }

    #[test]
    fn tests_lose_their_times() {
        assert_eq!(
            tests("--- PASS: TestA (0.02s)\n    --- FAIL: TestA/b (1.00s)\n--- FAIL: x\n(0.02s)\n"),
            "--- PASS: TestA (TIME)\n    --- FAIL: TestA/b (TIME)\n--- FAIL: x\n(0.02s)\n"
        );
    }

    #[test]
    fn a_panic_keeps_the_programs_own_frames() {
        check(
            "panic: boom\n\ngoroutine 7 [running]:\nmain.(*T).f(0xc00001)\n\t/tmp/x/a.go:5 +0x1d\nsync.(*Once).Do(...)\n\t/go/once.go:7\nmain.main()\n\t/tmp/x/a.go:9 +0x2\n",
            "panic: boom\n\ngoroutine N [running]:\nmain.(*T).f(...)\n\ta.go:5\nmain.main(...)\n\ta.go:9\n\n",
        );
    }

    #[test]
    fn goroutines_after_the_first_are_sorted() {
        let a = "goroutine 9 [chan send]:\nmain.b()\n\t/x/a.go:2 +0x1\ncreated by main.main in goroutine 1\n\t/x/a.go:8 +0x1\n";
        let b = "goroutine 3 [chan receive]:\nmain.a()\n\t/x/a.go:1 +0x1\n";
        let first = "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select]:\nmain.main()\n\t/x/a.go:3 +0x1\n\n";
        assert_eq!(
            stderr(&format!("{first}{a}\n{b}")),
            stderr(&format!("{first}{b}\n{a}"))
        );
        assert!(stderr(&format!("{first}{a}")).contains("created by main.main\n\ta.go:8\n"));
    }

    #[test]
    fn the_runtimes_own_goroutines_are_dropped() {
        check(
            "goroutine 1 [running]:\nmain.main()\n\t/x/a.go:3 +0x1\n\ngoroutine 2 gp=0xc0 m=nil [force gc (idle)]:\nruntime.gopark(0x0?)\n\t/go/proc.go:474 +0xca\ncreated by runtime.init.7 in goroutine 1\n\t/go/proc.go:375 +0x1a\n",
            "goroutine N [running]:\nmain.main(...)\n\ta.go:3\n\n",
        );
    }

    #[test]
    fn literals_lose_their_numbers() {
        check(
            "goroutine 1 [running]:\nmain.main.func1.2()\n\t/x/a.go:3 +0x1\nmain.main.deferwrap1()\n\t/x/a.go:4 +0x1\n",
            "goroutine N [running]:\nmain.main.func(...)\n\ta.go:3\n\n",
        );
    }

    #[test]
    fn faults_keep_their_address() {
        check(
            "[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x4a2b3c]\n",
            "[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0xADDR]\n",
        );
    }

    #[test]
    fn stack_overflow_is_cut() {
        check(
            "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0xc1 stack=[0xc, 0xd]\nfatal error: stack overflow\n\nruntime stack:\nx\n",
            "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n",
        );
    }

    #[test]
    fn compile_errors_lose_their_directory() {
        assert_eq!(
            errors(
                "# command-line-arguments\n./a.go:5:2: x\n\thave (int)\ntests/errors/a.go:6:1: y / z\n"
            ),
            "a.go:5:2: x\n\thave (int)\na.go:6:1: y / z\n"
        );
    }
}
