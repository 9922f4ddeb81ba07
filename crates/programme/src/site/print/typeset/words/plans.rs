//! A day on one page, as its template reads it.

use super::{Said, Sheet, TrackName, hue, named, said, sheet};
use crate::site::print::{
    PlanPage,
    plan::{EDGE, HEAD, NAMES, Plan, PlanCell},
};
use serde::Serialize;

#[derive(Serialize)]
pub(in crate::site::print::typeset) struct Plans<'c> {
    #[serde(flatten)]
    sheet: Sheet<'c>,
    /// In millimetres.
    width: f32,
    height: f32,
    edge: f32,
    head: f32,
    /// The part of the width that the names of rooms take.
    names: f32,
    tracks: Vec<TrackName<'c>>,
    plans: Vec<DayPlan<'c>>,
}

#[derive(Serialize)]
struct DayPlan<'c> {
    title: &'c str,
    across: bool,
    points: f32,
    names: bool,
    lanes: usize,
    steps: usize,
    rooms: Vec<Room<'c>>,
    hours: Vec<Hour<'c>>,
    cells: Vec<Cell<'c>>,
}

#[derive(Serialize)]
struct Room<'c> {
    name: Option<Said<'c>>,
    lane: usize,
    of: usize,
}

#[derive(Serialize)]
struct Hour<'c> {
    clock: &'c str,
    step: usize,
}

#[derive(Serialize)]
struct Cell<'c> {
    lane: Option<usize>,
    start: usize,
    end: usize,
    time: String,
    title: Said<'c>,
    is_cancelled: bool,
    is_break: bool,
    colour: Option<String>,
    names: String,
}

pub(in crate::site::print::typeset) fn plans<'c>(page: &'c PlanPage<'_>) -> Plans<'c> {
    let (width, height) = page.order.paper.size();
    Plans {
        sheet: sheet(&page.page, page.set, page.order, &page.front),
        width,
        height,
        edge: EDGE,
        head: HEAD,
        names: NAMES,
        tracks: page.set.view.tracks.iter().map(|track| named(track, said(page.set.phrase(&track.name)))).collect(),
        plans: page.plans.iter().map(plan).collect(),
    }
}

fn plan<'c>(plan: &'c Plan<'_>) -> DayPlan<'c> {
    // In the order in which a day is read, and read aloud.
    let mut cells: Vec<&PlanCell<'_>> = plan.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.start, cell.lane));
    let cell = |cell: &'c PlanCell<'_>| Cell {
        lane: cell.lane,
        start: cell.start,
        end: cell.end,
        time: format!("{}–{}", cell.entry.session.start_clock, cell.entry.session.end_clock),
        title: said(cell.entry.title),
        is_cancelled: cell.entry.session.cancelled,
        is_break: cell.is_break(),
        colour: cell.entry.track.map(|mark| hue(mark.track)),
        names: if plan.names { cell.names() } else { String::new() },
    };
    DayPlan {
        title: &plan.title,
        across: plan.across,
        points: plan.points,
        names: plan.names,
        lanes: plan.lanes,
        steps: plan.steps,
        rooms: plan.rooms.iter().map(|room| Room { name: room.name.map(said), lane: room.lane, of: room.of }).collect(),
        hours: plan.hours.iter().map(|hour| Hour { clock: &hour.clock, step: hour.step }).collect(),
        cells: cells.into_iter().map(cell).collect(),
    }
}
