//! How a proposal goes on.

kernel::text_enum! {
    /// How far a proposal is.
    pub enum ProposalState {
        /// Being written; known to its speakers.
        Draft = "draft",
        /// Handed in, in time.
        Submitted = "submitted",
        /// To take place; it has become a session of the draft programme.
        Accepted = "accepted",
        /// To take place if another does not.
        WaitListed = "wait_listed",
        /// Not to take place.
        Rejected = "rejected",
        /// Taken back by its speakers.
        Withdrawn = "withdrawn",
    }
}

impl ProposalState {
    /// The states that can follow. Before the letter a decision can be changed
    /// and taken back; after it only a place on the wait-list is still open, and
    /// speakers can still withdraw.
    pub const fn next(self, told: bool) -> &'static [Self] {
        use ProposalState as S;
        match (self, told) {
            (S::Draft, _) => &[S::Submitted, S::Withdrawn],
            (S::Submitted, _) => &[S::Accepted, S::WaitListed, S::Rejected, S::Withdrawn],
            (S::Accepted, false) => &[S::Submitted, S::WaitListed, S::Rejected, S::Withdrawn],
            (S::WaitListed, false) => &[S::Submitted, S::Accepted, S::Rejected, S::Withdrawn],
            (S::Rejected, false) => &[S::Submitted, S::Accepted, S::WaitListed, S::Withdrawn],
            (S::WaitListed, true) => &[S::Accepted, S::Rejected, S::Withdrawn],
            (S::Accepted, true) => &[S::Withdrawn],
            (S::Rejected, true) | (S::Withdrawn, _) => &[],
        }
    }

    /// Staff have decided.
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Accepted | Self::WaitListed | Self::Rejected)
    }

    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "calls-state-draft",
            Self::Submitted => "calls-state-submitted",
            Self::Accepted => "calls-state-accepted",
            Self::WaitListed => "calls-state-wait-listed",
            Self::Rejected => "calls-state-rejected",
            Self::Withdrawn => "calls-state-withdrawn",
        }
    }

    /// Id of its name for the speakers, for whom a submission is under review.
    pub const fn speaker_key(self) -> &'static str {
        match self {
            Self::Submitted => "calls-state-under-review",
            other => other.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ProposalState as S;
    use proptest::prelude::*;

    fn any_state() -> impl Strategy<Value = S> {
        prop::sample::select(S::ALL)
    }

    proptest! {
        /// Whatever staff and speakers press in whatever order: nothing comes
        /// back from its end, nothing is a draft again, nothing is decided that
        /// was not submitted, and what was told is only ever improved or withdrawn.
        #[test]
        fn no_walk_leaves_the_rails(wanted in prop::collection::vec((any_state(), any::<bool>()), 0..40)) {
            let (mut state, mut told, mut submitted) = (S::Draft, false, false);
            for (next, tell) in wanted {
                if state.next(told).contains(&next) {
                    prop_assert!(!matches!(state, S::Withdrawn));
                    prop_assert!(next != S::Draft && next != state);
                    prop_assert!(!next.is_decided() || submitted);
                    if told {
                        prop_assert!(next == S::Withdrawn || state == S::WaitListed);
                        prop_assert!(next != S::Submitted);
                    }
                    submitted |= next == S::Submitted;
                    // A decision that changes has not been told; a withdrawal needs no letter.
                    told = told && next == S::Withdrawn;
                    state = next;
                }
                told |= tell && state.is_decided();
            }
        }

        #[test]
        fn whoever_has_not_been_told_can_always_withdraw(state in any_state()) {
            prop_assert!(state == S::Withdrawn || state.next(false).contains(&S::Withdrawn));
        }
    }
}
