//! The search: simulated annealing with reheats (Kirkpatrick, Gelatt and Vecchi, 1983),
//! over the changes of [`super::moves`].

use super::{moves::Moves, state::State};
use crate::chance::Chance;

/// One cooling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cooling {
    pub(super) from: f64,
    pub(super) to: f64,
}

/// How far a cooling has come, from 0 to 1, asked for now and then; above 1 it ends.
pub(super) type Clock<'a> = &'a mut dyn FnMut(u64) -> f64;

/// Changes per look at the clock.
pub(super) const STRIDE: u64 = 256;

/// Where everything stands.
pub(super) type Places = (Vec<u32>, Vec<u32>);

/// Cools once, or until a score of `floor` is met. Gives the places that have the lowest
/// score met.
pub(super) fn cool(
    state: &mut State<'_>,
    moves: &mut Moves,
    chance: &mut Chance,
    cooling: Cooling,
    floor: i64,
    clock: Clock<'_>,
) -> Places {
    let mut best = state.score;
    let mut places = (state.cell_of.clone(), state.slot_of.clone());
    let mut is_better = false;
    let mut made = 0_u64;
    let ratio = (cooling.to / cooling.from).ln();
    loop {
        let at = clock(made);
        if at > 1.0 || best <= floor {
            break;
        }
        let temperature = cooling.from * (ratio * at).exp();
        for _ in 0..STRIDE {
            made += 1;
            let before = state.score;
            state.journal.clear();
            if !moves.make(state, chance) {
                if !state.journal.is_empty() {
                    state.undo(0);
                }
                continue;
            }
            state.settle();
            let worse = state.score - before;
            if worse <= 0 || (worse as f64) < -temperature * (1.0 - chance.unit()).ln() {
                if state.score < best {
                    best = state.score;
                    is_better = true;
                } else if is_better && state.score > best {
                    // Kept only when it is left, not on every step down.
                    is_better = false;
                    state.undo(0);
                    places.0.copy_from_slice(&state.cell_of);
                    places.1.copy_from_slice(&state.slot_of);
                }
            } else {
                state.undo(0);
            }
        }
    }
    if is_better {
        places = (state.cell_of.clone(), state.slot_of.clone());
    }
    places
}
