//! Mixing of integers: the same on every target and build. Not a defence against an adversary.

/// One number out of two.
#[inline]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd6e8_feb8_6659_fd93);
    let x = (wide as u64) ^ (wide >> 64) as u64;
    // A zero factor must not wipe out the other one.
    (x ^ a.rotate_left(23) ^ b.rotate_left(47)).wrapping_mul(0x2545_f491_4f6c_dd1d)
}

/// 128 bits out of one, for sums over sets.
#[inline]
pub(crate) fn widen(x: u64) -> u128 {
    u128::from(mix(x, 0xa076_1d64_78bd_642f)) << 64 | u128::from(mix(x, 0xe703_7ed1_a0b4_28db))
}

/// A small seeded source of random numbers: that of schedules, for numbers of 64 bits.
#[derive(Clone, Debug)]
pub(crate) struct Rng(sched::Rng);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Rng(sched::Rng::new(seed ^ 0x1234_5678_9abc_def1))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0.next()
    }

    /// Uniform below `n`; 0 for `n` = 0.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }
}
