//! Everything that can be wrong with a link, as values that a page can explain.

use std::fmt;

/// Why a link could not be read or made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not a share link: no format number.
    NotALink,
    /// Made by a newer Sudog, in a format that this one does not know.
    NewerVersion {
        /// The format number as written.
        version: String,
    },
    /// The end is missing.
    Truncated,
    /// A character that no link contains, or an impossible last one.
    BadBase64 {
        /// Its place after the format number, in bytes.
        at: usize,
    },
    /// Damaged: the checksum disagrees.
    BadChecksum,
    /// Made with a preset dictionary that this Sudog does not have.
    UnknownDictionary {
        /// Its number.
        id: u8,
    },
    /// Intact, but the compressed data makes no sense.
    BadCompression,
    /// Intact, but the state in it makes no sense.
    BadState,
    /// Over a limit.
    TooLarge {
        /// What is too large.
        part: Part,
        /// The most that is allowed.
        limit: usize,
    },
}

/// Parts of a link that have limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The text of the link, in characters.
    Link,
    /// The program with everything else, in bytes.
    State,
    /// The list of manual choices.
    Choices,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotALink => f.write_str("this is not a Sudog share link"),
            Error::NewerVersion { version } => {
                write!(
                    f,
                    "the link was made with a newer version of Sudog (format {version})"
                )
            }
            Error::Truncated => f.write_str("the link is cut off: its end is missing"),
            Error::BadBase64 { at } => write!(f, "the link is damaged at character {}", at + 1),
            Error::BadChecksum => f.write_str("the link is damaged: its checksum disagrees"),
            Error::UnknownDictionary { id } => {
                write!(
                    f,
                    "the link was made with a newer version of Sudog (dictionary {id})"
                )
            }
            Error::BadCompression => f.write_str("the link holds no readable data"),
            Error::BadState => f.write_str("the link holds no readable program"),
            Error::TooLarge {
                part: Part::Link,
                limit,
            } => {
                write!(f, "the link would be longer than {limit} characters")
            }
            Error::TooLarge {
                part: Part::State,
                limit,
            } => {
                write!(f, "the program is larger than {limit} bytes")
            }
            Error::TooLarge {
                part: Part::Choices,
                limit,
            } => {
                write!(f, "there are more than {limit} manual choices")
            }
        }
    }
}

impl std::error::Error for Error {}
