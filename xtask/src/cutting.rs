//! Go files, formatted as gofmt does, from which declarations are cut: those that use what is not
//! there, and those that use these in turn. What stays keeps its lines. Nothing is parsed beyond the
//! words that lines begin with; who looks for exact answers asks a compiler.

use crate::godirs;

/// A file in pieces.
pub(crate) struct Source {
    pub(crate) name: String,
    /// Up to the first declaration that is no import.
    head: String,
    declarations: Vec<Declaration>,
}

struct Declaration {
    /// With the comment before it.
    text: String,
    cut: bool,
}

impl Source {
    pub(crate) fn new(name: String, text: &str) -> Self {
        let mut head = String::new();
        let mut declarations: Vec<Declaration> = Vec::new();
        // Comments, which belong to what comes next.
        let mut comment = String::new();
        for line in text.split_inclusive('\n') {
            let starts = ["func ", "type ", "var ", "const "];
            if line.starts_with("//") {
                comment.push_str(line);
                continue;
            }
            if starts.iter().any(|s| line.starts_with(s)) {
                declarations.push(Declaration {
                    text: String::new(),
                    cut: false,
                });
            }
            let into = match declarations.last_mut() {
                Some(d) => &mut d.text,
                None => &mut head,
            };
            into.push_str(&std::mem::take(&mut comment));
            into.push_str(line);
        }
        let last = declarations.last_mut();
        last.map_or(&mut head, |d| &mut d.text).push_str(&comment);
        Source {
            name,
            head,
            declarations,
        }
    }

    /// Takes away imports that nobody has, and says how the file names these packages: with a dot.
    pub(crate) fn missing(&mut self, have: &dyn Fn(&str) -> bool) -> Vec<String> {
        let mut names = Vec::new();
        let mut left = String::new();
        for line in self.head.split_inclusive('\n') {
            if line.split('"').nth(1).is_none_or(have) {
                left.push_str(line);
            } else {
                names.extend(selector(line));
                left.push('\n');
            }
        }
        self.head = left;
        names
    }

    /// The text that is left, without imports that are of no use.
    pub(crate) fn text(&self) -> String {
        let mut body = String::new();
        for d in &self.declarations {
            match d.cut {
                true => body.extend(std::iter::repeat_n('\n', d.text.matches('\n').count())),
                false => body.push_str(&d.text),
            }
        }
        let mut out = String::new();
        for line in self.head.split_inclusive('\n') {
            match selector(line).is_none_or(|name| mentions(&body, &name)) {
                true => out.push_str(line),
                false => out.push('\n'),
            }
        }
        out + &body
    }

    /// What is declared, and the texts of declarations.
    pub(crate) fn declarations(&self) -> impl Iterator<Item = (Vec<&str>, &str)> {
        let left = self.declarations.iter().filter(|d| !d.cut);
        left.map(|d| (declared(&d.text), d.text.as_str()))
    }

    /// Cuts all but constants that others use, and do not declare.
    pub(crate) fn keep_constants(&mut self, others: &[Source]) {
        // Constants come from no other package.
        self.head = self
            .head
            .replace("\t. \"", "\t_ \"")
            .replace("import . \"", "import _ \"");
        for d in &mut self.declarations {
            let names = declared(&d.text);
            let all = || others.iter().flat_map(|s| &s.declarations);
            let wanted = |n: &&str| all().any(|o| mentions(&o.text, n));
            let there = |n: &&str| all().any(|o| declared(&o.text).contains(n));
            let constant = d.text.starts_with("const ") || d.text.contains("\nconst ");
            d.cut = !(constant && names.iter().any(wanted) && !names.iter().any(there));
        }
    }

    /// Has a file of a package see it from outside, with all it exports in sight: what else it uses of
    /// it a compiler will refuse.
    pub(crate) fn look_from_outside(&mut self, path: &str) {
        let clause = format!("package {}", self.package());
        let outside = format!("{clause}_test; import . \"{path}\"");
        self.head = self
            .head
            .replacen(&format!("{clause}\n"), &format!("{outside}\n"), 1);
    }

    /// The name in the package clause.
    pub(crate) fn package(&self) -> &str {
        godirs::package_name(&self.head).unwrap_or_default()
    }

    /// Takes away imports of some packages.
    pub(crate) fn drop_imports(&mut self, paths: &[&str]) {
        let lines = self.head.split_inclusive('\n');
        let ours = |l: &str| {
            l.split('"')
                .nth(1)
                .is_some_and(|path| paths.contains(&path))
        };
        self.head = lines.map(|l| if ours(l) { "\n" } else { l }).collect();
    }

    /// Takes away the import at a line, from 1.
    pub(crate) fn drop_import(&mut self, line: usize) -> bool {
        let mut lines: Vec<&str> = self.head.split_inclusive('\n').collect();
        let Some(import) = line.checked_sub(1).and_then(|at| lines.get_mut(at)) else {
            return false;
        };
        // That of the package itself stands behind the clause.
        let clause = import.split_once("; import").map(|(c, _)| format!("{c}\n"));
        *import = clause.as_deref().unwrap_or("\n");
        self.head = lines.concat();
        true
    }

    /// Cuts the declaration at a line, from 1; false: there is none, or not any more.
    pub(crate) fn cut_line(&mut self, line: usize) -> bool {
        let mut end = self.head.matches('\n').count();
        if line <= end {
            return false;
        }
        let at = |d: &&mut Declaration| {
            end += d.text.matches('\n').count();
            line <= end
        };
        let hit = self.declarations.iter_mut().find(at);
        hit.is_some_and(|d| !std::mem::replace(&mut d.cut, true))
    }
}

/// Cuts all that uses one of these names, in all files of a package.
pub(crate) fn cut_uses(sources: &mut [Source], mut gone: Vec<String>) {
    loop {
        let before = gone.len();
        for d in sources.iter_mut().flat_map(|s| &mut s.declarations) {
            if !d.cut && gone.iter().any(|name| mentions(&d.text, name)) {
                d.cut = true;
                gone.extend(declared(&d.text).into_iter().map(str::to_owned));
            }
        }
        if gone.len() == before {
            break;
        }
    }
}

/// What a use of the package looks like that a line of the head imports, if it has a name.
fn selector(line: &str) -> Option<String> {
    let (alias, rest) = line.split_once('"')?;
    let (path, _) = rest.split_once('"')?;
    let alias = alias.rsplit(';').next().unwrap_or(alias);
    let alias = alias.trim().trim_start_matches("import").trim();
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or(path);
    let version = last.starts_with('v') && last[1..].parse::<u32>().is_ok();
    let name = match alias {
        "." | "_" => return None,
        "" if version => parts.next().unwrap_or(last),
        "" => last,
        alias => alias,
    };
    Some(format!("{name}."))
}

/// What a declaration declares: functions, types, variables, constants.
fn declared(declaration: &str) -> Vec<&str> {
    let mut lines = declaration.lines().skip_while(|l| l.starts_with("//"));
    let Some((_, rest)) = lines.next().and_then(|l| l.split_once(' ')) else {
        return Vec::new();
    };
    let name = |text| {
        let word = word(text);
        (!word.is_empty() && word != "_").then_some(word)
    };
    if !rest.starts_with("(\n") && rest != "(" {
        return name(rest).into_iter().collect();
    }
    lines.filter_map(|l| name(l.strip_prefix('\t')?)).collect()
}

/// What a text begins with, as far as it is a name.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// Whether a text has a name, or a name and a dot, that is not part of a longer one.
fn mentions(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].ends_with(|c| part(c) || c == '.') && !text[..at].ends_with("...");
        !before && (name.ends_with('.') || !text[at + name.len()..].starts_with(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "package p_test\n\nimport (\n\t\"fmt\"\n\tnet \"x/y\"\n)\n\n";

    #[track_caller]
    fn check(body: &str, line: usize, want: &str) {
        let whole = format!("{HEAD}{body}");
        let mut sources = [Source::new("x".to_owned(), &whole)];
        let gone = sources[0].missing(&|import| import == "fmt");
        assert_eq!(gone, ["net."]);
        cut_uses(&mut sources, gone);
        sources[0].cut_line(line);
        let text = sources[0].text();
        assert_eq!(text.lines().count(), whole.lines().count());
        // What comes after the imports.
        let (_, body) = text.split_once("\n)\n").expect("imports");
        let left: Vec<&str> = body.lines().filter(|l| !l.is_empty()).collect();
        assert_eq!(
            (text.contains("\"fmt\""), left.join("|")),
            (want.contains("fmt."), want.to_owned())
        );
        assert!(!text.contains("net"), "{text}");
    }

    #[test]
    fn what_uses_a_missing_package() {
        check("func A() { fmt.P() }\n", 0, "func A() { fmt.P() }");
        check(
            "func A() { fmt.P(net.X) }\n\n// B.\nfunc B() {}\n",
            0,
            "// B.|func B() {}",
        );
        check(
            "func A() {}\n\n// As net.X.\nfunc B() { net.X() }\n",
            0,
            "func A() {}",
        );
    }

    #[test]
    fn what_uses_it_in_turn() {
        check(
            "func A() { b() }\n\nfunc b() {\n\tnet.X()\n}\n\nfunc bb() {}\n",
            0,
            "func bb() {}",
        );
        check(
            "type T net.X\n\nfunc (t *T) m() {}\n\nfunc A(x.T, ...string) {}\n",
            0,
            "func A(x.T, ...string) {}",
        );
        check(
            "var (\n\t_ = 1\n\ta = net.X\n)\n\nvar _ = a\n\nvar _ = 2\n",
            0,
            "var _ = 2",
        );
    }

    #[test]
    fn from_outside() {
        let mut source = Source::new("x".to_owned(), "// P.\npackage p\n\nfunc A() {}\n");
        source.look_from_outside("x/p");
        let want = "// P.\npackage p_test; import . \"x/p\"\n\nfunc A() {}\n";
        assert_eq!((source.text().as_str(), source.package()), (want, "p_test"));
        assert!(source.drop_import(2));
        assert_eq!(source.text(), "// P.\npackage p_test\n\nfunc A() {}\n");
    }

    #[test]
    fn what_a_compiler_refuses() {
        check(
            "func a() {\n}\n\nfunc b() {\n}\n\nfunc c() { a() }\n",
            9,
            "func b() {|}|func c() { a() }",
        );
        check("func a() {\n}\n\nfunc b() {\n}\n", 11, "func a() {|}");
        check("func a() {\n}\n", 2, "func a() {|}");
    }
}
