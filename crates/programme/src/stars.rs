//! Stars: what a reader wants to see. Kept per browser without an account, by a
//! random token in a cookie, and per account for who is signed in. The tokens
//! are stored as hashes; whoever reads the database can impersonate nobody.
//!
//! Starring bumps no generation: it changes no page that others read.

mod feed;
mod routes;

pub use feed::{FeedStars, by_feed_token, feed_path, seed_feed};
pub(crate) use routes::routes;

use crate::tables::{star_list_row, star_row};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, SessionId};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use web::{Cx, cookies::Cookie};

kernel::id! {
    /// The stars of one browser or of one account.
    pub struct StarListId;
}

/// The cookie with a browser's token.
const COOKIE: &str = "convoke-stars";
/// Browsers keep it for about a year: from one holding to the next.
const KEPT_SECONDS: i64 = 400 * 24 * 3600;
/// More stars than any programme has sessions would be an attack.
const MOST: usize = 2000;

/// A token that cannot be guessed, and the hash under which it is stored.
fn new_token(ctx: &Ctx) -> (String, String) {
    let token = data_encoding::HEXLOWER.encode(&ctx.random_bytes::<16>());
    let hash = hashed(&token);
    (token, hash)
}

fn hashed(token: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(token))
}

/// This reader may have stars: pages that show them are not the same for all strangers.
pub fn has_list(cx: &Cx) -> bool {
    cx.cookie(COOKIE).is_some() || !cx.viewer().is_stranger()
}

/// Whose stars these are, as a mark that gives nobody away: what a browser keeps
/// for one reader it does not show to another. Empty for who has none.
pub fn owner_mark(cx: &Cx) -> String {
    let own = match (cx.viewer().account_id(), cx.cookie(COOKIE)) {
        (Some(account), _) => format!("account {account}"),
        (None, Some(token)) => format!("browser {token}"),
        (None, None) => return String::new(),
    };
    // Not the hash under which a list is found.
    hashed(&format!("whose stars: {own}"))[..16].to_owned()
}

/// The key under which this browser is known without an account, as its hash:
/// that of its list of stars, which is made when there is none.
///
/// # Errors
/// The engine's.
pub async fn browser_key(cx: &Cx) -> web::Result<(String, Option<Cookie>)> {
    if let Some(key) = known_browser_key(cx).await? {
        return Ok((key, None));
    }
    let (token, hash) = new_token(cx.ctx());
    make_list(cx.db(), cx.ctx(), None, Some(hash.clone())).await?;
    Ok((hash, Some(browser_cookie(cx, COOKIE, token))))
}

/// As [`browser_key`], for a browser that has one already.
///
/// # Errors
/// The engine's.
pub async fn known_browser_key(cx: &Cx) -> web::Result<Option<String>> {
    Ok(lists(cx).await?.into_iter().find_map(|list| list.browser))
}

/// Everything that an account has starred, for its owner's export.
///
/// # Errors
/// The engine's.
pub async fn own_data(db: &Db, ctx: &Ctx, account: AccountId) -> Result<Vec<(EditionId, SessionId)>, DbErr> {
    let list = select::<star_list_row::Entity>(ctx).filter(star_list_row::Column::Account.eq(account));
    let Some(list) = list.one(db.read()).await? else { return Ok(Vec::new()) };
    let stars = select::<star_row::Entity>(ctx).filter(star_row::Column::List.eq(list.id)).all(db.read()).await?;
    Ok(stars.into_iter().map(|star| (star.edition, star.session)).collect())
}

/// Forgets an account's stars and their address, in the transaction that erases it.
///
/// # Errors
/// The engine's.
pub async fn forget(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<(), DbErr> {
    let list = select::<star_list_row::Entity>(ctx).filter(star_list_row::Column::Account.eq(account));
    let Some(list) = list.one(tx.conn()).await? else { return Ok(()) };
    star_row::Entity::delete_many().filter(star_row::Column::List.eq(list.id)).exec(tx.conn()).await?;
    star_list_row::Entity::delete_by_id(list.id).exec(tx.conn()).await.map(|_| ())
}

/// Everything that this reader has starred, in this browser or with this account.
///
/// # Errors
/// The engine's.
pub async fn starred(cx: &Cx) -> web::Result<BTreeSet<SessionId>> {
    let lists: Vec<StarListId> = lists(cx).await?.into_iter().map(|list| list.id).collect();
    if lists.is_empty() {
        return Ok(BTreeSet::new());
    }
    let stars = select::<star_row::Entity>(cx.ctx()).filter(star_row::Column::List.is_in(lists));
    Ok(stars.all(cx.db().read()).await?.into_iter().map(|star| star.session).collect())
}

/// The browser's list and the account's.
async fn lists(cx: &Cx) -> web::Result<Vec<star_list_row::Model>> {
    let mut mine = Condition::any();
    if let Some(token) = cx.cookie(COOKIE) {
        mine = mine.add(star_list_row::Column::Browser.eq(hashed(token)));
    }
    if let Some(account) = cx.viewer().account_id() {
        mine = mine.add(star_list_row::Column::Account.eq(account));
    }
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    Ok(select::<star_list_row::Entity>(cx.ctx()).filter(mine).all(cx.db().read()).await?)
}

/// Stars a session or takes the star away. Answers with a cookie when this
/// browser gets its first list.
///
/// # Errors
/// The engine's.
async fn star(cx: &Cx, edition: EditionId, session: SessionId, on: bool) -> web::Result<Option<Cookie>> {
    if !on {
        let lists: Vec<StarListId> = lists(cx).await?.into_iter().map(|list| list.id).collect();
        remove(cx.db(), &lists, session).await?;
        return Ok(None);
    }
    let (list, cookie) = own_list(cx).await?;
    if starred(cx).await?.len() < MOST {
        add(cx.db(), cx.ctx(), list, edition, session).await?;
    }
    Ok(cookie)
}

/// The list to write to: the account's, else the browser's, made when missing.
async fn own_list(cx: &Cx) -> web::Result<(StarListId, Option<Cookie>)> {
    let account = cx.viewer().account_id();
    if let Some(list) = lists(cx).await?.into_iter().find(|list| list.account == account) {
        return Ok((list.id, None));
    }
    let (token, hash) = new_token(cx.ctx());
    let list = make_list(cx.db(), cx.ctx(), account, account.is_none().then_some(hash)).await?;
    let cookie = account.is_none().then(|| browser_cookie(cx, COOKIE, token));
    Ok((list, cookie))
}

fn browser_cookie(cx: &Cx, name: &str, value: String) -> Cookie {
    Cookie { name: name.to_owned(), value, max_age: Some(KEPT_SECONDS), secure: cx.app().settings().is_https() }
}

async fn make_list(
    db: &Db,
    ctx: &Ctx,
    account: Option<AccountId>,
    browser: Option<String>,
) -> Result<StarListId, DbErr> {
    let browser = &browser;
    db.write("star.list", |tx: Tx| async move {
        let same = select::<star_list_row::Entity>(ctx).filter(star_list_row::Column::Account.eq(account));
        if account.is_some()
            && let Some(list) = same.one(tx.conn()).await?
        {
            return Ok(list.id);
        }
        let list = star_list_row::Model {
            id: ctx.new_id(),
            browser: browser.clone(),
            account,
            feed: None,
            created_at: ctx.now(),
        };
        let id = list.id;
        star_list_row::Entity::insert(list.into_active_model()).exec_without_returning(tx.conn()).await?;
        Ok(id)
    })
    .await
}

async fn add(db: &Db, ctx: &Ctx, list: StarListId, edition: EditionId, session: SessionId) -> Result<(), DbErr> {
    db.write("star.add", |tx: Tx| async move {
        let row = star_row::Model { list, session, edition, starred_at: ctx.now() };
        // A second press is the same star.
        let once = OnConflict::columns([star_row::Column::List, star_row::Column::Session]).do_nothing().to_owned();
        star_row::Entity::insert(row.into_active_model())
            .on_conflict(once)
            .exec_without_returning(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}

async fn remove(db: &Db, lists: &[StarListId], session: SessionId) -> Result<(), DbErr> {
    if lists.is_empty() {
        return Ok(());
    }
    db.write("star.remove", |tx: Tx| async move {
        star_row::Entity::delete_many()
            .filter(star_row::Column::List.is_in(lists.iter().copied()))
            .filter(star_row::Column::Session.eq(session))
            .exec(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}
