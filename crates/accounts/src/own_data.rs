//! What other domains know about the owner of an account. They say it here, and
//! the composition root collects them.

use db::{Db, Tx};
use kernel::{AccountId, Ctx, PersonId};
use sea_orm::DbErr;

/// Whose data.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// The account.
    pub account: AccountId,
    /// The person it is linked to.
    pub person: Option<PersonId>,
}

/// One domain's share of the data about a person.
#[async_trait::async_trait]
pub trait OwnData: Send + Sync {
    /// The name of the share in the export: `stars`.
    fn name(&self) -> &'static str;

    /// Everything held about the owner, as JSON.
    ///
    /// # Errors
    /// The engine's.
    async fn export(&self, db: &Db, ctx: &Ctx, owner: &Owner) -> Result<serde_json::Value, DbErr>;

    /// Removes it or makes it nameless, in the transaction that erases the account.
    ///
    /// # Errors
    /// The engine's.
    async fn erase(&self, tx: &Tx, ctx: &Ctx, owner: &Owner) -> Result<(), DbErr>;
}
