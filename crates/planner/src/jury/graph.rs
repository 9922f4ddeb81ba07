//! The bare flow problem: entries demand, jurors supply, a pair carries at most one review.

/// Entries on the left, jurors on the right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Graph<'a> {
    /// Where the arcs of an entry begin; one more than there are entries.
    pub starts: &'a [u32],
    /// The juror of an arc.
    pub jurors: &'a [u32],
    /// What an arc is worth.
    pub values: &'a [i64],
    /// How many arcs an entry must have.
    pub demand: &'a [u32],
    /// How many arcs a juror must have at least.
    pub least: &'a [u32],
    /// How many arcs a juror may have.
    pub most: &'a [u32],
}

impl Graph<'_> {
    pub fn entries(&self) -> usize {
        self.demand.len()
    }

    pub fn jurors(&self) -> usize {
        self.most.len()
    }

    /// The arcs of an entry.
    pub fn of(&self, entry: usize) -> std::ops::Range<usize> {
        self.starts[entry] as usize..self.starts[entry + 1] as usize
    }

    /// How many arcs each juror has.
    pub fn degrees(&self) -> Vec<u32> {
        let mut degrees = vec![0; self.jurors()];
        for &juror in self.jurors {
            degrees[juror as usize] += 1;
        }
        degrees
    }
}

/// A set of arcs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arcs(Vec<u64>);

impl Arcs {
    pub fn none_of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    pub fn has(&self, arc: usize) -> bool {
        self.0[arc / 64] >> (arc % 64) & 1 == 1
    }

    pub fn add(&mut self, arc: usize) {
        self.0[arc / 64] |= 1 << (arc % 64);
    }

    pub fn remove(&mut self, arc: usize) {
        self.0[arc / 64] &= !(1 << (arc % 64));
    }

    /// In ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors(Some(word), |w| Some(w & w.wrapping_sub(1)))
                .take_while(|&w| w != 0)
                .map(move |w| at * 64 + w.trailing_zeros() as usize)
        })
    }
}

/// One segment of room for each juror, as long as what they may have.
pub(super) struct Rooms {
    starts: Vec<u32>,
}

impl Rooms {
    /// `most` is at most the number of arcs of a juror, so the sum is a number of arcs.
    pub fn new(most: &[u32]) -> Self {
        let mut starts = Vec::with_capacity(most.len() + 1);
        let mut sum = 0;
        starts.push(0);
        for &m in most {
            sum += m;
            starts.push(sum);
        }
        Self { starts }
    }

    pub fn start(&self, juror: usize) -> usize {
        self.starts[juror] as usize
    }

    pub fn total(&self) -> usize {
        self.starts[self.starts.len() - 1] as usize
    }
}
