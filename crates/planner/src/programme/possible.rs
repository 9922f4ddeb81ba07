//! What makes an event impossible, as far as counting can show it: a session that may be
//! nowhere, pins that contradict each other, and sessions that compete for too few places,
//! slots or interpreters.

use super::{board::shared, event::Place, floor::Floor};

/// Names at most in a reason.
const NAMED: usize = 12;

/// Why no programme can keep every rule; `None` where counting shows nothing.
pub(super) fn impossible(floor: &Floor) -> Option<String> {
    nowhere(floor)
        .or_else(|| pins(floor))
        .or_else(|| crowded_rooms(floor))
        .or_else(|| crowded_people(floor))
        .or_else(|| too_few_interpreters(floor))
}

/// Every place where a session may be.
pub(super) fn places(floor: &Floor, session: usize) -> Vec<Place> {
    let mut places = Vec::new();
    for slot in (0..floor.slots).filter(|&slot| floor.may_begin(session, slot)) {
        places.extend((0..floor.rooms).map(|room| Place { slot, room }).filter(|&place| floor.allows(session, place)));
    }
    places
}

fn nowhere(floor: &Floor) -> Option<String> {
    let event = floor.event();
    for session in 0..floor.sessions() {
        let is_possible = (0..floor.slots)
            .filter(|&slot| floor.may_begin(session, slot))
            .any(|slot| (0..floor.rooms).any(|room| floor.allows(session, Place { slot, room })));
        if !is_possible {
            let name = event.session_name(session);
            return Some(match event.sessions[session].pinned.and_then(|place| floor.refusal(session, place)) {
                Some(why) => format!("{name} cannot be where it is pinned: {why}"),
                None => format!(
                    "{name} has no place: its slots, its rooms, and the hours of its people and of the rooms \
                     leave none"
                ),
            });
        }
    }
    None
}

fn pins(floor: &Floor) -> Option<String> {
    let event = floor.event();
    let pinned: Vec<(usize, Place)> =
        event.sessions.iter().enumerate().filter_map(|(i, session)| Some((i, session.pinned?))).collect();
    for (k, &(i, a)) in pinned.iter().enumerate() {
        for &(j, b) in &pinned[k + 1..] {
            if shared(a.slot, floor.length(i), b.slot, floor.length(j)) == 0 {
                continue;
            }
            let (one, other) = (event.session_name(i), event.session_name(j));
            if a.room == b.room {
                return Some(format!("{one} and {other} are pinned into one room at once"));
            }
            let both = event.sessions[i].people.iter().find(|person| event.sessions[j].people.contains(person));
            if let Some(&person) = both {
                let person = event.person_name(person);
                return Some(format!("{one} and {other} are pinned at once, and {person} is in both"));
            }
        }
    }
    None
}

/// Every session begins at a place of its own.
fn crowded_rooms(floor: &Floor) -> Option<String> {
    let slots: usize = (0..floor.rooms)
        .map(|room| {
            floor.slots - {
                let mut closed = floor.event().rooms[room].closed.clone();
                closed.sort_unstable();
                closed.dedup();
                closed.len()
            }
        })
        .sum();
    let load: usize = (0..floor.sessions()).map(|session| floor.length(session)).sum();
    if load > slots {
        return Some(format!("the sessions take {load} slots, and the rooms are open for {slots}"));
    }
    let rights = floor.slots * floor.rooms;
    let lefts: Vec<Vec<u32>> = (0..floor.sessions())
        .map(|session| {
            places(floor, session).iter().map(|place| (place.slot * floor.rooms + place.room) as u32).collect()
        })
        .collect();
    let crowd = crowd(&lefts, rights)?;
    Some(format!("{} compete for {} places", names(floor, &crowd), crowd.len() - 1))
}

/// Everybody's sessions begin in slots of their own.
fn crowded_people(floor: &Floor) -> Option<String> {
    let event = floor.event();
    let mut of_person = vec![Vec::new(); event.people.len()];
    for (i, session) in event.sessions.iter().enumerate() {
        for &person in &session.people {
            if of_person[person].last() != Some(&i) {
                of_person[person].push(i);
            }
        }
    }
    for (person, sessions) in of_person.iter().enumerate() {
        let lefts: Vec<Vec<u32>> = sessions
            .iter()
            .map(|&session| {
                (0..floor.slots)
                    .filter(|&slot| (0..floor.rooms).any(|room| floor.allows(session, Place { slot, room })))
                    .map(|slot| slot as u32)
                    .collect()
            })
            .collect();
        let name = event.person_name(person);
        if let Some(crowd) = crowd(&lefts, floor.slots) {
            let crowd: Vec<usize> = crowd.into_iter().map(|k| sessions[k]).collect();
            return Some(format!(
                "{name} is in {}, which have {} slots together",
                names(floor, &crowd),
                crowd.len() - 1
            ));
        }
        let load: usize = sessions.iter().map(|&session| floor.length(session)).sum();
        let mut away = event.people[person].unavailable.clone();
        away.sort_unstable();
        away.dedup();
        if load > floor.slots - away.len() {
            let there = floor.slots - away.len();
            return Some(format!("{name} is in sessions of {load} slots and is there for {there}"));
        }
    }
    None
}

fn too_few_interpreters(floor: &Floor) -> Option<String> {
    let event = floor.event();
    for (l, language) in event.languages.iter().enumerate() {
        let needed: usize = event
            .sessions
            .iter()
            .map(|session| session.languages.iter().filter(|&&other| other == l).count() * session.length as usize)
            .sum();
        let there: u64 = language.teams.iter().map(|&teams| u64::from(teams)).sum();
        if needed as u64 > there {
            return Some(format!(
                "sessions of {needed} slots are interpreted into {}, and its teams have {there}",
                if language.name.is_empty() { format!("language {l}") } else { language.name.clone() }
            ));
        }
    }
    None
}

fn names(floor: &Floor, sessions: &[usize]) -> String {
    let mut names: Vec<String> =
        sessions.iter().take(NAMED).map(|&session| floor.event().session_name(session)).collect();
    if sessions.len() > NAMED {
        names.push(format!("{} more", sessions.len() - NAMED));
    }
    names.join(", ")
}

/// The members of a set that have fewer choices together than they are (Hall's theorem),
/// found by augmenting paths; `None` where everybody can have one of their own.
fn crowd(lefts: &[Vec<u32>], rights: usize) -> Option<Vec<usize>> {
    let mut owner: Vec<Option<usize>> = vec![None; rights];
    let mut held: Vec<Option<u32>> = vec![None; lefts.len()];
    let mut asked_by = vec![usize::MAX; rights];
    let mut seen = vec![usize::MAX; rights];
    for start in 0..lefts.len() {
        let mut queue = vec![start];
        let mut at = 0;
        let mut free = None;
        'search: while at < queue.len() {
            let left = queue[at];
            at += 1;
            for &right in &lefts[left] {
                if seen[right as usize] == start {
                    continue;
                }
                seen[right as usize] = start;
                asked_by[right as usize] = left;
                match owner[right as usize] {
                    Some(next) => queue.push(next),
                    None => {
                        free = Some(right);
                        break 'search;
                    }
                }
            }
        }
        let Some(mut right) = free else {
            queue.sort_unstable();
            return Some(queue);
        };
        loop {
            let left = asked_by[right as usize];
            owner[right as usize] = Some(left);
            match held[left].replace(right) {
                Some(old) => right = old,
                None => break,
            }
        }
    }
    None
}
