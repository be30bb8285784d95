//! The envelope: a fixed header, then the postcard bytes of one message.

use serde::{Serialize, de::DeserializeOwned};

use crate::PROTO;

/// What a message is; the receiver knows the body's type from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// The body is a [`crate::Request`].
    Request = 1,
    /// The body is a [`crate::Response`].
    Response = 2,
}

/// The header in front of every message: 12 bytes, little-endian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The sender's [`PROTO`].
    pub proto: u16,
    /// What the body is.
    pub kind: Kind,
    /// Which life of the worker the message belongs to: raised at each respawn, so that late
    /// messages of a dead worker are told apart and dropped.
    pub generation: u32,
    /// The request this is, or answers. 0: nobody asked.
    pub req: u32,
}

/// Bytes in front of the body.
pub const HEADER_LEN: usize = 12;

/// Why bytes are not a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// Shorter than a header, or of an unknown kind.
    Malformed,
    /// Written by another version: the number is theirs.
    Version(u16),
    /// The body does not decode.
    Body,
}

/// One message as bytes.
pub fn encode<T: Serialize>(
    kind: Kind,
    generation: u32,
    req: u32,
    body: &T,
) -> Result<Vec<u8>, WireError> {
    let mut out = Vec::with_capacity(256);
    out.extend_from_slice(&PROTO.to_le_bytes());
    out.push(kind as u8);
    out.push(0);
    out.extend_from_slice(&generation.to_le_bytes());
    out.extend_from_slice(&req.to_le_bytes());
    postcard::to_extend(body, out).map_err(|_| WireError::Body)
}

/// The header of a message, without touching its body.
pub fn header(bytes: &[u8]) -> Result<Header, WireError> {
    let head: &[u8; HEADER_LEN] = bytes
        .get(..HEADER_LEN)
        .and_then(|h| h.try_into().ok())
        .ok_or(WireError::Malformed)?;
    let [p0, p1, kind, _, g0, g1, g2, g3, r0, r1, r2, r3] = *head;
    let proto = u16::from_le_bytes([p0, p1]);
    if proto != PROTO {
        return Err(WireError::Version(proto));
    }
    let kind = match kind {
        1 => Kind::Request,
        2 => Kind::Response,
        _ => return Err(WireError::Malformed),
    };
    Ok(Header {
        proto,
        kind,
        generation: u32::from_le_bytes([g0, g1, g2, g3]),
        req: u32::from_le_bytes([r0, r1, r2, r3]),
    })
}

/// The body of a message whose header has been read.
pub fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    let rest = bytes.get(HEADER_LEN..).ok_or(WireError::Malformed)?;
    postcard::from_bytes(rest).map_err(|_| WireError::Body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Moment, Request};

    #[test]
    fn a_message_comes_back_as_it_went() {
        let req = Request::Seek {
            to: Moment::Step(1 << 40),
        };
        let bytes = encode(Kind::Request, 7, 9, &req).expect("encodes");
        let head = header(&bytes).expect("a header");
        assert_eq!(
            head,
            Header {
                proto: PROTO,
                kind: Kind::Request,
                generation: 7,
                req: 9
            }
        );
        assert_eq!(body::<Request>(&bytes), Ok(req));
    }

    #[test]
    fn damage_is_told_apart() {
        let mut bytes = encode(Kind::Request, 1, 1, &Request::Run).expect("encodes");
        assert_eq!(header(&bytes[..11]), Err(WireError::Malformed));
        bytes[0] = 0xff;
        bytes[1] = 0;
        assert_eq!(header(&bytes), Err(WireError::Version(0xff)));
        assert_eq!(body::<Request>(&bytes[..HEADER_LEN]), Err(WireError::Body));
    }
}
