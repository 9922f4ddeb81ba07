//! An edition with its rooms and tracks in a transaction of the caller's, for imports.

use crate::{
    Edition, EditionDetails, Error, Room, RoomKind, Track,
    edition::{check_slug, insert},
    tables::{edition_row, room_row, track_row, venue_row},
};
use db::{Tx, select};
use kernel::{Ctx, EditionId, LocalizedText, Permission, RoomId, Slug, TrackId, VenueId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::HashSet;

/// Seats of a room of which nobody said how many it has.
const USUAL_CAPACITY: i32 = 100;

/// Makes a draft edition. A name in one language is enough here: the source
/// has no other, and the settings ask for it.
///
/// # Errors
/// [`Error::Taken`], [`Error::Invalid`] for a slug that belongs to the site.
pub async fn seed_edition(tx: &Tx, ctx: &Ctx, details: &EditionDetails) -> Result<Edition, Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    check_slug(&details.slug).map_err(|problem| Error::Invalid(kernel::Problems::of("slug", problem)))?;
    insert(tx, ctx, details).await
}

/// The edition with this slug, inside of a transaction.
///
/// # Errors
/// The engine's.
pub async fn edition_in(tx: &Tx, ctx: &Ctx, slug: &Slug) -> Result<Option<Edition>, DbErr> {
    let row =
        select::<edition_row::Entity>(ctx).filter(edition_row::Column::Slug.eq(slug.clone())).one(tx.conn()).await?;
    Ok(row.map(Edition::from))
}

/// The word of an edition in addresses, inside of a transaction.
///
/// # Errors
/// The engine's.
pub async fn slug_in(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<Option<String>, DbErr> {
    let row = select::<edition_row::Entity>(ctx).filter(edition_row::Column::Id.eq(edition)).one(tx.conn()).await?;
    Ok(row.map(|row| row.slug.to_string()))
}

/// The rooms and tracks of an edition, inside of a transaction.
///
/// # Errors
/// The engine's.
pub async fn stage_in(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<(Vec<Room>, Vec<Track>), DbErr> {
    let rooms = select::<room_row::Entity>(ctx).filter(room_row::Column::Edition.eq(edition)).all(tx.conn()).await?;
    let tracks = select::<track_row::Entity>(ctx).filter(track_row::Column::Edition.eq(edition)).all(tx.conn()).await?;
    Ok((rooms.into_iter().map(Room::from).collect(), tracks.into_iter().map(Track::from).collect()))
}

/// Adds rooms with their seats, in the first venue; `venue` names one when
/// there is none. The keys come back in the order of the rooms.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn seed_rooms(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    venue: &LocalizedText,
    rooms: &[(LocalizedText, Option<i32>)],
) -> Result<Vec<RoomId>, Error> {
    ctx.require(Permission::EditEdition, edition)?;
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    let venue = first_venue(tx, ctx, edition, venue).await?;
    let (have, _) = stage_in(tx, ctx, edition).await?;
    let mut taken: HashSet<String> = have.iter().map(|room| room.slug.to_string()).collect();
    let mut position = have.iter().map(|room| room.position).max().unwrap_or(0);
    let mut rows = Vec::with_capacity(rooms.len());
    for (name, capacity) in rooms {
        position = (position + 10).min(9999);
        rows.push(room_row::Model {
            id: ctx.new_id(),
            edition,
            venue,
            slug: free_slug(name, "room", &mut taken)?,
            name: name.clone(),
            capacity: capacity.unwrap_or(USUAL_CAPACITY),
            kind: RoomKind::Room,
            position,
            published: true,
            revision: 1,
        });
    }
    let ids = rows.iter().map(|row| row.id).collect();
    for some in rows.chunks(400) {
        let models = some.iter().cloned().map(IntoActiveModel::into_active_model);
        room_row::Entity::insert_many(models).exec_without_returning(tx.conn()).await?;
    }
    tx.change("congress", Some(edition), edition.0).await?;
    Ok(ids)
}

async fn first_venue(tx: &Tx, ctx: &Ctx, edition: EditionId, name: &LocalizedText) -> Result<VenueId, Error> {
    let own = select::<venue_row::Entity>(ctx).filter(venue_row::Column::Edition.eq(edition));
    if let Some(venue) = own.order_by_asc(venue_row::Column::Position).one(tx.conn()).await? {
        return Ok(venue.id);
    }
    let row = venue_row::Model {
        id: ctx.new_id(),
        edition,
        slug: free_slug(name, "venue", &mut HashSet::new())?,
        name: name.clone(),
        address: LocalizedText::new(),
        position: 0,
        revision: 1,
    };
    let id = row.id;
    venue_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// Adds tracks, whose colours go round. The keys come back in their order.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn seed_tracks(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    tracks: &[LocalizedText],
) -> Result<Vec<TrackId>, Error> {
    ctx.require(Permission::EditEdition, edition)?;
    if tracks.is_empty() {
        return Ok(Vec::new());
    }
    let (_, have) = stage_in(tx, ctx, edition).await?;
    let mut taken: HashSet<String> = have.iter().map(|track| track.slug.to_string()).collect();
    let mut rows = Vec::with_capacity(tracks.len());
    for (position, name) in (i32::try_from(have.len()).unwrap_or(0)..).zip(tracks) {
        let slug = free_slug(name, "track", &mut taken)?;
        let (colour, place) = (position % 8 + 1, position.min(9999));
        rows.push(track_row::Model {
            id: ctx.new_id(),
            edition,
            slug,
            name: name.clone(),
            colour,
            position: place,
            revision: 1,
        });
    }
    let ids = rows.iter().map(|row| row.id).collect();
    let models = rows.into_iter().map(IntoActiveModel::into_active_model);
    track_row::Entity::insert_many(models).exec_without_returning(tx.conn()).await?;
    tx.change("congress", Some(edition), edition.0).await?;
    Ok(ids)
}

/// The slug of a name, or of what it is, with a number when it is taken.
fn free_slug(name: &LocalizedText, what: &str, taken: &mut HashSet<String>) -> Result<Slug, Error> {
    let wanted =
        Slug::from_title(name.get(kernel::Locale::En).text).map_or_else(|| what.to_owned(), |slug| slug.to_string());
    let mut slug = wanted.clone();
    let mut number = 2;
    while taken.contains(&slug) {
        slug = format!("{wanted}-{number}");
        number += 1;
    }
    taken.insert(slug.clone());
    Slug::parse(&slug).map_err(|problem| Error::Invalid(kernel::Problems::of("slug", problem)))
}
