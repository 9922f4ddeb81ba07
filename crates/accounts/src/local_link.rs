//! A way in for the demonstration: a link that the console prints and that
//! answers on this machine only. It works as long as the demonstration runs,
//! and the next start of it makes new ones.

use crate::{
    error::Error,
    secret::Token,
    session::{self, Browser, Factors},
    tables::local_link_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Strength, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// A link works for a week, should the machine keep running.
const LIFE_DAYS: i64 = 7;

/// Makes the link of an account and returns its path, without language. The
/// account's former link is worth nothing from now on.
///
/// # Errors
/// The engine's.
pub async fn local_link(db: &Db, ctx: &Ctx, account: AccountId) -> Result<String, DbErr> {
    let token = Token::mint(ctx);
    let row = local_link_row::Model { account, token_hash: token.digest("local_link"), created_at: ctx.now() };
    let row = &row;
    db.write("local_link.make", |tx: Tx| async move {
        Entity::delete_many().filter(Column::Account.eq(account)).exec(tx.conn()).await?;
        Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await.map(|_| ())
    })
    .await?;
    Ok(format!("/sign-in/local/{}", token.to_text()))
}

/// Follows a link: opens a session of two factors.
///
/// # Errors
/// [`Error::NotFound`] when there is no such link.
pub(crate) async fn follow(db: &Db, ctx: &Ctx, token: &Token, browser: &Browser) -> Result<Token, Error> {
    let hash = &token.digest("local_link");
    db.write("local_link.follow", |tx: Tx| async move {
        let link = select::<Entity>(&ctx.seen_by(Viewer::system()))
            .filter(Column::TokenHash.eq(hash.as_str()))
            .filter(Column::CreatedAt.gt(ctx.now().plus_minutes(-LIFE_DAYS * 24 * 60)))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        let session = session::open(&tx, ctx, link.account, Factors::Two, browser).await?;
        let actor = ctx.seen_by(Viewer::account(link.account, None, Strength::TwoFactors, Vec::new()));
        tx.audit(&actor, None, "account.signed_in", link.account.0, serde_json::json!({ "by": "local_link" })).await?;
        Ok(session)
    })
    .await
}
