//! What a record said before: nothing that is replaced is lost.

use crate::{
    name::PersonName,
    tables::{
        person_row,
        version_row::{Column, Entity, Model},
    },
};
use db::{Db, Tx, select};
use kernel::{Ctx, LocalizedText, PersonId, Timestamp};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// So many versions are shown.
const SHOWN: u64 = 50;

kernel::text_enum! {
    /// What took the place of a version.
    pub enum Origin {
        /// The form of an editor.
        Editor = "editor",
        /// What a speaker wrote about themselves and an editor accepted.
        Speaker = "speaker",
    }
}

/// What a record said, until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its revision.
    pub revision: i64,
    /// The name in all its forms.
    pub name: PersonName,
    /// What the person does.
    pub biography: LocalizedText,
    /// Until when it held.
    pub replaced_at: Timestamp,
    /// By what it was replaced.
    pub origin: Origin,
}

/// What the record of a person said before, the latest first: for the person and
/// for staff who may read contacts.
///
/// # Errors
/// The engine's.
pub async fn versions(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<Version>, DbErr> {
    let query = select::<Entity>(ctx).filter(Column::Person.eq(person)).order_by_desc(Column::Revision).limit(SHOWN);
    Ok(query.all(db.read()).await?.into_iter().map(Version::from).collect())
}

impl From<Model> for Version {
    fn from(row: Model) -> Self {
        Self {
            revision: row.revision,
            name: PersonName { as_given: row.name, latin: row.latin, native: row.native, sort: row.sort_name },
            biography: row.biography,
            replaced_at: row.replaced_at,
            origin: row.origin,
        }
    }
}

/// Keeps what `next` replaces, where it replaces a name or a biography.
pub(super) async fn keep(
    tx: &Tx,
    ctx: &Ctx,
    old: &person_row::Model,
    next: &person_row::Model,
    origin: Origin,
) -> Result<(), DbErr> {
    let said = |row: &person_row::Model| {
        (row.name.clone(), row.latin.clone(), row.native.clone(), row.sort_name.clone(), row.biography.clone())
    };
    if said(old) == said(next) {
        return Ok(());
    }
    let row = Model {
        person: old.id,
        revision: old.revision,
        name: old.name.clone(),
        latin: old.latin.clone(),
        native: old.native.clone(),
        sort_name: old.sort_name.clone(),
        biography: old.biography.clone(),
        replaced_at: ctx.now(),
        account: ctx.viewer().account_id(),
        origin,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await.map(drop)
}

/// Forgets them all: the person asked to be erased.
pub(crate) async fn forget(tx: &Tx, person: PersonId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::Person.eq(person)).exec(tx.conn()).await.map(drop)
}
