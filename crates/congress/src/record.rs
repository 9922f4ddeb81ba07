//! What venues, rooms, tracks and facts have in common: each belongs to one edition, has
//! its place in a list there, and is changed by nobody who has not seen its last revision.

use crate::Error;
use db::{Db, Tx, Visible, select};
use kernel::{Ctx, EditionId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Value};
use uuid::Uuid;

/// The table of such a record.
pub(crate) trait OfEdition: Visible + EntityTrait<Model: Send + Sync> {
    /// Its key.
    const ID: Self::Column;
    /// The edition it belongs to.
    const EDITION: Self::Column;
    /// Its place in the list.
    const POSITION: Self::Column;
    /// What orders the list where places are equal.
    const SLUG: Self::Column;
    /// How often it was changed.
    fn revision(row: &Self::Model) -> i64;
}

/// All of an edition that the viewer may know of, in their order.
pub(crate) async fn all<E: OfEdition, T: From<E::Model>>(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
) -> Result<Vec<T>, DbErr> {
    let own = select::<E>(ctx).filter(E::EDITION.eq(edition));
    let rows = own.order_by_asc(E::POSITION).order_by_asc(E::SLUG).all(db.read()).await?;
    Ok(rows.into_iter().map(T::from).collect())
}

/// How many an edition has.
pub(crate) async fn count<E: OfEdition>(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<u64, DbErr> {
    select::<E>(ctx).filter(E::EDITION.eq(edition)).count(tx.conn()).await
}

/// The record as it was read at `revision`.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`].
pub(crate) async fn current<E: OfEdition>(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    id: impl Into<Value>,
    revision: i64,
) -> Result<E::Model, Error> {
    let own = select::<E>(ctx).filter(E::EDITION.eq(edition)).filter(E::ID.eq(id));
    let row = own.one(tx.conn()).await?.ok_or(Error::NotFound)?;
    if E::revision(&row) == revision { Ok(row) } else { Err(Error::Stale) }
}

/// Tells caches and the audit log.
pub(crate) async fn noted(tx: &Tx, ctx: &Ctx, edition: EditionId, id: Uuid, verb: &str) -> Result<(), Error> {
    tx.change("congress", Some(edition), id).await?;
    Ok(tx.audit(ctx, Some(edition), verb, id, serde_json::json!({})).await?)
}

/// Says of a table that its records are of an edition, by the usual columns.
macro_rules! of_edition {
    ($row:ident) => {
        impl crate::record::OfEdition for $row::Entity {
            const ID: $row::Column = $row::Column::Id;
            const EDITION: $row::Column = $row::Column::Edition;
            const POSITION: $row::Column = $row::Column::Position;
            const SLUG: $row::Column = $row::Column::Slug;
            fn revision(row: &$row::Model) -> i64 {
                row.revision
            }
        }
    };
}
pub(crate) use of_edition;
