//! What takes a while to draw, kept by its content: a release draws anew what it
//! changed and nothing else, and two readers who see the same share it.

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::sync::Semaphore;

/// Drawn at once; the other processors are for pages.
const AT_ONCE: usize = 1;

/// What something is drawn from, in 32 bytes.
pub(super) type Key = [u8; 32];

/// The key of what is drawn from `content`.
pub(super) fn key_of(content: &[u8]) -> Key {
    Sha256::digest(content).into()
}

#[derive(Default)]
struct Shelf {
    drawn: HashMap<Key, Bytes>,
    oldest_first: VecDeque<Key>,
    bytes: usize,
}

struct Inner {
    shelf: Mutex<Shelf>,
    turn: Semaphore,
    waiting: AtomicUsize,
    capacity: usize,
    most_waiting: usize,
}

/// What this node has drawn. A clone is the same.
#[derive(Clone)]
pub(super) struct Kept(Arc<Inner>);

impl Kept {
    /// Nothing yet; it may take `capacity` bytes of memory, and `most_waiting` may
    /// stand in line.
    pub(super) fn new(capacity: usize, most_waiting: usize) -> Self {
        Self(Arc::new(Inner {
            shelf: Mutex::default(),
            turn: Semaphore::new(AT_ONCE),
            waiting: AtomicUsize::new(0),
            capacity,
            most_waiting,
        }))
    }

    /// What is drawn from the content of `key`; drawn if it was not yet, beside
    /// the requests and not among them. Somebody who does not wait for it any more
    /// leaves it to the next who asks.
    ///
    /// # Errors
    /// [`web::Error::TooMany`] when the line is full; else a mistake of ours.
    pub(super) async fn get<D>(&self, key: Key, draw: D) -> web::Result<Bytes>
    where
        D: FnOnce() -> Result<Vec<u8>, String> + Send + 'static,
    {
        if let Some(found) = self.find(&key) {
            return Ok(found);
        }
        let place = Place::take(&self.0)?;
        let kept = self.clone();
        let drawing = async move {
            let _place = place;
            let _turn = kept.0.turn.acquire().await.map_err(web::Error::internal)?;
            // Somebody before us may have wanted the same.
            if let Some(found) = kept.find(&key) {
                return Ok(found);
            }
            let drawn = tokio::task::spawn_blocking(draw).await.map_err(web::Error::internal)?;
            let bytes = Bytes::from(drawn.map_err(web::Error::internal)?);
            let mut shelf = kept.0.shelf.lock().unwrap_or_else(PoisonError::into_inner);
            shelf.keep(key, bytes.clone(), kept.0.capacity);
            Ok::<_, web::Error>(bytes)
        };
        tokio::spawn(drawing).await.map_err(web::Error::internal)?
    }

    fn find(&self, key: &Key) -> Option<Bytes> {
        self.0.shelf.lock().unwrap_or_else(PoisonError::into_inner).drawn.get(key).cloned()
    }
}

/// A place in the line, given back when it is dropped.
struct Place(Arc<Inner>);

impl Place {
    fn take(inner: &Arc<Inner>) -> web::Result<Self> {
        // Counted before it is compared, so that two cannot take the last place.
        let place = Self(inner.clone());
        let before = inner.waiting.fetch_add(1, Ordering::Relaxed);
        if before >= inner.most_waiting { Err(web::Error::TooMany) } else { Ok(place) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Shelf {
    fn keep(&mut self, key: Key, bytes: Bytes, capacity: usize) {
        self.bytes += bytes.len();
        if let Some(before) = self.drawn.insert(key, bytes) {
            self.bytes -= before.len();
        } else {
            self.oldest_first.push_back(key);
        }
        while self.bytes > capacity {
            let Some(oldest) = self.oldest_first.pop_front() else { return };
            self.bytes -= self.drawn.remove(&oldest).map_or(0, |bytes| bytes.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_the_oldest_goes_first() {
        let mut shelf = Shelf::default();
        let big = Bytes::from(vec![0; 250]);
        for number in 0..10 {
            shelf.keep([number; 32], big.clone(), 1000);
            shelf.keep([number; 32], big.clone(), 1000);
        }
        assert_eq!((shelf.drawn.len(), shelf.oldest_first.len(), shelf.bytes), (4, 4, 1000));
        assert!(shelf.drawn.contains_key(&[9; 32]) && !shelf.drawn.contains_key(&[5; 32]));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_hundred_who_want_one_thing_have_it_drawn_once() {
        let kept = Kept::new(1000, 200);
        let drawn = Arc::new(AtomicUsize::new(0));
        let ask = |_| {
            let (kept, drawn) = (kept.clone(), drawn.clone());
            tokio::spawn(async move {
                let draw = move || {
                    drawn.fetch_add(1, Ordering::Relaxed);
                    Ok(vec![7])
                };
                kept.get(key_of(b"seven"), draw).await.unwrap()
            })
        };
        for asked in (0..100).map(ask).collect::<Vec<_>>() {
            assert_eq!(asked.await.unwrap(), [7_u8][..]);
        }
        assert_eq!(drawn.load(Ordering::Relaxed), 1);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn who_finds_the_line_full_is_told_and_the_line_gets_shorter() {
        let kept = Kept::new(1000, 1);
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let (first, begun) = (kept.clone(), Arc::new(tokio::sync::Notify::new()));
        let signal = begun.clone();
        let busy = tokio::spawn(async move {
            let draw = move || {
                signal.notify_one();
                wait.recv().map_err(|error| error.to_string())?;
                Ok(vec![1])
            };
            first.get(key_of(b"one"), draw).await
        });
        begun.notified().await;
        let refused = kept.get(key_of(b"two"), || Ok(vec![2])).await;
        assert!(matches!(refused, Err(web::Error::TooMany)));
        go.send(()).unwrap();
        assert_eq!(busy.await.unwrap().unwrap(), [1_u8][..]);
        assert_eq!(kept.get(key_of(b"two"), || Ok(vec![2])).await.unwrap(), [2_u8][..]);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let kept = Kept::new(1000, 9);
        assert!(kept.get(key_of(b"x"), || Err("ink".to_owned())).await.is_err());
        assert!(kept.get(key_of(b"x"), || Ok(vec![1])).await.is_ok());
    }
}
