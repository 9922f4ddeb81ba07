//! Sessions that another part of the house brings into the draft, in its own
//! transaction: an accepted proposal and its session are one decision.

use super::{PersonInSession, Session, SessionDetails, placement::MINUTES, record::audit_detail, record::new_row};
use crate::{error::Error, session::write_people, tables::session_row};
use db::Tx;
use kernel::{Ctx, EditionId, Permission};
use sea_orm::{EntityTrait, IntoActiveModel};

/// Adds a draft with its people, without a place. It is no act of an editor's
/// board: what was decided elsewhere is taken back there.
///
/// # Errors
/// [`Error::Invalid`] by field.
pub async fn adopt(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    details: &SessionDetails,
    minutes: i32,
    people: &[PersonInSession],
) -> Result<Session, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let details = details.clone().checked()?;
    if !MINUTES.contains(&minutes) {
        return Err(Error::field("minutes", "programme-problem-minutes"));
    }
    let mut row = new_row(tx, ctx, edition, &details).await?;
    row.minutes = minutes;
    let insert = session_row::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn());
    insert.await.map_err(|error| Error::unknown(error, "track"))?;
    write_people(tx, &row, people).await?;
    tx.change("programme", Some(edition), row.id.0).await?;
    tx.audit(ctx, Some(edition), "session.created", row.id.0, audit_detail(&row)).await?;
    Ok(Session::from(row))
}
