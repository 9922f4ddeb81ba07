//! An edition: its identity, its days, its state, and who may know of it.

mod details;
mod record;
mod state;

pub use details::{EditionDetails, RESERVED_SLUGS};
pub(crate) use details::{check_slug, days_between};
pub use record::{create_edition, revise_edition};
pub(crate) use record::{insert, locked};
pub use state::{EditionState, change_state};

use crate::{tables::edition_row, typed};
use db::{Db, select};
use jiff::civil::Date;
use kernel::{Ctx, EditionId, LocalizedText, Slug, Zone};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};

kernel::text_enum! {
    /// The colour of an edition's pages, by the names of the style sheet.
    pub enum Accent {
        /// Green of a lake.
        Lake = "lake",
        /// Red of a seal.
        Vermilion = "vermilion",
        /// Dark blue.
        Indigo = "indigo",
        /// Green of moss.
        Moss = "moss",
        /// Purple.
        Plum = "plum",
        /// Yellow earth.
        Ochre = "ochre",
        /// Light blue.
        Azure = "azure",
        /// Pink.
        Rose = "rose",
    }
}

/// One holding of a congress.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Its key.
    pub id: EditionId,
    /// The first segment of its addresses.
    pub slug: Slug,
    /// Its name, in two languages at least.
    pub name: LocalizedText,
    /// Its motto; may be empty.
    pub theme: LocalizedText,
    /// Where it is held, in words: `Hangzhou, China`.
    pub place: LocalizedText,
    /// What it is about, in a paragraph or two; may be empty.
    pub description: LocalizedText,
    /// The zone whose clocks hang in its rooms.
    pub zone: Zone,
    /// Its first civil day in that zone.
    pub first_day: Date,
    /// Its last one, not before the first.
    pub last_day: Date,
    /// Who may see it.
    pub state: EditionState,
    /// The event that it is held inside.
    pub host: Option<EditionId>,
    /// The colour of its pages.
    pub accent: Accent,
    /// People and sessions are made up, and every page says so.
    pub illustration: bool,
    /// Strangers have seen its address, so the slug stays.
    pub slug_is_fixed: bool,
    /// Counts its changes; a form that was made from an older one is refused.
    pub revision: i64,
}

impl Edition {
    /// Its days, first to last.
    pub fn days(&self) -> impl Iterator<Item = Date> + use<> {
        let last = self.last_day;
        let mut next = Some(self.first_day);
        std::iter::from_fn(move || {
            let day = next.filter(|day| *day <= last)?;
            next = day.tomorrow().ok();
            Some(day)
        })
    }

    /// The form that would leave it as it is.
    pub(crate) fn form(&self) -> ui::Form {
        let mut form = ui::Form::new();
        for (field, text) in
            [("name", &self.name), ("theme", &self.theme), ("place", &self.place), ("description", &self.description)]
        {
            typed::fill_text(&mut form, field, text);
        }
        form.set("slug", self.slug.as_str());
        form.set("zone", self.zone.name());
        form.set("first_day", self.first_day.to_string());
        form.set("last_day", self.last_day.to_string());
        form.set("host", self.host.map(|host| host.to_string()).unwrap_or_default());
        form.set("accent", self.accent.as_str());
        form.set("revision", self.revision.to_string());
        form
    }

    /// What stands at the top of its pages.
    pub fn header(&self, locale: kernel::Locale) -> ui::EditionHeader {
        ui::EditionHeader {
            slug: self.slug.to_string(),
            name: self.name.get(locale).text.to_owned(),
            dates: self.days_in_words(locale),
            place: self.place.get(locale).text.to_owned(),
            accent: self.accent.as_str(),
            illustration: self.illustration,
        }
    }

    /// The range of its days in words: `25–29 September 2024`.
    pub fn days_in_words(&self, locale: kernel::Locale) -> String {
        ui::date_range(self.first_day, self.last_day, locale)
    }
}

impl From<edition_row::Model> for Edition {
    fn from(row: edition_row::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            theme: row.theme,
            place: row.place,
            description: row.description,
            zone: row.zone,
            first_day: row.first_day.0,
            last_day: row.last_day.0,
            state: row.state,
            host: row.host,
            accent: row.accent,
            illustration: row.illustration,
            slug_is_fixed: row.published_at.is_some(),
            revision: row.revision,
        }
    }
}

/// The edition with this slug, if the viewer may know of it. One query by a
/// unique index; finished pages are cached a layer above, so this is not.
///
/// # Errors
/// The engine's.
pub async fn edition_by_slug(db: &Db, ctx: &Ctx, slug: &str) -> Result<Option<Edition>, DbErr> {
    let row = select::<edition_row::Entity>(ctx).filter(edition_row::Column::Slug.eq(slug)).one(db.read()).await?;
    Ok(row.map(Edition::from))
}

/// The edition with this key, if the viewer may know of it.
///
/// # Errors
/// The engine's.
pub async fn edition_by_id(db: &Db, ctx: &Ctx, id: EditionId) -> Result<Option<Edition>, DbErr> {
    let row = select::<edition_row::Entity>(ctx).filter(edition_row::Column::Id.eq(id)).one(db.read()).await?;
    Ok(row.map(Edition::from))
}

/// The editions that the viewer may know of, latest first.
///
/// # Errors
/// The engine's.
pub async fn editions(db: &Db, ctx: &Ctx) -> Result<Vec<Edition>, DbErr> {
    let rows = select::<edition_row::Entity>(ctx)
        .order_by_desc(edition_row::Column::FirstDay)
        .order_by_asc(edition_row::Column::Slug)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Edition::from).collect())
}

/// The editions held inside `host` that the viewer may know of, in time order.
///
/// # Errors
/// The engine's.
pub async fn hosted_editions(db: &Db, ctx: &Ctx, host: EditionId) -> Result<Vec<Edition>, DbErr> {
    let rows = select::<edition_row::Entity>(ctx)
        .filter(edition_row::Column::Host.eq(host))
        .order_by_asc(edition_row::Column::FirstDay)
        .order_by_asc(edition_row::Column::Slug)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Edition::from).collect())
}
