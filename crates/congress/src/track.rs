//! Tracks: the threads of a programme, one to twenty, each in one of eight colours.

use crate::{
    edition::EditionState,
    error::Error,
    record::{self, count, current, noted, of_edition},
    tables::{edition_row, track_row},
    typed,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, LocalizedText, Permission, Problems, Slug, TrackId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use ui::Form;
use web::Submission;

of_edition!(track_row);

/// More than this nobody tells apart.
pub const MOST_TRACKS: u64 = 20;
/// The colours of the style sheet, `track-1` to `track-8`.
pub const COLOURS: std::ops::RangeInclusive<i32> = 1..=8;

/// A thread of the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Its key.
    pub id: TrackId,
    /// Its part of an address.
    pub slug: Slug,
    /// Its name.
    pub name: LocalizedText,
    /// Its colour, 1 to 8. Never the only sign of it.
    pub colour: i32,
    /// Its place in lists.
    pub position: i32,
    /// Counts its changes.
    pub revision: i64,
}

/// What is written about a track.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackDetails {
    /// See [`Track::slug`].
    pub slug: Slug,
    /// See [`Track::name`].
    pub name: LocalizedText,
    /// See [`Track::colour`].
    pub colour: i32,
    /// See [`Track::position`].
    pub position: i32,
}

impl TrackDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let slug = typed::slug(sent, &mut problems, "name_en");
        let name = typed::required_text(sent, &mut problems, "name", 80);
        let colour = typed::number(sent, &mut problems, "colour", COLOURS);
        let position = typed::number(sent, &mut problems, "position", 0..=9999);
        let (Some(slug), Some(colour), Some(position)) = (slug, colour, position) else {
            return Err(problems);
        };
        problems.or(Self { slug, name, colour, position })
    }

    fn write(&self, row: &mut track_row::ActiveModel) {
        row.slug = Set(self.slug.clone());
        row.name = Set(self.name.clone());
        row.colour = Set(self.colour);
        row.position = Set(self.position);
    }
}

impl Track {
    /// The form that would leave it as it is.
    pub(crate) fn form(&self) -> Form {
        let mut form = Form::new();
        typed::fill_text(&mut form, "name", &self.name);
        form.set("slug", self.slug.as_str());
        form.set("colour", self.colour.to_string());
        form.set("position", self.position.to_string());
        form.set("revision", self.revision.to_string());
        form
    }
}

impl From<track_row::Model> for Track {
    fn from(row: track_row::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            colour: row.colour,
            position: row.position,
            revision: row.revision,
        }
    }
}

/// The tracks of an edition, in their order.
///
/// # Errors
/// The engine's.
pub async fn tracks(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Track>, DbErr> {
    record::all::<track_row::Entity, Track>(db, ctx, edition).await
}

/// Adds a track.
///
/// # Errors
/// [`Error::Taken`] when the slug is another track's, [`Error::Invalid`] at the
/// twenty-first track.
pub async fn add_track(db: &Db, ctx: &Ctx, edition: EditionId, details: &TrackDetails) -> Result<Track, Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("track.add", |tx: Tx| async move {
        if count::<track_row::Entity>(&tx, ctx, edition).await? >= MOST_TRACKS {
            return Err(Error::field("", "congress-problem-too-many-tracks"));
        }
        let mut row = track_row::ActiveModel {
            id: Set(ctx.new_id()),
            edition: Set(edition),
            revision: Set(1),
            ..Default::default()
        };
        details.write(&mut row);
        let row = row.insert(tx.conn()).await.map_err(Error::slug_taken)?;
        noted(&tx, ctx, edition, row.id.0, "track.added").await?;
        Ok(row.into())
    })
    .await
}

/// Rewrites a track that was read at `revision`.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`], [`Error::Taken`].
pub async fn revise_track(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: TrackId,
    revision: i64,
    details: &TrackDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("track.revise", |tx: Tx| async move {
        let mut next = current::<track_row::Entity>(&tx, ctx, edition, id, revision).await?.into_active_model();
        details.write(&mut next);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await.map_err(Error::slug_taken)?;
        noted(&tx, ctx, edition, id.0, "track.revised").await
    })
    .await
}

/// Removes a track that nothing stands on. An edition that the public sees
/// keeps one at least.
///
/// # Errors
/// [`Error::InUse`] while sessions run in it, [`Error::Invalid`] when it is the
/// last one of an edition that is not a draft; [`Error::Stale`], [`Error::NotFound`].
pub async fn remove_track(db: &Db, ctx: &Ctx, edition: EditionId, id: TrackId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("track.remove", |tx: Tx| async move {
        current::<track_row::Entity>(&tx, ctx, edition, id, revision).await?;
        if count::<track_row::Entity>(&tx, ctx, edition).await? == 1 && !is_draft(&tx, ctx, edition).await? {
            return Err(Error::field("", "congress-problem-last-track"));
        }
        track_row::Entity::delete_by_id(id).exec(tx.conn()).await.map_err(Error::in_use)?;
        noted(&tx, ctx, edition, id.0, "track.removed").await
    })
    .await
}

async fn is_draft(tx: &Tx, ctx: &Ctx, edition: EditionId) -> Result<bool, DbErr> {
    let row = select::<edition_row::Entity>(ctx).filter(edition_row::Column::Id.eq(edition)).one(tx.conn()).await?;
    Ok(row.is_none_or(|row| row.state == EditionState::Draft))
}
