//! How much the ranking hangs on any one judge.

use super::{Model, Scores, TooLarge, arrange};
use crate::Control;

/// What changes without one judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The judge who is left out.
    pub judge: u32,
    /// How many items get another rank.
    pub moved: usize,
    /// The item that moves farthest, with its rank before and after, from 1.
    pub farthest: Option<(u32, u32, u32)>,
    /// Who comes into the top.
    pub enters: Vec<u32>,
    /// Who falls out of it.
    pub leaves: Vec<u32>,
}

/// Fits the model once for every judge, without them. Ends early if the control says so;
/// then there are fewer answers than judges.
///
/// # Errors
///
/// If the equations would not fit into memory.
pub fn without_each_judge(scores: &Scores, top: usize, control: &Control<'_>) -> Result<Vec<Shift>, TooLarge> {
    let before = places(scores)?;
    let mut shifts = Vec::new();
    for judge in 0..scores.judges.len() as u32 {
        if control.is_over() {
            break;
        }
        let mut less = scores.clone();
        less.rows.retain(|r| r.1 != judge);
        let after = places(&less)?;
        let is_top = |ranks: &[u32], at: usize| (ranks[at] as usize) <= top;
        let moved = |at: &usize| before[*at] != after[*at];
        let all = 0..before.len();
        shifts.push(Shift {
            judge,
            moved: all.clone().filter(moved).count(),
            farthest: (all.clone().filter(moved))
                .max_by_key(|&at| (before[at].abs_diff(after[at]), std::cmp::Reverse(at)))
                .map(|at| (at as u32, before[at], after[at])),
            enters: all.clone().filter(|&at| !is_top(&before, at) && is_top(&after, at)).map(|a| a as u32).collect(),
            leaves: all.filter(|&at| is_top(&before, at) && !is_top(&after, at)).map(|a| a as u32).collect(),
        });
    }
    Ok(shifts)
}

/// The rank of each item by its estimate.
fn places(scores: &Scores) -> Result<Vec<u32>, TooLarge> {
    let arranged = arrange(scores)?;
    let model = Model::fit(&arranged);
    let estimates: Vec<f64> = (0..scores.items.len() as u32).map(|i| model.predict(Some(i), None)).collect();
    let mut order: Vec<u32> = (0..estimates.len() as u32).collect();
    order.sort_by(|&a, &b| estimates[b as usize].total_cmp(&estimates[a as usize]).then(a.cmp(&b)));
    let mut places = vec![0; order.len()];
    for (at, &item) in order.iter().enumerate() {
        places[item as usize] = at as u32 + 1;
    }
    Ok(places)
}
