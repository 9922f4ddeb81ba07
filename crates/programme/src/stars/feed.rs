//! The address under which a calendar reads a list of stars. It is shown to the
//! browser that made it, can be renewed and can be taken back.

use super::{StarListId, add, browser_cookie, hashed, lists, make_list, new_token, own_list};
use crate::tables::{star_list_row, star_row};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, SessionId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use std::collections::BTreeMap;
use web::{Cx, cookies::Cookie};

/// The cookie that lets a browser show the address again.
const COOKIE: &str = "convoke-star-feed";

/// The path of this reader's calendar, without language; nothing before it is
/// made, after it is taken back, and in a browser that did not make it.
///
/// # Errors
/// The engine's.
pub async fn feed_path(cx: &Cx) -> web::Result<Option<String>> {
    let Some(token) = cx.cookie(COOKIE) else { return Ok(None) };
    let hash = hashed(token);
    let valid = lists(cx).await?.iter().any(|list| list.feed.as_deref() == Some(hash.as_str()));
    Ok(valid.then(|| format!("/stars/{token}.ics")))
}

/// Makes an address, or a new one in place of the old.
pub(super) async fn renew(cx: &Cx) -> web::Result<Vec<Cookie>> {
    let (list, cookie) = own_list(cx).await?;
    let (token, hash) = new_token(cx.ctx());
    set(cx.db(), &[list], Some(hash)).await?;
    Ok(cookie.into_iter().chain([browser_cookie(cx, COOKIE, token)]).collect())
}

/// Takes every address of this reader back.
pub(super) async fn revoke(cx: &Cx) -> web::Result<Cookie> {
    let lists: Vec<StarListId> = lists(cx).await?.into_iter().map(|list| list.id).collect();
    set(cx.db(), &lists, None).await?;
    Ok(Cookie { max_age: Some(0), ..browser_cookie(cx, COOKIE, String::new()) })
}

async fn set(db: &Db, lists: &[StarListId], hash: Option<String>) -> Result<(), DbErr> {
    let hash = &hash;
    db.write("star.feed", |tx: Tx| async move {
        star_list_row::Entity::update_many()
            .col_expr(star_list_row::Column::Feed, Expr::value(hash.clone()))
            .filter(star_list_row::Column::Id.is_in(lists.iter().copied()))
            .exec(tx.conn())
            .await
            .map(|_| ())
    })
    .await
}

/// Makes a list with stars and an address that is known beforehand, for the
/// demonstration: its route table needs one that answers.
///
/// # Errors
/// The engine's.
pub async fn seed_feed(
    db: &Db,
    ctx: &Ctx,
    token: &str,
    edition: EditionId,
    sessions: &[SessionId],
) -> Result<(), DbErr> {
    let (_, browser) = new_token(ctx);
    let list = make_list(db, ctx, None, Some(browser)).await?;
    set(db, &[list], Some(hashed(token))).await?;
    for session in sessions {
        add(db, ctx, list, edition, *session).await?;
    }
    Ok(())
}

/// What stands behind an address: stars, and the places that their owner has.
#[derive(Clone, Debug)]
pub struct FeedStars {
    /// Whose they are; nobody's, when they are a browser's.
    pub account: Option<AccountId>,
    /// The sessions, by edition.
    pub sessions: BTreeMap<EditionId, Vec<SessionId>>,
}

/// The stars behind the address with `token`.
///
/// # Errors
/// The engine's.
pub async fn by_feed_token(db: &Db, ctx: &Ctx, token: &str) -> Result<Option<FeedStars>, DbErr> {
    let list = select::<star_list_row::Entity>(ctx).filter(star_list_row::Column::Feed.eq(hashed(token)));
    let Some(list) = list.one(db.read()).await? else { return Ok(None) };
    let stars = select::<star_row::Entity>(ctx).filter(star_row::Column::List.eq(list.id));
    let mut sessions: BTreeMap<EditionId, Vec<SessionId>> = BTreeMap::new();
    for star in stars.all(db.read()).await? {
        sessions.entry(star.edition).or_default().push(star.session);
    }
    if let Some(account) = list.account {
        // The token proves to speak for the account, whoever carries it here.
        let everything = &ctx.seen_by(kernel::Viewer::system());
        for (edition, session) in crate::sign_up::places_of(db.read(), everything, account).await? {
            let known = sessions.entry(edition).or_default();
            if !known.contains(&session) {
                known.push(session);
            }
        }
    }
    Ok(Some(FeedStars { account: list.account, sessions }))
}
