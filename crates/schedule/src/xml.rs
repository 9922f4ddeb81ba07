//! schedule.xml of frab, pretalx, c3voc and Convoke, event by event.

use crate::{
    Refusal, Repairs,
    node::{DEEPEST, Node, Source},
    raw::{RawEvent, RawPerson, RawRoom, RawSchedule, plain},
};
use quick_xml::events::Event;

/// More events than any conference has.
pub(crate) const MOST_EVENTS: usize = 20_000;
/// People of one event that are read, and mentions of rooms: more than are kept.
const MOST_PERSONS: usize = 100;
const MOST_ROOMS: usize = 20_000;

/// Reads a whole file.
pub(crate) fn read(text: &str, repairs: &mut Repairs) -> Result<RawSchedule, Refusal> {
    let mut source = Source::of(text);
    let mut schedule = RawSchedule::default();
    let (mut day, mut room) = (Node::default(), Node::default());
    let mut open: Vec<String> = Vec::new();
    let mut seen = false;
    loop {
        let event = source.next()?;
        let line = source.line();
        match event {
            Event::Start(start) | Event::Empty(start)
                if open.is_empty() && start.local_name().as_ref() != "schedule" =>
            {
                let name: String = start.local_name().as_ref().chars().take(40).collect();
                return Err(Refusal::NotASchedule(format!("it begins with <{name}>, not with <schedule>")));
            }
            Event::Start(start) => match start.local_name().as_ref() {
                "event" => {
                    let node = source.element(&start, repairs)?;
                    if schedule.events.len() >= MOST_EVENTS {
                        return Err(Refusal::TooMany("events", MOST_EVENTS));
                    }
                    schedule.events.push(event_of(&node, line, &day, &room));
                }
                "conference" => {
                    let node = source.element(&start, repairs)?;
                    conference(&node, &mut schedule);
                }
                name => {
                    seen = true;
                    if open.len() >= DEEPEST {
                        return Err(Refusal::TooDeep(format!("line {line}")));
                    }
                    match name {
                        "day" => day = Node::of(&start),
                        "room" => {
                            room = Node::of(&start);
                            let name = room.attribute("name").to_owned();
                            mention(&mut schedule, name);
                        }
                        _ => {}
                    }
                    open.push(name.to_owned());
                }
            },
            Event::Empty(start) if start.local_name().as_ref() == "room" => {
                mention(&mut schedule, Node::of(&start).attribute("name").to_owned());
            }
            Event::End(_) => match open.pop().as_deref() {
                Some("day") => day = Node::default(),
                Some("room") => room = Node::default(),
                _ => {}
            },
            Event::Eof if !open.is_empty() => {
                return Err(Refusal::Broken(format!("line {line}: the file ends inside of <{}>", open[0])));
            }
            Event::Eof if !seen => return Err(Refusal::NotASchedule("it holds no element".to_owned())),
            Event::Eof => return Ok(schedule),
            _ => {}
        }
    }
}

/// A room is mentioned anew on each day.
fn mention(schedule: &mut RawSchedule, name: String) {
    if schedule.rooms.len() < MOST_ROOMS {
        schedule.rooms.push(RawRoom { name, capacity: None });
    }
}

fn conference(node: &Node, schedule: &mut RawSchedule) {
    schedule.title = plain(node.text("title"));
    schedule.acronym = node.text("acronym").to_owned();
    schedule.zone = node.text("time_zone_name").to_owned();
    schedule.first = node.text("start").to_owned();
    schedule.last = node.text("end").to_owned();
    let tracks = node.children.iter().filter(|child| child.name == "track");
    schedule.tracks.extend(tracks.map(|track| track.attribute("name").to_owned()));
}

fn event_of(node: &Node, line: usize, day: &Node, room: &Node) -> RawEvent {
    let first = |names: [&str; 3]| {
        let found = names.into_iter().map(|name| (name, node.attribute(name), node.text(name)));
        let found = found.map(|(name, a, t)| (name, if a.is_empty() { t } else { a }));
        let found = found.filter(|(_, value)| !value.is_empty());
        found.map(|(name, value)| if name == "guid" { value.to_owned() } else { format!("{name}:{value}") }).next()
    };
    let text = |name: &str| node.text(name).to_owned();
    let inside = text("room");
    RawEvent {
        at: format!("line {line}"),
        key: first(["guid", "code", "id"]).unwrap_or_default(),
        code: node.attribute("code").to_owned(),
        title: plain(text("title")),
        subtitle: plain(text("subtitle")),
        kind: text("type"),
        date: text("date"),
        day: day.attribute("date").to_owned(),
        day_start: day.attribute("start").to_owned(),
        start: text("start"),
        end: text("end"),
        duration: text("duration"),
        room: if inside.is_empty() { room.attribute("name").to_owned() } else { inside },
        track: text("track"),
        languages: vec![text("language")],
        summary: plain(text("abstract")),
        description: plain(text("description")),
        people: people(node),
        cancelled: text("status").eq_ignore_ascii_case("canceled") || text("status").eq_ignore_ascii_case("cancelled"),
    }
}

fn people(event: &Node) -> Vec<RawPerson> {
    let lists = event.children.iter().filter(|child| child.name == "persons");
    let all = lists.flat_map(|list| &list.children).filter(|child| child.name == "person");
    let person = |node: &Node| {
        let key = ["guid", "id", "code"].into_iter().map(|name| (name, node.attribute(name)));
        let key = key.filter(|(_, value)| !value.is_empty()).map(|(name, value)| person_key(name, value)).next();
        let own = node.text.trim();
        let name = [own, node.attribute("name"), node.text("name")].into_iter().find(|name| !name.is_empty());
        RawPerson {
            key: key.unwrap_or_default(),
            name: name.unwrap_or_default().to_owned(),
            biography: plain(node.text("biography")),
            role: node.attribute("role").to_owned(),
        }
    };
    all.take(MOST_PERSONS).map(person).collect()
}

/// By which a person is known again.
pub(crate) fn person_key(name: &str, value: &str) -> String {
    if name == "guid" { value.to_owned() } else { format!("{name}:{value}") }
}
