//! The sessions of a schedule.

use super::{
    super::{Count, ImportError, tables::imported_row::ImportedKind},
    Known, Work,
};
use crate::{
    seed::{self, NewSession},
    session::{PersonInSession, SessionDetails, SessionKind, SessionState, write_people},
    tables::session_row,
};
use data_encoding::HEXLOWER;
use db::select;
use kernel::{PersonId, RoomId, SessionId, TrackId, Viewer, Visibility};
use schedule::{ImportedEvent, ImportedSchedule};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

impl Work<'_> {
    /// New ones are written together, changed ones one by one, and none is taken away.
    pub(super) async fn sessions(
        &mut self,
        schedule: &ImportedSchedule,
        rooms: &[RoomId],
        tracks: &[TrackId],
        people: &[PersonId],
    ) -> Result<(Count, Vec<String>), ImportError> {
        let everything = &self.ctx.seen_by(Viewer::system());
        let have = select::<session_row::Entity>(everything).filter(session_row::Column::Edition.eq(self.edition.id));
        let mut have: HashMap<Uuid, session_row::Model> =
            have.all(self.tx.conn()).await?.into_iter().map(|row| (row.id.0, row)).collect();
        let codes: HashSet<String> = have.values().map(|row| row.code.clone()).collect();
        // What the viewer may not know of is left alone, and not spoken of.
        let seen = select::<session_row::Entity>(self.ctx).filter(session_row::Column::Edition.eq(self.edition.id));
        let seen: HashSet<SessionId> = seen.all(self.tx.conn()).await?.into_iter().map(|row| row.id).collect();
        let gone = gone(&self.known, schedule, &have, &seen);
        let standing: Vec<Option<session_row::Model>> = schedule
            .events
            .iter()
            .map(|event| self.of(ImportedKind::Session, &event.key).and_then(|id| have.remove(&id)))
            .collect();
        let mut count = Count::default();
        let mut new: Vec<(usize, NewSession)> = Vec::new();
        let mut position: HashMap<usize, usize> = HashMap::new();
        for (index, event) in schedule.events.iter().enumerate().filter(|(index, _)| standing[*index].is_none()) {
            position.insert(index, new.len());
            let at = |of: usize| people[of];
            let cast = event.people.iter().map(|(of, role)| PersonInSession { person: at(*of), role: *role });
            let code = if codes.contains(&event.code) { String::new() } else { event.code.clone() };
            new.push((
                index,
                NewSession {
                    code,
                    details: details(event, tracks),
                    forum: None,
                    state: state(event),
                    starts_at: event.starts_at,
                    minutes: event.minutes,
                    room: event.room.map(|room| rooms[room]),
                    people: cast.collect(),
                },
            ));
        }
        for (index, session) in &mut new {
            let forum = schedule.events[*index].forum;
            session.forum = forum.and_then(|forum| position.get(&forum).copied());
            session.details.parent = forum.and_then(|forum| standing[forum].as_ref()).map(|row| row.id);
        }
        let sessions: Vec<NewSession> = new.iter().map(|(_, session)| session.clone()).collect();
        let rows = seed::rows(self.ctx, self.edition.id, &sessions);
        seed::insert(self.tx, &rows, &sessions).await?;
        count.made = rows.len();
        for ((index, _), row) in new.iter().zip(&rows) {
            let event = &schedule.events[*index];
            self.learn(ImportedKind::Session, &event.key, row.id.0, fingerprint(event, schedule));
        }
        let forum_id = |forum: usize| -> Option<SessionId> {
            let made = position.get(&forum).map(|at| rows[*at].id);
            made.or_else(|| standing[forum].as_ref().map(|row| row.id))
        };
        for (event, row) in schedule.events.iter().zip(&standing) {
            let Some(row) = row else { continue };
            let print = fingerprint(event, schedule);
            let same =
                self.known.get(&(ImportedKind::Session, event.key.clone())).is_some_and(|(_, old)| *old == print);
            if same || !seen.contains(&row.id) {
                count.unchanged += 1;
                continue;
            }
            count.updated += 1;
            let mut next = row.clone().into_active_model();
            next.kind = Set(event.kind);
            next.parent = Set(event.forum.and_then(forum_id));
            next.title = Set(event.title.clone());
            next.summary = Set(event.summary.clone());
            next.track = Set(event.track.map(|track| tracks[track]));
            next.languages = Set(event.languages.clone());
            next.state = Set(state(event));
            next.starts_at = Set(event.starts_at);
            next.minutes = Set(event.minutes);
            next.room = Set(event.room.map(|room| rooms[room]));
            next.revision = Set(row.revision + 1);
            next.update(self.tx.conn()).await?;
            let cast = event.people.iter().map(|(of, role)| PersonInSession { person: people[*of], role: *role });
            write_people(self.tx, row, &cast.collect::<Vec<_>>()).await?;
            self.learn(ImportedKind::Session, &event.key, row.id.0, print);
        }
        Ok((count, gone))
    }
}

/// The titles of sessions whose events the file has no longer.
fn gone(
    known: &Known,
    schedule: &ImportedSchedule,
    have: &HashMap<Uuid, session_row::Model>,
    seen: &HashSet<SessionId>,
) -> Vec<String> {
    let here: HashSet<&str> = schedule.events.iter().map(|event| event.key.as_str()).collect();
    let missing =
        known.iter().filter(|((kind, key), _)| *kind == ImportedKind::Session && !here.contains(key.as_str()));
    let mut titles: Vec<String> = missing
        .filter_map(|((_, key), (record, _))| {
            let row = have.get(record).filter(|row| seen.contains(&row.id))?;
            Some(format!("{} ({}, {key})", row.title.get(kernel::Locale::En).text, row.code))
        })
        .collect();
    titles.sort();
    titles
}

fn state(event: &ImportedEvent) -> SessionState {
    if event.cancelled { SessionState::Cancelled } else { SessionState::Confirmed }
}

fn details(event: &ImportedEvent, tracks: &[TrackId]) -> SessionDetails {
    // What has no forum cannot be an item.
    let kind = if event.forum.is_none() && event.kind == SessionKind::Item { SessionKind::Talk } else { event.kind };
    SessionDetails {
        kind,
        parent: None,
        title: event.title.clone(),
        summary: event.summary.clone(),
        track: event.track.map(|track| tracks[track]),
        languages: event.languages.clone(),
        interpretation: crate::session::Languages::default(),
        visibility: Visibility::Public,
        city: None,
        capacity: None,
    }
}

/// Changes when anything about the event does.
pub(crate) fn fingerprint(event: &ImportedEvent, schedule: &ImportedSchedule) -> String {
    let people: Vec<_> =
        event.people.iter().map(|(of, role)| (schedule.people[*of].key.as_str(), role.as_str())).collect();
    let content = serde_json::json!([
        event.title,
        event.summary,
        event.kind,
        event.starts_at,
        event.minutes,
        event.room.map(|room| schedule.rooms[room].name.as_str()),
        event.track.map(|track| schedule.tracks[track].as_str()),
        event.languages,
        people,
        event.forum.map(|forum| schedule.events[forum].key.as_str()),
        event.cancelled,
    ]);
    HEXLOWER.encode(&Sha256::digest(content.to_string()))
}
