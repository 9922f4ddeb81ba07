//! People: one record for a human being through all editions. What of it a
//! viewer gets is decided here, field by field; a [`Person`] never holds what
//! its reader may not know.

mod admission;
mod card;
mod contact;
mod double;
mod list;
mod namesake;
mod portrayal;
mod record;
mod version;

pub use admission::{Admission, admit};
pub(crate) use card::role_lines;
pub use card::{PersonCard, person_cards};
pub use contact::{Contact, contacts};
pub use double::{Double, possible_doubles};
pub use list::{PeopleFilter, PeoplePage, initials_of, people};
pub use namesake::{Namesake, namesakes_in, take_in};
pub use portrayal::{Portrayal, Taken, portrayal_in, take_over};
pub use record::{PersonDetails, create_person, list_person, revise_person, take_into_edition};
pub(crate) use record::{model, slug_of};
pub(crate) use version::forget as forget_versions;
pub use version::{Origin, Version, versions};

use crate::{
    consent::Purpose,
    name::{Languages, PersonName},
    sight::reach,
    tables::{disclosure_row, participation_row, person_row},
};
use db::{Db, select};
use kernel::{Ctx, EditionId, EmailAddress, LocalizedText, Permission, PersonId, Slug, Visibility};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use std::collections::{HashMap, HashSet};

/// A person, as far as one viewer may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The key.
    pub id: PersonId,
    /// The last segment of the address of the person's page.
    pub slug: Slug,
    /// The name in all its forms.
    pub name: PersonName,
    /// What the person does, in some paragraphs; empty when hidden.
    pub biography: LocalizedText,
    /// Languages spoken, best first; empty when hidden.
    pub languages: Languages,
    /// The address, when this viewer may have it.
    pub email: Option<EmailAddress>,
    /// The number, when this viewer may have it.
    pub phone: Option<String>,
    /// The viewer sees the whole record: it is the viewer's own, or of an
    /// edition whose contacts the viewer may read.
    pub in_full: bool,
    /// Counts the changes; a form that was made from an older one is refused.
    pub revision: i64,
}

/// What of some people the viewer may know.
#[derive(Debug, Default)]
pub(crate) struct Sight {
    everybody: bool,
    full: HashSet<PersonId>,
    opened: HashMap<PersonId, HashMap<Purpose, Visibility>>,
}

impl Sight {
    /// Asks for all these people at once.
    pub(crate) async fn of(db: &Db, ctx: &Ctx, people: &[PersonId]) -> Result<Self, DbErr> {
        let editions = reach(ctx, Permission::ReadContacts);
        let mut sight = Self { everybody: editions.is_none(), ..Self::default() };
        sight.full.extend(ctx.viewer().person_id());
        for some in people.chunks(500) {
            if let Some(editions) = editions.as_ref().filter(|editions| !editions.is_empty()) {
                use participation_row::{Column, Entity};
                let query = select::<Entity>(ctx)
                    .filter(Column::Person.is_in(some.iter().copied()))
                    .filter(Column::Edition.is_in(editions.iter().copied()));
                sight.full.extend(query.all(db.read()).await?.into_iter().map(|row| row.person));
            }
            use disclosure_row::{Column, Entity};
            let query = select::<Entity>(ctx).filter(Column::Person.is_in(some.iter().copied()));
            for row in query.all(db.read()).await? {
                sight.opened.entry(row.person).or_default().insert(row.purpose, row.audience);
            }
        }
        Ok(sight)
    }

    fn in_full(&self, person: PersonId) -> bool {
        self.everybody || self.full.contains(&person)
    }

    /// The rows of `disclosure` that come back are of audiences the viewer
    /// belongs to, so that one is there is enough.
    fn opens(&self, person: PersonId, purpose: Purpose) -> bool {
        self.in_full(person) || self.opened.get(&person).is_some_and(|open| open.contains_key(&purpose))
    }

    /// Leaves of a row what the viewer may know.
    pub(crate) fn reveal(&self, row: person_row::Model) -> Person {
        let opens = |purpose| self.opens(row.id, purpose);
        let tells = opens(Purpose::Biography);
        Person {
            email: row.email.filter(|_| opens(Purpose::Email)),
            phone: row.phone.filter(|_| opens(Purpose::Phone)),
            biography: if tells { row.biography } else { LocalizedText::new() },
            languages: if tells { row.languages } else { Languages::default() },
            in_full: self.in_full(row.id),
            id: row.id,
            slug: row.slug,
            name: PersonName { as_given: row.name, latin: row.latin, native: row.native, sort: row.sort_name },
            revision: row.revision,
        }
    }
}

async fn revealed(db: &Db, ctx: &Ctx, row: Option<person_row::Model>) -> Result<Option<Person>, DbErr> {
    let Some(row) = row else {
        return Ok(None);
    };
    let sight = Sight::of(db, ctx, &[row.id]).await?;
    Ok(Some(sight.reveal(row)))
}

/// The person with this slug who takes part in `edition`, if the viewer may
/// know of the person there.
///
/// # Errors
/// The engine's.
pub async fn person_by_slug(db: &Db, ctx: &Ctx, edition: EditionId, slug: &str) -> Result<Option<Person>, DbErr> {
    let row = select::<person_row::Entity>(ctx).filter(person_row::Column::Slug.eq(slug)).one(db.read()).await?;
    in_edition(db, ctx, edition, row).await
}

/// As [`person_by_slug`], by key.
///
/// # Errors
/// The engine's.
pub async fn person_by_id(db: &Db, ctx: &Ctx, edition: EditionId, id: PersonId) -> Result<Option<Person>, DbErr> {
    let row = select::<person_row::Entity>(ctx).filter(person_row::Column::Id.eq(id)).one(db.read()).await?;
    in_edition(db, ctx, edition, row).await
}

/// Listed in one edition is not known in every other one.
async fn in_edition(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    row: Option<person_row::Model>,
) -> Result<Option<Person>, DbErr> {
    use participation_row::{Column, Entity};
    let Some(row) = row else {
        return Ok(None);
    };
    let here = select::<Entity>(ctx).filter(Column::Person.eq(row.id)).filter(Column::Edition.eq(edition));
    if here.one(db.read()).await?.is_none() {
        return Ok(None);
    }
    revealed(db, ctx, Some(row)).await
}

/// Whether the staff list this person in `edition`; `None` when the viewer
/// knows of no participation there.
///
/// # Errors
/// The engine's.
pub async fn is_listed(db: &Db, ctx: &Ctx, edition: EditionId, person: PersonId) -> Result<Option<bool>, DbErr> {
    use participation_row::{Column, Entity};
    let query = select::<Entity>(ctx).filter(Column::Person.eq(person)).filter(Column::Edition.eq(edition));
    Ok(query.one(db.read()).await?.map(|row| row.listed))
}

/// The viewer's own record.
///
/// # Errors
/// The engine's.
pub async fn own_record(db: &Db, ctx: &Ctx) -> Result<Option<Person>, DbErr> {
    let Some(own) = ctx.viewer().person_id() else {
        return Ok(None);
    };
    let row = select::<person_row::Entity>(ctx).filter(person_row::Column::Id.eq(own)).one(db.read()).await?;
    revealed(db, ctx, row).await
}
