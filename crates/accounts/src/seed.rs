//! Accounts that exist before anybody signs in: the first owner of a house, and
//! the people of the demonstration.

use crate::{account, error::Error, role, tables::grant_row};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, EmailAddress, PersonId, Role};
use sea_orm::{ColumnTrait, Condition, QueryFilter};

/// Makes an account with roles; one that exists is kept and gets what it lacks.
/// For the system: nobody is asked, and no letter is sent.
///
/// # Errors
/// The engine's.
pub async fn seed_account(
    db: &Db,
    ctx: &Ctx,
    email: &EmailAddress,
    name: &str,
    person: Option<PersonId>,
    grants: &[(Option<EditionId>, Role)],
) -> Result<AccountId, Error> {
    db.write("account.seed", |tx: Tx| async move {
        let account = match account::by_email(&tx, ctx, email).await? {
            Some(account) => account,
            None => account::create(&tx, ctx, email, name, person).await?,
        };
        for (edition, role) in grants {
            if !has(&tx, ctx, account.id, *edition, *role).await? {
                role::insert(&tx, ctx, account.id, *edition, *role, (ctx.now(), None)).await?;
            }
        }
        Ok(account.id)
    })
    .await
}

async fn has(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    edition: Option<EditionId>,
    role: Role,
) -> Result<bool, sea_orm::DbErr> {
    let reach = match edition {
        Some(edition) => Condition::all().add(grant_row::Column::Edition.eq(edition)),
        None => Condition::all().add(grant_row::Column::Edition.is_null()),
    };
    let found = select::<grant_row::Entity>(ctx)
        .filter(reach)
        .filter(grant_row::Column::Account.eq(account))
        .filter(grant_row::Column::Role.eq(role))
        .one(tx.conn())
        .await?;
    Ok(found.is_some())
}
