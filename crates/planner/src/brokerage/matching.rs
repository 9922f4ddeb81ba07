//! A fractional b-matching: as many meetings as people have time for, tables at a price.
//!
//! Fractional b-matching is half of a transport between two copies of the people
//! (Schrijver, *Combinatorial Optimization*, 2003, chapter 30), and that is the flow that
//! assigns juries ([`crate::jury`]).

use super::Event;
use crate::{
    Control,
    jury::{auction::auction, graph::Graph},
};

/// What a slot of each person is worth, and how many meetings there would be.
pub(super) struct Matching {
    /// Per person, at least 0: what one more of their slots would add.
    pub(super) prices: Vec<f64>,
    /// How many wishes come true, halves counted as halves.
    pub(super) meetings: f64,
}

/// The best fractional matching where a table costs `rent`; `None` if the control
/// stopped the run.
pub(super) fn matching(event: &Event, rent: u32, control: &Control<'_>) -> Option<Matching> {
    let people = event.there.len();
    let wishes: Vec<_> = event.wishes.iter().filter(|wish| wish.weight > rent && event.both(wish) != 0).collect();
    let mut degree = vec![0_u32; people];
    for wish in &wishes {
        degree[wish.a as usize] += 1;
        degree[wish.b as usize] += 1;
    }
    let time: Vec<u32> = (0..people).map(|p| event.there[p].count_ones().min(degree[p])).collect();
    // Whoever has fewer meetings than time spends the rest with nobody, once with each of
    // as many nobodies as the longest day has slots.
    let nobodies = time.iter().copied().max().unwrap_or(0) as usize;
    let mut starts = vec![0_u32; people + 1];
    for person in 0..people {
        starts[person + 1] = starts[person] + degree[person] + time[person];
    }
    let mut next = starts.clone();
    let mut jurors = vec![0_u32; starts[people] as usize];
    let mut values = vec![0_i64; jurors.len()];
    let mut add = |from: u32, to: u32, value: i64| {
        let at = &mut next[from as usize];
        (jurors[*at as usize], values[*at as usize]) = (to, value);
        *at += 1;
    };
    for wish in &wishes {
        let value = i64::from(wish.weight - rent);
        add(wish.a, wish.b, value);
        add(wish.b, wish.a, value);
    }
    for person in 0..people as u32 {
        (0..time[person as usize]).for_each(|nobody| add(person, people as u32 + nobody, 0));
    }
    let mut most = time.clone();
    most.resize(people + nobodies, people as u32);
    let least = vec![0; most.len()];
    let graph = Graph { starts: &starts, jurors: &jurors, values: &values, demand: &time, least: &least, most: &most };
    let sold = auction(&graph, control)?;
    let meetings = sold.taken.iter().filter(|&arc| (jurors[arc] as usize) < people).count() as f64 / 2.0;
    let rent = f64::from(rent);
    let right: Vec<f64> =
        sold.prices[..people].iter().map(|&price| (price as f64 / sold.scale as f64).max(0.0)).collect();
    // Of the other side the best prices for these.
    let mut gains: Vec<Vec<f64>> = vec![Vec::new(); people];
    for wish in &wishes {
        let value = f64::from(wish.weight) - rent;
        gains[wish.a as usize].push(value - right[wish.b as usize]);
        gains[wish.b as usize].push(value - right[wish.a as usize]);
    }
    let left = gains.iter_mut().zip(&time).map(|(gains, &time)| {
        gains.sort_unstable_by(|a, b| b.total_cmp(a));
        gains.get(time as usize).copied().unwrap_or(0.0).max(0.0)
    });
    let prices = left.zip(&right).map(|(left, right)| (left + right) / 2.0).collect();
    Some(Matching { prices, meetings })
}
