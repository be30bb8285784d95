//! Project commands: serve, test, build, size, bench.

fn main() {}
