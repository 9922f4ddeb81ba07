//! Who can follow what: both languages everywhere, and a team in the booths of
//! the large rooms. In the small ones the rules say who is missing.

use super::stage::Stage;
use db::Db;
use kernel::Ctx;
use programme::{
    rules::{Hearing, Rooms, set_hearing},
    session::Languages,
};

/// Rooms with booths have this many seats at least.
const LARGE: i32 = 100;

/// Makes the promise of the demonstration.
///
/// # Errors
/// Those of the store.
pub async fn promise(db: &Db, ctx: &Ctx, stage: &Stage) -> anyhow::Result<()> {
    let rooms = congress::rooms(db, ctx, stage.edition.id).await?;
    let large = rooms.iter().filter(|room| room.capacity >= LARGE).map(|room| room.id);
    let languages = Languages::parse(&["zh", "en"]).map_err(|problem| anyhow::anyhow!(problem.key))?;
    let promise = Hearing { languages, booths: Rooms(large.collect()) };
    Ok(set_hearing(db, ctx, stage.edition.id, &promise).await?)
}
