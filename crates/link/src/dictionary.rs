//! Preset dictionaries, frozen by id: text that Go programs are full of, so that even short
//! programs compress well.
//!
//! The bytes of a released dictionary never change (a test pins their checksum); a better one gets
//! the next id.

/// The dictionary that new links use.
pub(crate) const CURRENT: u8 = 1;
pub(crate) const CURRENT_BYTES: &[u8] = DICTIONARY_1;

/// Most useful text last: deflate spells near matches shorter.
const DICTIONARY_1: &[u8] = include_bytes!("dictionary1.txt");

pub(crate) fn by_id(id: u8) -> Option<&'static [u8]> {
    match id {
        1 => Some(DICTIONARY_1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crc::crc32;

    #[test]
    fn released_dictionaries_are_frozen() {
        assert_eq!(
            (DICTIONARY_1.len(), crc32(DICTIONARY_1)),
            (3949, 0xe552_8012)
        );
    }

    #[test]
    fn the_window_covers_it() {
        assert!(CURRENT_BYTES.len() < 16 * 1024);
        assert_eq!(by_id(CURRENT), Some(CURRENT_BYTES));
        assert_eq!(by_id(0), None);
    }
}
