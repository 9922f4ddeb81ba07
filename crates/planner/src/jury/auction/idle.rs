//! Places that stay empty: one node holds them, and gives them up like an entry.

use super::{Auction, Price};
use std::{cmp::Reverse, collections::BinaryHeap};

/// The node that holds the places that stay empty.
pub(super) struct Idle<P> {
    pub(super) total: u64,
    missing: u64,
    pub(super) held: Vec<u32>,
    room: Vec<u32>,
    pub(super) level: P,
    /// Jurors with room for idle places; a price may have risen since.
    heap: BinaryHeap<Reverse<(P, u32)>>,
    is_in: Vec<bool>,
}

impl<P: Price> Idle<P> {
    /// As many places as stay empty, and how many each juror may keep.
    pub(super) fn new(total: u64, room: Vec<u32>) -> Self {
        Self {
            total,
            missing: total,
            held: vec![0; room.len()],
            is_in: vec![false; room.len()],
            room,
            level: P::default(),
            heap: BinaryHeap::new(),
        }
    }
}

impl<P: Price> Auction<'_, P> {
    pub(super) fn begin_idle(&mut self) {
        let idle = &mut self.idle;
        idle.heap.clear();
        idle.is_in.fill(false);
        idle.missing = 0;
        if idle.total == 0 {
            return;
        }
        let mut order: Vec<u32> = (0..self.price.len() as u32).filter(|&j| idle.room[j as usize] > 0).collect();
        order.sort_unstable_by_key(|&j| (self.price[j as usize], j));
        let mut sum = 0;
        let mut last = P::default();
        let mut next = None;
        for &juror in &order {
            let price = self.price[juror as usize];
            if sum >= idle.total {
                next = Some(price);
                break;
            }
            sum += u64::from(idle.room[juror as usize]);
            last = price;
            if sum > idle.total {
                next = Some(price);
                break;
            }
        }
        idle.level = -next.unwrap_or(last + self.step);
        idle.missing = idle.total;
        let better: u64 = (order.iter().map(|&j| j as usize))
            .filter(|&j| -self.price[j] > idle.level)
            .map(|j| u64::from(idle.room[j]))
            .sum();
        let mut equals = idle.total - better;
        for juror in 0..self.price.len() {
            if -self.price[juror] < idle.level {
                idle.held[juror] = 0;
            } else if -self.price[juror] == idle.level {
                idle.held[juror] = idle.held[juror].min(equals.min(u64::from(u32::MAX)) as u32);
                equals -= u64::from(idle.held[juror]);
            }
            idle.missing -= u64::from(idle.held[juror]);
            if idle.held[juror] < idle.room[juror] {
                idle.heap.push(Reverse((self.price[juror], juror as u32)));
                idle.is_in[juror] = true;
            }
        }
        if idle.missing > 0 {
            self.queue.push_back(self.graph.entries() as u32);
        }
    }

    /// What the idle node would lose with a place of this juror, if it has one.
    pub(super) fn idle_worth(&self, juror: usize) -> Option<P> {
        (self.idle.held[juror] > 0).then(|| -self.idle.level)
    }

    pub(super) fn lose_idle(&mut self, juror: usize) {
        self.idle.held[juror] -= 1;
        self.idle.missing += 1;
        if self.idle.missing == 1 {
            self.queue.push_back(self.graph.entries() as u32);
        }
        if !self.idle.is_in[juror] {
            self.idle.is_in[juror] = true;
            self.idle.heap.push(Reverse((self.price[juror], juror as u32)));
        }
    }

    /// The cheapest juror with room for an idle place.
    pub(super) fn cheapest(&mut self) -> Option<(P, u32)> {
        let idle = &mut self.idle;
        loop {
            let &Reverse((known, juror)) = idle.heap.peek()?;
            let at = juror as usize;
            if idle.held[at] == idle.room[at] {
                idle.heap.pop();
                idle.is_in[at] = false;
            } else if self.price[at] != known {
                idle.heap.pop();
                idle.heap.push(Reverse((self.price[at], juror)));
            } else {
                return Some((known, juror));
            }
        }
    }

    pub(super) fn take_idle(&mut self) {
        while self.idle.missing > 0 {
            let Some((price, juror)) = self.cheapest() else {
                // All rooms are held, and then nothing is missing.
                return;
            };
            self.idle.heap.pop();
            let next = self.cheapest().map_or(price + self.step, |(next, _)| next);
            self.idle.level = self.idle.level.min(-next);
            let at = juror as usize;
            while self.idle.missing > 0 && self.idle.held[at] < self.idle.room[at] {
                self.idle.missing -= 1;
                if self.load[at] + self.idle.held[at] < self.most[at] {
                    self.idle.held[at] += 1;
                    continue;
                }
                let own = -self.idle.level;
                match self.least(at) {
                    Some(least) if least < own => {
                        let start = self.rooms.start(at);
                        let old = self.places[start];
                        self.load[at] -= 1;
                        self.places[start] = self.places[start + self.load[at] as usize];
                        self.sink(at, 0);
                        self.idle.held[at] += 1;
                        self.lose(old);
                        self.raise(at, own);
                    }
                    _ => {
                        // It loses the place at once; the next one is cheaper now.
                        self.idle.missing += 1;
                        self.price[at] = self.price[at].max(own + self.epsilon);
                        break;
                    }
                }
            }
            if self.idle.held[at] < self.idle.room[at] {
                self.idle.heap.push(Reverse((self.price[at], juror)));
            } else {
                self.idle.is_in[at] = false;
            }
        }
    }
}
