//! People of the same name, for those who take in lists that others made. A name
//! alone makes nobody the same person; what else is known of them is told with it.

use super::{reach, record::participate};
use crate::{
    error::Error,
    name::PersonName,
    tables::{office_row, organisation_row, participation_row, person_row},
};
use db::{Tx, select};
use kernel::{Ctx, EditionId, Locale, LocalizedText, OrganisationId, Permission, PersonId, Slug, Viewer, fold};
use sea_orm::{ColumnTrait, Condition, DbErr, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Names that are asked for in one query.
const AT_ONCE: usize = 200;

/// Somebody who is called like somebody on a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Namesake {
    /// The key.
    pub id: PersonId,
    /// The last segment of the address of the record.
    pub slug: Slug,
    /// The name in all its forms.
    pub name: PersonName,
    /// What the record says the person does.
    pub biography: LocalizedText,
    /// Where the person holds or held an office, in every language.
    pub organisations: Vec<String>,
}

impl Namesake {
    /// The two have the same name, in any order of its words, with or without accents.
    pub fn is_called(&self, name: &PersonName) -> bool {
        let wanted = name.keys();
        self.name.keys().iter().any(|own| !own.is_empty() && wanted.contains(own))
    }

    /// Something beside the name is the same: the biography, or an organisation of
    /// the person that `biography` speaks of.
    pub fn is_known_by(&self, biography: &LocalizedText) -> bool {
        let said: Vec<String> = Locale::ALL.iter().map(|locale| fold::words(biography.text(*locale))).collect();
        let own = Locale::ALL.iter().map(|locale| fold::words(self.biography.text(*locale)));
        let same = own.filter(|text| !text.is_empty()).any(|text| said.contains(&text));
        same || self.organisations.iter().any(|name| said.iter().any(|text| speaks_of(text, &fold::words(name))))
    }
}

/// Whole words, where there are spaces between words; two letters name nobody.
fn speaks_of(text: &str, name: &str) -> bool {
    let is_long = name.chars().count() >= if name.is_ascii() { 5 } else { 3 };
    is_long && if name.is_ascii() { format!(" {text} ").contains(&format!(" {name} ")) } else { text.contains(name) }
}

/// Everybody who is called like one of `names` and whose record the viewer may
/// read whole.
///
/// # Errors
/// The engine's.
pub async fn namesakes_in(tx: &Tx, ctx: &Ctx, names: &[PersonName]) -> Result<Vec<Namesake>, DbErr> {
    use person_row::{Column, Entity};
    let keys: HashSet<String> = names.iter().flat_map(PersonName::keys).filter(|key| !key.is_empty()).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let mut rows: BTreeMap<PersonId, person_row::Model> = BTreeMap::new();
    for some in keys.chunks(AT_ONCE) {
        let called = Condition::any()
            .add(Column::NameKey.is_in(some.iter().cloned()))
            .add(Column::LatinKey.is_in(some.iter().cloned()));
        let found = select::<Entity>(ctx).filter(called).order_by_asc(Column::Id).all(tx.conn()).await?;
        rows.extend(found.into_iter().map(|row| (row.id, row)));
    }
    let ids: Vec<PersonId> = rows.keys().copied().collect();
    let whole = read_whole(tx, ctx, &ids).await?;
    rows.retain(|id, _| whole.as_ref().is_none_or(|whole| whole.contains(id)));
    let mut employers = employers(tx, ctx, &rows.keys().copied().collect::<Vec<_>>()).await?;
    let namesake = |row: person_row::Model| Namesake {
        organisations: employers.remove(&row.id).unwrap_or_default(),
        id: row.id,
        slug: row.slug,
        name: PersonName { as_given: row.name, latin: row.latin, native: row.native, sort: row.sort_name },
        biography: row.biography,
    };
    Ok(rows.into_values().map(namesake).collect())
}

/// Those whose records the viewer may read whole; `None` for all of them.
async fn read_whole(tx: &Tx, ctx: &Ctx, ids: &[PersonId]) -> Result<Option<HashSet<PersonId>>, DbErr> {
    use participation_row::{Column, Entity};
    let Some(editions) = reach(ctx, Permission::ReadContacts) else { return Ok(None) };
    let mut whole = HashSet::new();
    for some in ids.chunks(AT_ONCE) {
        let here = select::<Entity>(ctx)
            .filter(Column::Person.is_in(some.iter().copied()))
            .filter(Column::Edition.is_in(editions.iter().copied()));
        whole.extend(here.all(tx.conn()).await?.into_iter().map(|row| row.person));
    }
    Ok(Some(whole))
}

async fn employers(tx: &Tx, ctx: &Ctx, ids: &[PersonId]) -> Result<HashMap<PersonId, Vec<String>>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let mut seats: Vec<(PersonId, OrganisationId)> = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let held = select::<office_row::Entity>(everything)
            .filter(office_row::Column::Person.is_in(some.iter().copied()))
            .filter(office_row::Column::Organisation.is_not_null());
        seats.extend(held.all(tx.conn()).await?.into_iter().filter_map(|row| Some((row.person, row.organisation?))));
    }
    let organisations: Vec<OrganisationId> = seats.iter().map(|(_, organisation)| *organisation).collect();
    let mut names: HashMap<OrganisationId, LocalizedText> = HashMap::new();
    for some in organisations.chunks(AT_ONCE) {
        let found = select::<organisation_row::Entity>(everything)
            .filter(organisation_row::Column::Id.is_in(some.iter().copied()));
        names.extend(found.all(tx.conn()).await?.into_iter().map(|row| (row.id, row.name)));
    }
    let mut all: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, organisation) in seats {
        let Some(name) = names.get(&organisation) else { continue };
        let written = Locale::ALL.iter().map(|locale| name.text(*locale)).filter(|text| !text.is_empty());
        all.entry(person).or_default().extend(written.map(str::to_owned));
    }
    Ok(all)
}

/// Lets people whose records the viewer may read whole take part in an edition,
/// not listed yet; who does already stays as they are.
///
/// # Errors
/// [`Error::NotFound`] for others, [`Error::Denied`].
pub async fn take_in(tx: &Tx, ctx: &Ctx, edition: EditionId, ids: &[PersonId]) -> Result<(), Error> {
    use participation_row::{Column, Entity};
    ctx.require(Permission::EditDirectory, edition)?;
    if let Some(whole) = read_whole(tx, ctx, ids).await?
        && !ids.iter().all(|id| whole.contains(id))
    {
        return Err(Error::NotFound);
    }
    let everything = &ctx.seen_by(Viewer::system());
    for id in ids {
        let here = select::<Entity>(everything).filter(Column::Person.eq(*id)).filter(Column::Edition.eq(edition));
        if here.one(tx.conn()).await?.is_none() {
            participate(tx, ctx, *id, edition, false).await?;
            tx.audit(ctx, Some(edition), "person.taken_in", id.0, serde_json::json!({})).await?;
        }
    }
    Ok(tx.change("directory", Some(edition), edition.0).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn namesake(name: &str, biography: &str, organisation: &str) -> Namesake {
        Namesake {
            id: PersonId(sea_orm::prelude::Uuid::from_u128(1)),
            slug: Slug::parse("x").unwrap(),
            name: PersonName::of(name),
            biography: LocalizedText::of(Locale::En, biography),
            organisations: vec![organisation.to_owned()],
        }
    }

    #[test]
    fn a_name_is_one_in_any_order_and_needs_something_beside_it() {
        let wei = namesake("Wang Wei", "Measures rain.", "Harbour Lab");
        assert!(wei.is_called(&PersonName::of("Wei WANG")) && !wei.is_called(&PersonName::of("Wang Weiwei")));
        let says = |text: &str| wei.is_known_by(&LocalizedText::of(Locale::En, text));
        assert!(says("measures  rain") && says("Works at the harbour lab, since 2020."));
        assert!(!says("") && !says("Measures snow.") && !says("Harbour Labour Party"));
        assert!(!namesake("王伟", "", "所").is_known_by(&LocalizedText::of(Locale::Zh, "研究所所长")));
        assert!(namesake("王伟", "", "水务研究院").is_known_by(&LocalizedText::of(Locale::Zh, "临川水务研究院院长")));
    }
}
