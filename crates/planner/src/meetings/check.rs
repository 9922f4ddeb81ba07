//! The independent check of a plan for the published problem.
//!
//! It shares no code with the solver: it reads the problem and the slots, says what is
//! broken in words, and counts the breaks from the definition.

use super::{Problem, Session};

/// What a plan breaks and what it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Each broken rule in words. Meetings, participants and slots count from 1.
    pub broken: Vec<String>,
    /// The breaks of all participants together.
    pub breaks: usize,
    /// The breaks of each participant.
    pub per_participant: Vec<usize>,
}

impl Verdict {
    /// The plan keeps every rule.
    pub fn is_valid(&self) -> bool {
        self.broken.is_empty()
    }
}

/// Checks a slot for each meeting, from 0, and the fairness: the most by which the
/// breaks of two participants may differ, or `None` for any difference.
pub fn check(problem: &Problem, fairness: Option<usize>, slots: &[usize]) -> Verdict {
    let mut verdict = Verdict::default();
    if slots.len() != problem.meetings.len() {
        verdict.broken.push(format!("{} slots for {} meetings", slots.len(), problem.meetings.len()));
        return verdict;
    }
    let mut held = vec![0_usize; problem.slots];
    let mut busy = vec![vec![None; problem.slots]; problem.participants];
    for (number, (meeting, &slot)) in problem.meetings.iter().zip(slots).enumerate() {
        let name = format!("meeting {}", number + 1);
        let in_words = slot + 1;
        if slot >= problem.slots {
            verdict.broken.push(format!("{name} has slot {in_words} of {}", problem.slots));
            continue;
        }
        held[slot] += 1;
        let in_session = match meeting.session {
            Session::Morning => slot < problem.morning,
            Session::Afternoon => slot >= problem.morning,
            Session::Either => true,
        };
        if !in_session {
            verdict.broken.push(format!("{name} has slot {in_words}, which is not in its session"));
        }
        if meeting.fixed.is_some_and(|fixed| fixed != slot) {
            verdict.broken.push(format!("{name} has slot {in_words}, not its fixed one"));
        }
        for earlier in &meeting.after {
            if slots[*earlier] >= slot {
                verdict.broken.push(format!("{name} is not after meeting {}", earlier + 1));
            }
        }
        for &party in &meeting.parties {
            if problem.forbidden[party].contains(slot) {
                verdict.broken.push(format!("{name} has slot {in_words}, forbidden to participant {}", party + 1));
            }
            if let Some(other) = busy[party][slot].replace(number) {
                verdict.broken.push(format!(
                    "participant {} has meetings {} and {} in slot {in_words}",
                    party + 1,
                    other + 1,
                    number + 1
                ));
            }
        }
    }
    for (slot, held) in held.iter().enumerate().filter(|(_, held)| **held > problem.tables) {
        verdict.broken.push(format!("slot {} has {held} meetings for {} tables", slot + 1, problem.tables));
    }
    verdict.per_participant = busy.iter().map(|row| breaks(row)).collect();
    verdict.breaks = verdict.per_participant.iter().sum();
    if let (Some(most), Some(high), Some(low)) =
        (fairness, verdict.per_participant.iter().max(), verdict.per_participant.iter().min())
        && high - low > most
    {
        verdict.broken.push(format!("one participant has {high} breaks and another {low}: more than {most} apart"));
    }
    verdict
}

/// The runs of idle slots that have a meeting on both sides.
fn breaks(row: &[Option<usize>]) -> usize {
    let (Some(first), Some(last)) = (row.iter().position(Option::is_some), row.iter().rposition(Option::is_some))
    else {
        return 0;
    };
    row[first..=last].split(Option::is_some).filter(|idle| !idle.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_gap_is_one_break() {
        let row = |text: &str| text.chars().map(|c| (c == 'x').then_some(0)).collect::<Vec<_>>();
        for (text, count) in [("", 0), ("...", 0), (".x.", 0), ("xx", 0), ("x...x", 1), (".x.xx..x", 2)] {
            assert_eq!(breaks(&row(text)), count, "{text}");
        }
    }
}
