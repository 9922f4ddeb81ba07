//! People queue in this process before they queue in the database. When sign-up
//! opens, hundreds press the button in one second; transactions that all read
//! the same count would repeat each other to death. One at a time per session
//! and node they pass, in the order in which they came; between nodes the
//! database decides, with as few contenders as there are nodes.

use kernel::SessionId;
use tokio::sync::{Mutex, MutexGuard};

/// Sessions that share a turnstile wait a little for each other.
const TURNSTILES: usize = 64;

static ALL: [Mutex<()>; TURNSTILES] = [const { Mutex::const_new(()) }; TURNSTILES];

/// Waits for the turn at this session; it lasts as long as the answer is held.
pub(super) async fn turn(session: SessionId) -> MutexGuard<'static, ()> {
    // The last bytes of a key are random.
    let at = usize::from(session.0.as_bytes()[15]) % TURNSTILES;
    ALL[at].lock().await
}
