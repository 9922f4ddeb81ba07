//! A second congress of the demonstration, which takes place on the day on which
//! one looks at it: what is on now, a room that runs late, a screen at a door.
//!
//! It has a single day, somewhere on earth where it is morning just now, so that
//! whoever starts the demonstration at whatever hour finds a congress under way.

mod lines;

use anyhow::Context;
use congress::{Accent, Edition, EditionDetails, EditionState, RoomDetails, RoomKind, TrackDetails, VenueDetails};
use db::Db;
use directory::{
    Answer, Capture, Channel, PersonDetails, PersonName, Purpose, RecordingStatement, answer_recording,
    seed::{NewPerson, seed_people},
};
use jiff::civil::Date;
use kernel::{
    Ctx, EmailAddress, Locale, LocalizedText, PersonId, Role, RoomId, Slug, SystemEntropy, Timestamp, Viewer,
    Visibility, Zone,
};
use lines::{CONCEALED, LINES};
use onsite::{
    RoomDay,
    cue::{CueDetails, add_cue},
    press::{Press, Verb, press},
};
use programme::{
    Views,
    seed::{NewSession, seed_sessions},
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};
use std::sync::Arc;

/// The hour, in minutes from midnight, at which the congress is best to look at.
const BEST: i32 = 10 * 60 + 50;

/// Places around the earth, about three hours apart: zone, English, Chinese.
const PLACES: [(&str, &str, &str); 8] = [
    ("Asia/Shanghai", "Hangzhou, China", "中国杭州"),
    ("Asia/Tashkent", "Tashkent, Uzbekistan", "乌兹别克斯坦塔什干"),
    ("Europe/Helsinki", "Tampere, Finland", "芬兰坦佩雷"),
    ("Europe/Lisbon", "Porto, Portugal", "葡萄牙波尔图"),
    ("America/Sao_Paulo", "Curitiba, Brazil", "巴西库里蒂巴"),
    ("America/Chicago", "Minneapolis, United States", "美国明尼阿波利斯"),
    ("America/Anchorage", "Anchorage, United States", "美国安克雷奇"),
    ("Pacific/Auckland", "Wellington, New Zealand", "新西兰惠灵顿"),
];

/// Venue, slug, names, seats.
const ROOMS: [(usize, &str, &str, &str, i32); 4] = [
    (0, "main-stage", "Main Stage", "主舞台", 400),
    (0, "river-room", "River Room", "江景厅", 80),
    (0, "studio", "Studio", "工作室", 40),
    (1, "old-mill", "Old Mill", "老磨坊", 60),
];

/// Native name, Latin name.
const PEOPLE: [(&str, &str); 8] = [
    ("沈岚", "Shen Lan"),
    ("Inês Moura", "Inês Moura"),
    ("周一舟", "Zhou Yizhou"),
    ("Aino Salmi", "Aino Salmi"),
    ("Rafael Prado", "Rafael Prado"),
    ("罗素心", "Luo Suxin"),
    ("Dilnoza Karimova", "Dilnoza Karimova"),
    ("Tama Rangi", "Tama Rangi"),
];

/// Slug of the congress of a day.
fn slug_of(day: Date) -> String {
    format!("today-{day}")
}

/// The congress of the day, made when this day has none yet: its slug.
///
/// # Errors
/// Those of the store.
pub async fn keep(db: &Db, ctx: &Ctx, roles: &[(&str, &str, Role)]) -> anyhow::Result<String> {
    let (zone, place) = place_of(ctx.now())?;
    let day = ctx.now().in_zone(&zone).date();
    let slug = slug_of(day);
    if congress::edition_by_slug(db, ctx, &slug).await?.is_some() {
        return Ok(slug);
    }
    let edition = edition(db, ctx, &slug, zone, place, day).await?;
    let rooms = rooms(db, ctx, &edition).await?;
    let people = people(db, ctx, &edition).await?;
    let sessions = sessions(&edition, &rooms, &people)?;
    seed_sessions(db, ctx, edition.id, &sessions).await?;
    let edition = congress::change_state(db, ctx, edition.id, edition.revision, EditionState::Public).await?;
    programme::release::publish(db, ctx, &edition, 0, ("Programme", "")).await?;
    for (address, name, role) in roles {
        let address = EmailAddress::parse(address).map_err(|problem| anyhow::anyhow!(problem.key))?;
        accounts::seed_account(db, ctx, &address, name, None, &[(Some(edition.id), *role)]).await?;
    }
    morning(db, ctx, &edition, day).await?;
    Ok(slug)
}

/// Where it is nearest to the best hour just now.
fn place_of(now: Timestamp) -> anyhow::Result<(Zone, LocalizedText)> {
    let mut nearest: Option<(i32, Zone, LocalizedText)> = None;
    for (name, en, zh) in PLACES {
        let zone = Zone::parse(name).map_err(|problem| anyhow::anyhow!(problem.key))?;
        let clock = now.in_zone(&zone);
        let away = (i32::from(clock.hour()) * 60 + i32::from(clock.minute()) - BEST).abs();
        if nearest.as_ref().is_none_or(|(least, ..)| away < *least) {
            nearest = Some((away, zone, LocalizedText::both(en, zh)));
        }
    }
    let (_, zone, place) = nearest.context("there are places")?;
    Ok((zone, place))
}

async fn edition(
    db: &Db,
    ctx: &Ctx,
    slug: &str,
    zone: Zone,
    place: LocalizedText,
    day: Date,
) -> anyhow::Result<Edition> {
    let details = EditionDetails {
        slug: word(slug)?,
        name: LocalizedText::both("Smart City Day, today", "智慧城市日·今天"),
        theme: LocalizedText::both("A congress that is on just now", "正在进行中的大会"),
        place,
        description: LocalizedText::both(
            "An illustration: an invented congress that takes place on the day on which the demonstration was started, to \
             show what Convoke does on the day itself.",
            "本页为示例：一场虚构的大会，日期就是演示启动的当天，用以展示 Convoke 在活动现场的作用。",
        ),
        zone,
        first_day: day,
        last_day: day,
        host: None,
        accent: Accent::Lake,
        illustration: true,
    };
    Ok(congress::create_edition(db, ctx, &details).await?)
}

fn word(text: &str) -> anyhow::Result<Slug> {
    Slug::parse(text).map_err(|problem| anyhow::anyhow!("{text:?}: {}", problem.key))
}

/// The places, and the one track without which no edition is published.
async fn rooms(db: &Db, ctx: &Ctx, edition: &Edition) -> anyhow::Result<Vec<RoomId>> {
    let mut venues = Vec::new();
    let houses = [("centre", "Congress Centre", "会议中心"), ("mill", "Mill Yard", "磨坊院")];
    for (position, (name, en, zh)) in (0..).zip(houses) {
        let name_of = LocalizedText::both(en, zh);
        let details = VenueDetails { slug: word(name)?, name: name_of, address: LocalizedText::new(), position };
        venues.push(congress::add_venue(db, ctx, edition.id, &details).await?.id);
    }
    let track = TrackDetails {
        slug: word("streets")?,
        name: LocalizedText::both("Streets and water", "街道与水"),
        colour: 1,
        position: 1,
    };
    congress::add_track(db, ctx, edition.id, &track).await?;
    congress::set_walk(db, ctx, edition.id, (venues[0], venues[1]), 12).await?;
    let mut rooms = Vec::new();
    for (position, (venue, name, en, zh, capacity)) in (0..).zip(ROOMS) {
        let details = RoomDetails {
            venue: venues[venue],
            slug: word(name)?,
            name: LocalizedText::both(en, zh),
            capacity,
            kind: RoomKind::Hall,
            position,
            published: true,
        };
        rooms.push(congress::add_room(db, ctx, edition.id, &details).await?.id);
    }
    Ok(rooms)
}

/// People, two of whom do not want to be photographed or recorded.
async fn people(db: &Db, ctx: &Ctx, edition: &Edition) -> anyhow::Result<Vec<PersonId>> {
    let person = |(n, (native, latin)): (usize, (&str, &str))| NewPerson {
        details: PersonDetails {
            name: if native == latin { PersonName::of(latin) } else { PersonName::in_two_scripts(native, latin) },
            phone: Some(format!("+99 555 010 {n:02}")),
            listed: true,
            ..PersonDetails::default()
        },
        editions: vec![edition.id],
        consents: vec![(Purpose::Listing, Visibility::Public)],
        ..NewPerson::default()
    };
    let new: Vec<NewPerson> = PEOPLE.into_iter().enumerate().map(person).collect();
    let ids = seed_people(db, ctx, &new, "Invented for the demonstration").await?;
    let said = |capture, answer| RecordingStatement {
        capture,
        answer,
        channel: Channel::Email,
        basis: "Invented for the demonstration".to_owned(),
    };
    let no_pictures =
        [said(Capture::Photo, Answer::No), said(Capture::Recording, Answer::No), said(Capture::Slides, Answer::Yes)];
    answer_recording(db, ctx, edition.id, ids[3], &no_pictures).await?;
    answer_recording(db, ctx, edition.id, ids[4], &[said(Capture::Slides, Answer::No)]).await?;
    Ok(ids)
}

fn sessions(edition: &Edition, rooms: &[RoomId], people: &[PersonId]) -> anyhow::Result<Vec<NewSession>> {
    let languages = |codes: &[&str]| Languages::parse(codes).map_err(|problem| anyhow::anyhow!(problem.key));
    let (english, chinese, none) = (languages(&["en"])?, languages(&["zh"])?, languages(&[])?);
    let mut all = Vec::new();
    for (n, (start, minutes, room, kind, en, zh, cast, forum)) in LINES.into_iter().enumerate() {
        let is_break = kind == SessionKind::Break;
        let interpreted = cast.iter().any(|(_, role)| *role == PersonRole::Interpreter);
        let details = SessionDetails {
            kind,
            parent: None,
            title: LocalizedText::both(en, zh),
            summary: LocalizedText::new(),
            track: None,
            languages: if is_break { none.clone() } else { english.clone() },
            interpretation: if interpreted { chinese.clone() } else { none.clone() },
            visibility: if n == CONCEALED { Visibility::Concealed } else { Visibility::Public },
            city: None,
            capacity: None,
        };
        let at = edition.first_day.to_datetime(start.parse()?).to_zoned_datetime(edition.zone.rules().clone())?;
        all.push(NewSession {
            code: String::new(),
            details,
            forum,
            state: SessionState::Confirmed,
            starts_at: Some(at.timestamp().into()),
            minutes,
            room: room.map(|room| rooms[room]),
            people: cast.iter().map(|(who, role)| PersonInSession { person: people[*who], role: *role }).collect(),
        });
    }
    Ok(all)
}

/// What the crew has said until now: sessions began and ended, one room runs
/// late, one is full.
async fn morning(db: &Db, ctx: &Ctx, edition: &Edition, day: Date) -> anyhow::Result<()> {
    let views = Views::with_live(Arc::new(onsite::Days));
    for (_, room, ..) in ROOMS {
        let line = said_until(db, ctx, &views, edition, room, day).await?;
        for (code, at, what) in line {
            let then = Ctx::new(Viewer::system(), Locale::En, at, Arc::new(SystemEntropy));
            let today =
                RoomDay::load_for(db, &then, &views, edition.slug.as_str(), room, Some(&day.to_string())).await?;
            let Some(session) = today.view.session_at(&code) else { continue };
            let revision = today.records.get(&session.id).map_or(0, |record| record.revision);
            press(db, &then, &today, session.id, revision, what).await?;
        }
    }
    let stage = RoomDay::load_for(db, ctx, &views, edition.slug.as_str(), "main-stage", Some(&day.to_string())).await?;
    for (minute, who, what) in
        [(-10, "Sound", "Walk-in music, microphones 1 and 2 checked"), (-1, "Light", "House to half")]
    {
        let Some(forum) = stage.sessions().find(|session| session.kind == SessionKind::Forum) else { continue };
        let cue = CueDetails { minute, who: who.to_owned(), what: what.to_owned() };
        add_cue(db, ctx, edition.id, forum.id, &cue).await?;
    }
    Ok(())
}

/// Presses about a room's sessions, by code, with the moment of each.
async fn said_until(
    db: &Db,
    ctx: &Ctx,
    views: &Views,
    edition: &Edition,
    room: &str,
    day: Date,
) -> anyhow::Result<Vec<(String, Timestamp, Press)>> {
    let now = ctx.now();
    let today = RoomDay::load_for(db, ctx, views, edition.slug.as_str(), room, Some(&day.to_string())).await?;
    let mut said = Vec::new();
    let mut next = None;
    for session in today.sessions().filter(|session| session.visibility == Visibility::Public) {
        if session.starts_at > now {
            next = next.or(Some(session.code.clone()));
            continue;
        }
        said.push((session.code.clone(), session.starts_at.plus_minutes(2).min(now), Press::of(Verb::Started)));
        if session.ends_at <= now {
            said.push((session.code.clone(), session.ends_at, Press::of(Verb::Ended)));
        }
    }
    let Some(next) = next else { return Ok(said) };
    match room {
        "river-room" => said.push((next, now, Press::late(15))),
        "studio" => said.push((next, now, Press::of(Verb::Full))),
        _ => {}
    }
    Ok(said)
}
