//! A sparse Cholesky factor, and as much of the inverse as it has places for.
//!
//! Minimum degree (Tinney and Walker 1967) on bit sets, left-looking factorisation, and
//! Takahashi's recursion for the inverse (Erisman and Tinney, *On computing certain
//! elements of the inverse of a sparse matrix*, 1975).

/// Which places of the factor are not zero, and in which order the rows come.
pub(super) struct Pattern {
    /// The old number of each row.
    pub order: Vec<u32>,
    /// The new number of each row.
    pub place: Vec<u32>,
    /// Where a column begins; its rows below the diagonal stand in ascending order.
    pub starts: Vec<usize>,
    pub rows: Vec<u32>,
}

/// Words that the ordering may touch before it leaves the rest as it is.
const PATIENCE: u64 = 4_000_000_000;
/// More places than this are more than a machine has memory for.
const MOST_PLACES: usize = 40_000_000;

impl Pattern {
    /// `groups` are sets of rows each of which is dense. `None` if the factor would be too large.
    pub fn new<'a>(count: usize, groups: impl Iterator<Item = &'a [u32]>) -> Option<Self> {
        let words = count.div_ceil(64);
        if words.checked_mul(count).is_none_or(|w| w > 64_000_000) {
            return None;
        }
        let mut near = vec![0_u64; words * count];
        let mut mask = vec![0_u64; words];
        for group in groups {
            for &row in group {
                mask[row as usize / 64] |= 1 << (row % 64);
            }
            for &row in group {
                let own = &mut near[row as usize * words..][..words];
                own.iter_mut().zip(&mask).for_each(|(a, b)| *a |= b);
            }
            for &row in group {
                mask[row as usize / 64] = 0;
            }
        }
        let mut degree = vec![0_u32; count];
        for row in 0..count {
            near[row * words + row / 64] &= !(1 << (row % 64));
            degree[row] = near[row * words..][..words].iter().map(|w| w.count_ones()).sum();
        }
        let mut pattern = Self { order: Vec::new(), place: vec![u32::MAX; count], starts: vec![0], rows: Vec::new() };
        let mut touched = 0_u64;
        let mut pivot = vec![0_u64; words];
        for at in 0..count {
            let open = (0..count).filter(|&row| pattern.place[row] == u32::MAX);
            let row = if touched < PATIENCE { open.min_by_key(|&row| (degree[row], row))? } else { open.min()? };
            pattern.place[row] = at as u32;
            pattern.order.push(row as u32);
            pivot.copy_from_slice(&near[row * words..][..words]);
            for other in bits(&pivot) {
                pattern.rows.push(other as u32);
                let own = &mut near[other * words..][..words];
                own.iter_mut().zip(&pivot).for_each(|(a, b)| *a |= b);
                own[row / 64] &= !(1 << (row % 64));
                own[other / 64] &= !(1 << (other % 64));
                degree[other] = own.iter().map(|w| w.count_ones()).sum();
                touched += words as u64;
            }
            if pattern.rows.len() > MOST_PLACES {
                return None;
            }
            pattern.starts.push(pattern.rows.len());
        }
        for column in 0..count {
            let rows = &mut pattern.rows[pattern.starts[column]..pattern.starts[column + 1]];
            rows.iter_mut().for_each(|row| *row = pattern.place[*row as usize]);
            rows.sort_unstable();
        }
        Some(pattern)
    }

    pub fn count(&self) -> usize {
        self.order.len()
    }

    fn column(&self, at: usize) -> std::ops::Range<usize> {
        self.starts[at]..self.starts[at + 1]
    }
}

fn bits(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, &word)| {
        std::iter::successors(Some(word), |w| Some(w & w.wrapping_sub(1)))
            .take_while(|&w| w != 0)
            .map(move |w| at * 64 + w.trailing_zeros() as usize)
    })
}

/// `L` with `L L' = S`, in the order of its pattern.
pub(super) struct Factor<'p> {
    pub pattern: &'p Pattern,
    diagonal: Vec<f64>,
    values: Vec<f64>,
}

impl<'p> Factor<'p> {
    /// `column` adds a column of `S` at and below the diagonal to a vector of zeros; rows
    /// and columns are in the new order. `S` is positive definite.
    pub fn new(pattern: &'p Pattern, mut column: impl FnMut(usize, &mut [f64])) -> Self {
        let count = pattern.count();
        let mut factor = Self { pattern, diagonal: vec![0.0; count], values: vec![0.0; pattern.rows.len()] };
        let mut work = vec![0.0; count];
        // The columns whose next row this is, as a chain.
        let mut first = vec![u32::MAX; count];
        let mut chain = vec![u32::MAX; count];
        let mut next: Vec<usize> = pattern.starts[..count].to_vec();
        for at in 0..count {
            column(at, &mut work);
            let mut left = first[at];
            while left != u32::MAX {
                let other = left as usize;
                left = chain[other];
                let begin = next[other];
                let end = pattern.starts[other + 1];
                let pull = factor.values[begin];
                for (&row, &value) in pattern.rows[begin..end].iter().zip(&factor.values[begin..end]) {
                    work[row as usize] -= pull * value;
                }
                next[other] = begin + 1;
                if begin + 1 < end {
                    let row = pattern.rows[begin + 1] as usize;
                    chain[other] = first[row];
                    first[row] = other as u32;
                }
            }
            // Rounding must not make a tiny pivot negative.
            let pivot = work[at].max(1e-14).sqrt();
            work[at] = 0.0;
            factor.diagonal[at] = pivot;
            for place in pattern.column(at) {
                let row = pattern.rows[place] as usize;
                factor.values[place] = work[row] / pivot;
                work[row] = 0.0;
            }
            if let Some(&row) = pattern.rows.get(pattern.starts[at]).filter(|_| !pattern.column(at).is_empty()) {
                chain[at] = first[row as usize];
                first[row as usize] = at as u32;
            }
        }
        factor
    }

    /// The logarithm of the determinant of `S`.
    pub fn log_determinant(&self) -> f64 {
        2.0 * self.diagonal.iter().map(|d| d.ln()).sum::<f64>()
    }

    /// `x := L⁻¹ x` for `W` vectors at once.
    pub fn forward<const W: usize>(&self, x: &mut [[f64; W]]) {
        for at in 0..x.len() {
            for v in &mut x[at] {
                *v /= self.diagonal[at];
            }
            let own = x[at];
            for place in self.pattern.column(at) {
                let value = self.values[place];
                let row = &mut x[self.pattern.rows[place] as usize];
                for (r, o) in row.iter_mut().zip(own) {
                    *r -= value * o;
                }
            }
        }
    }

    /// `x := L⁻ᵀ x` for `W` vectors at once.
    pub fn backward<const W: usize>(&self, x: &mut [[f64; W]]) {
        for at in (0..x.len()).rev() {
            let mut own = x[at];
            for place in self.pattern.column(at) {
                let value = self.values[place];
                let row = &x[self.pattern.rows[place] as usize];
                for (o, r) in own.iter_mut().zip(row) {
                    *o -= value * r;
                }
            }
            for v in &mut own {
                *v /= self.diagonal[at];
            }
            x[at] = own;
        }
    }

    /// `S⁻¹` where `L` has places: the diagonal, and the rest as in the pattern.
    pub fn inverse(&self) -> Inverse<'p> {
        let count = self.pattern.count();
        let mut inverse =
            Inverse { pattern: self.pattern, diagonal: vec![0.0; count], values: vec![0.0; self.values.len()] };
        let mut pull = vec![0.0; count];
        let mut sum = vec![0.0; count];
        for at in (0..count).rev() {
            let column = self.pattern.column(at);
            let rows = &self.pattern.rows[column.clone()];
            for (&row, &value) in rows.iter().zip(&self.values[column.clone()]) {
                pull[row as usize] = value;
            }
            for &other in rows {
                let other = other as usize;
                let own = pull[other];
                let range = self.pattern.column(other);
                let mut dot = inverse.diagonal[other] * own;
                for (&row, &value) in self.pattern.rows[range.clone()].iter().zip(&inverse.values[range]) {
                    dot += value * pull[row as usize];
                    sum[row as usize] += value * own;
                }
                sum[other] += dot;
            }
            let pivot = self.diagonal[at];
            let mut trace = 0.0;
            for (&row, place) in rows.iter().zip(column) {
                let value = -sum[row as usize] / pivot;
                inverse.values[place] = value;
                trace += value * pull[row as usize];
            }
            inverse.diagonal[at] = 1.0 / (pivot * pivot) - trace / pivot;
            if !rows.is_empty() {
                for &row in rows {
                    pull[row as usize] = 0.0;
                }
                sum[at..].fill(0.0);
            }
        }
        inverse
    }
}

/// The elements of an inverse in the places of a factor.
pub(super) struct Inverse<'p> {
    pattern: &'p Pattern,
    pub diagonal: Vec<f64>,
    values: Vec<f64>,
}

impl Inverse<'_> {
    /// The places of a column below the diagonal.
    pub fn below(&self, at: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.pattern.column(at);
        self.pattern.rows[range.clone()].iter().map(|&r| r as usize).zip(self.values[range].iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_factor_solves_and_the_inverse_is_one(
            groups in prop::collection::vec(prop::collection::btree_set(0_u32..9, 1..4), 1..7),
        ) {
            let groups: Vec<Vec<u32>> = groups.into_iter().map(|g| g.into_iter().collect()).collect();
            let count = 9;
            let mut dense = vec![vec![0.0; count]; count];
            for (at, row) in dense.iter_mut().enumerate() {
                row[at] = 4.0 + at as f64;
            }
            for group in &groups {
                for &a in group {
                    for &b in group {
                        if a != b {
                            dense[a as usize][b as usize] -= 0.3;
                        }
                    }
                }
            }
            let pattern = Pattern::new(count, groups.iter().map(|g| &g[..])).unwrap();
            let factor = Factor::new(&pattern, |column, work| {
                for row in column..count {
                    work[row] += dense[pattern.order[row] as usize][pattern.order[column] as usize];
                }
            });
            let inverse = factor.inverse();
            for unit in 0..count {
                let mut x = vec![[0.0]; count];
                x[unit] = [1.0];
                factor.forward(&mut x);
                factor.backward(&mut x);
                for row in 0..count {
                    let got: f64 = (0..count)
                        .map(|c| dense[pattern.order[row] as usize][pattern.order[c] as usize] * x[c][0])
                        .sum();
                    prop_assert!((got - f64::from(u8::from(row == unit))).abs() < 1e-9);
                }
                prop_assert!((x[unit][0] - inverse.diagonal[unit]).abs() < 1e-9);
                for (row, value) in inverse.below(unit) {
                    prop_assert!((x[row][0] - value).abs() < 1e-9);
                }
            }
        }
    }
}
