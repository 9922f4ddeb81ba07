//! Making an edition out of an earlier one: its places and its structure, never
//! its people, their consents, or what was published about it.

use crate::{
    edition::{Edition, EditionDetails, days_between, edition_by_id, insert},
    error::Error,
    tables::{room_row, track_row, venue_row, walk_row},
};
use db::{Db, Tx, select};
use jiff::{Span, civil::Date};
use kernel::{Ctx, EditionId, LocalizedText, Permission, RoomId, Slug, TrackId, VenueId};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use std::{collections::BTreeMap, sync::Arc};

/// What the new edition is called and when it begins; everything else comes
/// from the earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct CloneDetails {
    /// The slug of the new edition.
    pub slug: Slug,
    /// Its name.
    pub name: LocalizedText,
    /// Its first day; all days move by the same number.
    pub first_day: Date,
}

/// A cloning under way: what the parts of other domains need to know.
#[derive(Clone, Debug)]
pub struct Cloning {
    /// The earlier edition.
    pub from: EditionId,
    /// The new one.
    pub to: EditionId,
    /// By how many days everything moves.
    pub days: i32,
    /// The new room for each old one.
    pub rooms: BTreeMap<RoomId, RoomId>,
    /// The new track for each old one.
    pub tracks: BTreeMap<TrackId, TrackId>,
}

/// A domain that has structure worth taking over (forms, rubrics, ranks). The
/// composition root collects them. People and consents are never a part.
#[async_trait::async_trait]
pub trait ClonePart: Send + Sync {
    /// Copies what belongs to `cloning.from` to `cloning.to`, in the
    /// transaction that makes the new edition.
    ///
    /// # Errors
    /// The engine's.
    async fn clone_part(&self, tx: &Tx, ctx: &Ctx, cloning: &Cloning) -> Result<(), DbErr>;
}

/// Makes a draft edition out of an earlier one, whole or not at all.
///
/// # Errors
/// [`Error::NotFound`] when the viewer does not know the earlier one; else as
/// [`crate::create_edition`].
pub async fn clone_edition(
    db: &Db,
    ctx: &Ctx,
    from: EditionId,
    details: &CloneDetails,
    parts: &[Arc<dyn ClonePart>],
) -> Result<Edition, Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    let source = edition_by_id(db, ctx, from).await?.ok_or(Error::NotFound)?;
    let days = days_between(source.first_day, details.first_day);
    let next = shifted(&source, details, days);
    next.check()?;
    let (source, next) = (&source, &next);
    db.write("edition.clone", |tx: Tx| async move {
        let edition = insert(&tx, ctx, next).await?;
        let mut cloning = Cloning { from, to: edition.id, days, rooms: BTreeMap::new(), tracks: BTreeMap::new() };
        copy_places(&tx, ctx, &mut cloning).await?;
        copy_tracks(&tx, ctx, &mut cloning).await?;
        for part in parts {
            part.clone_part(&tx, ctx, &cloning).await?;
        }
        let detail = serde_json::json!({ "from": source.slug, "days": days });
        tx.audit(ctx, Some(edition.id), "edition.cloned", edition.id.0, detail).await?;
        Ok(edition)
    })
    .await
}

/// The theme, the description and the figures speak of the earlier edition and
/// stay with it; the place and the zone usually hold.
fn shifted(source: &Edition, details: &CloneDetails, days: i32) -> EditionDetails {
    EditionDetails {
        slug: details.slug.clone(),
        name: details.name.clone(),
        theme: LocalizedText::new(),
        place: source.place.clone(),
        description: LocalizedText::new(),
        zone: source.zone.clone(),
        first_day: details.first_day,
        last_day: source.last_day.saturating_add(Span::new().days(days)),
        host: None,
        accent: source.accent,
        illustration: false,
    }
}

async fn copy_places(tx: &Tx, ctx: &Ctx, cloning: &mut Cloning) -> Result<(), DbErr> {
    let mut venues: BTreeMap<VenueId, VenueId> = BTreeMap::new();
    let old = venue_row::Column::Edition.eq(cloning.from);
    for mut row in select::<venue_row::Entity>(ctx).filter(old).all(tx.conn()).await? {
        let id = ctx.new_id();
        venues.insert(std::mem::replace(&mut row.id, id), id);
        row.edition = cloning.to;
        row.revision = 1;
        row.into_active_model().insert(tx.conn()).await?;
    }
    let old = room_row::Column::Edition.eq(cloning.from);
    for mut row in select::<room_row::Entity>(ctx).filter(old).all(tx.conn()).await? {
        let Some(venue) = venues.get(&row.venue) else { continue };
        let id = ctx.new_id();
        cloning.rooms.insert(std::mem::replace(&mut row.id, id), id);
        row.edition = cloning.to;
        row.venue = *venue;
        row.revision = 1;
        row.into_active_model().insert(tx.conn()).await?;
    }
    copy_walks(tx, ctx, cloning, &venues).await
}

async fn copy_walks(tx: &Tx, ctx: &Ctx, cloning: &Cloning, venues: &BTreeMap<VenueId, VenueId>) -> Result<(), DbErr> {
    let old = walk_row::Column::Edition.eq(cloning.from);
    for row in select::<walk_row::Entity>(ctx).filter(old).all(tx.conn()).await? {
        if let (Some(a), Some(b)) = (venues.get(&row.venue_a), venues.get(&row.venue_b)) {
            let next =
                walk_row::Model { edition: cloning.to, venue_a: *a.min(b), venue_b: *a.max(b), minutes: row.minutes };
            walk_row::Entity::insert(next.into_active_model()).exec_without_returning(tx.conn()).await?;
        }
    }
    Ok(())
}

async fn copy_tracks(tx: &Tx, ctx: &Ctx, cloning: &mut Cloning) -> Result<(), DbErr> {
    let old = track_row::Column::Edition.eq(cloning.from);
    for mut row in select::<track_row::Entity>(ctx).filter(old).all(tx.conn()).await? {
        let id = ctx.new_id();
        cloning.tracks.insert(std::mem::replace(&mut row.id, id), id);
        row.edition = cloning.to;
        row.revision = 1;
        row.into_active_model().insert(tx.conn()).await?;
    }
    Ok(())
}
