//! Variance components by restricted maximum likelihood.
//!
//! Average information (Gilmour, Thompson and Cullis, *Average information REML*, 1995) in
//! the three variances, with the residual variance profiled after every step and the step
//! halved until the likelihood rises. Patterson and Thompson (1971) is the likelihood.
#![expect(clippy::needless_range_loop, reason = "several lists run along one number")]

use super::{
    design::Design,
    mixed::{Equations, Vector, across, sums},
};

/// A component below this part of the residual variance is none.
const LEAST: f64 = 1e-7;
/// Below this part it is asked whether it is none.
const NEAR: f64 = 1e-3;
/// And above this multiple there is no residual to speak of.
const MOST: f64 = 1e9;
/// A step by less than this part of a component is the last.
const CLOSE: f64 = 1e-4;

/// With no more scores than this the likelihood is climbed from several sides.
const FEW: usize = 3000;

/// The equations at the best components.
pub(super) struct Fit<'d> {
    pub equations: Equations<'d>,
    pub solution: Vector,
    pub residual: f64,
    /// Both components over the residual variance: folded, kept.
    pub ratio: [f64; 2],
}

/// Twice the negative restricted log-likelihood, up to a constant.
struct Point<'d> {
    fit: Fit<'d>,
    deviance: f64,
}

fn evaluate<'d>(design: &'d Design, totals: &Vector, square: f64, ratio: [f64; 2]) -> Point<'d> {
    let equations = Equations::new(design, ratio.map(f64::sqrt));
    let right = equations.right(totals);
    let solution = equations.solve(&right);
    let free = (design.rows.len() as f64 - 1.0).max(1.0);
    // Rounding leaves something even of a perfect fit.
    let left = (square - solution.dot(&right)).max(1e-14 * square).max(f64::MIN_POSITIVE);
    let deviance = equations.log_determinant() + free * left.ln();
    Point { fit: Fit { equations, solution, residual: left / free, ratio }, deviance }
}

/// The components by the means of squares alone: near enough to begin with.
fn rough(design: &Design, square: f64) -> [f64; 2] {
    let n = design.rows.len() as f64;
    let totals = sums(design, design.rows.iter().map(|r| r.2));
    let within = |totals: &[f64], count: &[f64]| {
        let between: f64 = totals.iter().zip(count).filter(|(_, n)| **n > 0.0).map(|(t, n)| t * t / n).sum();
        let groups = count.iter().filter(|n| **n > 0.0).count() as f64;
        (square - between) / (n - groups).max(1.0)
    };
    let all = square / (n - 1.0).max(1.0);
    let (by_folded, by_kept) = (within(&totals.folded, &design.folded.count), within(&totals.kept, &design.kept.count));
    let residual = (by_folded + by_kept - all).max(0.05 * all);
    [all - by_folded, all - by_kept].map(|v| (v / residual).clamp(0.01, 100.0))
}

/// The best components. `None` where there is nothing to estimate: fewer than two scores, or all the same.
pub(super) fn fit(design: &Design) -> Option<Fit<'_>> {
    let square: f64 = design.rows.iter().map(|r| r.2 * r.2).sum();
    if design.rows.len() < 2 || square <= 1e-20 * design.mean * design.mean {
        return None;
    }
    let totals = sums(design, design.rows.iter().map(|r| r.2));
    let is_open = |side: &[f64]| side.iter().filter(|n| **n > 0.0).count() > 1;
    let open = [is_open(&design.folded.count), is_open(&design.kept.count)];
    // Few scores may have several tops; there it costs nothing to begin from several sides.
    let mut starts = vec![rough(design, square)];
    if design.rows.len() <= FEW {
        starts.extend([[1.0, 1.0], [0.05, 5.0], [5.0, 0.05], [20.0, 20.0]]);
    }
    let points = starts.into_iter().map(|ratio| climb(design, &totals, square, ratio, open));
    points.min_by(|a, b| a.deviance.total_cmp(&b.deviance)).map(|point| point.fit)
}

/// From these ratios to the nearest top.
fn climb<'d>(design: &'d Design, totals: &Vector, square: f64, mut ratio: [f64; 2], mut open: [bool; 2]) -> Point<'d> {
    for (r, open) in ratio.iter_mut().zip(open) {
        *r *= f64::from(u8::from(open));
    }
    let mut point = evaluate(design, totals, square, ratio);
    for _ in 0..60 {
        let step = step(&point.fit, open);
        let mut scale = 1.0;
        let mut next = None;
        for _ in 0..12 {
            let at = moved(&point.fit, step, open, scale);
            let there = evaluate(design, totals, square, at);
            if there.deviance <= point.deviance + 1e-9 * point.deviance.abs() {
                next = Some(there);
                break;
            }
            scale *= 0.5;
        }
        let is_stuck = next.is_none();
        let mut change = 0.0_f64;
        if let Some(next) = next {
            for at in (0..2).filter(|&at| open[at]) {
                let (old, new) = (point.fit.ratio[at], next.fit.ratio[at]);
                change = change.max((new - old).abs() / new.max(1e-6));
            }
            point = next;
        }
        let mut has_closed = false;
        for at in 0..2 {
            // Near the edge, and likelier at the edge: there is no such component.
            if open[at] && point.fit.ratio[at] <= NEAR {
                let mut without = point.fit.ratio;
                without[at] = 0.0;
                let there = evaluate(design, totals, square, without);
                if there.deviance <= point.deviance {
                    open[at] = false;
                    point = there;
                    has_closed = true;
                }
            }
        }
        if has_closed {
            continue;
        }
        if is_stuck {
            break;
        }
        if change < CLOSE || !(open[0] || open[1]) {
            break;
        }
    }
    point
}

/// The ratios after a step in the variances.
fn moved(fit: &Fit<'_>, step: [f64; 3], open: [bool; 2], scale: f64) -> [f64; 2] {
    let residual = (fit.residual + scale * step[2]).max(0.1 * fit.residual);
    let mut ratio = fit.ratio;
    for at in 0..2 {
        if open[at] {
            let old = fit.ratio[at] * fit.residual;
            // Never more than a factor of fifty at once: far from the top the step means little.
            let new = (old + scale * step[at]).clamp(old / 50.0, 50.0 * old);
            ratio[at] = (new / residual).clamp(LEAST, MOST);
        }
    }
    ratio
}

/// A step of average information: folded, kept, residual.
fn step(fit: &Fit<'_>, open: [bool; 2]) -> [f64; 3] {
    let Fit { equations, solution, residual, ratio } = fit;
    let design = equations.design;
    let variances = equations.variances(&equations.factor.inverse());
    let errors: Vec<f64> = design.rows.iter().map(|&(f, k, y)| y - equations.fitted(solution, f, k)).collect();
    let by = sums(design, errors.iter().copied());
    let square: f64 = errors.iter().map(|e| e * e).sum();
    let pulls =
        [by.folded.iter().map(|v| v / residual).collect::<Vec<f64>>(), by.kept.iter().map(|v| v / residual).collect()];
    let lost = [
        design.folded.len() as f64 - variances.folded.iter().sum::<f64>(),
        design.kept.len() as f64 - variances.kept.iter().sum::<f64>(),
    ];
    let mut score = [0.0; 3];
    for at in 0..2 {
        if open[at] {
            let pull: f64 = pulls[at].iter().map(|v| v * v).sum();
            score[at] = 0.5 * (pull - lost[at] / (ratio[at] * residual));
        }
    }
    let free = design.rows.len() as f64 - 1.0 - lost[0] - lost[1];
    score[2] = 0.5 * (square / (residual * residual) - free / residual);
    // The working variates, by their sums over the model's sides and their products.
    let weigh = |values: &[f64], count: &[f64]| values.iter().zip(count).map(|(v, n)| v * n).collect::<Vec<f64>>();
    let variates = [
        Vector {
            mean: pulls[0].iter().zip(&design.folded.count).map(|(v, n)| v * n).sum(),
            folded: weigh(&pulls[0], &design.folded.count),
            kept: across(&design.folded, &pulls[0], design.kept.len()),
        },
        Vector {
            mean: pulls[1].iter().zip(&design.kept.count).map(|(v, n)| v * n).sum(),
            folded: across(&design.kept, &pulls[1], design.folded.len()),
            kept: weigh(&pulls[1], &design.kept.count),
        },
        Vector { mean: by.mean / residual, folded: pulls[0].clone(), kept: pulls[1].clone() },
    ];
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let products = [
        [dot(&pulls[0], &variates[0].folded), dot(&pulls[1], &variates[0].kept), dot(&pulls[0], &pulls[0])],
        [0.0, dot(&pulls[1], &variates[1].kept), dot(&pulls[1], &pulls[1])],
        [0.0, 0.0, square / (residual * residual)],
    ];
    let rights: Vec<Vector> = variates.iter().map(|v| equations.right(v)).collect();
    let mut information = [[0.0; 3]; 3];
    for a in 0..3 {
        let solved = equations.solve(&rights[a]);
        for b in 0..=a {
            let value = 0.5 * (products[b][a] - solved.dot(&rights[b])) / residual;
            information[a][b] = value;
            information[b][a] = value;
        }
    }
    for at in 0..2 {
        if !open[at] {
            for other in 0..3 {
                information[at][other] = 0.0;
                information[other][at] = 0.0;
            }
            information[at][at] = 1.0;
        }
    }
    solve3(information, score)
}

/// Solves three equations; a direction without information is not gone.
fn solve3(mut a: [[f64; 3]; 3], mut b: [f64; 3]) -> [f64; 3] {
    let scale: f64 = (0..3).map(|i| a[i][i]).fold(0.0, f64::max);
    for i in 0..3 {
        a[i][i] += 1e-12 * scale;
        let pivot = a[i][i];
        if pivot <= 0.0 {
            b[i] = 0.0;
            continue;
        }
        for r in i + 1..3 {
            let factor = a[r][i] / pivot;
            for c in i..3 {
                a[r][c] -= factor * a[i][c];
            }
            b[r] -= factor * b[i];
        }
    }
    for i in (0..3).rev() {
        for c in i + 1..3 {
            b[i] -= a[i][c] * b[c];
        }
        b[i] = if a[i][i] > 0.0 { b[i] / a[i][i] } else { 0.0 };
    }
    b
}
