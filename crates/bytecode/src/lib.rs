//! Instruction set, program image, source map, disassembler, verifier. Plain data.
