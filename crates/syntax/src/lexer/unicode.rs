//! How messages write a character.

/// `U+0040 '@'`, the quoted form only for what can be printed.
pub(super) fn describe(ch: char) -> String {
    if is_printable(ch) {
        format!("U+{:04X} '{ch}'", ch as u32)
    } else {
        format!("U+{:04X}", ch as u32)
    }
}

/// The same for a number that need not be a character.
pub(super) fn describe_code(code: u32) -> String {
    match char::from_u32(code) {
        Some(ch) => describe(ch),
        None => format!("U+{code:04X}"),
    }
}

/// A character as Go's `%q` writes it.
pub(super) fn quote(ch: char) -> String {
    match ch {
        '\'' => "'\\''".to_string(),
        '\\' => "'\\\\'".to_string(),
        '\u{7}' => "'\\a'".to_string(),
        '\u{8}' => "'\\b'".to_string(),
        '\u{c}' => "'\\f'".to_string(),
        '\n' => "'\\n'".to_string(),
        '\r' => "'\\r'".to_string(),
        '\t' => "'\\t'".to_string(),
        '\u{b}' => "'\\v'".to_string(),
        c if is_printable(c) => format!("'{c}'"),
        c if (c as u32) < 0x80 => format!("'\\x{:02x}'", c as u32),
        c if (c as u32) < 0x10000 => format!("'\\u{:04x}'", c as u32),
        c => format!("'\\U{:08x}'", c as u32),
    }
}

/// Near enough to Go's notion: the debug form escapes what cannot be printed.
fn is_printable(ch: char) -> bool {
    match ch {
        ' ' | '\'' | '"' | '\\' => true,
        c if c.is_whitespace() => false,
        c => !c.escape_debug().to_string().starts_with('\\'),
    }
}
