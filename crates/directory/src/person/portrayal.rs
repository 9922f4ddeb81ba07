//! What somebody wrote about themselves, in place of what the record says: name
//! and biography, field by field, by the editor of an edition in which they take
//! part. What it replaces is kept, and what somebody else changed meanwhile is
//! not overwritten.

use super::{
    record::participation,
    version::{Origin, keep},
};
use crate::{
    error::Error,
    name::PersonName,
    tables::person_row::{Column, Entity, Model},
};
use db::{Tx, select};
use kernel::{Ctx, EditionId, Locale, LocalizedText, Permission, PersonId, Viewer};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, IntoActiveModel, QueryFilter};

/// What a record says of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrayal {
    /// The name in all its forms.
    pub name: PersonName,
    /// What the person does.
    pub biography: LocalizedText,
    /// Counts the changes of the record.
    pub revision: i64,
}

/// What takes its place; what is missing stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The name as the person writes it.
    pub name: Option<String>,
    /// The name in Latin letters.
    pub latin: Option<String>,
    /// The biography, by language.
    pub biography: Vec<(Locale, String)>,
}

impl Taken {
    /// Nothing is replaced.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.latin.is_none() && self.biography.is_empty()
    }
}

async fn row(tx: &Tx, ctx: &Ctx, person: PersonId) -> Result<Option<Model>, DbErr> {
    let everything = ctx.seen_by(Viewer::system());
    select::<Entity>(&everything).filter(Column::Id.eq(person)).one(tx.conn()).await
}

/// What the record says, for a verb that has decided that its viewer may change it.
///
/// # Errors
/// The engine's.
pub async fn portrayal_in(tx: &Tx, ctx: &Ctx, person: PersonId) -> Result<Option<Portrayal>, DbErr> {
    Ok(row(tx, ctx, person).await?.map(|row| Portrayal {
        name: PersonName { as_given: row.name, latin: row.latin, native: row.native, sort: row.sort_name },
        biography: row.biography,
        revision: row.revision,
    }))
}

/// Writes what somebody wrote about themselves into their record, as it was read
/// at `revision`. A language that is left alone is marked as outdated where
/// another one changed.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`] for who takes no part in the edition,
/// [`Error::Denied`].
pub async fn take_over(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    (person, revision): (PersonId, i64),
    taken: &Taken,
) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    let everything = &ctx.seen_by(Viewer::system());
    participation(tx, everything, person, edition).await?.ok_or(Error::NotFound)?;
    let old = row(tx, ctx, person).await?.ok_or(Error::NotFound)?;
    if old.revision != revision {
        return Err(Error::Stale);
    }
    if taken.is_empty() {
        return Ok(());
    }
    let next = rewritten(&old, taken);
    keep(tx, ctx, &old, &next, Origin::Speaker).await?;
    next.into_active_model().reset_all().update(tx.conn()).await?;
    // The record is one for all editions, so the change names none.
    tx.change("directory", None, person.0).await?;
    let detail = serde_json::json!({ "revision": revision + 1, "by": "speaker" });
    Ok(tx.audit(ctx, Some(edition), "person.revised", person.0, detail).await?)
}

fn rewritten(old: &Model, taken: &Taken) -> Model {
    let before = PersonName {
        as_given: old.name.clone(),
        latin: old.latin.clone(),
        native: old.native.clone(),
        sort: old.sort_name.clone(),
    };
    let name = before.rewritten(taken.name.as_deref(), taken.latin.as_deref());
    let [name_key, latin_key] = name.keys();
    let in_language = |locale: &Locale| {
        let new = taken.biography.iter().find(|(one, _)| one == locale).map(|(_, text)| text.clone());
        (*locale, new.unwrap_or_else(|| old.biography.text(*locale).to_owned()))
    };
    let versions: Vec<(Locale, String)> = Locale::ALL.iter().map(in_language).collect();
    Model {
        sort_key: name.sort_key(),
        initial: name.initial(),
        name: name.as_given,
        latin: name.latin,
        native: name.native,
        sort_name: name.sort,
        name_key,
        latin_key,
        biography: old.biography.revised(&versions),
        revision: old.revision + 1,
        ..old.clone()
    }
}
