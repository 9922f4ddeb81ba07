//! What an import would do, told before it does it.

use super::{
    ImportError,
    store::{self, fingerprint},
    tables::imported_row::ImportedKind,
};
use crate::{session::SessionState, tables::session_row};
use congress::Edition;
use db::{Db, select};
use kernel::{Ctx, LocalizedText, Timestamp};
use schedule::{ImportedEvent, ImportedSchedule};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// What becomes of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A session is made.
    Added,
    /// The session of the last time is changed: ids of the names of what is.
    Changed(Vec<&'static str>),
    /// It is as it was the last time; nothing is touched.
    Unchanged,
}

/// An event before it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// Where it stands in the file: `line 12`.
    pub at: String,
    /// Its title.
    pub title: LocalizedText,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// How long it takes.
    pub minutes: i32,
    /// Its room's name; empty without one.
    pub room: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The events, in the order of the file.
    pub lines: Vec<PreviewLine>,
    /// Rooms that would be made.
    pub rooms: Vec<String>,
    /// Tracks that would be made.
    pub tracks: Vec<String>,
    /// People who would be made.
    pub people: Vec<String>,
}

impl Preview {
    /// How many events have a fate: added, changed, unchanged.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |is: fn(&Fate) -> bool| self.lines.iter().filter(|line| is(&line.fate)).count();
        (
            count(|fate| *fate == Fate::Added),
            count(|fate| matches!(fate, Fate::Changed(_))),
            count(|fate| *fate == Fate::Unchanged),
        )
    }
}

/// Compares a schedule with an edition; without one, everything is new. What
/// the viewer may not know of is left alone by an import, and not told here.
///
/// # Errors
/// The engine's.
pub async fn preview(
    db: &Db,
    ctx: &Ctx,
    edition: Option<&Edition>,
    schedule: &ImportedSchedule,
) -> Result<Preview, ImportError> {
    let Some(edition) = edition else { return Ok(Standing::default().preview(schedule)) };
    let known = store::known(db.read(), ctx, edition.id).await?;
    let rows = select::<session_row::Entity>(ctx).filter(session_row::Column::Edition.eq(edition.id));
    let sessions = rows.all(db.read()).await?.into_iter().map(|row| (row.id.0, row)).collect();
    let everything = &ctx.seen_by(kernel::Viewer::system());
    let all = select::<session_row::Entity>(everything).filter(session_row::Column::Edition.eq(edition.id));
    let all = all.all(db.read()).await?.into_iter().map(|row| row.id.0).collect();
    let rooms = congress::rooms(db, ctx, edition.id).await?;
    let tracks = congress::tracks(db, ctx, edition.id).await?;
    let standing = Standing {
        known,
        sessions,
        all,
        rooms: rooms.iter().map(|room| (room.id.0, room.name.clone())).collect(),
        tracks: tracks.iter().map(|track| (track.id.0, track.name.clone())).collect(),
    };
    Ok(standing.preview(schedule))
}

/// What an edition holds.
#[derive(Default)]
struct Standing {
    known: store::Known,
    /// Those that the viewer may know of.
    sessions: HashMap<Uuid, session_row::Model>,
    all: std::collections::HashSet<Uuid>,
    rooms: Vec<(Uuid, LocalizedText)>,
    tracks: Vec<(Uuid, LocalizedText)>,
}

impl Standing {
    fn preview(&self, schedule: &ImportedSchedule) -> Preview {
        let has = |kind: ImportedKind, name: &str, all: &[(Uuid, LocalizedText)]| {
            let known = self.known.get(&(kind, name.to_owned())).map(|(record, _)| *record);
            all.iter().any(|(id, have)| Some(*id) == known || store::is_named(have, name))
        };
        let person = |key: &str| self.known.contains_key(&(ImportedKind::Person, key.to_owned()));
        Preview {
            lines: schedule.events.iter().map(|event| self.line(event, schedule)).collect(),
            rooms: schedule
                .rooms
                .iter()
                .map(|room| room.name.clone())
                .filter(|name| !has(ImportedKind::Room, name, &self.rooms))
                .collect(),
            tracks: schedule
                .tracks
                .iter()
                .filter(|name| !has(ImportedKind::Track, name, &self.tracks))
                .cloned()
                .collect(),
            people: schedule.people.iter().filter(|one| !person(&one.key)).map(|one| one.name.clone()).collect(),
        }
    }

    fn line(&self, event: &ImportedEvent, schedule: &ImportedSchedule) -> PreviewLine {
        PreviewLine {
            at: event.at.clone(),
            title: event.title.clone(),
            starts_at: event.starts_at,
            minutes: event.minutes,
            room: event.room.map(|room| schedule.rooms[room].name.clone()).unwrap_or_default(),
            fate: self.fate(event, schedule),
        }
    }

    fn fate(&self, event: &ImportedEvent, schedule: &ImportedSchedule) -> Fate {
        let known = self.known.get(&(ImportedKind::Session, event.key.clone()));
        let Some((record, print)) = known.filter(|(record, _)| self.all.contains(record)) else { return Fate::Added };
        match self.sessions.get(record) {
            Some(row) if *print != fingerprint(event, schedule) => Fate::Changed(self.changed(row, event, schedule)),
            _ => Fate::Unchanged,
        }
    }

    /// Ids of the names of what differs from what stands in the draft.
    fn changed(
        &self,
        row: &session_row::Model,
        event: &ImportedEvent,
        schedule: &ImportedSchedule,
    ) -> Vec<&'static str> {
        let same = |id: Option<Uuid>, all: &[(Uuid, LocalizedText)], name: Option<&str>| match (id, name) {
            (None, None) => true,
            (Some(id), Some(name)) => all.iter().any(|(have, words)| *have == id && store::is_named(words, name)),
            _ => false,
        };
        let room = event.room.map(|room| schedule.rooms[room].name.as_str());
        let track = event.track.map(|track| schedule.tracks[track].as_str());
        let state = if event.cancelled { SessionState::Cancelled } else { SessionState::Confirmed };
        let differs = [
            ("programme-field-title", row.title != event.title),
            ("schedule-is-summary", row.summary != event.summary),
            ("programme-field-kind", row.kind != event.kind),
            ("programme-field-starts-at", row.starts_at != event.starts_at),
            ("programme-field-minutes", row.minutes != event.minutes),
            ("programme-field-room", !same(row.room.map(|id| id.0), &self.rooms, room)),
            ("programme-field-track", !same(row.track.map(|id| id.0), &self.tracks, track)),
            ("programme-field-languages", row.languages != event.languages),
            ("programme-field-state", row.state != state),
        ];
        let mut all: Vec<&'static str> = differs.iter().filter(|(_, differs)| *differs).map(|(key, _)| *key).collect();
        if all.is_empty() {
            // What is left is who takes part.
            all.push("programme-sheet-people");
        }
        all
    }
}
