//! Letting somebody take part who has written down who they are: a speaker whose
//! proposal was accepted. One human being stays one record.

use super::{
    PersonDetails,
    record::{free_slug, insert_models, participate, participation},
};
use crate::{
    consent::{self, Channel, Purpose, Statement},
    error::Error,
    tables::person_row::{Column, Entity},
};
use db::{Tx, select};
use kernel::{Ctx, EditionId, Permission, PersonId, Viewer, Visibility};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};

/// Somebody as they described themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Admission {
    /// The record that their account is linked to.
    pub person: Option<PersonId>,
    /// What they wrote. The address is one that mail has proved.
    pub details: PersonDetails,
    /// They agreed that what they wrote is shown to everybody.
    pub shows: bool,
    /// Where they said so, for the ledger.
    pub basis: String,
}

/// The record of this human being, taking part in `edition`: the one that the
/// account is linked to, or the one with the same proved address, or a new one.
/// A name alone makes nobody the same person. What a record that is already
/// there holds and shows is not touched.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn admit(tx: &Tx, ctx: &Ctx, edition: EditionId, who: &Admission) -> Result<PersonId, Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let everything = &ctx.seen_by(Viewer::system());
    if let Some(id) = known(tx, everything, who).await? {
        if participation(tx, everything, id, edition).await?.is_none() {
            participate(tx, ctx, id, edition, false).await?;
            tx.change("directory", Some(edition), id.0).await?;
            tx.audit(ctx, Some(edition), "person.taken_in", id.0, serde_json::json!({})).await?;
        }
        return Ok(id);
    }
    let id: PersonId = ctx.new_id();
    let slug = free_slug(tx, everything, &who.details, id).await?;
    insert_models(tx, vec![super::model(ctx, id, slug, &who.details)]).await?;
    participate(tx, ctx, id, edition, who.shows).await?;
    for purpose in [Purpose::Listing, Purpose::Biography].into_iter().filter(|_| who.shows) {
        let said =
            Statement { purpose, audience: Some(Visibility::Public), channel: Channel::Web, basis: who.basis.clone() };
        consent::write(tx, ctx, id, &said).await?;
    }
    tx.change("directory", Some(edition), id.0).await?;
    tx.audit(ctx, Some(edition), "person.created", id.0, serde_json::json!({ "listed": who.shows })).await?;
    Ok(id)
}

async fn known(tx: &Tx, everything: &Ctx, who: &Admission) -> Result<Option<PersonId>, DbErr> {
    if let Some(id) = who.person
        && select::<Entity>(everything).filter(Column::Id.eq(id)).one(tx.conn()).await?.is_some()
    {
        return Ok(Some(id));
    }
    let Some(email) = &who.details.email else { return Ok(None) };
    let same = select::<Entity>(everything).filter(Column::EmailKey.eq(email.key())).order_by_asc(Column::Id);
    Ok(same.one(tx.conn()).await?.map(|row| row.id))
}
