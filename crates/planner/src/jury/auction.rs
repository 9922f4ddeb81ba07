//! The best assignment, by cost scaling.
//!
//! Push-relabel with ε-scaling after Goldberg and Tarjan, *Finding minimum-cost
//! circulations by successive approximation* (1990), in the form that Goldberg and
//! Kennedy, *An efficient cost scaling algorithm for the assignment problem* (1995), gave
//! it: an entry that lacks a juror takes the best one at the current prices, a juror with
//! too much gives up the entry to which the place is worth least, and both prices move as
//! far as ε-optimality lets them. That is Bertsekas' auction with jurors of several places.
//!
//! Two things make it small and quick. Places that stay empty are held by one idle node,
//! so every place is taken in the end and the prices of one round serve the next. And
//! because prices only rise within a round, each entry keeps a short list of its best
//! arcs with a threshold: nothing outside the list is better than the threshold until
//! the list is made anew. There is no arc memory beside the input.

mod idle;

use super::graph::{Arcs, Graph, Rooms};
use crate::Control;
use idle::Idle;
use std::{collections::VecDeque, ops};

/// The integers of prices: wide enough for `affinities × nodes²`.
pub(super) trait Price:
    Copy
    + Ord
    + Default
    + From<i64>
    + Into<i128>
    + ops::Add<Output = Self>
    + ops::Sub<Output = Self>
    + ops::Mul<Output = Self>
    + ops::Div<Output = Self>
    + ops::Neg<Output = Self>
{
}
impl Price for i64 {}
impl Price for i128 {}

/// How many of its best arcs an entry remembers, beyond those that it needs.
const SPARE: usize = 7;
/// By how much ε falls from round to round.
const FALL: i64 = 8;

/// What the auction ended with.
pub(crate) struct Sold {
    /// Every demand is met and every load within its limits.
    pub taken: Arcs,
    /// A price of each juror's place, in units of `1/scale`; idle places cost nothing. With
    /// `is_exact` an optimal dual up to less than half a unit.
    pub prices: Vec<i128>,
    pub scale: i64,
    /// The assignment is optimal; without it the control stopped the run.
    pub is_exact: bool,
}

/// The best assignment of a graph that has one.
pub(crate) fn auction(graph: &Graph<'_>, control: &Control<'_>) -> Option<Sold> {
    let most = graph.values.iter().map(|v| v.unsigned_abs()).max().unwrap_or(0);
    let nodes = (graph.entries() + 1).min(graph.jurors()) as i64;
    let scale = 2 * nodes + 1;
    let widest = i128::from(most) * i128::from(scale) * i128::from(nodes + 2);
    if widest < 1 << 57 {
        Auction::<i64>::new(graph, scale).run(control)
    } else {
        Auction::<i128>::new(graph, scale).run(control)
    }
}

/// A place of a juror and to whom it is worth how much.
#[derive(Clone, Copy, Default)]
struct Place<P> {
    worth: P,
    arc: u32,
    entry: u32,
}

struct Auction<'g, P> {
    graph: &'g Graph<'g>,
    scale: P,
    epsilon: P,
    /// More than any two affinities differ.
    step: P,
    most: Vec<u32>,
    rooms: Rooms,
    /// Heaps by `worth`, which may have grown since: the least is looked up again.
    places: Vec<Place<P>>,
    load: Vec<u32>,
    price: Vec<P>,
    /// What an entry has without one more arc: every taken arc is worth at least that, up to ε.
    level: Vec<P>,
    missing: Vec<u32>,
    taken: Arcs,
    /// The best arcs of each entry, and what bounds the others.
    listed: Vec<u32>,
    listed_starts: Vec<u32>,
    threshold: Vec<Option<P>>,
    queue: VecDeque<u32>,
    idle: Idle<P>,
    /// Room to order the arcs of one entry by their gain.
    ordered: Vec<(P, u32)>,
}

impl<'g, P: Price> Auction<'g, P> {
    fn new(graph: &'g Graph<'g>, scale: i64) -> Self {
        let most: Vec<u32> = graph.most.iter().zip(graph.degrees()).map(|(&m, d)| m.min(d)).collect();
        let rooms = Rooms::new(&most);
        let needed: u64 = graph.demand.iter().map(|&d| u64::from(d)).sum();
        let total = rooms.total() as u64 - needed;
        let room = most.iter().zip(graph.least).map(|(m, l)| m - l).collect();
        let mut listed_starts = vec![0];
        for entry in 0..graph.entries() {
            let length = graph.of(entry).len().min(graph.demand[entry] as usize + SPARE);
            listed_starts.push(listed_starts[entry] + length as u32);
        }
        let (low, high) = graph.values.iter().fold((i64::MAX, i64::MIN), |(l, h), &v| (l.min(v), h.max(v)));
        let range = if low > high { P::default() } else { P::from(high) - P::from(low) };
        let count = (graph.entries(), graph.jurors());
        Self {
            scale: P::from(scale),
            epsilon: P::from(1),
            step: (range + P::from(1)) * P::from(scale),
            places: vec![Place::default(); rooms.total()],
            rooms,
            load: vec![0; count.1],
            price: vec![P::default(); count.1],
            level: vec![P::default(); count.0],
            missing: graph.demand.to_vec(),
            taken: Arcs::none_of(graph.jurors.len()),
            listed: vec![0; listed_starts[count.0] as usize],
            listed_starts,
            threshold: vec![None; count.0],
            queue: VecDeque::new(),
            idle: Idle::new(total, room),
            ordered: Vec::new(),
            most,
            graph,
        }
    }

    fn run(mut self, control: &Control<'_>) -> Option<Sold> {
        let one = P::from(1);
        let mut epsilon = self.step;
        let mut best = None;
        loop {
            epsilon = (epsilon / P::from(FALL)).max(one);
            self.epsilon = epsilon;
            self.begin_round();
            if !self.sell(control) {
                return best;
            }
            if epsilon == one {
                return Some(self.sold(true));
            }
            if control.limit.is_some() {
                best = Some(self.sold(false));
            }
        }
    }

    fn sold(&self, is_exact: bool) -> Sold {
        let ground = if self.idle.total > 0 { -self.idle.level.into() } else { 0 };
        Sold {
            taken: self.taken.clone(),
            prices: self.price.iter().map(|&p| p.into() - ground).collect(),
            scale: self.scale.into() as i64,
            is_exact,
        }
    }

    fn juror(&self, arc: u32) -> usize {
        self.graph.jurors[arc as usize] as usize
    }

    /// What an arc leaves after its price.
    fn gain(&self, arc: u32) -> P {
        P::from(self.graph.values[arc as usize]) * self.scale - self.price[self.juror(arc)]
    }

    /// What an arc is worth to an entry before it would rather have another.
    fn worth(&self, entry: usize, arc: u32) -> P {
        P::from(self.graph.values[arc as usize]) * self.scale - self.level[entry]
    }

    /// Keeps what is still best at the prices of the last round, and releases the rest.
    fn begin_round(&mut self) {
        self.load.fill(0);
        self.queue.clear();
        for entry in 0..self.graph.entries() {
            self.list(entry);
            let (from, to) = (self.listed_starts[entry] as usize, self.listed_starts[entry + 1] as usize);
            let demand = self.graph.demand[entry] as usize;
            self.level[entry] = match self.listed.get(from + demand).filter(|_| from + demand < to) {
                Some(&next) => self.gain(next),
                None if demand == 0 => P::default(),
                None => self.gain(self.listed[to - 1]) - self.step,
            };
            let level = self.level[entry];
            let better = self.listed[from..to].iter().filter(|&&arc| self.gain(arc) > level).count();
            // What is as good as the next best is kept only beside all that are better.
            let mut equals = demand - better;
            let mut kept = 0;
            for arc in self.graph.of(entry) {
                if self.taken.has(arc) {
                    let arc = arc as u32;
                    let gain = self.gain(arc);
                    if gain < level || gain == level && equals == 0 {
                        self.taken.remove(arc as usize);
                    } else {
                        equals -= usize::from(gain == level);
                        kept += 1;
                        let juror = self.juror(arc);
                        let at = self.rooms.start(juror) + self.load[juror] as usize;
                        self.places[at] = Place { worth: self.worth(entry, arc), arc, entry: entry as u32 };
                        self.load[juror] += 1;
                    }
                }
            }
            self.missing[entry] = (demand - kept) as u32;
            if kept < demand {
                self.queue.push_back(entry as u32);
            }
        }
        for juror in 0..self.graph.jurors() {
            for at in (0..self.load[juror] as usize / 2).rev() {
                self.sink(juror, at);
            }
        }
        self.begin_idle();
    }

    /// Works until nobody lacks anything. False if the control said stop.
    fn sell(&mut self, control: &Control<'_>) -> bool {
        let mut count = 0_u32;
        while let Some(who) = self.queue.pop_front() {
            count = count.wrapping_add(1);
            if count.is_multiple_of(4096) && control.is_over() {
                return false;
            }
            if who as usize == self.graph.entries() {
                self.take_idle();
            } else {
                self.bid(who as usize);
            }
        }
        true
    }

    /// Makes the list of an entry's best arcs anew, best first.
    fn list(&mut self, entry: usize) {
        let (from, to) = (self.listed_starts[entry] as usize, self.listed_starts[entry + 1] as usize);
        let room = to - from;
        let mut best = std::mem::take(&mut self.ordered);
        best.clear();
        if room > 0 {
            for arc in self.graph.of(entry) {
                let arc = arc as u32;
                let gain = self.gain(arc);
                if best.len() == room {
                    if gain <= best[room - 1].0 {
                        continue;
                    }
                    best.pop();
                }
                let at = best.iter().rposition(|&(g, _)| g >= gain).map_or(0, |at| at + 1);
                best.insert(at, (gain, arc));
            }
        }
        self.threshold[entry] = best.last().filter(|_| room < self.graph.of(entry).len()).map(|&(gain, _)| gain);
        for (slot, &(_, arc)) in self.listed[from..to].iter_mut().zip(&best) {
            *slot = arc;
        }
        self.ordered = best;
    }

    /// The free arcs of an entry's list, best first.
    fn order(&mut self, entry: usize) {
        let mut best = std::mem::take(&mut self.ordered);
        best.clear();
        for at in self.listed_starts[entry] as usize..self.listed_starts[entry + 1] as usize {
            let arc = self.listed[at];
            if !self.taken.has(arc as usize) {
                let gain = self.gain(arc);
                let at = best.iter().rposition(|&(g, _)| g >= gain).map_or(0, |at| at + 1);
                best.insert(at, (gain, arc));
            }
        }
        self.ordered = best;
    }

    /// Takes the best arcs for all that the entry lacks.
    fn bid(&mut self, entry: usize) {
        let count = self.missing[entry] as usize;
        self.order(entry);
        if let Some(threshold) = self.threshold[entry]
            && self.ordered.get(count).is_none_or(|&(gain, _)| gain < threshold)
        {
            self.list(entry);
            self.order(entry);
        }
        self.missing[entry] = 0;
        let best = std::mem::take(&mut self.ordered);
        self.level[entry] = match best.get(count) {
            Some(&(next, _)) => next,
            None => best[count - 1].0 - self.step,
        };
        for &(_, arc) in &best[..count] {
            let juror = self.juror(arc);
            self.taken.add(arc as usize);
            self.enter(juror, Place { worth: self.worth(entry, arc), arc, entry: entry as u32 });
        }
        self.ordered = best;
    }

    /// Gives a place to an entry; where there is none, the worst of all loses theirs.
    fn enter(&mut self, juror: usize, new: Place<P>) {
        let start = self.rooms.start(juror);
        let load = self.load[juror] as usize;
        if self.load[juror] + self.idle.held[juror] < self.most[juror] {
            self.places[start + load] = new;
            self.load[juror] += 1;
            self.rise(juror, load);
            return;
        }
        let least = self.least(juror);
        let idle = self.idle_worth(juror);
        if idle.is_some_and(|w| w <= new.worth && least.is_none_or(|l| w <= l)) {
            self.lose_idle(juror);
            self.places[start + load] = new;
            self.load[juror] += 1;
            self.rise(juror, load);
        } else if least.is_some_and(|l| l <= new.worth) {
            let old = std::mem::replace(&mut self.places[start], new);
            self.sink(juror, 0);
            self.lose(old);
        } else {
            self.lose(new);
        }
        self.raise(juror, new.worth);
    }

    fn lose(&mut self, place: Place<P>) {
        self.taken.remove(place.arc as usize);
        self.missing[place.entry as usize] += 1;
        if self.missing[place.entry as usize] == 1 {
            self.queue.push_back(place.entry);
        }
    }

    /// The price after a place was contested: as high as those who stayed can bear.
    fn raise(&mut self, juror: usize, contested: P) {
        let stays = match (self.least(juror), self.idle_worth(juror)) {
            (Some(a), Some(b)) => a.min(b),
            (Some(a), None) | (None, Some(a)) => a,
            (None, None) => contested,
        };
        self.price[juror] = self.price[juror].max(stays + self.epsilon);
    }

    /// The least worth of a juror's places, as of now.
    fn least(&mut self, juror: usize) -> Option<P> {
        if self.load[juror] == 0 {
            return None;
        }
        let start = self.rooms.start(juror);
        loop {
            let Place { worth, arc, entry } = self.places[start];
            let now = self.worth(entry as usize, arc);
            if now == worth {
                return Some(now);
            }
            self.places[start].worth = now;
            self.sink(juror, 0);
        }
    }

    fn sink(&mut self, juror: usize, mut at: usize) {
        let start = self.rooms.start(juror);
        let heap = &mut self.places[start..start + self.load[juror] as usize];
        loop {
            let mut low = 2 * at + 1;
            if low >= heap.len() {
                return;
            }
            if low + 1 < heap.len() && heap[low + 1].worth < heap[low].worth {
                low += 1;
            }
            if heap[at].worth <= heap[low].worth {
                return;
            }
            heap.swap(at, low);
            at = low;
        }
    }

    fn rise(&mut self, juror: usize, mut at: usize) {
        let start = self.rooms.start(juror);
        let heap = &mut self.places[start..start + self.load[juror] as usize];
        while at > 0 && heap[at].worth < heap[(at - 1) / 2].worth {
            heap.swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }
}
