//! Records as JSON. `openapi.json` describes each; the tests hold the two
//! against each other.

use super::draft::Places;
use crate::{
    release::Release,
    session::{Languages, PersonInSession, PersonRole, Session, SessionState},
    tables::person_row,
    view::{ProgrammeView, SessionView},
};
use congress::{Edition, Room, Track, Venue};
use db::select;
use directory::PersonCard;
use kernel::{Locale, LocalizedText, PersonId, SessionId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap};
use web::Cx;

/// A text by language, as far as there are words in it.
fn texts(text: &LocalizedText) -> Value {
    let words = |locale: &Locale| Some((locale.tag().to_owned(), Value::from(text.text(*locale))));
    let all = Locale::ALL.iter().filter(|locale| !text.text(**locale).is_empty()).filter_map(words);
    Value::Object(all.collect::<Map<_, _>>())
}

fn codes(languages: &Languages) -> Vec<&str> {
    languages.codes().collect()
}

pub(super) fn edition(cx: &Cx, edition: &Edition) -> Value {
    json!({
        "slug": edition.slug.as_str(),
        "name": texts(&edition.name),
        "theme": texts(&edition.theme),
        "place": texts(&edition.place),
        "description": texts(&edition.description),
        "time_zone": edition.zone.name(),
        "first_day": edition.first_day.to_string(),
        "last_day": edition.last_day.to_string(),
        "illustration": edition.illustration,
        "url": url(cx, edition, ""),
    })
}

/// The page for people.
fn url(cx: &Cx, edition: &Edition, path: &str) -> String {
    format!("{}/{}/{}{path}", cx.app().settings().origin, cx.locale().tag(), edition.slug)
}

pub(super) fn release(release: &Release) -> Value {
    json!({
        "number": release.number,
        "name": release.name,
        "note": release.note,
        "released_at": release.released_at.to_rfc3339(),
        "hash": release.hash,
    })
}

pub(super) fn room(room: &Room, venues: &[Venue]) -> Value {
    json!({
        "slug": room.slug.as_str(),
        "name": texts(&room.name),
        "venue": venues.iter().find(|venue| venue.id == room.venue).map(|venue| venue.slug.as_str()),
        "capacity": room.capacity,
        "kind": room.kind.as_str(),
        "position": room.position,
    })
}

pub(super) fn track(track: &Track) -> Value {
    json!({
        "slug": track.slug.as_str(),
        "name": texts(&track.name),
        "colour": track.colour,
        "position": track.position,
    })
}

/// A released session.
pub(super) fn released(cx: &Cx, view: &ProgrammeView, session: &SessionView) -> Value {
    let code = |id: SessionId| view.session(id).map(|one| one.code.as_str());
    let state = if session.cancelled { SessionState::Cancelled } else { SessionState::Confirmed };
    let people = session.people.iter();
    json!({
        "code": session.code,
        "id": session.id,
        "url": url(cx, &view.edition, &session.path()),
        "state": state.as_str(),
        "kind": session.kind.as_str(),
        "title": texts(&session.title),
        "summary": texts(&session.summary),
        "parent": session.parent.and_then(code),
        "items": session.items.iter().filter_map(|item| code(*item)).collect::<Vec<_>>(),
        "track": view.track_of(session).map(|track| track.slug.as_str()),
        "languages": codes(&session.languages),
        "interpretation": codes(&session.interpretation),
        "visibility": session.visibility.as_str(),
        "starts_at": session.starts_at.to_rfc3339(),
        "ends_at": session.ends_at.to_rfc3339(),
        "minutes": session.minutes,
        "room": session.room.and_then(|id| view.room(id)).map(|room| room.slug.as_str()),
        "city": session.city,
        "capacity": session.capacity,
        "people": people.map(|one| person(&one.slug, &one.name, &one.role_line, one.role)).collect::<Vec<_>>(),
        "revision": null,
    })
}

fn person(slug: &str, name: &str, role_line: &str, role: PersonRole) -> Value {
    json!({ "slug": slug, "name": name, "role_line": role_line, "role": role.as_str() })
}

/// The people of the released programme, each with the sessions they are in.
pub(super) fn people(view: &ProgrammeView) -> Vec<(String, Value)> {
    let mut all: HashMap<&str, (&crate::view::PersonView, Vec<Value>)> = HashMap::new();
    for session in &view.sessions {
        for person in &session.people {
            let entry = all.entry(&person.slug).or_insert_with(|| (person, Vec::new()));
            entry.1.push(json!({ "code": session.code, "role": person.role.as_str() }));
        }
    }
    let value = |(slug, (person, sessions)): (&str, (&crate::view::PersonView, Vec<Value>))| {
        let value = json!({ "slug": slug, "name": person.name, "role_line": person.role_line, "sessions": sessions });
        (slug.to_owned(), value)
    };
    all.into_iter().map(value).collect()
}

/// Sessions of the draft, in their order: a fixed number of queries.
pub(super) async fn of_draft(cx: &Cx, edition: &Edition, sessions: Vec<Session>) -> web::Result<Vec<Value>> {
    let places = Places::load(cx, edition).await?;
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
    let rows = select::<person_row::Entity>(cx.ctx())
        .filter(person_row::Column::Session.is_in(ids))
        .order_by_asc(person_row::Column::Position)
        .all(cx.db().read())
        .await?;
    let known: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
    let known: Vec<PersonId> = known.into_iter().collect();
    let cards = directory::person_cards(cx.db(), cx.ctx(), &known).await?;
    let mut people: HashMap<SessionId, Vec<PersonInSession>> = HashMap::new();
    for row in rows {
        people.entry(row.session).or_default().push(PersonInSession { person: row.person, role: row.role });
    }
    let value = |session: &Session| drafted(cx, edition, session, &places, people.get(&session.id), &cards);
    Ok(sessions.iter().map(value).collect())
}

fn drafted(
    cx: &Cx,
    edition: &Edition,
    session: &Session,
    places: &Places,
    people: Option<&Vec<PersonInSession>>,
    cards: &HashMap<PersonId, PersonCard>,
) -> Value {
    let known = |entry: &PersonInSession| {
        // Nothing stands in the place of who agreed to nothing, as in the release.
        let card = cards.get(&entry.person).filter(|card| !card.is_hidden)?;
        Some(person(card.slug.as_str(), &card.name, &card.role_line, entry.role))
    };
    json!({
        "code": session.code,
        "id": session.id,
        "url": url(cx, edition, &format!("/desk/sessions/{}", session.code)),
        "state": session.state.as_str(),
        "kind": session.kind.as_str(),
        "title": texts(&session.title),
        "summary": texts(&session.summary),
        "parent": session.parent.and_then(|id| places.code(id)),
        "items": places.items(session.id),
        "track": places.track_slug(session.track),
        "languages": codes(&session.languages),
        "interpretation": codes(&session.interpretation),
        "visibility": session.visibility.as_str(),
        "starts_at": session.starts_at.map(kernel::Timestamp::to_rfc3339),
        "ends_at": session.ends_at().map(kernel::Timestamp::to_rfc3339),
        "minutes": session.minutes,
        "room": places.room_slug(session.room),
        "city": session.city,
        "capacity": session.capacity,
        "people": people.into_iter().flatten().filter_map(known).collect::<Vec<_>>(),
        "revision": session.revision,
    })
}
