//! What speakers write down about a proposal, and how it is read from a form.

use super::{LONGEST_SUMMARY, LONGEST_TITLE, Proposal};
use crate::{
    Answers, AskedOf, Call, Question,
    question::{Strictness, read_answers},
    typed,
};
use kernel::{FieldProblem, Locale, Problems, TrackId, words};
use programme::session::{Languages, SessionKind};
use ui::Form;
use web::Submission;

/// Everything about a proposal that its speakers write.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalDetails {
    /// See [`Proposal::kind`].
    pub kind: SessionKind,
    /// See [`Proposal::track`].
    pub track: Option<TrackId>,
    /// See [`Proposal::locale`].
    pub locale: Locale,
    /// See [`Proposal::title`].
    pub title: String,
    /// See [`Proposal::summary`].
    pub summary: String,
    /// See [`Proposal::languages`].
    pub languages: Languages,
    /// See [`Proposal::answers`].
    pub answers: Answers,
}

impl ProposalDetails {
    /// Reads a form. A draft may be incomplete; what is there must be right.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(
        sent: &Submission,
        call: &Call,
        questions: &[Question],
        before: &Answers,
        how: Strictness,
    ) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let kind = problems.take("kind", read_kind(sent.value("kind"), call));
        let track = problems.take("track", read_track(sent.value("track"), call));
        let locale: Option<Locale> = problems.take("locale", typed::choice(sent.value("locale")));
        let title = problems.take("title", words::optional_line(sent.value("title"), LONGEST_TITLE));
        let summary = problems.take("summary", words::paragraphs(sent.value("summary"), LONGEST_SUMMARY));
        let languages = problems.take("languages", Languages::parse(sent.values("languages")));
        let answers =
            kind.map(|kind| read_answers(&sent.form, &mut problems, questions, (AskedOf::Proposal, kind), before, how));
        let details = (|| {
            Some(Self {
                kind: kind?,
                track: track?,
                locale: locale?,
                title: title?,
                summary: summary?,
                languages: languages?,
                answers: answers?,
            })
        })();
        let Some(details) = details else { return Err(problems) };
        if how == Strictness::Submission {
            details.complete(call, &mut problems);
        }
        problems.or(details)
    }

    fn complete(&self, call: &Call, problems: &mut Problems) {
        let mut missing = |field: &str, is_missing: bool| {
            if is_missing && problems.of_field(field).is_empty() {
                problems.add(field, FieldProblem::new("calls-problem-unanswered"));
            }
        };
        missing("title", self.title.is_empty());
        missing("summary", self.summary.is_empty());
        missing("languages", self.languages.is_empty());
        missing("track", self.track.is_none() && !call.tracks.0.is_empty());
    }

    /// The form that would leave a proposal as it is.
    pub(crate) fn form(proposal: &Proposal) -> Form {
        let mut fields: Vec<(String, String)> = vec![
            ("kind".into(), proposal.kind.to_string()),
            ("track".into(), proposal.track.map(|track| track.to_string()).unwrap_or_default()),
            ("locale".into(), proposal.locale.to_string()),
            ("title".into(), proposal.title.clone()),
            ("summary".into(), proposal.summary.clone()),
            ("revision".into(), proposal.revision.to_string()),
        ];
        fields.extend(proposal.languages.codes().map(|code| ("languages".into(), code.to_owned())));
        fields.extend(proposal.answers.fields());
        Form::filled(fields)
    }
}

/// A kind that the call takes.
pub(crate) fn read_kind(raw: &str, call: &Call) -> Result<SessionKind, FieldProblem> {
    let kind = raw.parse().ok().filter(|kind| call.kinds.minutes(*kind).is_some());
    kind.ok_or_else(|| FieldProblem::new("calls-problem-choice"))
}

fn read_track(raw: &str, call: &Call) -> Result<Option<TrackId>, FieldProblem> {
    if raw.is_empty() {
        return Ok(None);
    }
    let found = call.tracks.0.iter().find(|track| track.to_string() == raw);
    found.copied().map(Some).ok_or_else(|| FieldProblem::new("calls-problem-choice"))
}
