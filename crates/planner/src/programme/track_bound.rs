//! One track planned alone, under prices: how many cells it takes in which session.

use super::{
    bound::{Prices, Use},
    model::Model,
};

/// Whether the sessions of a track have followed each other so far.
const BEFORE: usize = 0;
const DURING: usize = 1;
const BEHIND: usize = 2;
const AGAIN: usize = 3;

/// See the module.
pub(super) struct TrackProblem {
    track: usize,
    /// No plan gives the track fewer cells.
    fewest: usize,
    /// More cells than this in one session hold nothing more.
    most: Vec<usize>,
    /// Per session: the rooms by what they cost now.
    rooms: Vec<Vec<(f64, u32)>>,
    /// Per session: what the slots earn there, best first.
    gains: Vec<Vec<(f64, u32)>>,
    /// Per session and number of cells: the cost.
    costs: Vec<Vec<f64>>,
    table: Vec<f64>,
    choice: Vec<(u8, u32, u32)>,
}

impl TrackProblem {
    pub(super) fn new(model: &Model, track: usize) -> Self {
        let load: u64 = model.members[track].iter().map(|&i| u64::from(model.len[i as usize])).sum();
        let mut capacities = model.capacity.clone();
        capacities.sort_unstable_by(|a, b| b.cmp(a));
        let mut held = 0;
        let mut by_slots = 0;
        'cells: for &capacity in &capacities {
            for _ in 0..model.rooms {
                if held >= load {
                    break 'cells;
                }
                held += u64::from(capacity);
                by_slots += 1;
            }
        }
        let longest = capacities.first().copied().unwrap_or(0);
        let alone = model.members[track].iter().filter(|&&i| model.len[i as usize] * 2 > longest).count();
        let most = model
            .capacity
            .iter()
            .map(|&capacity| {
                let enough = if capacity == 0 { 0 } else { load.div_ceil(u64::from(capacity)) as usize };
                // Submissions may not fill the slots, so that more cells can be used than that.
                let count = model.members[track].len();
                let is_single = model.members[track].iter().all(|&i| model.len[i as usize] == 1);
                model.rooms.min(if is_single { enough } else { count.max(enough) })
            })
            .collect();
        Self {
            track,
            fewest: by_slots.max(alone).max(1),
            most,
            rooms: vec![Vec::new(); model.sessions],
            gains: vec![Vec::new(); model.sessions],
            costs: vec![Vec::new(); model.sessions],
            table: Vec::new(),
            choice: Vec::new(),
        }
    }

    /// How many entries the table of the dynamic programme has.
    pub(super) fn size(&self) -> usize {
        self.fewest.saturating_mul(4 * self.most.len())
    }

    /// The least that the track costs under these prices; adds what it uses.
    pub(super) fn solve(&mut self, model: &Model, prices: &Prices, found: &mut Use) -> f64 {
        self.price(model, prices);
        let most = self.most.iter().copied().max().unwrap_or(0);
        let weight = model.rooms_weight as f64;
        // With one room only; or with at least so many rooms as there are cells at once.
        let mut best = f64::INFINITY;
        let mut counts = Vec::new();
        let mut only = None;
        if weight > 0.0 && self.fewest <= model.sessions {
            for room in 0..model.rooms {
                let costs = self.costs_in_room(model, prices, room);
                let (cost, found_counts) = self.follow(model, &costs);
                if cost < best {
                    (best, counts, only) = (cost, found_counts, Some(room));
                }
            }
        }
        let fewest_rooms = if weight > 0.0 { self.fewest.div_ceil(model.sessions).max(2) } else { most };
        let steps = if weight > 0.0 { 3 } else { 0 };
        for rooms in fewest_rooms..=fewest_rooms + steps {
            let at_once = if rooms == fewest_rooms + steps { most } else { rooms };
            let costs: Vec<Vec<f64>> =
                self.costs.iter().map(|costs| costs[..costs.len().min(at_once + 1)].to_vec()).collect();
            let (cost, found_counts) = self.follow(model, &costs);
            let cost = if weight > 0.0 { cost + weight * (rooms as f64 - 1.0) } else { cost };
            if cost < best {
                (best, counts, only) = (cost, found_counts, None);
            }
            if at_once >= most {
                break;
            }
        }
        for (session, &count) in counts.iter().enumerate() {
            match only {
                Some(room) if count > 0 => found.cell[session * model.rooms + room] += 1,
                _ => {
                    for &(_, room) in &self.rooms[session][..count] {
                        found.cell[session * model.rooms + room as usize] += 1;
                    }
                }
            }
            let mut left = count as u64 * u64::from(model.capacity[session]);
            for &(_, i) in &self.gains[session] {
                let taken = left.min(u64::from(model.len[i as usize]));
                found.slot[i as usize] += taken as i64;
                left -= taken;
            }
        }
        best
    }

    /// What 0, 1, 2 … cells cost in every session, less what the slots in them earn.
    fn price(&mut self, model: &Model, prices: &Prices) {
        for session in 0..model.sessions {
            let rooms = &mut self.rooms[session];
            rooms.clear();
            rooms.extend((0..model.rooms).map(|room| {
                let own = model.cell_cost(self.track, session, room) as f64;
                (own + prices.cell[session * model.rooms + room], room as u32)
            }));
            rooms.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let gains = &mut self.gains[session];
            gains.clear();
            gains.extend(model.members[self.track].iter().filter_map(|&i| {
                let len = f64::from(model.len[i as usize]);
                let gain = prices.slot[i as usize] - model.cheapest_in(i as usize, session) as f64 / len;
                (gain > 0.0).then_some((gain, i))
            }));
            gains.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            let costs = &mut self.costs[session];
            costs.clear();
            costs.push(0.0);
            let capacity = u64::from(model.capacity[session]);
            let mut cost = 0.0;
            let mut at = 0;
            let mut used = 0;
            for (cell, &(rent, _)) in rooms.iter().enumerate().take(self.most[session]) {
                cost += rent + if cell > 0 { model.parallel_weight as f64 } else { 0.0 };
                let mut left = capacity;
                while left > 0 && at < gains.len() {
                    let taken = left.min(u64::from(model.len[gains[at].1 as usize]) - used);
                    cost -= gains[at].0 * taken as f64;
                    left -= taken;
                    used += taken;
                    if used == u64::from(model.len[gains[at].1 as usize]) {
                        at += 1;
                        used = 0;
                    }
                }
                costs.push(cost);
            }
        }
    }

    fn costs_in_room(&self, model: &Model, prices: &Prices, room: usize) -> Vec<Vec<f64>> {
        (0..model.sessions)
            .map(|session| {
                if self.costs[session].len() < 2 {
                    return vec![0.0];
                }
                let here =
                    model.cell_cost(self.track, session, room) as f64 + prices.cell[session * model.rooms + room];
                vec![0.0, self.costs[session][1] - self.rooms[session][0].0 + here]
            })
            .collect()
    }

    /// The cheapest numbers of cells per session, at least `fewest` together.
    fn follow(&mut self, model: &Model, costs: &[Vec<f64>]) -> (f64, Vec<usize>) {
        let width = self.fewest + 1;
        let layer = 4 * width;
        self.table.clear();
        self.table.resize((model.sessions + 1) * layer, f64::INFINITY);
        self.choice.clear();
        self.choice.resize((model.sessions + 1) * layer, (0, 0, 0));
        self.table[0] = 0.0;
        for session in 0..model.sessions {
            let (done, next) = self.table.split_at_mut((session + 1) * layer);
            let now = &done[session * layer..];
            for phase in [BEFORE, DURING, BEHIND, AGAIN] {
                for cells in 0..width {
                    let so_far = now[phase * width + cells];
                    if so_far == f64::INFINITY {
                        continue;
                    }
                    for (count, cost) in costs[session].iter().enumerate() {
                        let (to, gap) = match (phase, count) {
                            (DURING, 0) => (BEHIND, 0),
                            (BEFORE, 1..) => (DURING, 0),
                            (BEHIND, 1..) => (AGAIN, model.consecutive_weight),
                            _ => (phase, 0),
                        };
                        let at = to * width + (cells + count).min(self.fewest);
                        let cost = so_far + cost + gap as f64;
                        if cost < next[at] {
                            next[at] = cost;
                            self.choice[(session + 1) * layer + at] = (phase as u8, cells as u32, count as u32);
                        }
                    }
                }
            }
        }
        let last = model.sessions * layer;
        let ending = [DURING, BEHIND, AGAIN]
            .into_iter()
            .map(|phase| phase * width + self.fewest)
            .min_by(|&a, &b| self.table[last + a].total_cmp(&self.table[last + b]))
            .unwrap_or(0);
        let cost = self.table[last + ending];
        if cost == f64::INFINITY {
            return (cost, Vec::new());
        }
        let mut counts = vec![0; model.sessions];
        let mut at = ending;
        for session in (0..model.sessions).rev() {
            let (phase, cells, count) = self.choice[(session + 1) * layer + at];
            counts[session] = count as usize;
            at = usize::from(phase) * width + cells as usize;
        }
        (cost, counts)
    }
}
