//! Spans, source maps, diagnostics, symbols and typed index vectors. Knows nothing of Go.
