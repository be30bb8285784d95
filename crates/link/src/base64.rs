//! base64url without padding (RFC 4648, section 5), strict: one text per value, so that a changed
//! character always changes the bytes or is an error.

use crate::Error;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(crate) fn encode(bytes: &[u8], out: &mut String) {
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .enumerate()
            .fold(0u32, |w, (i, b)| w | u32::from(*b) << (16 - 8 * i));
        for i in 0..=chunk.len() {
            let six = (word >> (18 - 6 * i)) & 63;
            out.push(char::from(
                ALPHABET.get(six as usize).copied().unwrap_or(b'A'),
            ));
        }
    }
}

pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for (n, chunk) in text.as_bytes().chunks(4).enumerate() {
        let mut word = 0u32;
        for (i, c) in chunk.iter().enumerate() {
            let six = value(*c).ok_or(Error::BadBase64 { at: n * 4 + i })?;
            word |= six << (18 - 6 * i);
        }
        // Four characters hold three bytes, three hold two, two hold one; one holds none.
        let bytes = chunk.len() - 1;
        let rest = word & (0x00ff_ffff >> (8 * bytes));
        if bytes == 0 || rest != 0 {
            return Err(Error::BadBase64 { at: n * 4 + bytes });
        }
        out.extend(word.to_be_bytes().iter().skip(1).take(bytes));
    }
    Ok(out)
}

fn value(c: u8) -> Option<u32> {
    let v = match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(v))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str) {
        let mut out = String::new();
        encode(bytes, &mut out);
        assert_eq!(out, text);
        assert_eq!(decode(text), Ok(bytes.to_vec()));
    }

    #[test]
    fn known_values() {
        check(b"", "");
        check(b"f", "Zg");
        check(b"fo", "Zm8");
        check(b"foo", "Zm9v");
        check(b"foobar", "Zm9vYmFy");
        check(&[0xfb, 0xff, 0xbf], "-_-_");
    }

    #[test]
    fn only_one_spelling() {
        assert_eq!(decode("Zh"), Err(Error::BadBase64 { at: 1 }));
        assert_eq!(decode("Z"), Err(Error::BadBase64 { at: 0 }));
        assert_eq!(decode("Zm9v="), Err(Error::BadBase64 { at: 4 }));
        assert_eq!(decode("Zm 9"), Err(Error::BadBase64 { at: 2 }));
    }
}
