//! The live stream of an edition: what happens to its sessions, as server-sent
//! events (WHATWG HTML, 9.2).
//!
//! A reader gets a whole snapshot first and after it only what changes. What is
//! said is worked out once for each kind of reader and language, however many
//! listen: strangers, people who are signed in, staff. What is concealed is in
//! none of them, not even for those in the room. The id of an event is a hash
//! of all that it amounts to, the same on every node: a reader who comes back
//! with it, to whichever node, is sent nothing that they know.

mod channel;
mod frame;

pub(crate) use channel::Streams;

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::Path,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use channel::Listener;
use futures_util::stream::unfold;
use kernel::Audience;
use std::{convert::Infallible, pin::Pin, time::Duration};
use tokio::time::{Instant, sleep, sleep_until};
use web::Cx;

/// A line is sent at least so often, so that neither end nor a proxy between
/// takes the other for gone.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// After so long a stranger's stream ends and is opened again.
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// A signed-in reader's stream: roles that were taken away end with it.
const LONGEST_SIGNED_IN: Duration = Duration::from_secs(5 * 60);
/// Milliseconds after which a browser comes back, at least; spread, so that not all come at once.
const BACK_AFTER: u32 = 2000;

/// One reader's stream.
struct Reader {
    first: Option<Bytes>,
    listener: Listener,
    closing: Pin<Box<dyn Future<Output = ()> + Send>>,
    until: Instant,
}

impl Reader {
    /// The next piece; nothing when the stream is over.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if let Some(first) = self.first.take() {
            return Some((Ok(first), self));
        }
        let piece = tokio::select! {
            biased;
            () = &mut self.closing => return None,
            // A reader who is too slow begins again, with a snapshot.
            event = self.listener.events.recv() => event.ok()?,
            () = sleep_until(self.until) => return None,
            () = sleep(HEARTBEAT) => Bytes::from_static(b":\n\n"),
        };
        Some((Ok(piece), self))
    }
}

pub(crate) async fn show(
    cx: Cx,
    Extension(streams): Extension<Streams>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let Some(listener) = streams.listen(&cx, &slug).await? else {
        let later = [(header::RETRY_AFTER, HeaderValue::from_static("60"))];
        return Ok((StatusCode::SERVICE_UNAVAILABLE, later).into_response());
    };
    // Ports are as good as chance, and the same reader is answered alike.
    let spread = cx.peer().map_or(0, |peer| peer.port() % 256);
    let back_after = BACK_AFTER + u32::from(spread) * 12;
    let known = cx.header(HeaderName::from_static("last-event-id")) == Some(listener.now.id.as_str());
    let first = frame::first(back_after, (!known).then_some(&listener.now));
    let longest = if listener.audience == Audience::Public { LONGEST } else { LONGEST_SIGNED_IN };
    let closing = Box::pin(cx.app().closing());
    let reader = Reader { first: Some(first), listener, closing, until: Instant::now() + longest };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Proxies that collect an answer before they pass it on are told not to.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((headers, Body::from_stream(unfold(reader, Reader::next))).into_response())
}
