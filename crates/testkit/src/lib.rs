//! A running house for tests: a fresh database on either engine, a clock that
//! stands still, randomness that repeats, and actors who send requests without
//! a socket. It knows no domain; a test hands it the modules it needs.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should say where")]

mod actor;
mod house;

pub use actor::{Actor, Answer, Events};
pub use house::{Badges, Engine, House, viewer_with};

/// One test on both engines: `both_engines!(story_o1_create_edition, |engine| async move { … })`.
/// PostgreSQL is skipped, loudly, where `CONVOKE_TEST_POSTGRES` names no server.
#[macro_export]
macro_rules! both_engines {
    ($name:ident, $body:expr) => {
        mod $name {
            #[allow(unused_imports, reason = "a body may need nothing from around it")]
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let body = $body;
                body($crate::Engine::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                let body = $body;
                if let Some(engine) = $crate::Engine::postgres().await {
                    body(engine).await;
                }
            }
        }
    };
}
