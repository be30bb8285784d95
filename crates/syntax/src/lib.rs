//! Lexer, recovering parser, syntax tree and formatter. Knows nothing of types.
