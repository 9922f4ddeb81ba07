//! Between which ranks each item is, for all items at once; and whether it is in the top.
//!
//! Mogstad, Romano, Shaikh and Wilhelm, *Inference for ranks with applications to mobility
//! across neighbourhoods and academic achievement across countries* (2023): all
//! differences of two items get simultaneous intervals, and an item stands behind those
//! that are surely better and before those that are surely worse. Where the errors are
//! those of given means, differences that are sure are left out and the others looked at
//! again (Romano and Wolf 2005).

use super::draw::{Errors, WIDTH};
use crate::Control;
use std::collections::HashSet;

/// With more items than this, differences are judged as if errors were independent; that
/// is still right, only wider where they are not.
pub(super) const EXACT: usize = 400;
/// With more than this, by whether two intervals meet, which is a little wider again.
const PAIRWISE: usize = 5000;

/// What came of the draws.
pub(super) struct Ranks {
    /// The part of the draws in which the item was among the first.
    pub top: Vec<f64>,
    /// The best and the worst rank, from 1.
    pub sets: Vec<(u32, u32)>,
}

/// How much a difference of two items is uncertain.
pub(super) enum Spread<'a> {
    /// The standard error of each difference, by rows.
    Exact(Vec<f64>),
    /// By the standard error of each item.
    Single(&'a [f64]),
}

impl Spread<'_> {
    fn of(&self, count: usize, a: usize, b: usize) -> f64 {
        match self {
            Self::Exact(all) => all[a * count + b],
            Self::Single(each) => each[a].hypot(each[b]),
        }
    }
}

/// How many blocks are drawn: enough for a good quantile, in about a second.
fn blocks(errors: &Errors<'_>, pairs: usize) -> usize {
    (1_500_000_000 / (errors.cost() * WIDTH + pairs * WIDTH + 1)).clamp(125, 1250)
}

/// `estimates` with these errors: who is in the first `top`, and who ranks where at this level.
pub(super) fn ranks(
    estimates: &[f64],
    errors: &Errors<'_>,
    spread: &Spread<'_>,
    (top, level): (usize, f64),
    is_fixed: bool,
    control: &Control<'_>,
) -> Ranks {
    let count = estimates.len();
    let is_exact = matches!(spread, Spread::Exact(_));
    let blocks = blocks(errors, if is_exact { count * count / 2 } else { 16 * count });
    let mut sure: HashSet<(u32, u32)> = HashSet::new();
    let mut hits = vec![0.0; count];
    let mut width = f64::INFINITY;
    for round in 0..20 {
        let seen = errors.draw(blocks, control, |draws| {
            let mut hits = vec![0.0; if round == 0 { count } else { 0 }];
            let mut widest = [0.0; WIDTH];
            let mut one = Vec::with_capacity(count);
            for (at, widest) in widest.iter_mut().enumerate() {
                one.clear();
                one.extend(draws.iter().map(|d| d[at]));
                *widest = match spread {
                    Spread::Exact(_) => widest_of_all(&one, spread, &sure),
                    Spread::Single(sizes) => widest_by_size(&one, sizes, &sure),
                };
                if round == 0 {
                    count_top(estimates, &mut one, top, &mut hits);
                }
            }
            (hits, widest)
        });
        let mut all: Vec<f64> = Vec::with_capacity(blocks * WIDTH);
        for (part, widest) in seen {
            hits.iter_mut().zip(part).for_each(|(h, p)| *h += p);
            all.extend(widest);
        }
        all.sort_unstable_by(f64::total_cmp);
        let at = ((level * (all.len() + 1) as f64).ceil() as usize).clamp(1, all.len());
        width = width.min(all[at - 1]);
        if !is_fixed || count > EXACT {
            break;
        }
        let before = sure.len();
        for a in 0..count {
            for b in 0..count {
                if estimates[a] - estimates[b] > width * spread.of(count, a, b) {
                    sure.insert((a as u32, b as u32));
                }
            }
        }
        if sure.len() == before {
            break;
        }
    }
    let draws = (blocks * WIDTH) as f64;
    Ranks { top: hits.into_iter().map(|h| h / draws).collect(), sets: sets(estimates, spread, width) }
}

/// One draw: who is among the first. Who is level with the last of them shares the places.
fn count_top(estimates: &[f64], errors: &mut [f64], top: usize, hits: &mut [f64]) {
    let count = estimates.len();
    if top >= count {
        hits.iter_mut().for_each(|h| *h += 1.0);
        return;
    }
    if top == 0 {
        return;
    }
    errors.iter_mut().zip(estimates).for_each(|(v, e)| *v += e);
    let mut order: Vec<f64> = errors.to_vec();
    let (_, &mut cut, _) = order.select_nth_unstable_by(top - 1, |a, b| b.total_cmp(a));
    let above = errors.iter().filter(|v| **v > cut).count();
    let level = errors.iter().filter(|v| **v == cut).count();
    let share = (top - above) as f64 / level as f64;
    for (hit, value) in hits.iter_mut().zip(errors.iter()) {
        if *value > cut {
            *hit += 1.0;
        } else if *value == cut {
            *hit += share;
        }
    }
}

/// The largest of `(x_b − x_a) / spread` over all differences that are not sure.
fn widest_of_all(errors: &[f64], spread: &Spread<'_>, sure: &HashSet<(u32, u32)>) -> f64 {
    let count = errors.len();
    let mut widest = 0.0;
    for a in 0..count {
        for b in a + 1..count {
            let by = spread.of(count, a, b);
            let distance = (errors[a] - errors[b]).abs();
            if distance > widest * by && by > 0.0 {
                let pair = if errors[a] > errors[b] { (b as u32, a as u32) } else { (a as u32, b as u32) };
                // Here `pair.1` was drawn too high: that it is better than `pair.0` must not be claimed.
                if sure.is_empty() || !sure.contains(&(pair.1, pair.0)) {
                    widest = distance / by;
                }
            }
        }
    }
    widest
}

/// As [`widest_of_all`]. By Cauchy and Schwarz no difference of two items exceeds the root
/// of their squared errors in sum, so only items with large errors need be looked at.
fn widest_by_size(errors: &[f64], sizes: &[f64], sure: &HashSet<(u32, u32)>) -> f64 {
    let relative = |at: u32| {
        let (e, s) = (errors[at as usize], sizes[at as usize]);
        if s > 0.0 { (e / s).abs() } else { 0.0 }
    };
    let mut order: Vec<u32> = (0..errors.len() as u32).collect();
    let mut room = 64;
    loop {
        let room_now = room.min(order.len());
        if room_now < order.len() {
            order.select_nth_unstable_by(room_now, |a, b| relative(*b).total_cmp(&relative(*a)));
        }
        order[..room_now].sort_unstable_by(|a, b| relative(*b).total_cmp(&relative(*a)));
        let mut widest: f64 = 0.0;
        for (at, &a) in order[..room_now].iter().enumerate() {
            for &b in &order[at + 1..room_now] {
                if relative(a).hypot(relative(b)) <= widest {
                    break;
                }
                let by = sizes[a as usize].hypot(sizes[b as usize]);
                let distance = errors[a as usize] - errors[b as usize];
                let pair = if distance > 0.0 { (a, b) } else { (b, a) };
                if by > 0.0 && !sure.contains(&pair) {
                    widest = widest.max(distance.abs() / by);
                }
            }
        }
        if room_now == order.len() || relative(order[0]).hypot(relative(order[room_now])) <= widest {
            return widest;
        }
        room *= 2;
    }
}

fn sets(estimates: &[f64], spread: &Spread<'_>, width: f64) -> Vec<(u32, u32)> {
    let count = estimates.len();
    if let Spread::Single(sizes) = spread
        && count > PAIRWISE
    {
        return apart(estimates, sizes, width);
    }
    (0..count)
        .map(|a| {
            let (mut low, mut high) = (1, count as u32);
            for b in 0..count {
                let by = width * spread.of(count, a, b);
                low += u32::from(estimates[b] - estimates[a] > by);
                high -= u32::from(estimates[a] - estimates[b] > by);
            }
            (low, high)
        })
        .collect()
}

/// Intervals that do not meet.
fn apart(estimates: &[f64], sizes: &[f64], width: f64) -> Vec<(u32, u32)> {
    let ends = |sign: f64| {
        let mut all: Vec<f64> = estimates.iter().zip(sizes).map(|(e, s)| e + sign * width * s).collect();
        all.sort_unstable_by(f64::total_cmp);
        all
    };
    let (lower, upper) = (ends(-1.0), ends(1.0));
    let count = estimates.len();
    estimates
        .iter()
        .zip(sizes)
        .map(|(e, s)| {
            let above = count - lower.partition_point(|&l| l <= e + width * s);
            let below = upper.partition_point(|&u| u < e - width * s);
            (above as u32 + 1, (count - below) as u32)
        })
        .collect()
}
