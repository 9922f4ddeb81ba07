//! Reading. The released programme is what the pages show to the same viewer;
//! the draft is for those who work on it.

use super::{
    answer::{Answer, tagged, varying},
    draft::subject,
    paging::{Asked, page},
    shape,
};
use crate::{
    release,
    session::{Session, sessions as drafted},
    view::Views,
};
use axum::{Extension, Json, extract::Path, http::StatusCode, response::IntoResponse};
use kernel::Permission;
use serde_json::Value;
use web::{Cx, Error};

/// Answers from the page cache as pages do, with a tag and a 304.
async fn kept<F>(cx: &Cx, make: impl FnOnce() -> F) -> Answer
where
    F: Future<Output = web::Result<Value>>,
{
    let answer = web::cached(cx, || async { Ok(Json(make().await?).into_response()) }).await?;
    Ok(varying(answer))
}

pub(super) async fn editions(cx: Cx) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let all = congress::editions(cx.db(), cx.ctx()).await?;
        let (items, next) = asked.cut(all.iter().map(|one| (one.slug.to_string(), shape::edition(&cx, one))));
        Ok(page(items, next))
    })
    .await
}

pub(super) async fn edition(cx: Cx, Path(slug): Path<String>) -> Answer {
    kept(&cx, || async {
        let edition = congress::edition(&cx, &slug).await?;
        let latest = release::latest(cx.db().read(), cx.ctx(), edition.id).await?;
        let mut value = shape::edition(&cx, &edition);
        value["release"] = latest.as_ref().map(shape::release).unwrap_or_default();
        Ok(value)
    })
    .await
}

pub(super) async fn sessions(cx: Cx, Extension(views): Extension<Views>, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        if asked.draft {
            return draft(&cx, &slug, &asked).await;
        }
        let view = views.view(&cx, &slug).await?;
        let (found, next) = asked.cut(view.sessions.iter().map(|one| (one.code.clone(), one)));
        Ok(page(found.into_iter().map(|one| shape::released(&cx, &view, one)).collect(), next))
    })
    .await
}

async fn draft(cx: &Cx, slug: &str, asked: &Asked) -> web::Result<Value> {
    let edition = congress::desk(cx, slug, Permission::ReadDesk).await?;
    let all: Vec<Session> = drafted(cx.db(), cx.ctx(), edition.id).await?;
    let (found, next) = asked.cut(all.into_iter().map(|one| (one.code.clone(), one)));
    Ok(page(shape::of_draft(cx, &edition, found).await?, next))
}

pub(super) async fn session(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, segment)): Path<(String, String)>,
) -> Answer {
    if Asked::of(&cx)?.draft {
        let (edition, session) = subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
        let mut found = shape::of_draft(&cx, &edition, vec![session]).await?;
        // A revision is a tag that `If-Match` takes, which a digest is not.
        return Ok(tagged(StatusCode::OK, &found.pop().unwrap_or_default()));
    }
    kept(&cx, || async {
        let view = views.view(&cx, &slug).await?;
        let session = view.session_at(&segment).ok_or(Error::NotFound)?;
        Ok(shape::released(&cx, &view, session))
    })
    .await
}

pub(super) async fn people(cx: Cx, Extension(views): Extension<Views>, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let view = views.view(&cx, &slug).await?;
        let (items, next) = asked.cut(shape::people(&view));
        Ok(page(items, next))
    })
    .await
}

pub(super) async fn rooms(cx: Cx, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let edition = congress::edition(&cx, &slug).await?;
        let venues = congress::venues(cx.db(), cx.ctx(), edition.id).await?;
        let rooms = congress::rooms(cx.db(), cx.ctx(), edition.id).await?;
        let (items, next) = asked.cut(rooms.iter().map(|one| (one.slug.to_string(), shape::room(one, &venues))));
        Ok(page(items, next))
    })
    .await
}

pub(super) async fn tracks(cx: Cx, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let edition = congress::edition(&cx, &slug).await?;
        let tracks = congress::tracks(cx.db(), cx.ctx(), edition.id).await?;
        let (items, next) = asked.cut(tracks.iter().map(|one| (one.slug.to_string(), shape::track(one))));
        Ok(page(items, next))
    })
    .await
}

pub(super) async fn releases(cx: Cx, Path(slug): Path<String>) -> Answer {
    let asked = Asked::of(&cx)?;
    kept(&cx, || async {
        let edition = congress::edition(&cx, &slug).await?;
        let all = release::releases(cx.db().read(), cx.ctx(), edition.id).await?;
        // By number, first to last; ten digits hold every number.
        let (items, next) = asked.cut(all.iter().map(|one| (format!("{:010}", one.number), shape::release(one))));
        Ok(page(items, next))
    })
    .await
}
