//! The share link: a program, who scheduled it, and the moment at which the reader stands, in the
//! fragment of an address.
//!
//! Format 1 is `#1.`, then base64url of (dictionary id, raw deflate of the state, CRC-32 in
//! little-endian order), then `s`. The closing letter makes a cut link recognisable, and keeps
//! programs that linkify text from dropping a last `-` or `_`. Deflate starts from a preset
//! dictionary of common Go text; the state is postcard followed by skippable view hints.
//!
//! A released format decodes for ever: `tests/golden.json` is the proof, and only grows. Not here:
//! what a link means to a session, and what the page says about a damaged one.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod base64;
mod crc;
mod dictionary;
mod error;
mod pack;
mod state;

pub use error::{Error, Part};
pub use state::{Choice, File, Hints, State};

/// Longest text that is decoded or produced, prefix included.
pub const MAX_ENCODED: usize = 64 * 1024;
/// Largest state, before compression.
pub const MAX_DECODED: usize = 256 * 1024;
/// Most manual choices.
pub const MAX_CHOICES: usize = 100_000;
/// Above this many characters some programs cut a link or refuse to send it.
pub const COMFORTABLE: usize = 2_000;

/// The format that [`encode`] writes.
const FORMAT: &str = "1";
/// Closes every link of format 1.
const END: char = 's';

/// The link's fragment, `#` included.
pub fn encode(state: &State) -> Result<String, Error> {
    let plain = state::to_bytes(state)?;
    let mut payload = vec![dictionary::CURRENT];
    payload.extend(pack::deflate(dictionary::CURRENT_BYTES, &plain));
    payload.extend(crc::crc32(&payload).to_le_bytes());
    let mut link = format!("#{FORMAT}.");
    base64::encode(&payload, &mut link);
    link.push(END);
    if link.len() > MAX_ENCODED {
        return Err(Error::TooLarge {
            part: Part::Link,
            limit: MAX_ENCODED,
        });
    }
    Ok(link)
}

/// Reads a link: a whole address, or its fragment with or without `#`.
pub fn decode(link: &str) -> Result<State, Error> {
    let link = link.trim();
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let (version, body) = fragment.split_once('.').ok_or(Error::NotALink)?;
    if version.is_empty() || version.len() > 4 || !version.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::NotALink);
    }
    if version != FORMAT {
        return Err(Error::NewerVersion {
            version: version.to_owned(),
        });
    }
    if fragment.len() >= MAX_ENCODED {
        return Err(Error::TooLarge {
            part: Part::Link,
            limit: MAX_ENCODED,
        });
    }
    let body = body.strip_suffix(END).ok_or(Error::Truncated)?;
    let payload = base64::decode(body)?;
    let (checked, sum) = payload.split_last_chunk::<4>().ok_or(Error::Truncated)?;
    if crc::crc32(checked) != u32::from_le_bytes(*sum) {
        return Err(Error::BadChecksum);
    }
    let (id, packed) = checked.split_first().ok_or(Error::Truncated)?;
    let dictionary = dictionary::by_id(*id).ok_or(Error::UnknownDictionary { id: *id })?;
    let plain = pack::inflate(dictionary, packed, MAX_DECODED)?;
    state::from_bytes(&plain)
}

/// Whether a fragment looks like a share link at all (and not like `#ex=dining`).
pub fn is_link(fragment: &str) -> bool {
    !matches!(decode(fragment), Err(Error::NotALink))
}
