//! Building a view: a fixed number of queries, however large the programme.

use super::{PersonView, ProgrammeView, SessionView, contents::Contents};
use crate::{
    live::LiveSource,
    opinion::{Asked, asked},
    release::{Released, Standing, latest},
    session::code,
    sign_up::{Offer, TermsDetails, all_terms},
};
use congress::{Edition, Room};
use db::Db;
use directory::{
    PersonCard,
    city::{CityId, catalogue},
};
use kernel::{Ctx, Locale, PersonId, RoomId, SessionId, Viewer};
use sea_orm::DbErr;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The programme of `edition` as the viewer of `ctx` may read it.
///
/// # Errors
/// The engine's.
pub(super) async fn build(
    contents: &Contents,
    live: Option<&dyn LiveSource>,
    db: &Db,
    ctx: &Ctx,
    edition: Edition,
) -> Result<ProgrammeView, DbErr> {
    let release = latest(db.read(), ctx, edition.id).await?;
    let (release, contents) = match release {
        // What was taken back before anything else stood: nothing is announced.
        Some(release) if contents.is_empty(db, ctx, release.id).await? => (None, Vec::new()),
        Some(release) => {
            let known = contents.released(db, ctx, release.id).await?;
            (Some(release), known)
        }
        None => (None, Vec::new()),
    };
    let rooms = congress::rooms(db, ctx, edition.id).await?;
    let tracks = congress::tracks(db, ctx, edition.id).await?;
    let people: BTreeSet<PersonId> = contents.iter().flat_map(|r| &r.content.people).map(|p| p.person).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    let cards = directory::person_cards(db, ctx, &people).await?;
    let cities: BTreeSet<CityId> = contents.iter().filter_map(|r| r.content.city).collect();
    let terms = all_terms(db.read(), ctx, edition.id).await?;
    // How many a hidden room holds is no secret where it is offered as places.
    let everywhere = match terms.is_empty() {
        true => Vec::new(),
        false => congress::rooms(db, &ctx.seen_by(Viewer::system()), edition.id).await?,
    };
    let asked = asked(db.read(), ctx, edition.id).await?;
    let names = Names {
        edition: &edition,
        asked: &asked,
        terms: &terms,
        seats: everywhere.iter().map(|room| (room.id, room.capacity)).collect(),
        locale: ctx.locale(),
        rooms: &rooms,
        cards: &cards,
        cities: city_names(&cities, ctx.locale()),
    };
    let mut sessions: Vec<SessionView> = contents.into_iter().map(|one| names.session(one)).collect();
    if let Some(live) = live.filter(|_| !sessions.is_empty()) {
        let planned = sessions.iter().map(|session| (session.id, session.starts_at)).collect();
        let mut states = live.states(db, ctx, &edition, &planned).await?;
        sessions.iter_mut().for_each(|session| session.live = states.remove(&session.id));
    }
    sort(&mut sessions, &rooms);
    link(&mut sessions);
    let used: HashSet<RoomId> = sessions.iter().filter_map(|session| session.room).collect();
    Ok(ProgrammeView {
        by_code: sessions.iter().zip(0..).map(|(session, at)| (session.code.clone(), at)).collect(),
        by_id: sessions.iter().zip(0..).map(|(session, at)| (session.id, at)).collect(),
        locale: ctx.locale(),
        rooms: rooms.into_iter().filter(|room| used.contains(&room.id)).collect(),
        edition,
        release,
        sessions,
        tracks,
        is_live: live.is_some(),
    })
}

fn city_names(cities: &BTreeSet<CityId>, locale: Locale) -> HashMap<CityId, String> {
    cities.iter().filter_map(|id| Some((*id, city_name(*id, locale)?))).collect()
}

/// The catalogue ships with the binary: no query.
fn city_name(id: CityId, locale: Locale) -> Option<String> {
    catalogue().get(id).map(|city| city.name(locale).text.to_owned())
}

struct Names<'n> {
    asked: &'n Asked,
    edition: &'n Edition,
    locale: Locale,
    rooms: &'n [Room],
    cards: &'n HashMap<PersonId, PersonCard>,
    cities: HashMap<CityId, String>,
    terms: &'n HashMap<SessionId, TermsDetails>,
    seats: HashMap<RoomId, i32>,
}

impl Names<'_> {
    fn offer(&self, one: &Released) -> Option<Offer> {
        let terms = self.terms.get(&one.session).filter(|terms| terms.offered)?;
        let content = &one.content;
        let seats = content.capacity.or(content.room.and_then(|room| self.seats.get(&room).copied()));
        Some(Offer {
            places: terms.places.or(seats),
            opens_at: terms.opens_at,
            closes_at: terms.closes_at.unwrap_or(content.starts_at),
            waits: terms.waits,
        })
    }

    fn session(&self, one: Released) -> SessionView {
        let offer = self.offer(&one);
        let content = one.content;
        let starts_at = content.starts_at;
        let ends_at = starts_at.plus_minutes(i64::from(content.minutes));
        let (start, end) = (starts_at.in_zone(&self.edition.zone), ends_at.in_zone(&self.edition.zone));
        let room = content.room.and_then(|id| self.rooms.iter().find(|room| room.id == id));
        let person = |entry: &crate::session::PersonInSession| {
            let card = self.cards.get(&entry.person).filter(|card| !card.is_hidden)?;
            Some(PersonView {
                id: entry.person,
                slug: card.slug.to_string(),
                name: card.name.clone(),
                role_line: card.role_line.clone(),
                role: entry.role,
            })
        };
        SessionView {
            id: one.session,
            segment: code::path_segment(&content.code, &content.title),
            code: content.code,
            kind: content.kind,
            title: content.title,
            summary: content.summary,
            track: content.track,
            languages: content.languages,
            interpretation: content.interpretation,
            visibility: one.visibility,
            cancelled: content.standing == Standing::Cancelled,
            starts_at,
            ends_at,
            minutes: content.minutes,
            day: start.date(),
            start_minute: i32::from(start.hour()) * 60 + i32::from(start.minute()),
            start_clock: start.strftime("%H:%M").to_string(),
            end_clock: end.strftime("%H:%M").to_string(),
            room: room.map(|room| room.id),
            room_name: room.map(|room| room.name.get(self.locale).text.to_owned()).unwrap_or_default(),
            city: content.city,
            city_name: content.city.and_then(|city| self.cities.get(&city).cloned()).unwrap_or_default(),
            capacity: content.capacity,
            offer,
            people: content.people.iter().filter_map(person).collect(),
            parent: content.parent,
            items: Vec::new(),
            sequence: one.sequence,
            live: None,
            asks_opinion: self.asked.about(one.session),
        }
    }
}

fn sort(sessions: &mut [SessionView], rooms: &[Room]) {
    let place: HashMap<RoomId, usize> = rooms.iter().zip(0..).map(|(room, at)| (room.id, at)).collect();
    let place = |session: &SessionView| session.room.and_then(|room| place.get(&room).copied()).unwrap_or(usize::MAX);
    sessions.sort_by(|a, b| {
        // A forum stands before the item that begins with it.
        let key = |s: &SessionView| (s.starts_at, place(s), s.parent.is_some());
        key(a).cmp(&key(b)).then_with(|| a.code.cmp(&b.code))
    });
}

/// Ties forums and items together, as far as both are known to the viewer.
fn link(sessions: &mut [SessionView]) {
    let mut items: HashMap<SessionId, Vec<SessionId>> = HashMap::new();
    let known: HashSet<SessionId> = sessions.iter().map(|session| session.id).collect();
    for session in sessions.iter_mut() {
        session.parent = session.parent.filter(|forum| known.contains(forum));
        if let Some(forum) = session.parent {
            items.entry(forum).or_default().push(session.id);
        }
    }
    for session in sessions {
        session.items = items.remove(&session.id).unwrap_or_default();
    }
}
