//! Writing people: by staff, one at a time.

use super::{
    participation_row,
    version::{Origin, keep},
};
use crate::{
    error::Error,
    name::{Languages, PersonName},
    sight::reach,
    tables::person_row::{Column, Entity, Model},
    typed,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, EmailAddress, FieldProblem, LocalizedText, Permission, PersonId, Problems, Slug, words};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// What staff write down about a person. What of it others see is the person's
/// own decision and is no part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonDetails {
    /// The name in all its forms.
    pub name: PersonName,
    /// What the person does.
    pub biography: LocalizedText,
    /// Languages spoken, best first.
    pub languages: Languages,
    /// Where mail goes.
    pub email: Option<EmailAddress>,
    /// Where to call.
    pub phone: Option<String>,
    /// The staff list the person in the edition.
    pub listed: bool,
}

impl PersonDetails {
    /// Reads a form.
    pub(crate) fn read(sent: &web::Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let name = PersonName::read(sent, &mut problems);
        let biography = typed::long_text(sent, &mut problems, "biography", 4000);
        let languages = problems.take("languages", Languages::parse(sent.value("languages")));
        let email = match sent.value("email").trim() {
            "" => None,
            raw => problems.take("email", EmailAddress::parse(raw)),
        };
        let phone = match sent.value("phone").trim() {
            "" => None,
            raw => problems.take("phone", phone(raw)),
        };
        let listed = sent.has("listed");
        match (name, languages) {
            (Some(name), Some(languages)) => problems.or(Self { name, biography, languages, email, phone, listed }),
            _ => Err(problems),
        }
    }
}

/// Digits, with the signs that people set between them.
fn phone(raw: &str) -> Result<String, FieldProblem> {
    let text = words::line(raw, 40)?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let shaped = text.chars().all(|c| c.is_ascii_digit() || " +-().,;/ext".contains(c));
    if digits >= 3 && shaped { Ok(text) } else { Err(FieldProblem::new("directory-problem-phone")) }
}

/// The row of a new person.
pub(crate) fn model(ctx: &Ctx, id: PersonId, slug: Slug, details: &PersonDetails) -> Model {
    let [name_key, latin_key] = details.name.keys();
    let PersonName { as_given, latin, native, sort } = details.name.clone();
    Model {
        id,
        slug,
        sort_key: details.name.sort_key(),
        initial: details.name.initial(),
        name: as_given,
        latin,
        native,
        sort_name: sort,
        name_key,
        latin_key,
        biography: details.biography.clone(),
        languages: details.languages.clone(),
        email_key: details.email.as_ref().map(EmailAddress::key),
        email: details.email.clone(),
        phone: details.phone.clone(),
        revision: 1,
        created_at: ctx.now(),
    }
}

/// Writes rows of people in one statement.
pub(crate) async fn insert_models(tx: &Tx, rows: Vec<Model>) -> Result<(), DbErr> {
    Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(tx.conn())
        .await
        .map(drop)
}

/// Makes a person who takes part in `edition`. Everything is hidden until the
/// person agrees to show it.
///
/// # Errors
/// [`Error::Denied`].
pub async fn create_person(db: &Db, ctx: &Ctx, edition: EditionId, details: &PersonDetails) -> Result<PersonId, Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    let id: PersonId = ctx.new_id();
    let everything = db.system();
    let everything = &everything;
    db.write("person.create", |tx: Tx| async move {
        let slug = free_slug(&tx, everything, details, id).await?;
        insert_models(&tx, vec![model(ctx, id, slug, details)]).await?;
        participate(&tx, ctx, id, edition, details.listed).await?;
        tx.change("directory", Some(edition), id.0).await?;
        tx.audit(ctx, Some(edition), "person.created", id.0, serde_json::json!({ "listed": details.listed })).await?;
        Ok(id)
    })
    .await
}

/// The slug of the name, or with a piece of the key when somebody has it.
pub(super) async fn free_slug(tx: &Tx, everything: &Ctx, details: &PersonDetails, id: PersonId) -> Result<Slug, Error> {
    let wanted = slug_of(&details.name, id, false)?;
    let taken = select::<Entity>(everything).filter(Column::Slug.eq(wanted.clone())).one(tx.conn()).await?.is_some();
    if taken { slug_of(&details.name, id, true) } else { Ok(wanted) }
}

/// The slug nearest to a name; `distinct` adds the end of the key to it.
pub(crate) fn slug_of(name: &PersonName, id: PersonId, distinct: bool) -> Result<Slug, Error> {
    let tail = id.0.simple().to_string().split_off(24);
    let folded = kernel::fold::words(&name.latin);
    let slug = match Slug::from_title(&folded) {
        Some(slug) if !distinct => return Ok(slug),
        Some(slug) => format!("{slug}-{tail}"),
        // Nothing of the name is ASCII.
        None => format!("person-{tail}"),
    };
    Slug::parse(&slug).map_err(|problem| Problems::of("name", problem).into())
}

pub(crate) async fn participate(
    tx: &Tx,
    ctx: &Ctx,
    person: PersonId,
    edition: EditionId,
    listed: bool,
) -> Result<(), DbErr> {
    let row = participation_row::ActiveModel {
        person: Set(person),
        edition: Set(edition),
        listed: Set(listed),
        created_at: Set(ctx.now()),
    };
    participation_row::Entity::insert(row).exec_without_returning(tx.conn()).await.map(drop)
}

/// Changes the record of a person who takes part in `edition`.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`], [`Error::Denied`].
pub async fn revise_person(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: PersonId,
    revision: i64,
    details: &PersonDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("person.revise", |tx: Tx| async move {
        let part = participation(&tx, ctx, id, edition).await?.ok_or(Error::NotFound)?;
        let row = select::<Entity>(ctx).filter(Column::Id.eq(id)).one(tx.conn()).await?.ok_or(Error::NotFound)?;
        if row.revision != revision {
            return Err(Error::Stale);
        }
        let before = row.clone();
        let next = Model { revision: revision + 1, created_at: row.created_at, ..model(ctx, id, row.slug, details) };
        keep(&tx, ctx, &before, &next, Origin::Editor).await?;
        next.into_active_model().reset_all().update(tx.conn()).await?;
        set_listed(&tx, part, details.listed).await?;
        // The record is one for all editions, so the change names none.
        tx.change("directory", None, id.0).await?;
        tx.audit(ctx, Some(edition), "person.revised", id.0, serde_json::json!({ "revision": revision + 1 })).await?;
        Ok(())
    })
    .await
}

pub(super) async fn participation(
    tx: &Tx,
    ctx: &Ctx,
    person: PersonId,
    edition: EditionId,
) -> Result<Option<participation_row::Model>, DbErr> {
    use participation_row::{Column, Entity};
    select::<Entity>(ctx).filter(Column::Person.eq(person)).filter(Column::Edition.eq(edition)).one(tx.conn()).await
}

async fn set_listed(tx: &Tx, part: participation_row::Model, listed: bool) -> Result<(), DbErr> {
    if part.listed == listed {
        return Ok(());
    }
    let mut next = part.into_active_model();
    next.listed = Set(listed);
    next.update(tx.conn()).await.map(drop)
}

/// Lists a person in an edition, or no longer. Strangers see the person only
/// when the person agreed as well.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn list_person(db: &Db, ctx: &Ctx, edition: EditionId, id: PersonId, listed: bool) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("person.list", |tx: Tx| async move {
        let part = participation(&tx, ctx, id, edition).await?.ok_or(Error::NotFound)?;
        set_listed(&tx, part, listed).await?;
        tx.change("directory", Some(edition), id.0).await?;
        Ok(tx.audit(ctx, Some(edition), "person.listed", id.0, serde_json::json!({ "listed": listed })).await?)
    })
    .await
}

/// Lets somebody whom the viewer knows from another edition take part in this
/// one: the same record, and not a double of it. Not listed here yet.
///
/// # Errors
/// [`Error::NotFound`] for people outside the viewer's editions.
pub async fn take_into_edition(db: &Db, ctx: &Ctx, edition: EditionId, id: PersonId) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("person.take", |tx: Tx| async move {
        if participation(&tx, ctx, id, edition).await?.is_some() {
            return Ok(());
        }
        if let Some(editions) = reach(ctx, Permission::ReadContacts) {
            use participation_row::{Column, Entity};
            let known = select::<Entity>(ctx).filter(Column::Person.eq(id)).filter(Column::Edition.is_in(editions));
            known.one(tx.conn()).await?.ok_or(Error::NotFound)?;
        }
        participate(&tx, ctx, id, edition, false).await?;
        tx.change("directory", Some(edition), id.0).await?;
        Ok(tx.audit(ctx, Some(edition), "person.taken_in", id.0, serde_json::json!({})).await?)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers() {
        for good in ["+86 571 8888 8888", "(0571) 110", "12345 ext 6"] {
            assert!(phone(good).is_ok(), "{good}");
        }
        for bad in ["12", "call me", "+86<script>"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_name_has_a_slug() {
        let id = PersonId(sea_orm::prelude::Uuid::from_u128(0xabcd_ef01));
        let slug = |name: &str, distinct| slug_of(&PersonName::of(name), id, distinct).unwrap().to_string();
        assert_eq!(slug("Nguyễn Thị Minh Khai", false), "nguyen-thi-minh-khai");
        assert_eq!(slug("O'Brien", true), "obrien-abcdef01");
        assert_eq!(slug("王", false), "person-abcdef01");
    }
}
