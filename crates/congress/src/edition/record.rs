//! Making an edition and rewriting it.

use super::{Edition, EditionDetails, EditionState};
use crate::{day::Day, error::Error, tables::edition_row, zone_change::ZoneChange, zone_change::ZoneFollower};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, QueryFilter};
use std::{collections::HashSet, sync::Arc};

/// Makes an edition, as a draft.
///
/// # Errors
/// [`Error::Invalid`] by field, [`Error::Taken`] when the slug belongs to another edition.
pub async fn create_edition(db: &Db, ctx: &Ctx, details: &EditionDetails) -> Result<Edition, Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    details.check()?;
    db.write("edition.create", |tx: Tx| async move {
        let edition = insert(&tx, ctx, details).await?;
        tx.audit(ctx, Some(edition.id), "edition.created", edition.id.0, serde_json::json!({ "slug": edition.slug }))
            .await?;
        Ok(edition)
    })
    .await
}

/// The row of a new edition, inside a transaction of the caller's.
pub(crate) async fn insert(tx: &Tx, ctx: &Ctx, details: &EditionDetails) -> Result<Edition, Error> {
    check_host(tx, ctx, None, details.host).await?;
    let row = edition_row::Model {
        id: ctx.new_id(),
        slug: details.slug.clone(),
        name: details.name.clone(),
        theme: details.theme.clone(),
        place: details.place.clone(),
        description: details.description.clone(),
        zone: details.zone.clone(),
        first_day: Day(details.first_day),
        last_day: Day(details.last_day),
        state: EditionState::Draft,
        host: details.host,
        accent: details.accent,
        illustration: details.illustration,
        published_at: None,
        revision: 1,
        created_at: ctx.now(),
    };
    let row = row.into_active_model().insert(tx.conn()).await.map_err(Error::slug_taken)?;
    tx.change("congress", Some(row.id), row.id.0).await?;
    Ok(row.into())
}

/// Rewrites an edition that was read at `revision`. When the zone changes,
/// `keep` says what the moments of the programme do, and `followers` do it in
/// the same transaction.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster; else as [`create_edition`].
pub async fn revise_edition(
    db: &Db,
    ctx: &Ctx,
    id: EditionId,
    revision: i64,
    details: &EditionDetails,
    followers: &[Arc<dyn ZoneFollower>],
    keep: crate::Keep,
) -> Result<Edition, Error> {
    ctx.require(Permission::EditEdition, id)?;
    details.check()?;
    db.write("edition.revise", |tx: Tx| async move {
        let row = locked(&tx, ctx, id, revision).await?;
        if row.published_at.is_some() && row.slug != details.slug {
            return Err(Error::field("slug", "congress-problem-slug-fixed"));
        }
        if row.host != details.host {
            check_host(&tx, ctx, Some(id), details.host).await?;
        }
        let before = Edition::from(row.clone());
        let row = rewritten(row, details).update(tx.conn()).await.map_err(Error::slug_taken)?;
        if before.zone != row.zone {
            let change = ZoneChange { edition: id, from: before.zone.clone(), to: row.zone.clone(), keep };
            for follower in followers {
                follower.apply(&tx, ctx, &change).await?;
            }
        }
        let after = Edition::from(row);
        tx.change("congress", Some(id), id.0).await?;
        tx.audit(ctx, Some(id), "edition.revised", id.0, difference(&before, &after, keep)).await?;
        Ok(after)
    })
    .await
}

fn rewritten(row: edition_row::Model, details: &EditionDetails) -> edition_row::ActiveModel {
    let revision = row.revision + 1;
    let mut next = row.into_active_model();
    next.slug = Set(details.slug.clone());
    next.name = Set(details.name.clone());
    next.theme = Set(details.theme.clone());
    next.place = Set(details.place.clone());
    next.description = Set(details.description.clone());
    next.zone = Set(details.zone.clone());
    next.first_day = Set(Day(details.first_day));
    next.last_day = Set(Day(details.last_day));
    next.host = Set(details.host);
    next.accent = Set(details.accent);
    next.revision = Set(revision);
    next
}

/// What the audit log keeps of a revision: the facts others plan by.
fn difference(before: &Edition, after: &Edition, keep: crate::Keep) -> serde_json::Value {
    let mut changed = serde_json::Map::new();
    let mut note = |field: &str, was: String, is: String| {
        if was != is {
            changed.insert(field.to_owned(), serde_json::json!({ "was": was, "is": is }));
        }
    };
    note("slug", before.slug.to_string(), after.slug.to_string());
    note("zone", before.zone.to_string(), after.zone.to_string());
    note("first_day", before.first_day.to_string(), after.first_day.to_string());
    note("last_day", before.last_day.to_string(), after.last_day.to_string());
    if before.zone != after.zone {
        changed.insert("keep".to_owned(), serde_json::json!(keep));
    }
    changed.into()
}

/// The row of an edition, if it still is what the form was made from. The
/// engines' isolation keeps it so until the transaction ends.
pub(crate) async fn locked(tx: &Tx, ctx: &Ctx, id: EditionId, revision: i64) -> Result<edition_row::Model, Error> {
    let row = row(tx, ctx, id).await?.ok_or(Error::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(Error::Stale) }
}

async fn row(tx: &Tx, ctx: &Ctx, id: EditionId) -> Result<Option<edition_row::Model>, DbErr> {
    select::<edition_row::Entity>(ctx).filter(edition_row::Column::Id.eq(id)).one(tx.conn()).await
}

/// An edition may be held inside one that the viewer also runs, but not,
/// through any number of steps, inside itself.
async fn check_host(tx: &Tx, ctx: &Ctx, guest: Option<EditionId>, host: Option<EditionId>) -> Result<(), Error> {
    let Some(host) = host else { return Ok(()) };
    if !ctx.can(Permission::EditEdition, host) {
        return Err(Error::field("host", "congress-problem-host"));
    }
    let everything = ctx.seen_by(kernel::Viewer::system());
    let mut seen = HashSet::new();
    let mut next = Some(host);
    while let Some(id) = next {
        if guest == Some(id) || !seen.insert(id) {
            return Err(Error::field("host", "congress-problem-host-cycle"));
        }
        let row = row(tx, &everything, id).await?;
        next = row.ok_or_else(|| Error::field("host", "congress-problem-host"))?.host;
    }
    Ok(())
}
