//! Maps for small keys that are looked up very often: node ids, types, symbols.
//!
//! The hash is one multiplication per word. It does not defend against chosen keys, and need not:
//! keys are numbers that we gave out ourselves, and the order of a map is never looked at.

use std::hash::{BuildHasherDefault, Hasher};

/// A hash map with the front end's hash; made with `default()`.
pub type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A hash set with the front end's hash; made with `default()`.
pub type HashSet<K> = std::collections::HashSet<K, BuildHasherDefault<WordHasher>>;

/// Multiplies and rotates, word by word (the scheme known as FxHash).
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;

impl WordHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = self.0.wrapping_add(word).wrapping_mul(FACTOR);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            if let Some(word) = chunk.first_chunk::<8>() {
                self.add(u64::from_le_bytes(*word));
            }
        }
        let rest = chunks.remainder().iter().rev();
        let tail = rest.fold(0, |w, b| w << 8 | u64::from(*b));
        self.add(tail ^ (bytes.len() as u64) << 56);
    }
    #[inline]
    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }
    #[inline]
    fn write_u16(&mut self, n: u16) {
        self.add(u64::from(n));
    }
    #[inline]
    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }
    #[inline]
    fn write_u64(&mut self, n: u64) {
        self.add(n);
    }
    #[inline]
    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }
    #[inline]
    fn finish(&self) -> u64 {
        // The table takes its bucket from the low bits, which a product mixes least.
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dense_keys_spread() {
        // Low bits choose buckets: a thousand numbers in a row must not share a few of them.
        let mut buckets = [0u32; 256];
        for n in 0..1024u32 {
            let mut hasher = WordHasher::default();
            hasher.write_u32(n);
            buckets[(hasher.finish() & 255) as usize] += 1;
        }
        assert!(buckets.iter().all(|n| *n <= 16), "{buckets:?}");
    }

    #[test]
    fn texts_differ_by_length_and_content() {
        let hash = |text: &str| {
            let mut hasher = WordHasher::default();
            hasher.write(text.as_bytes());
            hasher.finish()
        };
        let texts = [
            "",
            "\0",
            "\0\0",
            "a",
            "ab",
            "ba",
            "abcdefgh",
            "abcdefgi",
            "abcdefgha",
        ];
        for (i, a) in texts.iter().enumerate() {
            for b in &texts[i + 1..] {
                assert_ne!(hash(a), hash(b), "{a:?} {b:?}");
            }
        }
    }
}
