//! Who would be on the stage, in their own words: each speaker writes their own
//! part and nobody else's.

use super::{Proposal, ProposalState, record::locked_speaker};
use crate::{
    Answers, AskedOf, Call, Error, ProposalId, Question,
    question::{Strictness, read_answers},
    tables::speaker_row,
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, FieldProblem, Problems, words};
use programme::session::SessionKind;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::HashMap;
use ui::Form;
use web::Submission;

/// Somebody who would speak.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// In which proposal.
    pub proposal: ProposalId,
    /// Who.
    pub account: AccountId,
    /// The name as its bearer writes it; empty as long as it is not given.
    pub name: String,
    /// The name in Latin letters, where it is not.
    pub latin: String,
    /// Where they work, in their own words.
    pub affiliation: String,
    /// What they do.
    pub biography: String,
    /// What they answered.
    pub answers: Answers,
    /// They agree that it stands in the public programme.
    pub shows: bool,
    /// Counts the changes.
    pub revision: i64,
}

impl From<speaker_row::Model> for Speaker {
    fn from(row: speaker_row::Model) -> Self {
        Self {
            proposal: row.proposal,
            account: row.account,
            name: row.name,
            latin: row.latin,
            affiliation: row.affiliation,
            biography: row.biography,
            answers: row.answers,
            shows: row.shows,
            revision: row.revision,
        }
    }
}

/// What a speaker writes.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerDetails {
    /// See [`Speaker::name`].
    pub name: String,
    /// See [`Speaker::latin`].
    pub latin: String,
    /// See [`Speaker::affiliation`].
    pub affiliation: String,
    /// See [`Speaker::biography`].
    pub biography: String,
    /// See [`Speaker::answers`].
    pub answers: Answers,
    /// See [`Speaker::shows`].
    pub shows: bool,
}

impl SpeakerDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(
        sent: &Submission,
        questions: &[Question],
        kind: SessionKind,
        before: &Answers,
    ) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let name = problems.take("name", words::line(sent.value("name"), directory::name::LONGEST));
        // The directory's own rule says what is Latin.
        let mut latin_problems = Problems::new();
        directory::PersonName::read(&sent.form, &mut latin_problems);
        for problem in latin_problems.of_field("latin") {
            problems.add("latin", problem.clone());
        }
        let affiliation = problems.take("affiliation", words::optional_line(sent.value("affiliation"), 200));
        let biography = problems.take("biography", words::paragraphs(sent.value("biography"), 2000));
        let asked = (AskedOf::Speaker, kind);
        let how = Strictness::Submission;
        let answers = read_answers(&sent.form, &mut problems, questions, asked, before, how);
        match (name, affiliation, biography) {
            (Some(name), Some(affiliation), Some(biography)) => problems.or(Self {
                name,
                latin: sent.value("latin").trim().to_owned(),
                affiliation,
                biography,
                answers,
                shows: sent.has("shows"),
            }),
            _ => Err(problems),
        }
    }

    /// The form that would leave the part as it is.
    pub(crate) fn form(speaker: &Speaker) -> Form {
        let mut fields: Vec<(String, String)> = vec![
            ("name".into(), speaker.name.clone()),
            ("latin".into(), speaker.latin.clone()),
            ("affiliation".into(), speaker.affiliation.clone()),
            ("biography".into(), speaker.biography.clone()),
            ("revision".into(), speaker.revision.to_string()),
        ];
        fields.extend(speaker.shows.then(|| ("shows".into(), "yes".into())));
        fields.extend(speaker.answers.fields());
        Form::filled(fields)
    }
}

/// The name is missing, or an answer that must be given.
pub(super) fn incomplete(speaker: &Speaker, questions: &[Question], kind: SessionKind) -> bool {
    let asked =
        |one: &&Question| one.asked_of == AskedOf::Speaker && one.concerns(kind) && !one.retired && one.required;
    speaker.name.is_empty() || questions.iter().filter(asked).any(|one| speaker.answers.of(one.id).is_empty())
}

/// The speakers of a proposal that the viewer may know of, in their order.
///
/// # Errors
/// The engine's.
pub async fn speakers(db: &Db, ctx: &Ctx, proposal: ProposalId) -> Result<Vec<Speaker>, DbErr> {
    Ok(speakers_of(db, ctx, &[proposal]).await?.remove(&proposal).unwrap_or_default())
}

/// As [`speakers`], of several proposals at once.
///
/// # Errors
/// The engine's.
pub async fn speakers_of(
    db: &Db,
    ctx: &Ctx,
    proposals: &[ProposalId],
) -> Result<HashMap<ProposalId, Vec<Speaker>>, DbErr> {
    let mut all: HashMap<ProposalId, Vec<Speaker>> = HashMap::new();
    for some in proposals.chunks(500) {
        let rows = select::<speaker_row::Entity>(ctx)
            .filter(speaker_row::Column::Proposal.is_in(some.iter().copied()))
            .order_by_asc(speaker_row::Column::Position)
            .order_by_asc(speaker_row::Column::JoinedAt)
            .all(db.read())
            .await?;
        for row in rows {
            all.entry(row.proposal).or_default().push(row.into());
        }
    }
    Ok(all)
}

/// Writes the viewer's own part of a proposal. It can be written until there is
/// a decision that the viewer was told of: a biography misses no deadline.
///
/// # Errors
/// [`Error::Stale`], [`Error::State`], [`Error::NotFound`] for anybody else.
pub async fn save_speaker(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    proposal: &Proposal,
    revision: i64,
    details: &SpeakerDetails,
) -> Result<(), Error> {
    let open = [ProposalState::Draft, ProposalState::Submitted, ProposalState::WaitListed];
    if !open.contains(&proposal.apparent()) {
        return Err(Error::State);
    }
    if !details.latin.is_empty() && details.latin.chars().count() > directory::name::LONGEST {
        let problem = FieldProblem::new("problem-too-long").with("limit", directory::name::LONGEST);
        return Err(Problems::of("latin", problem.with("length", details.latin.chars().count())).into());
    }
    db.write("proposal.speaker", |tx: Tx| async move {
        let row = locked_speaker(&tx, ctx, proposal.id, revision).await?;
        let mut next = row.into_active_model();
        next.name = Set(details.name.clone());
        next.latin = Set(details.latin.clone());
        next.affiliation = Set(details.affiliation.clone());
        next.biography = Set(details.biography.clone());
        next.answers = Set(details.answers.clone());
        next.shows = Set(details.shows);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await?;
        let detail = json!({ "shows": details.shows });
        Ok(tx.audit(ctx, Some(call.edition), "proposal.speaker", proposal.id.0, detail).await?)
    })
    .await
}
