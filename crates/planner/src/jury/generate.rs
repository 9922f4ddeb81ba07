//! Problems of any size, with the statistics of real juries: topics, and jurors whom many entries want.

use super::{Labels, Pairs, Problem};
use crate::chance::Chance;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many entries.
    pub entries: usize,
    /// How many jurors.
    pub jurors: usize,
    /// How many jurors each entry could have.
    pub candidates: usize,
    /// The fewest and the most reviews that an entry needs.
    pub reviews: (u32, u32),
    /// The most entries of a juror.
    pub most: u32,
    /// The fewest entries of a juror.
    pub least: u32,
    /// How many topics there are.
    pub topics: usize,
}

/// The numbers from 0 as names.
pub fn labels(count: usize) -> Labels {
    Labels::numbered(0, count)
}

/// Entries have a topic and a neighbouring one; jurors have a few topics in which they are
/// more or less at home, and a renown with a heavy tail that draws candidacies. Affinities
/// have four digits. Pairs that are not listed cannot be.
pub fn generate(shape: Shape, seed: u64) -> Problem {
    let mut chance = Chance::new(seed);
    let topics = shape.topics.max(1);
    let mut by_topic: Vec<Vec<u32>> = vec![Vec::new(); topics];
    let mut skill = Vec::with_capacity(shape.jurors);
    for juror in 0..shape.jurors {
        let renown = (1.0 - chance.unit()).powf(-0.5).min(12.0);
        let home = chance.below(topics);
        skill.push((home, 0.4 + 0.6 * chance.unit()));
        for at in [home, (home + 1) % topics, chance.below(topics)] {
            // Drawn from at random, so a name that stands here often is wanted often.
            for _ in 0..renown.ceil() as usize {
                by_topic[at].push(juror as u32);
            }
        }
    }
    let mut pairs = Pairs { starts: vec![0], ..Pairs::default() };
    let mut reviews = Vec::with_capacity(shape.entries);
    let mut is_seen = vec![u32::MAX; shape.jurors];
    for entry in 0..shape.entries {
        let topic = chance.below(topics);
        let spread = u64::from(shape.reviews.1.saturating_sub(shape.reviews.0)) + 1;
        reviews.push(shape.reviews.0 + (chance.next() % spread) as u32);
        let mut found: Vec<(u32, i64)> = Vec::new();
        let wanted = shape.candidates.min(shape.jurors);
        while found.len() < wanted {
            let roll = chance.unit();
            let at = if roll < 0.7 { topic } else { (topic + 1) % topics };
            let juror = if roll > 0.95 || by_topic[at].is_empty() {
                chance.below(shape.jurors) as u32
            } else {
                by_topic[at][chance.below(by_topic[at].len())]
            };
            // A topic may have fewer jurors than are wanted.
            let juror = if is_seen[juror as usize] == entry as u32 { chance.below(shape.jurors) as u32 } else { juror };
            if std::mem::replace(&mut is_seen[juror as usize], entry as u32) == entry as u32 {
                continue;
            }
            let (home, depth) = skill[juror as usize];
            let near = if home == topic { 1.0 } else { 0.55 };
            found.push((juror, (10_000.0 * near * depth * (0.5 + 0.5 * chance.unit())) as i64));
        }
        found.sort_unstable();
        for (juror, value) in found {
            pairs.jurors.push(juror);
            pairs.values.push(value);
        }
        pairs.starts.push(pairs.jurors.len() as u32);
    }
    Problem {
        entries: Labels::numbered(0, shape.entries),
        jurors: Labels::numbered(0, shape.jurors),
        reviews,
        least: vec![shape.least; shape.jurors],
        most: vec![shape.most; shape.jurors],
        pairs,
        digits: 4,
        ..Problem::default()
    }
}
