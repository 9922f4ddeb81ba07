//! Accounts: a way to sign in, found by an address that only mail can prove.

mod erasure;
mod export;

pub(crate) use erasure::erase;
pub(crate) use export::export;

use crate::{
    error::Error,
    tables::account_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EmailAddress, Locale, PersonId, Problems, Timestamp, Viewer, words};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// Longest name of an account.
pub(crate) const NAME_LIMIT: usize = 120;

/// An account, as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its key.
    pub id: AccountId,
    /// Where its letters go; `None` after erasure.
    pub email: Option<EmailAddress>,
    /// How its owner wants to be called; may be empty.
    pub name: String,
    /// The language of its letters.
    pub locale: Locale,
    /// The person it belongs to, if linked.
    pub person: Option<PersonId>,
    /// When it was made.
    pub created_at: Timestamp,
}

impl From<account_row::Model> for Account {
    fn from(row: account_row::Model) -> Self {
        Self {
            id: row.id,
            email: row.email,
            name: row.name,
            locale: row.locale,
            person: row.person,
            created_at: row.created_at,
        }
    }
}

impl Account {
    /// The name, or as long as there is none, the address.
    pub fn shown_name(&self) -> &str {
        if self.name.is_empty() { self.email.as_ref().map_or("", EmailAddress::as_str) } else { &self.name }
    }
}

/// The accounts among `ids` that the viewer may know of.
///
/// # Errors
/// The engine's.
pub async fn accounts(db: &Db, ctx: &Ctx, ids: &[AccountId]) -> Result<Vec<Account>, DbErr> {
    let rows = select::<Entity>(ctx).filter(Column::Id.is_in(ids.iter().copied())).all(db.read()).await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// The accounts of `people` that the viewer may know of.
///
/// # Errors
/// The engine's.
pub async fn accounts_of(db: &Db, ctx: &Ctx, people: &[PersonId]) -> Result<Vec<Account>, DbErr> {
    let rows = select::<Entity>(ctx).filter(Column::Person.is_in(people.iter().copied())).all(db.read()).await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// As [`accounts`], inside of a transaction.
///
/// # Errors
/// The engine's.
pub async fn accounts_in(tx: &Tx, ctx: &Ctx, ids: &[AccountId]) -> Result<Vec<Account>, DbErr> {
    let rows = select::<Entity>(ctx).filter(Column::Id.is_in(ids.iter().copied())).all(tx.conn()).await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// The account of an address, made when there is none: for those who invite
/// somebody. Only its mailbox can come in, and nobody learns which of the two it was.
///
/// # Errors
/// The engine's.
pub async fn account_at(tx: &Tx, ctx: &Ctx, email: &EmailAddress) -> Result<Account, DbErr> {
    match by_email(tx, ctx, email).await? {
        Some(account) => Ok(account),
        None => create(tx, ctx, email, "", None).await,
    }
}

/// Says that an account is that of a person in the directory, unless it is
/// somebody's already. The caller proves that it is: by the address that mail
/// has proved, or because the account wrote the record itself.
///
/// # Errors
/// The engine's.
pub async fn link_person(tx: &Tx, ctx: &Ctx, account: AccountId, person: PersonId) -> Result<(), DbErr> {
    let everything = ctx.seen_by(Viewer::system());
    let row = select::<Entity>(&everything).filter(Column::Id.eq(account)).one(tx.conn()).await?;
    let Some(row) = row.filter(|row| row.person.is_none() && row.erased_at.is_none()) else { return Ok(()) };
    let mut row = row.into_active_model();
    row.person = Set(Some(person));
    row.update(tx.conn()).await?;
    tx.audit(ctx, None, "account.linked", account.0, serde_json::json!({ "person": person })).await
}

/// The viewer's own account.
///
/// # Errors
/// [`Error::NotFound`] for strangers.
pub async fn own_account(db: &Db, ctx: &Ctx) -> Result<Account, Error> {
    let id = ctx.viewer().account_id().ok_or(Error::NotFound)?;
    accounts(db, ctx, &[id]).await?.pop().ok_or(Error::NotFound)
}

/// The account of an address. For the system only: whether there is one is
/// nobody's business.
pub(crate) async fn by_email(tx: &Tx, ctx: &Ctx, email: &EmailAddress) -> Result<Option<Account>, DbErr> {
    let row = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::EmailKey.eq(email.key()))
        .one(tx.conn())
        .await?;
    Ok(row.map(Account::from))
}

/// Makes an account.
pub(crate) async fn create(
    tx: &Tx,
    ctx: &Ctx,
    email: &EmailAddress,
    name: &str,
    person: Option<PersonId>,
) -> Result<Account, DbErr> {
    let row = account_row::Model {
        id: ctx.new_id(),
        email: Some(email.clone()),
        email_key: Some(email.key()),
        name: name.chars().take(NAME_LIMIT).collect(),
        locale: ctx.locale(),
        person,
        created_at: ctx.now(),
        erased_at: None,
    };
    let account = Account::from(row.clone());
    Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.audit(ctx, None, "account.made", account.id.0, serde_json::json!({})).await?;
    Ok(account)
}

/// What its owner may change about an account.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) locale: Locale,
}

impl Profile {
    /// Reads a form.
    pub(crate) fn read(sent: &web::Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let name = problems.take("name", words::line(sent.value("name"), NAME_LIMIT));
        let locale = sent.value("language").parse::<Locale>();
        if locale.is_err() {
            problems.add("language", kernel::FieldProblem::new("problem-choice"));
        }
        match (name, locale) {
            (Some(name), Ok(locale)) if problems.is_empty() => Ok(Self { name, locale }),
            _ => Err(problems),
        }
    }
}

/// The owner changes name or language.
pub(crate) async fn revise(db: &Db, ctx: &Ctx, profile: &Profile) -> Result<(), Error> {
    let id = ctx.viewer().account_id().ok_or(Error::NotFound)?;
    db.write("account.revise", |tx: Tx| async move {
        let row = select::<Entity>(ctx).filter(Column::Id.eq(id)).one(tx.conn()).await?.ok_or(Error::NotFound)?;
        let mut row = row.into_active_model();
        row.name = Set(profile.name.clone());
        row.locale = Set(profile.locale);
        row.update(tx.conn()).await?;
        tx.audit(ctx, None, "account.revised", id.0, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}
