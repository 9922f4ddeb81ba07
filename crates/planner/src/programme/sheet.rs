//! A sheet of the conference scheduling benchmark: submissions in tracks, sessions in
//! time, rooms, and what everything costs.
//!
//! The problem is that of Y. Pylyavskyy, P. Jacko and A. Kheiri, "A generic approach to
//! conference scheduling with integer programming", EJOR 317 (2024), whose library CoSPLib
//! holds the spreadsheets; a sheet is one of them as JSON.

use crate::{
    Flaw,
    locate::{Step, flaw_at, flaw_of},
};
use serde::Deserialize;

/// No penalty and no weight may be larger than this.
pub const MOST: u32 = 1_000_000_000;
/// So many slots all cells may have together.
pub const MOST_SLOTS: u64 = 1 << 24;

/// The sixteen weights, by the keys of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the keys are the sheet's, and Term says what each counts")]
pub struct Weights {
    pub tracks_sessions_penalty_weight: u32,
    pub tracks_rooms_penalty_weight: u32,
    pub sessions_rooms_penalty_weight: u32,
    pub similar_tracks_penalty_weight: u32,
    pub num_rooms_per_track_weight: u32,
    pub parallel_tracks_weight: u32,
    pub consecutive_tracks_weight: u32,
    pub submissions_timezones_penalty_weight: u32,
    pub submissions_order_weight: u32,
    pub submissions_sessions_penalty_weight: u32,
    pub submissions_rooms_penalty_weight: u32,
    pub presenters_conflicts_weight: u32,
    pub attendees_conflicts_weight: u32,
    pub chairs_conflicts_weight: u32,
    pub presenters_conflicts_timeslot_level_weight: u32,
    pub attendees_conflicts_timeslot_level_weight: u32,
}

impl Weights {
    /// In the order of the terms 1 to 16.
    pub fn by_term(&self) -> [u32; 16] {
        [
            self.tracks_sessions_penalty_weight,
            self.tracks_rooms_penalty_weight,
            self.sessions_rooms_penalty_weight,
            self.similar_tracks_penalty_weight,
            self.num_rooms_per_track_weight,
            self.parallel_tracks_weight,
            self.consecutive_tracks_weight,
            self.submissions_timezones_penalty_weight,
            self.submissions_order_weight,
            self.submissions_sessions_penalty_weight,
            self.submissions_rooms_penalty_weight,
            self.presenters_conflicts_weight,
            self.attendees_conflicts_weight,
            self.chairs_conflicts_weight,
            self.presenters_conflicts_timeslot_level_weight,
            self.attendees_conflicts_timeslot_level_weight,
        ]
    }
}

/// A sheet that was read and whose numbers agree with each other.
///
/// Matrices have the sizes that their comments name; indices point at what exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// What the sheet is called.
    #[serde(default)]
    pub name: String,
    /// Per session, in the order of time: its slots.
    pub slots: Vec<u32>,
    /// How many rooms there are, the same in every session.
    pub rooms: usize,
    /// How many tracks there are.
    pub tracks: usize,
    /// Per submission: its track.
    pub sub_track: Vec<usize>,
    /// Per submission: how many consecutive slots it takes, at least 1.
    pub sub_len: Vec<u32>,
    /// Per submission: its place in its track from 1; 0 where it is free.
    pub sub_order: Vec<u32>,
    /// Submission × session: penalty of a slot.
    pub ss: Vec<Vec<u32>>,
    /// Submission × session: penalty of a slot, from time zones.
    pub stz: Vec<Vec<u32>>,
    /// Submission × room: penalty of a slot.
    pub sr: Vec<Vec<u32>>,
    /// Track × session: penalty of a cell.
    pub ts: Vec<Vec<u32>>,
    /// Track × room: penalty of a cell.
    pub tr: Vec<Vec<u32>>,
    /// Track × track: penalty of a pair of cells in one session.
    pub tt: Vec<Vec<u32>>,
    /// Session × room: penalty of a cell.
    pub sroom: Vec<Vec<u32>>,
    /// Per submission: the submissions that share a presenter with it.
    pub pc: Vec<Vec<usize>>,
    /// Per submission: the submissions that share an attendee with it.
    pub ac: Vec<Vec<usize>>,
    /// Per track: the tracks that conflict with it through a chair.
    pub cc: Vec<Vec<usize>>,
    /// What each term weighs.
    pub w: Weights,
    /// Submissions, by name.
    #[serde(default)]
    pub names: Vec<String>,
    /// Tracks, by name.
    #[serde(default)]
    pub tnames: Vec<String>,
    /// Sessions, by name.
    #[serde(default)]
    pub snames: Vec<String>,
    /// Rooms, by name.
    #[serde(default)]
    pub rnames: Vec<String>,
}

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let sheet: Self = serde_json::from_str(text).map_err(|error| flaw_of(text, &error))?;
        sheet.validate(text)?;
        Ok(sheet)
    }

    /// How many submissions there are.
    pub fn submissions(&self) -> usize {
        self.sub_track.len()
    }

    /// How many sessions there are.
    pub fn sessions(&self) -> usize {
        self.slots.len()
    }

    /// What a submission is called, quoted, or its number.
    pub fn submission_name(&self, submission: usize) -> String {
        named(&self.names, "submission", submission)
    }

    /// What a track is called, quoted, or its number.
    pub fn track_name(&self, track: usize) -> String {
        named(&self.tnames, "track", track)
    }

    fn validate(&self, text: &str) -> Result<(), Flaw> {
        let (n, sessions) = (self.submissions(), self.sessions());
        let wrong = |path: &[Step<'_>], message: String| Err(flaw_at(text, path, message));
        let cells = (sessions as u64).saturating_mul(self.rooms as u64);
        let all: u64 = self.slots.iter().map(|&slots| u64::from(slots)).sum();
        if all.saturating_mul(self.rooms as u64) > MOST_SLOTS || cells > MOST_SLOTS {
            return wrong(&[Step::Key("slots")], format!("all cells together have more than {MOST_SLOTS} slots"));
        }
        if self.tracks as u64 > MOST_SLOTS {
            return wrong(&[Step::Key("tracks")], format!("more than {MOST_SLOTS} tracks"));
        }
        for (key, found) in [("sub_len", self.sub_len.len()), ("sub_order", self.sub_order.len())] {
            if found != n {
                return wrong(&[Step::Key(key)], format!("{found} values for {n} submissions"));
            }
        }
        for (i, &track) in self.sub_track.iter().enumerate() {
            if track >= self.tracks {
                let path = [Step::Key("sub_track"), Step::Index(i)];
                return wrong(&path, format!("there is no track {track}, only {} from 0", self.tracks));
            }
        }
        for (i, &len) in self.sub_len.iter().enumerate() {
            if len == 0 || len > MOST_SLOTS as u32 {
                let path = [Step::Key("sub_len"), Step::Index(i)];
                return wrong(&path, format!("a submission takes 1 to {MOST_SLOTS} slots, not {len}"));
            }
        }
        for (key, matrix, rows, columns) in [
            ("ss", &self.ss, n, sessions),
            ("stz", &self.stz, n, sessions),
            ("sr", &self.sr, n, self.rooms),
            ("ts", &self.ts, self.tracks, sessions),
            ("tr", &self.tr, self.tracks, self.rooms),
            ("tt", &self.tt, self.tracks, self.tracks),
            ("sroom", &self.sroom, sessions, self.rooms),
        ] {
            if matrix.len() != rows {
                return wrong(&[Step::Key(key)], format!("{} rows where there should be {rows}", matrix.len()));
            }
            for (i, row) in matrix.iter().enumerate() {
                if row.len() != columns {
                    let path = [Step::Key(key), Step::Index(i)];
                    return wrong(&path, format!("{} values where there should be {columns}", row.len()));
                }
                if let Some(j) = row.iter().position(|&value| value > MOST) {
                    let path = [Step::Key(key), Step::Index(i), Step::Index(j)];
                    return wrong(&path, format!("a penalty above {MOST}"));
                }
            }
        }
        for (key, lists, count) in [("pc", &self.pc, n), ("ac", &self.ac, n), ("cc", &self.cc, self.tracks)] {
            if lists.len() != count {
                return wrong(&[Step::Key(key)], format!("{} lists where there should be {count}", lists.len()));
            }
            for (i, list) in lists.iter().enumerate() {
                if let Some(j) = list.iter().position(|&other| other >= count || other == i) {
                    let path = [Step::Key(key), Step::Index(i), Step::Index(j)];
                    return wrong(&path, format!("{} is not another one of {count}", list[j]));
                }
            }
        }
        for (key, names, count) in [
            ("names", &self.names, n),
            ("tnames", &self.tnames, self.tracks),
            ("snames", &self.snames, sessions),
            ("rnames", &self.rnames, self.rooms),
        ] {
            if !names.is_empty() && names.len() != count {
                return wrong(&[Step::Key(key)], format!("{} names for {count}", names.len()));
            }
        }
        self.validate_size(text)
    }

    /// Costs are added up in 63 bits; whatever could leave them is refused.
    fn validate_size(&self, text: &str) -> Result<(), Flaw> {
        let most = |matrix: &[Vec<u32>]| u128::from(matrix.iter().flatten().copied().max().unwrap_or(0));
        let w = &self.w;
        let slots: u128 = self.sub_len.iter().map(|&len| u128::from(len)).sum();
        let cells = (self.sessions() * self.rooms) as u128;
        let pairs = |lists: &[Vec<usize>]| lists.iter().map(|list| list.len() as u128).sum::<u128>();
        let longest = u128::from(self.sub_len.iter().copied().max().unwrap_or(0));
        let pair_cells = cells * self.rooms as u128;
        let total = [
            (w.tracks_sessions_penalty_weight, cells * most(&self.ts)),
            (w.tracks_rooms_penalty_weight, cells * most(&self.tr)),
            (w.sessions_rooms_penalty_weight, cells * most(&self.sroom)),
            (w.similar_tracks_penalty_weight, pair_cells * most(&self.tt)),
            (w.num_rooms_per_track_weight, cells),
            (w.parallel_tracks_weight, cells),
            (w.consecutive_tracks_weight, self.tracks as u128),
            (w.submissions_timezones_penalty_weight, slots * most(&self.stz)),
            (w.submissions_order_weight, slots * (1 + self.rooms as u128)),
            (w.submissions_sessions_penalty_weight, slots * most(&self.ss)),
            (w.submissions_rooms_penalty_weight, slots * most(&self.sr)),
            (w.presenters_conflicts_weight, pairs(&self.pc)),
            (w.attendees_conflicts_weight, pairs(&self.ac)),
            (w.chairs_conflicts_weight, pair_cells),
            (w.presenters_conflicts_timeslot_level_weight, longest * pairs(&self.pc)),
            (w.attendees_conflicts_timeslot_level_weight, longest * pairs(&self.ac)),
        ]
        .into_iter()
        .map(|(weight, most)| u128::from(weight) * most)
        .sum::<u128>();
        if total >= 1 << 56 {
            return Err(flaw_at(text, &[Step::Key("w")], "a plan could cost more than can be counted"));
        }
        Ok(())
    }
}

fn named(names: &[String], what: &str, index: usize) -> String {
    names
        .get(index)
        .filter(|name| !name.is_empty())
        .map_or_else(|| format!("{what} {index}"), |name| format!("“{name}”"))
}
