//! Chance that a seed repeats (SplitMix64; Steele, Lea, Flood 2014).

/// A source of random numbers.
pub struct Chance(u64);

impl Chance {
    /// The one of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; nothing below zero or one is but zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// One of several.
    pub fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }

    /// A length: mostly short, and once in a hundred times up to `most`.
    pub fn length(&mut self, most: usize) -> usize {
        let bits = if self.below(100) == 0 { most.max(2).ilog2() as usize + 1 } else { 7 };
        let bits = self.below(bits + 1);
        (1 + self.below(1 << bits)).min(most.max(1))
    }
}
