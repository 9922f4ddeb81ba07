//! What a release keeps of a session.

use crate::{
    session::{Languages, PersonInSession, SessionKind, SessionState},
    tables::{person_row, released_row, session_row},
};
use db::select;
use directory::city::CityId;
use kernel::{
    Ctx, EditionId, LocalizedText, RoomId, SessionId, Timestamp, TrackId, Viewer, Visibility, column::Column,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

kernel::text_enum! {
    /// What was announced of a session.
    pub enum Standing {
        /// It will take place.
        Confirmed = "confirmed",
        /// It will not.
        Cancelled = "cancelled",
    }
}

/// A session as it was published. Fields are only ever added, with a default:
/// rows written by an older Convoke are read for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its code.
    pub code: String,
    /// The forum it is an item of.
    pub parent: Option<SessionId>,
    /// What sort of activity it is.
    pub kind: SessionKind,
    /// Its title.
    pub title: LocalizedText,
    /// What it is about.
    pub summary: LocalizedText,
    /// Its track.
    pub track: Option<TrackId>,
    /// Languages spoken.
    pub languages: Languages,
    /// Languages it is interpreted into.
    pub interpretation: Languages,
    /// Whether it will take place.
    pub standing: Standing,
    /// When it begins.
    pub starts_at: Timestamp,
    /// How long it takes.
    pub minutes: i32,
    /// Where.
    pub room: Option<RoomId>,
    /// The city it is about.
    pub city: Option<CityId>,
    /// Seats, where they differ from the room's.
    pub capacity: Option<i32>,
    /// Who is in it, in order.
    pub people: Vec<PersonInSession>,
}

impl Column for Content {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        kernel::column::to_json(self)
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|error| error.to_string())
    }
}
kernel::stored!(Content);

/// A session in a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Released {
    /// Which one.
    pub session: SessionId,
    /// Who may know of it.
    pub visibility: Visibility,
    /// Grows when time, room, title or standing changed (RFC 5545, 3.8.7.4).
    pub sequence: i32,
    /// What was published.
    pub content: Content,
}

impl From<released_row::Model> for Released {
    fn from(row: released_row::Model) -> Self {
        Self { session: row.session, visibility: row.visibility, sequence: row.sequence, content: row.content }
    }
}

impl Content {
    /// A reader's calendar shows the two alike.
    fn same_in_calendar(&self, other: &Self) -> bool {
        let entry = |content: &Self| (content.starts_at, content.minutes, content.room, content.standing);
        entry(self) == entry(other) && self.title == other.title
    }
}

/// What the draft would publish now, by key, without sequence numbers.
pub(super) async fn draft(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: EditionId,
    last: &[Released],
) -> Result<Vec<Released>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let rows = select::<session_row::Entity>(everything)
        .filter(session_row::Column::Edition.eq(edition))
        .order_by_asc(session_row::Column::Id)
        .all(conn)
        .await?;
    let in_order = select::<person_row::Entity>(everything)
        .filter(person_row::Column::Edition.eq(edition))
        .order_by_asc(person_row::Column::Position);
    let mut people: HashMap<SessionId, Vec<PersonInSession>> = HashMap::new();
    for row in in_order.all(conn).await? {
        people.entry(row.session).or_default().push(PersonInSession { person: row.person, role: row.role });
    }
    let known: HashSet<SessionId> = last.iter().map(|released| released.session).collect();
    let announced = |row: &session_row::Model| match row.state {
        SessionState::Draft => false,
        SessionState::Confirmed => row.starts_at.is_some(),
        // What nobody was told of need not be called off; before the first release
        // nobody knows what was announced elsewhere.
        SessionState::Cancelled => row.starts_at.is_some() && (last.is_empty() || known.contains(&row.id)),
    };
    let all: HashSet<SessionId> = rows.iter().filter(|row| announced(row)).map(|row| row.id).collect();
    Ok(rows
        .into_iter()
        .filter(|row| all.contains(&row.id) && row.parent.is_none_or(|forum| all.contains(&forum)))
        .filter_map(|row| {
            let people = people.remove(&row.id).unwrap_or_default();
            publishable(row, people)
        })
        .collect())
}

fn publishable(row: session_row::Model, people: Vec<PersonInSession>) -> Option<Released> {
    let standing = match row.state {
        SessionState::Cancelled => Standing::Cancelled,
        SessionState::Draft | SessionState::Confirmed => Standing::Confirmed,
    };
    let content = Content {
        code: row.code,
        parent: row.parent,
        kind: row.kind,
        title: row.title,
        summary: row.summary,
        track: row.track,
        languages: row.languages,
        interpretation: row.interpretation,
        standing,
        starts_at: row.starts_at?,
        minutes: row.minutes,
        room: row.room,
        city: row.city,
        capacity: row.capacity,
        people,
    };
    Some(Released { session: row.id, visibility: row.visibility, sequence: 0, content })
}

/// Gives every session its sequence number: that of the last release, one more
/// if a calendar would show a difference, and one more than ever if it was gone
/// in between. `gone` holds the highest number of sessions not in `last`.
pub(super) fn number(next: &mut [Released], last: &[Released], gone: &HashMap<SessionId, i32>) {
    let before: HashMap<SessionId, &Released> = last.iter().map(|released| (released.session, released)).collect();
    for released in next {
        released.sequence = match before.get(&released.session) {
            Some(old) if old.content.same_in_calendar(&released.content) => old.sequence,
            Some(old) => old.sequence + 1,
            None => gone.get(&released.session).map_or(0, |highest| highest + 1),
        };
    }
}
