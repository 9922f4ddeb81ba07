//! Whether a plan keeps the rules, and what it is worth. It shares nothing with the search
//! but what an event and a plan are.

use super::{Event, Plan};
use std::collections::HashSet;

/// What a plan is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The weight of the wishes that come true.
    pub weight: u64,
    /// How many they are.
    pub meetings: usize,
    /// Maximal runs of slots in which somebody is there and idle, between two of their
    /// meetings. Slots in which they are away are not idle.
    pub breaks: u64,
}

/// What a plan is worth, or the first rule that it breaks.
///
/// # Errors
/// In words, with people, wishes and slots counted from 0.
pub fn check(event: &Event, plan: &Plan) -> Result<Score, String> {
    if plan.slots.len() != event.wishes.len() {
        return Err(format!("{} slots for {} wishes", plan.slots.len(), event.wishes.len()));
    }
    let mut taken = HashSet::new();
    let mut tables = vec![0_u32; event.slots];
    let mut days: Vec<Vec<u8>> = vec![Vec::new(); event.there.len()];
    let mut score = Score::default();
    for (number, (wish, slot)) in event.wishes.iter().zip(&plan.slots).enumerate() {
        let Some(slot) = *slot else { continue };
        if usize::from(slot) >= event.slots {
            return Err(format!("wish {number} is in slot {slot}, which does not exist"));
        }
        for person in [wish.a, wish.b] {
            if event.there[person as usize] & (1 << slot) == 0 {
                return Err(format!("wish {number}: person {person} is away in slot {slot}"));
            }
            if !taken.insert((person, slot)) {
                return Err(format!("wish {number}: person {person} has two meetings in slot {slot}"));
            }
            days[person as usize].push(slot);
        }
        tables[usize::from(slot)] += 1;
        score.weight += u64::from(wish.weight);
        score.meetings += 1;
    }
    if let Some(slot) = tables.iter().position(|used| *used > event.tables) {
        return Err(format!("slot {slot} has {} meetings at {} tables", tables[slot], event.tables));
    }
    for (person, day) in days.iter_mut().enumerate() {
        day.sort_unstable();
        score.breaks += day
            .windows(2)
            .filter(|two| (two[0] + 1..two[1]).any(|slot| event.there[person] & (1 << slot) != 0))
            .count() as u64;
    }
    Ok(score)
}
