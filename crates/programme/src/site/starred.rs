//! Stars had a page of their own before they became a part of the agenda; its
//! address stands in bookmarks and still leads to them.

use axum::{extract::Path, response::Response};
use web::Cx;

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::edition(&cx, &slug).await?;
    Ok(web::see_other(&cx, &format!("/{}/agenda", edition.slug)))
}
