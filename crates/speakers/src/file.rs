//! Files that were handed in. Who may have one is asked in the query
//! (`tables.rs`); here is only how they come and go.

use crate::{
    error::Error,
    owed::Owed,
    tables::file_row::{self, Column, Entity},
    task::TaskId,
};
use blob::{Blobs, Digest, FileName, Kind, Stored, Whole};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, PersonId, SessionId, Timestamp};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

kernel::id! {
    /// A file that was handed in.
    pub struct FileId;
}

/// A file that is in the store and not yet anybody's.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What the store knows of it.
    pub stored: Stored,
    /// The name that it came with.
    pub name: FileName,
}

/// A file that was handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerFile {
    /// Its key.
    pub id: FileId,
    /// The task that it answers.
    pub task: TaskId,
    /// Whose.
    pub person: PersonId,
    /// For which session.
    pub session: Option<SessionId>,
    /// The name that it came with.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// What it is.
    pub kind: Kind,
    /// When it came.
    pub handed_in_at: Timestamp,
    digest: Digest,
}

impl From<file_row::Model> for SpeakerFile {
    fn from(row: file_row::Model) -> Self {
        Self {
            id: row.id,
            task: row.task,
            person: row.person,
            session: row.session,
            name: row.name,
            size: u64::try_from(row.size).unwrap_or(0),
            kind: row.kind,
            handed_in_at: row.handed_in_at,
            digest: row.digest,
        }
    }
}

impl SpeakerFile {
    /// Its length in words: `3.4 MB`, as everybody's file manager counts.
    pub fn size_in_words(&self) -> String {
        let kilo = self.size.div_ceil(1000);
        if kilo < 1000 { format!("{kilo} kB") } else { format!("{}.{} MB", kilo / 1000, kilo % 1000 / 100) }
    }
}

/// The files of an edition among `ids`, as far as the viewer may have them.
///
/// # Errors
/// The engine's.
pub async fn files(db: &Db, ctx: &Ctx, edition: EditionId, ids: &[FileId]) -> Result<Vec<SpeakerFile>, DbErr> {
    let mut all = Vec::new();
    for some in ids.chunks(500) {
        let query = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).filter(Column::Id.is_in(some.to_vec()));
        all.extend(query.all(db.read()).await?.into_iter().map(SpeakerFile::from));
    }
    Ok(all)
}

/// Slides of a session that are published and that the viewer may have.
///
/// # Errors
/// The engine's.
pub async fn published_slides(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    session: SessionId,
) -> Result<Vec<SpeakerFile>, DbErr> {
    let query = select::<Entity>(ctx)
        .filter(Column::Edition.eq(edition))
        .filter(Column::Session.eq(session))
        .filter(crate::tables::published(ctx));
    Ok(query.all(db.read()).await?.into_iter().map(SpeakerFile::from).collect())
}

/// The portrait of a person that was accepted last and that the viewer may see,
/// with the edition to which it was handed in.
///
/// # Errors
/// The engine's.
pub(crate) async fn portrait_of(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Option<(EditionId, FileId)>, DbErr> {
    let query = select::<Entity>(ctx)
        .filter(Column::Person.eq(person))
        .filter(crate::tables::portraits(ctx))
        .order_by_desc(Column::HandedInAt);
    Ok(query.one(db.read()).await?.map(|row| (row.edition, row.id)))
}

/// Opens a file that the viewer may have.
///
/// # Errors
/// [`Error::NotFound`], the store's.
pub async fn open(
    db: &Db,
    ctx: &Ctx,
    blobs: &Blobs,
    edition: EditionId,
    id: FileId,
) -> Result<(SpeakerFile, Whole), Error> {
    let file = files(db, ctx, edition, &[id]).await?.pop().ok_or(Error::NotFound)?;
    let whole = blobs.open(db, ctx, &file.digest).await?;
    Ok((file, whole))
}

/// Writes down whose a file is.
pub(crate) async fn write(tx: &Tx, ctx: &Ctx, edition: EditionId, owed: &Owed, new: &NewFile) -> Result<FileId, DbErr> {
    let row = file_row::Model {
        id: ctx.new_id(),
        edition,
        task: owed.task,
        person: owed.person,
        session: owed.session,
        digest: new.stored.digest.clone(),
        name: new.name.as_str().to_owned(),
        size: i64::try_from(new.stored.size).unwrap_or(i64::MAX),
        kind: new.stored.kind,
        handed_in_at: ctx.now(),
    };
    let id = row.id;
    blob::hold(tx, &row.digest, id.0).await?;
    Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// Nobody needs this one any more; the sweeper takes its bytes.
pub(crate) async fn forget(tx: &Tx, id: FileId) -> Result<(), DbErr> {
    blob::let_go(tx, id.0).await?;
    Entity::delete_by_id(id).exec(tx.conn()).await.map(drop)
}
