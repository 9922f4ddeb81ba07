//! Storing a schedule: edition, rooms, tracks, people and sessions in one transaction.

mod people;
mod sessions;

pub(super) use sessions::fingerprint;

use super::{
    Count, ImportError, Report, Target,
    tables::imported_row::{self, ImportedKind},
};
use congress::{Accent, Edition, EditionDetails};
use db::{Db, Tx, select};
use kernel::{Ctx, LocalizedText, Permission, PersonId, RoomId, TrackId, Viewer};
use schedule::{ImportedSchedule, Repairs, name_text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) type Known = HashMap<(ImportedKind, String), (Uuid, String)>;

/// Writes everything that changed, or nothing.
///
/// # Errors
/// Why nothing was stored.
pub(crate) async fn store(
    db: &Db,
    ctx: &Ctx,
    schedule: &ImportedSchedule,
    target: &Target,
    mut repairs: Repairs,
) -> Result<Report, ImportError> {
    let (mut report, doubts) = db
        .write("schedule.import", |tx: Tx| async move {
            let (edition, new_edition) = edition(&tx, ctx, schedule, target).await?;
            ctx.require(Permission::EditProgramme, edition.id).map_err(crate::Error::from)?;
            let known = known(tx.conn(), ctx, edition.id).await?;
            let mut work = Work { tx: &tx, ctx, edition: &edition, known, learnt: Vec::new() };
            let (room_ids, rooms) = work.rooms(schedule).await?;
            let (track_ids, tracks) = work.tracks(schedule).await?;
            let people = work.people(schedule).await?;
            let (person_ids, doubts) = (people.ids, people.doubts);
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
            let report = Report {
                slug: edition.slug.to_string(),
                public: false,
                edition,
                new_edition,
                sessions,
                people: people.count,
                rooms,
                tracks,
                gone,
                repairs: Repairs::default(),
                findings: Vec::new(),
                eased: Vec::new(),
                release: None,
                not_released: None,
            };
            Ok::<_, ImportError>((report, doubts))
        })
        .await?;
    for doubt in doubts {
        repairs.tell(&doubt.name, told(&report, &doubt));
    }
    report.repairs = repairs;
    Ok(report)
}

/// What an organiser has to decide: two records, or one human being.
fn told(report: &Report, doubt: &people::Doubt) -> String {
    let desk = |slug: &String| format!("/{}/desk/people/{slug}", report.slug);
    let records: Vec<String> = doubt.records.iter().map(desk).collect();
    format!(
        "was made anew, although the directory has this name already and nothing else tells whether it is the same \
         person: {}",
        records.join(", ")
    )
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
        let known = known(tx.conn(), ctx, edition.id).await?;
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

/// What came into an edition before, by kind and key.
pub(super) async fn known(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: kernel::EditionId,
) -> Result<Known, ImportError> {
    let everything = &ctx.seen_by(Viewer::system());
    let rows = select::<imported_row::Entity>(everything).filter(imported_row::Column::Edition.eq(edition));
    let rows = rows.all(conn).await?.into_iter();
    Ok(rows.map(|row| ((row.kind, row.source), (row.record, row.fingerprint))).collect())
}

// A name that the file may have is one that the directory takes.
const _: () = assert!(schedule::LONGEST_NAME <= directory::name::LONGEST);

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
        // Who may not make rooms may import into those that there are.
        let made = if new.is_empty() {
            Vec::new()
        } else {
            congress::seed::seed_rooms(self.tx, self.ctx, self.edition.id, &schedule.title, &new).await?
        };
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
        let made = if new.is_empty() {
            Vec::new()
        } else {
            congress::seed::seed_tracks(self.tx, self.ctx, self.edition.id, &new).await?
        };
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

    async fn publish_people(&self, schedule: &ImportedSchedule, people: &[PersonId]) -> Result<(), ImportError> {
        use directory::Purpose;
        let title: String = schedule.title.get(self.ctx.locale()).text.chars().take(200).collect();
        let basis = format!("published by the source: {title}");
        let open = [Purpose::Listing, Purpose::Biography];
        directory::seed::list_published(self.tx, self.ctx, self.edition.id, people, &open, &basis).await?;
        Ok(())
    }
}

pub(super) fn is_named(have: &LocalizedText, name: &str) -> bool {
    kernel::Locale::ALL.iter().any(|locale| have.text(*locale).trim() == name)
}
