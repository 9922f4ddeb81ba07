//! From the rows of a draft to a plan that the rules can read: the whole of it, or
//! as much as can break a rule together with a few sessions.

use super::{Facts, Levels, Plan, Rule, Slot, hearing, teams};
use crate::{
    absence,
    closures::closed_times,
    session::{Languages, PersonRole, Placement, SessionKind, SessionState},
    sign_up,
    tables::{person_row, session_row},
};
use db::select;
use kernel::{Ctx, EditionId, PersonId, RoomId, SessionId, Timestamp, Visibility};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use std::collections::{BTreeSet, HashMap};

/// Of more sessions than this at once, everything is read: they are most of the draft.
const FEW: usize = 100;
const MICROS_A_MINUTE: i64 = 60_000_000;

/// What the rules read of a session. Its texts are the largest part of it, and no rule's business.
#[derive(Clone, Debug, FromQueryResult)]
struct Row {
    id: SessionId,
    edition: EditionId,
    parent: Option<SessionId>,
    kind: SessionKind,
    languages: Languages,
    interpretation: Languages,
    visibility: Visibility,
    state: SessionState,
    starts_at: Option<Timestamp>,
    minutes: i32,
    room: Option<RoomId>,
    capacity: Option<i32>,
}

impl Row {
    fn time(&self) -> Option<(Timestamp, Timestamp)> {
        self.starts_at.map(|start| (start, start.plus_minutes(i64::from(self.minutes))))
    }
}

/// Who is in a session, and as what.
#[derive(FromQueryResult)]
struct Part {
    session: SessionId,
    person: PersonId,
    role: PersonRole,
}

/// Where a plan is read from, and what for.
pub(super) struct Reading<'r, C> {
    /// The edition and its rooms.
    pub(super) facts: &'r Facts,
    /// The rules that will be asked: what only an ignored one looks at is not read.
    pub(super) asked: &'r Levels,
    /// The connection, or the transaction.
    pub(super) conn: &'r C,
    /// The system's context: the rules hold whoever looks.
    pub(super) everything: &'r Ctx,
}

impl<C: ConnectionTrait> Reading<'_, C> {
    /// The draft as it is on this connection.
    pub(super) async fn whole(&self) -> Result<Plan, DbErr> {
        let rows = self.rows(self.all()).await?;
        let of_edition = person_row::Column::Edition.eq(self.facts.edition);
        let people = self.people(Condition::all().add(of_edition)).await?;
        self.plan(rows, people).await
    }

    /// Every session of the draft that can break a rule together with one of
    /// `sessions`: its forum and items, what shares its room, and what shares one of
    /// its people, in its hours and within the longest walk of them. Each conflict
    /// that concerns one of `sessions` is the same as in the [`whole`](Self::whole);
    /// of the others some are missing.
    pub(super) async fn around(&self, sessions: &[SessionId]) -> Result<Plan, DbErr> {
        let family = self.family(sessions).await?;
        self.surrounded(family, sessions.len()).await
    }

    /// As [`around`](Self::around), were these sessions in these places; and
    /// everything that would move.
    pub(super) async fn moved(&self, places: &[(SessionId, Placement)]) -> Result<(Plan, BTreeSet<SessionId>), DbErr> {
        let sessions: Vec<SessionId> = places.iter().map(|(session, _)| *session).collect();
        let mut family = self.family(&sessions).await?;
        let moved = put(&mut family, places);
        Ok((self.surrounded(family, sessions.len()).await?, moved))
    }

    /// The plan of a family of `few` sessions with what is near it. The family of
    /// many is the whole draft already.
    async fn surrounded(&self, mut family: Vec<Row>, few: usize) -> Result<Plan, DbErr> {
        if few <= FEW
            && let Some(near) = self.near(&family)
        {
            let near = self.rows(near).await?;
            family.extend(near);
        }
        let ids: Vec<SessionId> = family.iter().map(|row| row.id).collect();
        let mut all = Vec::new();
        for some in ids.chunks(500) {
            let of_these = person_row::Column::Session.is_in(some.iter().copied());
            all.extend(self.people(Condition::all().add(of_these)).await?);
        }
        self.plan(family, all).await
    }

    /// `sessions` with their forums and all items of both; of many, the whole draft.
    async fn family(&self, sessions: &[SessionId]) -> Result<Vec<Row>, DbErr> {
        use session_row::Column as Session;
        if sessions.len() > FEW {
            return self.rows(self.all()).await;
        }
        let own = |ids: &[SessionId]| {
            Condition::any().add(Session::Id.is_in(ids.iter().copied())).add(Session::Parent.is_in(ids.iter().copied()))
        };
        let mut found = self.rows(own(sessions)).await?;
        let known: BTreeSet<SessionId> = found.iter().map(|row| row.id).collect();
        let forums: BTreeSet<SessionId> = found.iter().filter_map(|row| row.parent).collect();
        let beyond: Vec<SessionId> = forums.into_iter().filter(|forum| !sessions.contains(forum)).collect();
        if !beyond.is_empty() {
            let more = self.rows(own(&beyond)).await?;
            found.extend(more.into_iter().filter(|row| !known.contains(&row.id)));
        }
        Ok(found)
    }

    /// What else is in the rooms of `family`, or has its people, in its hours.
    fn near(&self, family: &[Row]) -> Option<Condition> {
        use session_row::Column as Session;
        let times = || family.iter().filter_map(Row::time);
        let from = times().map(|(start, _)| start).min()?;
        let to = times().map(|(_, end)| end).max()?;
        let walk = if self.asked.ask(Rule::Walk) { self.facts.longest_walk() } else { 0 };
        let ids = || family.iter().map(|row| row.id);
        let rooms: BTreeSet<RoomId> = family.iter().filter_map(|row| row.room).collect();
        let their_people = select::<person_row::Entity>(self.everything)
            .select_only()
            .column(person_row::Column::Person)
            .filter(person_row::Column::Session.is_in(ids()))
            .into_query();
        let with_them = select::<person_row::Entity>(self.everything)
            .select_only()
            .column(person_row::Column::Session)
            .filter(person_row::Column::Person.in_subquery(their_people))
            .into_query();
        let end = Expr::col(Session::StartsAt).add(Expr::col(Session::Minutes).mul(Expr::value(MICROS_A_MINUTE)));
        let meets = Condition::all()
            .add(Session::Id.is_not_in(ids()))
            .add(Session::StartsAt.lt(to.plus_minutes(walk)))
            .add(ExprTrait::gt(end, Expr::value(from.plus_minutes(-walk).as_micros())))
            .add(Condition::any().add(Session::Room.is_in(rooms)).add(Session::Id.in_subquery(with_them)));
        Some(meets)
    }

    fn all(&self) -> Condition {
        Condition::all().add(session_row::Column::Edition.eq(self.facts.edition))
    }

    /// The edition is looked at here and not by the engine: keys, rooms and people lead
    /// straight to a few rows, but told the edition too, SQLite reads all of it.
    async fn rows(&self, which: Condition) -> Result<Vec<Row>, DbErr> {
        use session_row::Column as Session;
        let mut rows = select::<session_row::Entity>(self.everything)
            .filter(Session::State.ne(SessionState::Cancelled))
            .filter(which)
            .select_only()
            .columns([Session::Id, Session::Edition, Session::Parent, Session::Kind, Session::Languages])
            .columns([Session::Interpretation, Session::Visibility, Session::State, Session::StartsAt])
            .columns([Session::Minutes, Session::Room, Session::Capacity])
            .into_model::<Row>()
            .all(self.conn)
            .await?;
        rows.retain(|row| row.edition == self.facts.edition);
        Ok(rows)
    }

    async fn people(&self, which: Condition) -> Result<Vec<Part>, DbErr> {
        use person_row::Column as Person;
        let parts = select::<person_row::Entity>(self.everything).filter(which).select_only();
        parts.columns([Person::Session, Person::Person, Person::Role]).into_model::<Part>().all(self.conn).await
    }

    async fn plan(&self, rows: Vec<Row>, parts: Vec<Part>) -> Result<Plan, DbErr> {
        let Self { facts, asked, conn, everything } = *self;
        let mut people: HashMap<SessionId, Vec<(PersonId, PersonRole)>> = HashMap::new();
        for part in parts {
            people.entry(part.session).or_default().push((part.person, part.role));
        }
        let mut plan = Plan { walks: facts.walks.clone(), days: Some(facts.days), ..Plan::default() };
        plan.rooms.clone_from(&facts.rooms);
        let mut signed_up = HashMap::new();
        if asked.ask(Rule::SignUps) {
            signed_up = sign_up::held(conn, everything, facts.edition).await?;
        }
        if asked.ask(Rule::Unavailable) {
            plan.away = absence::times(conn, everything, facts.edition).await?;
        }
        if asked.ask(Rule::RoomClosed) {
            plan.closed = closed_times(conn, everything, facts.edition).await?;
        }
        if asked.ask(Rule::Interpreter) {
            let promise = hearing(conn, everything, facts.edition).await?;
            (plan.promised, plan.booths) = (promise.languages, promise.booths.0);
            plan.teams = teams(conn, everything, facts.edition).await?;
        }
        let slots = rows.into_iter().map(|row| {
            let people = people.remove(&row.id).unwrap_or_default();
            Slot { signed_up: signed_up.remove(&row.id).unwrap_or(0), ..slot(row, &people) }
        });
        plan.slots = slots.collect();
        Ok(plan)
    }
}

/// Puts sessions somewhere else, the items of a forum with it, as the verbs
/// that store it do. Answers with everything that was moved.
fn put(rows: &mut [Row], places: &[(SessionId, Placement)]) -> BTreeSet<SessionId> {
    let places: HashMap<SessionId, Placement> = places.iter().copied().collect();
    let known = rows.iter().filter(|row| places.contains_key(&row.id));
    let forums: HashMap<SessionId, Row> = known.map(|row| (row.id, row.clone())).collect();
    let mut moved = BTreeSet::new();
    for row in rows {
        if let Some(place) = places.get(&row.id) {
            (row.room, row.starts_at, row.minutes) = (place.room, place.starts_at, place.minutes);
        } else if let Some((forum, place)) = row.parent.and_then(|id| forums.get(&id).zip(places.get(&id))) {
            if row.room == forum.room {
                row.room = place.room;
            }
            row.starts_at = match (row.starts_at, forum.starts_at, place.starts_at) {
                (_, _, None) => None,
                (Some(at), Some(from), Some(to)) => {
                    Some(Timestamp::from_micros(at.as_micros() + to.as_micros() - from.as_micros()))
                }
                (time, ..) => time,
            };
        } else {
            continue;
        }
        moved.insert(row.id);
    }
    moved
}

fn slot(row: Row, people: &[(PersonId, PersonRole)]) -> Slot {
    let all: BTreeSet<PersonId> = people.iter().map(|(person, _)| *person).collect();
    let interpreters = people.iter().filter(|(_, role)| *role == PersonRole::Interpreter).map(|(person, _)| *person);
    // Over tea and dinner everybody finds somebody to talk to.
    let is_heard = !matches!(
        row.kind,
        SessionKind::Break | SessionKind::Reception | SessionKind::FieldVisit | SessionKind::Poster
    );
    let heard = |languages: Languages| if is_heard { languages } else { Languages::default() };
    Slot {
        session: row.id,
        parent: row.parent,
        time: row.time(),
        room: row.room,
        people: all.into_iter().collect(),
        seats: row.capacity,
        signed_up: 0,
        confirmed: row.state == SessionState::Confirmed,
        public: row.visibility == Visibility::Public,
        interpreters: interpreters.collect(),
        spoken: heard(row.languages),
        interpreted: heard(row.interpretation),
    }
}
