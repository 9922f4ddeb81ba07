//! Roles: who may do what, in which edition, until when. A role ends by itself
//! or is ended; nobody can take the last owner away.

mod form;

pub(crate) use form::NewGrant;

use crate::{
    account::{self, Account},
    error::Error,
    letters,
    tables::grant_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Denied, EditionId, Permission, Role, Timestamp, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use std::collections::HashMap;

/// Where a role holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// `None` is the whole house.
    pub(crate) edition: Option<EditionId>,
    /// Its name in the letter.
    pub(crate) name: String,
    /// The page where its staff work, without language.
    pub(crate) desk: String,
}

/// A role in a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GrantLine {
    pub(crate) id: uuid::Uuid,
    pub(crate) account: AccountId,
    pub(crate) edition: Option<EditionId>,
    pub(crate) role: Role,
    pub(crate) from: Timestamp,
    pub(crate) until: Option<Timestamp>,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) given_at: Timestamp,
}

impl GrantLine {
    fn new(row: grant_row::Model, account: Option<&Account>) -> Self {
        Self {
            id: row.id,
            account: row.account,
            edition: row.edition,
            role: row.role,
            from: row.from_at,
            until: row.until_at,
            name: account.map_or_else(String::new, |a| a.name.clone()),
            email: account.and_then(|a| a.email.as_ref()).map_or_else(String::new, ToString::to_string),
            given_at: row.given_at,
        }
    }

    pub(crate) fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "role": self.role, "edition": self.edition, "from": self.from, "until": self.until })
    }
}

fn in_reach(edition: Option<EditionId>) -> Condition {
    match edition {
        Some(edition) => Condition::all().add(Column::Edition.eq(edition)),
        None => Condition::all().add(Column::Edition.is_null()),
    }
}

fn not_over(now: Timestamp) -> Condition {
    Condition::any().add(Column::UntilAt.is_null()).add(Column::UntilAt.gt(now))
}

fn require(ctx: &Ctx, edition: Option<EditionId>) -> Result<(), Denied> {
    match edition {
        Some(edition) => ctx.require(Permission::ManageRoles, edition),
        None => ctx.require_in_house(Permission::ManageRoles),
    }
}

/// The roles that hold, or will hold, in an edition or in the house.
///
/// # Errors
/// [`Error::Denied`] for those who do not keep its roles.
pub(crate) async fn list(db: &Db, ctx: &Ctx, edition: Option<EditionId>) -> Result<Vec<GrantLine>, Error> {
    require(ctx, edition)?;
    let rows = select::<Entity>(ctx)
        .filter(in_reach(edition))
        .filter(not_over(ctx.now()))
        .order_by_asc(Column::GivenAt)
        .all(db.read())
        .await?;
    with_accounts(db, ctx, rows).await
}

/// The viewer's own roles that hold now or later.
///
/// # Errors
/// The engine's.
pub(crate) async fn own(db: &Db, ctx: &Ctx) -> Result<Vec<GrantLine>, Error> {
    let rows = select::<Entity>(ctx)
        .filter(Column::Account.eq(ctx.viewer().account_id()))
        .filter(not_over(ctx.now()))
        .order_by_asc(Column::GivenAt)
        .all(db.read())
        .await?;
    with_accounts(db, ctx, rows).await
}

async fn with_accounts(db: &Db, ctx: &Ctx, rows: Vec<grant_row::Model>) -> Result<Vec<GrantLine>, Error> {
    let ids: Vec<AccountId> = rows.iter().map(|row| row.account).collect();
    let accounts: HashMap<_, _> =
        account::accounts(db, ctx, &ids).await?.into_iter().map(|account| (account.id, account)).collect();
    let mut lines: Vec<GrantLine> = rows
        .into_iter()
        .map(|row| {
            let account = accounts.get(&row.account);
            GrantLine::new(row, account)
        })
        .collect();
    lines.sort_by_key(|line| (line.role, line.given_at));
    Ok(lines)
}

/// Gives a role to an address. Somebody without an account gets one: the letter
/// tells them how to come in, and only its mailbox can.
///
/// # Errors
/// [`Error::Denied`]; a problem with `email` when it has the role already.
pub(crate) async fn give(db: &Db, ctx: &Ctx, reach: &Reach, new: &NewGrant, origin: &str) -> Result<(), Error> {
    require(ctx, reach.edition)?;
    db.write("role.give", |tx: Tx| async move {
        let account = match account::by_email(&tx, ctx, &new.email).await? {
            Some(account) => account,
            None => account::create(&tx, ctx, &new.email, "", None).await?,
        };
        if has_role(&tx, ctx, account.id, reach.edition, new.role).await? {
            return Err(Error::field("email", "accounts-problem-has-role"));
        }
        let grant = insert(&tx, ctx, account.id, reach.edition, new.role, (new.from, new.until)).await?;
        let detail =
            serde_json::json!({ "role": new.role, "account": account.id, "from": new.from, "until": new.until });
        tx.audit(ctx, reach.edition, "role.given", grant, detail).await?;
        letters::role(&tx, &ctx.in_locale(account.locale), &new.email, new.role, reach, origin).await?;
        Ok(())
    })
    .await
}

async fn has_role(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    edition: Option<EditionId>,
    role: Role,
) -> Result<bool, DbErr> {
    let found = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(in_reach(edition))
        .filter(not_over(ctx.now()))
        .filter(Column::Account.eq(account))
        .filter(Column::Role.eq(role))
        .one(tx.conn())
        .await?;
    Ok(found.is_some())
}

/// Writes a role down, without asking whether it may be given.
pub(crate) async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    edition: Option<EditionId>,
    role: Role,
    (from, until): (Timestamp, Option<Timestamp>),
) -> Result<uuid::Uuid, DbErr> {
    let row = grant_row::Model {
        id: ctx.new_id(),
        account,
        edition,
        role,
        from_at: from,
        until_at: until,
        given_at: ctx.now(),
        given_by: ctx.viewer().account_id(),
    };
    let id = row.id;
    Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// Ends a role now.
///
/// # Errors
/// [`Error::NotFound`] when there is no such role in this reach, a problem with
/// the form when it belongs to the last owner.
pub(crate) async fn end(db: &Db, ctx: &Ctx, edition: Option<EditionId>, grant: uuid::Uuid) -> Result<(), Error> {
    require(ctx, edition)?;
    db.write("role.end", |tx: Tx| async move {
        let row = select::<Entity>(ctx)
            .filter(in_reach(edition))
            .filter(not_over(ctx.now()))
            .filter(Column::Id.eq(grant))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        end_row(&tx, ctx, row).await
    })
    .await
}

/// Ends all roles of an account that is being erased.
///
/// # Errors
/// As [`end`]: somebody must answer for each edition.
pub(crate) async fn end_all_of(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<(), Error> {
    let rows =
        select::<Entity>(ctx).filter(Column::Account.eq(account)).filter(not_over(ctx.now())).all(tx.conn()).await?;
    for row in rows {
        end_row(tx, ctx, row).await?;
    }
    Ok(())
}

async fn end_row(tx: &Tx, ctx: &Ctx, row: grant_row::Model) -> Result<(), Error> {
    if row.role == Role::Owner && !leaves_an_owner(tx, ctx, &row).await? {
        return Err(Error::field("", "accounts-problem-last-owner"));
    }
    let (id, edition) = (row.id, row.edition);
    let detail = serde_json::json!({ "role": row.role, "account": row.account });
    // A role that was to begin later never held.
    let end = ctx.now().max(row.from_at);
    let mut row = row.into_active_model();
    row.until_at = Set(Some(end));
    row.update(tx.conn()).await?;
    tx.audit(ctx, edition, "role.ended", id, detail).await?;
    Ok(())
}

/// Whether somebody still answers for the edition without this role. When it
/// has no end, it can only be replaced by one that has none either: otherwise
/// the edition would lose its last owner on a later day, unseen.
async fn leaves_an_owner(tx: &Tx, ctx: &Ctx, leaving: &grant_row::Model) -> Result<bool, DbErr> {
    let others = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(in_reach(leaving.edition))
        .filter(not_over(ctx.now()))
        .filter(Column::Role.eq(Role::Owner))
        .filter(Column::Account.ne(leaving.account))
        .all(tx.conn())
        .await?;
    Ok(others.iter().any(|other| other.until_at.is_none() || leaving.until_at.is_some()))
}

/// Whether an account has any role that holds now or later. Asked about somebody
/// who has just come in and is a stranger to this request still.
pub(crate) async fn is_staff(db: &Db, ctx: &Ctx, account: AccountId) -> Result<bool, DbErr> {
    let found = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::Account.eq(account))
        .filter(not_over(ctx.now()))
        .one(db.read())
        .await?;
    Ok(found.is_some())
}
