//! A file in pieces, for browsers with script: whoever is cut off asks how far it
//! came and goes on from there.
//!
//! 1. `POST …/parts` with `name` and `size` answers `{"part", "arrived", "piece"}`.
//! 2. `POST …/parts/{part}?at=N&name=…` carries the bytes from N on and answers how
//!    many are there; 409 with the same words when N is not where they end.
//! 3. `GET …/speaking/parts/{part}` says how far it came.
//!
//! The piece that completes the file hands it in, and the answer names the page
//! to go to.

use super::{
    PIECE,
    hand_in::{file_name, wanted},
    own::own_path,
    problems_of, speaking_edition,
};
use crate::{
    error::Error,
    file::NewFile,
    item::{HandIn, hand_in},
    owed::Owed,
    task::Task,
};
use axum::{
    Extension, Json,
    body::Body,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use blob::{Blobs, Part, PartId};
use congress::Edition;
use serde::Deserialize;
use serde_json::json;
use ui::FlashKind;
use web::{Cx, Submission};

pub(super) async fn begin(
    cx: Cx,
    Extension(blobs): Extension<Blobs>,
    Path((slug, item)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let (task, _) = wanted(&cx, &edition, &item).await??;
    file_name(sent.value("name"), task.details.kind)?;
    let size = sent.value("size").parse::<u64>().map_err(|_| web::Error::Unreadable)?;
    let part = blobs.begin(cx.db(), cx.ctx(), Some(size)).await.map_err(Error::from)?;
    Ok(told(StatusCode::CREATED, part.id, part.arrived))
}

fn told(status: StatusCode, part: PartId, arrived: u64) -> Response {
    (status, Json(json!({ "part": part, "arrived": arrived, "piece": PIECE / 2 }))).into_response()
}

pub(super) async fn progress(
    cx: Cx,
    Extension(blobs): Extension<Blobs>,
    Path((slug, id)): Path<(String, String)>,
) -> web::Result<Response> {
    speaking_edition(&cx, &slug).await?;
    let id: PartId = id.parse().map_err(|_| web::Error::NotFound)?;
    let part = blobs.part(cx.db(), cx.ctx(), id).await.map_err(Error::from)?;
    Ok(told(StatusCode::OK, part.id, part.arrived))
}

/// Where a piece begins, and what the whole is called.
#[derive(Debug, Deserialize)]
pub(super) struct Piece {
    at: u64,
    #[serde(default)]
    name: String,
}

pub(super) async fn arrive(
    cx: Cx,
    Extension(blobs): Extension<Blobs>,
    Path((slug, item, id)): Path<(String, String, String)>,
    Query(piece): Query<Piece>,
    body: Body,
) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let found = wanted(&cx, &edition, &item).await??;
    let id: PartId = id.parse().map_err(|_| web::Error::NotFound)?;
    let part = match blobs.arrive(cx.db(), cx.ctx(), id, piece.at, body.into_data_stream()).await {
        Ok(part) => part,
        Err(blob::Error::Misplaced(arrived)) => return Ok(told(StatusCode::CONFLICT, id, arrived)),
        Err(other) => return Err(Error::from(other).into()),
    };
    if part.is_whole() {
        whole(&cx, &edition, &blobs, &found, part, &piece.name).await
    } else {
        Ok(told(StatusCode::OK, id, part.arrived))
    }
}

async fn whole(
    cx: &Cx,
    edition: &Edition,
    blobs: &Blobs,
    (task, owed): &(Task, Owed),
    part: Part,
    name: &str,
) -> web::Result<Response> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let name = file_name(name, task.details.kind)?;
    let stored = blobs.keep(db, ctx, part.id, &name, task.details.kind.files()).await.map_err(Error::from)?;
    let new = HandIn::File(NewFile { stored, name });
    if let Err(error) = hand_in(db, ctx, edition.id, (task, owed), &new).await {
        return Err(problems_of(error)?.into());
    }
    // The script goes there as a form would; the message comes along.
    let done = web::with_flash(cx, &own_path(edition), FlashKind::Done, "speakers-handed-in");
    let next = json!({ "part": part.id, "arrived": part.arrived, "next": format!("/{}{}", cx.locale().tag(), own_path(edition)) });
    let mut response = Json(next).into_response();
    for cookie in done.headers().get_all(axum::http::header::SET_COOKIE) {
        response.headers_mut().append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}
