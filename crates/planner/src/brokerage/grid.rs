//! A plan in the making: who meets whom in which slot, and chains that swap two slots.

use super::{Event, Plan};
use crate::chance::Chance;

/// No wish.
pub(super) const NONE: u32 = u32::MAX;
/// Longer chains rarely keep the rules, and cost the more.
const LONGEST: usize = 200;

/// Everybody's day.
#[derive(Clone)]
pub(super) struct Grid<'e> {
    pub(super) event: &'e Event,
    /// Per person and slot the wish that comes true there.
    day: Vec<u32>,
    /// Per person the slots in which they are there and meet nobody.
    pub(super) free: Vec<u64>,
    /// Per slot the wishes that come true there, in no order.
    meetings: Vec<Vec<u32>>,
    /// Per wish its place among them.
    place: Vec<u32>,
    /// The slots that have a table left.
    pub(super) open: u64,
    /// Per wish its slot; 255 for none.
    at: Vec<u8>,
    pub(super) weight: u64,
    chain: Vec<u32>,
}

/// A chain that could swap its two slots.
#[derive(Clone, Copy)]
pub(super) struct Shift {
    /// Where the meeting is, and where it would be.
    pub(super) slots: (usize, usize),
    end: u32,
    /// Whose day it changes: 1 for who goes from the first slot to the other, −1 for who
    /// comes back. Those in the middle have both before and after.
    pub(super) ends: [(u32, i8); 2],
    /// How many meetings more the second slot would have, from −1 to 1.
    pub(super) more: i32,
}

impl Shift {
    /// The way back.
    pub(super) fn undone(&self) -> Self {
        Self { ends: self.ends.map(|(person, direction)| (person, -direction)), more: -self.more, ..*self }
    }
}

/// Not in any slot.
const NOWHERE: u8 = u8::MAX;

impl<'e> Grid<'e> {
    pub(super) fn new(event: &'e Event) -> Self {
        Self {
            event,
            day: vec![NONE; event.there.len() * event.slots],
            free: event.there.clone(),
            meetings: vec![Vec::new(); event.slots],
            place: vec![0; event.wishes.len()],
            open: if event.tables > 0 { u64::MAX >> (64 - event.slots) } else { 0 },
            at: vec![NOWHERE; event.wishes.len()],
            weight: 0,
            chain: Vec::new(),
        }
    }

    pub(super) fn plan(&self) -> Plan {
        Plan { slots: self.at.iter().map(|&at| (at != NOWHERE).then_some(at)).collect() }
    }

    pub(super) fn slot(&self, wish: usize) -> Option<usize> {
        (self.at[wish] != NOWHERE).then_some(usize::from(self.at[wish]))
    }

    /// The wish that somebody has in a slot, or [`NONE`].
    pub(super) fn of(&self, person: u32, slot: usize) -> u32 {
        self.day[person as usize * self.event.slots + slot]
    }

    pub(super) fn has_table(&self, slot: usize) -> bool {
        self.open >> slot & 1 == 1
    }

    /// One of the meetings of a slot; there is one.
    pub(super) fn any(&self, slot: usize, chance: &mut Chance) -> usize {
        self.meetings[slot][chance.below(self.meetings[slot].len())] as usize
    }

    fn used(&self, slot: usize) -> u32 {
        self.meetings[slot].len() as u32
    }

    fn enlist(&mut self, wish: u32, slot: usize) {
        self.place[wish as usize] = self.used(slot);
        self.meetings[slot].push(wish);
        self.count(slot);
    }

    fn strike(&mut self, wish: u32, slot: usize) {
        let place = self.place[wish as usize];
        self.meetings[slot].swap_remove(place as usize);
        if let Some(&last) = self.meetings[slot].get(place as usize) {
            self.place[last as usize] = place;
        }
        self.count(slot);
    }

    fn count(&mut self, slot: usize) {
        let is_open = u64::from(self.used(slot) < self.event.tables);
        self.open = self.open & !(1 << slot) | is_open << slot;
    }

    pub(super) fn put(&mut self, wish: usize, slot: usize) {
        let one = self.event.wishes[wish];
        for person in [one.a, one.b] {
            self.day[person as usize * self.event.slots + slot] = wish as u32;
            self.free[person as usize] &= !(1 << slot);
        }
        self.at[wish] = slot as u8;
        self.enlist(wish as u32, slot);
        self.weight += u64::from(one.weight);
    }

    pub(super) fn take(&mut self, wish: usize) {
        let Some(slot) = self.slot(wish) else { return };
        let one = self.event.wishes[wish];
        for person in [one.a, one.b] {
            self.day[person as usize * self.event.slots + slot] = NONE;
            self.free[person as usize] |= 1 << slot;
        }
        self.at[wish] = NOWHERE;
        self.strike(wish as u32, slot);
        self.weight -= u64::from(one.weight);
    }

    /// The wishes that hang together in two slots (Kempe, "On the geographical problem of
    /// the four colours", 1879), beginning with somebody who is in one of them only, or
    /// in neither. `None` where somebody is away in the other slot, or the chain is too long
    /// or reaches `barred`; otherwise how many meetings more the second slot would have. The
    /// chain is in order, wish by wish.
    fn chain(&mut self, from: u32, (one, other): (usize, usize), barred: u32) -> Option<i32> {
        self.chain.clear();
        let mut person = from;
        let mut slot = if self.of(from, one) != NONE { one } else { other };
        let mut more = 0;
        loop {
            let wish = self.of(person, slot);
            if wish == NONE {
                break;
            }
            if self.chain.len() == LONGEST {
                return None;
            }
            let to = one + other - slot;
            let pair = self.event.wishes[wish as usize];
            let next = if pair.a == person { pair.b } else { pair.a };
            if next == barred || self.event.both(&pair) >> to & 1 == 0 {
                return None;
            }
            more += if slot == one { 1 } else { -1 };
            self.chain.push(wish);
            person = next;
            slot = to;
        }
        Some(more)
    }

    /// The tables suffice for so many meetings more in the second slot, and fewer in the first.
    fn has_room(&self, (one, other): (usize, usize), more: i32) -> bool {
        let fits = |slot: usize, more: i32| more <= 0 || self.has_table(slot);
        fits(other, more) && fits(one, -more)
    }

    /// Swaps the slots of the chain.
    fn flip(&mut self, (one, other): (usize, usize)) {
        let chain = std::mem::take(&mut self.chain);
        let slots = self.event.slots;
        for &wish in &chain {
            let pair = self.event.wishes[wish as usize];
            let slot = usize::from(self.at[wish as usize]);
            for person in [pair.a, pair.b] {
                self.day[person as usize * slots + slot] = NONE;
                self.free[person as usize] |= 1 << slot;
            }
            self.strike(wish, slot);
        }
        for &wish in &chain {
            let pair = self.event.wishes[wish as usize];
            let slot = one + other - usize::from(self.at[wish as usize]);
            for person in [pair.a, pair.b] {
                self.day[person as usize * slots + slot] = wish;
                self.free[person as usize] &= !(1 << slot);
            }
            self.at[wish as usize] = slot as u8;
            self.enlist(wish, slot);
        }
        self.chain = chain;
    }

    /// Frees `slot` for `person` by a chain that goes on in `spare`, in which the person is
    /// free. `barred` stays as they are.
    pub(super) fn clear(&mut self, person: u32, slot: usize, spare: usize, barred: u32) -> bool {
        let slots = (slot, spare);
        let is_possible = self.chain(person, slots, barred).is_some_and(|more| self.has_room(slots, more));
        if is_possible {
            self.flip(slots);
        }
        is_possible
    }

    /// What moving a meeting to another slot, with everything that hangs on it, would
    /// change: the two people at the ends of the chain, and the tables.
    pub(super) fn shift(&mut self, wish: usize, to: usize) -> Option<Shift> {
        let from = self.slot(wish)?;
        if self.event.both(&self.event.wishes[wish]) >> to & 1 == 0 {
            return None;
        }
        let end = self.end(wish, (from, to))?;
        let more = self.chain(end, (from, to), NONE)?;
        Some(Shift { slots: (from, to), end, ends: self.people(end, from), more })
    }

    /// Tables suffice for it.
    pub(super) fn suits(&self, shift: &Shift) -> bool {
        self.has_room(shift.slots, shift.more)
    }

    /// Does it; done again, it is undone.
    pub(super) fn make(&mut self, shift: &Shift) {
        if self.chain(shift.end, shift.slots, NONE).is_some() {
            self.flip(shift.slots);
        }
    }

    /// Follows the chain of a meeting to somebody who has only one of the two slots.
    fn end(&self, wish: usize, (one, other): (usize, usize)) -> Option<u32> {
        let mut person = self.event.wishes[wish].a;
        let mut slot = one + other - usize::from(self.at[wish]);
        for _ in 0..LONGEST {
            let next = self.of(person, slot);
            if next == NONE {
                return Some(person);
            }
            let pair = self.event.wishes[next as usize];
            person = if pair.a == person { pair.b } else { pair.a };
            slot = one + other - slot;
        }
        None
    }

    /// The ends of the chain, which has a meeting at least.
    fn people(&self, end: u32, from: usize) -> [(u32, i8); 2] {
        let direction = |wish: u32| if usize::from(self.at[wish as usize]) == from { 1 } else { -1 };
        let (first, last) = (self.chain[0], self.chain[self.chain.len() - 1]);
        let mut person = end;
        for &wish in &self.chain {
            let pair = self.event.wishes[wish as usize];
            person = if pair.a == person { pair.b } else { pair.a };
        }
        [(end, direction(first)), (person, direction(last))]
    }
}
