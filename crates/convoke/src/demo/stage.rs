//! The published frame of the model case: its dates, its tracks, its figures,
//! each with its source; and rooms, which are invented.

use super::activities::{CONGRESS_CENTRE, ROOMS, TRACKS, VENUES};
use congress::{
    Accent, Edition, EditionDetails, EditionState, FactDetails, RoomDetails, RoomKind, TrackDetails, VenueDetails,
};
use db::Db;
use jiff::civil::{Date, date};
use kernel::{Ctx, LocalizedText, RoomId, Slug, TrackId, VenueId, Zone};

/// First segment of the demonstration's pages.
pub const SLUG: &str = "hangzhou-2024";

const RELEASE: (&str, &str) = ("Media OutReach release, The Laotian Times", "https://laotiantimes.com/2024/09/30/");
const AWARDS: (&str, &str) = ("Award report in Chinese (mirror copy), 26 September 2024", "https://atoomu.net/heart/");

/// Name and address of a source.
type Source = (&'static str, &'static str);
/// Slug, value, label in English and Chinese, source.
type Figure = (&'static str, &'static str, &'static str, &'static str, Source);

const FACTS: &[Figure] = &[
    ("city-delegations", "70+", "city delegations", "个城市代表团", RELEASE),
    ("organisations", "150+", "international organisations", "家国际机构", RELEASE),
    ("countries-regions", "18", "countries and regions", "个国家和地区", RELEASE),
    ("leaders", "~200", "smart-city leaders", "位智慧城市领军人物", RELEASE),
    ("public-activities", "40+", "public activities", "场公开活动", RELEASE),
    ("closed-door-meetings", "~40", "closed-door meetings of governments and enterprises", "场政企闭门会谈", RELEASE),
    ("exhibitors", "100+", "exhibiting companies in five tracks", "家企业参展，分五大板块", RELEASE),
    ("china-proposals", "166", "proposals for the China Smart City Awards", "份中国智慧城市大奖申报方案", AWARDS),
    ("china-cases", "441", "case studies linked to them", "个相关案例", AWARDS),
    ("china-cities", "45", "cities that sent them", "个参评城市", AWARDS),
    (
        "region-proposals",
        "149",
        "proposals for the Region* awards (another report counts 89 + 50; not reconciled)",
        "份区域*大奖申报方案（另有报道称 89 + 50，两者不一致，尚未核实）",
        RELEASE,
    ),
];

/// The frame in which everything else is placed.
pub struct Stage {
    /// The edition, public.
    pub edition: Edition,
    /// Rooms, in the order of [`ROOMS`].
    pub rooms: Vec<RoomId>,
    /// Seminar rooms of the larger profiles.
    pub further_rooms: Vec<RoomId>,
    /// Tracks, in the order of [`TRACKS`].
    pub tracks: Vec<TrackId>,
}

fn slug(text: &str) -> anyhow::Result<Slug> {
    Slug::parse(text).map_err(|problem| anyhow::anyhow!("{text:?}: {}", problem.key))
}

/// First day of the model case.
pub const FIRST_DAY: Date = date(2024, 9, 25);

/// Builds the frame.
///
/// # Errors
/// Those of the store.
pub async fn build(db: &Db, ctx: &Ctx, further_rooms: usize) -> anyhow::Result<Stage> {
    let zone = Zone::parse("Asia/Shanghai").map_err(|problem| anyhow::anyhow!(problem.key))?;
    let details = EditionDetails {
        slug: slug(SLUG)?,
        name: LocalizedText::both("Smart City Congress, Hangzhou Stage 2024", "智慧城市大会 2024 杭州站"),
        theme: LocalizedText::both("Converge! Blooming Our Business in Transition", "融合绽放，转型共荣"),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::both(
            "An illustration. Dates, theme, tracks and figures are those published about the Hangzhou stage of September \
             2024; the people, organisations, delegations and sessions around them are invented, to show how Convoke runs \
             a congress of this size.",
            "本页为示例。日期、主题、板块与数据取自 2024 年 9 月杭州站的公开报道；其中的人物、机构、代表团与场次均为虚构，用以展示如何用 Convoke 办好这种规模的大会。",
        ),
        zone,
        first_day: FIRST_DAY,
        last_day: date(2024, 9, 29),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    };
    let edition = congress::create_edition(db, ctx, &details).await?;
    let tracks = tracks(db, ctx, &edition).await?;
    let (rooms, further_rooms) = rooms(db, ctx, &edition, further_rooms).await?;
    for (position, (name, value, en, zh, source)) in (0..).zip(FACTS) {
        let details = FactDetails {
            slug: slug(name)?,
            label: LocalizedText::both(*en, *zh),
            value: (*value).to_owned(),
            source_name: source.0.to_owned(),
            source_url: source.1.to_owned(),
            as_of: date(2024, 9, 30),
            position,
        };
        congress::add_fact(db, ctx, edition.id, &details).await?;
    }
    let edition = congress::change_state(db, ctx, edition.id, edition.revision, EditionState::Public).await?;
    Ok(Stage { edition, rooms, further_rooms, tracks })
}

async fn tracks(db: &Db, ctx: &Ctx, edition: &Edition) -> anyhow::Result<Vec<TrackId>> {
    let mut ids = Vec::new();
    for (position, (name, en, zh)) in (0..).zip(TRACKS) {
        let details =
            TrackDetails { slug: slug(name)?, name: LocalizedText::both(en, zh), colour: position + 1, position };
        ids.push(congress::add_track(db, ctx, edition.id, &details).await?.id);
    }
    Ok(ids)
}

async fn rooms(db: &Db, ctx: &Ctx, edition: &Edition, further: usize) -> anyhow::Result<(Vec<RoomId>, Vec<RoomId>)> {
    let mut venues = Vec::new();
    for (position, (name, en, zh)) in (0..).zip(VENUES) {
        let details = VenueDetails {
            slug: slug(name)?,
            name: LocalizedText::both(en, zh),
            address: LocalizedText::new(),
            position,
        };
        venues.push(congress::add_venue(db, ctx, edition.id, &details).await?.id);
    }
    let mut ids = Vec::new();
    for (position, (venue, name, en, zh, capacity)) in (0..).zip(ROOMS) {
        let details = room(venues[venue], name, (en, zh), capacity, position)?;
        ids.push(congress::add_room(db, ctx, edition.id, &details).await?.id);
    }
    let mut more = Vec::new();
    for n in 1..=further {
        let name = (format!("Seminar Room {n}"), format!("{n}号研讨室"));
        let position = i32::try_from(ROOMS.len() + n)?;
        let details = room(venues[CONGRESS_CENTRE], &format!("seminar-{n}"), (&name.0, &name.1), 80, position)?;
        more.push(congress::add_room(db, ctx, edition.id, &details).await?.id);
    }
    Ok((ids, more))
}

fn room(venue: VenueId, name: &str, words: (&str, &str), capacity: i32, position: i32) -> anyhow::Result<RoomDetails> {
    Ok(RoomDetails {
        venue,
        slug: slug(name)?,
        name: LocalizedText::both(words.0, words.1),
        capacity,
        kind: RoomKind::Hall,
        position,
        published: true,
    })
}
