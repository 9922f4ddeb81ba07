//! Signing up for sessions that have fewer places than people who want them.
//!
//! ```text
//!            ┌──────────────▶ signed_up ──┐
//!  (nobody) ─┤                            ├──▶ cancelled (by its holder)
//!            └──▶ waiting ──▶ promoted ───┤
//!                    └────────────────────┴──▶ declined (by the desk)
//! ```
//!
//! Whoever cancelled may come again, to the end of the line; whom the desk
//! declined comes back through the desk only. Nobody who has a place loses it
//! because a room shrinks; nobody is promoted while more have places than there
//! are. The first in the line moves up in the transaction that frees the place,
//! and a sweep finds what became free otherwise: a larger room, a release, an
//! erased account.

mod announced;
mod desk;
mod door;
mod line;
mod policy;
pub(crate) mod tables;
mod tally;
mod terms;
mod turnstile;
mod verbs;

pub use desk::{Listed, add, listed, remove, seed};
pub use door::{Door, Opening, Own, door, forget, own, own_data};
pub use line::{TellHolder, news, sweep, take_news};
pub(crate) use policy::copy_policy;
pub use policy::{OnClash, on_clash, set_on_clash};
pub use tally::{Tally, demand, tallies};
pub(crate) use tally::{held, on_the_lists, places_of};
pub use terms::{Offer, Terms, TermsDetails, desk_terms, places, set_terms, terms};
pub(crate) use terms::{all_terms, follow_zone};
pub use verbs::{cancel, sign_up};

use kernel::{AccountId, EditionId, SessionId, Timestamp};
use tables::sign_up_row;

kernel::id! {
    /// The key of a sign-up.
    pub struct SignUpId;
}

kernel::text_enum! {
    /// Where a sign-up stands.
    pub enum SignUpState {
        /// It has a place since it was made.
        SignedUp = "signed_up",
        /// It waits for one.
        Waiting = "waiting",
        /// It waited, and has a place.
        Promoted = "promoted",
        /// Its holder gave it up.
        Cancelled = "cancelled",
        /// The desk took it off the list.
        Declined = "declined",
    }
}

kernel::text_enum! {
    /// What the holder of a sign-up is to be told by letter.
    pub enum News {
        /// They took a place.
        SignedUp = "signed_up",
        /// They came to the end of the line.
        Waiting = "waiting",
        /// A place became free for them.
        Promoted = "promoted",
        /// The desk gave them a place.
        Added = "added",
        /// The desk took them off the list.
        Declined = "declined",
    }
}

impl SignUpState {
    /// The states that have a place.
    pub const HOLDING: [Self; 2] = [Self::SignedUp, Self::Promoted];

    /// It has a place.
    pub fn holds(self) -> bool {
        Self::HOLDING.contains(&self)
    }

    /// It has a place or waits for one.
    pub fn is_on_the_list(self) -> bool {
        self.holds() || self == Self::Waiting
    }

    /// The states that can follow.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::SignedUp | Self::Promoted => &[Self::Cancelled, Self::Declined],
            Self::Waiting => &[Self::Promoted, Self::Cancelled, Self::Declined],
            Self::Cancelled => &[Self::SignedUp, Self::Waiting],
            // Through the desk only, which gives a place and no hope of one.
            Self::Declined => &[Self::SignedUp],
        }
    }

    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::SignedUp => "programme-sign-up-state-signed-up",
            Self::Waiting => "programme-sign-up-state-waiting",
            Self::Promoted => "programme-sign-up-state-promoted",
            Self::Cancelled => "programme-sign-up-state-cancelled",
            Self::Declined => "programme-sign-up-state-declined",
        }
    }
}

/// Somebody's place in a session, or in the line for it.
#[derive(Clone, Debug, PartialEq)]
pub struct SignUp {
    /// Its key.
    pub id: SignUpId,
    /// For which session.
    pub session: SessionId,
    /// The edition of that session.
    pub edition: EditionId,
    /// Whose it is.
    pub account: AccountId,
    /// Where it stands.
    pub state: SignUpState,
    /// Counts those who came, in the order in which they came.
    pub turn: i64,
    /// When its holder came, the last time.
    pub signed_up_at: Timestamp,
}

impl From<sign_up_row::Model> for SignUp {
    fn from(row: sign_up_row::Model) -> Self {
        Self {
            id: row.id,
            session: row.session,
            edition: row.edition,
            account: row.account,
            state: row.state,
            turn: row.turn,
            signed_up_at: row.signed_up_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SignUpState as S;

    #[test]
    fn only_who_waits_is_promoted_and_nobody_falls_back_into_the_line() {
        for state in S::ALL {
            assert_eq!(state.next().contains(&S::Promoted), *state == S::Waiting);
            assert!(!state.holds() || !state.next().contains(&S::Waiting), "{state}");
            assert!(!state.next().contains(state));
        }
    }
}
