//! Somebody drops a session where they want it; the board mends what that breaks, with few
//! further changes, says why for each of them, and can take all of it back.

use super::{
    board::{Board, Price, Terms},
    event::Place,
    offers::Offer,
};

/// Why a session was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody asked for it.
    Asked,
    /// This session took its place.
    Displaced {
        /// The session that did.
        by: usize,
    },
    /// This person would have been on two stages at once.
    Clash {
        /// The session that they are in too.
        with: usize,
        /// Who.
        person: usize,
    },
    /// Too few teams interpret into this language at that time.
    Interpreters {
        /// Which.
        language: usize,
    },
}

/// One session that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub session: usize,
    /// Where it was.
    pub from: Option<Place>,
    /// Where it goes; nowhere, if there is no place left for it.
    pub to: Option<Place>,
    /// Why it moves.
    pub why: Why,
    /// What the step changed, from just before it to just behind it. A session that was
    /// put out of its place counts as unplaced in between.
    pub change: Terms,
}

/// What was done for a wish. It can be taken back with [`Board::undo`], as long as nothing
/// else was moved since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// In the order in which they were made. A session may move twice.
    pub steps: Vec<Step>,
    /// What all of them change together.
    pub change: Terms,
}

/// So many occupied places are tried for a session that lost its own.
const TRIED: usize = 12;

/// A session that makes room, and where it goes.
type Follow = Option<(usize, Place)>;

impl Board<'_> {
    /// Puts a session somewhere and mends what that breaks. The board is changed; the
    /// proposal says how.
    ///
    /// # Errors
    /// Why the session may not be there, in English. The board is as it was.
    pub fn drop_and_repair(&mut self, session: usize, place: Place) -> Result<Proposal, String> {
        let event = self.floor.event();
        if session >= self.floor.sessions() {
            return Err("there is no such session".to_owned());
        }
        if let Some(why) = self.floor.refusal(session, place) {
            return Err(why);
        }
        let displaced = self.in_the_way(session, place);
        if let Some(&pinned) = displaced.iter().find(|&&other| event.sessions[other].pinned.is_some()) {
            return Err(format!("{} is pinned there", event.session_name(pinned)));
        }
        let before = *self.terms();
        let mut proposal = Proposal::default();
        let origins: Vec<_> = displaced.iter().map(|&other| (other, self.lift(other))).collect();
        self.step(&mut proposal, session, Some(place), Why::Asked, before);
        for (other, from) in origins {
            self.find_place(&mut proposal, other, from, Why::Displaced { by: session });
        }
        self.mend_clashes(&mut proposal, session);
        self.mend_interpreters(&mut proposal, session);
        proposal.change = self.since(&before);
        Ok(proposal)
    }

    /// Takes a proposal back. `false`, and nothing changed, where the board is no longer as
    /// the proposal left it.
    pub fn undo(&mut self, proposal: &Proposal) -> bool {
        let first = |session: usize| proposal.steps.iter().find(|step| step.session == session).and_then(|s| s.from);
        self.turn(proposal, |step| step.to, first)
    }

    /// Makes a proposal again that was taken back. `false`, and nothing changed, where the
    /// board is no longer as it was.
    pub fn redo(&mut self, proposal: &Proposal) -> bool {
        let last = |session: usize| proposal.steps.iter().rev().find(|step| step.session == session).and_then(|s| s.to);
        self.turn(proposal, |step| step.from, last)
    }

    fn turn(
        &mut self,
        proposal: &Proposal,
        expected: impl Fn(&Step) -> Option<Place>,
        target: impl Fn(usize) -> Option<Place>,
    ) -> bool {
        let mut sessions: Vec<usize> = proposal.steps.iter().map(|step| step.session).collect();
        sessions.sort_unstable();
        sessions.dedup();
        let is_as_left = sessions.iter().all(|&session| {
            let at = self.place_of(session);
            proposal.steps.iter().any(|step| step.session == session && expected(step) == at)
        });
        if !is_as_left {
            return false;
        }
        let now: Vec<_> = sessions.iter().map(|&session| (session, self.lift(session))).collect();
        let is_free = sessions.iter().all(|&session| {
            target(session).is_none_or(|place| self.floor.allows(session, place) && self.is_free(session, place))
        });
        for (session, old) in now {
            let place = if is_free { target(session) } else { old };
            if let Some(place) = place {
                self.put(session, place);
            }
        }
        is_free
    }

    fn since(&self, before: &Terms) -> Terms {
        let mut change = *self.terms();
        change.add(before, -1);
        change
    }

    fn step(&mut self, proposal: &mut Proposal, session: usize, to: Option<Place>, why: Why, before: Terms) {
        let from = self.lift(session);
        if let Some(place) = to {
            self.put(session, place);
        }
        let change = self.since(&before);
        proposal.steps.push(Step { session, from, to, why, change });
    }

    /// Finds a place for a session that is off the board: a free one, or one whose owner
    /// has a better one to go to.
    fn find_place(&mut self, proposal: &mut Proposal, session: usize, from: Option<Place>, why: Why) {
        let before = *self.terms();
        let offers = self.offers(session);
        let best = cheapest_free(&offers);
        let mut chosen: Option<(Price, Place, Follow)> = best.map(|offer| (offer.price, offer.place, None));
        let mut taken: Vec<&Offer> = offers.iter().filter(|offer| !offer.is_free).collect();
        taken.sort_by_key(|offer| (offer.price, offer.place));
        let start = self.price();
        // One more session that moves has to be worth it.
        let extra = i64::from(self.floor.event().weights.moved_time);
        for offer in taken.into_iter().take(TRIED) {
            if chosen.is_some_and(|(price, ..)| offer.price >= price) {
                break;
            }
            let in_the_way = self.in_the_way(session, offer.place);
            let [other] = in_the_way[..] else { continue };
            let is_held = self.floor.event().sessions[other].pinned.is_some()
                || proposal.steps.iter().any(|step| step.session == other);
            if is_held {
                continue;
            }
            let Some(home) = self.lift(other) else { continue };
            self.put(session, offer.place);
            if let Some(next) = cheapest_free(&self.offers(other)) {
                self.put(other, next.place);
                let now = self.price();
                // Without `session`, which was one broken rule before.
                let price = Price {
                    broken: now.broken - start.broken + 1,
                    cost: now.cost - start.cost + if next.place == home { 0 } else { extra },
                };
                if chosen.is_none_or(|(known, ..)| price < known) {
                    chosen = Some((price, offer.place, Some((other, next.place))));
                }
                self.lift(other);
            }
            self.lift(session);
            self.put(other, home);
        }
        let Some((_, place, follow)) = chosen else {
            proposal.steps.push(Step { session, from, to: None, why, change: Terms::default() });
            return;
        };
        let moved = follow.map(|(other, next)| (other, self.lift(other), next));
        self.put(session, place);
        let change = self.since(&before);
        proposal.steps.push(Step { session, from, to: Some(place), why, change });
        if let Some((other, home, next)) = moved {
            let before = *self.terms();
            self.put(other, next);
            let change = self.since(&before);
            let why = Why::Displaced { by: session };
            proposal.steps.push(Step { session: other, from: home, to: Some(next), why, change });
        }
    }

    /// Whoever clashes with the session now goes elsewhere, if there is a place without.
    fn mend_clashes(&mut self, proposal: &mut Proposal, session: usize) {
        let floor = self.floor;
        let event = floor.event();
        for &(other, _) in &floor.colleagues[session] {
            let other = other as usize;
            let (Some(at), Some(there)) = (self.place_of(session), self.place_of(other)) else { continue };
            if super::board::shared(at.slot, floor.length(session), there.slot, floor.length(other)) == 0
                || event.sessions[other].pinned.is_some()
            {
                continue;
            }
            let Some(&person) =
                event.sessions[other].people.iter().find(|person| event.sessions[session].people.contains(person))
            else {
                continue;
            };
            self.send_away(proposal, other, Why::Clash { with: session, person });
        }
    }

    fn mend_interpreters(&mut self, proposal: &mut Proposal, session: usize) {
        let floor = self.floor;
        let event = floor.event();
        let Some(at) = self.place_of(session) else { return };
        for &language in &event.sessions[session].languages {
            for slot in at.slot..at.slot + floor.length(session) {
                let needed = |board: &Self| {
                    board.teams_used[language * floor.slots + slot] > event.languages[language].teams[slot]
                };
                let others: Vec<usize> = (0..floor.rooms)
                    .filter_map(|room| self.at(Place { slot, room }))
                    .filter(|&other| {
                        let s = &event.sessions[other];
                        other != session && s.pinned.is_none() && s.languages.contains(&language)
                    })
                    .collect();
                for other in others {
                    if !needed(self) {
                        break;
                    }
                    self.send_away(proposal, other, Why::Interpreters { language });
                }
            }
        }
    }

    /// Moves a session to its best free place, if fewer rules are broken then.
    fn send_away(&mut self, proposal: &mut Proposal, session: usize, why: Why) {
        let before = *self.terms();
        let start = self.price();
        let Some(home) = self.lift(session) else { return };
        if let Some(offer) = cheapest_free(&self.offers(session)) {
            self.put(session, offer.place);
            if self.price().broken < start.broken {
                let change = self.since(&before);
                proposal.steps.push(Step { session, from: Some(home), to: Some(offer.place), why, change });
                return;
            }
            self.lift(session);
        }
        self.put(session, home);
    }
}

fn cheapest_free(offers: &[Offer]) -> Option<&Offer> {
    offers.iter().filter(|offer| offer.is_free).min_by_key(|offer| (offer.price, offer.place))
}
