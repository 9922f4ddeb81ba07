//! What no plan costs less than: a Lagrangian bound.
//!
//! Two rules tie the tracks of a plan together: a cell has one track only, and every slot
//! of a submission has one session. Priced instead of kept (Held and Karp, "The
//! traveling-salesman problem and minimum spanning trees", 1970; Fisher, "The Lagrangian
//! relaxation method", 1981), they let every track be planned alone, exactly, by a dynamic
//! programme over the sessions: how many cells of which rooms, whether the sessions follow
//! each other, how many cells are parallel, whether one room is enough. What tracks or
//! submissions do to each other (terms 4, 9 and 12 to 16) is left out: it costs nothing
//! or something.
//!
//! Every choice of prices gives a true bound; the method only looks for good
//! ones, by the volume algorithm (Barahona and Anbil, "The volume algorithm: producing primal
//! solutions with a subgradient method", 2000).

use super::{model::Model, track_bound::TrackProblem};

/// Rounds of the subgradient method at most.
const ROUNDS: usize = 3000;
/// How much of the earlier misses stays in the mean, and how many steps are tried from one
/// point before they get shorter.
const MEMORY: f64 = 0.9;
const PATIENCE: usize = 10;
/// Beyond this a round would take too long to be worth it.
const MOST_ENTRIES: usize = 4_000_000;

/// Prices for the rules that are not kept.
pub(super) struct Prices {
    /// Per submission: what each of its slots earns.
    pub(super) slot: Vec<f64>,
    /// Per cell: what it costs to have it.
    pub(super) cell: Vec<f64>,
}

/// How often a rule would have been kept by the tracks that were planned alone.
pub(super) struct Use {
    pub(super) slot: Vec<i64>,
    pub(super) cell: Vec<i64>,
}

/// No plan costs less than this. `known` is what a plan costs that exists; `is_over` is
/// asked every round.
pub(super) fn bound(model: &Model, known: i64, is_over: &dyn Fn() -> bool) -> i64 {
    if model.submissions == 0 || known <= 0 {
        return 0;
    }
    let mut tracks: Vec<TrackProblem> =
        (0..model.tracks).filter(|&t| !model.members[t].is_empty()).map(|t| TrackProblem::new(model, t)).collect();
    if tracks.iter().any(|track| track.size() > MOST_ENTRIES) {
        return 0;
    }
    let mut prices = Prices { slot: vec![0.0; model.submissions], cell: vec![0.0; model.cells()] };
    let unit = model.common_price().max(1);
    let mut best = 0;
    let mut centre: Option<(f64, Vec<f64>, Vec<f64>)> = None;
    let mut mean: Option<(Vec<f64>, Vec<f64>)> = None;
    let mut pace = 0.5;
    let mut stuck = 0;
    for _ in 0..ROUNDS {
        let mut found = Use { slot: vec![0; model.submissions], cell: vec![0; model.cells()] };
        let mut value = 0.0;
        let mut size = 0.0;
        for track in &mut tracks {
            let cost = track.solve(model, &prices, &mut found);
            value += cost;
            size += cost.abs();
        }
        for (i, &price) in prices.slot.iter().enumerate() {
            value += price * f64::from(model.len[i]);
            size += price.abs() * f64::from(model.len[i]);
        }
        let rent: f64 = prices.cell.iter().sum();
        value -= rent;
        size += rent;
        // A sum of n terms is wrong by n ulps of their size at most; this is far more.
        let safe = value - 1e-9 * size - 1e-9;
        if safe > 0.0 {
            // A multiple of what every price is a multiple of.
            best = best.max((safe / unit as f64).ceil() as i64 * unit);
        }
        let slots: Vec<f64> =
            found.slot.iter().zip(&model.len).map(|(&used, &len)| f64::from(len) - used as f64).collect();
        let cells: Vec<f64> = found.cell.iter().map(|&used| used as f64 - 1.0).collect();
        let is_better = centre.as_ref().is_none_or(|(known, ..)| value > *known);
        // A step that would have been longer along what was found now was too short.
        if let (true, Some((miss_slots, miss_cells))) = (is_better, &mean) {
            let along: f64 = slots.iter().zip(miss_slots).chain(cells.iter().zip(miss_cells)).map(|(a, b)| a * b).sum();
            pace = if along >= 0.0 { (pace * 1.1_f64).min(2.0) } else { pace };
        }
        mean = Some(match mean {
            None => (slots, cells),
            Some((mut old_slots, mut old_cells)) => {
                for (old, new) in old_slots.iter_mut().zip(&slots).chain(old_cells.iter_mut().zip(&cells)) {
                    *old = (1.0 - MEMORY) * *new + MEMORY * *old;
                }
                (old_slots, old_cells)
            }
        });
        if is_better {
            centre = Some((value, prices.slot.clone(), prices.cell.clone()));
            stuck = 0;
        } else {
            stuck += 1;
        }
        if best >= known || is_over() || pace < 1e-5 {
            break;
        }
        if stuck >= PATIENCE {
            stuck = 0;
            pace *= 0.66;
        }
        let (Some((value, slot, cell)), Some((miss_slots, miss_cells))) = (&centre, &mean) else { break };
        let downhill = |price: f64, miss: f64| if price == 0.0 { miss.max(0.0) } else { miss };
        let norm: f64 = miss_slots.iter().map(|miss| miss * miss).sum::<f64>()
            + cell.iter().zip(miss_cells).map(|(&price, &miss)| downhill(price, miss).powi(2)).sum::<f64>();
        if norm < 1e-12 {
            break;
        }
        let step = pace * (known as f64 - value).max(unit as f64) / norm;
        prices.slot = slot.iter().zip(miss_slots).map(|(price, miss)| price + step * miss).collect();
        prices.cell = cell.iter().zip(miss_cells).map(|(price, miss)| (price + step * miss).max(0.0)).collect();
    }
    best.min(known)
}
