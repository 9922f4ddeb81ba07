//! The timetable of one day as a grid: rooms beside each other, time downwards
//! in steps of five minutes. Places are class names (see [`ui::grid_css`]).

use super::{
    compose::{Composer, Phrase},
    entry::Entry,
    lanes::{Lane, lanes},
};
use crate::{session::SessionKind, view::SessionView};
use kernel::RoomId;
use ui::grid_css::{MAX_ROOMS, STEP_MINUTES};

/// Minutes between two lines.
const LINE: i32 = 30;
const DAY: i32 = 24 * 60;
/// Shorter than this, time and title share a line.
const SHORT: i32 = 30;
/// From this on there is room for the names of those who speak.
const LONG: i32 = 75;

/// The grid of a day.
pub(super) struct Grid<'c> {
    pub(super) columns: Vec<Column<'c>>,
    pub(super) lines: Vec<Line>,
    pub(super) cells: Vec<Cell<'c>>,
    /// Steps of the whole day.
    pub(super) steps: usize,
    /// Sessions in rooms beyond the last column.
    pub(super) left_out: usize,
}

/// A room, or the column of what is in none.
pub(super) struct Column<'c> {
    room: Option<RoomId>,
    pub(super) number: usize,
    pub(super) name: Option<Phrase<'c>>,
    pub(super) slug: &'c str,
    pub(super) seats: i32,
}

/// A line across the grid, every half hour.
pub(crate) struct Line {
    pub(crate) row: usize,
    pub(crate) span: usize,
    pub(crate) clock: String,
    pub(crate) is_half: bool,
}

/// A session in its place.
pub(super) struct Cell<'c> {
    pub(super) entry: Entry<'c>,
    /// The column's number; nothing is all of them.
    pub(super) column: Option<usize>,
    pub(super) row: usize,
    pub(super) span: usize,
    pub(super) lane: Lane,
    pub(super) is_short: bool,
}

impl Cell<'_> {
    pub(super) fn shows_names(&self) -> bool {
        self.entry.session.minutes >= LONG && self.lane.of == 1 && !self.entry.session.people.is_empty()
    }
}

impl<'c> Grid<'c> {
    /// Places the sessions of one day, given in time order.
    pub(super) fn of(set: &'c Composer<'_>, sessions: &[&'c SessionView]) -> Self {
        let (open, close) = hours(sessions);
        let wide = |session: &SessionView| is_wide(session, sessions);
        let columns = columns(set, sessions.iter().copied().filter(|session| !wide(session)));
        let place = |session: &&'c SessionView| {
            let column = if wide(session) { None } else { Some(column_of(&columns, session)?) };
            Some(cell(set.entry(session), column, open, close))
        };
        let mut cells: Vec<Cell<'c>> = sessions.iter().filter_map(place).collect();
        part(&mut cells, columns.len());
        Self {
            left_out: sessions.len() - cells.len(),
            lines: lines(open, close),
            steps: steps(close - open),
            columns,
            cells,
        }
    }
}

/// From when to when a day is drawn, in minutes from midnight, on half hours.
pub(super) fn hours(sessions: &[&SessionView]) -> (i32, i32) {
    let open = sessions.iter().map(|s| s.start_minute).min().unwrap_or(9 * 60);
    let close = sessions.iter().map(|s| s.start_minute + s.minutes).max().unwrap_or(18 * 60).min(DAY);
    (open.clamp(0, DAY - LINE) / LINE * LINE, (close + LINE - 1) / LINE * LINE)
}

/// A break that nothing runs beside is everybody's, and goes across all rooms.
pub(super) fn is_wide(session: &SessionView, all: &[&SessionView]) -> bool {
    let beside = |other: &&&SessionView| {
        other.id != session.id && other.starts_at < session.ends_at && session.starts_at < other.ends_at
    };
    session.kind == SessionKind::Break && session.room.is_none() && !all.iter().any(|other| beside(&other))
}

fn columns<'c>(set: &'c Composer<'_>, sessions: impl Iterator<Item = &'c SessionView> + Clone) -> Vec<Column<'c>> {
    let used = |room: &&congress::Room| sessions.clone().any(|session| session.room == Some(room.id));
    let rooms = set.view.rooms.iter().filter(used);
    let mut columns: Vec<Column<'c>> = rooms
        .map(|room| Column {
            room: Some(room.id),
            number: 0,
            name: Some(set.phrase(&room.name)),
            slug: room.slug.as_str(),
            seats: room.capacity,
        })
        .collect();
    let homeless = sessions.clone().any(|session| session.room.is_none());
    columns.truncate(if homeless { MAX_ROOMS - 1 } else { MAX_ROOMS });
    if homeless {
        columns.push(Column { room: None, number: 0, name: None, slug: "", seats: 0 });
    }
    (1..).zip(&mut columns).for_each(|(number, column)| column.number = number);
    columns
}

fn column_of(columns: &[Column<'_>], session: &SessionView) -> Option<usize> {
    columns.iter().find(|column| column.room == session.room).map(|column| column.number)
}

fn cell(entry: Entry<'_>, column: Option<usize>, open: i32, close: i32) -> Cell<'_> {
    let session = entry.session;
    let start = session.start_minute.clamp(open, close - 5);
    let end = (session.start_minute + session.minutes).clamp(start + 5, close.max(start + 5));
    let row = steps(start - open);
    Cell {
        column,
        row,
        // An end between two steps belongs to the later one.
        span: (steps(end - open + 4) - row).max(1),
        lane: Lane { number: 1, of: 1 },
        is_short: session.minutes < SHORT,
        entry,
    }
}

/// Parts the columns in which sessions meet.
fn part(cells: &mut [Cell<'_>], columns: usize) {
    for number in 1..=columns {
        let mut own: Vec<&mut Cell<'_>> = cells.iter_mut().filter(|cell| cell.column == Some(number)).collect();
        let spans: Vec<(usize, usize)> = own.iter().map(|cell| (cell.row, cell.row + cell.span)).collect();
        for (cell, lane) in own.iter_mut().zip(lanes(&spans)) {
            cell.lane = lane;
        }
    }
}

/// The lines of a day that is drawn from `open` to `close`.
pub(crate) fn lines(open: i32, close: i32) -> Vec<Line> {
    let line = |number: i32| {
        let minute = open + number * LINE;
        Line {
            row: steps(number * LINE),
            span: steps(LINE),
            clock: format!("{:02}:{:02}", minute / 60, minute % 60),
            is_half: minute % 60 != 0,
        }
    };
    (0..(close - open) / LINE).map(line).collect()
}

/// Steps in so many minutes.
pub(crate) fn steps(minutes: i32) -> usize {
    usize::try_from(minutes).unwrap_or(0) / STEP_MINUTES
}
