//! Personal tokens: a program asks in the name of an account, below `/api/` and
//! nowhere else.
//!
//! A token is shown once and kept as a digest. It is cut down twice: to what it
//! was made for, when it was made, and to what its account may, whenever it is
//! used; a role that is taken away is gone for the token at once.

mod made;

pub(crate) use made::{LIVES, Made, NewToken, make};

use crate::{
    error::Error,
    secret::Token,
    tables::api_token_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, Permission, Timestamp};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    UpdateMany, sea_query::Expr,
};

/// What every token begins with, so that programs that look for lost secrets
/// know one when they see it.
const PREFIX: &str = "cvk_";
/// A token that is over stays in the list of its owner for this long.
const KEEP_DAYS: i64 = 90;
const DAY: i64 = 24 * 60;

kernel::text_enum! {
    /// What a token may be used for.
    pub enum Scope {
        /// The draft of the programme, read only.
        ReadProgramme = "programme:read",
        /// The draft of the programme and its releases, also to change them.
        WriteProgramme = "programme:write",
        /// What the crew says about sessions on the day.
        RunRooms = "rooms:run",
    }
}

impl Scope {
    /// The acts that stored scopes open, as far as the account may do them;
    /// nothing of a word that is not known. Who may write may read.
    pub(crate) fn opened(scopes: &str) -> &'static [Permission] {
        use Permission as P;
        let has = |scope: Self| scopes.split(' ').any(|word| word == scope.as_str());
        match (has(Self::ReadProgramme), has(Self::WriteProgramme), has(Self::RunRooms)) {
            (_, true, true) => &[P::ReadDesk, P::EditProgramme, P::ReleaseProgramme, P::RunRooms],
            (_, true, false) => &[P::ReadDesk, P::EditProgramme, P::ReleaseProgramme],
            (_, false, true) => &[P::ReadDesk, P::RunRooms],
            (true, false, false) => &[P::ReadDesk],
            (false, false, false) => &[],
        }
    }
}

/// A token in the list of its owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TokenLine {
    pub(crate) id: uuid::Uuid,
    pub(crate) name: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) edition: Option<EditionId>,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) last_used_day: Option<Timestamp>,
}

/// What the database keeps of it; nothing when a text cannot be a token.
pub(crate) fn digest(text: &str) -> Option<String> {
    Token::parse(text.strip_prefix(PREFIX)?).map(|token| hash(&token))
}

fn hash(token: &Token) -> String {
    token.digest("api token")
}

/// The viewer's own tokens that still open something, the latest first.
///
/// # Errors
/// The engine's.
pub(crate) async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<TokenLine>, DbErr> {
    let rows = select::<Entity>(ctx)
        .filter(Column::Account.eq(ctx.viewer().account_id()))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(ctx.now()))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .all(db.read())
        .await?;
    let line = |row: api_token_row::Model| TokenLine {
        id: row.id,
        name: row.name,
        scopes: row.scopes.split(' ').filter_map(|word| word.parse().ok()).collect(),
        edition: row.edition,
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_day: row.last_used_day,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The owner revokes a token: it opens nothing from this instant on.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's, or revoked already.
pub(crate) async fn revoke(db: &Db, ctx: &Ctx, id: uuid::Uuid) -> Result<(), Error> {
    db.write("token.revoke", |tx: Tx| async move {
        let row = select::<Entity>(ctx)
            .filter(Column::Id.eq(id))
            .filter(Column::RevokedAt.is_null())
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        let mut row = row.into_active_model();
        row.revoked_at = Set(Some(ctx.now()));
        row.update(tx.conn()).await?;
        tx.audit(ctx, None, "token.revoked", id, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

/// Revokes everybody's: after a breach nothing that was handed out is worth anything.
pub(crate) async fn revoke_everybody_s(tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
    revoked(ctx).exec(tx.conn()).await.map(|_| ())
}

fn revoked(ctx: &Ctx) -> UpdateMany<Entity> {
    Entity::update_many().col_expr(Column::RevokedAt, Expr::value(ctx.now())).filter(Column::RevokedAt.is_null())
}

/// Forgets the tokens of an account that is erased.
pub(crate) async fn forget_all_of(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::Account.eq(account)).exec(tx.conn()).await.map(|_| ())
}

/// Notes the day on which a token was used; once a day, because a write for
/// every request would be too dear.
pub(crate) async fn touch(
    db: &Db,
    id: uuid::Uuid,
    last_used_day: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), DbErr> {
    let today = Timestamp::from_micros(now.as_micros() - now.as_micros().rem_euclid(DAY * 60_000_000));
    if last_used_day.is_some_and(|day| day >= today) {
        return Ok(());
    }
    db.write("token.touch", |tx: Tx| async move {
        Entity::update_many()
            .col_expr(Column::LastUsedDay, Expr::value(today))
            .filter(Column::Id.eq(id))
            .exec(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}

/// Removes what has long been over.
pub(crate) async fn prune(tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
    let long_ago = ctx.now().plus_minutes(-KEEP_DAYS * DAY);
    Entity::delete_many().filter(Column::ExpiresAt.lt(long_ago)).exec(tx.conn()).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_open_the_desk_of_the_programme_and_its_rooms_and_nothing_else() {
        let all: Vec<&str> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
        let all = Scope::opened(&all.join(" "));
        for permission in Permission::ALL {
            let programme = permission.as_str().ends_with("_programme");
            let is_open = programme || matches!(permission, Permission::ReadDesk | Permission::RunRooms);
            assert_eq!(all.contains(permission), is_open, "{permission}");
        }
        assert_eq!(Scope::opened("programme:read"), [Permission::ReadDesk]);
        assert_eq!(Scope::opened("programme:read programme:write").len(), 3);
        assert_eq!(Scope::opened("rooms:run programme:read"), [Permission::ReadDesk, Permission::RunRooms]);
        assert!(Scope::opened("everything").is_empty());
    }

    #[test]
    fn only_our_own_kind_of_secret_is_looked_up() {
        assert!(digest(&format!("cvk_{}", "A".repeat(43))).is_some());
        for other in ["", "cvk_", &"A".repeat(43), "ghp_AAAA", "cvk_\u{ff}"] {
            assert!(digest(other).is_none(), "{other}");
        }
    }
}
