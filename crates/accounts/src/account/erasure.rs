//! Erasing an account. Its key stays, without a name, because the audit log
//! speaks of it; everything that points at a human being goes at once.

use super::own_account;
use crate::{
    error::Error,
    own_data::{OwnData, Owner},
    role,
    second_factor::require_strength,
    session::{self, Ending},
    tables::{
        account_row, ceremony_row, code_row, grant_row, local_link_row, passkey_row, recovery_row, session_row,
        totp_row,
    },
    token,
};
use db::{Db, Tx};
use kernel::Ctx;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use std::sync::Arc;

/// The owner erases their account, after typing its address.
///
/// # Errors
/// A problem with the field `email` when it is another address, and with the
/// form when an edition would be left without an owner.
pub(crate) async fn erase(db: &Db, ctx: &Ctx, typed: &str, parts: &[Arc<dyn OwnData>]) -> Result<(), Error> {
    require_strength(db, ctx).await?;
    let account = own_account(db, ctx).await?;
    let Some(email) = account.email.clone() else {
        return Err(Error::NotFound);
    };
    if typed.trim().to_lowercase() != email.key() {
        return Err(Error::field("email", "accounts-problem-other-address"));
    }
    let (owner, email) = (Owner { account: account.id, person: account.person }, &email.key());
    db.write("account.erase", |tx: Tx| async move {
        role::end_all_of(&tx, ctx, owner.account).await?;
        for part in parts {
            part.erase(&tx, ctx, &owner).await?;
        }
        forget_factors(&tx, &owner).await?;
        forget_traces(&tx, ctx, &owner, email).await?;
        let row = account_row::ActiveModel {
            id: Unchanged(owner.account),
            email: Set(None),
            email_key: Set(None),
            name: Set(String::new()),
            person: Set(None),
            erased_at: Set(Some(ctx.now())),
            ..Default::default()
        };
        row.update(tx.conn()).await?;
        tx.audit(ctx, None, "account.erased", owner.account.0, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

async fn forget_factors(tx: &Tx, owner: &Owner) -> Result<(), DbErr> {
    let (conn, account) = (tx.conn(), owner.account);
    passkey_row::Entity::delete_many().filter(passkey_row::Column::Account.eq(account)).exec(conn).await?;
    ceremony_row::Entity::delete_many().filter(ceremony_row::Column::Account.eq(account)).exec(conn).await?;
    totp_row::Entity::delete_many().filter(totp_row::Column::Account.eq(account)).exec(conn).await?;
    recovery_row::Entity::delete_many().filter(recovery_row::Column::Account.eq(account)).exec(conn).await?;
    local_link_row::Entity::delete_many().filter(local_link_row::Column::Account.eq(account)).exec(conn).await?;
    token::forget_all_of(tx, account).await?;
    Ok(())
}

async fn forget_traces(tx: &Tx, ctx: &Ctx, owner: &Owner, email_key: &str) -> Result<(), DbErr> {
    code_row::Entity::delete_many().filter(code_row::Column::EmailKey.eq(email_key)).exec(tx.conn()).await?;
    session::end_all_of(tx, ctx, owner.account, None, Ending::Erased).await?;
    session_row::Entity::update_many()
        .col_expr(session_row::Column::Device, Expr::value(""))
        .filter(session_row::Column::Account.eq(owner.account))
        .exec(tx.conn())
        .await?;
    // Others' roles keep saying that they were given; by whom is told by the audit log.
    grant_row::Entity::update_many()
        .col_expr(grant_row::Column::GivenBy, Expr::value(Option::<uuid::Uuid>::None))
        .filter(grant_row::Column::GivenBy.eq(owner.account))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
