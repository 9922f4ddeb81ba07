//! The published problem: meetings of participants in slots, with few breaks.

use super::SlotSet;

/// The part of the day in which a meeting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// Only in the first slots, before lunch.
    Morning,
    /// Only in the slots after lunch.
    Afternoon,
    /// Anywhere.
    Either,
}

/// One meeting to be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Who meets, from 0; at least one, none twice.
    pub parties: Vec<usize>,
    /// The part of the day.
    pub session: Session,
    /// The slot it must have, from 0.
    pub fixed: Option<usize>,
    /// The meetings that must be in an earlier slot, from 0.
    pub after: Vec<usize>,
}

/// The business-to-business meeting scheduling problem of Bofill et al., JAIR 74
/// (2022), with meetings of any number of parties.
///
/// Every meeting gets one slot. Nobody has two meetings in a slot, a slot has at most
/// `tables` meetings. A *break* is a maximal run of idle slots between two meetings of
/// a participant, however long; forbidden slots are idle too. The sum of the breaks is
/// minimised, and the breaks of two participants differ by at most the fairness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How many participants there are. Who has no meeting counts for fairness.
    pub participants: usize,
    /// How many slots there are.
    pub slots: usize,
    /// How many of them, the first, are before lunch.
    pub morning: usize,
    /// How many meetings a slot can hold.
    pub tables: usize,
    /// What is to be placed.
    pub meetings: Vec<Meeting>,
    /// The slots that each participant cannot use.
    pub forbidden: Vec<SlotSet>,
}

impl Problem {
    /// The meetings of each participant, in order.
    pub fn agendas(&self) -> Vec<Vec<usize>> {
        let mut agendas = vec![Vec::new(); self.participants];
        for (number, meeting) in self.meetings.iter().enumerate() {
            for party in &meeting.parties {
                agendas[*party].push(number);
            }
        }
        agendas
    }

    /// The slots of a session.
    pub fn session(&self, session: Session) -> SlotSet {
        let mut slots = SlotSet::empty(self.slots);
        match session {
            Session::Morning => slots.insert_range(0, self.morning),
            Session::Afternoon => slots.insert_range(self.morning, self.slots),
            Session::Either => slots.insert_range(0, self.slots),
        }
        slots
    }

    /// The slots that a meeting may have by itself: its session and its fixed slot,
    /// without what is forbidden to a party.
    pub fn allowed(&self, meeting: &Meeting) -> SlotSet {
        let mut slots = self.session(meeting.session);
        if let Some(fixed) = meeting.fixed {
            let mut only = SlotSet::empty(self.slots);
            only.insert(fixed);
            slots.keep(&only);
        }
        for party in &meeting.parties {
            slots.subtract(&self.forbidden[*party]);
        }
        slots
    }
}
