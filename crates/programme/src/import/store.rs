//! Storing a schedule: edition, rooms, tracks, people and sessions in one transaction.

use super::{
    Count, ImportError, ImportedEvent, ImportedSchedule, Repairs, Report, Target,
    gather::name_text,
    tables::imported_row::{self, ImportedKind},
};
use crate::{
    seed::{self, NewSession},
    session::{PersonInSession, SessionDetails, SessionKind, SessionState, write_people},
    tables::session_row,
};
use congress::{Accent, Edition, EditionDetails};
use data_encoding::HEXLOWER;
use db::{Db, Tx, select};
use directory::{PersonDetails, seed::NewPerson};
use kernel::{Ctx, LocalizedText, Permission, PersonId, RoomId, SessionId, TrackId, Viewer, Visibility};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

type Known = HashMap<(ImportedKind, String), (Uuid, String)>;

/// Writes everything that changed, or nothing.
///
/// # Errors
/// Why nothing was stored.
pub(crate) async fn store(
    db: &Db,
    ctx: &Ctx,
    schedule: &ImportedSchedule,
    target: &Target,
    repairs: Repairs,
) -> Result<Report, ImportError> {
    let mut report = db
        .write("schedule.import", |tx: Tx| async move {
            let (edition, new_edition) = edition(&tx, ctx, schedule, target).await?;
            ctx.require(Permission::EditProgramme, edition.id).map_err(crate::Error::from)?;
            let known = known(&tx, ctx, &edition).await?;
            let mut work = Work { tx: &tx, ctx, edition: &edition, known, learnt: Vec::new() };
            let (room_ids, rooms) = work.rooms(schedule).await?;
            let (track_ids, tracks) = work.tracks(schedule).await?;
            let (person_ids, people) = work.people(schedule).await?;
            let (sessions, gone) = work.sessions(schedule, &room_ids, &track_ids, &person_ids).await?;
            if target.publish {
                work.publish_people(schedule, &person_ids).await?;
            }
            let changed = !work.learnt.is_empty();
            work.remember().await?;
            if changed {
                tx.change("programme", Some(edition.id), edition.id.0).await?;
                let detail = serde_json::json!({ "made": sessions.made, "updated": sessions.updated });
                tx.audit(ctx, Some(edition.id), "programme.imported", edition.id.0, detail).await?;
            }
            Ok::<_, ImportError>(Report {
                slug: edition.slug.to_string(),
                public: false,
                edition,
                new_edition,
                sessions,
                people,
                rooms,
                tracks,
                gone,
                repairs: Repairs::default(),
                findings: Vec::new(),
                eased: Vec::new(),
                release: None,
                not_released: None,
            })
        })
        .await?;
    report.repairs = repairs;
    Ok(report)
}

/// The edition that was named, the one that this schedule came into before, or a new one.
async fn edition(
    tx: &Tx,
    ctx: &Ctx,
    schedule: &ImportedSchedule,
    target: &Target,
) -> Result<(Edition, bool), ImportError> {
    if let Some(slug) = &target.edition {
        let found = congress::seed::edition_in(tx, ctx, slug).await?;
        return found.map(|edition| (edition, false)).ok_or_else(|| ImportError::NoEdition(slug.clone()));
    }
    let slug = target.slug.as_ref().unwrap_or(&schedule.slug);
    if congress::RESERVED_SLUGS.contains(&slug.as_str()) {
        return Err(ImportError::Reserved(slug.clone()));
    }
    if let Some(edition) = congress::seed::edition_in(tx, ctx, slug).await? {
        let known = known(tx, ctx, &edition).await?;
        let again = schedule.events.iter().any(|event| known.contains_key(&(ImportedKind::Session, event.key.clone())));
        return if again { Ok((edition, false)) } else { Err(ImportError::Taken(slug.clone())) };
    }
    let details = EditionDetails {
        slug: slug.clone(),
        name: schedule.title.clone(),
        theme: LocalizedText::new(),
        place: LocalizedText::new(),
        description: LocalizedText::new(),
        zone: schedule.zone.clone(),
        first_day: schedule.first_day,
        last_day: schedule.last_day,
        host: None,
        accent: Accent::Indigo,
        illustration: false,
    };
    Ok((congress::seed::seed_edition(tx, ctx, &details).await?, true))
}

async fn known(tx: &Tx, ctx: &Ctx, edition: &Edition) -> Result<Known, ImportError> {
    let everything = &ctx.seen_by(Viewer::system());
    let rows = select::<imported_row::Entity>(everything).filter(imported_row::Column::Edition.eq(edition.id));
    let rows = rows.all(tx.conn()).await?.into_iter();
    Ok(rows.map(|row| ((row.kind, row.source), (row.record, row.fingerprint))).collect())
}

/// One run in its transaction.
struct Work<'a> {
    tx: &'a Tx,
    ctx: &'a Ctx,
    edition: &'a Edition,
    known: Known,
    /// What is to be known the next time.
    learnt: Vec<imported_row::Model>,
}

impl Work<'_> {
    fn of(&self, kind: ImportedKind, source: &str) -> Option<Uuid> {
        self.known.get(&(kind, source.to_owned())).map(|(record, _)| *record)
    }

    fn learn(&mut self, kind: ImportedKind, source: &str, record: Uuid, fingerprint: String) {
        self.learnt.push(imported_row::Model {
            edition: self.edition.id,
            kind,
            source: source.to_owned(),
            record,
            fingerprint,
            imported_at: self.ctx.now(),
        });
    }

    async fn remember(self) -> Result<(), ImportError> {
        use imported_row::{Column, Entity};
        for some in self.learnt.chunks(500) {
            let again = OnConflict::columns([Column::Edition, Column::Kind, Column::Source])
                .update_columns([Column::Record, Column::Fingerprint, Column::ImportedAt])
                .to_owned();
            let rows = some.iter().cloned().map(IntoActiveModel::into_active_model);
            Entity::insert_many(rows).on_conflict(again).exec_without_returning(self.tx.conn()).await?;
        }
        Ok(())
    }

    async fn rooms(&mut self, schedule: &ImportedSchedule) -> Result<(Vec<RoomId>, Count), ImportError> {
        let (have, _) = congress::seed::stage_in(self.tx, self.ctx, self.edition.id).await?;
        let find = |name: &str, known: Option<Uuid>| {
            let by_key = have.iter().find(|room| Some(room.id.0) == known);
            by_key.or_else(|| have.iter().find(|room| is_named(&room.name, name))).map(|room| room.id)
        };
        let found: Vec<Option<RoomId>> =
            schedule.rooms.iter().map(|room| find(&room.name, self.of(ImportedKind::Room, &room.name))).collect();
        let missing = schedule.rooms.iter().zip(&found).filter(|(_, found)| found.is_none());
        let new: Vec<_> = missing.map(|(room, _)| (name_text(&room.name), room.capacity)).collect();
        let made = congress::seed::seed_rooms(self.tx, self.ctx, self.edition.id, &schedule.title, &new).await?;
        let count = Count { made: made.len(), updated: 0, unchanged: found.len() - made.len() };
        let mut made = made.into_iter();
        let ids: Vec<RoomId> = found.into_iter().filter_map(|found| found.or_else(|| made.next())).collect();
        for (room, id) in schedule.rooms.iter().zip(&ids) {
            if self.of(ImportedKind::Room, &room.name) != Some(id.0) {
                self.learn(ImportedKind::Room, &room.name, id.0, String::new());
            }
        }
        Ok((ids, count))
    }

    async fn tracks(&mut self, schedule: &ImportedSchedule) -> Result<(Vec<TrackId>, Count), ImportError> {
        let (_, have) = congress::seed::stage_in(self.tx, self.ctx, self.edition.id).await?;
        let find = |name: &str, known: Option<Uuid>| {
            let by_key = have.iter().find(|track| Some(track.id.0) == known);
            by_key.or_else(|| have.iter().find(|track| is_named(&track.name, name))).map(|track| track.id)
        };
        let found: Vec<Option<TrackId>> =
            schedule.tracks.iter().map(|name| find(name, self.of(ImportedKind::Track, name))).collect();
        let missing = schedule.tracks.iter().zip(&found).filter(|(_, found)| found.is_none());
        let new: Vec<_> = missing.map(|(name, _)| name_text(name)).collect();
        let made = congress::seed::seed_tracks(self.tx, self.ctx, self.edition.id, &new).await?;
        let count = Count { made: made.len(), updated: 0, unchanged: found.len() - made.len() };
        let mut made = made.into_iter();
        let ids: Vec<TrackId> = found.into_iter().filter_map(|found| found.or_else(|| made.next())).collect();
        for (name, id) in schedule.tracks.iter().zip(&ids) {
            if self.of(ImportedKind::Track, name) != Some(id.0) {
                self.learn(ImportedKind::Track, name, id.0, String::new());
            }
        }
        Ok((ids, count))
    }

    /// People are made once; from then on their record is the house's own.
    async fn people(&mut self, schedule: &ImportedSchedule) -> Result<(Vec<PersonId>, Count), ImportError> {
        let here = directory::seed::participants_in(self.tx, self.ctx, self.edition.id).await?;
        let mut ids = Vec::with_capacity(schedule.people.len());
        let (mut new, mut new_ids) = (Vec::new(), Vec::new());
        for person in &schedule.people {
            let known = self.of(ImportedKind::Person, &person.key).map(PersonId).filter(|id| here.contains(id));
            let id = known.unwrap_or_else(|| self.ctx.new_id());
            if known.is_none() {
                let details = PersonDetails {
                    name: person.name.clone(),
                    biography: person.biography.clone(),
                    ..PersonDetails::default()
                };
                new.push(NewPerson { details, editions: vec![self.edition.id], ..NewPerson::default() });
                new_ids.push(id);
                self.learn(ImportedKind::Person, &person.key, id.0, String::new());
            }
            ids.push(id);
        }
        directory::seed::seed_people_in(self.tx, self.ctx, &new, &new_ids, "").await?;
        let count = Count { made: new.len(), updated: 0, unchanged: ids.len() - new.len() };
        Ok((ids, count))
    }

    async fn publish_people(&self, schedule: &ImportedSchedule, people: &[PersonId]) -> Result<(), ImportError> {
        use directory::Purpose;
        let title: String = schedule.title.get(self.ctx.locale()).text.chars().take(200).collect();
        let basis = format!("published by the source: {title}");
        let open = [Purpose::Listing, Purpose::Biography];
        directory::seed::list_published(self.tx, self.ctx, self.edition.id, people, &open, &basis).await?;
        Ok(())
    }

    async fn sessions(
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
        let gone = gone(&self.known, schedule, &have);
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
            if same {
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
fn gone(known: &Known, schedule: &ImportedSchedule, have: &HashMap<Uuid, session_row::Model>) -> Vec<String> {
    let here: HashSet<&str> = schedule.events.iter().map(|event| event.key.as_str()).collect();
    let missing =
        known.iter().filter(|((kind, key), _)| *kind == ImportedKind::Session && !here.contains(key.as_str()));
    let mut titles: Vec<String> = missing
        .filter_map(|((_, key), (record, _))| {
            let row = have.get(record)?;
            Some(format!("{} ({}, {key})", row.title.get(kernel::Locale::En).text, row.code))
        })
        .collect();
    titles.sort();
    titles
}

fn is_named(have: &LocalizedText, name: &str) -> bool {
    kernel::Locale::ALL.iter().any(|locale| have.text(*locale).trim() == name)
}

fn state(event: &ImportedEvent) -> SessionState {
    if event.cancelled { SessionState::Cancelled } else { SessionState::Confirmed }
}

fn details(event: &ImportedEvent, tracks: &[TrackId]) -> SessionDetails {
    // What has no forum cannot be an item.
    let kind = if event.forum.is_none() && event.kind == SessionKind::Item { SessionKind::Keynote } else { event.kind };
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
fn fingerprint(event: &ImportedEvent, schedule: &ImportedSchedule) -> String {
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
