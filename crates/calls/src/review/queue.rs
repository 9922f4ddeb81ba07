//! The queue of a reviewer: what was asked of them first, then what else they may judge.

use super::{Review, ReviewState, asked_of_viewer, reviewable};
use crate::{Call, Error, Proposal};
use db::Db;
use kernel::Ctx;

/// One proposal in the queue of the viewer.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// What is to be judged.
    pub proposal: Proposal,
    /// The viewer's own review, if it was begun.
    pub review: Option<Review>,
    /// It was asked for.
    pub is_asked: bool,
}

impl Queued {
    /// The viewer's review counts.
    pub fn is_done(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.state == ReviewState::Submitted)
    }
}

/// What the viewer may judge of a call: what was asked first, each part in the
/// order of its codes, which tells nothing.
///
/// # Errors
/// The engine's, or that nobody is signed in.
pub async fn queue(db: &Db, ctx: &Ctx, call: &Call) -> Result<Vec<Queued>, Error> {
    let asked = asked_of_viewer(db, ctx, call.id).await?;
    let pile = reviewable(db, ctx, call).await?;
    let queued = |(proposal, review): (Proposal, Option<Review>)| Queued {
        is_asked: asked.contains(&proposal.id),
        proposal,
        review,
    };
    let mut queue: Vec<Queued> = pile.into_iter().map(queued).collect();
    queue.sort_by_key(|one| !one.is_asked);
    Ok(queue)
}

/// How many of a queue are done, and of how many: of what was asked, or where
/// nothing was, of everything.
pub fn progress(queue: &[Queued]) -> (usize, usize) {
    let asks = queue.iter().any(|one| one.is_asked);
    let counted: Vec<&Queued> = queue.iter().filter(|one| one.is_asked || !asks).collect();
    (counted.iter().filter(|one| one.is_done()).count(), counted.len())
}
