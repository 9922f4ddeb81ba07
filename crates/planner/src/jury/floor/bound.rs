//! How good a plan with a floor can be.
//!
//! Two Lagrangian bounds. The first puts a price on every entry's floor; what remains is a
//! flow, so it is as good as the linear program. The second puts a price on every juror's
//! places instead; what remains is the best set of each entry by itself, which knows that
//! sets are whole (Geoffrion, *Lagrangean relaxation for integer programming*, 1974: where
//! the first is integral the second is better). At the prices where the first ends the
//! second is at least as good, and it goes on from there. Steps after Polyak (1969).

use super::{
    choice::{Chooser, Decision},
    exchange::Draft,
    table::Table,
};
use crate::{
    Control,
    jury::{auction::auction, exact::exact_prices, graph::Graph, problem::Pairs},
};

/// Prices are whole multiples of this part of a unit.
pub(super) const SCALE: i64 = 1 << 10;

/// What the flows found.
pub(super) struct Flows {
    /// No plan with the floor has a greater total.
    pub bound: i128,
    /// The prices of places at the best bound, in units of `1/SCALE`.
    pub prices: Vec<i64>,
    /// The prices of the entries' floors there, likewise.
    pub extra: Vec<i64>,
    /// The best plan with the floor that was met.
    pub draft: Option<Draft>,
}

/// The bound by flows: prices of floors. `None` if the control said stop at once.
pub(super) fn by_flows(
    table: &Table<'_>,
    pairs: &Pairs,
    floor: i128,
    start: Option<Draft>,
    rounds: usize,
    control: &Control<'_>,
) -> Option<Flows> {
    let problem = table.problem;
    let entries = table.entries();
    let grain = i128::from(table.grain());
    let mut extra = vec![0_i64; entries];
    let mut values = pairs.values.clone();
    let mut best: Option<Flows> = None;
    let mut draft = start;
    let mut agility = 1.0;
    let mut idle = 0;
    for round in 0..rounds {
        for (entry, more) in extra.iter().enumerate() {
            for at in pairs.of(entry as u32) {
                values[at] = pairs.values[at].checked_mul(SCALE + more)?;
            }
        }
        let graph = Graph { values: &values, ..problem.graph(pairs) };
        let sold = auction(&graph, control).filter(|s| s.is_exact);
        let Some(sold) = sold else { break };
        let mut list = Vec::new();
        let mut worth = 0_i128;
        let mut entry = 0;
        for at in sold.taken.iter() {
            while pairs.starts[entry + 1] as usize <= at {
                entry += 1;
            }
            list.push((entry as u32, pairs.jurors[at]));
            worth += i128::from(values[at]);
        }
        let here = Draft::new(table, &list);
        let spent: i128 = extra.iter().map(|&e| i128::from(e) * floor).sum();
        let bound = (worth - spent).div_euclid(i128::from(SCALE)).div_euclid(grain) * grain;
        if best.as_ref().is_none_or(|b| bound < b.bound) {
            let prices = exact_prices(&graph, &sold.taken, &sold.prices, sold.scale)?;
            let prices = prices.iter().map(|&p| p.clamp(-(1 << 61), 1 << 61) as i64).collect();
            best = Some(Flows { bound, prices, extra: extra.clone(), draft: None });
            idle = 0;
        } else {
            idle += 1;
            if idle % 8 == 0 {
                agility *= 0.6;
            }
        }
        let missing: Vec<i128> = here.sums.iter().map(|s| floor - s).collect();
        let mut mended = here;
        if (round < 4 || round % 8 == 0 || mended.least() >= floor)
            && mended.improve(table, floor)
            && draft.as_ref().is_none_or(|d| mended.total() > d.total())
        {
            draft = Some(mended);
        }
        let known = best.as_ref().map_or(bound, |b| b.bound);
        let aim = draft.as_ref().map_or(known - known.abs() / 100 - 1, Draft::total);
        if aim >= known || control.is_over() || agility < 1e-3 {
            break;
        }
        let square: f64 =
            missing.iter().zip(&extra).filter(|&(m, e)| *m > 0 || *e > 0).map(|(&m, _)| m as f64 * m as f64).sum();
        if square == 0.0 {
            break;
        }
        let step = agility * (bound - aim).max(grain) as f64 * SCALE as f64 / square;
        for (more, &m) in extra.iter_mut().zip(&missing) {
            *more = (*more as f64 + step * m as f64).round().clamp(0.0, 1e9) as i64;
        }
    }
    best.map(|b| Flows { draft, ..b })
}

/// What the prices of places say under some decisions.
pub(super) struct Places {
    /// No plan has a greater total; `None` if there is none at all.
    pub bound: Option<i128>,
    pub prices: Vec<i64>,
    /// How often each pair was chosen of late, entry by entry; at most 1.
    pub share: Vec<f32>,
    /// The sets that were chosen at the best bound.
    pub chosen: Vec<(u32, u32)>,
}

/// The bound by sets: prices of places, beginning with these.
pub(super) fn by_places(
    table: &Table<'_>,
    floor: i128,
    mut prices: Vec<i64>,
    decisions: &[Decision],
    (aim, rounds): (Option<i128>, usize),
    control: &Control<'_>,
) -> Places {
    let problem = table.problem;
    let grain = i128::from(table.grain());
    let mut chooser = Chooser::default();
    let mut best = Places {
        bound: Some(i128::MAX),
        prices: prices.clone(),
        share: vec![0.0; table.entries() * table.jurors],
        chosen: Vec::new(),
    };
    let mut agility = 1.0_f64;
    let mut idle = 0;
    let mut smooth: Vec<f64> = vec![0.0; table.jurors];
    for round in 0..rounds {
        let mut worth = 0_i128;
        let mut load = vec![0_u32; table.jurors];
        let mut chosen = Vec::new();
        for entry in 0..table.entries() {
            let decided = &decisions[entry * table.jurors..][..table.jurors];
            let Some(choice) = chooser.choose(table, entry, (&prices, SCALE), floor, decided) else {
                best.bound = None;
                return best;
            };
            worth += choice.gain;
            for juror in choice.jurors {
                load[juror as usize] += 1;
                chosen.push((entry as u32, juror));
            }
        }
        let fade = if round == 0 { 0.0 } else { 0.93 };
        best.share.iter_mut().for_each(|s| *s *= fade);
        for &(entry, juror) in &chosen {
            best.share[entry as usize * table.jurors + juror as usize] += 1.0 - fade;
        }
        let mut square = 0.0;
        let mut slope = vec![0.0; table.jurors];
        for juror in 0..table.jurors {
            let (least, most) = (problem.least[juror], problem.most[juror].min(table.entries() as u32));
            let price = prices[juror];
            let limit = if price > 0 { most } else { least };
            worth += i128::from(price) * i128::from(limit);
            let excess = if load[juror] > most {
                f64::from(load[juror] - most)
            } else if load[juror] < least {
                -f64::from(least - load[juror])
            } else if price > 0 {
                -f64::from(most - load[juror])
            } else if price < 0 {
                f64::from(load[juror] - least)
            } else {
                0.0
            };
            // Half of the last direction goes along (Camerini, Fratta and Maffioli 1975).
            smooth[juror] = 0.4 * smooth[juror] + excess;
            slope[juror] = smooth[juror];
            square += excess * smooth[juror];
        }
        let square = if square > 0.0 { slope.iter().map(|s| s * s).sum::<f64>().max(square) } else { 0.0 };
        let bound = worth.div_euclid(i128::from(SCALE)).div_euclid(grain) * grain;
        if best.bound.is_none_or(|b| bound < b) {
            best.bound = Some(bound);
            best.prices.copy_from_slice(&prices);
            best.chosen = chosen;
            idle = 0;
        } else {
            idle += 1;
            if idle % 10 == 0 {
                agility *= 0.7;
            }
        }
        let known = best.bound.unwrap_or(bound);
        if aim.is_some_and(|aim| known <= aim) || control.is_over() || agility < 2e-3 {
            break;
        }
        let target = aim.unwrap_or(known - known.abs() / 200 - 1);
        if square <= 0.0 {
            smooth.fill(0.0);
            if load.iter().zip(&problem.most).zip(&problem.least).all(|((l, m), n)| l <= m && l >= n) && idle > 3 {
                break;
            }
            continue;
        }
        let step = agility * (bound - target).max(grain) as f64 * SCALE as f64 / square;
        for (juror, s) in slope.iter().enumerate() {
            let old = prices[juror];
            let new = (old as f64 + step * s).round().clamp(-1e18, 1e18) as i64;
            // Where the limit changes, the price stops at nothing first.
            prices[juror] = if old.signum() * new.signum() < 0 { 0 } else { new };
        }
    }
    best
}
