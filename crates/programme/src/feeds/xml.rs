//! schedule.xml: <https://c3voc.de/wiki/schedule>.

use super::{
    Feed,
    names::{clock, colour, number},
};
use crate::view::SessionView;
use congress::Room;
use jiff::civil::Date;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io::Result;

/// Minutes of the grid in which sessions are placed.
const STEP: i32 = 5;

type Xml = Writer<Vec<u8>>;

impl Feed {
    /// The released programme as schedule.xml.
    pub(crate) fn xml(&self) -> Result<Vec<u8>> {
        let mut xml = Writer::new(Vec::with_capacity(4096 + self.view.sessions.len() * 1500));
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.create_element("schedule").write_inner_content(|xml| {
            xml.create_element("generator")
                .with_attribute(("name", "Convoke"))
                .with_attribute(("version", env!("CARGO_PKG_VERSION")))
                .write_empty()?;
            text(xml, "url", &self.url("/schedule.xml"))?;
            text(xml, "version", &self.version())?;
            self.conference(xml)?;
            self.days().into_iter().zip(1..).try_for_each(|(day, index)| self.day(xml, day, index))
        })?;
        Ok(xml.into_inner())
    }

    fn conference(&self, xml: &mut Xml) -> Result<()> {
        let edition = &self.view.edition;
        xml.create_element("conference").write_inner_content(|xml| {
            text(xml, "title", self.say(&edition.name))?;
            text(xml, "acronym", &self.acronym())?;
            text(xml, "start", &edition.first_day.to_string())?;
            text(xml, "end", &edition.last_day.to_string())?;
            text(xml, "days", &self.days().len().to_string())?;
            text(xml, "timeslot_duration", &clock(STEP))?;
            text(xml, "base_url", &self.origin)?;
            text(xml, "url", &self.url(""))?;
            text(xml, "time_zone_name", edition.zone.name())?;
            for track in &self.view.tracks {
                let mut element = xml
                    .create_element("track")
                    .with_attribute(("name", self.say(&track.name)))
                    .with_attribute(("color", colour(track.colour)));
                let slug = track.slug.as_str();
                if slug.len() > 1 && slug.starts_with(|c: char| c.is_ascii_lowercase()) {
                    element = element.with_attribute(("slug", slug));
                }
                element.write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn day(&self, xml: &mut Xml, day: Date, index: usize) -> Result<()> {
        let (start, end) = self.bounds(day);
        xml.create_element("day")
            .with_attribute(("index", index.to_string().as_str()))
            .with_attribute(("date", day.to_string().as_str()))
            .with_attribute(("start", start.as_str()))
            .with_attribute(("end", end.as_str()))
            .write_inner_content(|xml| {
                self.by_room(day).iter().try_for_each(|(room, sessions)| self.room(xml, *room, sessions))
            })?;
        Ok(())
    }

    fn room(&self, xml: &mut Xml, room: Option<&Room>, sessions: &[&SessionView]) -> Result<()> {
        let unknown = self.no_room();
        let name = room.map_or(unknown.as_str(), |room| self.say(&room.name));
        let id = room.map_or_else(|| self.no_room_id(), |room| room.id.0).to_string();
        xml.create_element("room")
            .with_attribute(("name", name))
            .with_attribute(("guid", id.as_str()))
            .write_inner_content(|xml| sessions.iter().try_for_each(|session| self.event(xml, name, session)))?;
        Ok(())
    }

    fn event(&self, xml: &mut Xml, room: &str, session: &SessionView) -> Result<()> {
        xml.create_element("event")
            .with_attribute(("id", number(&session.code).to_string().as_str()))
            .with_attribute(("guid", session.id.to_string().as_str()))
            .with_attribute(("code", session.code.as_str()))
            .write_inner_content(|xml| {
                text(xml, "room", room)?;
                text(xml, "title", self.say(&session.title))?;
                text(xml, "subtitle", "")?;
                text(xml, "type", session.kind.as_str())?;
                text(xml, "date", &self.local(session.starts_at))?;
                text(xml, "start", &session.start_clock)?;
                text(xml, "duration", &clock(session.minutes))?;
                text(xml, "abstract", self.say(&session.summary))?;
                text(xml, "slug", &self.slug(session))?;
                text(xml, "track", self.view.track_of(session).map_or("", |track| self.say(&track.name)))?;
                self.persons(xml, session)?;
                text(xml, "language", session.languages.main().unwrap_or_default())?;
                text(xml, "description", "")?;
                text(xml, "url", &self.url(&session.path()))
            })?;
        Ok(())
    }

    fn persons(&self, xml: &mut Xml, session: &SessionView) -> Result<()> {
        xml.create_element("persons").write_inner_content(|xml| {
            session.people.iter().try_for_each(|person| {
                xml.create_element("person")
                    .with_attribute(("guid", person.id.to_string().as_str()))
                    .write_text_content(BytesText::new(&person.name))
                    .map(|_| ())
            })
        })?;
        Ok(())
    }
}

fn text(xml: &mut Xml, name: &str, words: &str) -> Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(words)).map(|_| ())
}
