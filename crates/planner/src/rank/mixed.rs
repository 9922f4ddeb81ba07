//! Henderson's mixed model equations for items and judges that cross.
//!
//! The model is `y = μ + θ_f σ v_f + θ_k σ v_k + e` with independent `v ~ N(0, 1)` and
//! `e ~ N(0, σ²)`: relative standard deviations `θ`, so that a component of zero is a
//! value like any other (Bates, Mächler, Bolker and Walker, *Fitting linear mixed-effects
//! models using lme4*, 2015). The equations (Henderson 1950) are eliminated in the order
//! folded side, kept side, mean.

use super::{
    design::{Design, Side},
    sparse::{Factor, Inverse},
};

/// A right-hand side, or a solution.
#[derive(Clone, Debug, Default)]
pub(super) struct Vector {
    pub mean: f64,
    pub folded: Vec<f64>,
    pub kept: Vec<f64>,
}

impl Vector {
    pub fn dot(&self, other: &Self) -> f64 {
        let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        self.mean * other.mean + sum(&self.folded, &other.folded) + sum(&self.kept, &other.kept)
    }
}

/// The equations at one pair of relative deviations, factored.
pub(super) struct Equations<'d> {
    pub design: &'d Design,
    /// Of the folded side and of the kept side.
    pub theta: [f64; 2],
    /// The diagonal of the folded side.
    pub folded: Vec<f64>,
    pub factor: Factor<'d>,
    /// What of the mean is left in the end, and its coupling to the kept side.
    pub pivot: f64,
    pub coupling: Vec<f64>,
}

impl<'d> Equations<'d> {
    pub fn new(design: &'d Design, theta: [f64; 2]) -> Self {
        let [tf, tk] = theta;
        let folded: Vec<f64> = design.folded.count.iter().map(|n| tf * tf * n + 1.0).collect();
        let both = tf * tf * tk * tk;
        let factor = Factor::new(&design.pattern, |column, work| {
            work[column] += tk * tk * design.kept.count[column] + 1.0;
            for (f, weight) in design.kept.cells(column) {
                let pull = both * weight / folded[f];
                let others = design.folded.others(f);
                let from = others.partition_point(|&o| (o as usize) < column);
                for (k, other) in design.folded.cells(f).skip(from) {
                    work[k] -= pull * other;
                }
            }
        });
        let mut equations = Self { design, theta, folded, factor, pivot: 0.0, coupling: Vec::new() };
        let border: Vec<f64> = (0..design.kept.len())
            .map(|k| {
                let through: f64 =
                    (design.kept.cells(k)).map(|(f, w)| w * design.folded.count[f] / equations.folded[f]).sum();
                tk * (design.kept.count[k] - tf * tf * through)
            })
            .collect();
        let coupling = equations.solve_kept(&border);
        let through: f64 =
            design.folded.count.iter().zip(&equations.folded).map(|(n, d)| n * n / d).sum::<f64>() * tf * tf;
        let more: f64 = border.iter().zip(&coupling).map(|(b, h)| b * h).sum();
        equations.pivot = (design.rows.len() as f64 - through - more).max(1e-12);
        equations.coupling = coupling;
        equations
    }

    fn solve_kept(&self, right: &[f64]) -> Vec<f64> {
        let mut x: Vec<[f64; 1]> = right.iter().map(|&v| [v]).collect();
        self.factor.forward(&mut x);
        self.factor.backward(&mut x);
        x.into_iter().map(|[v]| v).collect()
    }

    /// The logarithm of the determinant of the equations.
    pub fn log_determinant(&self) -> f64 {
        self.folded.iter().map(|d| d.ln()).sum::<f64>() + self.factor.log_determinant() + self.pivot.ln()
    }

    /// The right-hand side of observations, given by their sums.
    pub fn right(&self, sums: &Vector) -> Vector {
        let scaled = |side: &[f64], theta: f64| side.iter().map(|v| v * theta).collect();
        Vector { mean: sums.mean, folded: scaled(&sums.folded, self.theta[0]), kept: scaled(&sums.kept, self.theta[1]) }
    }

    pub fn solve(&self, right: &Vector) -> Vector {
        let [tf, tk] = self.theta;
        let design = self.design;
        let mut mean = right.mean;
        let mut kept = right.kept.clone();
        for (f, value) in right.folded.iter().enumerate() {
            let part = tf * value / self.folded[f];
            mean -= part * design.folded.count[f];
            for (k, weight) in design.folded.cells(f) {
                kept[k] -= part * tk * weight;
            }
        }
        let pulled: f64 = self.coupling.iter().zip(&kept).map(|(h, t)| h * t).sum();
        let mut kept = self.solve_kept(&kept);
        let mean = (mean - pulled) / self.pivot;
        kept.iter_mut().zip(&self.coupling).for_each(|(v, h)| *v -= h * mean);
        let folded = (right.folded.iter().enumerate())
            .map(|(f, value)| {
                let through: f64 = design.folded.cells(f).map(|(k, w)| w * kept[k]).sum();
                (value - tf * (design.folded.count[f] * mean + tk * through)) / self.folded[f]
            })
            .collect();
        Vector { mean, folded, kept }
    }

    /// The diagonals of the inverse of the equations.
    pub fn variances(&self, inverse: &Inverse<'_>) -> Vector {
        let [tf, tk] = self.theta;
        let design = self.design;
        let kept: Vec<f64> = inverse.diagonal.iter().zip(&self.coupling).map(|(d, h)| d + h * h / self.pivot).collect();
        let mut squares = vec![0.0; design.folded.len()];
        let mut column = vec![0.0; design.kept.len()];
        for k in 0..design.kept.len() {
            column[k] = inverse.diagonal[k];
            for (row, value) in inverse.below(k) {
                column[row] = 2.0 * value;
            }
            for (f, weight) in design.kept.cells(k) {
                let from = design.folded.others(f).partition_point(|&o| (o as usize) < k);
                squares[f] +=
                    weight * design.folded.cells(f).skip(from).map(|(other, w)| w * column[other]).sum::<f64>();
            }
            column[k] = 0.0;
            for (row, _) in inverse.below(k) {
                column[row] = 0.0;
            }
        }
        let folded = (0..design.folded.len())
            .map(|f| {
                let through: f64 = design.folded.cells(f).map(|(k, w)| w * self.coupling[k]).sum();
                let mean = design.folded.count[f] - tk * through;
                let d = self.folded[f];
                1.0 / d + tf * tf / (d * d) * (tk * tk * squares[f] + mean * mean / self.pivot)
            })
            .collect();
        Vector { mean: 1.0 / self.pivot, folded, kept }
    }

    /// The value of an observation in a solution.
    pub fn fitted(&self, solution: &Vector, f: u32, k: u32) -> f64 {
        solution.mean + self.theta[0] * solution.folded[f as usize] + self.theta[1] * solution.kept[k as usize]
    }
}

/// Sums of something per observation: over all, by the folded side, by the kept side.
pub(super) fn sums(design: &Design, values: impl Iterator<Item = f64>) -> Vector {
    let mut sums = Vector { mean: 0.0, folded: vec![0.0; design.folded.len()], kept: vec![0.0; design.kept.len()] };
    for (&(f, k, _), value) in design.rows.iter().zip(values) {
        sums.mean += value;
        sums.folded[f as usize] += value;
        sums.kept[k as usize] += value;
    }
    sums
}

/// How the sums of one working variate go over to the other side.
pub(super) fn across(own: &Side, values: &[f64], other: usize) -> Vec<f64> {
    let mut sums = vec![0.0; other];
    for (at, value) in values.iter().enumerate() {
        for (to, weight) in own.cells(at) {
            sums[to] += weight * value;
        }
    }
    sums
}
