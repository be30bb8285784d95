//! `slog`: keys and values of package `log/slog` that do not pair up.

use syntax::ast::Expr;

use super::Vet;
use crate::{Basic, ObjId, Type};

/// Functions (no type) and methods that take keys and values in turn, and how many arguments come
/// before.
const CALLS: [(&str, &[&str], usize); 8] = [
    ("", &["Debug", "Info", "Warn", "Error", "Group"], 1),
    ("", CONTEXT, 2),
    ("", &["Log"], 3),
    ("Logger", &["Debug", "Info", "Warn", "Error"], 1),
    ("Logger", CONTEXT, 2),
    ("Logger", &["Log"], 3),
    ("Logger", &["With"], 0),
    ("Record", &["Add"], 0),
];
const CONTEXT: &[&str] = &["DebugContext", "InfoContext", "WarnContext", "ErrorContext"];

/// What is to come.
#[derive(PartialEq)]
enum Turn {
    Key,
    Value,
    /// A key or a value: what came before may have been either a key or a pair in one.
    Either,
}

/// What an argument can be where a key is to come.
enum Role {
    Key,
    /// Both in one.
    Attr,
    Anything,
    Neither,
}

impl Vet<'_> {
    pub(super) fn keys_and_values(&mut self, f: ObjId, call: &Expr, args: &[Expr]) {
        let found = CALLS.iter().find(|(ty, names, _)| {
            names.contains(&self.name(f))
                && match *ty {
                    "" => self.func_of(f, "log/slog").is_some(),
                    ty => self.is_method(f, "log/slog", ty, self.name(f)),
                }
        });
        let Some((ty, _, before)) = found else { return };
        let dot = if ty.is_empty() { "" } else { "." };
        let name = format!("slog.{ty}{dot}{}", self.name(f));
        let mut turn = Turn::Key;
        // The last one that could not have been a key.
        let mut value: Option<&Expr> = None;
        for arg in args.iter().skip(*before) {
            if turn == Turn::Value {
                turn = Turn::Key;
                continue;
            }
            turn = match (self.role(arg), &turn) {
                (Role::Anything, _) | (Role::Key | Role::Attr, Turn::Either) => Turn::Either,
                (Role::Key, _) => Turn::Value,
                (Role::Attr, _) => Turn::Key,
                (Role::Neither, Turn::Either) => {
                    value = Some(arg);
                    Turn::Key
                }
                (Role::Neither, _) => {
                    let what = self.show(arg);
                    let message = match value {
                        None => format!(
                            "{name} arg {what:?} should be a string or a slog.Attr (possible missing key or value)"
                        ),
                        Some(v) => format!(
                            "{name} arg {what:?} should probably be a string or a slog.Attr (previous arg {:?} cannot be a key)",
                            self.show(v)
                        ),
                    };
                    self.report(arg.span, "slog", message);
                    return;
                }
            };
        }
        if turn == Turn::Value {
            let message = format!("call to {name} missing a final value");
            self.report(call.span, "slog", message);
        }
    }

    fn role(&mut self, arg: &Expr) -> Role {
        let Some(ty) = self.ty(arg).filter(|_| !self.is_nil(arg)) else {
            return Role::Neither;
        };
        if self.is_named(ty, "log/slog", "Attr") {
            return Role::Attr;
        }
        if matches!(self.w.basic(ty), Some(Basic::String | Basic::UntypedString)) {
            return Role::Key;
        }
        match self.shape(ty) {
            Type::Interface { .. } => {
                let under = self.w.underlying(ty);
                match self.w.type_set(under).methods.is_empty() {
                    true => Role::Anything,
                    false => Role::Neither,
                }
            }
            _ => Role::Neither,
        }
    }
}
