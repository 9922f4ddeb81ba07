//! Whole prices that prove an assignment best.
//!
//! The prices of the auction are right up to less than one unit in a cycle. Rounded
//! down, they are mended by raising whichever price is too low for an entry that would
//! rather have the juror; that is Bellman and Ford's method on the residual graph, and it
//! ends because a best assignment has no cycle that gains.
#![expect(clippy::needless_range_loop, reason = "several lists run along one number")]

use super::graph::{Arcs, Graph};
use std::collections::VecDeque;

/// The price of one place of each juror, in the unit of the affinities: what one review
/// more of theirs would add to the total, and if negative, what their least load costs.
///
/// For every entry no juror whom it lacks gains more than one whom it has, where a gain is
/// affinity less price; a juror with free places costs at most 0, and one above the least
/// load at least 0. `None` if the assignment is not the best.
pub(super) fn exact_prices(graph: &Graph<'_>, taken: &Arcs, rough: &[i128], scale: i64) -> Option<Vec<i128>> {
    let (entries, jurors) = (graph.entries(), graph.jurors());
    let mut starts = vec![0_u32; jurors + 1];
    for arc in taken.iter() {
        starts[graph.jurors[arc] as usize + 1] += 1;
    }
    for at in 0..jurors {
        starts[at + 1] += starts[at];
    }
    let load = |juror: usize| starts[juror + 1] - starts[juror];
    let mut next = starts.clone();
    let mut holders = vec![0_u32; starts[jurors] as usize];
    for entry in 0..entries {
        for arc in graph.of(entry).filter(|&arc| taken.has(arc)) {
            let slot = &mut next[graph.jurors[arc] as usize];
            holders[*slot as usize] = entry as u32;
            *slot += 1;
        }
    }
    let mut price: Vec<i128> = rough.iter().map(|&p| p.div_euclid(i128::from(scale))).collect();
    let mut ground = 0;
    for juror in 0..jurors {
        if load(juror) < graph.most[juror] {
            price[juror] = price[juror].min(0);
        }
    }
    let mut queue: VecDeque<u32> = (0..=entries as u32).collect();
    let mut is_queued = vec![true; entries + 1];
    let mut left = (entries as u64 + 2) * (jurors as u64 + 2);
    let mut raised = Vec::new();
    while let Some(who) = queue.pop_front() {
        let who = who as usize;
        is_queued[who] = false;
        left = left.checked_sub(1)?;
        raised.clear();
        if who == entries {
            for juror in 0..jurors {
                if load(juror) > graph.least[juror] && price[juror] < ground {
                    price[juror] = ground;
                    raised.push(juror);
                }
            }
        } else {
            let gain = |arc: usize| i128::from(graph.values[arc]) - price[graph.jurors[arc] as usize];
            let Some(least) = graph.of(who).filter(|&arc| taken.has(arc)).map(gain).min() else { continue };
            for arc in graph.of(who) {
                let juror = graph.jurors[arc] as usize;
                let bearable = i128::from(graph.values[arc]) - least;
                // Nobody can take part who has no place at all.
                if bearable > price[juror] && graph.most[juror] > 0 && !taken.has(arc) {
                    price[juror] = bearable;
                    raised.push(juror);
                }
            }
        }
        for &juror in &raised {
            if load(juror) < graph.most[juror] && price[juror] > ground {
                ground = price[juror];
                if !std::mem::replace(&mut is_queued[entries], true) {
                    queue.push_back(entries as u32);
                }
            }
            for &holder in &holders[starts[juror] as usize..starts[juror + 1] as usize] {
                if !std::mem::replace(&mut is_queued[holder as usize], true) {
                    queue.push_back(holder);
                }
            }
        }
    }
    for juror in 0..jurors {
        price[juror] -= ground;
        if load(juror) == 0 && graph.most[juror] == 0 {
            price[juror] = price[juror].max(0);
        }
    }
    Some(price)
}
