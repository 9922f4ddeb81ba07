//! The calendar of somebody's stars. Stars change without a release, so it is
//! not kept like the other feeds; it costs one look at the list.

use super::{Feed, calendar};
use crate::{
    stars::{FeedStars, by_feed_token},
    view::Views,
};
use axum::{
    Extension,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Ctx, EditionId, SessionId, Strength, Viewer};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use web::Cx;

pub(super) async fn star_feed(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(file): Path<String>,
) -> web::Result<Response> {
    let token = file.strip_suffix(".ics").ok_or(web::Error::NotFound)?;
    let stars = by_feed_token(cx.db(), cx.ctx(), token).await?.ok_or(web::Error::NotFound)?;
    // Whoever holds the address sees what its owner may see without roles, not
    // what the bearer of some session cookie may see.
    let owner = match stars.account {
        Some(account) => Viewer::account(account, None, Strength::OneFactor, Vec::new()),
        None => Viewer::stranger(),
    };
    let seen = cx.seen_by(owner);
    let mut all = calendar::empty(&cx.text().t("programme-feed-stars"), "UTC");
    for (edition, sessions) in &stars.sessions {
        add(&cx, &seen, &views, *edition, sessions, &mut all).await?;
    }
    Ok(answer(&cx, all.to_string()))
}

async fn add(
    cx: &Cx,
    owner: &Ctx,
    views: &Views,
    edition: EditionId,
    starred: &[SessionId],
    all: &mut icalendar::Calendar,
) -> web::Result<()> {
    let Some(edition) = congress::edition_by_id(cx.db(), owner, edition).await? else { return Ok(()) };
    let view = views.view_for(cx.db(), owner, edition.slug.as_str()).await?;
    let feed = Feed { view: view.clone(), origin: cx.app().settings().origin.clone(), text: cx.text() };
    let starred: HashSet<SessionId> = starred.iter().copied().collect();
    for session in view.sessions.iter().filter(|session| starred.contains(&session.id)) {
        all.push(feed.entry(session));
    }
    Ok(())
}

fn answer(cx: &Cx, body: String) -> Response {
    let digest = data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(&body)[..16]);
    let etag = format!("\"{digest}\"");
    let known = cx.header(header::IF_NONE_MATCH).is_some_and(|sent| sent.contains(&etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, value);
    }
    response
}

impl FeedStars {
    /// How many sessions there are.
    pub fn count(&self) -> usize {
        self.sessions.values().map(Vec::len).sum()
    }
}
