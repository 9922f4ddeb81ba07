//! Coming in from an invitation. The letter holds a link, the link says who was
//! invited, and a code goes to the address that was invited: whoever was only
//! forwarded the letter gets a code into a mailbox that is not theirs.

use crate::{
    account,
    error::Error,
    local_path::LocalPath,
    pages, rate, sign_in,
    tables::account_row::{self, Column, Entity},
};
use axum::response::Response;
use db::{Tx, select};
use kernel::{Ctx, EmailAddress, PersonId, Problems, Viewer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, QueryFilter};
use web::Cx;

/// Sees to it, in the transaction that sends an invitation, that the address has an
/// account and that the account is this person's. `false` when it is somebody
/// else's: two people who share a mailbox cannot both come in by it.
///
/// # Errors
/// The engine's.
pub async fn invite_account(
    tx: &Tx,
    ctx: &Ctx,
    email: &EmailAddress,
    name: &str,
    person: PersonId,
) -> Result<bool, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let query = select::<Entity>(everything).filter(Column::EmailKey.eq(email.key()));
    let Some(row) = query.one(tx.conn()).await? else {
        account::create(tx, ctx, email, name, Some(person)).await?;
        return Ok(true);
    };
    match row.person {
        Some(known) => Ok(known == person),
        None => link(tx, ctx, row, person).await.map(|()| true),
    }
}

async fn link(tx: &Tx, ctx: &Ctx, row: account_row::Model, person: PersonId) -> Result<(), DbErr> {
    let account = row.id;
    let mut next = row.into_active_model();
    next.person = Set(Some(person));
    next.update(tx.conn()).await?;
    tx.audit(ctx, None, "account.linked", account.0, serde_json::json!({ "person": person })).await
}

/// Sends a code to an invited address and leads to the page that takes it; from
/// there to `next`, a path without language. The browser is not told the address.
///
/// # Errors
/// The engine's; problems of the field `email` when too many codes were asked for.
pub async fn send_invited_code(cx: &Cx, email: &EmailAddress, next: &str) -> web::Result<Result<Response, Problems>> {
    let asking = sign_in::Asking {
        email: email.clone(),
        next: LocalPath::parse(next),
        network: rate::network(cx.peer()),
        origin: cx.app().settings().origin.clone(),
        hinted: true,
    };
    match sign_in::ask(cx.db(), cx.ctx(), &asking).await {
        Ok(token) => Ok(Ok(pages::awaiting_code(cx, &token))),
        Err(Error::Invalid(problems)) => Ok(Err(problems)),
        Err(other) => Err(other.into()),
    }
}

/// An address of which its owner knows which one it is: `l…@water.example`.
pub fn hint_of(email: &EmailAddress) -> String {
    let (local, domain) = email.as_str().rsplit_once('@').unwrap_or_default();
    format!("{}…@{domain}", local.chars().next().map(String::from).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::hint_of;

    #[test]
    fn a_hint_keeps_the_name_to_itself() {
        let email = kernel::EmailAddress::parse("lin.yue@water.example").unwrap();
        assert_eq!(hint_of(&email), "l…@water.example");
    }
}
