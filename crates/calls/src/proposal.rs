//! A proposal: written in drafts, submitted in time, decided once.

mod details;
mod link;
mod receipt;
mod record;
mod speaker;
mod state;
mod submit;

pub use details::ProposalDetails;
pub use link::{Link, Waiting, follow_link, links, make_link, revoke_link, waiting};
pub(crate) use receipt::receipt;
pub(crate) use record::in_person;
pub use record::{NewProposal, drafts_and_submissions, own_proposals, proposal_by_code, proposals_of, start, withdraw};
pub use speaker::{Speaker, SpeakerDetails, save_speaker, speakers, speakers_of};
pub use state::ProposalState;
pub use submit::save;

use crate::{Answers, CallId, ProposalId, tables::proposal_row};
use kernel::{AccountId, EditionId, Locale, SessionId, Timestamp, TrackId};
use programme::session::{Languages, SessionKind};

/// The longest title, in characters: that of a session.
pub(crate) const LONGEST_TITLE: usize = 200;
/// The longest summary, in characters: that of a session.
pub(crate) const LONGEST_SUMMARY: usize = 5000;

/// A proposal, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its key.
    pub id: ProposalId,
    /// The edition it is for.
    pub edition: EditionId,
    /// The call it answers.
    pub call: CallId,
    /// Its short code, unique in the edition.
    pub code: String,
    /// How far it is. What its speakers are told is [`Proposal::apparent`].
    pub state: ProposalState,
    /// What sort of session it would be.
    pub kind: SessionKind,
    /// The track it would belong to.
    pub track: Option<TrackId>,
    /// The language it is written in.
    pub locale: Locale,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The languages that would be spoken.
    pub languages: Languages,
    /// What its speakers answered together.
    pub answers: Answers,
    /// Who began it.
    pub owner: AccountId,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// The hash of what was submitted, in hexadecimal.
    pub receipt: Option<String>,
    /// The decision that its speakers were told of last.
    pub told: Option<ProposalState>,
    /// When they were.
    pub told_at: Option<Timestamp>,
    /// The session that it became.
    pub session: Option<SessionId>,
    /// Counts what its speakers changed.
    pub revision: i64,
    /// Counts what staff decided. Apart from the other, so that no speaker sees
    /// a number move before the letter.
    pub verdicts: i64,
}

impl Proposal {
    /// Its state as far as its speakers may know: nothing of a decision before
    /// its letter.
    pub fn apparent(&self) -> ProposalState {
        match self.state {
            ProposalState::Draft | ProposalState::Withdrawn => self.state,
            _ => self.told.unwrap_or(ProposalState::Submitted),
        }
    }

    /// Its speakers know of the decision that holds now.
    pub fn is_told(&self) -> bool {
        self.told == Some(self.state)
    }

    /// What staff have seen of it: grows with every change, whoever makes it.
    pub fn seen(&self) -> i64 {
        self.revision + self.verdicts
    }

    /// The title, or its code as long as there is none.
    pub fn heading(&self) -> &str {
        if self.title.is_empty() { &self.code } else { &self.title }
    }
}

impl From<proposal_row::Model> for Proposal {
    fn from(row: proposal_row::Model) -> Self {
        Self {
            id: row.id,
            edition: row.edition,
            call: row.session_call,
            code: row.code,
            state: row.state,
            kind: row.kind,
            track: row.track,
            locale: row.locale,
            title: row.title,
            summary: row.summary,
            languages: row.languages,
            answers: row.answers,
            owner: row.owner,
            submitted_at: row.submitted_at,
            receipt: row.receipt,
            told: row.told,
            told_at: row.told_at,
            session: row.session,
            revision: row.revision,
            verdicts: row.verdicts,
        }
    }
}
