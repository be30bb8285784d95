//! Lesson model and catalogue.
