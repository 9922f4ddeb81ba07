//! The checker of programme plans. It reads the sheet and the plan, nothing of the
//! solver, and counts every term as the problem statement words it: slowly, by itself.

use super::{plan::Plan, sheet::Sheet};

/// What a plan breaks and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Every rule that the plan breaks. A plan that breaks none is valid.
    pub broken: Vec<String>,
    /// The raw counts of the terms 1 to 16; only of a valid plan.
    pub terms: [i64; 16],
    /// The terms times their weights.
    pub cost: i64,
}

/// Verifies a plan. A plan that breaks a rule is not counted.
pub fn check(sheet: &Sheet, plan: &Plan) -> Verdict {
    let broken = broken(sheet, plan);
    if !broken.is_empty() {
        return Verdict { broken, terms: [0; 16], cost: 0 };
    }
    let terms = Count { sheet, plan }.all();
    let cost = terms.iter().zip(sheet.w.by_term()).map(|(term, weight)| term * i64::from(weight)).sum();
    Verdict { broken, terms, cost }
}

fn broken(sheet: &Sheet, plan: &Plan) -> Vec<String> {
    let mut broken = Vec::new();
    if plan.cells.len() != sheet.slots.len() || plan.cells.iter().any(|rooms| rooms.len() != sheet.rooms) {
        broken.push(format!("the cells are not {} sessions of {} rooms", sheet.slots.len(), sheet.rooms));
    }
    if plan.placements.len() != sheet.sub_track.len() {
        broken.push(format!("{} placements for {} submissions", plan.placements.len(), sheet.sub_track.len()));
    }
    if !broken.is_empty() {
        return broken;
    }
    for (session, rooms) in plan.cells.iter().enumerate() {
        for (room, track) in rooms.iter().enumerate() {
            if let Some(track) = track.filter(|&track| track >= sheet.tracks) {
                broken.push(format!("session {session}, room {room} has track {track}, which does not exist"));
            }
        }
    }
    // Sorted by place, whoever overlaps somebody overlaps a neighbour.
    let mut taken = Vec::new();
    for (i, at) in plan.placements.iter().enumerate() {
        let name = sheet.submission_name(i);
        if at.session >= sheet.slots.len() || at.room >= sheet.rooms {
            broken.push(format!("{name} is in session {}, room {}, which do not exist", at.session, at.room));
            continue;
        }
        let end = at.slot as u64 + u64::from(sheet.sub_len[i]);
        if end > u64::from(sheet.slots[at.session]) {
            broken.push(format!("{name} does not end with its session {}", at.session));
            continue;
        }
        if plan.cells[at.session][at.room] != Some(sheet.sub_track[i]) {
            broken.push(format!("{name} is in a cell of another track (session {}, room {})", at.session, at.room));
        }
        taken.push((*at, end, i));
    }
    taken.sort_unstable();
    for pair in taken.windows(2) {
        let [(a, end, i), (b, _, j)] = pair else { continue };
        if (a.session, a.room) == (b.session, b.room) && (b.slot as u64) < *end {
            let (i, j) = (sheet.submission_name(*i), sheet.submission_name(*j));
            broken.push(format!("{i} and {j} share a slot (session {}, room {})", a.session, a.room));
        }
    }
    broken
}

struct Count<'a> {
    sheet: &'a Sheet,
    plan: &'a Plan,
}

impl Count<'_> {
    fn all(&self) -> [i64; 16] {
        let s = self.sheet;
        let used = self.used();
        let track_sums = |matrix: &[Vec<u32>], at: fn(&(usize, usize, usize)) -> (usize, usize)| -> i64 {
            used.iter().map(at).map(|(row, column)| i64::from(matrix[row][column])).sum()
        };
        [
            track_sums(&s.ts, |&(session, _, track)| (track, session)),
            track_sums(&s.tr, |&(_, room, track)| (track, room)),
            track_sums(&s.sroom, |&(session, room, _)| (session, room)),
            self.pairs_of_cells(|t, u| if t == u { 0 } else { i64::from(s.tt[t][u]) }),
            self.rooms_beyond_the_first(),
            self.parallel_cells(),
            self.tracks_with_gaps(),
            self.occupied(|i, session, _| s.stz[i][session]),
            self.order(),
            self.occupied(|i, session, _| s.ss[i][session]),
            self.occupied(|i, _, room| s.sr[i][room]),
            self.sharing(&s.pc, false),
            self.sharing(&s.ac, false),
            self.pairs_of_cells(|t, u| i64::from(s.cc[t].contains(&u) || s.cc[u].contains(&t))),
            self.sharing(&s.pc, true),
            self.sharing(&s.ac, true),
        ]
    }

    /// Session, room and track of every used cell.
    fn used(&self) -> Vec<(usize, usize, usize)> {
        let mut used = Vec::new();
        for (session, rooms) in self.plan.cells.iter().enumerate() {
            for (room, track) in rooms.iter().enumerate() {
                if let Some(track) = *track {
                    used.push((session, room, track));
                }
            }
        }
        used
    }

    fn pairs_of_cells(&self, price: impl Fn(usize, usize) -> i64) -> i64 {
        let mut sum = 0;
        for rooms in &self.plan.cells {
            for (room, first) in rooms.iter().enumerate() {
                for second in &rooms[room + 1..] {
                    if let (Some(t), Some(u)) = (*first, *second) {
                        sum += price(t, u);
                    }
                }
            }
        }
        sum
    }

    fn rooms_beyond_the_first(&self) -> i64 {
        let mut pairs: Vec<(usize, usize)> = self.used().iter().map(|&(_, room, track)| (track, room)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let rooms = pairs.len() as i64;
        pairs.dedup_by_key(|pair| pair.0);
        rooms - pairs.len() as i64
    }

    fn parallel_cells(&self) -> i64 {
        let used = self.used();
        let mut pairs: Vec<(usize, usize)> = used.iter().map(|&(session, _, track)| (track, session)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        used.len() as i64 - pairs.len() as i64
    }

    fn tracks_with_gaps(&self) -> i64 {
        let mut pairs: Vec<(usize, usize)> = self.used().iter().map(|&(session, _, track)| (track, session)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|sessions| sessions[sessions.len() - 1].1 - sessions[0].1 + 1 != sessions.len())
            .count() as i64
    }

    fn occupied(&self, price: impl Fn(usize, usize, usize) -> u32) -> i64 {
        let mut sum = 0;
        for (i, at) in self.plan.placements.iter().enumerate() {
            for _ in 0..self.sheet.sub_len[i] {
                sum += i64::from(price(i, at.session, at.room));
            }
        }
        sum
    }

    fn order(&self) -> i64 {
        let s = self.sheet;
        let mut sequence: Vec<(usize, super::plan::Placement, usize)> =
            self.plan.placements.iter().enumerate().map(|(i, at)| (s.sub_track[i], *at, i)).collect();
        sequence.sort_unstable();
        let mut sum = 0;
        for of_track in sequence.chunk_by(|a, b| a.0 == b.0) {
            for (position, (_, _, i)) in of_track.iter().enumerate() {
                let order = s.sub_order[*i] as usize;
                sum += i64::from(order != 0 && order != position + 1);
            }
            let ordered: Vec<usize> = of_track.iter().map(|entry| entry.2).filter(|&i| s.sub_order[i] != 0).collect();
            for (k, &i) in ordered.iter().enumerate() {
                sum += ordered[k + 1..].iter().map(|&j| self.shared_slots(i, j)).sum::<i64>();
            }
        }
        sum
    }

    fn sharing(&self, lists: &[Vec<usize>], per_slot: bool) -> i64 {
        let mut pairs: Vec<(usize, usize)> =
            lists.iter().enumerate().flat_map(|(i, list)| list.iter().map(move |&j| (i.min(j), i.max(j)))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut sum = 0;
        for (i, j) in pairs {
            let (a, b) = (self.plan.placements[i], self.plan.placements[j]);
            if a.session == b.session && a.room != b.room {
                sum += if per_slot { self.shared_slots(i, j) } else { 1 };
            }
        }
        sum
    }

    /// How many slot indices of a session two submissions share.
    fn shared_slots(&self, i: usize, j: usize) -> i64 {
        let (a, b) = (self.plan.placements[i], self.plan.placements[j]);
        if a.session != b.session {
            return 0;
        }
        let of = |at: usize, len: u32| at..at + len as usize;
        let theirs = of(b.slot, self.sheet.sub_len[j]);
        of(a.slot, self.sheet.sub_len[i]).filter(|slot| theirs.contains(slot)).count() as i64
    }
}
