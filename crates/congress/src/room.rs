//! Rooms, halls and stages. An unpublished room is known to staff only.

use crate::{
    error::Error,
    record::{self, current, noted, of_edition},
    tables::room_row,
    typed,
};
use db::{Db, Tx};
use kernel::{Ctx, EditionId, FieldProblem, LocalizedText, Permission, Problems, RoomId, Slug, VenueId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, SqlErr};
use ui::Form;
use web::Submission;

of_edition!(room_row);

/// Beyond it a grid of rooms cannot be read, and an import went wrong.
const MOST_ROOMS: u64 = 300;

kernel::text_enum! {
    /// What a room is made for.
    pub enum RoomKind {
        /// A large hall with rows.
        Hall = "hall",
        /// An open stage.
        Stage = "stage",
        /// A seminar room.
        Room = "room",
        /// A small room for talks behind a door.
        Meeting = "meeting",
        /// A floor with stands.
        Exhibition = "exhibition",
        /// A place in the city.
        Outdoor = "outdoor",
    }
}

/// A room, hall or stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// Its key.
    pub id: RoomId,
    /// The building it is in.
    pub venue: VenueId,
    /// Its part of an address.
    pub slug: Slug,
    /// Its name.
    pub name: LocalizedText,
    /// How many people it may hold.
    pub capacity: i32,
    /// What it is made for.
    pub kind: RoomKind,
    /// Its place in lists and its column in the grid.
    pub position: i32,
    /// Everybody may know of it.
    pub published: bool,
    /// Counts its changes.
    pub revision: i64,
}

/// What is written about a room.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomDetails {
    /// See [`Room::venue`].
    pub venue: VenueId,
    /// See [`Room::slug`].
    pub slug: Slug,
    /// See [`Room::name`].
    pub name: LocalizedText,
    /// See [`Room::capacity`].
    pub capacity: i32,
    /// See [`Room::kind`].
    pub kind: RoomKind,
    /// See [`Room::position`].
    pub position: i32,
    /// See [`Room::published`].
    pub published: bool,
}

impl RoomDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let venue = typed::word(sent, &mut problems, "venue");
        let slug = typed::slug(sent, &mut problems, "name_en");
        let name = typed::required_text(sent, &mut problems, "name", 80);
        let capacity = typed::number(sent, &mut problems, "capacity", 1..=100_000);
        let kind = typed::word(sent, &mut problems, "kind");
        let position = typed::number(sent, &mut problems, "position", 0..=9999);
        let (Some(venue), Some(slug), Some(capacity), Some(kind), Some(position)) =
            (venue, slug, capacity, kind, position)
        else {
            return Err(problems);
        };
        let published = sent.value("published") == "yes";
        problems.or(Self { venue, slug, name, capacity, kind, position, published })
    }

    fn write(&self, row: &mut room_row::ActiveModel) {
        row.venue = Set(self.venue);
        row.slug = Set(self.slug.clone());
        row.name = Set(self.name.clone());
        row.capacity = Set(self.capacity);
        row.kind = Set(self.kind);
        row.position = Set(self.position);
        row.published = Set(self.published);
    }
}

impl Room {
    /// The form that would leave it as it is.
    pub(crate) fn form(&self) -> Form {
        let mut form = Form::new();
        typed::fill_text(&mut form, "name", &self.name);
        form.set("venue", self.venue.to_string());
        form.set("slug", self.slug.as_str());
        form.set("capacity", self.capacity.to_string());
        form.set("kind", self.kind.as_str());
        form.set("position", self.position.to_string());
        if self.published {
            form.set("published", "yes");
        }
        form.set("revision", self.revision.to_string());
        form
    }
}

impl From<room_row::Model> for Room {
    fn from(row: room_row::Model) -> Self {
        Self {
            id: row.id,
            venue: row.venue,
            slug: row.slug,
            name: row.name,
            capacity: row.capacity,
            kind: row.kind,
            position: row.position,
            published: row.published,
            revision: row.revision,
        }
    }
}

/// The rooms of an edition that the viewer may know of, in their order.
///
/// # Errors
/// The engine's.
pub async fn rooms(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Room>, DbErr> {
    record::all::<room_row::Entity, Room>(db, ctx, edition).await
}

/// Adds a room to a venue of the same edition.
///
/// # Errors
/// [`Error::Taken`] when the slug is another room's, [`Error::Invalid`] for a
/// venue of another edition or too many rooms.
pub async fn add_room(db: &Db, ctx: &Ctx, edition: EditionId, details: &RoomDetails) -> Result<Room, Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("room.add", |tx: Tx| async move {
        if record::count::<room_row::Entity>(&tx, ctx, edition).await? >= MOST_ROOMS {
            return Err(Error::field("", "congress-problem-too-many-rooms"));
        }
        let mut row = room_row::ActiveModel {
            id: Set(ctx.new_id()),
            edition: Set(edition),
            revision: Set(1),
            ..Default::default()
        };
        details.write(&mut row);
        let row = row.insert(tx.conn()).await.map_err(refused)?;
        noted(&tx, ctx, edition, row.id.0, "room.added").await?;
        Ok(row.into())
    })
    .await
}

/// Rewrites a room that was read at `revision`.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`]; else as [`add_room`].
pub async fn revise_room(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: RoomId,
    revision: i64,
    details: &RoomDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("room.revise", |tx: Tx| async move {
        let mut next = current::<room_row::Entity>(&tx, ctx, edition, id, revision).await?.into_active_model();
        details.write(&mut next);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await.map_err(refused)?;
        noted(&tx, ctx, edition, id.0, "room.revised").await
    })
    .await
}

/// Removes a room that nothing stands on.
///
/// # Errors
/// [`Error::InUse`] while sessions are placed in it, [`Error::Stale`], [`Error::NotFound`].
pub async fn remove_room(db: &Db, ctx: &Ctx, edition: EditionId, id: RoomId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("room.remove", |tx: Tx| async move {
        current::<room_row::Entity>(&tx, ctx, edition, id, revision).await?;
        room_row::Entity::delete_by_id(id).exec(tx.conn()).await.map_err(Error::in_use)?;
        noted(&tx, ctx, edition, id.0, "room.removed").await
    })
    .await
}

/// The foreign key of a room points at a venue of its own edition.
fn refused(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => {
            Error::Invalid(Problems::of("venue", FieldProblem::new("problem-choice")))
        }
        _ => Error::slug_taken(error),
    }
}
