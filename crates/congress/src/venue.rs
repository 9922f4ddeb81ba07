//! Venues: the buildings and sites of an edition, and the walk between them.

use crate::{
    error::Error,
    record::{self, current, noted, of_edition},
    tables::{venue_row, walk_row},
    typed,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, LocalizedText, Permission, Problems, Slug, VenueId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};
use std::collections::HashMap;
use ui::Form;
use web::Submission;

of_edition!(venue_row);

/// More venues than any city lends to one congress.
const MOST_VENUES: u64 = 50;

/// A building or a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Venue {
    /// Its key.
    pub id: VenueId,
    /// Its part of an address.
    pub slug: Slug,
    /// Its name.
    pub name: LocalizedText,
    /// Where it stands; may be empty.
    pub address: LocalizedText,
    /// Its place in lists.
    pub position: i32,
    /// Counts its changes.
    pub revision: i64,
}

/// What is written about a venue.
#[derive(Clone, Debug, PartialEq)]
pub struct VenueDetails {
    /// See [`Venue::slug`].
    pub slug: Slug,
    /// See [`Venue::name`].
    pub name: LocalizedText,
    /// See [`Venue::address`].
    pub address: LocalizedText,
    /// See [`Venue::position`].
    pub position: i32,
}

impl VenueDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let slug = typed::slug(sent, &mut problems, "name_en");
        let name = typed::required_text(sent, &mut problems, "name", 120);
        let address = typed::text(sent, &mut problems, "address", 200);
        let position = typed::number(sent, &mut problems, "position", 0..=9999);
        let (Some(slug), Some(position)) = (slug, position) else { return Err(problems) };
        problems.or(Self { slug, name, address, position })
    }

    fn write(&self, row: &mut venue_row::ActiveModel) {
        row.slug = Set(self.slug.clone());
        row.name = Set(self.name.clone());
        row.address = Set(self.address.clone());
        row.position = Set(self.position);
    }
}

impl Venue {
    /// The form that would leave it as it is.
    pub(crate) fn form(&self) -> Form {
        let mut form = Form::new();
        typed::fill_text(&mut form, "name", &self.name);
        typed::fill_text(&mut form, "address", &self.address);
        form.set("slug", self.slug.as_str());
        form.set("position", self.position.to_string());
        form.set("revision", self.revision.to_string());
        form
    }
}

impl From<venue_row::Model> for Venue {
    fn from(row: venue_row::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            address: row.address,
            position: row.position,
            revision: row.revision,
        }
    }
}

/// The venues of an edition, in their order.
///
/// # Errors
/// The engine's.
pub async fn venues(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Venue>, DbErr> {
    record::all::<venue_row::Entity, Venue>(db, ctx, edition).await
}

/// Adds a venue.
///
/// # Errors
/// [`Error::Taken`] when the slug is another venue's, [`Error::Invalid`] when
/// the edition has too many.
pub async fn add_venue(db: &Db, ctx: &Ctx, edition: EditionId, details: &VenueDetails) -> Result<Venue, Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("venue.add", |tx: Tx| async move {
        if record::count::<venue_row::Entity>(&tx, ctx, edition).await? >= MOST_VENUES {
            return Err(Error::field("", "congress-problem-too-many-venues"));
        }
        let mut row = venue_row::ActiveModel {
            id: Set(ctx.new_id()),
            edition: Set(edition),
            revision: Set(1),
            ..Default::default()
        };
        details.write(&mut row);
        let row = row.insert(tx.conn()).await.map_err(Error::slug_taken)?;
        noted(&tx, ctx, edition, row.id.0, "venue.added").await?;
        Ok(row.into())
    })
    .await
}

/// Rewrites a venue that was read at `revision`.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`].
pub async fn revise_venue(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: VenueId,
    revision: i64,
    details: &VenueDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("venue.revise", |tx: Tx| async move {
        let mut next = current::<venue_row::Entity>(&tx, ctx, edition, id, revision).await?.into_active_model();
        details.write(&mut next);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await.map_err(Error::slug_taken)?;
        noted(&tx, ctx, edition, id.0, "venue.revised").await
    })
    .await
}

/// Removes a venue without rooms.
///
/// # Errors
/// [`Error::InUse`] while it has rooms, [`Error::Stale`], [`Error::NotFound`].
pub async fn remove_venue(db: &Db, ctx: &Ctx, edition: EditionId, id: VenueId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("venue.remove", |tx: Tx| async move {
        current::<venue_row::Entity>(&tx, ctx, edition, id, revision).await?;
        let walks = Condition::any().add(walk_row::Column::VenueA.eq(id)).add(walk_row::Column::VenueB.eq(id));
        walk_row::Entity::delete_many().filter(walks).exec(tx.conn()).await?;
        venue_row::Entity::delete_by_id(id).exec(tx.conn()).await.map_err(Error::in_use)?;
        noted(&tx, ctx, edition, id.0, "venue.removed").await
    })
    .await
}

/// Minutes on foot between the venues of an edition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walks(HashMap<(VenueId, VenueId), i32>);

impl Walks {
    /// Minutes from `a` to `b`: none inside one venue, `None` when nobody measured it.
    pub fn minutes(&self, a: VenueId, b: VenueId) -> Option<i32> {
        if a == b { Some(0) } else { self.0.get(&(a.min(b), a.max(b))).copied() }
    }
}

/// The walks that were measured.
///
/// # Errors
/// The engine's.
pub async fn walks(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Walks, DbErr> {
    let own = select::<walk_row::Entity>(ctx).filter(walk_row::Column::Edition.eq(edition));
    let rows = own.all(db.read()).await?;
    Ok(Walks(rows.into_iter().map(|row| ((row.venue_a, row.venue_b), row.minutes)).collect()))
}

/// Says how long the walk between two venues of one edition takes.
///
/// # Errors
/// [`Error::Invalid`] for a walk to itself or over ten hours.
pub async fn set_walk(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    (a, b): (VenueId, VenueId),
    minutes: i32,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    if a == b || !(0..=600).contains(&minutes) {
        return Err(Error::field("minutes", "congress-problem-walk"));
    }
    db.write("venue.walk", |tx: Tx| async move {
        let row = walk_row::Model { edition, venue_a: a.min(b), venue_b: a.max(b), minutes };
        let pair = OnConflict::columns([walk_row::Column::VenueA, walk_row::Column::VenueB])
            .update_column(walk_row::Column::Minutes)
            .to_owned();
        let insert = walk_row::Entity::insert(row.into_active_model()).on_conflict(pair);
        // A venue of another edition breaks the foreign key.
        insert.exec_without_returning(tx.conn()).await.map_err(Error::in_use)?;
        noted(&tx, ctx, edition, a.0, "venue.walk").await
    })
    .await
}
