//! Whether there is any assignment, and if not, who is short of whom.
//!
//! The upper limits are a bipartite matching with capacities: Hopcroft and Karp, *An
//! n^5/2 algorithm for maximum matchings in bipartite graphs* (1973), with jurors of
//! several places. Then reviews are moved to jurors who have less than their least along
//! shortest alternating paths. Where that ends early, what was reached is a cut that
//! proves why.
#![expect(clippy::needless_range_loop, reason = "several lists run along one number")]

use super::graph::{Arcs, Graph, Rooms};
use std::collections::VecDeque;

/// A proof that no assignment exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// These entries need more reviews than all the jurors whom they may have can give.
    OfJurors {
        /// The entries.
        entries: Vec<u32>,
        /// All jurors whom any of them may have.
        jurors: Vec<u32>,
        /// The reviews that the entries need.
        needed: u64,
        /// The reviews that the jurors can give them.
        available: u64,
    },
    /// These jurors must get more reviews than all entries can give them.
    OfEntries {
        /// The jurors.
        jurors: Vec<u32>,
        /// The reviews that the jurors must get.
        needed: u64,
        /// The reviews that the entries can give them.
        available: u64,
    },
}

/// Arcs that are taken, with who has the places of a juror.
struct Matching<'g> {
    graph: &'g Graph<'g>,
    most: Vec<u32>,
    rooms: Rooms,
    /// Arc and entry in each place.
    places: Vec<(u32, u32)>,
    load: Vec<u32>,
    missing: Vec<u32>,
    taken: Arcs,
}

/// Arcs with every demand met and every load within its limits.
pub(super) fn feasible(graph: &Graph<'_>) -> Result<Arcs, Shortage> {
    let degrees = graph.degrees();
    for entry in 0..graph.entries() {
        let usable = graph.of(entry).filter(|&arc| graph.most[graph.jurors[arc] as usize] > 0).count();
        if graph.demand[entry] as usize > usable {
            return Err(shortage_of_jurors(graph, &[entry as u32]));
        }
    }
    for juror in 0..graph.jurors() {
        if graph.least[juror] > degrees[juror].min(graph.most[juror]) {
            return Err(shortage_of_entries(graph, &[juror as u32]));
        }
    }
    let most: Vec<u32> = graph.most.iter().zip(&degrees).map(|(&m, &d)| m.min(d)).collect();
    let rooms = Rooms::new(&most);
    let mut matching = Matching {
        places: vec![(0, 0); rooms.total()],
        load: vec![0; most.len()],
        missing: graph.demand.to_vec(),
        taken: Arcs::none_of(graph.jurors.len()),
        graph,
        most,
        rooms,
    };
    matching.begin();
    matching.complete()?;
    if graph.least.iter().any(|&l| l > 0) {
        matching.lift()?;
    }
    Ok(matching.taken)
}

impl Matching<'_> {
    fn juror(&self, arc: usize) -> usize {
        self.graph.jurors[arc] as usize
    }

    fn take(&mut self, entry: usize, arc: usize) {
        let juror = self.juror(arc);
        let at = self.rooms.start(juror) + self.load[juror] as usize;
        self.places[at] = (arc as u32, entry as u32);
        self.load[juror] += 1;
        self.taken.add(arc);
    }

    fn places_of(&self, juror: usize) -> std::ops::Range<usize> {
        let start = self.rooms.start(juror);
        start..start + self.load[juror] as usize
    }

    /// First those who lack their least, then whoever has the most room.
    fn begin(&mut self) {
        for is_least in [true, false] {
            for entry in 0..self.graph.entries() {
                for arc in self.graph.of(entry) {
                    if self.missing[entry] == 0 {
                        break;
                    }
                    let juror = self.juror(arc);
                    let limit = if is_least { self.graph.least[juror] } else { self.most[juror] };
                    if self.load[juror] < limit && !self.taken.has(arc) {
                        self.take(entry, arc);
                        self.missing[entry] -= 1;
                    }
                }
            }
        }
    }

    fn complete(&mut self) -> Result<(), Shortage> {
        let n = self.graph.entries();
        let mut level = vec![u32::MAX; n];
        let mut seen = vec![u32::MAX; self.graph.jurors()];
        let mut queue = VecDeque::new();
        loop {
            let roots: Vec<u32> = (0..n as u32).filter(|&e| self.missing[e as usize] > 0).collect();
            if roots.is_empty() {
                return Ok(());
            }
            if !self.layers(&roots, &mut level, &mut seen, &mut queue) {
                return Err(self.why_short(&roots));
            }
            let mut cursor: Vec<u32> = self.graph.starts[..n].to_vec();
            let mut place: Vec<u32> = vec![0; self.graph.jurors()];
            for root in roots {
                while self.missing[root as usize] > 0
                    && self.augment(root as usize, &level, &seen, &mut cursor, &mut place)
                {
                    self.missing[root as usize] -= 1;
                }
            }
        }
    }

    /// Distances from the roots in reviews that change hands. Whether a free place was met.
    fn layers(&self, roots: &[u32], level: &mut [u32], seen: &mut [u32], queue: &mut VecDeque<u32>) -> bool {
        level.fill(u32::MAX);
        seen.fill(u32::MAX);
        queue.clear();
        for &root in roots {
            level[root as usize] = 0;
            queue.push_back(root);
        }
        let mut nearest = u32::MAX;
        while let Some(entry) = queue.pop_front() {
            let entry = entry as usize;
            if level[entry] >= nearest {
                break;
            }
            for arc in self.graph.of(entry) {
                let juror = self.juror(arc);
                if seen[juror] != u32::MAX || self.taken.has(arc) {
                    continue;
                }
                seen[juror] = level[entry];
                if self.load[juror] < self.most[juror] {
                    nearest = level[entry];
                }
                for at in self.places_of(juror) {
                    let holder = self.places[at].1 as usize;
                    if level[holder] == u32::MAX {
                        level[holder] = level[entry] + 1;
                        queue.push_back(holder as u32);
                    }
                }
            }
        }
        nearest != u32::MAX
    }

    /// One more arc for the root along the layers, if there is a way.
    fn augment(&mut self, root: usize, level: &[u32], seen: &[u32], cursor: &mut [u32], place: &mut [u32]) -> bool {
        let mut path: Vec<(usize, usize, usize)> = Vec::new();
        let mut entry = root;
        loop {
            let arc = cursor[entry] as usize;
            if arc == self.graph.starts[entry + 1] as usize {
                let Some((before, arc, _)) = path.pop() else { return false };
                place[self.juror(arc)] += 1;
                entry = before;
                continue;
            }
            let juror = self.juror(arc);
            if self.taken.has(arc) || seen[juror] != level[entry] {
                cursor[entry] += 1;
                continue;
            }
            if self.load[juror] < self.most[juror] {
                self.take(entry, arc);
                for &(giver, arc, at) in path.iter().rev() {
                    self.taken.remove(self.places[at].0 as usize);
                    self.taken.add(arc);
                    self.places[at] = (arc as u32, giver as u32);
                }
                return true;
            }
            let places = self.places_of(juror);
            let next = (places.start + place[juror] as usize..places.end)
                .find(|&at| level[self.places[at].1 as usize] == level[entry] + 1);
            match next {
                Some(at) => {
                    place[juror] = (at - places.start) as u32;
                    path.push((entry, arc, at));
                    entry = self.places[at].1 as usize;
                }
                None => cursor[entry] += 1,
            }
        }
    }

    /// The smallest of the closed sets around the entries that are short.
    fn why_short(&self, roots: &[u32]) -> Shortage {
        let mut best: Option<Vec<u32>> = None;
        for &root in roots.iter().take(64) {
            let mut is_in = vec![false; self.graph.entries()];
            let mut is_met = vec![false; self.graph.jurors()];
            let mut found = vec![root];
            is_in[root as usize] = true;
            let mut at = 0;
            while at < found.len() {
                let entry = found[at] as usize;
                at += 1;
                for arc in self.graph.of(entry) {
                    let juror = self.juror(arc);
                    if self.taken.has(arc) || std::mem::replace(&mut is_met[juror], true) {
                        continue;
                    }
                    for place in self.places_of(juror) {
                        let holder = self.places[place].1;
                        if !std::mem::replace(&mut is_in[holder as usize], true) {
                            found.push(holder);
                        }
                    }
                }
            }
            if best.as_ref().is_none_or(|b| found.len() < b.len()) {
                best = Some(found);
            }
        }
        let mut entries = best.unwrap_or_default();
        entries.sort_unstable();
        shortage_of_jurors(self.graph, &entries)
    }

    /// Moves reviews to those who have less than their least.
    fn lift(&mut self) -> Result<(), Shortage> {
        let graph = self.graph;
        let (starts, back) = reversed(graph);
        let mut from: Vec<Option<(u32, u32)>> = vec![None; graph.jurors()];
        for short in 0..graph.jurors() {
            while self.load[short] < graph.least[short] {
                from.fill(None);
                let mut found = vec![short as u32];
                let mut end = None;
                let mut at = 0;
                'search: while at < found.len() {
                    let juror = found[at] as usize;
                    at += 1;
                    for &(arc, entry) in &back[starts[juror] as usize..starts[juror + 1] as usize] {
                        if self.taken.has(arc as usize) {
                            continue;
                        }
                        for other in graph.of(entry as usize).filter(|&a| self.taken.has(a)) {
                            let giver = self.juror(other);
                            if giver == short || from[giver].is_some() {
                                continue;
                            }
                            from[giver] = Some((arc, other as u32));
                            if self.load[giver] > graph.least[giver] {
                                end = Some(giver);
                                break 'search;
                            }
                            found.push(giver as u32);
                        }
                    }
                }
                let Some(mut giver) = end else {
                    found.sort_unstable();
                    return Err(shortage_of_entries(graph, &found));
                };
                self.load[giver] -= 1;
                self.load[short] += 1;
                while let Some((taken, given)) = from[giver] {
                    self.taken.remove(given as usize);
                    self.taken.add(taken as usize);
                    giver = self.juror(taken as usize);
                    if giver == short {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The arcs of each juror, with their entries.
pub(super) fn reversed(graph: &Graph<'_>) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut starts = vec![0_u32];
    for degree in graph.degrees() {
        starts.push(starts[starts.len() - 1] + degree);
    }
    let mut next = starts.clone();
    let mut arcs = vec![(0, 0); graph.jurors.len()];
    for entry in 0..graph.entries() {
        for arc in graph.of(entry) {
            let juror = graph.jurors[arc] as usize;
            arcs[next[juror] as usize] = (arc as u32, entry as u32);
            next[juror] += 1;
        }
    }
    (starts, arcs)
}

fn shortage_of_jurors(graph: &Graph<'_>, entries: &[u32]) -> Shortage {
    let mut reach = vec![0_u32; graph.jurors()];
    for &entry in entries {
        for arc in graph.of(entry as usize) {
            reach[graph.jurors[arc] as usize] += 1;
        }
    }
    Shortage::OfJurors {
        entries: entries.to_vec(),
        jurors: (0..graph.jurors() as u32).filter(|&j| reach[j as usize] > 0).collect(),
        needed: entries.iter().map(|&e| u64::from(graph.demand[e as usize])).sum(),
        available: reach.iter().zip(graph.most).map(|(&r, &m)| u64::from(r.min(m))).sum(),
    }
}

fn shortage_of_entries(graph: &Graph<'_>, jurors: &[u32]) -> Shortage {
    let mut is_short = vec![false; graph.jurors()];
    for &juror in jurors {
        is_short[juror as usize] = true;
    }
    let available = (0..graph.entries())
        .map(|entry| {
            let reach = graph.of(entry).filter(|&arc| is_short[graph.jurors[arc] as usize]).count() as u64;
            reach.min(graph.demand[entry].into())
        })
        .sum();
    let needed = jurors.iter().map(|&j| u64::from(graph.least[j as usize])).sum();
    Shortage::OfEntries { jurors: jurors.to_vec(), needed, available }
}
