//! Whole files, as strangers send them.

mod any_bytes;
mod harm;

use schedule::{Refusal, Repairs, Sheet};

fn table(bytes: &[u8]) -> Result<Sheet, Refusal> {
    Sheet::read(bytes, &mut Repairs::default())
}
