//! A session as the crew sees it: what is expected, what can be said.

use super::{Name, clock};
use crate::{RoomDay, line::Expected, line::Said, record::stage};
use kernel::{SessionId, Timestamp};
use programme::{Mark, SessionView, Stage};
use std::collections::HashMap;
use ui::Text;
use web::Cx;

/// A session of the room's day.
pub(super) struct Card {
    pub(super) code: String,
    pub(super) title: Name,
    pub(super) kind: String,
    /// By the plan: `14:00–14:45`.
    pub(super) planned: String,
    /// Where it is expected at another time.
    pub(super) expected: Option<String>,
    pub(super) marks: Vec<Mark>,
    pub(super) full: bool,
    pub(super) revision: i64,
    pub(super) is_waiting: bool,
    pub(super) is_running: bool,
    pub(super) is_over: bool,
    /// Somebody said that it runs late, so that it can be on time again.
    pub(super) is_delayed: bool,
    /// The one at which the crew is.
    pub(super) is_next: bool,
    pub(super) items: Vec<Card>,
    start: Timestamp,
}

/// One line of the crew's page, in time order.
pub(super) enum Block {
    /// A session.
    Session(Box<Card>),
    /// The room is taken, and more is not known to this viewer: from, until.
    Reserved(String, String),
}

/// Everything in a room's day, as far as the viewer may know.
pub(super) fn blocks(cx: &Cx, day: &RoomDay) -> Vec<Block> {
    let expected = day.expected();
    let mut cards: Vec<Card> = day.sessions().map(|session| card(cx, day, &expected, session)).collect();
    if let Some(next) = cards.iter_mut().find(|card| !card.is_over) {
        next.is_next = true;
    }
    let zone = &day.view.edition.zone;
    let mut all: Vec<(Timestamp, Block)> =
        cards.into_iter().map(|card| (card.start, Block::Session(Box::new(card)))).collect();
    let reserved = day.reserved().into_iter();
    all.extend(reserved.map(|(from, until)| (from, Block::Reserved(clock(from, zone), clock(until, zone)))));
    all.sort_by_key(|(start, _)| *start);
    all.into_iter().map(|(_, block)| block).collect()
}

fn card(cx: &Cx, day: &RoomDay, expected: &HashMap<SessionId, Expected>, session: &SessionView) -> Card {
    let zone = &day.view.edition.zone;
    let text: Text = cx.text();
    let record = day.records.get(&session.id);
    let said = day.stop(session.id).map_or_else(Said::default, |stop| stop.said);
    let stage = stage(&said);
    let span = |start, end| format!("{}–{}", clock(start, zone), clock(end, zone));
    let planned = span(session.starts_at, session.ends_at);
    let expected_span = expected.get(&session.id).map(|one| span(one.start, one.end));
    let items = day.view.items_of(session).filter(|item| !item.cancelled);
    Card {
        code: session.code.clone(),
        title: Name::of(&session.title, cx.locale()),
        kind: text.t(session.kind.key()),
        expected: expected_span.filter(|expected| *expected != planned),
        planned,
        marks: day.view.marks(session, text),
        full: said.full,
        revision: record.map_or(0, |record| record.revision),
        is_waiting: stage == Stage::Waiting,
        is_running: stage == Stage::Running,
        is_over: stage == Stage::Over,
        is_delayed: match stage {
            Stage::Waiting => said.delay > 0,
            Stage::Running => said.overrun > 0,
            Stage::Over => false,
        },
        is_next: false,
        items: items.map(|item| card(cx, day, expected, item)).collect(),
        start: session.starts_at,
    }
}
