//! The published files: MiniZinc data.
//!
//! Everything in a file counts from 1. `meetingsxBusiness` and `nMeetingsBusiness`
//! follow from `requested` and are passed over (the published variants with
//! precedences have wrong ones); a name that is not known is refused, because a
//! misspelt constraint would otherwise be lost in silence.

mod value;

use self::value::{Place, Value};
use super::{Meeting, Problem, Session, SlotSet};
use crate::Flaw;
use std::collections::HashMap;

/// More slots than any congress has; a larger number is a mistake.
const MOST_SLOTS: i64 = 10_000;
/// More participants than any congress has.
const MOST_PARTICIPANTS: i64 = 1_000_000;
/// The slot sets of all participants together, in slots.
const MOST_CELLS: i64 = 1 << 30;

const NAMES: [&str; 11] = [
    "nBusiness",
    "nMeetings",
    "nTables",
    "nTotalSlots",
    "nMorningSlots",
    "requested",
    "forbidden",
    "fixed",
    "precedences",
    "meetingsxBusiness",
    "nMeetingsBusiness",
];

/// Reads a problem.
///
/// # Errors
/// What is wrong first, with its line and column.
pub fn read(text: &str) -> Result<Problem, Flaw> {
    let file = value::read(text)?;
    if let Some((name, value)) = file.items.iter().find(|(name, _)| !NAMES.contains(&name.as_str())) {
        return Err(value.place.flaw(format!("`{name}` is not a name of this problem")));
    }
    let file = File { items: file.items.into_iter().collect(), end: file.end };
    let participants = file.number("nBusiness", MOST_PARTICIPANTS)?;
    let slots = file.number("nTotalSlots", MOST_SLOTS)?;
    let morning = file.number("nMorningSlots", slots)?;
    let tables = file.number("nTables", i64::from(u32::MAX))?;
    let count = file.number("nMeetings", i64::from(u32::MAX))?;
    if participants.saturating_mul(slots) > MOST_CELLS {
        return Err(file.end.flaw("too many participants for so many slots"));
    }
    let slots_here = slots as usize;
    let mut meetings = file.requested(participants, count)?;
    let mut forbidden = vec![SlotSet::empty(slots_here); participants as usize];
    for (sets, value) in forbidden.iter_mut().zip(file.list("forbidden", participants)?) {
        for slot in value.members(0, slots)? {
            if slot > 0 {
                sets.insert(slot - 1);
            }
        }
    }
    for (meeting, value) in meetings.iter_mut().zip(file.list("fixed", count)?) {
        // 0 stands for a free meeting.
        meeting.fixed = (value.within(0, slots)? as usize).checked_sub(1);
    }
    for (number, value) in file.list("precedences", count)?.iter().enumerate() {
        for earlier in value.members(0, count)? {
            if earlier > 0 {
                meetings[number].after.push(earlier - 1);
            }
        }
    }
    Ok(Problem {
        participants: participants as usize,
        slots: slots_here,
        morning: morning as usize,
        tables: tables as usize,
        meetings,
        forbidden,
    })
}

struct File {
    items: HashMap<String, Value>,
    end: Place,
}

impl File {
    fn need(&self, name: &str) -> Result<&Value, Flaw> {
        self.items.get(name).ok_or_else(|| self.end.flaw(format!("`{name}` is missing")))
    }

    fn number(&self, name: &str, most: i64) -> Result<i64, Flaw> {
        self.need(name)?.within(0, most)
    }

    /// An array with one value for each; an absent one is empty.
    fn list(&self, name: &str, count: i64) -> Result<&[Value], Flaw> {
        let Some(value) = self.items.get(name) else { return Ok(&[]) };
        let list = value.list()?;
        if list.len() as i64 != count {
            return Err(value.place.flaw(format!("`{name}` has {} entries, not {count}", list.len())));
        }
        Ok(list)
    }

    fn requested(&self, participants: i64, count: i64) -> Result<Vec<Meeting>, Flaw> {
        let value = self.need("requested")?;
        let rows = value.rows(3)?;
        if rows.len() as i64 != count {
            return Err(value.place.flaw(format!("`requested` has {} rows, not {count}", rows.len())));
        }
        rows.iter()
            .map(|row| {
                let (a, b) = (row[0].within(1, participants)?, row[1].within(1, participants)?);
                if a == b {
                    return Err(row[1].place.flaw(format!("participant {a} meets itself")));
                }
                let session = match row[2].within(1, 3)? {
                    1 => Session::Morning,
                    2 => Session::Afternoon,
                    _ => Session::Either,
                };
                Ok(Meeting { parties: vec![a as usize - 1, b as usize - 1], session, fixed: None, after: Vec::new() })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SMALL: &str = "
        % three people
        nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
        requested = [|1, 2, 3, |2, 3, 2, |];
        forbidden = [{0}, {}, 3..3];
        fixed = [0, 4]; /* the second
        is fixed */
        precedences = [{}, {1}];
        meetingsxBusiness = [{1}, {1, 2}, {2}]; nMeetingsBusiness = [1, 2, 1];
    ";

    #[test]
    fn a_file_is_read() {
        let problem = read(SMALL).unwrap();
        assert_eq!((problem.participants, problem.slots, problem.morning, problem.tables), (3, 4, 2, 1));
        assert_eq!(problem.meetings[0].parties, [0, 1]);
        assert_eq!(problem.meetings[1].session, Session::Afternoon);
        assert_eq!(problem.meetings[1].fixed, Some(3));
        assert_eq!(problem.meetings[1].after, [0]);
        assert_eq!(problem.forbidden[2].iter().collect::<Vec<_>>(), [2]);
        assert!(problem.forbidden[0].is_empty());
    }

    #[test]
    fn nothing_to_meet_is_a_problem_too() {
        for empty in ["[||]", "[| |]", "[]", "array2d(1..0, 1..3, [])"] {
            let text = format!(
                "nBusiness=0;nMeetings=0;nTables=0;nTotalSlots=0;nMorningSlots=0;requested={empty};forbidden=[];fixed=[]"
            );
            assert_eq!(read(&text).map(|p| p.meetings.len()), Ok(0), "{empty}");
        }
    }

    #[test]
    fn a_flaw_says_where_it_is() {
        let says = |from: &str, to: &str| read(&SMALL.replace(from, to)).unwrap_err().to_string();
        assert_eq!(says("|2, 3, 2, |", "|2, 9, 2, |"), "line 4, column 36: 9 is not between 1 and 3");
        assert_eq!(says("|2, 3, 2, |", "|2, 2, 2, |"), "line 4, column 36: participant 2 meets itself");
        assert_eq!(says("[0, 4]", "[0, 5]"), "line 6, column 21: 5 is not between 0 and 4");
        assert_eq!(says("[0, 4]", "[0, 4"), "line 6, column 22: expected `,` or `]`");
        assert_eq!(says("fixed", "fixd"), "line 6, column 16: `fixd` is not a name of this problem");
        assert_eq!(says("nTables = 1;", ""), "line 10, column 5: `nTables` is missing");
        assert_eq!(says("3..3", "1..99999999999999"), "line 5, column 31: 99999999999999 is not between 0 and 4");
        assert_eq!(
            says("nBusiness = 3", "nBusiness = 300000000"),
            "line 3, column 21: 300000000 is not between 0 and 1000000"
        );
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_file_it_is_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn a_file_with_a_hole_is_no_panic(at in 0..SMALL.len(), gone in 0..20_usize, put in "[-0-9a-z{}|,;.= ]{0,5}") {
            let end = (at + gone).min(SMALL.len());
            let _ = read(&format!("{}{put}{}", &SMALL[..at], &SMALL[end..]));
        }
    }
}
