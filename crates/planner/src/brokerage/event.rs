//! What is to be planned, and what a plan is.

/// A day is a word of bits.
pub const MOST_SLOTS: usize = 64;

/// Two people who would meet, and how much that is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// One of them, from 0.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Above 0; the wishes of both sides are one, and weigh what both say.
    pub weight: u32,
}

/// People, slots and tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// How many slots there are, at most [`MOST_SLOTS`].
    pub slots: usize,
    /// How many meetings may share a slot.
    pub tables: u32,
    /// Per person the slots in which they can meet, a bit each.
    pub there: Vec<u64>,
    /// At most one for two people.
    pub wishes: Vec<Wish>,
}

impl Event {
    /// The slots in which both can.
    pub(super) fn both(&self, wish: &Wish) -> u64 {
        self.there[wish.a as usize] & self.there[wish.b as usize]
    }

    /// How many meetings there can be at all: tables and people of each slot.
    pub(super) fn room(&self) -> u64 {
        (0..self.slots)
            .map(|slot| {
                let people = self.there.iter().filter(|there| *there >> slot & 1 == 1).count() as u64;
                u64::from(self.tables).min(people / 2)
            })
            .sum()
    }
}

/// The slot of each wish; `None` where it does not come true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the event's wishes.
    pub slots: Vec<Option<u8>>,
}
