//! Who could review what: so many reviewers for each proposal, evenly, and
//! nobody who is too near. A suggestion stores nothing.

use super::{
    assignment::{Pair, Standing, reviewers_of},
    interest::Interest,
    spread::{Case, spread},
};
use crate::{Proposal, ProposalId, ProposalState};
use kernel::{AccountId, TrackId};
use std::collections::{BTreeMap, BTreeSet};

/// The most reviewers that can be asked for each proposal.
pub const MOST_EACH: usize = 9;

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// How many reviewers each proposal has in the end.
    pub each: usize,
    /// Only proposals of these tracks; none are all.
    pub tracks: Vec<TrackId>,
    /// Only these reviewers; none are all.
    pub reviewers: Vec<AccountId>,
}

/// What could be given, on top of what is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestion {
    /// Who could be asked, by the order of the proposals.
    pub pairs: Vec<Pair>,
    /// Proposals for which there are not enough who may, and how many they lack.
    pub short: Vec<(ProposalId, usize)>,
}

/// Suggests who reviews what. It depends on what it is given and on nothing else.
pub fn suggest(standing: &Standing, interests: &BTreeMap<Pair, Interest>, wish: &Wish) -> Suggestion {
    let everybody: Vec<AccountId> = standing.reviewers.iter().map(|member| member.account).collect();
    let load: Vec<usize> = everybody.iter().map(|account| standing.load(*account).given).collect();
    let wanted = |proposal: &&Proposal| {
        proposal.state == ProposalState::Submitted
            && (wish.tracks.is_empty() || proposal.track.is_some_and(|track| wish.tracks.contains(&track)))
    };
    let proposals: Vec<&Proposal> = standing.proposals.iter().filter(wanted).collect();
    let tracks: BTreeSet<Option<TrackId>> = proposals.iter().map(|proposal| proposal.track).collect();
    let case = |proposal: &&Proposal| {
        let mut has = reviewers_of(standing, proposal.id);
        has.extend(standing.judged.iter().filter(|pair| pair.0 == proposal.id).map(|pair| pair.1));
        let may = |account: &AccountId| {
            let pair = (proposal.id, *account);
            (wish.reviewers.is_empty() || wish.reviewers.contains(account))
                && !has.contains(account)
                && standing.may(&pair)
                && !interests.contains_key(&pair)
        };
        Case {
            needs: wish.each.saturating_sub(has.len()),
            track: tracks.iter().position(|track| *track == proposal.track).unwrap_or(0),
            may: (0..everybody.len()).filter(|at| may(&everybody[*at])).collect(),
        }
    };
    let cases: Vec<Case> = proposals.iter().map(case).collect();
    let mut suggestion = Suggestion::default();
    for ((proposal, case), mut chosen) in proposals.iter().zip(&cases).zip(spread(&cases, &load)) {
        chosen.sort_unstable();
        if chosen.len() < case.needs {
            suggestion.short.push((proposal.id, case.needs - chosen.len()));
        }
        suggestion.pairs.extend(chosen.into_iter().map(|at| (proposal.id, everybody[at])));
    }
    suggestion
}
