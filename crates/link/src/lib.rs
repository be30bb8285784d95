//! The share-link codec.

#![forbid(unsafe_code)]
