//! Large events with the statistics of real ones: few sessions that everybody wants, many
//! that few do, people who mark five sessions or fifty, and speakers who leave early.

use super::event::{Event, Language, Person, Place, Room, Session, Slot};
use crate::chance::Chance;

/// How large an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Sessions; at most nine tenths of the places are filled.
    pub sessions: usize,
    /// Rooms, in halls of ten.
    pub rooms: usize,
    /// Slots, ten a day.
    pub slots: usize,
    /// Visitors with favourites.
    pub visitors: usize,
}

impl Size {
    /// What the interactive aims are measured at.
    pub const LARGE: Self = Self { sessions: 2_000, rooms: 60, slots: 40, visitors: 25_000 };
}

/// Draws an event. The same seed and size give the same.
pub fn generate(size: Size, seed: u64) -> Event {
    let mut chance = Chance::new(seed);
    let slots: Vec<Slot> = (0..size.slots)
        .map(|k| {
            let (day, of_day) = ((k / 10) as u32, (k % 10) as u32);
            let start = day * 1440 + 540 + of_day * 50;
            Slot { day, start, end: start + 40 }
        })
        .collect();
    let halls = size.rooms.div_ceil(10).max(1);
    let walking = (0..halls).map(|g: usize| (0..halls).map(|h| 4 * g.abs_diff(h) as u32).collect()).collect();
    let rooms: Vec<Room> = (0..size.rooms)
        .map(|r| Room {
            name: format!("Room {}", r + 1),
            seats: [40, 60, 80, 120, 200, 400, 900][chance.below(7).min(chance.below(7))],
            hall: r / 10,
            closed: if chance.below(12) == 0 && size.slots > 0 { vec![chance.below(size.slots)] } else { Vec::new() },
        })
        .collect();
    let tracks = (size.sessions / 40).max(1);
    // Heavy tails: a uniform number under a power law.
    let popularity: Vec<f64> = (0..size.sessions).map(|_| (1.0 - chance.unit()).powf(-0.7)).collect();
    let mut cumulated = Vec::with_capacity(size.sessions);
    let mut sum = 0.0;
    for value in &popularity {
        sum += value;
        cumulated.push(sum);
    }
    let favourites: Vec<Vec<usize>> = (0..size.visitors)
        .map(|_| {
            let count = (4.0 * (1.0 - chance.unit()).powf(-0.6)).min(60.0) as usize;
            let interest = chance.below(tracks);
            let mut list: Vec<usize> = (0..count)
                .filter(|_| size.sessions > 0)
                .map(|_| {
                    let any = cumulated.partition_point(|&c| c < chance.unit() * sum).min(size.sessions - 1);
                    // Half of what somebody marks is of the track they came for.
                    if chance.below(2) == 0 { any } else { (any / tracks * tracks + interest).min(size.sessions - 1) }
                })
                .collect();
            list.sort_unstable();
            list.dedup();
            list
        })
        .collect();
    let mut wanted = vec![0_u32; size.sessions];
    for &session in favourites.iter().flatten() {
        wanted[session] += 1;
    }
    let people: Vec<Person> = (0..size.sessions * 3 / 2)
        .map(|p| Person {
            name: format!("Speaker {}", p + 1),
            unavailable: if chance.below(8) == 0 {
                // They come for a day, or leave with the last.
                let day = chance.below(size.slots.div_ceil(10).max(1));
                (0..size.slots).filter(|slot| slot / 10 != day).collect()
            } else {
                Vec::new()
            },
        })
        .collect();
    let languages = ["Arabic", "Chinese", "French", "Spanish"]
        .map(|name| Language { name: name.to_owned(), teams: vec![3; size.slots] })
        .to_vec();
    let mut free = size.slots * size.rooms * 9 / 10;
    let mut interpreted = [0; 4];
    let mut load = vec![0; people.len().max(1)];
    let mut sessions = Vec::with_capacity(size.sessions);
    for (i, &wanted) in wanted.iter().enumerate() {
        let is_long = size.slots >= 2 && chance.below(12) == 0 && free > size.sessions - i + 1;
        let length = if is_long { 2 } else { 1 };
        free = free.saturating_sub(length as usize);
        let mut on_stage: Vec<usize> = Vec::new();
        for _ in 0..1 + chance.below(3) {
            let person = chance.below(people.len().max(1));
            let is_guest = people.get(person).is_none_or(|person| !person.unavailable.is_empty());
            // Two guests may have no day together, and a day holds only so many sessions.
            let is_too_much = load[person] + length > 4
                || is_guest && (length > 1 || on_stage.iter().any(|&other| !people[other].unavailable.is_empty()));
            if people.is_empty() || is_too_much || on_stage.contains(&person) {
                continue;
            }
            load[person] += length;
            on_stage.push(person);
        }
        let language = chance.below(4);
        let spoken = chance.below(10) == 0 && interpreted[language] + length as usize <= size.slots;
        if spoken {
            interpreted[language] += length as usize;
        }
        sessions.push(Session {
            name: format!("Session {}", i + 1),
            length,
            track: Some(i % tracks),
            people: on_stage,
            audience: wanted / 3,
            languages: if spoken { vec![language] } else { Vec::new() },
            slots: None,
            rooms: None,
            pinned: (i < 5 && i < size.rooms && size.slots > 11).then_some(Place { slot: 11 * (i % 2), room: i }),
            now: None,
        });
        if let Some(pinned) = sessions.last_mut().filter(|session| session.pinned.is_some()) {
            // What stands fast is an opening: nobody is away, and the room is open.
            (pinned.length, pinned.people, pinned.languages) = (1, Vec::new(), Vec::new());
        }
    }
    let mut event = Event {
        name: format!("{} sessions", size.sessions),
        slots,
        rooms,
        walking,
        tracks: (0..tracks).map(|t| format!("Track {}", t + 1)).collect(),
        people,
        languages,
        sessions,
        favourites,
        ..Event::default()
    };
    for r in 0..event.rooms.len().min(5) {
        event.rooms[r].closed.clear();
    }
    event
}
