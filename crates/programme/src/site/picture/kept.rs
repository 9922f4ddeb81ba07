//! Pictures that were drawn, by their content.

use super::{Drawing, draw::png};
use axum::body::Bytes;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Semaphore;

/// Memory that pictures may take, in bytes: some four hundred of them.
const CAPACITY: usize = 16 * 1024 * 1024;
/// Pictures that are drawn at once; the other processors are for pages.
const AT_ONCE: usize = 1;

#[derive(Default)]
struct Kept {
    pictures: HashMap<[u8; 32], Bytes>,
    oldest_first: VecDeque<[u8; 32]>,
    bytes: usize,
}

struct Inner {
    kept: Mutex<Kept>,
    turn: Semaphore,
}

/// The pictures of this node. A clone is the same.
#[derive(Clone)]
pub(crate) struct Pictures(Arc<Inner>);

impl Default for Pictures {
    fn default() -> Self {
        Self(Arc::new(Inner { kept: Mutex::default(), turn: Semaphore::new(AT_ONCE) }))
    }
}

impl Pictures {
    /// The picture as PNG; drawn if it was not yet, beside the requests and not
    /// among them.
    ///
    /// # Errors
    /// A mistake of ours.
    pub(super) async fn get(&self, drawing: Drawing) -> web::Result<Bytes> {
        let key = drawing.digest();
        if let Some(found) = self.find(&key) {
            return Ok(found);
        }
        let _turn = self.0.turn.acquire().await.map_err(web::Error::internal)?;
        // Somebody before us may have wanted the same.
        if let Some(found) = self.find(&key) {
            return Ok(found);
        }
        let drawn = tokio::task::spawn_blocking(move || png(&drawing)).await.map_err(web::Error::internal)?;
        let bytes = Bytes::from(drawn.map_err(web::Error::internal)?);
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).keep(key, bytes.clone());
        Ok(bytes)
    }

    fn find(&self, key: &[u8; 32]) -> Option<Bytes> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).pictures.get(key).cloned()
    }
}

impl Kept {
    fn keep(&mut self, key: [u8; 32], bytes: Bytes) {
        self.bytes += bytes.len();
        if let Some(before) = self.pictures.insert(key, bytes) {
            self.bytes -= before.len();
        } else {
            self.oldest_first.push_back(key);
        }
        while self.bytes > CAPACITY {
            let Some(oldest) = self.oldest_first.pop_front() else { return };
            self.bytes -= self.pictures.remove(&oldest).map_or(0, |bytes| bytes.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_the_oldest_goes_first() {
        let mut kept = Kept::default();
        let big = Bytes::from(vec![0; CAPACITY / 4]);
        for number in 0..10 {
            kept.keep([number; 32], big.clone());
            kept.keep([number; 32], big.clone());
        }
        assert_eq!((kept.pictures.len(), kept.oldest_first.len(), kept.bytes), (4, 4, CAPACITY));
        assert!(kept.pictures.contains_key(&[9; 32]) && !kept.pictures.contains_key(&[5; 32]));
    }
}
