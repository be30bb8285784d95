//! What a program is built for: its files are chosen for that system and architecture, and package
//! runtime names them. The machine is linux/amd64's all the same, and so is the library.

/// A system and an architecture that gc builds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub(crate) goos: &'static str,
    pub(crate) goarch: &'static str,
}

/// All pairs.
const TARGETS: [(&str, &[&str]); 4] = [
    ("linux", &["amd64", "386", "arm64", "arm"]),
    ("darwin", &["amd64", "arm64"]),
    ("windows", &["amd64", "386", "arm64"]),
    ("js", &["wasm"]),
];

/// Architectures on which gc's int and pointers have 32 bits.
const NARROW: [&str; 2] = ["386", "arm"];

impl Target {
    /// What a machine of ours is.
    pub const HOST: Target = Target {
        goos: "linux",
        goarch: "amd64",
    };

    /// The target of these names, as the go command's environment gives them: nothing, or nothing
    /// in them, is [`Target::HOST`]'s. `Err`: what the go command says.
    pub fn named(goos: Option<&str>, goarch: Option<&str>) -> Result<Target, String> {
        let host = Target::HOST;
        let goos = goos.filter(|s| !s.is_empty()).unwrap_or(host.goos);
        let goarch = goarch.filter(|s| !s.is_empty()).unwrap_or(host.goarch);
        let known = TARGETS.iter().find(|(os, _)| *os == goos);
        let found = known.and_then(|(os, arches)| {
            let arch = arches.iter().find(|a| **a == goarch)?;
            Some(Target {
                goos: os,
                goarch: arch,
            })
        });
        found.ok_or_else(|| format!("unsupported GOOS/GOARCH pair {goos}/{goarch}"))
    }

    /// What is not as on the target, for people.
    pub fn modelled(self) -> Option<String> {
        let Target { goos, goarch } = self;
        let narrow = match NARROW.contains(&goarch) {
            true => ": int, uint and pointers have 64 bits, not 32",
            false => "",
        };
        (self != Target::HOST).then(|| {
            format!("files are chosen for {goos}/{goarch}, but run as on linux/amd64{narrow}")
        })
    }

    /// The file of package runtime that names the target.
    pub(crate) fn source(self) -> String {
        let Target { goos, goarch } = self;
        format!("package runtime\nconst GOOS string = {goos:?}\nconst GOARCH string = {goarch:?}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[track_caller]
    fn check(goos: &str, goarch: &str, want: Result<Option<&str>, &str>) {
        let got = Target::named(Some(goos), Some(goarch)).map(Target::modelled);
        let got = got.as_ref().map(|said| said.as_deref());
        assert_eq!(got.map_err(String::as_str), want);
    }

    #[test]
    fn targets() {
        check("", "", Ok(None));
        check("linux", "amd64", Ok(None));
        check(
            "windows",
            "",
            Ok(Some(
                "files are chosen for windows/amd64, but run as on linux/amd64",
            )),
        );
        check(
            "",
            "386",
            Ok(Some(
                "files are chosen for linux/386, but run as on linux/amd64: int, uint and pointers have 64 bits, not 32",
            )),
        );
        check("js", "", Err("unsupported GOOS/GOARCH pair js/amd64"));
        check(
            "plan9",
            "386",
            Err("unsupported GOOS/GOARCH pair plan9/386"),
        );
    }
}
