//! What the reviews of a proposal add up to.

use super::{Review, ReviewState};
use crate::{ProposalId, ScoreCard};
use std::collections::HashMap;

/// The scores of a proposal: raw, of every submitted review the weighted score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many reviews were submitted.
    pub count: usize,
    /// Their mean, in points.
    pub mean: f64,
    /// The middle one, or the mean of the two in the middle, in points.
    pub median: f64,
    /// The distance between the lowest and the highest, in points.
    pub spread: f64,
    /// How many reviewers have recused themselves.
    pub recused: usize,
}

impl Summary {
    /// Adds up weighted scores, in hundredths of a point.
    fn of(mut totals: Vec<f64>, recused: usize) -> Self {
        totals.sort_by(f64::total_cmp);
        let count = totals.len();
        let (Some(least), Some(most)) = (totals.first(), totals.last()) else {
            return Self { recused, ..Self::default() };
        };
        let middle = count / 2;
        let median = if count % 2 == 1 { totals[middle] } else { (totals[middle - 1] + totals[middle]) / 2.0 };
        let points = |hundredths: f64| hundredths / 100.0;
        #[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 reviewers")]
        let mean = totals.iter().sum::<f64>() / count as f64;
        Self { count, mean: points(mean), median: points(median), spread: points(most - least), recused }
    }
}

/// What `reviews` add up to, by proposal.
pub fn summaries(card: &ScoreCard, reviews: &[Review]) -> HashMap<ProposalId, Summary> {
    let mut totals: HashMap<ProposalId, (Vec<f64>, usize)> = HashMap::new();
    for review in reviews {
        let (scores, recused) = totals.entry(review.proposal).or_default();
        match review.state {
            ReviewState::Submitted => scores.extend(review.scores.total(card)),
            ReviewState::Recused => *recused += 1,
            ReviewState::Draft => {}
        }
    }
    totals.into_iter().map(|(proposal, (scores, recused))| (proposal, Summary::of(scores, recused))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_median_and_spread_are_in_points() {
        let summary = Summary::of(vec![900.0, 300.0, 600.0, 800.0], 1);
        assert_eq!((summary.count, summary.recused), (4, 1));
        assert_eq!((summary.mean, summary.median, summary.spread), (6.5, 7.0, 6.0));
        assert_eq!(Summary::of(vec![750.0], 0).median, 7.5);
        assert_eq!(Summary::of(Vec::new(), 2), Summary { recused: 2, ..Summary::default() });
    }

    #[test]
    fn a_score_is_weighted_by_the_card() {
        let card = ScoreCard::usual();
        let scores = super::super::Scores([(1, 1000), (2, 500), (3, 0)].into());
        assert_eq!(scores.total(&card), Some(600.0));
        assert_eq!(super::super::Scores([(1, 1000)].into()).total(&card), None);
    }
}
