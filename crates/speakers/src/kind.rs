//! What can be asked of a speaker, and how far an answer has come.

use blob::Kind;

kernel::text_enum! {
    /// What is asked for.
    pub enum TaskKind {
        /// Some paragraphs about the person.
        Biography = "biography",
        /// A picture of the person.
        Portrait = "portrait",
        /// That title and text of a session are right, or what should be changed.
        Abstract = "abstract",
        /// The slides of a session.
        Slides = "slides",
        /// How the person travels.
        Travel = "travel",
        /// Whether photographs, recording and publication are agreed to.
        Consent = "consent",
        /// Anything else that can be written down.
        Other = "other",
    }
}

/// How a task is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// In words, of at most this many characters.
    Words(usize),
    /// With a name and a biography, in every language.
    Profile,
    /// By saying that it is right, or in words what is not.
    Confirmation,
    /// With a file of one of these kinds.
    File(&'static [Kind]),
    /// By yes or no to each of three questions.
    Consent,
}

impl TaskKind {
    /// How it is answered.
    pub const fn answering(self) -> Answering {
        match self {
            Self::Biography => Answering::Profile,
            Self::Travel | Self::Other => Answering::Words(2000),
            Self::Abstract => Answering::Confirmation,
            Self::Portrait => Answering::File(Kind::PICTURES),
            Self::Slides => Answering::File(Kind::SLIDES),
            Self::Consent => Answering::Consent,
        }
    }

    /// It is owed once for each session of a person, not once for the person.
    pub const fn is_per_session(self) -> bool {
        matches!(self, Self::Abstract | Self::Slides)
    }

    /// The kinds of file that answer it; none where a file is no answer.
    pub const fn files(self) -> &'static [Kind] {
        match self.answering() {
            Answering::File(kinds) => kinds,
            _ => &[],
        }
    }

    /// Id of its name.
    pub fn key(self) -> String {
        format!("speakers-kind-{self}")
    }
}

kernel::text_enum! {
    /// How far an answer has come.
    pub enum ItemState {
        /// Nothing was handed in.
        Open = "open",
        /// It waits for the desk.
        HandedIn = "handed_in",
        /// The desk is content.
        Accepted = "accepted",
        /// The desk says what is missing.
        Returned = "returned",
        /// It is not needed of this person.
        Waived = "waived",
    }
}

/// What can be done with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The speaker hands something in, also instead of what was handed in before.
    HandIn,
    /// The desk takes it.
    Accept,
    /// The desk gives it back with a note.
    Return,
    /// The desk asks for it no longer.
    Waive,
    /// The desk asks for it after all.
    Reopen,
}

impl Step {
    /// The desk's steps by the words of its forms.
    pub fn of_desk(word: &str) -> Option<Self> {
        match word {
            "acceptance" => Some(Self::Accept),
            "return" => Some(Self::Return),
            "waiver" => Some(Self::Waive),
            "reopening" => Some(Self::Reopen),
            _ => None,
        }
    }
}

impl ItemState {
    /// Where a step leads; `None` where it is not possible. What was accepted stays
    /// so until the desk gives it back: nobody exchanges slides behind its back.
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Open | Self::HandedIn | Self::Returned, Step::HandIn) => Some(Self::HandedIn),
            (Self::HandedIn, Step::Accept) => Some(Self::Accepted),
            (Self::HandedIn | Self::Accepted, Step::Return) => Some(Self::Returned),
            (Self::Open | Self::HandedIn | Self::Returned, Step::Waive) => Some(Self::Waived),
            (Self::Waived, Step::Reopen) => Some(Self::Open),
            _ => None,
        }
    }

    /// The speaker still has to do something.
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Open | Self::Returned)
    }

    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "speakers-state-open",
            Self::HandedIn => "speakers-state-handed-in",
            Self::Accepted => "speakers-state-accepted",
            Self::Returned => "speakers-state-returned",
            Self::Waived => "speakers-state-waived",
        }
    }

    /// The tone of its tag in the style sheet.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::HandedIn => "tag-outline",
            Self::Accepted => "tag-good",
            Self::Returned => "tag-warn",
            Self::Waived => "tag-outline",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STEPS: [Step; 5] = [Step::HandIn, Step::Accept, Step::Return, Step::Waive, Step::Reopen];

    proptest! {
        /// Whatever is done in whatever order: nothing is accepted that was not handed
        /// in, and what is accepted is not exchanged.
        #[test]
        fn nothing_is_accepted_unseen(steps in prop::collection::vec(0usize..5, 0..30)) {
            let (mut state, mut handed_in) = (ItemState::Open, false);
            for step in steps.into_iter().map(|at| STEPS[at]) {
                let Some(next) = state.after(step) else { continue };
                match step {
                    Step::HandIn => handed_in = true,
                    Step::Reopen => handed_in = false,
                    _ => {}
                }
                prop_assert!(next != ItemState::Accepted || handed_in);
                prop_assert!(state != ItemState::Accepted || next == ItemState::Returned);
                state = next;
            }
        }
    }

    #[test]
    fn only_files_are_asked_for_where_a_file_is_the_answer() {
        assert_eq!(TaskKind::Slides.files(), Kind::SLIDES);
        assert!(TaskKind::Travel.files().is_empty());
    }
}
