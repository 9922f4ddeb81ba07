//! Those whom a call knows by account: its reviewers, and those whom it invites.

use crate::{
    CallId, Error, MemberId,
    call::Call,
    letters,
    tables::{assignment_row, member_row},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EmailAddress, Permission, Timestamp};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;

kernel::text_enum! {
    /// What somebody is to a call.
    pub enum Part {
        /// Reads and judges what was submitted.
        Reviewer = "reviewer",
        /// May propose to a call that is not for everybody.
        Invitee = "invitee",
    }
}

impl Part {
    /// Id of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reviewer => "calls-part-reviewer",
            Self::Invitee => "calls-part-invitee",
        }
    }
}

/// Somebody whom a call knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key of the membership.
    pub id: MemberId,
    /// Whose it is.
    pub account: AccountId,
    /// What they are to the call.
    pub part: Part,
    /// The address that was invited.
    pub email: EmailAddress,
    /// When.
    pub invited_at: Timestamp,
}

impl From<member_row::Model> for Member {
    fn from(row: member_row::Model) -> Self {
        Self { id: row.id, account: row.account, part: row.part, email: row.email, invited_at: row.invited_at }
    }
}

/// The members of a call that the viewer may know of: all for its staff, the own
/// membership for everybody else.
///
/// # Errors
/// The engine's.
pub async fn members(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Member>, DbErr> {
    let rows = select::<member_row::Entity>(ctx)
        .filter(member_row::Column::SessionCall.eq(call))
        .order_by_asc(member_row::Column::Part)
        .order_by_asc(member_row::Column::InvitedAt)
        .order_by_asc(member_row::Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// Whether the viewer, in person, reviews the call.
///
/// # Errors
/// The engine's.
pub async fn is_reviewer(db: &Db, ctx: &Ctx, call: CallId) -> Result<bool, DbErr> {
    let own = members(db, ctx, call).await?;
    let account = ctx.viewer().account_id();
    Ok(own.iter().any(|member| member.part == Part::Reviewer && Some(member.account) == account))
}

/// Invites an address to a call, by a letter that says where to go. Whether it
/// had an account before is told to nobody.
///
/// # Errors
/// [`Error::Invalid`] at `email` for an address that is invited already.
pub async fn invite(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    (part, email): (Part, &EmailAddress),
    origin: &str,
) -> Result<MemberId, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("call.invite", |tx: Tx| async move {
        let account = accounts::account_at(&tx, ctx, email).await?;
        let row = member_row::Model {
            id: ctx.new_id(),
            edition: call.edition,
            session_call: call.id,
            account: account.id,
            part,
            email: email.clone(),
            invited_at: ctx.now(),
        };
        let id = row.id;
        let insert = member_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn());
        insert.await.map_err(|error| Error::taken(error, "email"))?;
        tx.audit(ctx, Some(call.edition), "call.invited", id.0, json!({ "part": part })).await?;
        letters::invited(&tx, ctx, call, (part, email, account.locale), origin).await?;
        Ok(id)
    })
    .await
}

/// Ends a membership. What somebody has reviewed stays; of a reviewer nothing
/// more is asked.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn dismiss(db: &Db, ctx: &Ctx, call: &Call, id: MemberId) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("call.dismiss", |tx: Tx| async move {
        let member = select::<member_row::Entity>(ctx)
            .filter(member_row::Column::Id.eq(id))
            .filter(member_row::Column::SessionCall.eq(call.id))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        if member.part == Part::Reviewer {
            assignment_row::Entity::delete_many()
                .filter(assignment_row::Column::SessionCall.eq(call.id))
                .filter(assignment_row::Column::Account.eq(member.account))
                .exec(tx.conn())
                .await?;
        }
        member_row::Entity::delete_by_id(id).exec(tx.conn()).await?;
        Ok(tx.audit(ctx, Some(call.edition), "call.dismissed", id.0, json!({})).await?)
    })
    .await
}
