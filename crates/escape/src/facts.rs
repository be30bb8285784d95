//! What is known of the library's functions: where their parameters leak to. Real Go said so
//! (`cargo xtask escapes --facts` writes the table); the library that Sudog runs is not Go's own.

use types::{ObjId, ObjectKind, World};

use crate::graph::{Leaks, RESULTS};

/// A paragraph for each package: its path after `=`, then a line for each function with a parameter
/// that leaks, is written through or called: `Builder.WriteString 0m0 1h1`. The number is the
/// parameter's (a receiver comes first), the letter the way: `h` to the heap, `m` written through,
/// `c` called, `r0.` to result 0; the last number says how many pointers are followed.
const TABLE: &str = include_str!("facts.txt");

pub(crate) struct Facts {
    packages: Vec<(&'static str, &'static str)>,
}

/// A library function's name in tables: `F`, or `T.M` of a method.
pub fn key(w: &World, o: ObjId) -> String {
    let name = w.names.text(w.objects[o].name);
    match &w.objects[o].kind {
        ObjectKind::Func {
            recv: Some(base), ..
        } => {
            let (base, _) = w.deref(*base);
            let named = w.named_id(base).map(|n| w.types.named[n].obj);
            let ty = named.map_or("", |o| w.names.text(w.objects[o].name));
            format!("{ty}.{name}")
        }
        _ => name.to_owned(),
    }
}

impl Facts {
    pub(crate) fn new() -> Facts {
        let split = |p: &'static str| p.split_once('\n').unwrap_or((p, ""));
        let packages = TABLE.split('=').skip(1).map(split).collect();
        Facts { packages }
    }

    /// Of a function's parameters. `None`: nothing is known of the package.
    pub(crate) fn leaks(&self, path: &str, key: &str) -> Option<Vec<Leaks>> {
        let (_, lines) = self.packages.iter().find(|(p, _)| *p == path)?;
        let mut out = Vec::new();
        for line in lines.lines() {
            let mut words = line.split(' ');
            if words.next() != Some(key) {
                continue;
            }
            for word in words {
                read(word, &mut out);
            }
        }
        Some(out)
    }
}

fn read(word: &str, out: &mut Vec<Leaks>) -> Option<()> {
    let at = word.find(|c: char| c.is_ascii_lowercase())?;
    let param: usize = word.get(..at)?.parse().ok()?;
    let way = word.get(at..at + 1)?;
    let rest = word.get(at + 1..)?;
    if out.len() <= param {
        out.resize(param + 1, Leaks::default());
    }
    let leaks = out.get_mut(param)?;
    if way == "r" {
        let (result, derefs) = rest.split_once('.')?;
        let result: usize = result.parse().ok()?;
        *leaks.results.get_mut(result.min(RESULTS))? = derefs.parse().ok();
        return Some(());
    }
    let slot = match way {
        "h" => &mut leaks.heap,
        "m" => &mut leaks.mutates,
        _ => &mut leaks.calls,
    };
    *slot = rest.parse().ok();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read() {
        let mut out = Vec::new();
        for word in ["0m0", "2h1", "2r1.3"] {
            assert!(read(word, &mut out).is_some(), "{word}");
        }
        let heap: Vec<Option<u8>> = out.iter().map(|l| l.heap).collect();
        assert_eq!(heap, [None, None, Some(1)]);
        assert_eq!(out.first().and_then(|l| l.mutates), Some(0));
        assert_eq!(
            out.get(2).map(|l| l.results),
            Some([None, Some(3), None, None, None])
        );
    }

    /// Facts of Go's own, looked up by hand.
    #[test]
    fn printing_leaks_what_arguments_point_to() {
        let f = Facts::new();
        let leaks = f.leaks("fmt", "Println").unwrap_or_default();
        assert_eq!(leaks.first().and_then(|l| l.heap), Some(1));
        assert_eq!(f.leaks("no/such", "F"), None);
    }
}
