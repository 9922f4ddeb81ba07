//! A sheet as the search wants it: penalties already weighted, flat tables, and the
//! pairs of submissions that know each other.

use super::sheet::Sheet;

/// A submission that shares somebody with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Neighbour {
    pub(super) other: u32,
    /// Bit 0: a presenter. Bit 1: an attendee.
    pub(super) kind: u8,
}

/// How presenter clashes are counted: at the level that the sheet prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// The same session, different rooms.
    Session,
    /// The same slot; what nobody can do even where the sheet does not price it.
    Slot,
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) submissions: usize,
    pub(super) sessions: usize,
    pub(super) rooms: usize,
    pub(super) tracks: usize,
    /// Slots per session.
    pub(super) capacity: Vec<u32>,
    /// Before the cells of this session stand so many slots.
    pub(super) slots_before: Vec<usize>,
    pub(super) track: Vec<u32>,
    pub(super) len: Vec<u32>,
    pub(super) order: Vec<u32>,
    pub(super) members: Vec<Vec<u32>>,
    /// Tracks whose members have an order that costs.
    pub(super) is_ordered: Vec<bool>,
    submission_session: Vec<i64>,
    submission_room: Vec<i64>,
    has_submission_room: bool,
    cheapest_room: Vec<i64>,
    track_session: Vec<i64>,
    track_room: Vec<i64>,
    session_room: Vec<i64>,
    pub(super) pair: Vec<i64>,
    /// Per track: whether any of its pairs costs.
    pub(super) has_pairs: Vec<bool>,
    pub(super) rooms_weight: i64,
    pub(super) parallel_weight: i64,
    pub(super) consecutive_weight: i64,
    pub(super) order_weight: i64,
    neighbours: Vec<Neighbour>,
    neighbours_of: Vec<usize>,
    /// Per kind of neighbour: what the same session costs, and the same slot.
    pub(super) same_session: [i64; 4],
    pub(super) same_slot: [i64; 4],
    pub(super) clash: Clash,
    /// Whether it matters in which slot of its cell a submission stands.
    pub(super) slots_matter: bool,
}

impl Model {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let w = &sheet.w;
        let n = sheet.submissions();
        let weighted = |matrix: &[Vec<u32>], weight: u32| -> Vec<i64> {
            matrix.iter().flatten().map(|&value| i64::from(value) * i64::from(weight)).collect()
        };
        let mut submission_session = Vec::with_capacity(n * sheet.sessions());
        for i in 0..n {
            for (&ss, &stz) in sheet.ss[i].iter().zip(&sheet.stz[i]) {
                submission_session.push(
                    i64::from(sheet.sub_len[i])
                        * (i64::from(ss) * i64::from(w.submissions_sessions_penalty_weight)
                            + i64::from(stz) * i64::from(w.submissions_timezones_penalty_weight)),
                );
            }
        }
        let submission_room: Vec<i64> = sheet
            .sr
            .iter()
            .zip(&sheet.sub_len)
            .flat_map(|(row, &len)| {
                row.iter()
                    .map(move |&sr| i64::from(len) * i64::from(sr) * i64::from(w.submissions_rooms_penalty_weight))
            })
            .collect();
        let mut pair = weighted(&sheet.tt, w.similar_tracks_penalty_weight);
        for t in 0..sheet.tracks {
            pair[t * sheet.tracks + t] = 0;
        }
        let mut chairs: Vec<(usize, usize)> =
            sheet.cc.iter().enumerate().flat_map(|(t, list)| list.iter().map(move |&u| (t.min(u), t.max(u)))).collect();
        // A pair is a pair, whichever of the two names the other, or both.
        chairs.sort_unstable();
        chairs.dedup();
        for (t, u) in chairs {
            pair[t * sheet.tracks + u] += i64::from(w.chairs_conflicts_weight);
            pair[u * sheet.tracks + t] += i64::from(w.chairs_conflicts_weight);
        }
        let has_pairs = (0..sheet.tracks)
            .map(|t| (0..sheet.tracks).any(|u| pair[t * sheet.tracks + u] + pair[u * sheet.tracks + t] > 0))
            .collect();
        let mut members = vec![Vec::new(); sheet.tracks];
        for (i, &track) in sheet.sub_track.iter().enumerate() {
            members[track].push(i as u32);
        }
        let order_weight = i64::from(w.submissions_order_weight);
        let is_ordered: Vec<bool> = members
            .iter()
            .map(|list: &Vec<u32>| order_weight > 0 && list.iter().any(|&i| sheet.sub_order[i as usize] > 0))
            .collect();
        let (neighbours, neighbours_of) = neighbours(sheet);
        let [p, a] = [w.presenters_conflicts_weight, w.attendees_conflicts_weight].map(i64::from);
        let [pt, at] =
            [w.presenters_conflicts_timeslot_level_weight, w.attendees_conflicts_timeslot_level_weight].map(i64::from);
        let clash = if w.presenters_conflicts_weight > 0 { Clash::Session } else { Clash::Slot };
        let knows_presenters = neighbours.iter().any(|neighbour| neighbour.kind & 1 > 0);
        let mut slots_before = Vec::with_capacity(sheet.sessions());
        let mut before = 0;
        for &slots in &sheet.slots {
            slots_before.push(before);
            before += slots as usize * sheet.rooms;
        }
        Self {
            submissions: n,
            sessions: sheet.sessions(),
            rooms: sheet.rooms,
            tracks: sheet.tracks,
            capacity: sheet.slots.clone(),
            slots_before,
            track: sheet.sub_track.iter().map(|&track| track as u32).collect(),
            len: sheet.sub_len.clone(),
            order: sheet.sub_order.clone(),
            members,
            slots_matter: pt + at > 0 || is_ordered.iter().any(|&is| is) || (clash == Clash::Slot && knows_presenters),
            is_ordered,
            submission_session,
            cheapest_room: submission_room
                .chunks(sheet.rooms.max(1))
                .map(|row| row.iter().copied().min().unwrap_or(0))
                .collect(),
            has_submission_room: submission_room.iter().any(|&cost| cost > 0),
            submission_room,
            track_session: weighted(&sheet.ts, w.tracks_sessions_penalty_weight),
            track_room: weighted(&sheet.tr, w.tracks_rooms_penalty_weight),
            session_room: weighted(&sheet.sroom, w.sessions_rooms_penalty_weight),
            pair,
            has_pairs,
            rooms_weight: i64::from(w.num_rooms_per_track_weight),
            parallel_weight: i64::from(w.parallel_tracks_weight),
            consecutive_weight: i64::from(w.consecutive_tracks_weight),
            order_weight,
            neighbours,
            neighbours_of,
            same_session: [0, p, a, p + a],
            same_slot: [0, pt, at, pt + at],
            clash,
        }
    }

    pub(super) fn cells(&self) -> usize {
        self.sessions * self.rooms
    }

    pub(super) fn session(&self, cell: usize) -> usize {
        cell / self.rooms
    }

    pub(super) fn room(&self, cell: usize) -> usize {
        cell % self.rooms
    }

    pub(super) fn cell_capacity(&self, cell: usize) -> u32 {
        self.capacity[self.session(cell)]
    }

    /// What a submission costs in a cell, whoever else is there.
    pub(super) fn submission_cost(&self, submission: usize, session: usize, room: usize) -> i64 {
        let session = self.submission_session[submission * self.sessions + session];
        if self.has_submission_room { session + self.submission_room[submission * self.rooms + room] } else { session }
    }

    /// What it costs that a track has a cell, whatever else it has.
    pub(super) fn cell_cost(&self, track: usize, session: usize, room: usize) -> i64 {
        self.track_session[track * self.sessions + session]
            + self.track_room[track * self.rooms + room]
            + self.session_room[session * self.rooms + room]
    }

    /// What a submission costs in a session at least, in whatever room.
    pub(super) fn cheapest_in(&self, submission: usize, session: usize) -> i64 {
        let room = if self.has_submission_room { self.cheapest_room[submission] } else { 0 };
        self.submission_session[submission * self.sessions + session] + room
    }

    /// What every cost is a multiple of.
    pub(super) fn common_price(&self) -> i64 {
        self.prices().fold(0, |a, b| {
            let (mut a, mut b) = (a, b);
            while b != 0 {
                (a, b) = (b, a % b);
            }
            a
        })
    }

    /// The smallest that anything costs which costs at all: the unit of temperatures.
    pub(super) fn smallest_price(&self) -> Option<i64> {
        self.prices().filter(|&price| price > 0).min()
    }

    fn prices(&self) -> impl Iterator<Item = i64> {
        let tables = [
            &self.submission_session,
            &self.submission_room,
            &self.track_session,
            &self.track_room,
            &self.session_room,
            &self.pair,
        ];
        let single = [self.rooms_weight, self.parallel_weight, self.consecutive_weight, self.order_weight];
        tables.into_iter().flatten().copied().chain(single).chain(self.same_session).chain(self.same_slot)
    }

    pub(super) fn neighbours(&self, submission: usize) -> &[Neighbour] {
        &self.neighbours[self.neighbours_of[submission]..self.neighbours_of[submission + 1]]
    }
}

/// Who knows whom, both ways, each once; and where each submission's list begins.
fn neighbours(sheet: &Sheet) -> (Vec<Neighbour>, Vec<usize>) {
    let mut edges: Vec<(u32, u32, u8)> = Vec::new();
    for (lists, kind) in [(&sheet.pc, 1), (&sheet.ac, 2)] {
        for (i, list) in lists.iter().enumerate() {
            for &j in list {
                edges.push((i as u32, j as u32, kind));
                edges.push((j as u32, i as u32, kind));
            }
        }
    }
    edges.sort_unstable();
    let mut neighbours: Vec<Neighbour> = Vec::new();
    let mut starts = vec![0; sheet.submissions() + 1];
    let mut last = None;
    for (i, j, kind) in edges {
        if last == Some((i, j)) {
            if let Some(known) = neighbours.last_mut() {
                known.kind |= kind;
            }
        } else {
            neighbours.push(Neighbour { other: j, kind });
            starts[i as usize + 1] += 1;
            last = Some((i, j));
        }
    }
    for i in 0..sheet.submissions() {
        starts[i + 1] += starts[i];
    }
    (neighbours, starts)
}
