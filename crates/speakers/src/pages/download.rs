//! Fetching a file. Who may is asked in the query; a browser is told to store it
//! and never to open it as a page of this house.

use super::speaking_edition;
use crate::file::{FileId, open};
use axum::{
    Extension,
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use blob::{Blobs, FileName};
use web::Cx;

pub(super) async fn fetch(
    cx: Cx,
    Extension(blobs): Extension<Blobs>,
    Path((slug, document)): Path<(String, String)>,
) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let id: FileId = document.parse().map_err(|_| web::Error::NotFound)?;
    let (file, whole) = open(cx.db(), cx.ctx(), &blobs, edition.id, id).await?;
    let name = HeaderValue::from_str(&FileName::as_attachment(&file.name)).map_err(web::Error::internal)?;
    let mut response = Body::from_stream(whole.chunks).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(whole.kind.as_str()));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.size));
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Should a browser open it all the same, it may do nothing.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok(response)
}
