//! The share-link codec.
