//! A set of slots.

use std::fmt;

/// Which of a fixed number of slots are in. Slots count from 0.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SlotSet {
    words: Box<[u64]>,
    slots: usize,
}

impl SlotSet {
    /// None of so many slots.
    pub fn empty(slots: usize) -> Self {
        Self { words: vec![0; slots.div_ceil(64)].into_boxed_slice(), slots }
    }

    /// All of so many slots.
    pub fn full(slots: usize) -> Self {
        let mut all = Self::empty(slots);
        all.insert_range(0, slots);
        all
    }

    /// How many slots there are to choose from.
    pub fn slots(&self) -> usize {
        self.slots
    }

    /// Is it in? A slot that does not exist is not.
    pub fn contains(&self, slot: usize) -> bool {
        slot < self.slots && self.words[slot / 64] >> (slot % 64) & 1 == 1
    }

    /// Takes it in. A slot that does not exist is left out.
    pub fn insert(&mut self, slot: usize) {
        if slot < self.slots {
            self.words[slot / 64] |= 1 << (slot % 64);
        }
    }

    /// Takes in `from..to`, as far as those slots exist.
    pub fn insert_range(&mut self, from: usize, to: usize) {
        for slot in from..to.min(self.slots) {
            self.insert(slot);
        }
    }

    /// Takes it out.
    pub fn remove(&mut self, slot: usize) {
        if slot < self.slots {
            self.words[slot / 64] &= !(1 << (slot % 64));
        }
    }

    /// Keeps what is in the other too.
    pub fn keep(&mut self, other: &Self) {
        for (word, kept) in self.words.iter_mut().zip(&other.words) {
            *word &= kept;
        }
    }

    /// Takes out what is in the other.
    pub fn subtract(&mut self, other: &Self) {
        for (word, gone) in self.words.iter_mut().zip(&other.words) {
            *word &= !gone;
        }
    }

    /// How many are in.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Nothing is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Those that are in, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    at * 64 + bit
                })
            })
        })
    }

    /// The first and the last that is in.
    pub fn ends(&self) -> Option<(usize, usize)> {
        let first = self.iter().next()?;
        let last = self
            .words
            .iter()
            .enumerate()
            .rev()
            .find(|(_, word)| **word != 0)
            .map(|(at, word)| at * 64 + 63 - word.leading_zeros() as usize)?;
        Some((first, last))
    }
}

impl fmt::Debug for SlotSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_more_slots_than_a_word() {
        let mut set = SlotSet::empty(130);
        for slot in [0, 63, 64, 127, 129] {
            set.insert(slot);
        }
        set.insert(130);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 127, 129]);
        assert_eq!((set.len(), set.ends()), (5, Some((0, 129))));
        set.remove(129);
        assert_eq!(set.ends(), Some((0, 127)));
        let mut all = SlotSet::full(130);
        all.subtract(&set);
        assert_eq!(all.len(), 126);
        all.keep(&set);
        assert!(all.is_empty() && all.ends().is_none());
    }
}
