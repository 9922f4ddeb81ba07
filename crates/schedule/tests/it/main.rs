//! Whole files, as strangers send them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod any_bytes;
mod harm;

use schedule::{Refusal, Repairs, Sheet};

fn table(bytes: &[u8]) -> Result<Sheet, Refusal> {
    Sheet::read(bytes, &mut Repairs::default())
}
