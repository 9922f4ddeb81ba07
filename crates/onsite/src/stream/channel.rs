//! One channel for each kind of reader of an edition in each language, kept
//! true by one task for as long as anybody listens.

use super::frame::Snapshot;
use axum::body::Bytes;
use kernel::{AccountId, Audience, EditionId, Grant, Locale, Role, Strength, Viewer};
use programme::Views;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::broadcast;
use web::{App, Cx};

/// Readers of one node at once; more are asked to come back.
const MOST: usize = 10_000;
/// How often a channel looks whether anything changed: a number in memory.
const LOOK: Duration = Duration::from_millis(200);
/// Looks without a listener after which a channel is closed.
const IDLE_LOOKS: u32 = 50;
/// Events that a slow reader may be behind.
const BEHIND: usize = 16;

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    edition: EditionId,
    slug: String,
    audience: Audience,
    locale: Locale,
}

impl Key {
    /// Somebody of this audience and of nothing else: nobody's person, no other role.
    fn viewer(&self) -> Viewer {
        // Accounts that nobody has: their keys are no UUIDs of version 7.
        let account = |number| AccountId(uuid::Uuid::from_u128(number));
        match self.audience {
            Audience::Public => Viewer::stranger(),
            Audience::Registered => Viewer::account(account(1), None, Strength::OneFactor, Vec::new()),
            Audience::Staff => {
                let reader = Grant { edition: Some(self.edition), role: Role::Reader, until: None };
                Viewer::account(account(2), None, Strength::TwoFactors, vec![reader])
            }
        }
    }

    async fn snapshot(&self, views: &Views, app: &App) -> web::Result<Snapshot> {
        let ctx = app.ctx(self.viewer(), self.locale);
        let view = views.view_for(app.db(), &ctx, &self.slug).await?;
        Ok(Snapshot::of(&view, self.locale))
    }
}

struct Channel {
    now: Arc<Snapshot>,
    events: broadcast::Sender<Bytes>,
}

/// The channels of this node.
#[derive(Clone)]
pub(crate) struct Streams(Arc<Inner>);

struct Inner {
    views: Views,
    channels: Mutex<HashMap<Key, Channel>>,
    readers: Arc<AtomicUsize>,
}

/// A reader's place in a channel.
pub(super) struct Listener {
    pub(super) audience: Audience,
    /// What is said when the reader comes.
    pub(super) now: Arc<Snapshot>,
    /// What is said from then on.
    pub(super) events: broadcast::Receiver<Bytes>,
    _seat: Seat,
}

/// One of the readers that a node takes.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(readers: &Arc<AtomicUsize>) -> Option<Self> {
        let taken = readers.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| (n < MOST).then_some(n + 1));
        taken.is_ok().then(|| Self(readers.clone()))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Streams {
    pub(crate) fn new(views: &Views) -> Self {
        Self(Arc::new(Inner { views: views.clone(), channels: Mutex::default(), readers: Arc::default() }))
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<Key, Channel>> {
        self.0.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for the reader of this request; nothing when the node has no more.
    pub(super) async fn listen(&self, cx: &Cx, slug: &str) -> web::Result<Option<Listener>> {
        let Some(seat) = Seat::take(&self.0.readers) else { return Ok(None) };
        let edition = congress::edition(cx, slug).await?;
        let audience = cx.viewer().audience(edition.id, cx.now());
        let key = Key { edition: edition.id, slug: slug.to_owned(), audience, locale: cx.locale() };
        let place = |channel: &Channel, seat| Listener {
            audience,
            now: channel.now.clone(),
            events: channel.events.subscribe(),
            _seat: seat,
        };
        if let Some(channel) = self.channels().get(&key) {
            return Ok(Some(place(channel, seat)));
        }
        // Read before the rows: what changes in between is looked at again.
        let generation = cx.db().generation();
        let now = Arc::new(key.snapshot(&self.0.views, cx.app()).await?);
        let mut channels = self.channels();
        if !channels.contains_key(&key) {
            channels.insert(key.clone(), Channel { now, events: broadcast::Sender::new(BEHIND) });
            tokio::spawn(self.clone().keep(key.clone(), cx.app().clone(), generation));
        }
        Ok(channels.get(&key).map(|channel| place(channel, seat)))
    }

    /// Keeps a channel true until nobody listens any more.
    async fn keep(self, key: Key, app: App, mut generation: u64) {
        let mut idle = 0;
        loop {
            tokio::select! {
                () = app.closing() => return,
                () = tokio::time::sleep(LOOK) => {}
            }
            if !self.is_wanted(&key, &mut idle) {
                return;
            }
            let present = app.db().generation();
            if present == generation {
                continue;
            }
            match key.snapshot(&self.0.views, &app).await {
                Ok(next) => {
                    generation = present;
                    self.tell(&key, next);
                }
                // The edition was closed to these readers: their streams end, and coming back is refused.
                Err(web::Error::NotFound) => {
                    self.channels().remove(&key);
                    return;
                }
                Err(error) => tracing::warn!(%error, "the live stream cannot be brought up to date; it is tried again"),
            }
        }
    }

    /// Counts the looks without a listener; closes a channel that nobody wants.
    fn is_wanted(&self, key: &Key, idle: &mut u32) -> bool {
        let mut channels = self.channels();
        let listened = channels.get(key).is_some_and(|channel| channel.events.receiver_count() > 0);
        *idle = if listened { 0 } else { *idle + 1 };
        let is_wanted = *idle < IDLE_LOOKS;
        if !is_wanted {
            channels.remove(key);
        }
        is_wanted
    }

    /// Sends what changed. Under the same lock under which readers come, so that
    /// each gets it once: in the snapshot or as an event.
    fn tell(&self, key: &Key, next: Snapshot) {
        let mut channels = self.channels();
        let Some(channel) = channels.get_mut(key) else { return };
        if let Some(event) = next.since(&channel.now) {
            channel.now = Arc::new(next);
            // Nobody listening is no mistake.
            let _ = channel.events.send(event);
        }
    }
}
