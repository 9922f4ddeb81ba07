//! What is held about somebody's plans: told whole, and forgotten when the
//! account is erased.

use crate::feedback;
use accounts::{OwnData, Owner};
use db::{Db, Tx};
use kernel::Ctx;
use programme::{sign_up, stars};
use sea_orm::DbErr;
use serde_json::{Value, json};

/// The share of stars, sign-ups and feedback in a person's own data. The
/// composition root hands it to `accounts`.
pub struct AgendaData;

#[async_trait::async_trait]
impl OwnData for AgendaData {
    fn name(&self) -> &'static str {
        "agenda"
    }

    async fn export(&self, db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Value, DbErr> {
        let stars = stars::own_data(db, ctx, owner.account).await?;
        let places = sign_up::own_data(db, ctx, owner.account).await?;
        let opinions = feedback::own_data(db, ctx, owner.account).await?;
        Ok(json!({
            "stars": stars.iter().map(|(edition, session)| json!({ "edition": edition, "session": session })).collect::<Vec<_>>(),
            "sign_ups": places
                .iter()
                .map(|one| json!({ "edition": one.edition, "session": one.session, "state": one.state, "at": one.signed_up_at }))
                .collect::<Vec<_>>(),
            "feedback": opinions
                .iter()
                .map(|one| json!({ "session": one.session, "rating": one.rating, "comment": one.comment, "at": one.given_at }))
                .collect::<Vec<_>>(),
        }))
    }

    async fn erase(&self, tx: &Tx, ctx: &Ctx, owner: &Owner) -> Result<(), DbErr> {
        stars::forget(tx, ctx, owner.account).await?;
        sign_up::forget(tx, owner.account).await?;
        feedback::forget(tx, ctx, owner.account).await
    }
}
