//! The incidence of items and judges, with the larger side folded away.

use super::sparse::Pattern;

/// The cells of one side, by the number on that side.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    starts: Vec<u32>,
    /// The number on the other side.
    other: Vec<u32>,
    /// How many scores the cell has.
    weight: Vec<f64>,
    /// How many scores each has.
    pub count: Vec<f64>,
}

impl Side {
    fn new(count: usize, cells: &[(u32, u32, f64)]) -> Self {
        let mut side = Self { starts: vec![0; count + 1], count: vec![0.0; count], ..Self::default() };
        for &(own, _, weight) in cells {
            side.starts[own as usize + 1] += 1;
            side.count[own as usize] += weight;
        }
        for at in 0..count {
            side.starts[at + 1] += side.starts[at];
        }
        let mut next = side.starts.clone();
        side.other = vec![0; cells.len()];
        side.weight = vec![0.0; cells.len()];
        for &(own, other, weight) in cells {
            let slot = next[own as usize] as usize;
            next[own as usize] += 1;
            side.other[slot] = other;
            side.weight[slot] = weight;
        }
        side
    }

    pub fn len(&self) -> usize {
        self.count.len()
    }

    /// The numbers on the other side.
    pub fn others(&self, own: usize) -> &[u32] {
        &self.other[self.starts[own] as usize..self.starts[own + 1] as usize]
    }

    /// The numbers on the other side, each with its weight.
    pub fn cells(&self, own: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[own] as usize..self.starts[own + 1] as usize;
        self.other[range.clone()].iter().map(|&o| o as usize).zip(self.weight[range].iter().copied())
    }
}

/// Scores as a mixed model sees them.
pub(super) struct Design {
    /// Folded side, kept side, score less the mean; as in the input.
    pub rows: Vec<(u32, u32, f64)>,
    pub mean: f64,
    /// The side with more members, eliminated first because it is diagonal.
    pub folded: Side,
    /// The other side, in the order of the pattern.
    pub kept: Side,
    pub pattern: Pattern,
    /// The items are the folded side.
    pub items_are_folded: bool,
}

impl Design {
    /// `None` if it is too large to be factored.
    pub fn new(items: usize, judges: usize, rows: &[(u32, u32, f64)]) -> Option<Self> {
        let items_are_folded = items > judges;
        let (folded, kept) = if items_are_folded { (items, judges) } else { (judges, items) };
        let mean = rows.iter().map(|r| r.2).sum::<f64>() / rows.len().max(1) as f64;
        let mut rows: Vec<(u32, u32, f64)> = rows
            .iter()
            .map(|&(item, judge, score)| {
                let (f, k) = if items_are_folded { (item, judge) } else { (judge, item) };
                (f, k, score - mean)
            })
            .collect();
        let mut cells: Vec<(u32, u32, f64)> = rows.iter().map(|&(f, k, _)| (f, k, 1.0)).collect();
        cells.sort_unstable_by_key(|c| (c.0, c.1));
        cells.dedup_by(|later, kept| {
            let is_same = (later.0, later.1) == (kept.0, kept.1);
            if is_same {
                kept.2 += later.2;
            }
            is_same
        });
        let groups = Side::new(folded, &cells);
        let pattern = Pattern::new(kept, (0..folded).map(|at| groups.others(at)))?;
        for row in &mut rows {
            row.1 = pattern.place[row.1 as usize];
        }
        for cell in &mut cells {
            cell.1 = pattern.place[cell.1 as usize];
        }
        cells.sort_unstable_by_key(|c| (c.0, c.1));
        let folded = Side::new(folded, &cells);
        for cell in &mut cells {
            *cell = (cell.1, cell.0, cell.2);
        }
        cells.sort_unstable_by_key(|c| (c.0, c.1));
        let kept = Side::new(kept, &cells);
        Some(Self { rows, mean, folded, kept, pattern, items_are_folded })
    }

    /// Where an item stands on its side.
    pub fn item(&self, item: u32) -> usize {
        if self.items_are_folded { item as usize } else { self.pattern.place[item as usize] as usize }
    }

    /// Where a judge stands on theirs.
    pub fn judge(&self, judge: u32) -> usize {
        if self.items_are_folded { self.pattern.place[judge as usize] as usize } else { judge as usize }
    }
}
