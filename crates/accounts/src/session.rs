//! Sessions: a browser that is signed in. One table of our own, because listing
//! them, ending them and raising their strength is one matter
//! (see `docs/decisions/0002-own-sessions.md`).

use crate::{
    error::Error,
    secret::Token,
    tables::session_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Timestamp, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// A session ends after this, however much it is used.
pub(crate) const LIFE_DAYS: i64 = 30;
/// A session ends when nobody uses it for this long.
pub(crate) const IDLE_DAYS: i64 = 7;
/// A second factor is asked for again after this; roles sleep until it is given.
const STRONG_HOURS: i64 = 12;
/// How coarsely "last seen" is known: a write per request would be too dear.
const SEEN_MINUTES: i64 = 5;
/// Ended sessions are kept this long, for the list of those affected by a breach.
const KEEP_DAYS: i64 = 90;

kernel::text_enum! {
    /// Why a session is over before its time.
    pub enum Ending {
        /// Its owner signed out.
        SignOut = "sign_out",
        /// Its owner ended it from another browser.
        Revoked = "revoked",
        /// Its browser signed in anew.
        Replaced = "replaced",
        /// Everybody's was ended.
        Breach = "breach",
        /// The account was erased.
        Erased = "erased",
    }
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factors {
    /// A code from the mailbox.
    One,
    /// A passkey, or a local link of the demonstration.
    Two,
}

/// The browser at the other end.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    /// `Firefox, Linux`.
    pub(crate) device: String,
    /// The session it holds already; signing in ends it.
    pub(crate) holds: Option<Token>,
}

/// A session in the list of its owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SessionLine {
    pub(crate) id: uuid::Uuid,
    pub(crate) device: String,
    pub(crate) created_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
    pub(crate) is_this_one: bool,
}

/// What the database keeps of a session's token.
pub(crate) fn hash(token: &Token) -> String {
    token.digest("session")
}

fn days(ctx: &Ctx, days: i64) -> Timestamp {
    ctx.now().plus_minutes(days * 24 * 60)
}

fn strong_until(ctx: &Ctx) -> Timestamp {
    ctx.now().plus_minutes(STRONG_HOURS * 60)
}

/// Opens a session for a browser and ends the one it held.
pub(crate) async fn open(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    factors: Factors,
    browser: &Browser,
) -> Result<Token, DbErr> {
    if let Some(held) = &browser.holds {
        end_by_token(tx, ctx, held, Ending::Replaced).await?;
    }
    let token = Token::mint(ctx);
    let row = session_row::ActiveModel {
        id: Set(ctx.new_id()),
        token_hash: Set(hash(&token)),
        account: Set(account),
        device: Set(browser.device.chars().take(80).collect()),
        created_at: Set(ctx.now()),
        last_seen_at: Set(ctx.now()),
        expires_at: Set(days(ctx, LIFE_DAYS)),
        second_factor_until: Set((factors == Factors::Two).then(|| strong_until(ctx))),
        ended_at: Set(None),
        ended_by: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(token)
}

/// Raises a session to two factors. Its token changes: one that was known
/// before must not be worth more afterwards.
pub(crate) async fn elevate(tx: &Tx, ctx: &Ctx, held: &Token) -> Result<Token, Error> {
    let row = live(tx, ctx, held).await?.ok_or(Error::NotFound)?;
    let token = Token::mint(ctx);
    let mut row = row.into_active_model();
    row.token_hash = Set(hash(&token));
    row.second_factor_until = Set(Some(strong_until(ctx)));
    row.last_seen_at = Set(ctx.now());
    row.update(tx.conn()).await?;
    Ok(token)
}

async fn live(tx: &Tx, ctx: &Ctx, token: &Token) -> Result<Option<session_row::Model>, DbErr> {
    let row = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::TokenHash.eq(hash(token)))
        .filter(Column::EndedAt.is_null())
        .one(tx.conn())
        .await?;
    Ok(row.filter(|row| row.is_live(ctx.now())))
}

impl session_row::Model {
    fn is_live(&self, now: Timestamp) -> bool {
        let idle_end = self.last_seen_at.plus_minutes(IDLE_DAYS * 24 * 60);
        self.ended_at.is_none() && now < self.expires_at && now < idle_end
    }
}

/// Ends the session that a browser holds.
pub(crate) async fn end_by_token(tx: &Tx, ctx: &Ctx, token: &Token, why: Ending) -> Result<(), DbErr> {
    ended(ctx, why).filter(Column::TokenHash.eq(hash(token))).exec(tx.conn()).await.map(|_| ())
}

/// Ends all sessions of an account, but not `kept`.
pub(crate) async fn end_all_of(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    kept: Option<&Token>,
    why: Ending,
) -> Result<u64, DbErr> {
    let mut update = ended(ctx, why).filter(Column::Account.eq(account));
    if let Some(token) = kept {
        update = update.filter(Column::TokenHash.ne(hash(token)));
    }
    Ok(update.exec(tx.conn()).await?.rows_affected)
}

/// Ends everybody's sessions, but not `kept`.
pub(crate) async fn end_everybody_s(tx: &Tx, ctx: &Ctx, kept: Option<&Token>) -> Result<u64, DbErr> {
    let mut update = ended(ctx, Ending::Breach);
    if let Some(token) = kept {
        update = update.filter(Column::TokenHash.ne(hash(token)));
    }
    Ok(update.exec(tx.conn()).await?.rows_affected)
}

fn ended(ctx: &Ctx, why: Ending) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(ctx.now()))
        .col_expr(Column::EndedBy, Expr::value(why))
        .filter(Column::EndedAt.is_null())
}

/// The owner ends one of their sessions.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's, or over.
pub(crate) async fn revoke(db: &Db, ctx: &Ctx, session: uuid::Uuid) -> Result<(), Error> {
    db.write("session.revoke", |tx: Tx| async move {
        let row = select::<Entity>(ctx)
            .filter(Column::Id.eq(session))
            .filter(Column::EndedAt.is_null())
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        let mut row = row.into_active_model();
        row.ended_at = Set(Some(ctx.now()));
        row.ended_by = Set(Some(Ending::Revoked));
        row.update(tx.conn()).await?;
        tx.audit(ctx, None, "session.revoked", session, serde_json::json!({})).await?;
        Ok(())
    })
    .await
}

/// The owner ends all sessions but the one they are in.
pub(crate) async fn revoke_others(db: &Db, ctx: &Ctx, held: &Token) -> Result<u64, Error> {
    let account = ctx.viewer().account_id().ok_or(Error::NotFound)?;
    db.write("session.revoke_others", |tx: Tx| async move {
        let ended = end_all_of(&tx, ctx, account, Some(held), Ending::Revoked).await?;
        tx.audit(ctx, None, "session.others_revoked", account.0, serde_json::json!({ "ended": ended })).await?;
        Ok(ended)
    })
    .await
}

/// Ends the session that a browser holds.
pub(crate) async fn sign_out(db: &Db, ctx: &Ctx, held: &Token) -> Result<(), DbErr> {
    db.write("session.sign_out", |tx: Tx| async move { end_by_token(&tx, ctx, held, Ending::SignOut).await }).await
}

/// The viewer's own live sessions, the most recent first.
pub(crate) async fn list(db: &Db, ctx: &Ctx, held: Option<&Token>) -> Result<Vec<SessionLine>, DbErr> {
    let own = held.map(hash);
    let rows = select::<Entity>(ctx)
        .filter(Column::Account.eq(ctx.viewer().account_id()))
        .filter(Column::EndedAt.is_null())
        .order_by_desc(Column::LastSeenAt)
        .all(db.read())
        .await?;
    let line = |row: session_row::Model| SessionLine {
        is_this_one: own.as_deref() == Some(row.token_hash.as_str()),
        id: row.id,
        device: row.device,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
    };
    Ok(rows.into_iter().filter(|row| row.is_live(ctx.now())).map(line).collect())
}

/// Whether "last seen" is old enough to be written anew.
pub(crate) fn is_stale(last_seen: Timestamp, now: Timestamp) -> bool {
    now.minutes_since(last_seen) >= SEEN_MINUTES
}

/// Notes that a session was used.
pub(crate) async fn touch(db: &Db, session: uuid::Uuid, now: Timestamp) -> Result<(), DbErr> {
    db.write("session.touch", |tx: Tx| async move {
        Entity::update_many()
            .col_expr(Column::LastSeenAt, Expr::value(now))
            .filter(Column::Id.eq(session))
            .filter(Column::LastSeenAt.lt(now))
            .exec(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}

/// Removes what is of no use even after a breach.
pub(crate) async fn prune(tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::LastSeenAt.lt(days(ctx, -KEEP_DAYS))).exec(tx.conn()).await.map(|_| ())
}

/// A browser and its system, as roughly as an owner needs to tell theirs apart.
pub(crate) fn device(user_agent: Option<&str>) -> String {
    let agent = user_agent.unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|k| k.1);
    // Order matters: browsers name the ones they descend from.
    let browser = first(&[
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("HeadlessChrome", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_device_is_told_roughly() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(device(Some(edge)), "Edge, Windows");
        assert_eq!(
            device(Some("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")),
            "Firefox, Linux"
        );
        assert_eq!(device(Some("something else")), "");
        assert_eq!(device(None), "");
    }
}
