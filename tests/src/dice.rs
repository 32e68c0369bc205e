//! Chance that can be repeated: the same seed gives the same cases on every machine.

/// [SplitMix64](https://doi.org/10.1145/2714064.2660195): a few lines that give the same numbers everywhere and for ever.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one case: each case has its own, so that one can be repeated without those before it.
    #[must_use]
    pub fn new(seed: u64, case: u64) -> Self {
        Dice(seed.wrapping_add(case.wrapping_mul(0xD134_2543_DE82_EF95)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below the limit.
    ///
    /// # Panics
    /// Where the limit is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }

    /// Whether it happens, once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Whether it happens, so often in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    ///
    /// # Panics
    /// Where there are none.
    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// One of these, some more often than others.
    ///
    /// # Panics
    /// Where there are none.
    pub fn weigh<T: Clone>(&mut self, choices: &[(usize, T)]) -> T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, choice) in choices {
            if left < *weight {
                return choice.clone();
            }
            left -= weight;
        }
        unreachable!("the weights add up")
    }

    /// Each of these, so often in a hundred.
    pub fn some<T: Clone>(&mut self, choices: &[T], percent: usize) -> Vec<T> {
        choices.iter().filter(|_| self.chance(percent)).cloned().collect()
    }
}
