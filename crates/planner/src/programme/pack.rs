//! Does everything fit at all? A plan has to fill the cells of every track with all of its
//! submissions; nothing else can make a sheet impossible.
//!
//! First it is tried: first fit decreasing, many times with a little chance. Where that
//! fails it is decided: cells differ only by their slots, so a track needs some number of
//! cells of each length, and a dynamic programme over the tracks keeps the smallest of
//! these vectors. It gives a plan, or a proof and the fewest tracks that make it.

use super::model::Model;
use crate::chance::Chance;
use std::collections::BTreeMap;

/// Submission, cell, slot.
pub(super) type Placed = (u32, usize, u32);

/// What is known about fitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Everything has a place.
    Found(Vec<Placed>),
    /// Nothing can have; these tracks alone cannot, and no proper part of them was found
    /// that cannot.
    Impossible(Vec<usize>),
    /// A submission is longer than every session.
    TooLong(usize),
    /// It was too much to decide.
    Unknown,
}

const ATTEMPTS: usize = 64;
/// So many vectors are kept at once, and so many steps made to pack one track.
const MOST_VECTORS: usize = 2_000;
const MOST_SUMS: usize = 200_000;
const MOST_STEPS: usize = 300_000;
/// A track with more submissions of several slots is not packed by trying.
const MOST_LONG: usize = 2_000;

pub(super) fn pack(model: &Model, seed: u64, is_over: &dyn Fn() -> bool) -> Packing {
    let longest = if model.rooms == 0 { 0 } else { model.capacity.iter().copied().max().unwrap_or(0) };
    if let Some(i) = model.len.iter().position(|&len| len > longest) {
        return Packing::TooLong(i);
    }
    let mut chance = Chance::new(seed);
    for attempt in 0..ATTEMPTS {
        if let Some(placed) = try_packing(model, &mut chance, attempt) {
            return Packing::Found(placed);
        }
        if is_over() && attempt > 4 {
            break;
        }
    }
    match Exact::new(model).decide(is_over) {
        Packing::Unknown if is_too_much(model) => {
            Packing::Impossible((0..model.tracks).filter(|&t| !model.members[t].is_empty()).collect())
        }
        decided => decided,
    }
}

/// Whether the tracks need more cells than there are even if all were of the longest kind,
/// or more slots.
fn is_too_much(model: &Model) -> bool {
    let longest = u64::from(model.capacity.iter().copied().max().unwrap_or(0)).max(1);
    let loads = || (0..model.tracks).map(|t| load(model, t));
    let cells: u64 = loads().map(|load| load.div_ceil(longest)).sum();
    let slots: u64 = model.capacity.iter().map(|&slots| u64::from(slots) * model.rooms as u64).sum();
    cells > model.cells() as u64 || loads().sum::<u64>() > slots
}

/// The cells of each length, longest last.
fn cells_by_length(model: &Model) -> BTreeMap<u32, Vec<usize>> {
    let mut by_length: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for cell in (0..model.cells()).rev() {
        if model.cell_capacity(cell) > 0 {
            by_length.entry(model.cell_capacity(cell)).or_default().push(cell);
        }
    }
    by_length
}

fn try_packing(model: &Model, chance: &mut Chance, attempt: usize) -> Option<Vec<Placed>> {
    let mut left = cells_by_length(model);
    let mut tracks: Vec<usize> = (0..model.tracks).filter(|&t| !model.members[t].is_empty()).collect();
    let loads: Vec<u64> = tracks.iter().map(|&t| load(model, t)).collect();
    let mut keys: Vec<(u64, usize)> = tracks
        .iter()
        .zip(&loads)
        .map(|(&t, &load)| {
            let longest = model.members[t].iter().map(|&i| model.len[i as usize]).max().unwrap_or(0);
            let noise = if attempt == 0 { 0 } else { chance.below(1 + load as usize) as u64 };
            (u64::from(longest) * 1_000_000 + load + noise, t)
        })
        .collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    tracks = keys.into_iter().map(|(_, t)| t).collect();
    let mut placed = Vec::with_capacity(model.submissions);
    for t in tracks {
        let mut items = model.members[t].clone();
        items.sort_by_key(|&i| std::cmp::Reverse(model.len[i as usize]));
        let mut rest = load(model, t);
        let mut open: Vec<(usize, u32)> = Vec::new();
        for i in items {
            let len = model.len[i as usize];
            let fitting = open.iter().position(|&(cell, used)| used + len <= model.cell_capacity(cell));
            let at = match fitting {
                Some(at) => at,
                None => {
                    let any = attempt > 0 && chance.below(6) == 0;
                    let enough = left.range(len..).find(|(length, _)| any || u64::from(**length) >= rest);
                    let length = *enough.or_else(|| left.range(len..).next_back())?.0;
                    let cells = left.get_mut(&length)?;
                    let cell = cells.pop()?;
                    if cells.is_empty() {
                        left.remove(&length);
                    }
                    open.push((cell, 0));
                    open.len() - 1
                }
            };
            placed.push((i, open[at].0, open[at].1));
            open[at].1 += len;
            rest -= u64::from(len);
        }
    }
    Some(placed)
}

fn load(model: &Model, track: usize) -> u64 {
    model.members[track].iter().map(|&i| u64::from(model.len[i as usize])).sum()
}

/// Cells per class of length.
type Vector = Vec<u32>;

struct Exact<'a> {
    model: &'a Model,
    /// Longest first.
    lengths: Vec<u32>,
    classes: Vec<Vec<usize>>,
}

impl<'a> Exact<'a> {
    fn new(model: &'a Model) -> Self {
        let (lengths, classes) = cells_by_length(model).into_iter().rev().unzip();
        Self { model, lengths, classes }
    }

    fn decide(&self, is_over: &dyn Fn() -> bool) -> Packing {
        let tracks: Vec<usize> = (0..self.model.tracks).filter(|&t| !self.model.members[t].is_empty()).collect();
        let mut needs = Vec::with_capacity(tracks.len());
        for &t in &tracks {
            match self.needs(t) {
                Some(need) => needs.push(need),
                None => return Packing::Unknown,
            }
        }
        match self.combine(&needs) {
            Combined::Chosen(chosen) => self.fill(&tracks, &chosen),
            Combined::TooMany => Packing::Unknown,
            Combined::Impossible => {
                // Whatever can be left out is not part of the reason.
                let mut kept: Vec<usize> = (0..tracks.len()).collect();
                for candidate in 0..tracks.len() {
                    if is_over() {
                        break;
                    }
                    let without: Vec<usize> = kept.iter().copied().filter(|&k| k != candidate).collect();
                    let part: Vec<Vec<Vector>> = without.iter().map(|&k| needs[k].clone()).collect();
                    if matches!(self.combine(&part), Combined::Impossible) {
                        kept = without;
                    }
                }
                Packing::Impossible(kept.into_iter().map(|k| tracks[k]).collect())
            }
        }
    }

    /// The smallest vectors of cells that hold a track; none if no number of cells does.
    fn needs(&self, track: usize) -> Option<Vec<Vector>> {
        let mut lens: Vec<u32> = self.model.members[track].iter().map(|&i| self.model.len[i as usize]).collect();
        lens.sort_unstable_by(|a, b| b.cmp(a));
        if lens.iter().filter(|&&len| len > 1).count() > MOST_LONG {
            return None;
        }
        let load: u64 = lens.iter().map(|&len| u64::from(len)).sum();
        let mut found: Vec<Vector> = Vec::new();
        let mut steps = MOST_STEPS;
        let mut vector = vec![0; self.lengths.len()];
        self.enumerate(0, 0, load, &lens, &mut vector, &mut found, &mut steps)?;
        Some(found)
    }

    #[expect(clippy::too_many_arguments, reason = "a recursion carries what it knows")]
    fn enumerate(
        &self,
        class: usize,
        slots: u64,
        load: u64,
        lens: &[u32],
        vector: &mut Vector,
        found: &mut Vec<Vector>,
        steps: &mut usize,
    ) -> Option<()> {
        *steps = steps.checked_sub(1)?;
        if slots >= load && self.holds(lens, vector, steps)? {
            if !found.iter().any(|known| is_below(known, vector)) {
                found.retain(|known| !is_below(vector, known));
                found.push(vector.clone());
            }
            return if found.len() > MOST_VECTORS { None } else { Some(()) };
        }
        let Some(&length) = self.lengths.get(class) else { return Some(()) };
        let most = (self.classes[class].len()).min(lens.len()) as u32;
        for count in 0..=most {
            vector[class] = count;
            let here = slots + u64::from(count) * u64::from(length);
            self.enumerate(class + 1, here, load, lens, vector, found, steps)?;
        }
        vector[class] = 0;
        Some(())
    }

    fn holds(&self, lens: &[u32], vector: &Vector, steps: &mut usize) -> Option<bool> {
        let mut bins: Vec<u32> = Vec::new();
        for (class, &count) in vector.iter().enumerate() {
            bins.extend(std::iter::repeat_n(self.lengths[class], count as usize));
        }
        bin(lens, &mut bins, steps, &mut Vec::new())
    }

    fn combine(&self, needs: &[Vec<Vector>]) -> Combined {
        let most: Vec<u32> = self.classes.iter().map(|cells| cells.len() as u32).collect();
        // Per track: the vectors used so far, each with where it comes from.
        let mut layers: Vec<Vec<(Vector, usize, usize)>> = vec![vec![(vec![0; most.len()], 0, 0)]];
        for need in needs {
            let last = &layers[layers.len() - 1];
            let mut sums: Vec<(Vector, usize, usize)> = Vec::new();
            for (from, (used, ..)) in last.iter().enumerate() {
                for (choice, more) in need.iter().enumerate() {
                    let sum: Vector = used.iter().zip(more).map(|(a, b)| a + b).collect();
                    if sum.iter().zip(&most).all(|(a, b)| a <= b) {
                        sums.push((sum, from, choice));
                    }
                }
                if sums.len() > MOST_SUMS {
                    return Combined::TooMany;
                }
            }
            sums.sort_unstable();
            sums.dedup_by(|a, b| a.0 == b.0);
            let mut smallest: Vec<(Vector, usize, usize)> = Vec::new();
            for sum in sums {
                // Sorted, whoever is below a vector comes before it.
                if !smallest.iter().any(|known| is_below(&known.0, &sum.0)) {
                    smallest.push(sum);
                }
                if smallest.len() > MOST_VECTORS {
                    return Combined::TooMany;
                }
            }
            if smallest.is_empty() {
                return Combined::Impossible;
            }
            layers.push(smallest);
        }
        let mut chosen = Vec::with_capacity(needs.len());
        let mut at = 0;
        for (k, layer) in layers.iter().enumerate().skip(1).rev() {
            let (_, from, choice) = &layer[at];
            chosen.push(needs[k - 1][*choice].clone());
            at = *from;
        }
        chosen.reverse();
        Combined::Chosen(chosen)
    }

    fn fill(&self, tracks: &[usize], chosen: &[Vector]) -> Packing {
        let mut left = self.classes.clone();
        let mut placed = Vec::with_capacity(self.model.submissions);
        for (&t, vector) in tracks.iter().zip(chosen) {
            let mut cells = Vec::new();
            for (class, &count) in vector.iter().enumerate() {
                let rest = left[class].len() - count as usize;
                cells.extend(left[class].drain(rest..));
            }
            let mut items = self.model.members[t].clone();
            items.sort_by_key(|&i| std::cmp::Reverse(self.model.len[i as usize]));
            let lens: Vec<u32> = items.iter().map(|&i| self.model.len[i as usize]).collect();
            let mut bins: Vec<u32> = cells.iter().map(|&cell| self.model.cell_capacity(cell)).collect();
            let mut into = Vec::new();
            if bin(&lens, &mut bins, &mut usize::MAX.clone(), &mut into) != Some(true) {
                return Packing::Unknown;
            }
            let mut next = vec![0; cells.len()];
            for (&i, &at) in items.iter().zip(&into) {
                placed.push((i, cells[at], next[at]));
                next[at] += self.model.len[i as usize];
            }
        }
        Packing::Found(placed)
    }
}

enum Combined {
    Chosen(Vec<Vector>),
    Impossible,
    TooMany,
}

fn is_below(a: &Vector, b: &Vector) -> bool {
    a.iter().zip(b).all(|(a, b)| a <= b)
}

/// Puts items, longest first, into bins; `into` says which. `None` when the steps ran out.
fn bin(lens: &[u32], bins: &mut [u32], steps: &mut usize, into: &mut Vec<usize>) -> Option<bool> {
    let done = into.len();
    if done == lens.len() {
        return Some(true);
    }
    if lens[done] == 1 {
        // Whatever is left fills any slot.
        if bins.iter().map(|&free| u64::from(free)).sum::<u64>() < (lens.len() - done) as u64 {
            return Some(false);
        }
        let mut bin = 0;
        for _ in done..lens.len() {
            while bins[bin] == 0 {
                bin += 1;
            }
            bins[bin] -= 1;
            into.push(bin);
        }
        return Some(true);
    }
    *steps = steps.checked_sub(1)?;
    for bin_at in 0..bins.len() {
        // Bins that are as free as an earlier one were tried with it.
        if bins[bin_at] < lens[done] || bins[..bin_at].contains(&bins[bin_at]) {
            continue;
        }
        bins[bin_at] -= lens[done];
        into.push(bin_at);
        if bin(lens, bins, steps, into)? {
            return Some(true);
        }
        into.truncate(done);
        bins[bin_at] += lens[done];
    }
    Some(false)
}
