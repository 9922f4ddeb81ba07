//! What can be seen without a search.

use super::named;
use crate::meetings::{Problem, Session, SlotSet};

/// A rule that cannot be kept, if one shows at once.
pub(in super::super) fn at_sight(problem: &Problem) -> Option<String> {
    let allowed: Vec<SlotSet> = problem.meetings.iter().map(|meeting| problem.allowed(meeting)).collect();
    if let Some(number) = allowed.iter().position(SlotSet::is_empty) {
        return Some(without_slot(problem, number));
    }
    waiting(problem, &allowed).or_else(|| crowded(problem, &allowed)).or_else(|| standing(problem, &allowed))
}

/// Why this meeting has no slot of its own: as few of its rules as say so.
fn without_slot(problem: &Problem, number: usize) -> String {
    let meeting = &problem.meetings[number];
    let mut rules: Vec<(SlotSet, String)> = Vec::new();
    if let Some(fixed) = meeting.fixed {
        let mut only = SlotSet::empty(problem.slots);
        only.insert(fixed);
        rules.push((only, format!("it is fixed in slot {}", fixed + 1)));
    }
    if meeting.session != Session::Either {
        let part = if meeting.session == Session::Morning { "morning" } else { "afternoon" };
        let slots = problem.session(meeting.session);
        let which = if slots.is_empty() {
            "which has no slots".to_owned()
        } else {
            named("slot", slots.iter().collect::<Vec<_>>())
        };
        rules.push((slots, format!("it must be in the {part} ({which})")));
    }
    for party in &meeting.parties {
        let mut free = SlotSet::full(problem.slots);
        free.subtract(&problem.forbidden[*party]);
        let barred = named("slot", problem.forbidden[*party].iter().collect::<Vec<_>>());
        rules.push((free, format!("participant {} cannot use {barred}", party + 1)));
    }
    let left = |rules: &[(SlotSet, String)]| {
        let mut left = SlotSet::full(problem.slots);
        for (slots, _) in rules {
            left.keep(slots);
        }
        left
    };
    let mut at = 0;
    while at < rules.len() {
        let rule = rules.remove(at);
        if !left(&rules).is_empty() {
            rules.insert(at, rule);
            at += 1;
        }
    }
    let said: Vec<String> = rules.into_iter().map(|(_, said)| said).collect();
    match said.is_empty() {
        true => format!("meeting {} has no slot: there are none", number + 1),
        false => format!("meeting {} has no slot: {}", number + 1, said.join("; ")),
    }
}

/// Meetings that wait for each other, or in a row that is longer than their slots.
fn waiting(problem: &Problem, allowed: &[SlotSet]) -> Option<String> {
    let count = problem.meetings.len();
    let mut open: Vec<usize> = problem.meetings.iter().map(|meeting| meeting.after.len()).collect();
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (number, meeting) in problem.meetings.iter().enumerate() {
        for earlier in &meeting.after {
            later[*earlier].push(number);
        }
    }
    let mut ready: Vec<usize> = (0..count).filter(|number| open[*number] == 0).collect();
    let mut earliest: Vec<usize> = allowed.iter().filter_map(|slots| slots.ends().map(|ends| ends.0)).collect();
    let mut cause: Vec<Option<usize>> = vec![None; count];
    let mut done = 0;
    while let Some(number) = ready.pop() {
        done += 1;
        for next in &later[number] {
            open[*next] -= 1;
            if open[*next] == 0 {
                ready.push(*next);
            }
            if earliest[*next] > earliest[number] {
                continue;
            }
            cause[*next] = Some(number);
            match allowed[*next].iter().find(|slot| *slot > earliest[number]) {
                Some(slot) => earliest[*next] = slot,
                None => return Some(row(&cause, *next, &earliest)),
            }
        }
    }
    (done < count).then(|| circle(problem, &open))
}

fn row(cause: &[Option<usize>], last: usize, earliest: &[usize]) -> String {
    let mut said = Vec::new();
    let mut at = last;
    while let Some(before) = cause[at] {
        said.push(format!(
            "meeting {} is after meeting {}, which cannot be before slot {}",
            at + 1,
            before + 1,
            earliest[before] + 1
        ));
        at = before;
    }
    format!("meeting {} has no slot left: {}", last + 1, said.join("; "))
}

fn circle(problem: &Problem, open: &[usize]) -> String {
    // Whoever still waits, waits for one who still waits.
    let waits = |number: usize| problem.meetings[number].after.iter().copied().find(|earlier| open[*earlier] > 0);
    let mut at = open.iter().position(|open| *open > 0).unwrap_or(0);
    for _ in 0..open.len() {
        at = waits(at).unwrap_or(at);
    }
    let first = at;
    let mut said = Vec::new();
    while let Some(next) = waits(at) {
        said.push(format!("meeting {} is after meeting {}", at + 1, next + 1));
        at = next;
        if at == first {
            break;
        }
    }
    format!("these meetings wait for each other: {}", said.join("; "))
}

/// A participant with more meetings than slots for them.
fn crowded(problem: &Problem, allowed: &[SlotSet]) -> Option<String> {
    problem.agendas().iter().enumerate().find_map(|(person, agenda)| {
        let (meetings, slots) = deficient(agenda, allowed, problem.slots, 1)?;
        let barred = &problem.forbidden[person];
        let why = if barred.is_empty() {
            String::new()
        } else {
            format!(" (the participant cannot use {})", named("slot", barred.iter().collect::<Vec<_>>()))
        };
        Some(format!(
            "participant {} has {} for {}: {} in {}{why}",
            person + 1,
            counted(meetings.len(), "meeting"),
            counted(slots.len(), "slot"),
            named("meeting", meetings),
            named("slot", slots)
        ))
    })
}

/// More meetings than tables in the slots that they can have.
fn standing(problem: &Problem, allowed: &[SlotSet]) -> Option<String> {
    let everything: Vec<usize> = (0..problem.meetings.len()).collect();
    let (meetings, slots) = deficient(&everything, allowed, problem.slots, problem.tables)?;
    let count = counted(meetings.len(), "meeting");
    let room = slots.len() * problem.tables;
    Some(if meetings.len() == problem.meetings.len() {
        format!("{count} for {} of {} tables, which hold {room}", counted(slots.len(), "slot"), problem.tables)
    } else {
        format!("{count} can only be in {}, which hold {room}: {}", named("slot", slots), named("meeting", meetings))
    })
}

fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Meetings that together have too few slots (Hall 1935), found with augmenting paths
/// where each slot holds so many.
fn deficient(
    meetings: &[usize],
    allowed: &[SlotSet],
    slots: usize,
    capacity: usize,
) -> Option<(Vec<usize>, Vec<usize>)> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); slots];
    for meeting in meetings {
        // Breadth first, from the meeting to a slot with room.
        let mut reached: Vec<Option<usize>> = vec![None; slots];
        let mut queue = vec![*meeting];
        let mut seen = 0;
        let mut free = None;
        while let Some(from) = queue.get(seen).copied() {
            seen += 1;
            for slot in allowed[from].iter() {
                if reached[slot].is_some() {
                    continue;
                }
                reached[slot] = Some(from);
                if held[slot].len() < capacity {
                    free = Some(slot);
                    break;
                }
                queue.extend(&held[slot]);
            }
            if free.is_some() {
                break;
            }
        }
        let Some(mut slot) = free else {
            let full = (0..slots).filter(|slot| reached[*slot].is_some()).collect();
            queue.sort_unstable();
            queue.dedup();
            return Some((queue, full));
        };
        // Everybody on the way moves one on.
        while let Some(from) = reached[slot] {
            let before = (0..slots).find(|other| held[*other].contains(&from));
            held[slot].push(from);
            let Some(before) = before else { break };
            held[before].retain(|meeting| *meeting != from);
            slot = before;
        }
    }
    None
}
