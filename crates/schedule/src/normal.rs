//! From texts to a schedule: every field made fit to be stored, and every
//! repair told.

use crate::{
    CODE_LENGTH, ImportedEvent, ImportedSchedule, LONGEST_SUMMARY, LONGEST_TITLE, Languages, PersonRole, Refusal,
    Repairs, SessionKind,
    dates::{self, Moment},
    duration,
    gather::{self, Gathered},
    html,
    raw::{RawEvent, RawSchedule},
    words,
};
use jiff::civil::Date;
use kernel::{LocalizedText, Slug, Timestamp, Zone};
use std::collections::{HashMap, HashSet};

/// What a session may take, in minutes.
const MINUTES: std::ops::RangeInclusive<i64> = 5..=1440;
const USUAL_MINUTES: i64 = 45;
const MOST_PEOPLE: usize = 60;
const MOST_DAYS: i64 = 60;
/// Where the clocks show UTC all year.
const UTC: &str = "Atlantic/Reykjavik";

pub(crate) fn normal(
    raw: RawSchedule,
    zone: Option<&Zone>,
    repairs: &mut Repairs,
) -> Result<ImportedSchedule, Refusal> {
    if raw.events.is_empty() {
        return Err(Refusal::NotASchedule("it holds no event".to_owned()));
    }
    let zone = zone_of(&raw, zone, repairs)?;
    let mut all = Gathered::default();
    for room in &raw.rooms {
        all.room("the list of rooms", &room.name, room.capacity, repairs);
    }
    for track in &raw.tracks {
        all.track("the list of tracks", track, repairs);
    }
    let mut events = Vec::with_capacity(raw.events.len());
    let mut keys = HashSet::new();
    let mut codes = HashSet::new();
    for entry in &raw.events {
        let Some(mut event) = event_of(entry, &zone, &mut all, repairs) else { continue };
        if !keys.insert(event.key.clone()) {
            repairs.tell(&entry.at, format!("another event is {} already; this one is left out", event.key));
            continue;
        }
        if !codes.insert(event.code.clone()) {
            event.code.clear();
        }
        events.push(event);
    }
    if events.is_empty() {
        return Err(Refusal::NotASchedule("none of its events has a title".to_owned()));
    }
    find_forums(&mut events, &raw, repairs);
    let (first_day, last_day) = days(&raw, &events, &zone, repairs)?;
    let title = gather::localized(&raw.title, |words| html::line(words, 120).0);
    let title = if title.is_empty() { LocalizedText::of(kernel::Locale::En, "Imported schedule") } else { title };
    let slug = slug_of(&raw.acronym, &title, first_day);
    Ok(ImportedSchedule {
        title,
        slug,
        zone,
        first_day,
        last_day,
        rooms: all.rooms,
        tracks: all.tracks,
        people: all.people,
        events,
    })
}

fn slug_of(acronym: &str, title: &LocalizedText, first_day: Date) -> Slug {
    let wanted = Slug::from_title(acronym).or_else(|| Slug::from_title(title.get(kernel::Locale::En).text));
    let dated = Slug::from_title(&format!("schedule-{first_day}"));
    wanted.or(dated).unwrap_or_else(|| unreachable!("a day is written in ASCII"))
}

fn zone_of(raw: &RawSchedule, chosen: Option<&Zone>, repairs: &mut Repairs) -> Result<Zone, Refusal> {
    if let Some(zone) = chosen {
        return Ok(zone.clone());
    }
    if let Ok(zone) = Zone::parse(&raw.zone) {
        return Ok(zone);
    }
    if !raw.zone.is_empty() {
        let name: String = raw.zone.chars().take(40).collect();
        repairs.tell("the conference", format!("{name} is not a time zone that names a place"));
    }
    let mut seen = Vec::new();
    for event in &raw.events {
        if let Some(Moment::Instant(at, Some(offset))) = dates::moment(&event.date) {
            seen.push((at, offset));
        }
    }
    let zone = dates::guess(&seen).or_else(|| Zone::parse(UTC).ok());
    let zone = zone.ok_or_else(|| Refusal::NotASchedule("it names no time zone; give one with --zone".to_owned()))?;
    let why = if seen.is_empty() { "times without an offset are taken as UTC" } else { "its offsets fit" };
    repairs.tell(
        "the conference",
        format!("no time zone is named; {} is taken ({why}); --zone names another", zone.name()),
    );
    Ok(zone)
}

fn event_of(raw: &RawEvent, zone: &Zone, all: &mut Gathered, repairs: &mut Repairs) -> Option<ImportedEvent> {
    let at = raw.at.as_str();
    let title = gather::localized(&raw.title, |words| html::line(words, LONGEST_TITLE).0);
    if title.is_empty() {
        repairs.tell(at, "an event without a title is left out");
        return None;
    }
    if raw.title.iter().any(|(_, words)| html::line(words, LONGEST_TITLE).1) {
        repairs.tell(at, format!("the title was cut to {LONGEST_TITLE} characters"));
    }
    let starts_at = start(raw, zone, repairs);
    let minutes = length(raw, zone, starts_at, repairs);
    let plain_title = title.get(kernel::Locale::En).text.to_owned();
    let key = match html::line(&raw.key, 200).0 {
        key if key.is_empty() => {
            repairs.tell(at, "the event has no guid; its title and start stand for it");
            let start = starts_at.map(Timestamp::to_rfc3339).unwrap_or_default();
            format!("title:{}@{start}", plain_title.chars().take(150).collect::<String>())
        }
        key => key,
    };
    let mut people: Vec<(usize, PersonRole)> = Vec::new();
    for person in &raw.people {
        if people.len() == MOST_PEOPLE {
            repairs.tell(at, format!("only the first {MOST_PEOPLE} people are kept"));
            break;
        }
        let Some(index) = all.person(at, person, repairs) else { continue };
        let role = words::role(&person.role);
        if !people.contains(&(index, role)) {
            people.push((index, role));
        }
    }
    let code = raw.code.trim().to_ascii_uppercase();
    let is_code = code.len() == CODE_LENGTH && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Some(ImportedEvent {
        key,
        at: raw.at.clone(),
        code: if is_code { code } else { String::new() },
        summary: summary(raw, repairs),
        kind: words::kind(&raw.kind, &plain_title),
        title,
        starts_at,
        minutes,
        room: all.room(at, &raw.room, None, repairs),
        track: all.track(at, &raw.track, repairs),
        languages: languages(raw, repairs),
        people,
        forum: None,
        cancelled: raw.cancelled,
    })
}

fn summary(raw: &RawEvent, repairs: &mut Repairs) -> LocalizedText {
    let parts = [&raw.subtitle, &raw.summary, &raw.description];
    let mut together: Vec<(String, String)> = Vec::new();
    for (tag, words) in parts.into_iter().flatten() {
        let words = html::paragraphs(&html::to_plain(words), LONGEST_SUMMARY * 4).0;
        match together.iter_mut().find(|(have, _)| have == tag) {
            _ if words.is_empty() => {}
            Some((_, have)) if have.contains(&words) => {}
            Some((_, have)) => *have = format!("{have}\n\n{words}"),
            None => together.push((tag.clone(), words)),
        }
    }
    if together.iter().any(|(_, words)| words.chars().count() > LONGEST_SUMMARY) {
        repairs.tell(&raw.at, format!("the text was cut to {LONGEST_SUMMARY} characters"));
    }
    gather::localized(&together, |words| html::paragraphs(words, LONGEST_SUMMARY).0)
}

fn languages(raw: &RawEvent, repairs: &mut Repairs) -> Languages {
    let mut codes = Vec::new();
    for written in
        raw.languages.iter().flat_map(|all| all.split([',', ';', '/'])).filter(|word| !word.trim().is_empty())
    {
        match words::language(written) {
            Some(code) => codes.push(code),
            None => repairs
                .tell(&raw.at, format!("{} is no language that is known; it is left out", html::line(written, 30).0)),
        }
    }
    codes.truncate(10);
    Languages::parse(&codes).unwrap_or_default()
}

fn start(raw: &RawEvent, zone: &Zone, repairs: &mut Repairs) -> Option<Timestamp> {
    let day = |text: &str| match dates::moment(text) {
        Some(Moment::Day(day)) => Some(day),
        Some(Moment::Local(local)) => Some(local.date()),
        Some(Moment::Instant(at, _)) => Some(at.in_zone(zone).date()),
        None => None,
    };
    let clock = dates::clock(&raw.start);
    let on_day = |day: Date, clock| {
        let begins = raw.day_start.get(11..).and_then(dates::clock).or_else(|| dates::clock(&raw.day_start));
        dates::in_zone(dates::on_day(day, begins, clock), zone)
    };
    let found = match (dates::moment(&raw.date), clock) {
        (Some(Moment::Instant(at, _)), _) => return Some(at),
        (Some(Moment::Local(local)), _) => return dates::in_zone(local, zone),
        (Some(Moment::Day(day)), Some(clock)) => return on_day(day, clock),
        (_, Some(clock)) => day(&raw.day).and_then(|day| on_day(day, clock)),
        _ => None,
    };
    let what = match found {
        Some(_) => "the date is missing; the day and the start stand for it",
        None => "it cannot be read when the event begins; it is kept without a time",
    };
    repairs.tell(&raw.at, what);
    found
}

fn length(raw: &RawEvent, zone: &Zone, starts_at: Option<Timestamp>, repairs: &mut Repairs) -> i32 {
    let end = match dates::moment(&raw.end) {
        Some(Moment::Instant(at, _)) => Some(at),
        Some(Moment::Local(local)) => dates::in_zone(local, zone),
        _ => None,
    };
    let by_end = starts_at.zip(end).map(|(start, end)| end.minutes_since(start)).filter(|minutes| *minutes > 0);
    let found = duration::minutes(&raw.duration).filter(|minutes| *minutes > 0).or(by_end);
    let Some(minutes) = found else {
        repairs.tell(&raw.at, format!("the duration is missing or unreadable; {USUAL_MINUTES} minutes are taken"));
        return i32::try_from(USUAL_MINUTES).unwrap_or(i32::MAX);
    };
    let kept = minutes.clamp(*MINUTES.start(), *MINUTES.end());
    if kept != minutes {
        repairs.tell(&raw.at, format!("{minutes} minutes became {kept}"));
    }
    i32::try_from(kept).unwrap_or(1440)
}

/// An item belongs to the forum that goes on around it in the same room.
fn find_forums(events: &mut [ImportedEvent], raw: &RawSchedule, repairs: &mut Repairs) {
    let mut forums: HashMap<Option<usize>, Vec<(Timestamp, Timestamp, usize)>> = HashMap::new();
    for (index, event) in events.iter().enumerate() {
        if let (SessionKind::Forum, Some(start)) = (event.kind, event.starts_at) {
            let end = start.plus_minutes(i64::from(event.minutes));
            forums.entry(event.room).or_default().push((start, end, index));
        }
    }
    let single_kinds = raw.events.iter().any(|event| event.kind == "item");
    for event in events.iter_mut().filter(|event| single_kinds && event.kind == SessionKind::Item) {
        let around = event.starts_at.and_then(|start| {
            let end = start.plus_minutes(i64::from(event.minutes));
            let here = forums.get(&event.room)?;
            here.iter().find(|(from, to, _)| *from <= start && end <= *to).map(|(.., index)| *index)
        });
        event.forum = around;
        if around.is_none() {
            event.kind = SessionKind::Talk;
            repairs.tell(&event.at, "the forum of this item is not in the file; it stands alone");
        }
    }
}

fn days(
    raw: &RawSchedule,
    events: &[ImportedEvent],
    zone: &Zone,
    repairs: &mut Repairs,
) -> Result<(Date, Date), Refusal> {
    let announced = |text: &str| match dates::moment(text) {
        Some(Moment::Day(day)) => Some(day),
        Some(Moment::Local(local)) => Some(local.date()),
        Some(Moment::Instant(at, _)) => Some(at.in_zone(zone).date()),
        None => None,
    };
    let held = || events.iter().filter_map(|event| event.starts_at).map(|at| at.in_zone(zone).date());
    let (first, last) = match (held().min(), held().max()) {
        (Some(first), Some(last)) => (first, last),
        _ => {
            let first = announced(&raw.first);
            let first = first.ok_or_else(|| Refusal::NotASchedule("nothing in it says when".to_owned()))?;
            (first, announced(&raw.last).unwrap_or(first))
        }
    };
    let long =
        |first: Date, last: Date| i64::from(first.until(last).map_or(i32::MAX, |span| span.get_days())) >= MOST_DAYS;
    let wide = (announced(&raw.first).map_or(first, |day| day.min(first)), last);
    let (first, last) = if long(wide.0, wide.1) { (first, last) } else { wide };
    if !long(first, last) {
        return Ok((first, last));
    }
    // One event with a slip in its year must not stretch the congress.
    match (announced(&raw.first), announced(&raw.last)) {
        (Some(from), Some(to)) if from <= to && !long(from, to) => {
            repairs.tell("the conference", "some events are far outside of its days");
            Ok((from, to))
        }
        _ => Err(Refusal::TooLong(first.to_string(), last.to_string())),
    }
}
