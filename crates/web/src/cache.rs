//! Finished public pages, kept for strangers until anything changes.
//!
//! A page is kept under the generation of the database that was current
//! *before* it was built; a page of an older generation is never served.

use crate::{Cx, Error};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::{
    io::Write,
    sync::{Arc, OnceLock},
};

/// Memory that finished pages may take, in bytes.
const CAPACITY: u64 = 24 * 1024 * 1024;
/// A larger answer is not kept.
const LARGEST: usize = 2 * 1024 * 1024;

struct Finished {
    generation: u64,
    content_type: HeaderValue,
    etag: HeaderValue,
    extra: HeaderMap,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
}

/// The pages of this node.
pub struct PageCache {
    pages: Option<moka::sync::Cache<String, Arc<Finished>>>,
}

impl PageCache {
    pub(crate) fn new(on: bool) -> Self {
        let pages = on.then(|| {
            moka::sync::Cache::builder()
                .max_capacity(CAPACITY)
                .weigher(|key: &String, page: &Arc<Finished>| {
                    // The compressed form is about a sixth of the plain one.
                    u32::try_from(key.len() + page.plain.len() * 7 / 6 + 256).unwrap_or(u32::MAX)
                })
                .build()
        });
        Self { pages }
    }
}

/// Answers from the cache when the viewer is a stranger and nothing has changed
/// since; otherwise runs `make`. Every answer carries an ETag, and a browser
/// that already has it gets a 304.
///
/// `make` must depend on nothing but the path, the query, the language and the
/// theme when the viewer is a stranger.
///
/// # Errors
/// Those of `make`, which are never kept.
pub async fn cached<F>(cx: &Cx, make: impl FnOnce() -> F) -> Result<Response, Error>
where
    F: Future<Output = Result<Response, Error>>,
{
    cached_as(cx, "", make).await
}

/// As [`cached`], for a page that also depends on the clock: `variant` names
/// what the clock decided (which day is today, what comes next).
///
/// # Errors
/// Those of `make`, which are never kept.
pub async fn cached_as<F>(cx: &Cx, variant: &str, make: impl FnOnce() -> F) -> Result<Response, Error>
where
    F: Future<Output = Result<Response, Error>>,
{
    let pages = cx.app().cache().pages.as_ref().filter(|_| cx.is_cacheable());
    let generation = cx.epoch();
    let mut key = cx.cache_key();
    if !variant.is_empty() {
        key.push('|');
        key.push_str(variant);
    }
    if let Some(page) = pages.and_then(|pages| pages.get(&key)).filter(|page| page.generation == generation) {
        return Ok(page.answer(cx));
    }
    let response = make().await?;
    if response.status() != StatusCode::OK {
        return Ok(response);
    }
    let page = Arc::new(Finished::read(response, generation).await?);
    if let Some(pages) = pages.filter(|_| page.plain.len() <= LARGEST) {
        pages.insert(key, page.clone());
    }
    Ok(page.answer(cx))
}

impl Finished {
    async fn read(response: Response, generation: u64) -> Result<Self, Error> {
        let (mut parts, body) = response.into_parts();
        let plain = axum::body::to_bytes(body, usize::MAX).await.map_err(Error::internal)?;
        let digest = data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(&plain)[..16]);
        let content_type =
            parts.headers.remove(header::CONTENT_TYPE).unwrap_or(HeaderValue::from_static("text/html; charset=utf-8"));
        parts.headers.remove(header::CONTENT_LENGTH);
        Ok(Self {
            generation,
            content_type,
            etag: HeaderValue::from_str(&format!("W/\"{digest}\"")).map_err(Error::internal)?,
            extra: parts.headers,
            plain,
            gzip: OnceLock::new(),
        })
    }

    fn answer(&self, cx: &Cx) -> Response {
        let known = cx.header(header::IF_NONE_MATCH).is_some_and(|sent| {
            let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
            let own = bare(self.etag.to_str().unwrap_or_default());
            sent.split(',').any(|tag| tag.trim() == "*" || bare(tag) == own)
        });
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else if self.plain.len() > 1024 && takes_gzip(cx) {
            let mut response = Body::from(self.compressed()).into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response
        } else {
            Body::from(self.plain.clone()).into_response()
        };
        let headers = response.headers_mut();
        headers.extend(self.extra.clone());
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        let cache_control = if cx.is_cacheable() { "no-cache" } else { "private, no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
        response
    }

    fn compressed(&self) -> Bytes {
        self.gzip
            .get_or_init(|| {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                // Writing to memory does not fail; were it to, the plain page is still right.
                match encoder.write_all(&self.plain).and_then(|()| encoder.finish()) {
                    Ok(bytes) => Bytes::from(bytes),
                    Err(_) => self.plain.clone(),
                }
            })
            .clone()
    }
}

fn takes_gzip(cx: &Cx) -> bool {
    cx.header(header::ACCEPT_ENCODING).is_some_and(|sent| {
        sent.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("gzip") && !parts.any(|p| p == "q=0" || p == "q=0.0")
        })
    })
}
