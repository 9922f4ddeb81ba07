//! The personal way in. A link says who is invited, and a code to the invited
//! address proves that it is them: the letter alone, forwarded, signs nobody in.

use crate::{
    addressee::{Addressee, addressee},
    error::Error,
    letters,
    tables::link_row::{self, Column, Entity},
};
use accounts::Token;
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, EmailAddress, Permission, PersonId, Timestamp, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr};

kernel::id! {
    /// A personal way in.
    pub struct LinkId;
}

/// A link that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its key.
    pub id: LinkId,
    /// Whose.
    pub person: PersonId,
    /// The edition that it leads to.
    pub edition: EditionId,
    /// Where it was sent, and where codes go.
    pub email: EmailAddress,
    /// When.
    pub sent_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
    /// Since when it is worth nothing.
    pub revoked_at: Option<Timestamp>,
}

impl From<link_row::Model> for Link {
    fn from(row: link_row::Model) -> Self {
        Self {
            id: row.id,
            person: row.person,
            edition: row.edition,
            email: row.email,
            sent_at: row.sent_at,
            used_at: row.used_at,
            revoked_at: row.revoked_at,
        }
    }
}

/// The links of an edition, latest first, for its staff.
///
/// # Errors
/// The engine's.
pub async fn links(db: &Db, ctx: &Ctx, edition: EditionId, person: Option<PersonId>) -> Result<Vec<Link>, DbErr> {
    let mut query = select::<Entity>(ctx).filter(Column::Edition.eq(edition));
    if let Some(person) = person {
        query = query.filter(Column::Person.eq(person));
    }
    let rows = query.order_by_desc(Column::SentAt).order_by_desc(Column::Id).all(db.read()).await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The letter is on its way; the link before it is worth nothing.
    Letter,
    /// The directory knows no address.
    NoAddress,
    /// The address is somebody else's way in already.
    SharedAddress,
}

/// Sends a speaker a new link by letter; the one before ends.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`] for who does not take part.
pub async fn send_link(db: &Db, ctx: &Ctx, edition: &Edition, origin: &str, person: PersonId) -> Result<Sent, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    if directory::person::is_listed(db, ctx, edition.id, person).await?.is_none() {
        return Err(Error::NotFound);
    }
    let Some(to) = addressee(db, ctx, edition.id, person).await? else { return Ok(Sent::NoAddress) };
    let to = &to;
    db.write("speaker-link.send", |tx: Tx| async move { issue(&tx, ctx, edition, origin, to).await }).await
}

async fn issue(tx: &Tx, ctx: &Ctx, edition: &Edition, origin: &str, to: &Addressee) -> Result<Sent, Error> {
    let theirs = &ctx.in_locale(to.locale);
    if !accounts::invite_account(tx, theirs, &to.email, &to.name, to.person).await? {
        return Ok(Sent::SharedAddress);
    }
    end(tx, ctx, edition.id, to.person).await?;
    let token = Token::mint(ctx);
    let row = link_row::Model {
        id: ctx.new_id(),
        edition: edition.id,
        person: to.person,
        token_hash: hash(&token),
        email: to.email.clone(),
        sent_at: ctx.now(),
        sent_by: ctx.viewer().account_id(),
        used_at: None,
        revoked_at: None,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    letters::link(tx, ctx, edition, to, &token, origin).await?;
    tx.change("speakers", Some(edition.id), to.person.0).await?;
    tx.audit(ctx, Some(edition.id), "speaker-link.sent", to.person.0, serde_json::json!({})).await?;
    Ok(Sent::Letter)
}

/// Ends a speaker's link at once; whoever is signed in already stays so.
///
/// # Errors
/// [`Error::Denied`], the engine's.
pub async fn revoke_link(db: &Db, ctx: &Ctx, edition: &Edition, person: PersonId) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    db.write("speaker-link.revoke", |tx: Tx| async move {
        if end(&tx, ctx, edition.id, person).await? == 0 {
            return Err(Error::NotFound);
        }
        tx.change("speakers", Some(edition.id), person.0).await?;
        tx.audit(ctx, Some(edition.id), "speaker-link.revoked", person.0, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

async fn end(tx: &Tx, ctx: &Ctx, edition: EditionId, person: PersonId) -> Result<u64, DbErr> {
    let update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(ctx.now()))
        .filter(Column::Edition.eq(edition))
        .filter(Column::Person.eq(person))
        .filter(Column::RevokedAt.is_null());
    Ok(update.exec(tx.conn()).await?.rows_affected)
}

/// The link that a browser came with, while it is worth anything. Whoever holds
/// it learns which congress it is for, and nothing of the person but a hint.
pub(crate) async fn follow(db: &Db, ctx: &Ctx, edition: EditionId, token: &str) -> Result<Option<Link>, DbErr> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let query = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::TokenHash.eq(hash(&token)))
        .filter(Column::Edition.eq(edition))
        .filter(Column::RevokedAt.is_null());
    Ok(query.one(db.read()).await?.map(Link::from))
}

/// Notes that a code was asked for through a link.
pub(crate) async fn used(db: &Db, ctx: &Ctx, id: LinkId) -> Result<(), DbErr> {
    db.write("speaker-link.use", |tx: Tx| async move {
        let update = Entity::update_many().col_expr(Column::UsedAt, Expr::value(ctx.now())).filter(Column::Id.eq(id));
        update.exec(tx.conn()).await.map(drop)
    })
    .await
}

fn hash(token: &Token) -> String {
    token.digest("speaker-link")
}
