//! What no plan is worth more than.
//!
//! Slots are forgotten: everybody has as many meetings as slots in which they are there,
//! and all together have no more than tables and people allow. Of that, prices of people
//! and a rent of tables prove a bound by linear duality, whatever they are; the
//! [`matching`](super::matching) gives good ones.

use super::{Event, matching::matching};
use crate::Control;

/// Prices, and what they prove.
pub(super) struct Bound {
    /// No plan weighs more.
    pub(super) weight: u64,
    /// Per person, what one slot more would be worth.
    pub(super) prices: Vec<f64>,
    /// What a table more would be worth.
    pub(super) rent: f64,
}

impl Bound {
    /// Nothing but the sum of all wishes.
    fn trivial(event: &Event) -> Self {
        let weight = event.wishes.iter().map(|wish| u64::from(wish.weight)).sum();
        Self { weight, prices: vec![0.0; event.there.len()], rent: 0.0 }
    }

    /// What these prices prove.
    fn of(event: &Event, prices: Vec<f64>, rent: f64, room: u64) -> Self {
        let mut degree = vec![0_u32; prices.len()];
        let mut sum = rent * room as f64;
        for wish in event.wishes.iter().filter(|wish| event.both(wish) != 0) {
            degree[wish.a as usize] += 1;
            degree[wish.b as usize] += 1;
            sum += (f64::from(wish.weight) - prices[wish.a as usize] - prices[wish.b as usize] - rent).max(0.0);
        }
        for ((price, there), degree) in prices.iter().zip(&event.there).zip(degree) {
            sum += price * f64::from(there.count_ones().min(degree));
        }
        // Weights are whole; a sum of n terms is wrong by n ulps at most, and this is far more.
        let weight = (sum + 1e-9 * sum + 1e-6).floor() as u64;
        Self { weight, prices, rent }
    }

    /// What a wish is worth beyond the slots and the table that it takes.
    pub(super) fn gain(&self, event: &Event, wish: usize) -> f64 {
        let one = event.wishes[wish];
        f64::from(one.weight) - self.prices[one.a as usize] - self.prices[one.b as usize] - self.rent
    }
}

/// The best bound that was found before the control stopped the run.
pub(super) fn bound(event: &Event, control: &Control<'_>) -> Bound {
    let room = event.room();
    let mut best = Bound::trivial(event);
    let mut better = |rent: u32| {
        let found = matching(event, rent, control)?;
        let bound = Bound::of(event, found.prices, f64::from(rent), room);
        if bound.weight < best.weight {
            best = bound;
        }
        Some(found.meetings)
    };
    let Some(meetings) = better(0) else { return best };
    if meetings <= room as f64 {
        return best;
    }
    // Tables are short. The bound is convex in their rent and least where they just suffice.
    let heaviest = event.wishes.iter().map(|wish| wish.weight).max().unwrap_or(0);
    let (mut low, mut high) = (0, heaviest);
    while low + 1 < high {
        let rent = low.midpoint(high);
        match better(rent) {
            Some(meetings) if meetings > room as f64 => low = rent,
            Some(_) => high = rent,
            None => break,
        }
    }
    // Where every table has the heaviest of wishes, people have no price.
    let at_most = Bound::of(event, vec![0.0; event.there.len()], f64::from(heaviest), room);
    if at_most.weight < best.weight { at_most } else { best }
}
