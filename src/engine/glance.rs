//! A surveyor as the page hears it, which asks for warnings and for formatted text alone: of the other
//! answers nothing is read, which keeps them out of the page's download.
//!
//! An answer's number says what it is, so a shorter type reads the beginning of a longer one.

use protocol::{Diagnostics, Fault, SourceFile, Survey};
use serde::Deserialize;

use super::{Surveying, Wire};

/// The beginning of [`protocol::Surveyed`].
#[derive(Debug, Deserialize)]
pub(crate) enum Seen {
    Ready,
    Reports,
    Files(Option<Vec<SourceFile>>),
    Escapes,
    /// It does not parse; why, one sees elsewhere.
    Refused,
    Fault(Fault),
    Warnings(Diagnostics),
}

/// The wire.
pub(crate) struct Glance;

impl Wire for Glance {
    type Request = Survey;
    type Response = Seen;
    const ASSETS: (usize, usize) = <Surveying as Wire>::ASSETS;
    const APART: bool = true;

    fn is_ready(seen: &Seen) -> bool {
        matches!(seen, Seen::Ready)
    }

    fn is_last(_: &Seen) -> bool {
        true
    }

    fn as_fault(seen: &Seen) -> Option<&Fault> {
        match seen {
            Seen::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    fn fault(fault: Fault) -> Seen {
        Seen::Fault(fault)
    }
}

#[cfg(test)]
mod tests {
    use protocol::{Diagnostic, Severity, Surveyed};

    use super::*;

    #[track_caller]
    fn seen(said: &Surveyed) -> Seen {
        let bytes = postcard::to_allocvec(said).expect("bytes");
        postcard::from_bytes(&bytes).expect("the beginning")
    }

    #[test]
    fn answers_are_heard_as_they_were_said() {
        let build = "b".to_owned();
        assert!(matches!(seen(&Surveyed::Ready { build }), Seen::Ready));
        let file = SourceFile {
            name: "a.go".into(),
            text: "package a\n".into(),
        };
        match seen(&Surveyed::Files(Some(vec![file.clone()]))) {
            Seen::Files(files) => assert_eq!(files, Some(vec![file])),
            other => panic!("{other:?}"),
        }
        let list = vec![Diagnostic {
            severity: Severity::Warning,
            file: 0,
            start: 1,
            end: 2,
            line: 1,
            column: 2,
            message: "x".into(),
        }];
        let found = Diagnostics {
            list,
            ..Diagnostics::default()
        };
        assert!(matches!(
            seen(&Surveyed::Refused(found.clone())),
            Seen::Refused
        ));
        match seen(&Surveyed::Warnings(found.clone())) {
            Seen::Warnings(d) => assert_eq!(d, found),
            other => panic!("{other:?}"),
        }
    }
}
