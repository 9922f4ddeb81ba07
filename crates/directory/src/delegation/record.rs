//! Writing delegations. None is ever without a head: it is made with one.

use super::{DelegationKind, member};
use crate::{
    city::{CityId, Country, catalogue},
    error::Error,
    tables::delegation_row::{Column, Entity, Model},
    typed,
};
use db::{Db, Tx, select};
use kernel::{
    Ctx, DelegationId, EditionId, FieldProblem, Locale, LocalizedText, OrganisationId, Permission, PersonId, Problems,
    Slug,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// What staff write down about a delegation.
#[derive(Clone, Debug, PartialEq)]
pub struct DelegationDetails {
    /// Its name, in one language at least.
    pub name: LocalizedText,
    /// For whom it stands.
    pub kind: DelegationKind,
    /// Its city; a city or a district must have one.
    pub city: Option<CityId>,
    /// Its organisation.
    pub organisation: Option<OrganisationId>,
    /// Its country or region; that of its city when left empty.
    pub country: Option<Country>,
    /// Who in the organiser's team looks after it.
    pub liaison: Option<PersonId>,
    /// Strangers may know that it comes.
    pub announced: bool,
}

impl DelegationDetails {
    /// Reads a form. Who the liaison and the organisation are has been looked
    /// up, with what was wrong about them in `problems`.
    pub(crate) fn read(
        sent: &web::Submission,
        locale: Locale,
        liaison: Option<PersonId>,
        organisation: Option<OrganisationId>,
        mut problems: Problems,
    ) -> Result<Self, Problems> {
        let name = typed::some_text(sent, &mut problems, "name", 160);
        let kind = typed::word(sent, &mut problems, "kind");
        let city = typed::optional_city(sent, &mut problems, "city", locale);
        let country = typed::optional_country(sent, &mut problems, "country");
        let placed = matches!(kind, Some(DelegationKind::City | DelegationKind::District));
        if placed && city.is_none() && problems.of_field("city").is_empty() {
            problems.add("city", FieldProblem::new("problem-required"));
        }
        let country = country.or(city.and_then(|id| catalogue().get(id)).map(crate::city::City::country));
        match kind {
            Some(kind) => {
                problems.or(Self { name, kind, city, organisation, country, liaison, announced: sent.has("announced") })
            }
            None => Err(problems),
        }
    }
}

/// The row of a new delegation.
pub(crate) fn model(ctx: &Ctx, id: DelegationId, edition: EditionId, slug: Slug, details: &DelegationDetails) -> Model {
    Model {
        id,
        edition,
        slug,
        name: details.name.clone(),
        kind: details.kind,
        city: details.city,
        organisation: details.organisation,
        country: details.country,
        liaison: details.liaison,
        announced: details.announced,
        sort_key: kernel::fold::words(details.name.get(Locale::En).text),
        revision: 1,
        created_at: ctx.now(),
    }
}

/// The slug of a delegation: its name, and when somebody has that, a piece of
/// its key.
pub(crate) fn slug_of(name: &LocalizedText, id: DelegationId, distinct: bool) -> Result<Slug, Error> {
    let tail = id.0.simple().to_string().split_off(24);
    let slug = match Slug::from_title(&kernel::fold::words(name.text(Locale::En))) {
        Some(slug) if !distinct => return Ok(slug),
        Some(slug) => format!("{slug}-{tail}"),
        None => format!("delegation-{tail}"),
    };
    Slug::parse(&slug).map_err(|problem| Problems::of("name_en", problem).into())
}

/// Makes a delegation with its head.
///
/// # Errors
/// [`Error::Invalid`] when the head or the liaison does not take part in the
/// edition; [`Error::Denied`].
pub async fn create_delegation(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    details: &DelegationDetails,
    head: PersonId,
    rank: Option<i32>,
) -> Result<DelegationId, Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    let id: DelegationId = ctx.new_id();
    db.write("delegation.create", |tx: Tx| async move {
        check_references(&tx, ctx, edition, details).await?;
        member::require_participant(&tx, ctx, edition, head, "head").await?;
        let wanted = slug_of(&details.name, id, false)?;
        let same = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).filter(Column::Slug.eq(wanted.clone()));
        let slug = if same.one(tx.conn()).await?.is_some() { slug_of(&details.name, id, true)? } else { wanted };
        let row = model(ctx, id, edition, slug, details);
        Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        member::insert(&tx, ctx, id, head, rank, true).await?;
        tx.change("directory", Some(edition), id.0).await?;
        tx.audit(ctx, Some(edition), "delegation.created", id.0, serde_json::json!({ "head": head })).await?;
        Ok(id)
    })
    .await
}

/// Changes a delegation; its people have verbs of their own.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`], [`Error::Invalid`], [`Error::Denied`].
pub async fn revise_delegation(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: DelegationId,
    revision: i64,
    details: &DelegationDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("delegation.revise", |tx: Tx| async move {
        check_references(&tx, ctx, edition, details).await?;
        let row = of_edition(&tx, ctx, edition, id).await?;
        if row.revision != revision {
            return Err(Error::Stale);
        }
        let next =
            Model { revision: revision + 1, created_at: row.created_at, ..model(ctx, id, edition, row.slug, details) };
        next.into_active_model().reset_all().update(tx.conn()).await?;
        tx.change("directory", Some(edition), id.0).await?;
        tx.audit(ctx, Some(edition), "delegation.revised", id.0, serde_json::json!({ "revision": revision + 1 }))
            .await?;
        Ok(())
    })
    .await
}

pub(super) async fn of_edition(tx: &Tx, ctx: &Ctx, edition: EditionId, id: DelegationId) -> Result<Model, Error> {
    let query = select::<Entity>(ctx).filter(Column::Edition.eq(edition)).filter(Column::Id.eq(id));
    query.one(tx.conn()).await?.ok_or(Error::NotFound)
}

async fn check_references(tx: &Tx, ctx: &Ctx, edition: EditionId, details: &DelegationDetails) -> Result<(), Error> {
    if let Some(liaison) = details.liaison {
        member::require_participant(tx, ctx, edition, liaison, "liaison").await?;
    }
    if let Some(organisation) = details.organisation {
        crate::organisation::require_known(tx, ctx, organisation).await?;
    }
    Ok(())
}
