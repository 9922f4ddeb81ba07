//! An event as JSON.

use super::{Event, MOST_SLOTS, Wish};
use crate::{
    Flaw,
    locate::{
        Step::{self, Index, Key},
        flaw_at, flaw_of,
    },
};
use serde::Deserialize;
use std::collections::HashSet;

/// More than any hall holds, and what a plan fits into a gigabyte for.
const MOST_PEOPLE: usize = 200_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    slots: usize,
    tables: u32,
    people: usize,
    /// Per person the slots in which they are away; may be shorter than the people.
    #[serde(default)]
    away: Vec<Vec<u8>>,
    /// Two people and a weight.
    wishes: Vec<(u32, u32, u32)>,
}

/// Reads `{"slots": 48, "tables": 500, "people": 3, "away": [[1, 2], [], [48]],
/// "wishes": [[1, 2, 5], [2, 3, 1]]}`: a wish is two people and a weight. In the file
/// everything counts from 1, as in the published meeting problem.
///
/// # Errors
/// What is wrong, and where in the text.
pub fn read(text: &str) -> Result<Event, Flaw> {
    let flaw = |path: &[Step<'_>], message: String| flaw_at(text, path, message);
    let file: File = serde_json::from_str(text).map_err(|error| flaw_of(text, &error))?;
    if !(1..=MOST_SLOTS).contains(&file.slots) {
        return Err(flaw(&[Key("slots")], format!("slots must be from 1 to {MOST_SLOTS}")));
    }
    if file.people > MOST_PEOPLE || file.away.len() > file.people {
        return Err(flaw(
            &[Key("people")],
            format!("at most {MOST_PEOPLE} people, and absences of no more than there are"),
        ));
    }
    let all = u64::MAX >> (MOST_SLOTS - file.slots);
    let mut there = vec![all; file.people];
    for (person, away) in file.away.iter().enumerate() {
        for (number, &slot) in away.iter().enumerate() {
            if !(1..=file.slots).contains(&usize::from(slot)) {
                let place = [Key("away"), Index(person), Index(number)];
                return Err(flaw(
                    &place,
                    format!("person {} is away in slot {slot}, which does not exist", person + 1),
                ));
            }
            there[person] &= !(1 << (slot - 1));
        }
    }
    let mut known = HashSet::new();
    let mut wishes = Vec::with_capacity(file.wishes.len());
    for (number, (a, b, weight)) in file.wishes.into_iter().enumerate() {
        let place = [Key("wishes"), Index(number)];
        let number = number + 1;
        if a == b || a.min(b) == 0 || a.max(b) as usize > file.people {
            return Err(flaw(&place, format!("wish {number} is not of two people")));
        }
        if !(1..=1_000_000).contains(&weight) {
            return Err(flaw(&place, format!("wish {number} weighs {weight}; from 1 to 1000000 is possible")));
        }
        if !known.insert((a.min(b), a.max(b))) {
            return Err(flaw(&place, format!("wish {number} says again who would meet")));
        }
        wishes.push(Wish { a: a - 1, b: b - 1, weight });
    }
    Ok(Event { slots: file.slots, tables: file.tables, there, wishes })
}

/// Writes an event as [`read`] reads it.
pub fn write(event: &Event) -> String {
    let away: Vec<Vec<u8>> = event
        .there
        .iter()
        .map(|there| (1..=event.slots as u8).filter(|slot| there >> (slot - 1) & 1 == 0).collect())
        .collect();
    let wishes: Vec<_> = event.wishes.iter().map(|wish| (wish.a + 1, wish.b + 1, wish.weight)).collect();
    let (slots, tables, people) = (event.slots, event.tables, event.there.len());
    serde_json::json!({ "slots": slots, "tables": tables, "people": people, "away": away, "wishes": wishes })
        .to_string()
}
