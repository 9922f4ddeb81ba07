//! A session of the draft as an act found or left it.

use crate::{
    session::{Languages, PersonInSession, SessionKind, SessionState},
    tables::{person_row, session_row},
};
use db::{Tx, select};
use directory::city::CityId;
use kernel::{
    AccountId, Ctx, EditionId, LocalizedText, RoomId, SessionId, Timestamp, TrackId, Viewer, Visibility, column::Column,
};
use sea_orm::{ColumnTrait, Condition, DbErr, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Keys in one `IN (…)`.
const CHUNK: usize = 500;

/// Everything about a session but its counter of changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    code: String,
    created_at: Timestamp,
    parent: Option<SessionId>,
    kind: SessionKind,
    title: LocalizedText,
    summary: LocalizedText,
    track: Option<TrackId>,
    languages: Languages,
    interpretation: Languages,
    visibility: Visibility,
    concealed_by: Option<AccountId>,
    state: SessionState,
    starts_at: Option<Timestamp>,
    minutes: i32,
    room: Option<RoomId>,
    city: Option<CityId>,
    capacity: Option<i32>,
    pub(super) people: Vec<PersonInSession>,
}

impl Column for Snapshot {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        kernel::column::to_json(self)
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|error| error.to_string())
    }
}
kernel::stored!(Snapshot);

impl Snapshot {
    fn of(row: session_row::Model, people: Vec<PersonInSession>) -> Self {
        Self {
            code: row.code,
            created_at: row.created_at,
            parent: row.parent,
            kind: row.kind,
            title: row.title,
            summary: row.summary,
            track: row.track,
            languages: row.languages,
            interpretation: row.interpretation,
            visibility: row.visibility,
            concealed_by: row.concealed_by,
            state: row.state,
            starts_at: row.starts_at,
            minutes: row.minutes,
            room: row.room,
            city: row.city,
            capacity: row.capacity,
            people,
        }
    }

    /// The forum that it is an item of.
    pub(super) fn parent(&self) -> Option<SessionId> {
        self.parent
    }

    /// The row that says this.
    pub(super) fn row(&self, id: SessionId, edition: EditionId, revision: i64) -> session_row::Model {
        session_row::Model {
            id,
            edition,
            code: self.code.clone(),
            parent: self.parent,
            kind: self.kind,
            title: self.title.clone(),
            summary: self.summary.clone(),
            track: self.track,
            languages: self.languages.clone(),
            interpretation: self.interpretation.clone(),
            visibility: self.visibility,
            concealed_by: self.concealed_by,
            state: self.state,
            starts_at: self.starts_at,
            minutes: self.minutes,
            room: self.room,
            city: self.city,
            capacity: self.capacity,
            revision,
            created_at: self.created_at,
        }
    }

    /// This with every field that differs between `from` and `to` set as in
    /// `to`; nothing when one of them is no longer as in `from`.
    pub(super) fn turned(&self, from: &Self, to: &Self) -> Option<Self> {
        let (Ok(mut now), Ok(from), Ok(to)) = (fields(self), fields(from), fields(to)) else { return None };
        for (name, wanted) in to {
            if from.get(&name) == Some(&wanted) {
                continue;
            }
            if now.get(&name) != from.get(&name) {
                return None;
            }
            now.insert(name, wanted);
        }
        serde_json::from_value(now.into()).ok()
    }
}

fn fields(snapshot: &Snapshot) -> Result<serde_json::Map<String, serde_json::Value>, serde_json::Error> {
    serde_json::from_value(serde_json::to_value(snapshot)?)
}

/// Sessions as they are in this transaction, with their counters of changes.
/// With `items`, those of the forums among them too.
pub(super) async fn take(
    tx: &Tx,
    ctx: &Ctx,
    ids: &[SessionId],
    items: bool,
) -> Result<BTreeMap<SessionId, (i64, Snapshot)>, DbErr> {
    use session_row::Column as Session;
    // The items behind closed doors move with their forum, whoever moves it.
    let everything = &ctx.seen_by(Viewer::system());
    let mut all = BTreeMap::new();
    for some in ids.chunks(CHUNK) {
        let own = Condition::any()
            .add(Session::Id.is_in(some.iter().copied()))
            .add_option(items.then(|| Session::Parent.is_in(some.iter().copied())));
        let rows = select::<session_row::Entity>(everything).filter(own).all(tx.conn()).await?;
        let keys: Vec<SessionId> = rows.iter().map(|row| row.id).collect();
        let mut people = people(tx, everything, &keys).await?;
        all.extend(rows.into_iter().map(|row| {
            let (id, revision, people) = (row.id, row.revision, people.remove(&row.id).unwrap_or_default());
            (id, (revision, Snapshot::of(row, people)))
        }));
    }
    Ok(all)
}

async fn people(
    tx: &Tx,
    everything: &Ctx,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Vec<PersonInSession>>, DbErr> {
    let rows = select::<person_row::Entity>(everything)
        .filter(person_row::Column::Session.is_in(sessions.iter().copied()))
        .order_by_asc(person_row::Column::Position)
        .all(tx.conn())
        .await?;
    let mut all: HashMap<SessionId, Vec<PersonInSession>> = HashMap::new();
    for row in rows {
        all.entry(row.session).or_default().push(PersonInSession { person: row.person, role: row.role });
    }
    Ok(all)
}
