//! Lesson model and catalogue.

#![forbid(unsafe_code)]
