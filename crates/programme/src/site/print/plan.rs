//! A day on one page, however many rooms it has. Rooms stand beside each other
//! with the clock running down, or below each other with the clock running to
//! the right: whichever lets the letters be larger. Their size follows from what
//! is to be said, so that nothing is cut and nothing runs over.

use super::{
    measure::{LEADING, POINT, height, width},
    order::{Order, Paper},
};
use crate::{
    session::SessionKind,
    site::{
        compose::{Composer, Phrase},
        entry::Entry,
        grid::{hours, is_wide},
        lanes::lanes,
    },
    view::SessionView,
};
use kernel::RoomId;

/// Letters of a plan, in points: on A4 and on A3 no larger, nowhere smaller, and by
/// how much they shrink.
const LARGEST: [f32; 2] = [11.0, 14.0];
const SMALLEST: f32 = 3.0;
const STEP: f32 = 0.25;
/// Below this one would rather have a larger paper.
const TINY: f32 = 5.5;
/// With letters of this size there is room for the names of those who speak.
const ROOMY: f32 = 7.0;
/// What a cell needs beside its words, in millimetres: across and down.
const PADDING: (f32, f32) = (2.7, 1.5);
/// The measure of words is good to a few per cent.
const MARGIN: f32 = 1.05;
/// Minutes of a step of the grid.
const MINUTES: i32 = 5;
const HOUR: usize = 12;

/// The plan of a day.
pub(super) struct Plan<'c> {
    /// Its number in this order, which names its places in the style sheet.
    pub(super) number: usize,
    pub(super) title: String,
    /// Rooms beside each other.
    pub(super) across: bool,
    pub(super) points: f32,
    pub(super) names: bool,
    pub(super) rooms: Vec<RoomHead<'c>>,
    pub(super) hours: Vec<Hour>,
    pub(super) cells: Vec<PlanCell<'c>>,
    /// How many lanes and steps the grid has.
    pub(super) lanes: usize,
    pub(super) steps: usize,
}

/// The name of a room beside its lanes.
pub(super) struct RoomHead<'c> {
    /// Nothing: sessions without a room.
    pub(super) name: Option<Phrase<'c>>,
    room: Option<RoomId>,
    pub(super) lane: usize,
    pub(super) of: usize,
}

/// An hour on the clock.
pub(super) struct Hour {
    pub(super) clock: String,
    pub(super) step: usize,
    pub(super) span: usize,
}

/// A session in a plan.
pub(super) struct PlanCell<'c> {
    pub(super) entry: Entry<'c>,
    /// From 0; nothing is all of them.
    pub(super) lane: Option<usize>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Plan<'_> {
    /// Letters that some will need a glass for.
    pub(super) fn is_tiny(&self) -> bool {
        self.points < TINY
    }
}

impl PlanCell<'_> {
    /// Who speaks, if there is room for it.
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.entry.names().iter().map(|person| person.name.as_str()).collect();
        let rest = if self.entry.unnamed() > 0 { " …" } else { "" };
        format!("{}{rest}", names.join(" · "))
    }

    pub(super) fn is_break(&self) -> bool {
        self.entry.session.kind == SessionKind::Break
    }
}

/// The plans of an order; days without a session have none.
pub(super) fn all<'c>(set: &'c Composer<'_>, order: &Order) -> Vec<Plan<'c>> {
    let days = order.days(set.view).into_iter();
    let held = days.map(|day| (day, order.on(set.view, day))).filter(|(_, sessions)| !sessions.is_empty());
    let plan = |(number, (day, sessions)): (usize, (jiff::civil::Date, Vec<&'c SessionView>))| {
        let plan = placed(set, number, ui::long_date(day, set.text.0), &sessions);
        fitted(plan, area(order), LARGEST[usize::from(order.paper == Paper::DayA3)])
    };
    (1..).zip(held).map(plan).collect()
}

/// The width and height that the grid of a plan has, in millimetres: the page
/// less its margins, its title and its foot (`paper.css` draws them).
pub(super) fn area(order: &Order) -> (f32, f32) {
    let (width, height) = order.paper.size();
    (width - 2.0 * EDGE, height - 2.0 * EDGE - HEAD)
}

/// Margin of a plan, and what its title and foot take.
pub(super) const EDGE: f32 = 8.0;
pub(super) const HEAD: f32 = 17.0;
/// The clock's column; the rooms' column, as a part of the width.
const CLOCK: f32 = 10.0;
pub(super) const NAMES: f32 = 0.1;

fn placed<'c>(set: &'c Composer<'_>, number: usize, title: String, sessions: &[&'c SessionView]) -> Plan<'c> {
    let (open, close) = hours(sessions);
    // The clock begins and ends on full hours.
    let (open, close) = (open / 60 * 60, (close + 59) / 60 * 60);
    let step = |minute: i32| usize::try_from((minute.clamp(open, close) - open) / MINUTES).unwrap_or(0);
    let mut plan = Plan {
        number,
        title,
        across: true,
        points: 0.0,
        names: true,
        rooms: Vec::new(),
        hours: Vec::new(),
        cells: Vec::new(),
        lanes: 0,
        steps: step(close),
    };
    let hour = |at: i32| Hour { clock: format!("{:02}:00", at / 60), step: step(at), span: HOUR };
    plan.hours = (open..close).step_by(60).map(hour).collect();
    let mut cell = |session: &'c SessionView, lane| {
        let start = step(session.start_minute);
        let end = step(session.start_minute + session.minutes + MINUTES - 1).max(start + 1);
        plan.cells.push(PlanCell { entry: set.entry(session), lane, start, end });
    };
    sessions.iter().filter(|session| is_wide(session, sessions)).for_each(|session| cell(session, None));
    let known = set.view.rooms.iter().map(|room| (Some(room.id), Some(set.phrase(&room.name))));
    for (room, name) in known.chain([(None, None)]) {
        let own = sessions.iter().filter(|session| session.room == room && !is_wide(session, sessions));
        let own: Vec<&'c SessionView> = own.copied().collect();
        let span = |session: &&SessionView| {
            let start = step(session.start_minute);
            (start, step(session.start_minute + session.minutes + MINUTES - 1).max(start + 1))
        };
        let found = lanes(&own.iter().map(span).collect::<Vec<_>>());
        let Some(of) = found.iter().map(|lane| lane.number).max() else { continue };
        for (session, lane) in own.iter().zip(&found) {
            cell(session, Some(plan.lanes + lane.number - 1));
        }
        plan.rooms.push(RoomHead { name, room, lane: plan.lanes, of });
        plan.lanes += of;
    }
    plan
}

/// Chooses how the plan lies and how large its letters are.
fn fitted(mut plan: Plan<'_>, area: (f32, f32), largest: f32) -> Plan<'_> {
    let size = |across: bool, names: bool| {
        let mut points = largest;
        while points > SMALLEST && needed(&plan, across, names, points, area) * MARGIN > area.1 {
            points -= STEP;
        }
        points
    };
    let best = |across: bool, names: bool| {
        let points = size(across, names);
        // Words that are broken in the middle are as bad as smaller letters.
        points * (1.0 - broken(&plan, across, points, area) / 2.0)
    };
    let candidates = [(true, true), (false, true), (true, false), (false, false)];
    let scored = candidates.map(|(across, names)| (across, names, best(across, names)));
    let with_names = scored.iter().filter(|(_, names, score)| !names || *score >= ROOMY);
    let chosen = with_names.max_by(|a, b| rank(a).total_cmp(&rank(b)));
    let (across, names) = chosen.map_or((false, false), |(across, names, _)| (*across, *names));
    let points = size(across, names);
    (plan.across, plan.names, plan.points) = (across, names, points);
    plan
}

/// Names are worth a little of the size, where there is room for them.
fn rank((_, names, score): &(bool, bool, f32)) -> f32 {
    if *names { score + 2.0 } else { *score }
}

/// The width of a cell for its words.
fn inner(plan: &Plan<'_>, across: bool, cell: &PlanCell<'_>, area: (f32, f32)) -> f32 {
    let wide = if across {
        let lanes = if cell.lane.is_some() { 1.0 } else { plan.lanes.max(1) as f32 };
        (area.0 - CLOCK) / plan.lanes.max(1) as f32 * lanes
    } else {
        area.0 * (1.0 - NAMES) / plan.steps.max(1) as f32 * (cell.end - cell.start) as f32
    };
    wide - PADDING.0
}

/// The height of a cell's words and what is around them.
fn tall(cell: &PlanCell<'_>, names: bool, points: f32, wide: f32) -> f32 {
    let session = cell.entry.session;
    let clock = format!("{}–{}", session.start_clock, session.end_clock);
    let title = cell.entry.title.text;
    // Titles are set a little heavier than the measure supposes. Where there is
    // room for names, the clock has a line of its own.
    let words = if names {
        height(&clock, points * 0.85, wide)
            + height(title, points * 1.03, wide)
            + height(&cell.names(), points * 0.88, wide)
    } else {
        height(&format!("{clock} {title}"), points * 1.03, wide)
    };
    words + PADDING.1
}

/// The height that a plan needs, in millimetres, as browsers lay grids out: what
/// a cell needs is shared by the rows that it covers.
fn needed(plan: &Plan<'_>, across: bool, names: bool, points: f32, area: (f32, f32)) -> f32 {
    let head = |room: &RoomHead<'_>, wide: f32| height(room.name.map_or("", |name| name.text), points, wide) + 1.6;
    if across {
        let column = (area.0 - CLOCK) / plan.lanes.max(1) as f32;
        let heads = plan.rooms.iter().map(|room| head(room, column * room.of as f32 - PADDING.0));
        let mut rows = vec![0.0_f32; plan.steps.max(1)];
        for cell in &plan.cells {
            let share = tall(cell, names, points, inner(plan, true, cell, area)) / (cell.end - cell.start) as f32;
            rows[cell.start..cell.end].iter_mut().for_each(|row| *row = row.max(share));
        }
        return heads.fold(0.0, f32::max) + rows.iter().sum::<f32>();
    }
    let mut rows = vec![0.0_f32; plan.lanes.max(1)];
    for cell in &plan.cells {
        let Some(lane) = cell.lane else { continue };
        rows[lane] = rows[lane].max(tall(cell, names, points, inner(plan, false, cell, area)));
    }
    for room in &plan.rooms {
        let share = head(room, area.0 * NAMES - PADDING.0) / room.of as f32;
        rows[room.lane..room.lane + room.of].iter_mut().for_each(|row| *row = row.max(share));
    }
    rows.iter().sum::<f32>() + points * POINT * LEADING + 1.6
}

/// The part of the cells in which a word is longer than the line.
fn broken(plan: &Plan<'_>, across: bool, points: f32, area: (f32, f32)) -> f32 {
    let is_broken = |cell: &&PlanCell<'_>| {
        let wide = inner(plan, across, cell, area);
        let mut words = cell.entry.title.text.split([' ', '-', '/']).filter(|word| word.is_ascii());
        words.any(|word| width(word, points * 1.03) > wide)
    };
    let narrow = plan.cells.iter().filter(is_broken).count();
    narrow as f32 / plan.cells.len().max(1) as f32
}

impl RoomHead<'_> {
    /// It stands for what is in no room.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.room.is_none()
    }
}
