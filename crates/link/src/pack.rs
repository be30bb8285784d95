//! Raw deflate with a preset dictionary, and inflation that stops at a limit.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::{Error, Part};

/// Compresses `data` as if `dictionary` had just been written before it.
pub(crate) fn deflate(dictionary: &[u8], data: &[u8]) -> Vec<u8> {
    // Level 9 of 10, no zlib header.
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(9, -15, 0));
    // A sync flush ends on a byte boundary, so what follows is a stream of its own that may refer
    // back into the dictionary. The dictionary's own bytes are dropped.
    drive(&mut compressor, dictionary, TDEFLFlush::Sync);
    drive(&mut compressor, data, TDEFLFlush::Finish)
}

fn drive(compressor: &mut CompressorOxide, mut data: &[u8], flush: TDEFLFlush) -> Vec<u8> {
    let mut out = Vec::new();
    let mut buffer = [0u8; 4096];
    loop {
        let (status, read, written) = compress(compressor, data, &mut buffer, flush);
        data = data.get(read..).unwrap_or_default();
        out.extend(buffer.iter().take(written));
        let more = written == buffer.len() || !data.is_empty();
        if status != TDEFLStatus::Okay || !more {
            return out;
        }
    }
}

/// Undoes [`deflate`]; more than `limit` bytes, or anything but exactly one whole stream, is an error.
pub(crate) fn inflate(dictionary: &[u8], packed: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    let mut out = dictionary.to_vec();
    let mut state = DecompressorOxide::new();
    let mut input = packed;
    let mut at = dictionary.len();
    // Grows with what is really there: a short link must not cost the whole limit.
    let mut room = packed.len().saturating_mul(4).clamp(1024, limit);
    loop {
        out.resize(dictionary.len() + room, 0);
        let (status, read, written) = decompress(
            &mut state,
            input,
            &mut out,
            at,
            TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        );
        input = input.get(read..).unwrap_or_default();
        at += written;
        match status {
            TINFLStatus::Done if input.is_empty() => {
                out.truncate(at);
                return Ok(out.split_off(dictionary.len()));
            }
            TINFLStatus::HasMoreOutput if room < limit => room = room.saturating_mul(2).min(limit),
            TINFLStatus::HasMoreOutput => {
                return Err(Error::TooLarge {
                    part: Part::State,
                    limit,
                });
            }
            _ => return Err(Error::BadCompression),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dictionary: &[u8], data: &[u8]) {
        let packed = deflate(dictionary, data);
        assert_eq!(inflate(dictionary, &packed, 1 << 20), Ok(data.to_vec()));
    }

    #[test]
    fn round_trips() {
        check(b"", b"");
        check(b"hello world", b"");
        check(b"hello world", b"hello world hello");
        check(b"abc", &[7; 300_000]);
        let noise: Vec<u8> = (0..50_000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        check(b"abc", &noise);
    }

    #[test]
    fn a_dictionary_helps() {
        let text = b"func main() { fmt.Println(\"hello\") }";
        assert!(deflate(text, text).len() < 12);
        assert!(deflate(b"", text).len() > 30);
    }

    #[test]
    fn bombs_stop_at_the_limit() {
        let packed = deflate(b"", &vec![0; 50 << 20]);
        assert!(packed.len() < 60_000, "{}", packed.len());
        let error = inflate(b"", &packed, 1 << 18);
        assert_eq!(
            error,
            Err(Error::TooLarge {
                part: Part::State,
                limit: 1 << 18
            })
        );
    }

    #[test]
    fn trailing_bytes_are_refused() {
        let mut packed = deflate(b"", b"text");
        packed.push(0);
        assert_eq!(inflate(b"", &packed, 1024), Err(Error::BadCompression));
        packed.truncate(packed.len() - 3);
        assert_eq!(inflate(b"", &packed, 1024), Err(Error::BadCompression));
    }
}
