//! Conflicts in words. What the reader may not know of is "another session" or
//! "a reserved room", never a name.

use super::{Conflict, Rule};
use crate::{
    error::Error,
    session::{Session, sessions, sessions_among},
};
use congress::{Edition, Room};
use db::Db;
use kernel::{Ctx, FieldProblem, Locale, PersonId, Problems, RoomId, SessionId, Timestamp, Zone};
use sea_orm::DbErr;
use std::{borrow::Borrow, collections::HashMap};

/// What things are called, as far as one viewer may know.
#[derive(Clone, Debug, Default)]
pub struct Names {
    sessions: HashMap<SessionId, (String, Option<(Timestamp, Timestamp)>)>,
    /// How their times are told.
    clock: Option<(Zone, Locale)>,
    rooms: HashMap<RoomId, String>,
    people: HashMap<PersonId, String>,
}

impl Names {
    /// The names in the draft of an edition, and of `people`.
    ///
    /// # Errors
    /// The engine's.
    pub async fn load(db: &Db, ctx: &Ctx, edition: &Edition, people: &[PersonId]) -> Result<Self, DbErr> {
        let sessions = sessions(db, ctx, edition.id).await?;
        let rooms = congress::rooms(db, ctx, edition.id).await?;
        Self::among(db, ctx, edition, (&sessions, &rooms), people).await
    }

    /// The names in `conflicts`, which are few: not of the whole draft.
    ///
    /// # Errors
    /// The engine's.
    pub(crate) async fn of_conflicts(
        db: &Db,
        ctx: &Ctx,
        edition: &Edition,
        conflicts: &[Conflict],
    ) -> Result<Self, DbErr> {
        let ids: Vec<SessionId> = conflicts.iter().flat_map(|one| [Some(one.session), one.other]).flatten().collect();
        let people: Vec<PersonId> = conflicts.iter().filter_map(|conflict| conflict.person).collect();
        let sessions = sessions_among(db, ctx, edition.id, &ids).await?;
        let rooms = congress::rooms(db, ctx, edition.id).await?;
        Self::among(db, ctx, edition, (&sessions, &rooms), &people).await
    }

    /// As [`Names::load`], for whoever has read the sessions and rooms of the draft.
    ///
    /// # Errors
    /// The engine's.
    pub(crate) async fn among<S: Borrow<Session>>(
        db: &Db,
        ctx: &Ctx,
        edition: &Edition,
        (sessions, rooms): (&[S], &[Room]),
        people: &[PersonId],
    ) -> Result<Self, DbErr> {
        let locale = ctx.locale();
        let cards = directory::person_cards(db, ctx, people).await?;
        let named = |one: &Session| (one.title.get(locale).text.to_owned(), one.starts_at.zip(one.ends_at()));
        Ok(Self {
            sessions: sessions.iter().map(Borrow::borrow).map(|one: &Session| (one.id, named(one))).collect(),
            clock: Some((edition.zone.clone(), locale)),
            rooms: rooms.iter().map(|room| (room.id, room.name.get(locale).text.to_owned())).collect(),
            people: cards.into_iter().map(|(id, card)| (id, card.name)).collect(),
        })
    }

    /// The names of rooms and of `people` only, for what is not a draft.
    ///
    /// # Errors
    /// The engine's.
    pub async fn of_places(db: &Db, ctx: &Ctx, edition: &Edition, people: &[PersonId]) -> Result<Self, DbErr> {
        let rooms = congress::rooms(db, ctx, edition.id).await?;
        let cards = directory::person_cards(db, ctx, people).await?;
        Ok(Self {
            sessions: HashMap::new(),
            clock: None,
            rooms: rooms.into_iter().map(|room| (room.id, room.name.get(ctx.locale()).text.to_owned())).collect(),
            people: cards.into_iter().map(|(id, card)| (id, card.name)).collect(),
        })
    }

    /// As [`Names::of_places`], with the rooms that `rooms` may know of.
    ///
    /// # Errors
    /// The engine's.
    pub(crate) async fn of_parts(
        db: &Db,
        ctx: &Ctx,
        rooms: &Ctx,
        edition: &Edition,
        people: &[PersonId],
    ) -> Result<Self, DbErr> {
        let people = directory::person_cards(db, ctx, people).await?;
        let people = people.into_iter().map(|(id, card)| (id, card.name)).collect();
        Ok(Self { people, ..Self::of_places(db, rooms, edition, &[]).await? })
    }

    /// The title of a session; nothing when the viewer may not know of it.
    pub fn title(&self, id: SessionId) -> Option<&str> {
        self.sessions.get(&id).map(|(title, _)| title.as_str())
    }

    /// When a session is: `25 Sep 09:30–10:15`; empty without a time.
    fn time(&self, session: Option<(Timestamp, Timestamp)>) -> String {
        let (Some((start, end)), Some((zone, locale))) = (session, &self.clock) else { return String::new() };
        let (start, end) = (start.in_zone(zone), end.in_zone(zone));
        let day = ui::short_date(start.date(), *locale);
        format!("{day} {}–{}", start.strftime("%H:%M"), end.strftime("%H:%M"))
    }

    /// The name of a room.
    pub fn room(&self, id: RoomId) -> Option<&str> {
        self.rooms.get(&id).map(String::as_str)
    }

    /// The name of a person.
    pub fn person(&self, id: PersonId) -> Option<&str> {
        self.people.get(&id).map(String::as_str)
    }
}

/// What is wrong, as the editor of `subject` is told.
pub fn problem(conflict: &Conflict, subject: SessionId, names: &Names) -> FieldProblem {
    let other = if conflict.session == subject { conflict.other } else { Some(conflict.session) };
    let known = other.and_then(|id| names.sessions.get(&id));
    let person = conflict.person.and_then(|id| names.person(id)).unwrap_or_default();
    let room = conflict.room.and_then(|id| names.room(id)).unwrap_or_default();
    let key = match (conflict.rule, known.is_some()) {
        (Rule::RoomOverlap, true) => "programme-problem-room-taken",
        (Rule::RoomOverlap, false) => "programme-problem-room-reserved",
        (Rule::PersonOverlap, true) => "programme-problem-person-busy",
        (Rule::PersonOverlap, false) => "programme-problem-person-engaged",
        (Rule::OutsideParent, _) if conflict.session == subject => "programme-problem-outside-forum",
        (Rule::OutsideParent, _) => "programme-problem-item-outside",
        (Rule::OutsideDays, _) => "programme-problem-outside-days",
        (Rule::Walk, _) => "programme-problem-walk",
        (Rule::Capacity, _) => "programme-problem-too-many-seats",
        (Rule::Unplaced, _) => "programme-problem-unplaced",
        (Rule::HiddenRoom, _) => "programme-problem-hidden-room",
        (Rule::Unavailable, _) => "programme-problem-unavailable",
        (Rule::SignUps, _) => "programme-problem-sign-ups",
        (Rule::Interpreter, _) if conflict.team.is_none() => "programme-problem-language-missing",
        (Rule::Interpreter, _) => "programme-problem-interpreter",
        (Rule::RoomClosed, _) => "programme-problem-room-closed",
    };
    let (title, time) = known.cloned().unwrap_or_default();
    let time = names.time(time);
    let has_person = if person.is_empty() { "no" } else { "yes" };
    let (named, needed) = conflict.team.unwrap_or_default();
    FieldProblem::new(key)
        .with("named", named)
        .with("needed", needed)
        .with("has-person", has_person)
        .with("other", title)
        .with("time", time)
        .with("person", person)
        .with("room", room)
}

/// Turns a refusal by the rules into problems with fields, in the words of the
/// viewer. `field` says which field a rule belongs to.
///
/// # Errors
/// The same error with better words, or the engine's.
pub async fn in_words<T>(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    subject: SessionId,
    result: Result<T, Error>,
    field: impl Fn(Rule) -> &'static str,
) -> Result<T, Error> {
    let conflicts = match result {
        Err(Error::Blocked(conflicts)) => conflicts,
        other => return other,
    };
    let names = Names::of_conflicts(db, ctx, edition, &conflicts).await?;
    let mut problems = Problems::new();
    for conflict in &conflicts {
        let of = if conflict.concerns(subject) { subject } else { conflict.session };
        let problem = problem(conflict, of, &names);
        if !problems.of_field(field(conflict.rule)).contains(&problem) {
            problems.add(field(conflict.rule), problem);
        }
    }
    Err(Error::Invalid(problems))
}
