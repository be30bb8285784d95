//! Checked program to bytecode, monomorphised.
