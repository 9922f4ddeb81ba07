//! Beginning and withdrawing a proposal; finding those that a viewer may know of.

use super::{LONGEST_TITLE, Proposal, ProposalState, details::read_kind};
use crate::{
    Answers, Call, CallId, Error, ProposalId,
    access::{right, too_late},
    tables::{self, proposal_row, speaker_row},
    typed,
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Denied, EditionId, FieldProblem, Locale, Problems, Viewer, words};
use programme::session::{Languages, SessionKind};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use std::collections::HashMap;

/// Letters and digits without those that look alike (0 O, 1 I, and L, U).
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// More proposals to one call nobody means.
const MOST: u64 = 20;

/// A proposal as it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProposal {
    /// What sort of session it would be.
    pub kind: SessionKind,
    /// Its title so far; may be empty.
    pub title: String,
    /// The language it is written in.
    pub locale: Locale,
}

impl NewProposal {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &web::Submission, call: &Call) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let kind = problems.take("kind", read_kind(sent.value("kind"), call));
        let title = problems.take("title", words::optional_line(sent.value("title"), LONGEST_TITLE));
        let locale = problems.take("locale", typed::choice(sent.value("locale")));
        match (kind, title, locale) {
            (Some(kind), Some(title), Some(locale)) => problems.or(Self { kind, title, locale }),
            _ => Err(problems),
        }
    }
}

/// The viewer's account, in person: no token proposes anything.
pub(crate) fn in_person(ctx: &Ctx) -> Result<AccountId, Error> {
    let account = ctx.viewer().account_id().filter(|_| ctx.viewer().reach().is_none());
    account.ok_or(Error::Denied(Denied::NotSignedIn))
}

/// Begins a proposal to a call that the viewer may know of.
///
/// # Errors
/// [`Error::Invalid`] at the form when the call takes nothing from this viewer
/// now, and why.
pub async fn start(db: &Db, ctx: &Ctx, call: &Call, new: &NewProposal) -> Result<Proposal, Error> {
    let account = in_person(ctx)?;
    let name = accounts::own_account(db, ctx).await.map(|own| own.name).unwrap_or_default();
    let name = &name.chars().take(100).collect::<String>();
    let everything = &ctx.seen_by(Viewer::system());
    db.write("proposal.start", |tx: Tx| async move {
        let right = right(tx.conn(), everything, call, account).await?;
        if !right.may_propose {
            return Err(Problems::of("", FieldProblem::new("calls-problem-needs-code")).into());
        }
        if !call.deadline(ctx.now(), right.until).is_open() {
            return Err(too_late().into());
        }
        let begun = select::<proposal_row::Entity>(everything)
            .filter(proposal_row::Column::SessionCall.eq(call.id))
            .filter(proposal_row::Column::Owner.eq(account))
            .filter(proposal_row::Column::State.ne(ProposalState::Withdrawn));
        if begun.count(tx.conn()).await? >= MOST {
            return Err(Problems::of("", FieldProblem::new("calls-problem-many").with("most", MOST)).into());
        }
        let row = new_row(&tx, ctx, call, account, new).await?;
        proposal_row::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        let own = new_speaker(ctx, &row, account, 0, name);
        speaker_row::Entity::insert(own.into_active_model()).exec_without_returning(tx.conn()).await?;
        tx.audit(ctx, Some(call.edition), "proposal.started", row.id.0, json!({ "code": row.code })).await?;
        Ok(Proposal::from(row))
    })
    .await
}

async fn new_row(
    tx: &Tx,
    ctx: &Ctx,
    call: &Call,
    owner: AccountId,
    new: &NewProposal,
) -> Result<proposal_row::Model, DbErr> {
    Ok(proposal_row::Model {
        id: ctx.new_id(),
        edition: call.edition,
        session_call: call.id,
        code: free_code(tx, ctx, call.edition).await?,
        state: ProposalState::Draft,
        kind: new.kind,
        track: None,
        locale: new.locale,
        title: new.title.clone(),
        summary: String::new(),
        languages: Languages::default(),
        answers: Answers::default(),
        owner,
        submitted_at: None,
        receipt: None,
        told: None,
        told_at: None,
        session: None,
        revision: 1,
        verdicts: 0,
        created_at: ctx.now(),
    })
}

async fn free_code(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<String, DbErr> {
    let everything = ctx.seen_by(Viewer::system());
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
    loop {
        let code: String = ctx.random_bytes::<6>().iter().map(letter).collect();
        let taken = select::<proposal_row::Entity>(&everything)
            .filter(proposal_row::Column::Edition.eq(edition))
            .filter(proposal_row::Column::Code.eq(&code));
        if taken.count(tx.conn()).await? == 0 {
            return Ok(code);
        }
    }
}

/// A speaker who has said nothing yet.
pub(super) fn new_speaker(
    ctx: &Ctx,
    proposal: &proposal_row::Model,
    account: AccountId,
    position: i32,
    name: &str,
) -> speaker_row::Model {
    speaker_row::Model {
        proposal: proposal.id,
        edition: proposal.edition,
        account,
        position,
        name: name.to_owned(),
        latin: String::new(),
        affiliation: String::new(),
        biography: String::new(),
        answers: Answers::default(),
        shows: false,
        revision: 1,
        joined_at: ctx.now(),
    }
}

/// The proposals of an edition in which the viewer would speak, latest first.
///
/// # Errors
/// The engine's.
pub async fn own_proposals(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Proposal>, DbErr> {
    let Ok(account) = in_person(ctx) else { return Ok(Vec::new()) };
    let rows = select::<proposal_row::Entity>(ctx)
        .filter(proposal_row::Column::Edition.eq(edition))
        .filter(proposal_row::Column::Id.in_subquery(tables::own_proposals(account)))
        .order_by_desc(proposal_row::Column::CreatedAt)
        .order_by_desc(proposal_row::Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Proposal::from).collect())
}

/// The proposal with this code, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn proposal_by_code(db: &Db, ctx: &Ctx, edition: EditionId, code: &str) -> Result<Option<Proposal>, DbErr> {
    let row = select::<proposal_row::Entity>(ctx)
        .filter(proposal_row::Column::Edition.eq(edition))
        .filter(proposal_row::Column::Code.eq(code))
        .one(db.read())
        .await?;
    Ok(row.map(Proposal::from))
}

/// The row of a proposal of the viewer's own, if it still is what the form was
/// made from.
pub(super) async fn locked(
    tx: &Tx,
    ctx: &Ctx,
    id: ProposalId,
    revision: i64,
) -> Result<(proposal_row::Model, AccountId), Error> {
    let account = in_person(ctx)?;
    let row = select::<proposal_row::Entity>(ctx)
        .filter(proposal_row::Column::Id.eq(id))
        .filter(proposal_row::Column::Id.in_subquery(tables::own_proposals(account)))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    if row.revision == revision { Ok((row, account)) } else { Err(Error::Stale) }
}

/// Takes a proposal back, for good. Only who began it can.
///
/// # Errors
/// [`Error::Stale`], [`Error::State`], [`Error::NotFound`] for co-speakers.
pub async fn withdraw(db: &Db, ctx: &Ctx, id: ProposalId, revision: i64) -> Result<(), Error> {
    db.write("proposal.withdraw", |tx: Tx| async move {
        let (row, account) = locked(&tx, ctx, id, revision).await?;
        if row.owner != account {
            return Err(Error::NotFound);
        }
        if !row.state.next(row.told == Some(row.state)).contains(&ProposalState::Withdrawn) {
            return Err(Error::State);
        }
        let (edition, code) = (row.edition, row.code.clone());
        let mut next = row.into_active_model();
        next.state = Set(ProposalState::Withdrawn);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await?;
        tx.change("calls", Some(edition), id.0).await?;
        Ok(tx.audit(ctx, Some(edition), "proposal.withdrawn", id.0, json!({ "code": code })).await?)
    })
    .await
}

/// The viewer's own part of a proposal, if it still is what the form was made from.
pub(super) async fn locked_speaker(
    tx: &Tx,
    ctx: &Ctx,
    proposal: ProposalId,
    revision: i64,
) -> Result<speaker_row::Model, Error> {
    let account = in_person(ctx)?;
    let row = select::<speaker_row::Entity>(ctx)
        .filter(speaker_row::Column::Proposal.eq(proposal))
        .filter(speaker_row::Column::Account.eq(account))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(Error::Stale) }
}

/// How many drafts and how many submissions each call of an edition has. Of a
/// draft its staff learn that there is one, and nothing else.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn drafts_and_submissions(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
) -> Result<HashMap<CallId, (u64, u64)>, Error> {
    ctx.require(kernel::Permission::ReadDesk, edition)?;
    let rows: Vec<(CallId, ProposalState)> = select::<proposal_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(proposal_row::Column::Edition.eq(edition))
        .select_only()
        .column(proposal_row::Column::SessionCall)
        .column(proposal_row::Column::State)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut counts: HashMap<CallId, (u64, u64)> = HashMap::new();
    for (call, state) in rows {
        let (drafts, submitted) = counts.entry(call).or_default();
        match state {
            ProposalState::Draft => *drafts += 1,
            ProposalState::Withdrawn => {}
            _ => *submitted += 1,
        }
    }
    Ok(counts)
}

/// What was submitted to a call and the viewer may know of, by code: for its staff.
///
/// # Errors
/// The engine's.
pub async fn proposals_of(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Proposal>, DbErr> {
    let rows = select::<proposal_row::Entity>(ctx)
        .filter(proposal_row::Column::SessionCall.eq(call))
        // A draft of somebody of the staff is theirs, and not the desk's.
        .filter(proposal_row::Column::SubmittedAt.is_not_null())
        .order_by_asc(proposal_row::Column::Code)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Proposal::from).collect())
}
