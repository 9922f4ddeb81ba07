//! Annealing with Kempe chains: finds good plans, proves nothing.
//!
//! A step picks a meeting and another slot, and swaps these two slots for all that
//! hangs together with the meeting: whom it meets there moves the other way, and so
//! on. Nobody is ever in two meetings at once, and only the participants at the ends
//! of the chain change when they are busy, so that a step costs as much as its chain
//! is long. Too many meetings in a slot and too many breaks of one participant are
//! allowed at a price; the prices are such that a plan without any pays them back.

use super::brake::Brake;
use crate::chance::Chance;
use crate::meetings::Problem;

const NOBODY: u32 = u32::MAX;
/// What a meeting without a table costs, in breaks.
const TABLE: i64 = 2;
/// What a break over the fairness costs, in breaks.
const UNFAIR: i64 = 3;
/// The temperatures of a cycle's beginning and end, in breaks.
const HOT: f64 = 0.22;
const COLD: f64 = 0.1;
/// The steps of the first cycle; each further one is half as long again.
const FIRST_CYCLE: u64 = 1_500_000;

/// A plan that is being changed, and the best one it was yet.
pub(super) struct Search<'a> {
    problem: &'a Problem,
    most_breaks: Option<usize>,
    allowed: Vec<bool>,
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    ordered: bool,
    busy_people: Vec<u32>,
    slot: Vec<u32>,
    /// Per participant and slot, the meeting there.
    at: Vec<u32>,
    held: Vec<i64>,
    breaks: Vec<i64>,
    /// Meetings without a table, and breaks over the fairness.
    wrong: i64,
    cost: i64,
    best: Option<(usize, Vec<usize>)>,
    random: Chance,
    step: u64,
    cycle: u64,
    cycle_ends: u64,
    mark: Vec<u64>,
    marks: u64,
    chain: Vec<u32>,
    ends: Vec<(u32, u32, u32)>,
}

impl<'a> Search<'a> {
    /// Begins with a slot for each meeting that keeps every rule but tables and breaks.
    pub(super) fn new(problem: &'a Problem, most_breaks: Option<usize>, slots: &[usize], seed: u64) -> Self {
        let (count, width) = (problem.meetings.len(), problem.slots);
        let mut allowed = vec![false; count * width];
        let mut before = vec![Vec::new(); count];
        let mut after = vec![Vec::new(); count];
        for (number, meeting) in problem.meetings.iter().enumerate() {
            for slot in problem.allowed(meeting).iter() {
                allowed[number * width + slot] = true;
            }
            for earlier in &meeting.after {
                before[number].push(*earlier as u32);
                after[*earlier].push(number as u32);
            }
        }
        let ordered = problem.meetings.iter().any(|meeting| !meeting.after.is_empty());
        let mut at = vec![NOBODY; problem.participants * width];
        let mut held = vec![0; width];
        for (number, slot) in slots.iter().enumerate() {
            held[*slot] += 1;
            for party in &problem.meetings[number].parties {
                at[party * width + slot] = number as u32;
            }
        }
        let mut busy_people: Vec<u32> =
            problem.meetings.iter().flat_map(|meeting| meeting.parties.iter().map(|party| *party as u32)).collect();
        busy_people.sort_unstable();
        busy_people.dedup();
        let mut search = Self {
            problem,
            most_breaks,
            allowed,
            before,
            after,
            ordered,
            busy_people,
            slot: slots.iter().map(|slot| *slot as u32).collect(),
            at,
            held,
            breaks: Vec::new(),
            wrong: 0,
            cost: 0,
            best: None,
            random: Chance::new(seed),
            step: 0,
            cycle: FIRST_CYCLE,
            cycle_ends: FIRST_CYCLE,
            mark: vec![0; count],
            marks: 0,
            chain: Vec::new(),
            ends: Vec::new(),
        };
        search.count();
        search.keep_best();
        search
    }

    /// Counts everything afresh.
    fn count(&mut self) {
        let width = self.problem.slots;
        self.breaks = self
            .at
            .chunks(width.max(1))
            .map(|row| {
                let starts = (0..row.len()).filter(|s| row[*s] != NOBODY && (*s == 0 || row[s - 1] == NOBODY)).count();
                starts.saturating_sub(1) as i64
            })
            .collect();
        self.breaks.resize(self.problem.participants, 0);
        let unfair: i64 = self.breaks.iter().map(|breaks| self.unfair(*breaks)).sum();
        let standing: i64 = self.held.iter().map(|held| self.standing(*held)).sum();
        self.wrong = unfair + standing;
        self.cost = self.breaks.iter().sum::<i64>() + UNFAIR * unfair + TABLE * standing;
    }

    fn unfair(&self, breaks: i64) -> i64 {
        self.most_breaks.map_or(0, |most| (breaks - most as i64).max(0))
    }

    fn standing(&self, held: i64) -> i64 {
        (held - self.problem.tables as i64).max(0)
    }

    /// The fewest breaks of a plan that keeps every rule, and its slots.
    pub(super) fn best(&self) -> Option<(usize, &[usize])> {
        self.best.as_ref().map(|(breaks, slots)| (*breaks, slots.as_slice()))
    }

    fn keep_best(&mut self) -> bool {
        let better = self.wrong == 0 && self.best.as_ref().is_none_or(|(breaks, _)| self.cost < *breaks as i64);
        if better {
            self.best = Some((self.cost as usize, self.slot.iter().map(|slot| *slot as usize).collect()));
        }
        better
    }

    /// Takes so many steps, or fewer: until a plan has no more than `enough` breaks,
    /// or the brake is pulled.
    pub(super) fn run(&mut self, steps: u64, enough: usize, brake: &Brake) {
        const LOOK: u64 = 4096;
        if self.problem.meetings.is_empty() || self.problem.slots < 2 {
            return;
        }
        let end = self.step + steps;
        let mut chances = self.chances();
        while self.step < end {
            self.step += 1;
            if self.step.is_multiple_of(LOOK) {
                if brake.is_pulled() {
                    return;
                }
                if self.step >= self.cycle_ends {
                    self.cycle += self.cycle / 2;
                    self.cycle_ends += self.cycle;
                }
                chances = self.chances();
            }
            if self.try_step(&chances) && self.keep_best() && self.cost <= enough as i64 {
                return;
            }
        }
    }

    /// How likely a step that costs so much is taken now.
    fn chances(&self) -> [f64; 16] {
        let done = 1.0 - self.cycle_ends.saturating_sub(self.step) as f64 / self.cycle as f64;
        let temperature = HOT * (COLD / HOT).powf(done);
        std::array::from_fn(|cost| (-(cost as f64) / temperature).exp())
    }

    fn is_busy(&self, person: u32, slot: usize) -> bool {
        slot < self.problem.slots && self.at[person as usize * self.problem.slots + slot] != NOBODY
    }

    /// The first slot from there on, and around, where a participant is busy beside
    /// being idle, or the other way.
    fn edge(&self, person: u32, from: usize, busy: bool) -> Option<usize> {
        let width = self.problem.slots;
        (0..width).map(|step| (from + step) % width).find(|slot| {
            self.is_busy(person, *slot) == busy
                && ((*slot > 0 && self.is_busy(person, slot - 1) != busy)
                    || (slot + 1 < width && self.is_busy(person, slot + 1) != busy))
        })
    }

    /// One end of a run of meetings goes to another end, or to another run.
    fn draw_shift(&mut self) -> Option<(u32, u32, u32)> {
        let width = self.problem.slots;
        let person = self.busy_people[self.random.below(self.busy_people.len())];
        let (one, two) = (self.random.below(width), self.random.below(width));
        let (from, to) = (self.edge(person, one, true)?, self.edge(person, two, false)?);
        Some((self.at[person as usize * width + from], from as u32, to as u32))
    }

    fn draw_any(&mut self) -> Option<(u32, u32, u32)> {
        let number = self.random.below(self.slot.len());
        let to = self.random.below(self.problem.slots) as u32;
        (self.slot[number] != to).then_some((number as u32, self.slot[number], to))
    }

    fn try_step(&mut self, chances: &[f64; 16]) -> bool {
        let drawn = if self.random.below(4) > 0 { self.draw_shift() } else { self.draw_any() };
        let Some((number, from, to)) = drawn else { return false };
        if !self.follow(number, from, to) {
            return false;
        }
        let moved: i64 = self.chain.iter().map(|number| if self.slot[*number as usize] == from { 1 } else { -1 }).sum();
        let (held_from, held_to) = (self.held[from as usize], self.held[to as usize]);
        let standing = self.standing(held_from - moved) + self.standing(held_to + moved)
            - self.standing(held_from)
            - self.standing(held_to);
        let mut unfair = 0;
        let mut more = 0;
        for (person, from, to) in &self.ends {
            let change = self.change(*person, *from as usize, *to as usize);
            let breaks = self.breaks[*person as usize];
            more += change;
            unfair += self.unfair(breaks + change) - self.unfair(breaks);
        }
        let price = more + UNFAIR * unfair + TABLE * standing;
        if price > 0 && chances.get(price as usize).is_none_or(|chance| self.random.unit() >= *chance) {
            return false;
        }
        if self.ordered && !self.keeps_order(from, to) {
            return false;
        }
        for at in 0..self.ends.len() {
            let (person, from, to) = self.ends[at];
            self.breaks[person as usize] += self.change(person, from as usize, to as usize);
        }
        self.swap(from, to);
        self.held[from as usize] -= moved;
        self.held[to as usize] += moved;
        self.wrong += unfair + standing;
        self.cost += price;
        true
    }

    /// Collects what hangs together with a meeting in two slots, and who is busy at
    /// another time afterwards. False where a meeting may not move.
    fn follow(&mut self, number: u32, from: u32, to: u32) -> bool {
        let width = self.problem.slots;
        self.chain.clear();
        self.ends.clear();
        self.marks += 1;
        self.chain.push(number);
        self.mark[number as usize] = self.marks;
        let mut seen = 0;
        while let Some(number) = self.chain.get(seen).copied() {
            seen += 1;
            let here = self.slot[number as usize];
            let there = if here == from { to } else { from };
            if !self.allowed[number as usize * width + there as usize] {
                return false;
            }
            for party in &self.problem.meetings[number as usize].parties {
                let other = self.at[party * width + there as usize];
                if other == NOBODY {
                    self.ends.push((*party as u32, here, there));
                } else if self.mark[other as usize] != self.marks {
                    self.mark[other as usize] = self.marks;
                    self.chain.push(other);
                }
            }
        }
        true
    }

    /// How many breaks more a participant has who is busy in `to` instead of `from`.
    fn change(&self, person: u32, from: usize, to: usize) -> i64 {
        let near = |slot: usize, without: usize| {
            let left = slot > 0 && slot - 1 != without && self.is_busy(person, slot - 1);
            let right = slot + 1 != without && self.is_busy(person, slot + 1);
            i64::from(left) + i64::from(right)
        };
        // A slot that joins nothing is a run of its own, one that joins two runs makes
        // them one.
        (near(from, from) - 1) + (1 - near(to, from))
    }

    fn keeps_order(&self, from: u32, to: u32) -> bool {
        let will_be = |number: u32| {
            let now = self.slot[number as usize];
            match self.mark[number as usize] == self.marks {
                true if now == from => to,
                true => from,
                false => now,
            }
        };
        self.chain.iter().all(|number| {
            let slot = will_be(*number);
            self.before[*number as usize].iter().all(|other| will_be(*other) < slot)
                && self.after[*number as usize].iter().all(|other| will_be(*other) > slot)
        })
    }

    fn swap(&mut self, from: u32, to: u32) {
        let width = self.problem.slots;
        for number in &self.chain {
            let here = self.slot[*number as usize] as usize;
            for party in &self.problem.meetings[*number as usize].parties {
                self.at[party * width + here] = NOBODY;
            }
        }
        for number in &self.chain {
            let here = self.slot[*number as usize];
            let there = if here == from { to } else { from };
            self.slot[*number as usize] = there;
            for party in &self.problem.meetings[*number as usize].parties {
                self.at[party * width + there as usize] = *number;
            }
        }
    }
}
