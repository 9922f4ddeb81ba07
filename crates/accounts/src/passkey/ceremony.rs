//! A question put to an authenticator, kept until its answer comes, taken once.

use super::misfit;
use crate::{
    error::Error,
    rate,
    secret::Token,
    tables::ceremony_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Viewer};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// As long as a device may take to find a finger.
const LIFE_MINUTES: i64 = 10;

kernel::text_enum! {
    /// What the ceremony is for.
    pub enum Purpose {
        /// A new key for an account.
        Register = "register",
        /// Coming in.
        SignIn = "sign_in",
    }
}

pub(super) async fn begin(
    db: &Db,
    ctx: &Ctx,
    purpose: Purpose,
    account: Option<AccountId>,
    state: serde_json::Value,
    network: &str,
) -> Result<Token, Error> {
    let browser = Token::mint(ctx);
    let row = ceremony_row::Model {
        id: ctx.new_id(),
        browser_hash: browser.digest("ceremony"),
        purpose,
        account,
        state,
        expires_at: ctx.now().plus_minutes(LIFE_MINUTES),
    };
    let row = &row;
    let admitted = db
        .write("passkey.begin", |tx: Tx| async move {
            let admitted = rate::CEREMONIES_FROM_PEER.admits(&tx, ctx, network).await?;
            if admitted {
                Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
            }
            Ok::<_, Error>(admitted)
        })
        .await?;
    if admitted { Ok(browser) } else { Err(Error::TooMany) }
}

/// Removes questions that nobody can answer any more.
pub(crate) async fn prune(tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(ctx.now())).exec(tx.conn()).await.map(|_| ())
}

/// Takes the state away, so that the same answer finds nothing a second time.
pub(super) async fn take(
    db: &Db,
    ctx: &Ctx,
    purpose: Purpose,
    account: Option<AccountId>,
    browser: Option<&Token>,
) -> Result<serde_json::Value, Error> {
    let hash = &browser.ok_or_else(misfit)?.digest("ceremony");
    db.write("passkey.take", |tx: Tx| async move {
        let row = select::<Entity>(&ctx.seen_by(Viewer::system()))
            .filter(Column::BrowserHash.eq(hash.as_str()))
            .one(tx.conn())
            .await?;
        Entity::delete_many().filter(Column::BrowserHash.eq(hash.as_str())).exec(tx.conn()).await?;
        Ok::<_, Error>(row)
    })
    .await?
    .filter(|row| row.purpose == purpose && row.account == account && ctx.now() < row.expires_at)
    .map(|row| row.state)
    .ok_or_else(misfit)
}
