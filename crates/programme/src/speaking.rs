//! Who takes part in what, for those who look after speakers and for speakers
//! themselves. What was released counts before what is planned; a draft is known
//! to its desk alone, also from the people it names.

mod changes;
mod condition;

pub use changes::changes_since;
pub use condition::{known_sessions, moderated_by, on_stage};

use crate::{
    release::{self, Content, Standing},
    session::{PersonRole, SessionKind, SessionState, code},
    tables::{person_row, released_row, session_row},
};
use db::{Db, select};
use kernel::{Ctx, EditionId, LocalizedText, PersonId, RoomId, SessionId, Timestamp, Viewer, Visibility};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, HashMap};

/// Somebody's part in a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Engagement {
    /// The session.
    pub session: SessionId,
    /// Its code.
    pub code: String,
    /// Counts its changes in the draft, for a form that changes it.
    pub revision: i64,
    /// What sort of activity it is.
    pub kind: SessionKind,
    /// Its title.
    pub title: LocalizedText,
    /// What it is about.
    pub summary: LocalizedText,
    /// Who may know of it.
    pub visibility: Visibility,
    /// Who.
    pub person: PersonId,
    /// As what; at least one.
    pub roles: Vec<PersonRole>,
    /// When it begins, while anybody knows.
    pub starts_at: Option<Timestamp>,
    /// How long it takes.
    pub minutes: i32,
    /// Where.
    pub room: Option<RoomId>,
    /// It was announced and will not take place.
    pub cancelled: bool,
    /// What stands here has been published; it may still change otherwise.
    pub published: bool,
}

impl Engagement {
    /// When it ends.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.starts_at.map(|start| start.plus_minutes(i64::from(self.minutes)))
    }

    /// The last segment of its public address.
    pub fn path_segment(&self) -> String {
        code::path_segment(&self.code, &self.title)
    }

    /// The person leads this session.
    pub fn moderates(&self) -> bool {
        self.roles.contains(&PersonRole::Moderator)
    }

    fn planned(row: &session_row::Model, person: PersonId) -> Self {
        Self {
            session: row.id,
            code: row.code.clone(),
            revision: row.revision,
            kind: row.kind,
            title: row.title.clone(),
            summary: row.summary.clone(),
            visibility: row.visibility,
            person,
            roles: Vec::new(),
            starts_at: row.starts_at,
            minutes: row.minutes,
            room: row.room,
            cancelled: row.state == SessionState::Cancelled,
            published: false,
        }
    }

    /// The same as it was published.
    fn announced(self, content: Content, visibility: Visibility) -> Self {
        Self {
            kind: content.kind,
            title: content.title,
            summary: content.summary,
            visibility,
            starts_at: Some(content.starts_at),
            minutes: content.minutes,
            room: content.room,
            cancelled: content.standing == Standing::Cancelled,
            published: true,
            ..self
        }
    }
}

/// Everybody's part in the sessions of an edition that are confirmed and that the
/// viewer, as staff, may know of: by start, then by code.
///
/// # Errors
/// The engine's.
pub async fn engagements(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Engagement>, DbErr> {
    let confirmed = select::<session_row::Entity>(ctx)
        .filter(session_row::Column::Edition.eq(edition))
        .filter(session_row::Column::State.eq(SessionState::Confirmed));
    let sessions: HashMap<SessionId, session_row::Model> =
        confirmed.all(db.read()).await?.into_iter().map(|row| (row.id, row)).collect();
    let people = select::<person_row::Entity>(ctx).filter(person_row::Column::Edition.eq(edition));
    let rows = people.order_by_asc(person_row::Column::Position).all(db.read()).await?;
    Ok(gathered(rows, &sessions))
}

/// The viewer's own part in the sessions of an edition: what was published of
/// them, and what is confirmed and not published yet. Nothing for a viewer who is
/// nobody in the directory.
///
/// # Errors
/// The engine's.
pub async fn own_engagements(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Engagement>, DbErr> {
    let Some(own) = ctx.viewer().person_id() else { return Ok(Vec::new()) };
    // The person's own rows and no others: drafts are sorted out below.
    let everything = &ctx.seen_by(Viewer::system());
    let people = select::<person_row::Entity>(everything)
        .filter(person_row::Column::Edition.eq(edition))
        .filter(person_row::Column::Person.eq(own));
    let rows = people.order_by_asc(person_row::Column::Position).all(db.read()).await?;
    let ids: Vec<SessionId> = rows.iter().map(|row| row.session).collect();
    let planned = select::<session_row::Entity>(everything)
        .filter(session_row::Column::Id.is_in(ids.iter().copied()))
        .filter(session_row::Column::State.ne(SessionState::Draft));
    let sessions = planned.all(db.read()).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut announced = announced(db, everything, edition, &ids).await?;
    let mut all: Vec<Engagement> = gathered(rows, &sessions)
        .into_iter()
        .filter_map(|one| match announced.remove(&one.session) {
            Some((content, visibility)) => Some(one.announced(content, visibility)),
            // What was called off before anybody heard of it is nobody's business.
            None => (!one.cancelled).then_some(one),
        })
        .collect();
    all.sort_by_key(|one| (one.starts_at.is_none(), one.starts_at, one.code.clone()));
    Ok(all)
}

/// Everybody in a session that the viewer moderates, in order, with what they do
/// there; nobody for a session that the viewer does not lead.
///
/// # Errors
/// The engine's.
pub async fn moderated_cast(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: SessionId,
) -> Result<Vec<(PersonId, PersonRole)>, DbErr> {
    let Some(own) = ctx.viewer().person_id() else { return Ok(Vec::new()) };
    let everything = &ctx.seen_by(Viewer::system());
    let rows = select::<person_row::Entity>(everything)
        .filter(person_row::Column::Edition.eq(edition))
        .filter(person_row::Column::Session.eq(session))
        .filter(person_row::Column::Session.in_subquery(moderated_by(own)))
        .order_by_asc(person_row::Column::Position);
    Ok(rows.all(db.read()).await?.into_iter().map(|row| (row.person, row.role)).collect())
}

async fn announced(
    db: &Db,
    everything: &Ctx,
    edition: EditionId,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, (Content, Visibility)>, DbErr> {
    let Some(latest) = release::latest(db.read(), everything, edition).await? else { return Ok(HashMap::new()) };
    let rows = select::<released_row::Entity>(everything)
        .filter(released_row::Column::Release.eq(latest.id))
        .filter(released_row::Column::Session.is_in(sessions.iter().copied()));
    let rows = rows.all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.session, (row.content, row.visibility))).collect())
}

/// One engagement for each person in each session, with all of their roles.
fn gathered(rows: Vec<person_row::Model>, sessions: &HashMap<SessionId, session_row::Model>) -> Vec<Engagement> {
    let mut by_part: BTreeMap<(PersonId, SessionId), Engagement> = BTreeMap::new();
    for row in rows {
        let Some(session) = sessions.get(&row.session) else { continue };
        let part = by_part.entry((row.person, row.session)).or_insert_with(|| Engagement::planned(session, row.person));
        part.roles.push(row.role);
    }
    let mut all: Vec<Engagement> = by_part.into_values().collect();
    all.sort_by_key(|one| (one.starts_at.is_none(), one.starts_at, one.code.clone()));
    all
}
