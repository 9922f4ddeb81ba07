//! The list of one's own sessions, and ending them.

use super::{held, held_for_certain, moment::moment};
use crate::session;
use axum::{extract::Path, response::Response};
use ui::{FlashKind, Page};
use web::{Cx, Routes, Who};

pub(super) fn routes() -> Routes {
    let sample = "/account/sessions/00000000-0000-7000-8000-000000000000/ending";
    Routes::new()
        .get("/account/sessions", show, Who::SignedIn, "/account/sessions")
        .post("/account/sessions/{id}/ending", end, Who::SignedIn, sample)
        .post("/account/sessions/endings", end_others, Who::SignedIn, "/account/sessions/endings")
}

struct Line {
    id: String,
    device: String,
    since: String,
    last_seen: String,
    is_this_one: bool,
}

#[derive(askama::Template)]
#[template(path = "accounts/sessions.html")]
struct SessionsPage {
    page: Page,
    lines: Vec<Line>,
}

async fn show(cx: Cx) -> web::Result<Response> {
    let held = held(&cx);
    let sessions = session::list(cx.db(), cx.ctx(), held.as_ref()).await?;
    let line = |s: session::SessionLine| Line {
        id: s.id.to_string(),
        device: if s.device.is_empty() { cx.text().t("accounts-device-unknown") } else { s.device },
        since: moment(s.created_at, cx.locale()),
        last_seen: moment(s.last_seen_at, cx.locale()),
        is_this_one: s.is_this_one,
    };
    web::ok(&SessionsPage { page: cx.page(), lines: sessions.into_iter().map(line).collect() })
}

async fn end(cx: Cx, Path(id): Path<uuid::Uuid>) -> web::Result<Response> {
    session::revoke(cx.db(), cx.ctx(), id).await?;
    Ok(web::with_flash(&cx, "/account/sessions", FlashKind::Done, "accounts-flash-session-ended"))
}

async fn end_others(cx: Cx) -> web::Result<Response> {
    let held = held_for_certain(&cx)?;
    session::revoke_others(cx.db(), cx.ctx(), &held).await?;
    Ok(web::with_flash(&cx, "/account/sessions", FlashKind::Done, "accounts-flash-others-ended"))
}
