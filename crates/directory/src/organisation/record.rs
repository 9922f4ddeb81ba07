//! Writing organisations.

use super::OrganisationKind;
use crate::{
    city::{CityId, Country, catalogue},
    error::Error,
    tables::{
        organisation_row::{Column, Entity, Model},
        presence_row,
    },
    typed,
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, FieldProblem, Locale, LocalizedText, OrganisationId, Permission, Problems, Slug};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// What staff write down about an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationDetails {
    /// Its name, in one language at least.
    pub name: LocalizedText,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its country or region; that of its city when left empty.
    pub country: Option<Country>,
    /// Its city.
    pub city: Option<CityId>,
    /// Its own site.
    pub website: Option<String>,
    /// What it does.
    pub description: LocalizedText,
    /// Strangers may know that it takes part in the edition.
    pub listed: bool,
}

impl OrganisationDetails {
    /// Reads a form.
    pub(crate) fn read(sent: &web::Submission, locale: Locale) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let name = typed::some_text(sent, &mut problems, "name", 160);
        let kind = typed::word(sent, &mut problems, "kind");
        let city = typed::optional_city(sent, &mut problems, "city", locale);
        let country = typed::optional_country(sent, &mut problems, "country");
        let website = typed::optional_address(sent, &mut problems, "website");
        let description = typed::long_text(sent, &mut problems, "description", 4000);
        let of_city = city.and_then(|id| catalogue().get(id)).map(crate::city::City::country);
        if country.zip(of_city).is_some_and(|(typed, own)| typed != own) {
            problems.add("country", FieldProblem::new("directory-problem-other-country"));
        }
        match kind {
            Some(kind) => problems.or(Self {
                name,
                kind,
                country: country.or(of_city),
                city,
                website,
                description,
                listed: sent.has("listed"),
            }),
            None => Err(problems),
        }
    }
}

/// The row of a new organisation.
pub(crate) fn model(ctx: &Ctx, id: OrganisationId, slug: Slug, details: &OrganisationDetails) -> Model {
    let all: Vec<String> = Locale::ALL.iter().map(|locale| kernel::fold::words(details.name.text(*locale))).collect();
    Model {
        id,
        slug,
        name: details.name.clone(),
        kind: details.kind,
        country: details.country,
        city: details.city,
        website: details.website.clone(),
        description: details.description.clone(),
        sort_key: kernel::fold::words(details.name.get(Locale::En).text),
        name_key: all.join(" "),
        revision: 1,
        created_at: ctx.now(),
    }
}

/// The slug nearest to a name; `distinct` adds the end of the key to it.
pub(crate) fn slug_of(name: &LocalizedText, id: OrganisationId, distinct: bool) -> Result<Slug, Error> {
    let tail = id.0.simple().to_string().split_off(24);
    let slug = match Slug::from_title(&kernel::fold::words(name.text(Locale::En))) {
        Some(slug) if !distinct => return Ok(slug),
        Some(slug) => format!("{slug}-{tail}"),
        None => format!("organisation-{tail}"),
    };
    Slug::parse(&slug).map_err(|problem| Problems::of("name_en", problem).into())
}

/// Makes an organisation that takes part in `edition`.
///
/// # Errors
/// [`Error::Denied`].
pub async fn create_organisation(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    details: &OrganisationDetails,
) -> Result<OrganisationId, Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    let id: OrganisationId = ctx.new_id();
    let everything = db.system();
    let everything = &everything;
    db.write("organisation.create", |tx: Tx| async move {
        let wanted = slug_of(&details.name, id, false)?;
        let taken =
            select::<Entity>(everything).filter(Column::Slug.eq(wanted.clone())).one(tx.conn()).await?.is_some();
        let slug = if taken { slug_of(&details.name, id, true)? } else { wanted };
        Entity::insert(model(ctx, id, slug, details).into_active_model()).exec_without_returning(tx.conn()).await?;
        let presence = presence_row::ActiveModel {
            organisation: Set(id),
            edition: Set(edition),
            listed: Set(details.listed),
            created_at: Set(ctx.now()),
        };
        presence_row::Entity::insert(presence).exec_without_returning(tx.conn()).await?;
        tx.change("directory", Some(edition), id.0).await?;
        tx.audit(ctx, Some(edition), "organisation.created", id.0, serde_json::json!({ "listed": details.listed }))
            .await?;
        Ok(id)
    })
    .await
}

/// Changes an organisation that takes part in `edition`.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`], [`Error::Denied`].
pub async fn revise_organisation(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: OrganisationId,
    revision: i64,
    details: &OrganisationDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("organisation.revise", |tx: Tx| async move {
        let presence = select::<presence_row::Entity>(ctx)
            .filter(presence_row::Column::Organisation.eq(id))
            .filter(presence_row::Column::Edition.eq(edition))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        let row = select::<Entity>(ctx).filter(Column::Id.eq(id)).one(tx.conn()).await?.ok_or(Error::NotFound)?;
        if row.revision != revision {
            return Err(Error::Stale);
        }
        let next = Model { revision: revision + 1, created_at: row.created_at, ..model(ctx, id, row.slug, details) };
        next.into_active_model().reset_all().update(tx.conn()).await?;
        let mut presence = presence.into_active_model();
        presence.listed = Set(details.listed);
        presence.update(tx.conn()).await?;
        tx.change("directory", None, id.0).await?;
        tx.audit(ctx, Some(edition), "organisation.revised", id.0, serde_json::json!({ "revision": revision + 1 }))
            .await?;
        Ok(())
    })
    .await
}

/// The viewer knows of this organisation.
pub(crate) async fn require_known(tx: &Tx, ctx: &Ctx, id: OrganisationId) -> Result<(), Error> {
    let known: Option<Model> = select::<Entity>(ctx).filter(Column::Id.eq(id)).one(tx.conn()).await?;
    known.map(drop).ok_or_else(|| Error::field("organisation", "problem-choice"))
}
