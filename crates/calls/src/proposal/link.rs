//! Ways in for co-speakers: a link each, with a token of 256 bits of which only
//! the digest is stored, that joins one account and can be taken back until then.

use super::{Proposal, record::in_person, record::locked, record::new_speaker};
use crate::{
    Error, LinkId, ProposalId, ProposalState,
    tables::{link_row, proposal_row, speaker_row},
};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Problems, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// More people than this no stage has.
const MOST: u64 = 20;

/// A link, as the speakers of the proposal see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its key.
    pub id: LinkId,
    /// For whom it was made.
    pub note: String,
    /// It was taken back.
    pub is_revoked: bool,
    /// Somebody has come in by it.
    pub is_used: bool,
}

/// What somebody who opens a link is told before they join.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The proposal.
    pub proposal: Proposal,
    /// The name of whoever began it, as they wrote it.
    pub owner: String,
    /// The viewer is in it already.
    pub has_joined: bool,
}

fn digest(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(format!("calls.co-speaker:{token}")))
}

/// The links of a proposal of the viewer's own, oldest first.
///
/// # Errors
/// The engine's.
pub async fn links(db: &Db, ctx: &Ctx, proposal: ProposalId) -> Result<Vec<Link>, DbErr> {
    let rows = select::<link_row::Entity>(ctx)
        .filter(link_row::Column::Proposal.eq(proposal))
        .order_by_asc(link_row::Column::MadeAt)
        .order_by_asc(link_row::Column::Id)
        .all(db.read())
        .await?;
    let link = |row: link_row::Model| Link {
        id: row.id,
        note: row.note,
        is_revoked: row.revoked_at.is_some(),
        is_used: row.joined.is_some(),
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Makes a link for one co-speaker; answers with its token, which is shown once.
/// Only who began the proposal can.
///
/// # Errors
/// [`Error::Stale`], [`Error::State`] when there is nothing to join any more,
/// [`Error::Invalid`] when there are too many.
pub async fn make_link(db: &Db, ctx: &Ctx, id: ProposalId, revision: i64, note: &str) -> Result<String, Error> {
    let token = &BASE64URL_NOPAD.encode(&ctx.random_bytes::<32>());
    db.write("proposal.link", |tx: Tx| async move {
        let (row, account) = locked(&tx, ctx, id, revision).await?;
        if row.owner != account {
            return Err(Error::NotFound);
        }
        if !takes_speakers(&Proposal::from(row.clone())) {
            return Err(Error::State);
        }
        let made = select::<link_row::Entity>(ctx).filter(link_row::Column::Proposal.eq(id));
        if made.count(tx.conn()).await? >= MOST {
            return Err(Problems::of("note", FieldProblem::new("calls-problem-links").with("most", MOST)).into());
        }
        let link = link_row::Model {
            id: ctx.new_id(),
            edition: row.edition,
            proposal: id,
            note: note.to_owned(),
            token: digest(token),
            made_at: ctx.now(),
            revoked_at: None,
            joined: None,
        };
        let key = link.id;
        link_row::Entity::insert(link.into_active_model()).exec_without_returning(tx.conn()).await?;
        Ok(tx.audit(ctx, Some(row.edition), "proposal.link.made", key.0, json!({ "code": row.code })).await?)
    })
    .await?;
    Ok(token.clone())
}

/// Speakers can still join: as far as they know, nothing is decided.
fn takes_speakers(proposal: &Proposal) -> bool {
    matches!(proposal.apparent(), ProposalState::Draft | ProposalState::Submitted)
}

/// Takes a link back that nobody has used.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] when somebody has joined by it meanwhile.
pub async fn revoke_link(db: &Db, ctx: &Ctx, proposal: &Proposal, id: LinkId) -> Result<(), Error> {
    if in_person(ctx)? != proposal.owner {
        return Err(Error::NotFound);
    }
    db.write("proposal.link.revoke", |tx: Tx| async move {
        let row = select::<link_row::Entity>(ctx)
            .filter(link_row::Column::Id.eq(id))
            .filter(link_row::Column::Proposal.eq(proposal.id))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        if row.joined.is_some() {
            return Err(Error::Stale);
        }
        let mut next = row.into_active_model();
        next.revoked_at = Set(Some(ctx.now()));
        next.update(tx.conn()).await?;
        Ok(tx.audit(ctx, Some(proposal.edition), "proposal.link.revoked", id.0, json!({})).await?)
    })
    .await
}

/// What stands behind a link: for somebody signed in, who joins by a second step.
///
/// # Errors
/// [`Error::NotFound`] for a link that is unknown, taken back or used by another.
pub async fn waiting(db: &Db, ctx: &Ctx, edition: EditionId, token: &str) -> Result<Waiting, Error> {
    let account = in_person(ctx)?;
    let everything = &ctx.seen_by(Viewer::system());
    let link = select::<link_row::Entity>(everything)
        .filter(link_row::Column::Edition.eq(edition))
        .filter(link_row::Column::Token.eq(digest(token)))
        .one(db.read())
        .await?
        .filter(|link| link.revoked_at.is_none() && link.joined.is_none_or(|joined| joined == account))
        .ok_or(Error::NotFound)?;
    let row = select::<proposal_row::Entity>(everything).filter(proposal_row::Column::Id.eq(link.proposal));
    let proposal = Proposal::from(row.one(db.read()).await?.ok_or(Error::NotFound)?);
    let speakers = super::speakers(db, everything, proposal.id).await?;
    let has_joined = speakers.iter().any(|speaker| speaker.account == account);
    if !takes_speakers(&proposal) && !has_joined {
        return Err(Error::NotFound);
    }
    let owner = speakers.iter().find(|speaker| speaker.account == proposal.owner);
    let owner = owner.map(|speaker| speaker.name.clone()).unwrap_or_default();
    Ok(Waiting { proposal, owner, has_joined })
}

/// Joins the proposal behind a link. Doing it again is doing it once.
///
/// # Errors
/// As [`waiting`].
pub async fn follow_link(db: &Db, ctx: &Ctx, edition: EditionId, token: &str) -> Result<Proposal, Error> {
    let found = waiting(db, ctx, edition, token).await?;
    if found.has_joined {
        return Ok(found.proposal);
    }
    let account = in_person(ctx)?;
    let name = accounts::own_account(db, ctx).await.map(|own| own.name).unwrap_or_default();
    let name = &name.chars().take(100).collect::<String>();
    let everything = &ctx.seen_by(Viewer::system());
    db.write("proposal.join", |tx: Tx| async move {
        let link = select::<link_row::Entity>(everything)
            .filter(link_row::Column::Token.eq(digest(token)))
            .filter(link_row::Column::RevokedAt.is_null())
            .filter(link_row::Column::Joined.is_null())
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        let row = select::<proposal_row::Entity>(everything).filter(proposal_row::Column::Id.eq(link.proposal));
        let row = row.one(tx.conn()).await?.ok_or(Error::NotFound)?;
        let there = select::<speaker_row::Entity>(everything).filter(speaker_row::Column::Proposal.eq(row.id));
        let position = i32::try_from(there.count(tx.conn()).await?).unwrap_or(99);
        let own = new_speaker(ctx, &row, account, position, name);
        speaker_row::Entity::insert(own.into_active_model()).exec_without_returning(tx.conn()).await?;
        let key = link.id;
        let mut link = link.into_active_model();
        link.joined = Set(Some(account));
        link.update(tx.conn()).await?;
        tx.change("calls", Some(edition), row.id.0).await?;
        tx.audit(ctx, Some(edition), "proposal.joined", key.0, json!({ "code": row.code })).await?;
        Ok(Proposal::from(row))
    })
    .await
}
