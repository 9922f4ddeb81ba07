//! Stops whoever looks at it.

use cadical_sys::Terminator;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Pulled once, and by anybody who has a copy. A brake may hang on another one.
#[derive(Clone)]
pub(super) struct Brake {
    own: Arc<AtomicBool>,
    of_all: Arc<AtomicBool>,
}

impl Brake {
    pub(super) fn new() -> Self {
        let own = Arc::new(AtomicBool::new(false));
        Self { of_all: own.clone(), own }
    }

    /// One that is also on when this one is.
    pub(super) fn another(&self) -> Self {
        Self { own: Arc::default(), of_all: self.of_all.clone() }
    }

    pub(super) fn pull(&self) {
        self.own.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_pulled(&self) -> bool {
        self.own.load(Ordering::Relaxed) || self.of_all.load(Ordering::Relaxed)
    }
}

impl Terminator for Brake {
    fn terminated(&mut self) -> bool {
        self.is_pulled()
    }
}
