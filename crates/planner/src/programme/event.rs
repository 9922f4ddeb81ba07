//! The programme of a congress as Convoke describes it: sessions for rooms and slots.
//!
//! This is the product's own problem, richer than the benchmark's sheet where organisers
//! need it: rooms have seats, people have hours, ministers have windows, interpreters are
//! few, and a programme that is printed already should change as little as it can.

use crate::{
    Flaw,
    locate::{Step, flaw_at, flaw_of},
};
use serde::{Deserialize, Serialize};

/// So many sessions, rooms and slots at most; the table of audiences grows with the square
/// of the sessions.
pub const MOST_SESSIONS: usize = 6_000;
/// Rooms times slots at most.
pub const MOST_PLACES: usize = 1 << 20;
/// Sessions times rooms times slots at most.
pub const MOST_CHOICES: usize = 20_000_000;
/// Nobody expects more in one session.
pub const MOST_AUDIENCE: u32 = 10_000_000;
/// So many pairs of sessions of one person are compared at most.
const MOST_PAIRS: u64 = 2_000_000_000;
/// No weight may be larger.
pub const MOST_WEIGHT: u32 = 1_000_000;

/// What the JSON says. Indices count from 0, times are minutes since one beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What the congress is called.
    #[serde(default)]
    pub name: String,
    /// In the order of time.
    pub slots: Vec<Slot>,
    /// Where sessions can be.
    pub rooms: Vec<Room>,
    /// Minutes on foot from hall to hall; rooms of one hall are together. Without it nobody
    /// walks.
    #[serde(default)]
    pub walking: Vec<Vec<u32>>,
    /// Tracks, by name.
    #[serde(default)]
    pub tracks: Vec<String>,
    /// Who stands on a stage: speakers, chairs, ministers.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Languages that sessions are interpreted into.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// What is planned.
    pub sessions: Vec<Session>,
    /// Per visitor: the sessions they marked.
    #[serde(default)]
    pub favourites: Vec<Vec<usize>>,
    /// Two sessions and how many want both; added to what the favourites say.
    #[serde(default)]
    pub overlaps: Vec<(usize, usize, u32)>,
    /// What counts how much.
    #[serde(default)]
    pub weights: EventWeights,
}

/// A time in which sessions are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Sessions do not go on overnight.
    pub day: u32,
    /// Minutes.
    pub start: u32,
    /// Minutes, behind the last.
    pub end: u32,
}

/// Where sessions can be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// How many can sit.
    pub seats: u32,
    /// Row of the walking minutes.
    #[serde(default)]
    pub hall: usize,
    /// Slots in which nothing can be here.
    #[serde(default)]
    pub closed: Vec<usize>,
}

/// Who stands on a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What they are called.
    #[serde(default)]
    pub name: String,
    /// Slots in which they are not there.
    #[serde(default)]
    pub unavailable: Vec<usize>,
}

/// A language that sessions are interpreted into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Teams per slot.
    pub teams: Vec<u32>,
}

/// A slot and a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The first slot.
    pub slot: usize,
    /// The room.
    pub room: usize,
}

fn one() -> u32 {
    1
}

/// What is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Slots, one after the other on one day.
    #[serde(default = "one")]
    pub length: u32,
    /// Its track.
    #[serde(default)]
    pub track: Option<usize>,
    /// Who is on the stage; in one session at a time.
    #[serde(default)]
    pub people: Vec<usize>,
    /// How many are expected.
    #[serde(default)]
    pub audience: u32,
    /// What it is interpreted into: a team of each for its whole time.
    #[serde(default)]
    pub languages: Vec<usize>,
    /// The slots it may begin in; any, unless said.
    #[serde(default)]
    pub slots: Option<Vec<usize>>,
    /// The rooms it may be in; any, unless said.
    #[serde(default)]
    pub rooms: Option<Vec<usize>>,
    /// Where it has to be.
    #[serde(default)]
    pub pinned: Option<Place>,
    /// Where the programme has it now.
    #[serde(default)]
    pub now: Option<Place>,
}

/// What counts how much, of what does not have to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventWeights {
    /// Somebody without a seat.
    pub seats: u32,
    /// Somebody who wants two sessions that are at once; per slot.
    pub overlap: u32,
    /// Somebody on a stage who is late from one session to the next.
    pub late_speakers: u32,
    /// Somebody who wants two sessions and is late from one to the next.
    pub late_audience: u32,
    /// Two sessions of a track at once; per slot.
    pub parallel: u32,
    /// A further room of a track.
    pub track_rooms: u32,
    /// A session whose time is not what it is now.
    pub moved_time: u32,
    /// A session whose room is not what it is now.
    pub moved_room: u32,
}

impl Default for EventWeights {
    fn default() -> Self {
        Self {
            seats: 1,
            overlap: 1,
            late_speakers: 200,
            late_audience: 1,
            parallel: 100,
            track_rooms: 20,
            moved_time: 100,
            moved_room: 20,
        }
    }
}

impl Event {
    /// Reads an event.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let event: Self = serde_json::from_str(text).map_err(|error| flaw_of(text, &error))?;
        event.validate().map_err(|(path, message)| flaw_at(text, &path, message))?;
        Ok(event)
    }

    /// Whether the numbers agree with each other; an event that was not read from JSON has
    /// to be asked.
    ///
    /// # Errors
    /// What does not agree.
    pub fn is_sound(&self) -> Result<(), String> {
        self.validate().map_err(|(_, message)| message)
    }

    fn validate(&self) -> Result<(), (Vec<Step<'static>>, String)> {
        use Step::{Index, Key};
        let (slots, rooms, sessions) = (self.slots.len(), self.rooms.len(), self.sessions.len());
        let wrong = |path: &[Step<'static>], message: String| Err((path.to_vec(), message));
        if sessions > MOST_SESSIONS {
            return wrong(&[Key("sessions")], format!("more than {MOST_SESSIONS} sessions"));
        }
        if slots.saturating_mul(rooms) > MOST_PLACES || slots.saturating_mul(self.walking.len().pow(2)) > MOST_PLACES {
            return wrong(&[Key("slots")], format!("more than {MOST_PLACES} places"));
        }
        if slots.saturating_mul(rooms).saturating_mul(sessions) > MOST_CHOICES {
            return wrong(&[Key("sessions")], format!("more than {MOST_CHOICES} places for all sessions"));
        }
        for (k, slot) in self.slots.iter().enumerate() {
            if slot.end <= slot.start || (k > 0 && slot.start < self.slots[k - 1].end) {
                return wrong(&[Key("slots"), Index(k)], "slots follow each other in time".to_owned());
            }
        }
        let halls = self.walking.len();
        for (h, row) in self.walking.iter().enumerate() {
            if row.len() != halls {
                return wrong(&[Key("walking"), Index(h)], format!("{} minutes for {halls} halls", row.len()));
            }
        }
        let known = |path: &[Step<'static>], list: &[usize], count: usize, what: &str| match list
            .iter()
            .position(|&index| index >= count)
        {
            Some(at) => {
                let path = path.iter().copied().chain([Index(at)]).collect::<Vec<_>>();
                Err((path, format!("there is no {what} {}, only {count} from 0", list[at])))
            }
            None => Ok(()),
        };
        for (r, room) in self.rooms.iter().enumerate() {
            known(&[Key("rooms"), Index(r), Key("closed")], &room.closed, slots, "slot")?;
            if halls > 0 && room.hall >= halls {
                return wrong(&[Key("rooms"), Index(r), Key("hall")], format!("there is no hall {}", room.hall));
            }
        }
        for (p, person) in self.people.iter().enumerate() {
            known(&[Key("people"), Index(p), Key("unavailable")], &person.unavailable, slots, "slot")?;
        }
        for (l, language) in self.languages.iter().enumerate() {
            if language.teams.len() != slots {
                let path = [Key("languages"), Index(l), Key("teams")];
                return wrong(&path, format!("{} numbers for {slots} slots", language.teams.len()));
            }
        }
        for (i, session) in self.sessions.iter().enumerate() {
            let at = |key| [Key("sessions"), Index(i), Key(key)];
            if session.length == 0 || session.length as usize > MOST_PLACES {
                return wrong(&at("length"), "a session takes at least one slot".to_owned());
            }
            if session.audience > MOST_AUDIENCE {
                return wrong(&at("audience"), format!("more than {MOST_AUDIENCE} people"));
            }
            if session.track.is_some_and(|track| track >= self.tracks.len()) {
                return wrong(&at("track"), format!("there are {} tracks", self.tracks.len()));
            }
            known(&at("people"), &session.people, self.people.len(), "person")?;
            known(&at("languages"), &session.languages, self.languages.len(), "language")?;
            known(&at("slots"), session.slots.as_deref().unwrap_or_default(), slots, "slot")?;
            known(&at("rooms"), session.rooms.as_deref().unwrap_or_default(), rooms, "room")?;
            for (key, place) in [("pinned", session.pinned), ("now", session.now)] {
                if place.is_some_and(|place| place.slot >= slots || place.room >= rooms) {
                    return wrong(&at(key), "there is no such place".to_owned());
                }
            }
        }
        for (v, list) in self.favourites.iter().enumerate() {
            known(&[Key("favourites"), Index(v)], list, sessions, "session")?;
        }
        for (k, &(i, j, count)) in self.overlaps.iter().enumerate() {
            if i >= sessions || j >= sessions || i == j || count as usize > 100_000_000 {
                return wrong(&[Key("overlaps"), Index(k)], "two sessions and how many want both".to_owned());
            }
        }
        let on_stage = self.sessions.iter().map(|session| session.people.len() as u64);
        let mut of_person = vec![0_u64; self.people.len()];
        for &person in self.sessions.iter().flat_map(|session| &session.people) {
            of_person[person] += 1;
        }
        if on_stage.sum::<u64>() > MOST_PAIRS
            || of_person.iter().map(|count| count * count).sum::<u64>() > MOST_PAIRS / 20
        {
            return wrong(&[Key("sessions")], "too many people in too many sessions to compare".to_owned());
        }
        if self.favourites.iter().map(|list| (list.len() as u64).pow(2)).sum::<u64>() > MOST_PAIRS {
            return wrong(&[Key("favourites")], "too many favourites of too many people to compare".to_owned());
        }
        let w = &self.weights;
        let all = [
            ("seats", w.seats),
            ("overlap", w.overlap),
            ("late_speakers", w.late_speakers),
            ("late_audience", w.late_audience),
            ("parallel", w.parallel),
            ("track_rooms", w.track_rooms),
            ("moved_time", w.moved_time),
            ("moved_room", w.moved_room),
        ];
        for (key, weight) in all {
            if weight > MOST_WEIGHT {
                return wrong(&[Key("weights"), Key(key)], format!("a weight above {MOST_WEIGHT}"));
            }
        }
        Ok(())
    }

    /// What a session is called, or its number.
    pub fn session_name(&self, session: usize) -> String {
        named(self.sessions.get(session).map(|session| &session.name), "session", session)
    }

    /// What a person is called, or their number.
    pub fn person_name(&self, person: usize) -> String {
        named(self.people.get(person).map(|person| &person.name), "person", person)
    }

    /// What a room is called, or its number.
    pub fn room_name(&self, room: usize) -> String {
        named(self.rooms.get(room).map(|room| &room.name), "room", room)
    }
}

fn named(name: Option<&String>, what: &str, index: usize) -> String {
    name.filter(|name| !name.is_empty()).map_or_else(|| format!("{what} {index}"), |name| format!("“{name}”"))
}
