//! Constants, the type checker, generics, sizes. Output: side tables keyed by node id.
