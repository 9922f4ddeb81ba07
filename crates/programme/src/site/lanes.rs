//! Sessions that meet in one room: as a rule a cancelled one and what took its
//! place. They stand beside each other, so that neither hides the other.

/// Narrower than a third of a room nothing can be read.
const MOST_LANES: usize = 3;

/// A place in a room's column: the lane, counted from 1, of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    pub(crate) number: usize,
    pub(crate) of: usize,
}

/// Finds a lane for every span (start, end) of one room, given by start.
pub(crate) fn lanes(spans: &[(usize, usize)]) -> Vec<Lane> {
    let mut found: Vec<Lane> = Vec::with_capacity(spans.len());
    let mut ends: Vec<usize> = Vec::new();
    let mut cluster = 0;
    for (at, (start, end)) in spans.iter().enumerate() {
        if ends.iter().all(|until| until <= start) {
            close(&mut found[cluster..], ends.len());
            ends.clear();
            cluster = at;
        }
        let free = ends.iter().position(|until| until <= start).unwrap_or(ends.len());
        match ends.get_mut(free) {
            Some(until) => *until = *end,
            None => ends.push(*end),
        }
        found.push(Lane { number: free + 1, of: 1 });
    }
    close(&mut found[cluster..], ends.len());
    found
}

/// Tells the members of a cluster how many lanes it came to.
fn close(members: &mut [Lane], lanes: usize) {
    for lane in members {
        lane.of = lanes.clamp(1, MOST_LANES);
        lane.number = lane.number.min(lane.of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
        lanes(spans).into_iter().map(|lane| (lane.number, lane.of)).collect()
    }

    #[test]
    fn what_follows_does_not_meet() {
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[(0, 6), (6, 12), (12, 18)]), [(1, 1), (1, 1), (1, 1)]);
    }

    #[test]
    fn what_meets_stands_beside_each_other() {
        assert_eq!(of(&[(0, 6), (0, 6), (6, 9)]), [(1, 2), (2, 2), (1, 1)]);
        assert_eq!(of(&[(0, 12), (3, 6), (6, 9)]), [(1, 2), (2, 2), (2, 2)]);
        assert_eq!(of(&[(0, 9), (0, 9), (0, 9), (0, 9)]), [(1, 3), (2, 3), (3, 3), (3, 3)]);
    }
}
