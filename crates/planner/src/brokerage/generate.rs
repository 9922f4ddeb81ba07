//! Events of any size, with the statistics of real ones: a few people whom everybody would
//! meet, wishes within a field more than across, and people who come late, leave early or
//! are on a stage for an hour.

use super::{Event, MOST_SLOTS, Wish};
use crate::chance::Chance;
use std::collections::HashSet;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many people.
    pub people: usize,
    /// How many wishes.
    pub wishes: usize,
    /// How many slots, at most [`MOST_SLOTS`].
    pub slots: usize,
    /// How many tables.
    pub tables: u32,
    /// The share of slots in which people are away.
    pub away: f64,
    /// The greatest weight; 1 makes all wishes alike.
    pub weight: u32,
}

/// An event of this shape. The same seed gives the same event.
pub fn generate(shape: &Shape, seed: u64) -> Event {
    let mut chance = Chance::new(seed);
    let slots = shape.slots.clamp(1, MOST_SLOTS);
    let people = shape.people;
    let there = (0..people).map(|_| there(slots, shape.away, &mut chance)).collect();
    // Renown has a heavy tail: Pareto with exponent 1.3, cut so that nobody is wanted by all.
    let renown: Vec<f64> =
        (0..people).map(|_| (1.0 - chance.unit()).powf(-1.0 / 1.3).min((people as f64).sqrt())).collect();
    let fields = (people / 250).max(1);
    let field: Vec<usize> = (0..people).map(|_| chance.below(fields)).collect();
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); fields];
    (0..people).for_each(|person| members[field[person]].push(person as u32));
    let everybody: Vec<u32> = (0..people as u32).collect();
    let drawn = |among: &[u32]| sums(among.iter().map(|&person| renown[person as usize]));
    let (all, own): (Vec<f64>, Vec<Vec<f64>>) = (drawn(&everybody), members.iter().map(|some| drawn(some)).collect());
    let mut known = HashSet::new();
    let mut wishes = Vec::with_capacity(shape.wishes);
    let possible = people * people.saturating_sub(1) / 2;
    let mut attempts = 40 * shape.wishes;
    while wishes.len() < shape.wishes.min(possible) && attempts > 0 {
        attempts -= 1;
        let a = chance.below(people) as u32;
        let f = field[a as usize];
        let b = if chance.unit() < 0.7 {
            members[f][draw(&own[f], &mut chance)]
        } else {
            everybody[draw(&all, &mut chance)]
        };
        if a != b && known.insert((a.min(b), a.max(b))) {
            // Most wishes are faint; what both want weighs most.
            let weight = 1 + (f64::from(shape.weight) * chance.unit().powi(2)) as u32;
            wishes.push(Wish { a, b, weight: weight.min(shape.weight.max(1)) });
        }
    }
    Event { slots, tables: shape.tables, there, wishes }
}

/// Runs of absence until about the share is away.
fn there(slots: usize, away: f64, chance: &mut Chance) -> u64 {
    let all = u64::MAX >> (64 - slots);
    let wanted = (2.0 * away * chance.unit() * slots as f64).round() as u32;
    let mut there = all;
    let mut attempts = 200;
    while slots as u32 - there.count_ones() < wanted.min(slots as u32) && attempts > 0 {
        attempts -= 1;
        let length = 1 + chance.below(slots.div_ceil(8));
        // Arrivals and departures are as likely as an hour in between.
        let from = match chance.below(4) {
            0 => 0,
            1 => slots - length,
            _ => chance.below(slots - length + 1),
        };
        there &= !((u64::MAX >> (64 - length)) << from);
    }
    there & all
}

fn sums(values: impl Iterator<Item = f64>) -> Vec<f64> {
    values
        .scan(0.0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
        .collect()
}

fn draw(sums: &[f64], chance: &mut Chance) -> usize {
    let at = chance.unit() * sums.last().copied().unwrap_or(0.0);
    sums.partition_point(|sum| *sum <= at).min(sums.len().saturating_sub(1))
}
