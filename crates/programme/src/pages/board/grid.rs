//! One day of the draft as a grid: every room beside the other, so that there is
//! a place for what has none yet. Places are class names (see [`ui::grid_css`]).

use crate::{
    closures::Closure,
    pages::{heading, list::Finding},
    session::{Session, SessionKind, SessionState},
    site::{
        grid::{Line, lines, steps},
        lanes::{Lane, lanes},
    },
};
use congress::{Edition, Room, Track};
use jiff::civil::Date;
use kernel::{SessionId, Timestamp, Visibility};
use std::{collections::HashMap, sync::Arc};
use ui::{Text, grid_css::MAX_ROOMS};

/// A working day, in minutes from midnight: it is drawn even where nothing is yet.
const USUAL: (i32, i32) = (8 * 60, 20 * 60);
const DAY: i32 = 24 * 60;
/// Shorter than this, time and title share a line.
const SHORT: i32 = 30;

/// A room, or the column of what is in none.
pub(super) struct Column {
    pub(super) number: usize,
    /// The room's key; empty for none.
    pub(super) room: String,
    pub(super) name: String,
    pub(super) seats: i32,
    pub(super) is_published: bool,
}

/// A session of the day in its place.
pub(super) struct Cell {
    pub(super) card: Card,
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) span: usize,
    pub(super) lane: Lane,
}

/// A time of the day in which a room is closed.
pub(super) struct Closed {
    pub(super) id: String,
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) span: usize,
    /// When, in which room, why.
    pub(super) words: String,
    /// When and why: the column says where.
    pub(super) here: String,
    pub(super) note: String,
}

/// A session as the board shows it, placed or waiting.
pub(super) struct Card {
    pub(super) code: String,
    pub(super) revision: i64,
    pub(super) title: String,
    pub(super) lang: &'static str,
    pub(super) kind: &'static str,
    /// What the kind is called.
    pub(super) kind_words: Arc<str>,
    pub(super) colour: Option<i32>,
    pub(super) room: String,
    pub(super) start: Arc<str>,
    pub(super) end: Arc<str>,
    pub(super) minutes: i32,
    pub(super) state: SessionState,
    pub(super) is_concealed: bool,
    pub(super) items: usize,
    pub(super) findings: Vec<Finding>,
}

impl Card {
    /// How the forms of the desk name it.
    pub(super) fn named(&self) -> String {
        format!("{}.{}", self.code, self.revision)
    }
    pub(super) fn is_short(&self) -> bool {
        self.minutes < SHORT
    }
    pub(super) fn is_break(&self) -> bool {
        self.kind == SessionKind::Break.key()
    }
    pub(super) fn blocks(&self) -> bool {
        self.findings.iter().any(|finding| finding.blocks)
    }
}

/// What cards are written from.
pub(super) struct Sources<'s> {
    pub(super) edition: &'s Edition,
    pub(super) sessions: &'s [Arc<Session>],
    pub(super) rooms: &'s [Room],
    pub(super) tracks: &'s [Track],
    pub(super) closures: &'s [Closure],
    pub(super) text: Text,
}

/// The board of a day.
pub(super) struct Board {
    pub(super) columns: Vec<Column>,
    pub(super) lines: Vec<Line>,
    pub(super) cells: Vec<Cell>,
    /// Rooms that are closed, behind the sessions.
    pub(super) closed: Vec<Closed>,
    /// Sessions without a time.
    pub(super) waiting: Vec<Card>,
    /// Minutes from midnight at which the grid begins.
    pub(super) open: i32,
    pub(super) steps: usize,
    /// Sessions in rooms beyond the last column.
    pub(super) left_out: usize,
}

impl Board {
    /// Places the sessions of `day`. Items are part of their forum.
    pub(super) fn of(sources: &Sources<'_>, day: Date, mut findings: HashMap<SessionId, Vec<Finding>>) -> Self {
        let mut items: HashMap<SessionId, usize> = HashMap::new();
        for forum in sources.sessions.iter().filter_map(|session| session.parent) {
            *items.entry(forum).or_default() += 1;
        }
        let columns = columns(sources);
        let own = |session: &&Session| session.parent.is_none();
        let mut words = Words::of(sources);
        let mut card = |session: &Session| {
            let findings = findings.remove(&session.id).unwrap_or_default();
            card(sources, session, items.get(&session.id).copied().unwrap_or(0), findings, &mut words)
        };
        let today: Vec<(&Session, i32)> = sources
            .sessions
            .iter()
            .map(Arc::as_ref)
            .filter(own)
            .filter_map(|session| Some((session, start_minute(session, sources.edition, day)?)))
            .collect();
        let shut = shut(sources, day);
        let (open, close) = hours(&today, &shut);
        let mut cells: Vec<Cell> = Vec::with_capacity(today.len());
        for (session, start) in &today {
            let room = session.room.map(|room| room.to_string()).unwrap_or_default();
            let Some(column) = columns.iter().find(|column| column.room == room) else { continue };
            let row = steps(start - open);
            // An end between two steps belongs to the later one.
            let end = (start + session.minutes).min(close);
            cells.push(Cell {
                card: card(session),
                column: column.number,
                row,
                span: (steps(end - open + 4).saturating_sub(row)).max(1),
                lane: Lane { number: 1, of: 1 },
            });
        }
        part(&mut cells, columns.len());
        let waits = |session: &&Session| session.starts_at.is_none() && session.state != SessionState::Cancelled;
        let waiting: Vec<Card> =
            sources.sessions.iter().map(Arc::as_ref).filter(own).filter(waits).map(&mut card).collect();
        Self {
            left_out: today.len() - cells.len(),
            closed: closed(sources, &columns, &shut, (open, close)),
            lines: lines(open, close),
            steps: steps(close - open),
            columns,
            cells,
            waiting,
            open,
        }
    }
}

fn columns(sources: &Sources<'_>) -> Vec<Column> {
    let room = |room: &Room| Column {
        number: 0,
        room: room.id.to_string(),
        name: room.name.get(sources.text.0).text.to_owned(),
        seats: room.capacity,
        is_published: room.published,
    };
    let mut columns: Vec<Column> = sources.rooms.iter().take(MAX_ROOMS - 1).map(room).collect();
    columns.push(Column { number: 0, room: String::new(), name: String::new(), seats: 0, is_published: true });
    (1..).zip(&mut columns).for_each(|(number, column)| column.number = number);
    columns
}

fn start_minute(session: &Session, edition: &Edition, day: Date) -> Option<i32> {
    let there = session.starts_at?.in_zone(&edition.zone);
    (there.date() == day).then(|| i32::from(there.hour()) * 60 + i32::from(there.minute()))
}

/// A closure of the day: from and to in minutes from its midnight.
type Shut<'c> = (&'c Closure, i32, i32);

/// The closures that meet the day, cut to it.
fn shut<'c>(sources: &Sources<'c>, day: Date) -> Vec<Shut<'c>> {
    let minute = |at: Timestamp, before: i32, after: i32| {
        let there = at.in_zone(&sources.edition.zone);
        match there.date().cmp(&day) {
            std::cmp::Ordering::Less => before,
            std::cmp::Ordering::Equal => i32::from(there.hour()) * 60 + i32::from(there.minute()),
            std::cmp::Ordering::Greater => after,
        }
    };
    let of_day = sources.closures.iter().map(|one| (one, minute(one.starts_at, 0, DAY), minute(one.ends_at, 0, DAY)));
    of_day.filter(|(_, from, to)| from < to).collect()
}

/// The closures in their places, as far as the hours of the board go.
fn closed(sources: &Sources<'_>, columns: &[Column], shut: &[Shut<'_>], (open, close): (i32, i32)) -> Vec<Closed> {
    let clock = |at: Timestamp| at.in_zone(&sources.edition.zone).strftime("%H:%M").to_string();
    let place = |(closure, from, to): &Shut<'_>| {
        let column = columns.iter().find(|column| column.room == closure.room.to_string())?;
        let row = steps((from - open).max(0));
        let time = format!("{}–{}", clock(closure.starts_at), clock(closure.ends_at));
        let reason = sources.text.t(closure.reason.key());
        let here = [("time", time.as_str().into()), ("reason", reason.as_str().into())];
        let here = sources.text.with("programme-closed-here", &here);
        let words = [("room", column.name.as_str().into()), ("time", time.into()), ("reason", reason.into())];
        Some(Closed {
            id: closure.id.to_string(),
            column: column.number,
            row,
            span: steps(to.min(&close) - open + 4).saturating_sub(row).max(1),
            words: sources.text.with("programme-closed-at", &words),
            here,
            note: closure.note.clone(),
        })
    };
    shut.iter().filter_map(place).collect()
}

/// From the first to the last hour of what takes place. What is closed over night
/// makes the day no longer.
fn hours(today: &[(&Session, i32)], shut: &[Shut<'_>]) -> (i32, i32) {
    let starts =
        today.iter().map(|(_, start)| *start).chain(shut.iter().map(|(_, from, _)| *from).filter(|at| *at > 0));
    let ends = today.iter().map(|(session, start)| start + session.minutes);
    let ends = ends.chain(shut.iter().map(|(_, _, to)| *to).filter(|at| *at < DAY));
    let first = starts.min().unwrap_or(USUAL.0).min(USUAL.0);
    let last = ends.max().unwrap_or(USUAL.1).max(USUAL.1);
    (first / 30 * 30, (last.min(DAY) + 29) / 30 * 30)
}

fn card(sources: &Sources<'_>, session: &Session, items: usize, findings: Vec<Finding>, words: &mut Words<'_>) -> Card {
    let title = session.title.get(sources.text.0);
    Card {
        code: session.code.clone(),
        revision: session.revision,
        title: heading(session, sources.text.0),
        lang: title.locale.html_lang(),
        kind: session.kind.key(),
        kind_words: words.kind(session.kind),
        colour: session.track.and_then(|id| sources.tracks.iter().find(|track| track.id == id)).map(|t| t.colour),
        room: session.room.map(|room| room.to_string()).unwrap_or_default(),
        start: words.clock(session.starts_at),
        end: words.clock(session.ends_at()),
        minutes: session.minutes,
        state: session.state,
        is_concealed: session.visibility == Visibility::Concealed,
        items,
        findings,
    }
}

/// What many cards say alike: a board of thousands of sessions has a dozen kinds and
/// begins at a few dozen instants. Each is put into words once.
struct Words<'s> {
    sources: &'s Sources<'s>,
    kinds: HashMap<SessionKind, Arc<str>>,
    clocks: HashMap<Timestamp, Arc<str>>,
}

impl<'s> Words<'s> {
    fn of(sources: &'s Sources<'s>) -> Self {
        Self { sources, kinds: HashMap::new(), clocks: HashMap::new() }
    }

    fn kind(&mut self, kind: SessionKind) -> Arc<str> {
        self.kinds.entry(kind).or_insert_with(|| self.sources.text.t(kind.key()).into()).clone()
    }

    /// Empty for what has no time.
    fn clock(&mut self, at: Option<Timestamp>) -> Arc<str> {
        let Some(at) = at else { return Arc::default() };
        let zone = &self.sources.edition.zone;
        self.clocks.entry(at).or_insert_with(|| at.in_zone(zone).strftime("%H:%M").to_string().into()).clone()
    }
}

/// Parts the columns in which sessions meet.
fn part(cells: &mut [Cell], columns: usize) {
    let mut by_column: Vec<Vec<&mut Cell>> = (0..=columns).map(|_| Vec::new()).collect();
    for cell in cells {
        let number = cell.column;
        by_column[number].push(cell);
    }
    for own in &mut by_column {
        let spans: Vec<(usize, usize)> = own.iter().map(|cell| (cell.row, cell.row + cell.span)).collect();
        for (cell, lane) in own.iter_mut().zip(lanes(&spans)) {
            cell.lane = lane;
        }
    }
}
