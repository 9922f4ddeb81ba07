//! Calls with everything in them, for the demonstration and for tests: many rows
//! in one transaction, and no letter to anybody.

use crate::{
    Answers, CallDetails, CallId, CallState, Error, MemberId, Part, ProposalId, ProposalState, QuestionId, ReviewState,
    ScoreCard, Scores,
    proposal::{Proposal, SpeakerDetails, receipt},
    question::{Options, QuestionDetails},
    tables::{call_row, code_row, member_row, proposal_row, question_row, review_row, speaker_row},
};
use db::{Db, Tx};
use kernel::{AccountId, Ctx, EditionId, EmailAddress, Locale, Permission, TrackId};
use programme::session::{Languages, SessionKind};
use sea_orm::{EntityTrait, IntoActiveModel};

/// A call as a seed describes it.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// What is written about it.
    pub details: CallDetails,
    /// Whether it was announced.
    pub state: CallState,
    /// Its questions, with keys of their own where a seed wants to name them.
    pub questions: Vec<(QuestionId, QuestionDetails)>,
    /// Reviewers and invitees.
    pub members: Vec<(Part, AccountId, EmailAddress)>,
    /// Access codes: label, word of twelve characters, uses.
    pub codes: Vec<(String, String, i32)>,
    /// What was proposed.
    pub proposals: Vec<NewProposal>,
}

/// A proposal as a seed describes it.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// Its code, six characters, unique in the edition.
    pub code: String,
    /// Draft or submitted.
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
    /// What was answered.
    pub answers: Answers,
    /// Who would speak; the first began it.
    pub speakers: Vec<(AccountId, SpeakerDetails)>,
    /// What reviewers think: scores in the order of the usual card, a remark.
    pub reviews: Vec<(AccountId, [i32; 3], String)>,
}

/// Stores a call with everything in it. Its score card is the usual one.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn seed_call(db: &Db, ctx: &Ctx, edition: EditionId, new: &NewCall) -> Result<CallId, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let id: CallId = ctx.new_id();
    db.write("call.seed", |tx: Tx| async move {
        let call = call_model(ctx, edition, id, new);
        call_row::Entity::insert(call.into_active_model()).exec_without_returning(tx.conn()).await?;
        for (key, details) in &new.questions {
            let question = question_model(edition, id, *key, details);
            question_row::Entity::insert(question.into_active_model()).exec_without_returning(tx.conn()).await?;
        }
        around(&tx, ctx, edition, id, new).await?;
        for proposal in &new.proposals {
            store(&tx, ctx, edition, id, proposal).await?;
        }
        tx.change("calls", Some(edition), id.0).await?;
        tx.audit(ctx, Some(edition), "call.seeded", id.0, serde_json::json!({})).await?;
        Ok(id)
    })
    .await
}

/// Whom it knows, and by which codes others come in.
async fn around(tx: &Tx, ctx: &Ctx, edition: EditionId, call: CallId, new: &NewCall) -> Result<(), Error> {
    for (part, account, email) in &new.members {
        let member = member_row::Model {
            id: ctx.new_id::<MemberId>(),
            edition,
            session_call: call,
            account: *account,
            part: *part,
            email: email.clone(),
            invited_at: ctx.now(),
        };
        member_row::Entity::insert(member.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    for (label, word, most) in &new.codes {
        let code = code_row::Model {
            id: ctx.new_id(),
            edition,
            session_call: call,
            label: label.clone(),
            word: word.clone(),
            most: *most,
            used: 0,
            ends_at: None,
            revoked_at: None,
            revision: 1,
            made_at: ctx.now(),
        };
        code_row::Entity::insert(code.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn call_model(ctx: &Ctx, edition: EditionId, id: CallId, new: &NewCall) -> call_row::Model {
    let details = new.details.clone();
    call_row::Model {
        id,
        edition,
        slug: details.slug,
        title: details.title,
        body: details.body,
        state: new.state,
        opens_at: details.opens_at,
        closes_at: details.closes_at,
        zone: details.zone,
        grace_minutes: details.grace_minutes,
        access: details.access,
        blind: details.blind,
        reviewing: details.reviewing,
        kinds: details.kinds,
        tracks: details.tracks,
        card: ScoreCard::usual(),
        revision: 1,
        created_at: ctx.now(),
    }
}

fn question_model(edition: EditionId, call: CallId, id: QuestionId, details: &QuestionDetails) -> question_row::Model {
    question_row::Model {
        id,
        edition,
        session_call: call,
        position: details.position,
        asked_of: details.asked_of,
        shape: details.shape,
        label: details.label.clone(),
        hint: details.hint.clone(),
        kinds: details.kinds.clone(),
        options: details.keyed(&Options::default()),
        required: details.required,
        most: details.most,
        for_reviewers: details.for_reviewers,
        retired: false,
        revision: 1,
    }
}

async fn store(tx: &Tx, ctx: &Ctx, edition: EditionId, call: CallId, new: &NewProposal) -> Result<(), Error> {
    let row = proposal_model(ctx, edition, call, new)?;
    let id = row.id;
    proposal_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    for (position, (account, details)) in (0..).zip(&new.speakers) {
        let speaker = speaker_row::Model {
            proposal: id,
            edition,
            account: *account,
            position,
            name: details.name.clone(),
            latin: details.latin.clone(),
            affiliation: details.affiliation.clone(),
            biography: details.biography.clone(),
            answers: details.answers.clone(),
            shows: details.shows,
            revision: 1,
            joined_at: ctx.now(),
        };
        speaker_row::Entity::insert(speaker.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    for (account, scores, remark) in &new.reviews {
        let review = review_row::Model {
            proposal: id,
            edition,
            session_call: call,
            account: *account,
            state: ReviewState::Submitted,
            scores: Scores((1..).zip(scores.iter().copied()).collect()),
            remark: remark.clone(),
            revision: 1,
            written_at: ctx.now(),
        };
        review_row::Entity::insert(review.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn proposal_model(
    ctx: &Ctx,
    edition: EditionId,
    call: CallId,
    new: &NewProposal,
) -> Result<proposal_row::Model, Error> {
    let owner = new.speakers.first().map(|(account, _)| *account).ok_or(Error::NotFound)?;
    let mut row = proposal_row::Model {
        id: ctx.new_id::<ProposalId>(),
        edition,
        session_call: call,
        code: new.code.clone(),
        state: new.state,
        kind: new.kind,
        track: new.track,
        locale: new.locale,
        title: new.title.clone(),
        summary: new.summary.clone(),
        languages: new.languages.clone(),
        answers: new.answers.clone(),
        owner,
        submitted_at: None,
        receipt: None,
        told: None,
        told_at: None,
        session: None,
        revision: 1,
        verdicts: 0,
        created_at: ctx.now(),
    };
    if new.state != ProposalState::Draft {
        row.submitted_at = Some(ctx.now());
        row.receipt = Some(receipt(&Proposal::from(row.clone()), ctx.now()));
    }
    Ok(row)
}
