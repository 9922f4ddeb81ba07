//! The context of one operation: who, when, in which language, and where its
//! randomness comes from. Nothing else in Convoke reads a clock or draws a
//! random number, so a test decides both.

use crate::{EditionId, Locale, Permission, Timestamp, Viewer};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

/// Where instants come from.
pub trait Clock: Send + Sync {
    /// The present.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// A clock that stands until it is moved, for tests and for seeding.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `now`.
    pub const fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_micros()))
    }
    /// Moves the clock to `now`.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.as_micros(), Ordering::SeqCst);
    }
    /// Moves the clock by whole seconds.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Where random bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator, for everything that must not be guessed.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A thread-local ChaCha generator, seeded and re-seeded by the system.
        rand::rng().fill(bytes);
    }
}

/// A generator that repeats itself, for tests and for the demonstration.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<StdRng>);

impl SeededEntropy {
    /// The sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
    }
}

/// An act that the viewer may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in.
    #[error("sign in first")]
    NotSignedIn,
    /// The roles would allow it, once the second factor is given.
    #[error("a second factor is needed")]
    SecondFactorMissing,
    /// No role allows it.
    #[error("no role allows {0}")]
    Lacking(Permission),
}

/// Carried by every operation.
#[derive(Clone)]
pub struct Ctx {
    viewer: Viewer,
    locale: Locale,
    now: Timestamp,
    entropy: Arc<dyn Entropy>,
}

impl Ctx {
    /// A context at `now`.
    pub fn new(viewer: Viewer, locale: Locale, now: Timestamp, entropy: Arc<dyn Entropy>) -> Self {
        Self { viewer, locale, now, entropy }
    }

    /// A context for Convoke's own work.
    pub fn system(clock: &dyn Clock, entropy: Arc<dyn Entropy>) -> Self {
        Self::new(Viewer::system(), Locale::En, clock.now(), entropy)
    }

    /// The same operation, as somebody else sees it.
    #[must_use]
    pub fn seen_by(&self, viewer: Viewer) -> Self {
        Self { viewer, ..self.clone() }
    }

    /// The same operation in another language.
    #[must_use]
    pub fn in_locale(&self, locale: Locale) -> Self {
        Self { locale, ..self.clone() }
    }

    /// Who is looking.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The language to answer in.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The instant of the operation; it does not move while the operation runs.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Random bytes that cannot be guessed.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// A new key, sortable by time.
    pub fn new_id<T: From<uuid::Uuid>>(&self) -> T {
        let millis = u64::try_from(self.now.as_micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.random_bytes::<10>()).into_uuid().into()
    }

    /// Whether the viewer may do `permission` in `edition`.
    pub fn can(&self, permission: Permission, edition: EditionId) -> bool {
        self.viewer.can(permission, edition, self.now)
    }

    /// Whether the viewer may do `permission` to the house itself.
    pub fn can_in_house(&self, permission: Permission) -> bool {
        self.viewer.can_in_house(permission, self.now)
    }

    /// Refuses an act in `edition` that the viewer may not do.
    ///
    /// # Errors
    /// Why not.
    pub fn require(&self, permission: Permission, edition: EditionId) -> Result<(), Denied> {
        if self.can(permission, edition) { Ok(()) } else { Err(self.denial(permission)) }
    }

    /// Refuses an act on the house that the viewer may not do.
    ///
    /// # Errors
    /// Why not.
    pub fn require_in_house(&self, permission: Permission) -> Result<(), Denied> {
        if self.can_in_house(permission) { Ok(()) } else { Err(self.denial(permission)) }
    }

    fn denial(&self, permission: Permission) -> Denied {
        if self.viewer.is_stranger() {
            Denied::NotSignedIn
        } else if self.viewer.has_sleeping_roles(self.now) {
            Denied::SecondFactorMissing
        } else {
            Denied::Lacking(permission)
        }
    }
}
