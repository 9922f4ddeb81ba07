//! The questions of a call: what they ask, of whom, and how long an answer may be.

mod answers;
mod details;
mod record;

pub use answers::{Answers, Strictness};
pub(crate) use answers::{read_answers, shown_answer};
pub use details::QuestionDetails;
pub use record::{add_question, questions, remove_question, revise_question};

use crate::{CallId, QuestionId, call::KINDS, tables::question_row};
use kernel::LocalizedText;
use programme::session::SessionKind;
use serde::{Deserialize, Serialize};

kernel::text_enum! {
    /// Who answers a question.
    pub enum AskedOf {
        /// The proposal, once.
        Proposal = "proposal",
        /// Each of its speakers.
        Speaker = "speaker",
    }
}

impl AskedOf {
    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Proposal => "calls-asked-proposal",
            Self::Speaker => "calls-asked-speaker",
        }
    }
}

kernel::text_enum! {
    /// What an answer looks like.
    pub enum Shape {
        /// A short line.
        Line = "line",
        /// Some paragraphs.
        Text = "text",
        /// One of some options.
        Choice = "choice",
        /// Any of some options.
        Choices = "choices",
        /// Yes or no.
        YesNo = "yes_no",
        /// A whole number, not below zero.
        Number = "number",
    }
}

impl Shape {
    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Line => "calls-shape-line",
            Self::Text => "calls-shape-text",
            Self::Choice => "calls-shape-choice",
            Self::Choices => "calls-shape-choices",
            Self::YesNo => "calls-shape-yes-no",
            Self::Number => "calls-shape-number",
        }
    }

    /// The answer is chosen from options.
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// The most characters that an answer has when staff say nothing.
    pub const fn usual_most(self) -> usize {
        match self {
            Self::Line => 200,
            Self::Text => 2000,
            Self::Choice | Self::Choices | Self::YesNo | Self::Number => 12,
        }
    }
}

/// Something that can be chosen. Its key stays when its words change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub key: u32,
    /// What is read.
    pub label: LocalizedText,
}

/// The options of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Options(pub Vec<Choice>);

/// Some kinds of session; none stands for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindList(pub Vec<SessionKind>);

crate::stored::as_json!(Options, KindList);

impl KindList {
    pub(crate) fn holds(&self, kind: SessionKind) -> bool {
        self.0.is_empty() || self.0.contains(&kind)
    }
}

/// A question of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its key.
    pub id: QuestionId,
    /// The call that asks it.
    pub call: CallId,
    /// Its place in the form.
    pub position: i32,
    /// Who answers it.
    pub asked_of: AskedOf,
    /// What an answer looks like.
    pub shape: Shape,
    /// What is asked.
    pub label: LocalizedText,
    /// What helps to answer.
    pub hint: LocalizedText,
    /// Of which kinds of session; none are all.
    pub kinds: KindList,
    /// What can be chosen.
    pub options: Options,
    /// A submission without an answer is refused.
    pub required: bool,
    /// The most characters of an answer; for a number, its largest value.
    pub most: Option<i32>,
    /// Reviewers read the answers.
    pub for_reviewers: bool,
    /// Asked no longer; what was answered stays.
    pub retired: bool,
    /// Counts its changes.
    pub revision: i64,
}

impl Question {
    /// The name of its field.
    pub fn field(&self) -> String {
        format!("q-{}", self.id)
    }

    /// It is asked of a proposal of this kind.
    pub fn concerns(&self, kind: SessionKind) -> bool {
        self.kinds.holds(kind)
    }

    /// The most characters of an answer.
    pub fn limit(&self) -> usize {
        let most = self.most.filter(|_| self.shape != Shape::Number);
        most.and_then(|most| usize::try_from(most).ok()).unwrap_or_else(|| self.shape.usual_most())
    }
}

impl From<question_row::Model> for Question {
    fn from(row: question_row::Model) -> Self {
        Self {
            id: row.id,
            call: row.session_call,
            position: row.position,
            asked_of: row.asked_of,
            shape: row.shape,
            label: row.label,
            hint: row.hint,
            kinds: row.kinds,
            options: row.options,
            required: row.required,
            most: row.most,
            for_reviewers: row.for_reviewers,
            retired: row.retired,
            revision: row.revision,
        }
    }
}

/// The kinds named in a form, of those that a call can ask for.
pub(crate) fn kinds_named(words: &[String]) -> Option<Vec<SessionKind>> {
    words.iter().map(|word| KINDS.iter().find(|kind| kind.as_str() == word).copied()).collect()
}
