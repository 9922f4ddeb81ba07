//! Review: who is asked, score cards, recusals, and what they add up to.

mod assignment;
mod interest;
mod queue;
mod record;
mod spread;
mod suggestion;
mod summary;

pub use assignment::{
    Given, Load, Pair, Standing, asked_of_viewer, assign, choose_reviewers, reviewers_of, standing, take_back,
};
pub use interest::{Interest, interests};
pub use queue::{Queued, progress, queue};
pub use record::{
    ReviewDetails, SaveHow, others, own_review, recuse, reviewable, reviewable_by_code, reviews_of, save_review,
};
pub use suggestion::{MOST_EACH, Suggestion, Wish, suggest};
pub use summary::{Summary, summaries};

use crate::{ProposalId, ScoreCard, tables::review_row};
use kernel::{AccountId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

kernel::text_enum! {
    /// How far a review is.
    pub enum ReviewState {
        /// Being written; known to its reviewer.
        Draft = "draft",
        /// Counts.
        Submitted = "submitted",
        /// The reviewer must not judge this one. There is no way back.
        Recused = "recused",
    }
}

impl ReviewState {
    /// The states that can follow. What was submitted can be written again, and
    /// is a submission still.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Submitted, Self::Recused],
            Self::Submitted => &[Self::Recused],
            Self::Recused => &[],
        }
    }
}

/// Scores by the keys of their criteria, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scores(pub BTreeMap<u32, i32>);

crate::stored::as_json!(Scores);

impl Scores {
    /// The weighted score of a card, in hundredths of a point; nothing as long
    /// as a criterion has none.
    pub fn total(&self, card: &ScoreCard) -> Option<f64> {
        let weighted = |one: &crate::Criterion| Some(f64::from(*self.0.get(&one.key)?) * f64::from(one.weight));
        let parts: Option<Vec<f64>> = card.criteria.iter().map(weighted).collect();
        Some(parts?.iter().sum::<f64>() / 10_000.0)
    }
}

/// What a reviewer thinks of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Of which proposal.
    pub proposal: ProposalId,
    /// Whose it is.
    pub account: AccountId,
    /// How far it is.
    pub state: ReviewState,
    /// The scores so far.
    pub scores: Scores,
    /// What the reviewer says; never shown to speakers.
    pub remark: String,
    /// Counts its changes.
    pub revision: i64,
    /// When it was written last.
    pub written_at: Timestamp,
}

impl From<review_row::Model> for Review {
    fn from(row: review_row::Model) -> Self {
        Self {
            proposal: row.proposal,
            account: row.account,
            state: row.state,
            scores: row.scores,
            remark: row.remark,
            revision: row.revision,
            written_at: row.written_at,
        }
    }
}
